"""Rows of tick boxes in the layouts of forms: form fields, signs of a font, typed, drawn."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from edi_shortlist import bundled
from edi_shortlist.documents.pdf.layout import ITEMS_LIMIT, Line
from edi_shortlist.documents.pdf.options import joined
from edi_shortlist.documents.pdf.reader import read_pdf

#: What stands where: x and y in points from the lower left corner, and a text or a box.
Placed = list[tuple[float, float, str]]
SIZE = 10
KINDS = ["field", "radio", "sign", "typed", "drawn", "drawn with letters"]
TYPED = {"☐": "[ ]", "☒": "[x]"}


def draw_box(canvas: Canvas, kind: str, x: float, y: float, box: str) -> None:
    if kind == "field":
        name = f"box{x}-{y}"
        canvas.acroForm.checkbox(name=name, checked=box == "☒", x=x, y=y - 2, size=11)
    elif kind == "radio":
        canvas.acroForm.radio(
            name=f"group{y}", value=f"v{x}", selected=box == "☒", x=x, y=y - 2, size=11
        )
    elif kind == "sign":
        canvas.setFont("Sans", SIZE)
        canvas.drawString(x, y, box)
        canvas.setFont("Helvetica", SIZE)
    elif kind == "typed":
        canvas.drawString(x, y, TYPED[box])
    else:
        canvas.rect(x, y - 2, 11, 11)
        if box == "☒" and kind == "drawn":
            canvas.line(x + 2, y, x + 9, y + 7)
            canvas.line(x + 2, y + 7, x + 9, y)
        elif box == "☒":
            canvas.drawString(x + 2, y, "X")


def texts(path: Path, placed: Placed, kind: str, rules: Callable[[Canvas], None] | None) -> str:
    """What is read of a page, with the boxes as signs and white as one space."""
    pdfmetrics.registerFont(TTFont("Sans", str(bundled.resource("fonts/DejaVuSans.ttf"))))
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", SIZE)
    for x, y, text in placed:
        if text in TYPED:
            draw_box(canvas, kind, x, y, text)
        else:
            canvas.drawString(x, y, text)
    if rules is not None:
        rules(canvas)
    canvas.save()
    read = read_pdf(path).text
    for box, typed in TYPED.items():
        read = read.replace(typed, box)
    return read


def width(text: str) -> float:
    return pdfmetrics.stringWidth(text, "Helvetica", SIZE)


def row(y: float, options: str, *, x: float = 50, gap: float = 14, near: float = 4) -> Placed:
    """Options such as ``☐ Yes, ☒ No`` or ``Yes ☐, No ☒`` one after another from ``x``; points
    between them, and between a box and its words."""
    placed: Placed = []
    for option in options.split(", "):
        before = option[0] in TYPED
        box, words = (option[0], option[2:]) if before else (option[-1], option[:-2])
        if before:
            placed += [(x, y, box), (x + 12 + near, y, words)]
        else:
            placed += [(x, y, words), (x + width(words) + near, y, box)]
        x += width(words) + 12 + near + gap
    return placed


AGE = ["☐ 16 to 24, ☒ 25 to 34, ☐ 35 to 44, ☐ 45 to 54, ☐ 55 or over"]
GROUP = ["☐ White British, ☐ White Irish, ☐ Black African", "☒ Pakistani, ☐ Mixed, ☐ Another group"]
BELIEF = ["☐ No religion, ☐ Muslim", "☐ Christian, ☐ Sikh", "☒ Jewish, ☐ Prefer not to say"]
SCHEME = ["☒ Yes, ☐ No"]
QUESTIONS = [
    ("Age band", AGE), ("Ethnic group", GROUP), ("Religion or belief", BELIEF),
    ("Are you a carer?", SCHEME),
]  # fmt: skip


def turned_round(options: str) -> str:
    """The same options with each box after its words."""
    return ", ".join(f"{option[2:]} {option[0]}" for option in options.split(", "))


def asked(
    *,
    after: bool = False,
    columns: tuple[float, ...] | None = None,
    gap: float = 14,
    near: float = 4,
) -> tuple[Placed, list[str]]:
    """A form of questions with their options below, and what is to be read of it.

    Args:
        after: whether boxes stand after their words.
        columns: where options stand, in place of one right after the other.
        gap, near: points between options, and between a box and its words.
    """
    placed: Placed = []
    expected = []
    y = 760.0
    for question, answers in QUESTIONS:
        placed.append((50, y, question))
        expected.append(question)
        for answer in answers:
            y -= 16
            said = turned_round(answer) if after else answer
            if columns is None:
                placed += row(y, said, gap=gap, near=near)
            else:
                for x, option in zip(columns, said.split(", "), strict=False):
                    placed += row(y, option, x=x, near=near)
            expected.append(said.replace(",", ""))
        y -= 26
    return placed, expected


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(
    "layout",
    [
        {},
        {"gap": 30},
        {"gap": 40, "near": 16},
        {"columns": (50, 150, 250, 350, 450)},
        {"columns": (50, 160, 270, 380, 470), "near": 14},
    ],
    ids=str,
)
def test_each_box_is_read_beside_its_words(
    tmp_path: Path, kind: str, after: bool, layout: dict[str, float]
) -> None:
    placed, expected = asked(after=after, **layout)  # type: ignore[arg-type]
    read = texts(tmp_path / "form.pdf", placed, kind, None)
    assert read.replace("\t", " ").splitlines() == expected


@pytest.mark.parametrize("kind", ["field", "sign", "drawn"])
@pytest.mark.parametrize("framed", [False, True])
@pytest.mark.parametrize(
    ("placed", "expected"),
    [
        pytest.param(
            [
                (50, 700, "Guaranteed interview"),
                (50, 680, "☐"), (66, 680, "I wish to be"),
                (160, 680, "☒"), (176, 680, "I do not wish to"),
                (290, 680, "☐"), (306, 680, "Not sure"),
                (66, 668, "considered"), (176, 668, "be considered"),
                (50, 640, "Signature"),
            ],
            [
                "Guaranteed interview",
                "☐ I wish to be considered ☒ I do not wish to be considered ☐ Not sure",
                "Signature",
            ],
            id="hanging",
        ),
        pytest.param(
            [
                (50, 700, "Guaranteed interview"),
                (50, 680, "I wish to be"), (130, 680, "☐"),
                (200, 680, "I do not wish to"), (290, 680, "☒"),
                (50, 668, "considered under"), (200, 668, "be considered"), (50, 656, "it"),
                (50, 630, "Signature"),
            ],
            [
                "Guaranteed interview",
                "I wish to be considered under it ☐ I do not wish to be considered ☒",
                "Signature",
            ],
            id="boxes after",
        ),
        pytest.param(
            [
                (50, 700, "Adjustments"),
                (50, 680, "☐"), (66, 680, "Yes"), (120, 680, "☒"), (136, 680, "No"),
                (66, 668, "If yes, say which"),
            ],
            ["Adjustments", "☐ Yes ☒ No", "If yes, say which"],
            id="the next question",
        ),
        pytest.param(
            [
                (50, 700, "Do you drive?"),
                (250, 700, "☒"), (266, 700, "Yes"), (320, 700, "☐"), (336, 700, "No"),
                (50, 680, "Are you related to a councillor or"), (50, 668, "senior officer?"),
                (250, 680, "☐"), (266, 680, "Yes"), (320, 680, "☒"), (336, 680, "No"),
                (50, 640, "May we write to you?"),
                (250, 640, "☐"), (266, 640, "Yes"), (320, 640, "☒"), (336, 640, "No"),
            ],
            [
                "Do you drive? ☒ Yes ☐ No",
                "Are you related to a councillor or ☐ Yes ☒ No", "senior officer?",
                "May we write to you? ☐ Yes ☒ No",
            ],
            id="beside their questions",
        ),
    ],
)  # fmt: skip
def test_words_that_wrap(
    tmp_path: Path, kind: str, framed: bool, placed: Placed, expected: list[str]
) -> None:
    def frame(canvas: Canvas) -> None:
        for y in (600, 715, 735):
            canvas.line(40, y, 550, y)
        for x in (40, 550):
            canvas.line(x, 600, x, 735)

    header: Placed = [(50, 720, "Part C")] if framed else []
    read = texts(tmp_path / "form.pdf", header + placed, kind, frame if framed else None)
    lines = read.replace("\t", " ").splitlines()
    assert lines[len(header) :] == expected


LIST = ["Female", "Male", "Prefer not to say", "Another term"]
PROSE = [
    "We ask these questions so that we know",
    "who applies to us and who does not, and",
    "nobody who reads an application sees an",
    "answer. You need not answer any of them",
    "and it makes no difference if you do not",
    "answer. Ring us when you want the form",
    "in another language, in large print, or on",
    "paper, and we send it on the same day.",
]  # fmt: skip


def in_list(x: float, y: float, heading: str, options: list[str]) -> tuple[Placed, list[str]]:
    placed: Placed = [(x, y, heading)]
    for i, words in enumerate(options, 1):
        placed += row(y - 16 * i, f"☐ {words}", x=x)
    return placed, [heading, *(f"☐ {words}" for words in options)]


@pytest.mark.parametrize("kind", ["field", "sign", "drawn"])
@pytest.mark.parametrize("indent", [0, 12])
@pytest.mark.parametrize("by_rows", [False, True])
def test_lists_of_options_in_two_columns(
    tmp_path: Path, kind: str, indent: float, by_rows: bool
) -> None:
    left, left_said = in_list(50, 700, "What is your sex?", LIST)
    right, right_said = in_list(320, 700, "What is your age band?", AGE[0].split(", ")[:4])
    right = [(x + indent * (text[0] in "☐☒12345"), y, text.lstrip("☐☒ ") or text)
             for x, y, text in right]  # fmt: skip
    right_said = [line.replace("☐ ☐", "☐").replace("☐ ☒", "☐") for line in right_said]
    placed = left + right
    if by_rows:
        placed.sort(key=lambda one: -one[1])
    read = texts(tmp_path / "form.pdf", placed, kind, None)
    assert read.replace("\t", " ").splitlines() == left_said + right_said


@pytest.mark.parametrize("kind", ["field", "sign", "drawn"])
@pytest.mark.parametrize("step", [12.0, 13.5])
def test_rows_of_options_beside_a_column_of_prose(tmp_path: Path, kind: str, step: float) -> None:
    placed: Placed = [(50, 700 - step * i, line) for i, line in enumerate(PROSE)]
    expected = ["Sex", "☐ Female ☐ Male", "Carer", "☐ Yes ☒ No", "Age", "☐ 16 to 64 ☐ Older"]
    for i, line in enumerate(expected):
        y = 700 - 12 * i
        marks = [at for at, sign in enumerate(line) if sign in TYPED] + [len(line)]
        options = ", ".join(line[a:b].strip() for a, b in itertools.pairwise(marks))
        placed += row(y, options, x=320) if options else [(320, y, line)]
    read = texts(tmp_path / "form.pdf", placed, kind, None).replace("\t", " ")
    assert " ".join(read.split()).startswith(" ".join(PROSE))
    assert read.splitlines()[-len(expected) :] == expected


def test_a_row_of_options_stays_within_its_column(tmp_path: Path) -> None:
    placed: Placed = []
    for x, heading in ((50, "Do you drive?"), (320, "Do you smoke?")):
        placed.append((x, 700, heading))
        placed += row(684, "☒ Yes, ☐ No, ☐ Rather not say", x=x)
        placed += [(x, 660, "Do you cycle?"), *row(644, "☐ Yes, ☒ No", x=x)]
    read = texts(tmp_path / "form.pdf", placed, "field", None).replace("\t", " ")
    side = ["☒ Yes ☐ No ☐ Rather not say", "Do you cycle?", "☐ Yes ☒ No"]
    assert read.splitlines() == ["Do you drive?", *side, "Do you smoke?", *side]


@pytest.mark.parametrize("kind", ["field", "sign", "drawn"])
def test_boxes_under_column_headings(tmp_path: Path, kind: str) -> None:
    placed: Placed = [(300, 700, "Yes"), (350, 700, "No"), (400, 700, "Unsure")]
    expected = ["Yes No Unsure"]
    for i, (question, said) in enumerate(
        [("Do you drive?", 0), ("Do you have the use of a car?", 1), ("Can you work late?", 2)] * 2
    ):
        y = 680 - 16 * i
        boxes = ["☒" if at == said else "☐" for at in range(3)]
        placed += [(50, y, question), *((300 + 50 * n, y, box) for n, box in enumerate(boxes))]
        expected.append(f"{question} {' '.join(boxes)}")
    read = texts(tmp_path / "form.pdf", placed, kind, None)
    assert read.replace("\t", " ").splitlines() == expected


def test_hollow_squares_are_bullets_only_in_lists(tmp_path: Path) -> None:
    pdfmetrics.registerFont(TTFont("Sans", str(bundled.resource("fonts/DejaVuSans.ttf"))))
    canvas = Canvas(str(tmp_path / "cv.pdf"), pagesize=A4)
    canvas.setFont("Sans", SIZE)
    for i, line in enumerate(["□ Yes  □ No", "Skills", "□ Joinery", "□ Payroll"]):
        canvas.drawString(50, 700 - 20 * i, line)
    canvas.save()
    assert [block.text for block in read_pdf(tmp_path / "cv.pdf").blocks] == [
        "□ Yes □ No", "Skills", "Joinery", "Payroll",
    ]  # fmt: skip


@given(
    st.lists(
        st.tuples(
            st.integers(0, 12), st.integers(0, 8), st.sampled_from(["☐", "☒ a", "b ☐", "c", "d e"])
        ),
        max_size=40,
    )
)
def test_no_words_are_lost_or_doubled(places: list[tuple[int, int, str]]) -> None:
    lines = [
        Line(40 * x, 11 * y, 40 * x + 6 * len(text), 11 * y + 10, text, 10, order=i)
        for i, (x, y, text) in enumerate(places)
    ]
    said = " ".join(line.text for line in joined(lines)).split()
    assert sorted(said) == sorted(" ".join(line.text for line in lines).split())


def test_very_many_boxes_are_read_soon() -> None:
    lines = [
        Line(20 * (i % 40), 11 * (i // 40), 20 * (i % 40) + 10, 11 * (i // 40) + 10, text, 10)
        for i, text in enumerate(["☐ a", "b"] * (ITEMS_LIMIT // 2))
    ]
    assert sum(line.text.count("☐") for line in joined(lines)) == ITEMS_LIMIT // 2
    assert joined(lines * 2) == lines * 2
