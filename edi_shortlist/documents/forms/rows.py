"""A Document as rows of segments, which is how forms are read: a table row with its cells, or a
line with what its tabs, bars and wide gaps set apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from edi_shortlist.documents.forms.words import FormWords, plain
from edi_shortlist.documents.model import Block, BlockKind, Document, Part

_GAP = re.compile(r"\t+|\s*\|\s*|\s{2,}|\s*[│┃]\s*")
_PREFIXED = re.compile(
    r"^\W*(?:part|section|step|page|stage)\s+(?:\d{1,2}|[a-z]|[ivx]+|one|two|three|four|five|six|"
    r"seven|eight|nine|ten)\b(?:\s+of\s+\d+)?\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Row:
    """One row of a form.

    Attributes:
        segments: its parts from left to right; a table's empty cells are empty strings.
        columns: for a table row, the column of each segment.
        start, end: half-open character offsets into ``Document.text``.
        table: the table's number, or None for a line of text.
        heading: whether the file marks it as a heading.
        apart: whether it stands outside the run of the form, in a header or footer.
        section: the kind of section it stands in (``personal``, ``monitoring`` …) or "".
        opens: the kind of section this row is the heading of, or "".
    """

    segments: tuple[str, ...]
    start: int
    end: int
    table: int | None = None
    columns: tuple[int, ...] = ()
    heading: bool = False
    apart: bool = False
    section: str = ""
    opens: str = ""

    @property
    def text(self) -> str:
        """The row as one string."""
        return "\t".join(self.segments)

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(segment.strip() for segment in self.segments)


def form_rows(document: Document, words: FormWords) -> list[Row]:
    """Return the rows of a document in reading order, each with the section it stands in."""
    rows: list[Row] = []
    section = ""
    for row in _bare_rows(document):
        if row.apart:
            rows.append(row)
            continue
        opens = _opens(row, words)
        if opens:
            section = opens
        elif row.heading and section in ("others", "statement"):
            section = ""
        stands_in = "others" if not opens and _names_others(row, words) else section
        rows.append(replace(row, section=stands_in, opens=opens))
    return rows


def _names_others(row: Row, words: FormWords) -> bool:
    """Whether a row's own label is about other people: "Referee 1: …", "Refs: …"."""
    label = plain(re.split(r"[:|\t]|\.{3,}", row.text, maxsplit=1)[0][:60])
    first = label.rstrip(" abc12")
    return words.sections.get(label) == "others" or words.sections.get(first) == "others"


def _bare_rows(document: Document) -> Iterator[Row]:
    """Rows before it is known which section they stand in."""
    waiting: list[tuple[int, int, Block]] = []
    for start, end, block in document.placed_blocks():
        if waiting and (block.cell is None or block.cell[:2] != waiting[-1][2].cell[:2]):  # type: ignore[index]
            yield _table_row(waiting)
            waiting = []
        if block.cell is not None:
            waiting.append((start, end, block))
            continue
        at = start
        running = block.part in (Part.HEADER, Part.FOOTER)
        for line in block.text.split("\n"):
            heading = block.kind is BlockKind.HEADING and not running
            yield Row(_segments(line), at, at + len(line), heading=heading, apart=running)
            at += len(line) + 1
    if waiting:
        yield _table_row(waiting)


def _table_row(cells: list[tuple[int, int, Block]]) -> Row:
    where = [block.cell for _, _, block in cells if block.cell]
    return Row(
        tuple(block.text for _, _, block in cells),
        cells[0][0],
        cells[-1][1],
        table=where[0][0],
        columns=tuple(column for _, _, column in where),
        apart=cells[0][2].part in (Part.HEADER, Part.FOOTER),
    )


def _segments(line: str) -> tuple[str, ...]:
    inner = line.strip().strip("|│┃").strip()
    return tuple(part.strip() for part in _GAP.split(inner)) if inner else ("",)


def _opens(row: Row, words: FormWords) -> str:
    """The kind of section a row is the heading of, or "".

    A heading is marked as one by the file, numbered as a part, in capitals, or says nothing but
    the wording itself; in a table it is the only thing in its row.
    """
    full = [segment for segment in row.segments if segment.strip()]
    if row.heading and row.table is None:
        full = [" ".join(full)]  # "PART A  About you" has a wide gap, and is one heading
    if len(full) != 1 or (row.table is not None and len(row.segments) != 1):
        return ""
    text = full[0].strip()
    if not text or len(text) > 100 or "\n" in text or text[-1] in ".?,;":
        return ""
    if set(text) & set("☐☒☑✓✔"):
        return ""
    bare = _PREFIXED.sub("", text)
    said = plain(bare) or plain(text)
    if said in words.sections:
        # "Statement:" and "Referees" alone are headings; so is "1. Personal details".
        return words.sections[said]
    marked = row.heading or bare != text or (text.isupper() and len(text) > 6)
    if not marked or ":" in text.rstrip(":"):
        return ""
    found = [
        (len(wording), kind)
        for wording, kind in words.sections.items()
        if re.search(rf"(?<!\w){re.escape(wording)}(?!\w)", said)
    ]
    return max(found)[1] if found else ""
