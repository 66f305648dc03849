"""PDF reading against bare libraries: CPU and words in order on PDFs made from known text.

Run ``python -m tests.benchmarks.documents_pdf``. The texts are drawn from word lists, with a
seed, and nobody's; every file is read by ``read_pdf``, by pdfminer.six ``extract_text`` and as
pypdfium2 gives its text, one after another in the same run.
"""

import random
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pdfminer.high_level import extract_text
from rapidfuzz.distance import LCSseq
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from edi_shortlist.documents.pdf.reader import read_pdf

SEED = 20
SIMPLE, COLUMNS, FORMS = "one column", "two columns", "tables and forms"
COUNTS = {SIMPLE: 30, COLUMNS: 15, FORMS: 15}
_FONTS = ("Helvetica", "Times-Roman", "Courier")
_WORDS = re.findall(
    r"\w+",
    "council housing tenant officer report budget team adviser service policy review meeting "
    "record customer landlord repair estate planning school library transport road survey audit "
    "grant partner charity training rota safety inspection permit licence complaint appeal panel "
    "forecast contract supplier delivery archive census garden market harbour museum shelter "
    "wrote led managed improved reduced trained advised planned checked agreed drafted chaired "
    "answered repaired recorded delivered opened moved saved mapped counted weekly yearly local "
    "regional early careful clear steady rural urban public quiet annual direct several many "
    "and with for from after before during between under over through",
)
_HEADINGS = ("Profile", "Employment", "Education", "Skills", "Interests", "Training", "Referees")
_LABELS = (
    "Surname", "First names", "Address", "Town", "Postcode", "Telephone", "Post applied for",
    "Current employer", "Notice period", "Salary", "Driving licence", "Qualifications",
)  # fmt: skip
_TOKEN = re.compile(r"\w+|[☒☐]")


@dataclass(frozen=True)
class Made:
    """A PDF and the text it was made from, in reading order."""

    path: Path
    text: str


