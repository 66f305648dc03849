"""Completed application forms in the layouts of typical councils, made from known answers, as
Word files and as PDFs. All people are invented, the same seed gives the same person."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import docx
from docx.oxml import parse_xml
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

SCHEMES = ("disability-confident", "care-experience", "armed-forces")

# -- who applies

_FIRST = [
    "Aisha",
    "Tom",
    "Bronwen",
    "Kwame",
    "Zofia",
    "Dilraj",
    "Maeve",
    "Chidi",
    "Rosa",
    "Hamza",
    "Ngozi",
    "Owen",
    "Yusuf",
    "Elin",
    "Priya",
]
_MIDDLE = ["Noor", "Ann", "Rhys", "Kofi", "Maria", "Singh", "Grace", "Obi", "Luz", "Ali"]
_LAST = [
    "Khan",
    "Bell",
    "O'Neill",
    "Mensah",
    "Nowak",
    "Sandhu",
    "Walsh",
    "Okafor",
    "Diaz",
    "Iqbal",
    "Eze",
    "Hughes",
    "Demir",
    "Wood",
    "Shah-Lowe",
]
_STREETS = [
    "Mill Lane",
    "Chapel Row",
    "Station Road",
    "Fir Tree Walk",
    "Old Hall Close",
    "Quay Street",
    "Beech Avenue",
]
_TOWNS = ["Bootle", "Ormskirk", "Bolton", "Stockport", "Oswestry", "Kendal", "Whitby"]
_NEEDS = [
    "A hearing loop in the room", "Questions on paper ten minutes before", "A ground floor room, please",
    "Large print and good light", "A break halfway through", "Somebody to sign British Sign Language",
]  # fmt: skip
MONITORING = {
    "sex": ["Female", "Male", "Prefer not to say"],
    "age": ["16 to 24", "25 to 34", "35 to 44", "45 to 54", "55 or over"],
    "ethnicity": ["White British", "Irish Traveller", "Black African", "Pakistani", "Mixed"],
    "religion": ["No religion", "Muslim", "Christian", "Sikh", "Jewish"],
    "sexual-orientation": ["Heterosexual", "Gay or lesbian", "Bisexual", "Prefer not to say"],
    "disability": ["Yes", "No", "Prefer not to say"],
}
_BEGINS = [
    "In my last post I kept", "When the floods came I ran", "For two years I led", "I took over",
    "My team and I rebuilt", "Last spring I was asked to mend",
]  # fmt: skip
_DID = [
    "a waiting list of ninety families", "the complaints desk", "the allotments register",
    "a budget of forty thousand pounds", "the duty rota", "the letters that nobody understood",
]  # fmt: skip
_ENDS = [
    "It took three weeks, and nobody was turned away.", "The backlog fell by half in a quarter.",
    "I learned to ask first and write second.", "Two other teams have copied it since.",
    "I would do it sooner if it came again.", "What changed was how we spoke on the telephone.",
]  # fmt: skip


@dataclass(frozen=True)
class Applicant:
    """What one applicant enters, and so what is to be read.

    Attributes:
        identity: as ``FormAnswers.identity``; also ``first_name`` and ``last_name``.
        declared: scheme to whether it is declared.
        monitoring: characteristic to answer.
        answers: to the numbered questions.
    """

    identity: dict[str, str]
    declared: dict[str, bool]
    adjustments: str
    interview_mode: str
    monitoring: dict[str, str]
    answers: tuple[str, ...]
    statement: str


def invented(seed: int, questions: int = 6) -> Applicant:
    """Invent an applicant."""
    rng = random.Random(seed)
    first = rng.choice(_FIRST) + (f" {rng.choice(_MIDDLE)}" if rng.random() < 0.4 else "")
    last = rng.choice(_LAST)
    plain = re.sub(r"\W", "", last).lower()
    house = rng.randint(1, 98)
    return Applicant(
        identity={
            "first_name": first,
            "last_name": last,
            "full_name": f"{first} {last}",
            "preferred_name": first.split()[0][:3] if rng.random() < 0.5 else "",
            "email": f"{first.split()[0].lower()}.{plain}{house}@example.com",
            "phone": f"07700 900{rng.randint(100, 999)}",
            "address": f"{house} {rng.choice(_STREETS)}, {rng.choice(_TOWNS)}",
            "postcode": f"L{rng.randint(1, 40)} {rng.randint(1, 9)}{rng.choice('ABDEFGH')}A",
            "date_of_birth": f"{rng.randint(1955, 2006)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        },
        declared={scheme: rng.random() < 0.4 for scheme in SCHEMES},
        adjustments=rng.choice(_NEEDS) if rng.random() < 0.6 else "",
        interview_mode=rng.choice(["in person", "online"]),
        monitoring={key: rng.choice(said) for key, said in MONITORING.items()},
        answers=tuple(_paragraph(rng) for _ in range(questions)),
        statement="\n".join(_paragraph(rng, 5) for _ in range(3)),
    )


def _paragraph(rng: random.Random, sentences: int = 3) -> str:
    said = [
        f"{rng.choice(_BEGINS)} {rng.choice(_DID)}. {rng.choice(_ENDS)}" for _ in range(sentences)
    ]
    return " ".join(said)


def _british(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"


# -- what a form holds


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True)
class Note:
    text: str


@dataclass(frozen=True)
class Entry:
    """A label and what is entered for it."""

    label: str
    value: str


@dataclass(frozen=True)
class Ticks:
    """A question with a tick box for each option."""

    label: str
    options: tuple[str, ...]
    ticked: str


@dataclass(frozen=True)
class Columns:
    """A table with a column for yes and one for no."""

    rows: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Box:
    """One tick box beside a statement."""

    text: str
    ticked: bool


@dataclass(frozen=True)
class Asked:
    """A numbered question."""

    text: str
    note: str
    answer: str


@dataclass(frozen=True)
class Statement:
    text: str


Part = Heading | Note | Entry | Ticks | Columns | Box | Asked | Statement


@dataclass(frozen=True)
class Form:
    """A form's parts, its running lines and how it is laid out (``left``, ``above``, ``cell`` or
    ``lines``)."""

    style: str
    header: str
    footer: str
    parts: tuple[Part, ...]


def _yes(said: bool) -> str:
    return "Yes" if said else "No"


def borough(person: Applicant) -> Form:
    """A metropolitan borough: numbered sections, tables with labels on the left, personal details
    on a page that is taken off, an equality page."""
    who, said = person.identity, person.monitoring
    return Form(
        "left",
        "Aldermere Metropolitan Borough Council",
        "Form HR12 Application for Employment",
        (
            Heading("Application for Employment", 1),
            Entry("Post applied for", "Housing Officer"),
            Entry("Post reference", "HSG-114"),
            Heading("Section 1: Personal details (this page is detached before shortlisting)"),
            Entry("Surname", who["last_name"]),
            Entry("First name(s)", who["first_name"]),
            Entry("Preferred name", who["preferred_name"]),
            Entry("Home address", who["address"]),
            Entry("Postcode", who["postcode"]),
            Entry("Mobile telephone", who["phone"]),
            Entry("Email address", who["email"]),
            Entry("Date of birth", _british(who["date_of_birth"])),
            Heading("Section 2: Employment history"),
            Entry("Present or most recent employer", "Fenwick Housing Trust"),
            Entry("Dates", "March 2019 to date"),
            Heading("Section 3: Education and qualifications"),
            Entry("Qualifications gained", "Level 3 certificate in housing"),
            Heading("Section 4: Supporting statement"),
            Note("Tell us how you meet each of the essential criteria on the person specification."),
            Statement(person.statement),
            Heading("Section 5: Guaranteed interview schemes"),
            Note("We guarantee an interview to applicants who meet the essential criteria and ask for it."),
            Columns(
                (
                    ("I am disabled and wish to be considered under the Disability Confident scheme",
                     person.declared["disability-confident"]),
                    ("I am care experienced and wish to be considered under the care leavers' scheme",
                     person.declared["care-experience"]),
                    ("I have served in HM Forces and wish to be considered under the armed forces scheme",
                     person.declared["armed-forces"]),
                )
            ),
            Entry("Adjustments you need for interview", person.adjustments or "None"),
            Ticks("How would you like to be interviewed?", ("In person", "Online"),
                  person.interview_mode.capitalize()),
            Heading("Section 6: References"),
            Entry("Name", "Joan Bell"),
            Entry("Email", "joan.bell@example.org"),
            Entry("Telephone", "01632 960999"),
            Heading("Section 7: Equality monitoring"),
            Note("This page is removed. It plays no part in the decision."),
            Entry("Sex", said["sex"]),
            Entry("Age group", said["age"]),
            Entry("Ethnic origin", said["ethnicity"]),
            Entry("Religion or belief", said["religion"]),
            Entry("Sexual orientation", said["sexual-orientation"]),
            Entry("Do you consider yourself to be disabled?", said["disability"]),
        ),
    )  # fmt: skip


COUNTY_QUESTIONS = (
    "Describe a time when you had to explain a difficult decision to a member of the public.",
    "Give an example of how you have managed competing deadlines.",
    "How have you worked with colleagues who did not share your view?",
    "Tell us about a change that you suggested and what came of it.",
    "What have you done to make a service fairer to the people who use it?",
    "Why do you want to work for Marlshire County Council, and why in this post?",
)


def county(person: Applicant) -> Form:
    """A county: label above answer, content controls, six competency questions with limits of
    words, schemes with boxes for yes and no."""
    who = person.identity
    ticks = [
        Ticks(f"{label}", tuple(MONITORING[key]), person.monitoring[key])
        for key, label in (
            ("sex", "What is your sex?"), ("age", "Age band"),
            ("ethnicity", "What is your ethnic group?"), ("religion", "What is your religion or belief?"),
            ("sexual-orientation", "What is your sexual orientation?"),
            ("disability", "Do you have a disability or long-term health condition?"),
        )
    ]  # fmt: skip
    return Form(
        "above",
        "Marlshire County Council",
        "Job application (version 4)",
        (
            Heading("Job application", 1),
            Heading("About you"),
            Entry("Full name", who["full_name"]),
            Entry("What would you like to be called?", who["preferred_name"]),
            Entry("Email", who["email"]),
            Entry("Contact number", who["phone"]),
            Entry("Address", who["address"]),
            Entry("Postcode", who["postcode"]),
            Entry("Date of birth", _british(who["date_of_birth"])),
            Heading("Competency questions"),
            *(
                Asked(f"{n}. {text}", f"(maximum {250 if n < 6 else 400} words)", answer)
                for n, (text, answer) in enumerate(zip(COUNTY_QUESTIONS, person.answers, strict=True), 1)
            ),
            Heading("Guaranteed interview"),
            Note("Marlshire guarantees an interview to the groups below where the minimum criteria are met."),
            Ticks("Do you wish to be considered under the Disability Confident scheme?", ("Yes", "No"),
                  _yes(person.declared["disability-confident"])),
            Ticks("Do you wish to be considered under the care experience scheme?", ("Yes", "No"),
                  _yes(person.declared["care-experience"])),
            Ticks("Do you wish to be considered under the armed forces scheme?", ("Yes", "No"),
                  _yes(person.declared["armed-forces"])),
            Ticks("Do you require any reasonable adjustments for interview?", ("Yes", "No"),
                  _yes(bool(person.adjustments))),
            Entry("If yes, please give details", person.adjustments),
            Ticks("Preferred interview format", ("In person", "Online"), person.interview_mode.capitalize()),
            Heading("Referees"),
            Entry("Name of referee", "Joan Bell"),
            Entry("Email", "joan.bell@example.org"),
            Heading("Equality monitoring"),
            *ticks,
        ),
    )  # fmt: skip


def district(person: Applicant) -> Form:
    """A district's short form: one table with label and answer in the same cell, and one box for
    the guaranteed interview."""
    who = person.identity
    return Form(
        "cell",
        "Wexcombe District Council",
        "Short application form",
        (
            Entry("Name", who["full_name"]),
            Entry("Known as", who["preferred_name"]),
            Entry("Address", who["address"]),
            Entry("Postcode", who["postcode"]),
            Entry("Telephone", who["phone"]),
            Entry("E-mail", who["email"]),
            Entry("Date of birth", _british(who["date_of_birth"])),
            Entry("Preferred interview format", person.interview_mode),
            Entry("Adjustments needed at interview", person.adjustments or "None"),
            Entry("Employment history", "Fenwick Housing Trust, since March 2019"),
            Asked("1. Why are you applying for this post?", "", person.answers[0]),
            Asked("2. What relevant experience do you have?", "(no more than 300 words)", person.answers[1]),
            Asked("Supporting statement", "", person.statement),
            Box("We are a Disability Confident employer and guarantee an interview to disabled people who "
                "meet the minimum criteria for the post. Please tick if you wish to be considered",
                person.declared["disability-confident"]),
            Entry("Ethnic group", person.monitoring["ethnicity"]),
            Entry("Religion", person.monitoring["religion"]),
        ),
    )  # fmt: skip


UNKNOWN_QUESTIONS = (
    "Describe the hardest conversation you have had at work and how you prepared for it.",
    "How do you make sure that records are right?",
    "Please explain what good service means to you.",
)


def unknown(person: Applicant) -> Form:
    """A form that no map knows: lines with colons and dots, questions under "Question 1"."""
    who = person.identity
    return Form(
        "lines",
        "Parish of Little Thornby",
        "",
        (
            Heading("Clerk to the council: application", 1),
            Heading("Your details"),
            Entry("Forename(s)", who["first_name"]),
            Entry("Family name", who["last_name"]),
            Entry("Known as", who["preferred_name"]),
            Entry("Correspondence address", who["address"]),
            Entry("Post code", who["postcode"]),
            Entry("Mobile", who["phone"]),
            Entry("E-mail address", who["email"]),
            Entry("D.O.B.", _british(who["date_of_birth"])),
            Heading("Application questions"),
            *(
                Asked(f"Question {n}: {text}", "Please write no more than 200 words.", answer)
                for n, (text, answer) in enumerate(
                    zip(UNKNOWN_QUESTIONS, person.answers[:3], strict=True), 1
                )
            ),
            Heading("Supporting statement"),
            Statement(person.statement),
            Heading("Guaranteed interview scheme"),
            Ticks("Do you wish to be considered under the Disability Confident scheme?", ("Yes", "No"),
                  _yes(person.declared["disability-confident"])),
            Ticks("Do you wish to be considered under the care leavers' scheme?", ("Yes", "No"),
                  _yes(person.declared["care-experience"])),
            Entry("Interview adjustments", person.adjustments or "None"),
            Entry("Interview preference", person.interview_mode),
            Heading("Equal opportunities monitoring"),
            Entry("Gender", person.monitoring["sex"]),
            Entry("Ethnic origin", person.monitoring["ethnicity"]),
            Entry("Faith", person.monitoring["religion"]),
        ),
    )  # fmt: skip


LAYOUTS: dict[str, Callable[[Applicant], Form]] = {
    "borough": borough,
    "county": county,
    "district": district,
    "unknown": unknown,
}


def expected(layout: str, person: Applicant) -> dict[str, str]:
    """What is to be read from a form, by ``FoundField.key``; of a scheme ``yes`` or ``no``."""
    form = LAYOUTS[layout](person)
    schemes = {
        "borough": SCHEMES,
        "county": SCHEMES,
        "district": SCHEMES[:1],
        "unknown": SCHEMES[:2],
    }
    asked = [part for part in form.parts if isinstance(part, Asked) and part.text[0] != "S"]
    shown = {
        "district": ("ethnicity", "religion"),
        "unknown": ("sex", "ethnicity", "religion"),
    }.get(layout, tuple(MONITORING))
    said = {
        f"identity.{key}": value
        for key, value in person.identity.items()
        if key not in ("first_name", "last_name") and value
    }
    said |= {f"declarations.{s}": _yes(person.declared[s]).lower() for s in schemes[layout]}
    said |= {"adjustments": person.adjustments} if person.adjustments else {}
    said["interview_mode"] = person.interview_mode
    said |= {f"monitoring.{key}": person.monitoring[key] for key in shown}
    said |= {f"question.Q{n}": part.answer for n, part in enumerate(asked, 1)}
    if layout != "county":
        said["statement"] = person.statement
    return said


# -- Word

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _control(paragraph: object, text: str) -> None:
    """A plain-text content control; one left empty shows its prompt."""
    prompt = "" if text else "<w:showingPlcHdr/>"
    shown = text or "Click or tap here to enter text."
    paragraph._p.append(  # type: ignore[attr-defined]
        parse_xml(
            f'<w:sdt xmlns:w="{_W}"><w:sdtPr>{prompt}<w:text/></w:sdtPr><w:sdtContent><w:r>'
            f'<w:t xml:space="preserve">{_escaped(shown)}</w:t></w:r></w:sdtContent></w:sdt>'
        )
    )


def _tick(paragraph: object, ticked: bool) -> None:
    """A tick box as Word's own content control."""
    paragraph._p.append(  # type: ignore[attr-defined]
        parse_xml(
            f'<w:sdt xmlns:w="{_W}" xmlns:w14="{_W14}"><w:sdtPr><w14:checkbox><w14:checked '
            f'w14:val="{int(ticked)}"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>'
            f"{'☒' if ticked else '☐'}</w:t></w:r></w:sdtContent></w:sdt>"
        )
    )


