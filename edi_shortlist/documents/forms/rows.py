"""A Document as rows of segments, which is how forms are read: a table row with its cells, or a
line with what its tabs, bars and wide gaps set apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from edi_shortlist.documents.forms.words import APPLICATION, FormWords, plain
from edi_shortlist.documents.model import UNSEEN, Block, BlockKind, Document, Part

_RUNNING = frozenset({Part.HEADER, Part.FOOTER})
_GAP = re.compile(r"\t+|\s*\|\s*|\s{2,}|\s*[│┃]\s*")
_BARS = " \t\n\r\f\v\u00a0|│┃"
# A heading that asks something of the applicant: "Describe your experience of casework".
_ASKS = re.compile(
    r"(?:please |briefly )*(?:describe|explain|give|outline|demonstrate|provide|summari[sz]e|what|"
    r"why|how|when|in what way)\b"
)
_LABEL_ENDS = re.compile(r"[:|\t]|\.{3,}")
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
        places: where each segment stands, as half-open offsets into ``Document.text``.
        start, end: half-open offsets into ``Document.text``.
        table: the table's number, or None for a line of text.
        heading: its level where the file marks it as a heading, else 0.
        apart: whether it stands outside the run of the form, in a header, footer or note.
        note: whether it stands in a footnote or endnote.
        section: the kind of section it stands in (``personal``, ``monitoring`` …) or "".
        opens: the kind of section this row is the heading of, or "".
    """

    segments: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    start: int
    end: int
    table: int | None = None
    columns: tuple[int, ...] = ()
    heading: int = 0
    apart: bool = False
    note: bool = False
    section: str = ""
    opens: str = ""

    @cached_property
    def text(self) -> str:
        """The row as one string."""
        return "\t".join(self.segments)

    @cached_property
    def yes_and_no(self) -> dict[int, str]:
        """The columns of a table row that say Yes or No and nothing else."""
        said = (segment[:20].strip(" \t\n.:?").lower() for segment in self.segments)
        return {
            column: word
            for column, word in zip(self.columns, said, strict=True)
            if word in ("yes", "no")
        }

    @cached_property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(segment.strip() for segment in self.segments)


def form_rows(document: Document, words: FormWords, *, notes: bool = False) -> list[Row]:
    """Return the rows of a document in reading order, each with the section it stands in.

    What nobody sees on the page (remarks in the margin, hidden text) makes no rows, since it
    answers nothing.

    Args:
        document: the form.
        words: what it calls things.
        notes: whether footnotes are rows as well, which answer nothing either.
    """
    rows: list[Row] = []
    section, level = "", 0
    for row in _bare_rows(document, notes):
        if row.apart:
            rows.append(row)
            continue
        opens = "" if row.blank else _opens(row, words)
        if opens:
            section, level = opens, row.heading
        elif row.heading and section in APPLICATION | {"others"} and not _inside(row, level, words):
            section = ""
        others = not opens and not row.blank and _names_others(row, words)
        stands_in = "others" if others else section
        rows.append(replace(row, section=stands_in, opens=opens) if stands_in else row)
    return rows


def _inside(row: Row, level: int, words: FormWords) -> bool:
    """Whether a heading that is not known is the applicant's own, within a section of the form:
    one of a lower level, or any in a form whose headings are all known."""
    return bool(words.title) or (level > 0 and row.heading > level)


def _names_others(row: Row, words: FormWords) -> bool:
    """Whether a row's own label is about other people: "Referee 1: …", "Refs: …"."""
    label = plain(_LABEL_ENDS.split(row.segments[0][:60], maxsplit=1)[0])
    first = label.rstrip(" abc12")
    return words.sections.get(label) == "others" or words.sections.get(first) == "others"


def _bare_rows(document: Document, notes: bool) -> Iterator[Row]:
    """Rows before it is known which section they stand in."""
    waiting: list[tuple[int, int, Block]] = []
    noted: list[Row] = []  # notes amid the cells of a table row
    for start, end, block in document.placed_blocks():
        if block.part in UNSEEN:
            continue
        if block.part is Part.NOTE:
            noted += _lines(start, block) if notes else ()
            if not waiting:
                yield from noted
                noted = []
            continue
        if waiting and (block.cell is None or block.cell[:2] != waiting[-1][2].cell[:2]):  # type: ignore[index]
            yield _table_row(waiting)
            yield from noted
            waiting, noted = [], []
        if block.cell is not None:
            waiting.append((start, end, block))
            continue
        yield from _lines(start, block)
    if waiting:
        yield _table_row(waiting)
    yield from noted


def _lines(start: int, block: Block) -> Iterator[Row]:
    """A row for each line of a block that stands at an offset."""
    note = block.part is Part.NOTE
    apart = note or block.part in _RUNNING
    level = max(1, block.level) if block.kind is BlockKind.HEADING and not apart else 0
    at = start
    for line in block.text.split("\n"):
        end = at + len(line)
        yield Row(*_segments(line, at), at, end, heading=level, apart=apart, note=note)
        at = end + 1


def _table_row(cells: list[tuple[int, int, Block]]) -> Row:
    where = [block.cell for _, _, block in cells if block.cell]
    return Row(
        tuple(block.text for _, _, block in cells),
        tuple((start, end) for start, end, _ in cells),
        cells[0][0],
        cells[-1][1],
        table=where[0][0],
        columns=tuple(column for _, _, column in where),
        apart=cells[0][2].part in _RUNNING,
    )


def _segments(line: str, at: int) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]]:
    """The parts of a line that stands at an offset, and their places."""
    if not line:
        return ("",), ((at, at),)
    start = len(line) - len(line.lstrip(_BARS))
    end = max(start, len(line.rstrip(_BARS)))
    cuts = [start]
    for gap in _GAP.finditer(line, start, end):
        cuts += gap.span()
    cuts.append(end)
    places = tuple((at + a, at + b) for a, b in zip(cuts[::2], cuts[1::2], strict=True))
    return tuple(line[a - at : b - at] for a, b in places), places


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
    if set(text) & set("☐☒☑✓✔❏❐❑❒▢"):
        return ""
    bare = _PREFIXED.sub("", text)
    said = plain(bare) or plain(text)
    if said in words.sections:
        # "Statement:" and "Referees" alone are headings; so is "1. Personal details".
        return words.sections[said]
    marked = row.heading or bare != text or (text.isupper() and len(text) > 6)
    if not marked or ":" in text.rstrip(":") or _ASKS.match(said):
        return ""
    found = [
        (len(wording), kind)
        for wording, kind in words.sections.items()
        if wording in said and re.search(rf"(?<!\w){re.escape(wording)}(?!\w)", said)
    ]
    return max(found)[1] if found else ""