class _Writer:
    """Invented text."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def words(self, count: int) -> str:
        return " ".join(self.random.choice(_WORDS) for _ in range(count))

    def paragraph(self) -> str:
        sentences = [self.words(self.random.randint(7, 16)) for _ in range(5)]
        return " ".join(f"{one.capitalize()}." for one in sentences)

    def section(self) -> tuple[str, list[str]]:
        count = self.random.randint(2, 4)
        return self.random.choice(_HEADINGS), [self.paragraph() for _ in range(count)]


def make(folder: Path) -> Iterator[tuple[str, Made]]:
    """Yield the class and the file of every PDF of the benchmark, made in ``folder``."""
    makers = {SIMPLE: _one_column, COLUMNS: _two_columns, FORMS: _form}
    for name, count in COUNTS.items():
        for i in range(count):
            path = folder / f"{name.replace(' ', '-')}-{i}.pdf"
            said = makers[name](path, _Writer(SEED + i), i)
            yield name, Made(path, "\n".join(said))


def _styles(i: int) -> tuple[ParagraphStyle, ParagraphStyle]:
    font, size = _FONTS[i % 3], 9 + i % 4
    body = ParagraphStyle("body", fontName=font, fontSize=size, leading=size * 1.3, spaceAfter=6)
    head = ParagraphStyle("head", fontName="Helvetica-Bold", fontSize=size + 4, leading=size * 1.9)
    return body, head


def _story(writer: _Writer, i: int, sections: int) -> tuple[list[Flowable], list[str]]:
    body, head = _styles(i)
    story: list[Flowable] = []
    said: list[str] = []
    for _ in range(sections):
        heading, paragraphs = writer.section()
        story += [Paragraph(heading, head), *(Paragraph(one, body) for one in paragraphs)]
        said += [heading, *paragraphs]
    return story, said


def _one_column(path: Path, writer: _Writer, i: int) -> list[str]:
    story, said = _story(writer, i, 6)
    SimpleDocTemplate(str(path), pagesize=A4, topMargin=90, bottomMargin=90).build(story)
    return said


def _two_columns(path: Path, writer: _Writer, i: int) -> list[str]:
    """Two even columns; every third a narrow side bar beside the main text instead."""
    width, height = A4
    if i % 3 == 2:
        return _side_bar(path, writer, i)
    story, said = _story(writer, i, 5)
    half = (width - 124) / 2
    frames = [Frame(50, 60, half, height - 120), Frame(74 + half, 60, half, height - 120)]
    template = BaseDocTemplate(str(path), pagesize=A4)
    template.addPageTemplates(PageTemplate(frames=frames))
    template.build(story)
    return said


def _side_bar(path: Path, writer: _Writer, i: int) -> list[str]:
    width, height = A4
    canvas = Canvas(str(path), pagesize=A4)
    side = [f"{writer.words(2).capitalize()}" for _ in range(14)]
    canvas.setFillColor(colors.lightgrey)
    canvas.rect(0, 0, 170, height, stroke=0, fill=1)
    canvas.setFillColor(colors.black)
    canvas.setFont("Helvetica", 9)
    for row, line in enumerate(side):
        canvas.drawString(30, height - 80 - 16 * row, line)
    main: list[str] = []
    font, size = _FONTS[i % 3], 10
    canvas.setFont(font, size)
    y = height - 83
    while y > 120:
        paragraph = writer.paragraph()
        lines = simpleSplit(paragraph, font, size, width - 240)
        if y - 13 * len(lines) < 80:
            break
        for line in lines:
            canvas.drawString(200, y, line)
            y -= 13
        y -= 7
        main.append(paragraph)
    canvas.save()
    return [*side, *main]


def _form(path: Path, writer: _Writer, i: int) -> list[str]:
    """Ruled tables, or every third a fillable form with its answers."""
    if i % 3 == 2:
        return _fillable(path, writer)
    body, head = _styles(i)
    title = "Application form"
    rows = [(label, writer.words(writer.random.randint(1, 14))) for label in _LABELS]
    history = [tuple(writer.words(writer.random.randint(1, 7)) for _ in range(4)) for _ in range(8)]
    story: list[Flowable] = [Paragraph(title, head)]
    for table, widths in ((rows, (120, 340)), (history, (90, 130, 130, 110))):
        cells = [[Paragraph(cell, body) for cell in row] for row in table]
        grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        story += [Table(cells, colWidths=widths, style=grid), Spacer(1, 24)]
    statement = writer.paragraph()
    SimpleDocTemplate(str(path), pagesize=A4).build([*story, Paragraph(statement, body)])
    return [title, *(cell for row in (*rows, *history) for cell in row), statement]


def _fillable(path: Path, writer: _Writer) -> list[str]:
    canvas = Canvas(str(path), pagesize=A4)
    said = []
    y = 760.0
    for number, label in enumerate(_LABELS):
        answer = writer.words(writer.random.randint(1, 5))
        canvas.drawString(60, y, label)
        canvas.acroForm.textfield(
            name=f"f{number}", x=200, y=y - 6, width=320, height=20, value=answer
        )
        said.append(f"{label} {answer}")
        y -= 34
    for number in range(5):
        question = writer.words(6).capitalize()
        is_on = writer.random.random() < 0.5
        canvas.drawString(60, y, question)
        canvas.acroForm.checkbox(name=f"t{number}", x=420, y=y - 3, size=14, checked=is_on)
        said.append(f"{question} {'☒' if is_on else '☐'}")
        y -= 28
    canvas.save()
    return said


def in_order(known: str, read: str) -> float:
    """The share of the known words that were read, in their order: the longest common
    subsequence of words."""
    words = _TOKEN.findall(known)
    return LCSseq.similarity(words, _TOKEN.findall(read)) / len(words)


def _with_ours(path: Path) -> str:
    return read_pdf(path).text


def _with_pdfium(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    pieces = []
    for page in pdf:
        text_page = page.get_textpage()
        pieces.append(text_page.get_text_bounded())
        text_page.close()
        page.close()
    pdf.close()
    return "\n".join(pieces)


_READERS: dict[str, Callable[[Path], str]] = {
    "ours": _with_ours,
    "pdfminer": lambda path: str(extract_text(str(path))),
    "pdfium": _with_pdfium,
}


def pdf_figures() -> dict[str, dict[str, float]]:
    """Return, for each class of PDF: files, pages, each reader's CPU seconds and words in order,
    and the ratio of our CPU to that of pdfminer.six."""
    figures: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        made = list(make(Path(folder)))
        for reader in _READERS.values():  # imports, fonts and tables are loaded once
            reader(made[0][1].path)
        for name in COUNTS:
            files = [one for of, one in made if of == name]
            row = figures[name] = {"files": len(files)}
            for who, reader in _READERS.items():
                started = time.process_time()
                texts = [reader(one.path) for one in files]
                row[f"{who} seconds"] = time.process_time() - started
                shares = [in_order(one.text, text) for one, text in zip(files, texts, strict=True)]
                row[f"{who} in order"] = sum(shares) / len(shares)
                row[f"{who} least in order"] = min(shares)
            row["ratio"] = row["ours seconds"] / row["pdfminer seconds"]
    return figures


def main() -> None:
    """Print the figures as a table."""
    print(
        f"{'PDF':18}{'files':>6}{'CPU ratio':>11}   words in order: ours (least), pdfminer, pdfium"
    )
    for name, row in pdf_figures().items():
        print(
            f"{name:18}{row['files']:6.0f}{row['ratio']:11.3f}   {row['ours in order']:.4f} "
            f"({row['ours least in order']:.4f}), {row['pdfminer in order']:.4f}, "
            f"{row['pdfium in order']:.4f};   CPU {row['ours seconds']:.2f} s, "
            f"{row['pdfminer seconds']:.2f} s, {row['pdfium seconds']:.2f} s"
        )


if __name__ == "__main__":
    main()