def _ticks(paragraph: object, part: Ticks) -> None:
    for option in part.options:
        _tick(paragraph, option == part.ticked)
        paragraph.add_run(f" {option}   ")  # type: ignore[attr-defined]


class _Word:
    """Draws a form with python-docx."""

    def __init__(self, form: Form) -> None:
        self.word = docx.Document()
        self.form = form
        section = self.word.sections[0]
        section.header.paragraphs[0].text = form.header
        section.footer.paragraphs[0].text = form.footer
        self.table: object | None = None

    def save(self, path: Path) -> None:
        for part in self.form.parts:
            if self.form.style != "cell" and not isinstance(part, Entry | Ticks):
                self.table = None
            getattr(self, f"_{type(part).__name__.lower()}")(part)
        self.word.save(str(path))

    def _cells(self, count: int) -> list:
        if self.table is None or len(self.table.columns) != count:  # type: ignore[attr-defined]
            self.table = self.word.add_table(rows=0, cols=count)
            self.table.style = "Table Grid"  # type: ignore[attr-defined]
        return list(self.table.add_row().cells)  # type: ignore[attr-defined]

    def _heading(self, part: Heading) -> None:
        self.word.add_heading(part.text, part.level)

    def _note(self, part: Note) -> None:
        self.word.add_paragraph(part.text)

    def _entry(self, part: Entry) -> None:
        if self.form.style == "left":
            label, value = self._cells(2)
            label.text, value.text = part.label, part.value
        elif self.form.style == "above":
            self.word.add_paragraph(part.label)
            _control(self.word.add_paragraph(), part.value)
        elif self.form.style == "cell":
            self._in_cell(part.label, part.value)
        else:
            self.word.add_paragraph(f"{part.label}: {part.value}")

    def _in_cell(self, label: str, value: str) -> None:
        (cell,) = self._cells(1)
        cell.text = label
        for line in value.split("\n"):
            cell.add_paragraph(line)

    def _ticks(self, part: Ticks) -> None:
        if self.form.style == "left":
            label, value = self._cells(2)
            label.text = part.label
            _ticks(value.paragraphs[0], part)
        elif self.form.style == "above":
            self.word.add_paragraph(part.label)
            _ticks(self.word.add_paragraph(), part)
        else:
            _ticks(self.word.add_paragraph(f"{part.label} "), part)

    def _columns(self, part: Columns) -> None:
        for cell, text in zip(self._cells(3), ("Scheme", "Yes", "No"), strict=True):
            cell.text = text
        for label, yes in part.rows:
            cells = self._cells(3)
            cells[0].text = label
            cells[1].text, cells[2].text = ("✓", "") if yes else ("", "✓")

    def _box(self, part: Box) -> None:
        (cell,) = self._cells(1)
        cell.text = f"{part.text} "
        _tick(cell.paragraphs[0], part.ticked)

    def _asked(self, part: Asked) -> None:
        if self.form.style == "cell":
            self._in_cell(f"{part.text} {part.note}".strip(), part.answer)
            return
        self.word.add_paragraph(part.text)
        if part.note:
            self.word.add_paragraph(part.note)
        for line in part.answer.split("\n"):
            _control(self.word.add_paragraph(), line)

    def _statement(self, part: Statement) -> None:
        for line in part.text.split("\n"):
            self.word.add_paragraph(line)


