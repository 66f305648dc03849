"""How much of a scanned application is read, and in the right order.

    python tests/benchmarks/documents_scans.py

Invented letters, CVs and a form of known text are set in type, drawn as pictures at 200 dots an
inch, spoilt as scanners spoil them, and read. A word counts when it stands in the right place
among the others: words of the longest common subsequence over words of the text, letter case
kept, punctuation at the ends of words dropped.

Limits: type is drawn by a program and not printed on paper, so ink spread, staples, creases and
handwriting are missing; the spoiling imitates only what each variant's name says.
"""

import argparse
import io
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image
from rapidfuzz.distance import LCSseq
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))  # run as a script, only this folder is on the path

from edi_shortlist.documents.scans.pictures import read_picture  # noqa: E402

DPI = 200
SEED = 4

LETTER = [
    "Zoë Müller-Adeyemi",
    "14 Larkspur Close, Eastmere, EM4 7QQ",
    "zoe.muller@example.com, 01632 960417, 07700 900233",
    "3 March 2026",
    "Dear Mrs O’Connor,",
    "Housing Options Officer, reference EM/2026/118",
    "I am writing to apply for the post of Housing Options Officer, which I saw on your website "
    "on 24 February. For the last six years I have worked in the homelessness team of a borough "
    "council, where I carry a caseload of about forty households at any time.",
    "In that time I have prevented more than two hundred evictions by talking to landlords "
    "early, agreeing repayment plans and finding small grants. When the rules changed in 2018 I "
    "wrote the guidance that my colleagues still use, and I trained fourteen new officers. Last "
    "winter I led the cold-weather provision: we opened 32 beds in five days and nobody who came "
    "to us slept outside.",
    "I hold a degree in social policy from the University of Eastmere (2014, upper second class) "
    "and a Level 4 certificate in housing practice. My salary is £31,450 a year and my notice "
    "period is eight weeks; I could start on 1 June.",
    "I use British Sign Language every day, since my son is deaf, and I speak German and Yoruba. "
    "I should be glad of the questions in writing on the day of the interview.",
    "You may write to my manager, Mr Idris Llewellyn-Price, at any time (i.price@example.com).",
    "Yours sincerely,",
    "Zoë Müller-Adeyemi",
]
CV = [
    "PRIYA RAMANATHAN",
    "Flat 2, 9 Harbour Street, Northwick NW9 2QQ | priya.r@example.com | 07700 900 871",
    "Profile",
    "Chartered civil engineer with twelve years in highways and flood defence, used to small "
    "budgets, short deadlines and difficult public meetings.",
    "Employment",
    "Senior Engineer, Northwick County Council, April 2019 to date",
    "• Manage a yearly maintenance programme of £2.4 million and a team of seven.",
    "• Cut the backlog of drainage repairs from 318 to 41 in two years.",
    "• Chair the safety board; no reportable accident since May 2020.",
    "Engineer, Harrow & Blythe LLP, September 2013 – March 2019",
    "• Designed three roundabouts, eleven miles of cycle track and a footbridge.",
    "• Checked calculations of graduates and signed off drawings.",
    "Education",
    "MEng Civil Engineering, Northwick University, 2009–2013, first class",
    "A levels: Mathematics (A*), Physics (A), Geography (B)",
    "Memberships",
    "Member of the Institution of Civil Engineers, no. 60412277",
    "Interests",
    "Treasurer of the Tamil Sangam; goalkeeper for Northwick Ladies; allotment holder.",
]
LEFT = [
    "CONTACT",
    "Łukasz Wolski",
    "22 Quarry Rise",
    "Westbridge WB1 5QQ",
    "l.wolski@example.com",
    "01632 960 902",
    "SKILLS",
    "Fluent Polish and English",
    "First aid at work",
    "Forklift licence",
    "Spreadsheets, databases",
    "LANGUAGES",
    "Polish, English, some Welsh",
    "REFEREES",
    "Angharad Pugh",
    "a.pugh@example.com",
]
RIGHT = [
    "EXPERIENCE",
    "I have run the depot of a parcel company since 2017, with twenty drivers on two shifts and "
    "a yearly turnover of 1.6 million parcels. Under my lead the share of late deliveries fell "
    "from nine to three per cent.",
    "Before that I drove a gritting lorry for Westbridge City Council for four winters, and in "
    "the summers repaired kerbs and laid paving with the highways gang.",
    "ACHIEVEMENTS",
    "In 2021 I brought in a rota that lets parents choose the early shift. Sickness went down by "
    "a quarter, and three drivers who had given notice stayed with us.",
    "I wrote the emergency plan that was used in the floods of February 2022, when we moved four "
    "thousand parcels to higher ground in one night.",
    "EDUCATION",
    "Technikum Samochodowe, vehicle mechanics, 2003 to 2007. Level 3 diploma in logistics, "
    "Westbridge College, evenings, 2014 to 2016.",
]
QUESTIONS = [  # question, options, which is ticked
    ("Do you consider yourself to be disabled?", ("Yes", "No", "Prefer not to say"), 0),
    ("Are you a care leaver under the age of 25?", ("Yes", "No"), 1),
    ("Have you served in the armed forces?", ("Yes", "No"), 0),
    ("Do you hold a full driving licence?", ("Yes", "No"), None),
    ("Are you related to a councillor of this council?", ("Yes", "No"), 1),
    ("Do you need a permit to work in the UK?", ("Yes", "No"), 1),
]
FIELDS = [
    ("Surname", "Okonkwo-Bright"),
    ("First names", "Ngozi Anne"),
    ("Address", "7 Miller’s Yard, Southcote SC3 8QQ"),
    ("Telephone", "07700 900119"),
    ("National Insurance number", "QQ 12 34 56 C"),
]
STATEMENT = (
    "I have answered for the petty cash of a primary school for nine years and every audit was "
    "clean. I moved the office from paper to a database, trained the staff, and saved the "
    "school six hours a week."
)


