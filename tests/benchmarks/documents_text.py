"""How much of known text the readers of OpenDocument, rich text, web pages and plain text find in
order, and what that costs beside the bare library of each format in the same run.

    python -m tests.benchmarks.documents_text [--documents 12] [--seed 4] [--rounds 5]

Each document is a made-up application: headings, paragraphs, a list in two depths, a table with a
table in it, a link, a note, names with accents, header and footer where the format has them. Every
format gets the same words, written in the order in which a reader of the page meets them; headers
come first and notes and footers last. The figure is the longest common subsequence of the words
written and the words read, divided by the words written.

Limits: the files are what odfdo and a writer of a few lines here make of the text, which is less
varied than what arrives; the share counts each word whole, so a mark glued to a word costs the
word.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import lxml.html
import odfdo
from rapidfuzz.distance import LCSseq
from striprtf.striprtf import rtf_to_text

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent))  # run as a script, only this folder is on the path

from edi_shortlist.documents.html import read_html  # noqa: E402
from edi_shortlist.documents.model import Document  # noqa: E402
from edi_shortlist.documents.odt import read_odt  # noqa: E402
from edi_shortlist.documents.plain_text import read_text  # noqa: E402
from edi_shortlist.documents.rtf import read_rtf  # noqa: E402

_WORDS = [
    "housing",
    "advice",
    "tenants",
    "landlord",
    "prevention",
    "case",
    "team",
    "budget",
    "café",
    "naïve",
    "visits",
    "rota",
    "council",
    "managed",
    "supported",
    "wrote",
    "trained",
    "five",
    "years’",
    "experience",
    "£28,500",
    "–",
    "evidence",
    "of",
    "working",
    "with",
    "families",
    "in",
    "temporary",
    "accommodation,",
    "and",
    "“duty",
    "to",
    "refer”",
    "meetings;",
    "résumé",
    "training",
    "on",
    "Fridays",
]
_NAMES = ("Zoë O’Connor", "Łukasz Wiśniewski", "Siân Llŵyd", "Ngozi Adébáyọ̀", "José Núñez")


@dataclass(frozen=True)
class Known:
    """A made-up application.

    Attributes:
        header, footer: running lines.
        sections: headings, each with its paragraphs.
        bullets: depth from 0 and text.
        rows: of a table; the last cell of the last row holds ``inner`` as well.
        inner: rows of the table in it.
        link: what is shown, and where it leads.
        note: a footnote to the last paragraph.
    """

    header: str
    footer: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    bullets: tuple[tuple[int, str], ...]
    rows: tuple[tuple[str, ...], ...]
    inner: tuple[tuple[str, ...], ...]
    link: tuple[str, str]
    note: str

    def words(self, *, running: bool) -> list[str]:
        """Every word in reading order; ``running`` with header, footer and note."""
        pieces = [self.header] if running else []
        for heading, paragraphs in self.sections:
            pieces += [heading, *paragraphs]
        pieces += [text for _, text in self.bullets]
        pieces += [cell for row in (*self.rows, *self.inner) for cell in row]
        pieces.append(f"{self.link[0]} ({self.link[1]})")
        pieces += [self.note, self.footer] if running else []
        return " ".join(pieces).split()


def known(seed: int) -> Known:
    """Return a made-up application, the same for the same seed."""
    chance = random.Random(seed)

    def sentence(least: int, most: int) -> str:
        chosen = chance.choices(_WORDS, k=chance.randint(least, most))
        return " ".join(chosen) + f" {chance.choice(_NAMES)} {chance.randint(1, 9999)}."

    return Known(
        header=f"Application of {chance.choice(_NAMES)}, 01632 960{chance.randint(100, 999)}",
        footer=f"page footer {chance.randint(100, 999)}",
        sections=tuple(
            (f"Section {i} {chance.choice(_WORDS)}", tuple(sentence(20, 90) for _ in range(4)))
            for i in range(6)
        ),
        bullets=tuple((i % 2, sentence(3, 12)) for i in range(8)),
        rows=tuple(tuple(sentence(1, 6) for _ in range(3)) for _ in range(5)),
        inner=tuple(tuple(sentence(1, 3) for _ in range(2)) for _ in range(2)),
        link=("my portfolio", f"https://example.com/a{chance.randint(100, 999)}"),
        note=f"note {sentence(4, 10)}",
    )


def write_odt(text: Known, path: Path) -> None:
    """Write it with odfdo."""
    document = odfdo.Document("text")
    body = document.body
    body.clear()
    for level, (heading, paragraphs) in enumerate(text.sections, 1):
        body.append(odfdo.Header(min(level, 3), heading))
        for paragraph in paragraphs:
            body.append(odfdo.Paragraph(paragraph))
    outer: odfdo.List | None = None
    for depth, item in text.bullets:
        if depth == 0 or outer is None:
            outer = odfdo.List([item])
            body.append(outer)
        else:
            outer.get_item(position=0).append(odfdo.List([item]))
    table = odfdo.Table("Answers")
    for y, row in enumerate(text.rows):
        for x, cell in enumerate(row):
            table.set_cell((x, y), odfdo.Cell(cell, text=cell))
    inner = odfdo.Table("Inner")
    for y, row in enumerate(text.inner):
        for x, cell in enumerate(row):
            inner.set_cell((x, y), odfdo.Cell(cell, text=cell))
    last = table.get_cell((len(text.rows[-1]) - 1, len(text.rows) - 1))
    last.append(inner)
    table.set_cell((len(text.rows[-1]) - 1, len(text.rows) - 1), last)
    body.append(table)
    shown, target = text.link
    paragraph = odfdo.Paragraph("")
    paragraph.append(odfdo.Link(target, text=shown))
    paragraph.append(odfdo.Note(note_class="footnote", note_id="n1", citation="1", body=text.note))
    body.append(paragraph)
    page = document.get_styles(family="master-page")[0]
    page.set_page_header(odfdo.Paragraph(text.header))
    page.set_page_footer(odfdo.Paragraph(text.footer))
    document.save(path)


def _rich(text: str) -> str:
    """Escape text as Word does: Windows-1252 by bytes, all else by number."""
    pieces = []
    for char in text:
        if char in "\\{}":
            pieces.append(f"\\{char}")
        elif char.isascii():
            pieces.append(char)
        else:
            try:
                pieces.append(f"\\'{char.encode('cp1252')[0]:02x}")
            except UnicodeEncodeError:
                units = char.encode("utf-16-le")
                for i in range(0, len(units), 2):
                    unit = int.from_bytes(units[i : i + 2], "little")
                    pieces.append(f"\\u{unit - 0x10000 if unit > 0x7FFF else unit}?")
    return "".join(pieces)


def write_rtf(text: Known, path: Path) -> None:
    """Write it by hand, as Word lays out its own."""
    out = [
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}}"
        r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}}"
        rf"{{\header\pard {_rich(text.header)}\par}}{{\footer\pard {_rich(text.footer)}\par}}"
    ]
    for heading, paragraphs in text.sections:
        out.append(rf"\pard\s1\b {_rich(heading)}\b0\par")
        out += [rf"\pard\plain\f0 {_rich(paragraph)}\par" for paragraph in paragraphs]
    for depth, item in text.bullets:
        out.append(rf"\pard{{\listtext\'b7\tab}}\ls1\ilvl{depth} {_rich(item)}\par")
    for y, row in enumerate(text.rows):
        out.append(r"\trowd\cellx3000\cellx6000\cellx9000\pard\intbl")
        for x, cell in enumerate(row):
            if (y, x) == (len(text.rows) - 1, len(row) - 1):
                out.append(rf"{_rich(cell)}\par" + _nested(text) + r"\pard\intbl\itap1\cell")
            else:
                out.append(rf"{_rich(cell)}\cell")
        out.append(r"\row")
    shown, target = text.link
    out.append(
        rf'\pard {{\field{{\*\fldinst HYPERLINK "{target}"}}{{\fldrslt {shown}}}}}'
        rf"{{\footnote\pard {_rich(text.note)}}}\par}}"
    )
    path.write_bytes("\n".join(out).encode("ascii"))


def _nested(text: Known) -> str:
    rows = []
    for row in text.inner:
        cells = "".join(rf"{_rich(cell)}\nestcell " for cell in row)
        rows.append(
            rf"\pard\intbl\itap2 {cells}{{\*\nesttableprops\trowd\cellx1500\cellx3000\nestrow}}"
        )
    return "".join(rows)


def write_html(text: Known, path: Path) -> None:
    """Write it as a page, with header and footer left out."""
    out = ["<!DOCTYPE html><html><head><meta charset=utf-8><title>x</title></head><body>"]
    for heading, paragraphs in text.sections:
        out.append(f"<h2>{escape(heading)}</h2>")
        out += [f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs]
    out.append("<ul>")
    for depth, item in text.bullets:
        entry = f"<li>{escape(item)}</li>"
        out.append(f"<ul>{entry}</ul>" if depth else entry)
    out.append("</ul><table>")
    inner = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in text.inner
    )
    for y, row in enumerate(text.rows):
        cells = [f"<td>{escape(cell)}</td>" for cell in row]
        if y == len(text.rows) - 1:
            cells[-1] = f"<td>{escape(row[-1])}<table>{inner}</table></td>"
        out.append("<tr>" + "".join(cells) + "</tr>")
    shown, target = text.link
    out.append(f'</table><p><a href="{target}">{shown}</a></p></body></html>')
    path.write_text("\n".join(out), encoding="utf-8")


def write_txt(text: Known, path: Path) -> None:
    """Write it in Windows-1252 where that has all its characters, else in UTF-8."""
    shown, target = text.link
    lines = [line for heading, paragraphs in text.sections for line in (heading, *paragraphs)]
    lines += [f"- {item}" for _, item in text.bullets]
    lines += ["\t".join(row) for row in (*text.rows, *text.inner)]
    whole = "\r\n".join([*lines, f"{shown} ({target})"])
    try:
        path.write_bytes(whole.encode("cp1252"))
    except UnicodeEncodeError:
        path.write_bytes(whole.encode("utf-8"))


def _bare_odt(path: Path) -> str:
    return str(odfdo.Document(path).get_formatted_text())


def _bare_rtf(path: Path) -> str:
    return str(rtf_to_text(path.read_bytes().decode("latin-1"), errors="replace"))


def _bare_html(path: Path) -> str:
    return str(lxml.html.document_fromstring(path.read_bytes()).text_content())


def _bare_txt(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


@dataclass(frozen=True)
class Format:
    """A format, with who writes it, who reads it, and the bare library."""

    suffix: str
    write: Callable[[Known, Path], None]
    read: Callable[[Path], Document]
    bare: Callable[[Path], str]
    running: bool


FORMATS = (
    Format("odt", write_odt, read_odt, _bare_odt, True),
    Format("rtf", write_rtf, read_rtf, _bare_rtf, True),
    Format("html", write_html, read_html, _bare_html, False),
    Format("txt", write_txt, read_text, _bare_txt, False),
)


@dataclass(frozen=True)
class Figures:
    """What was measured for a format.

    Attributes:
        words: how many were written.
        in_order: share of them found in the right order.
        bare_in_order: the same for the bare library.
        seconds, bare_seconds: of processor time a document, the least of the rounds.
    """

    words: int
    in_order: float
    bare_in_order: float
    seconds: float
    bare_seconds: float


def text_figures(documents: int = 12, seed: int = 4, rounds: int = 5) -> dict[str, Figures]:
    """Write, read and compare.

    Args:
        documents: how many of each format.
        seed: of the first; the others follow.
        rounds: how often each file is read for the times.

    Returns:
        The figures by format: ``odt``, ``rtf``, ``html``, ``txt``.
    """
    texts = [known(seed + i) for i in range(documents)]
    with tempfile.TemporaryDirectory() as folder:
        return {one.suffix: _figures(one, texts, Path(folder), rounds) for one in FORMATS}


def _figures(one: Format, texts: Sequence[Known], folder: Path, rounds: int) -> Figures:
    paths = [folder / f"{i}.{one.suffix}" for i in range(len(texts))]
    for text, path in zip(texts, paths, strict=True):
        one.write(text, path)
    written = [text.words(running=one.running) for text in texts]
    total = sum(map(len, written))
    read = [one.read(path).text.split() for path in paths]
    bare = [one.bare(path).split() for path in paths]
    spent, spent_bare = [], []
    for _ in range(rounds):  # in turn, so that both meet the same machine
        spent.append(_processor_time(lambda: [one.read(path) for path in paths]))
        spent_bare.append(_processor_time(lambda: [one.bare(path) for path in paths]))
    return Figures(
        total,
        sum(map(LCSseq.similarity, written, read)) / total,
        sum(map(LCSseq.similarity, written, bare)) / total,
        min(spent) / len(paths),
        min(spent_bare) / len(paths),
    )


def _processor_time(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--documents", type=int, default=12)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    print("format  words  in order  bare library  ms a document  bare library  ratio")
    for name, one in text_figures(given.documents, given.seed, given.rounds).items():
        print(
            f"{name:6} {one.words:6} {one.in_order:9.4f} {one.bare_in_order:13.4f}"
            f" {one.seconds * 1000:14.2f} {one.bare_seconds * 1000:13.2f}"
            f" {one.seconds / one.bare_seconds:6.2f}"
        )


if __name__ == "__main__":
    main()