# -- PDF

_LEFT, _WIDTH, _TOP, _BOTTOM = 56.0, 483.0, 770.0, 70.0
_FONT, _SIZE = "Helvetica", 10.0


@dataclass
class _Pdf:
    """Draws a form with reportlab; answers are form fields, in the style ``lines`` plain text."""

    form: Form
    canvas: Canvas
    y: float = _TOP
    names: Iterator[str] = field(default_factory=lambda: (f"field{n}" for n in range(10_000)))

    def save(self) -> None:
        self._running()
        for part in self.form.parts:
            getattr(self, f"_{type(part).__name__.lower()}")(part)
        self.canvas.save()

    def _running(self) -> None:
        self.canvas.setFont(_FONT, 9)
        self.canvas.drawString(_LEFT, 806, self.form.header)
        self.canvas.drawString(_LEFT, 34, self.form.footer)
        self.canvas.setFont(_FONT, _SIZE)

    def _room(self, height: float) -> None:
        if self.y - height < _BOTTOM:
            self.canvas.showPage()
            self._running()
            self.y = _TOP

    def _text(
        self, text: str, x: float, width: float, *, bold: bool = False, size: float = _SIZE
    ) -> float:
        """Draw wrapped text from ``self.y`` downwards; returns its height."""
        font = f"{_FONT}-Bold" if bold else _FONT
        lines = [line for part in text.split("\n") for line in simpleSplit(part, font, size, width)]
        self.canvas.setFont(font, size)
        for n, line in enumerate(lines):
            self.canvas.drawString(x, self.y - size - n * size * 1.25, line)
        return len(lines) * size * 1.25

    def _entered(self, value: str, x: float, y: float, width: float, height: float) -> None:
        self.canvas.acroForm.textfield(
            name=next(self.names), value=value, x=x, y=y, width=width, height=height, fontSize=9,
            borderWidth=0, fieldFlags="multiline" if height > 30 else "", maxlen=5000,
        )  # fmt: skip

    def _tick(self, ticked: bool, x: float, y: float) -> None:
        self.canvas.acroForm.checkbox(name=next(self.names), checked=ticked, x=x, y=y, size=11)

    def _heading(self, part: Heading) -> None:
        size = 16 if part.level == 1 else 12
        self._room(60)
        self.y -= 12
        self.y -= self._text(part.text, _LEFT, _WIDTH, bold=True, size=size) + 6

    def _note(self, part: Note) -> None:
        self._room(40)
        self.y -= self._text(part.text, _LEFT, _WIDTH) + 6

    def _ruled(self, height: float, *xs: float) -> None:
        """A table row with vertical rules at its ends and at ``xs``."""
        self.canvas.rect(_LEFT, self.y - height, _WIDTH, height)
        for x in xs:
            self.canvas.line(x, self.y, x, self.y - height)

    def _entry(self, part: Entry) -> None:
        self._room(50)
        if self.form.style == "left":
            height, middle = 30.0, _LEFT + 190
            self._ruled(height, middle)
            self._text(part.label, _LEFT + 4, 180)
            self._entered(part.value, middle + 3, self.y - height + 4, _WIDTH - 196, 20)
            self.y -= height
        elif self.form.style == "above":
            self.y -= self._text(part.label, _LEFT, _WIDTH) + 3
            self._entered(part.value, _LEFT, self.y - 20, 380, 20)
            self.y -= 30
        elif self.form.style == "cell":
            self._cell(part.label, part.value, 20)
        else:
            self.y -= self._text(f"{part.label}: {part.value}", _LEFT, _WIDTH) + 4

    def _cell(self, label: str, value: str, height: float) -> None:
        self._room(height + 40)
        self._ruled(height + 24)
        used = self._text(label, _LEFT + 4, _WIDTH - 8)
        self._entered(value, _LEFT + 4, self.y - used - height - 4, _WIDTH - 8, height)
        self.y -= height + 24

    def _options(self, part: Ticks, x: float, y: float) -> None:
        for option in part.options:
            if self.form.style == "lines":
                option_text = f"{'[x]' if option == part.ticked else '[ ]'} {option}"
                self.canvas.drawString(x, y, option_text)
                x += 70
                continue
            self._tick(option == part.ticked, x, y - 2)
            self.canvas.drawString(x + 15, y, option)
            x += 28 + self.canvas.stringWidth(option, _FONT, _SIZE)

    def _ticks(self, part: Ticks) -> None:
        self._room(50)
        if self.form.style == "left":
            height, middle = 34.0, _LEFT + 190
            self._ruled(height, middle)
            self._text(part.label, _LEFT + 4, 180)
            self._options(part, middle + 4, self.y - 15)
            self.y -= height
            return
        self.y -= self._text(part.label, _LEFT, _WIDTH)
        self._options(part, _LEFT, self.y - 12)
        self.y -= 28

    def _columns(self, part: Columns) -> None:
        yes, no = _LEFT + _WIDTH - 90, _LEFT + _WIDTH - 45
        self._room(40 + 34 * len(part.rows))
        self._ruled(20, yes, no)
        for text, x in (("Scheme", _LEFT + 4), ("Yes", yes + 8), ("No", no + 8)):
            self._text(text, x, 60)
        self.y -= 20
        for label, said in part.rows:
            self._ruled(34, yes, no)
            self._text(label, _LEFT + 4, _WIDTH - 100)
            self._tick(said, yes + 12, self.y - 18)
            self._tick(not said, no + 12, self.y - 18)
            self.y -= 34

    def _box(self, part: Box) -> None:
        self._room(80)
        self._ruled(56)
        height = self._text(part.text, _LEFT + 4, _WIDTH - 8)
        self._tick(part.ticked, _LEFT + 4, self.y - height - 14)
        self.y -= 56

    def _asked(self, part: Asked) -> None:
        if self.form.style == "cell":
            self._cell(f"{part.text} {part.note}".strip(), part.answer, 120)
            return
        self._room(190)
        self.y -= self._text(part.text, _LEFT, _WIDTH) + 2
        if part.note:
            self.y -= self._text(part.note, _LEFT, _WIDTH) + 2
        self._answer(part.answer)

    def _statement(self, part: Statement) -> None:
        self._room(190)
        self._answer(part.text)

    def _answer(self, text: str) -> None:
        if self.form.style == "lines":
            for paragraph in text.split("\n"):
                self._room(90)
                self.y -= self._text(paragraph, _LEFT, _WIDTH) + 8
            return
        self._entered(text, _LEFT, self.y - 120, _WIDTH, 120)
        self.y -= 132


def write(layout: str, person: Applicant, path: Path) -> Path:
    """Write a completed form; the suffix of ``path`` says in which format."""
    form = LAYOUTS[layout](person)
    if path.suffix == ".docx":
        _Word(form).save(path)
    else:
        _Pdf(form, Canvas(str(path), pagesize=A4)).save()
    return path