@dataclass(frozen=True)
class Page:
    """A drawn page with its text in reading order, and which boxes are ticked."""

    picture: Image.Image
    text: str
    ticks: str = ""


def _drawn(draw: Callable[[Canvas], None]) -> Image.Image:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    draw(canvas)
    canvas.save()
    pdf = pypdfium2.PdfDocument(stream.getvalue())
    return pdf[0].render(scale=DPI / 72).to_pil().convert("L")


def _flowed(
    canvas: Canvas, texts: list[str], font: str, size: float, left: float, width: float
) -> None:
    """Set paragraphs one below the other from the top of the page."""
    style = ParagraphStyle("text", fontName=font, fontSize=size, leading=size * 1.25)
    y = A4[1] - 60
    for text in texts:
        paragraph = Paragraph(text.replace("&", "&amp;"), style)
        _, height = paragraph.wrap(width, 1000)
        y -= height
        paragraph.drawOn(canvas, left, y)
        y -= size * 0.7


def letter() -> Page:
    """A letter in a serif face."""
    return Page(
        _drawn(lambda c: _flowed(c, LETTER, "Times-Roman", 11, 65, A4[0] - 130)), "\n".join(LETTER)
    )


def cv() -> Page:
    """A CV in a sans serif face with bullets."""
    return Page(_drawn(lambda c: _flowed(c, CV, "Helvetica", 10, 55, A4[0] - 110)), "\n".join(CV))


def two_columns() -> Page:
    """A CV with a narrow and a wide column, in a wide face."""
    registerFont(TTFont("Vera", "Vera.ttf"))

    def draw(canvas: Canvas) -> None:
        _flowed(canvas, LEFT, "Vera", 9, 45, 150)
        _flowed(canvas, RIGHT, "Vera", 9, 225, A4[0] - 275)

    return Page(_drawn(draw), "\n".join([*LEFT, *RIGHT]))


def form() -> Page:
    """A form with ruled fields, tick boxes and a statement in a frame."""
    texts: list[str] = ["Application for employment"]
    ticks = ""

    def draw(canvas: Canvas) -> None:
        nonlocal ticks
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(55, 770, texts[0])
        y = 730.0
        for label, value in FIELDS:
            canvas.rect(55, y - 7, 150, 22)
            canvas.rect(205, y - 7, 330, 22)
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawString(60, y, label)
            canvas.setFont("Times-Roman", 11)
            canvas.drawString(212, y, value)
            texts.extend((label, value))
            y -= 22
        y -= 24
        canvas.setFont("Helvetica", 10)
        for question, options, ticked in QUESTIONS:
            canvas.drawString(55, y, question)
            texts.append(question)
            x = 310.0
            for i, option in enumerate(options):
                canvas.rect(x, y - 2, 10, 10)
                if i == ticked:
                    canvas.setLineWidth(1.4)
                    if i:
                        canvas.line(x + 1, y - 1, x + 9, y + 7)
                        canvas.line(x + 1, y + 7, x + 9, y - 1)
                    else:
                        canvas.line(x + 1, y + 3, x + 4, y - 1)
                        canvas.line(x + 4, y - 1, x + 11, y + 10)
                    canvas.setLineWidth(1)
                mark = "☒" if i == ticked else "☐"
                ticks += mark
                texts.append(f"{mark} {option}")
                canvas.drawString(x + 15, y, option)
                x += 60
            y -= 24
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(55, y - 8, "Supporting statement")
        paragraph = Paragraph(
            STATEMENT, ParagraphStyle("s", fontName="Times-Roman", fontSize=11, leading=14)
        )
        _, height = paragraph.wrap(460, 500)
        canvas.rect(55, y - 34 - height, 480, height + 18)
        paragraph.drawOn(canvas, 65, y - 24 - height)
        texts.extend(("Supporting statement", STATEMENT))

    return Page(_drawn(draw), "\n".join(texts), ticks)


def _turned(picture: Image.Image, degrees: float) -> Image.Image:
    return picture.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def _noisy(picture: Image.Image) -> Image.Image:
    grain = np.random.default_rng(SEED).normal(0, 18, (picture.height, picture.width))
    values = np.asarray(picture, np.float64) * 0.8 + 25 + grain
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))


def _faint(picture: Image.Image) -> Image.Image:
    return picture.point([215 + value * 25 // 255 for value in range(256)])


def _as_jpeg(picture: Image.Image) -> Image.Image:
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=35)
    return Image.open(stream)


#: How a clean page is spoilt, by name.
VARIANTS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "clean": lambda picture: picture,
    "turned by 1.5°": lambda picture: _turned(picture, 1.5),
    "grey noise": _noisy,
    "black and white": lambda picture: picture.point([0] * 150 + [255] * 106).convert("1"),
    "faint": _faint,
    "JPEG, quality 35": _as_jpeg,
    "upside down": lambda picture: picture.rotate(180),
    "sideways": lambda picture: picture.rotate(90, expand=True),
}
PAGES: dict[str, Callable[[], Page]] = {
    "letter": letter,
    "CV": cv,
    "two columns": two_columns,
    "form": form,
}


def words(text: str) -> list[str]:
    """Return a text's words without the punctuation at their ends; an apostrophe is one of either
    shape, which small type does not show."""
    stripped = (word.strip(".,;:!?()[]|“”'\"•·–—-") for word in text.replace("’", "'").split())
    return [word for word in stripped if word]


@dataclass(frozen=True)
class Figure:
    """What was read of one page.

    Attributes:
        share: of its words, in the right order.
        ticks: boxes read rightly, wrongly, and not at all or as unclear; None without boxes.
        seconds: of the processor, the models being loaded.
    """

    share: float
    ticks: tuple[int, int, int] | None
    seconds: float


def _figure(page: Page, spoil: Callable[[Image.Image], Image.Image], folder: Path) -> Figure:
    path = folder / "page.png"
    spoil(page.picture).save(path, dpi=(DPI, DPI))
    start = time.process_time()
    read = read_picture(path).text
    seconds = time.process_time() - start
    known = words(page.text)
    share = LCSseq.similarity(known, words(read)) / len(known)
    ticks = None
    if page.ticks:
        marks = "".join(mark for mark in read if mark in "☐☒")
        right = LCSseq.similarity(page.ticks, marks)
        ticks = (right, len(marks) - right, len(page.ticks) - len(marks))
    return Figure(share, ticks, seconds)


def scan_figures(
    variants: tuple[str, ...] = tuple(VARIANTS), pages: tuple[str, ...] = tuple(PAGES)
) -> dict[str, dict[str, Figure]]:
    """Return what was read, by variant and page."""
    drawn = {name: PAGES[name]() for name in pages}
    with tempfile.TemporaryDirectory() as folder:
        return {
            variant: {
                name: _figure(page, VARIANTS[variant], Path(folder)) for name, page in drawn.items()
            }
            for variant in variants
        }


def report(figures: dict[str, dict[str, Figure]]) -> str:
    """Return the figures as a Markdown table."""
    pages = list(next(iter(figures.values())))
    rows = [
        f"| {DPI} dpi | {' | '.join(pages)} | boxes right, wrong, unread | seconds a page |",
        f"|---|{'---|' * (len(pages) + 2)}",
    ]
    for variant, found in figures.items():
        boxes = [figure.ticks for figure in found.values() if figure.ticks]
        ticks = ", ".join(str(sum(counts)) for counts in zip(*boxes, strict=True)) or "–"
        seconds = sum(figure.seconds for figure in found.values()) / len(found)
        shares = " | ".join(f"{figure.share:.3f}" for figure in found.values())
        rows.append(f"| {variant} | {shares} | {ticks} | {seconds:.1f} |")
    return "\n".join(rows)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--variants", nargs="*", choices=VARIANTS, default=list(VARIANTS))
    parser.add_argument("--pages", nargs="*", choices=PAGES, default=list(PAGES))
    asked = parser.parse_args()
    print(report(scan_figures(tuple(asked.variants), tuple(asked.pages))))


if __name__ == "__main__":
    main()
