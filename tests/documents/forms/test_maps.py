"""Form maps: which is chosen, what it changes, and what is said of mistakes in one."""

from pathlib import Path

import pytest

from edi_shortlist.documents.forms import form_maps, form_sections, map_for, read_form
from edi_shortlist.documents.forms.maps import load_form_map
from edi_shortlist.documents.forms.words import FormWordsError, general_form_words
from edi_shortlist.documents.model import Block, BlockKind, Document, Part

MAP = """
title = "Thornby form"

[recognise]
must = ["little thornby", "application"]
may = ["version 2"]

[answers]
all = "below"
email = "right"

[labels]
full_name = ["who is it"]
"monitoring.sex" = ["box 7"]

[sections]
statement = ["over to you"]

[declarations.care-experience]
question = ["raised by the council"]
answer = "yes-no"
yes = ["count me in"]
no = ["leave me out"]

[declarations.disability-confident]
question = ["scheme b"]
answer = "tick"

[[questions]]
id = "Q1"
wording = "What would you mend first, and why?"
words = 100

[[questions]]
id = "Q2"
pattern = 'Part two[^\\n]*'

[printed]
lines = ["write in black"]
"""


def map_file(tmp_path: Path, text: str = MAP) -> Path:
    path = tmp_path / "thornby.toml"
    path.write_text(text, "utf-8")
    return path


def head(*lines: str) -> Document:
    return Document(
        (
            Block(lines[0], part=Part.HEADER),
            *(Block(line, BlockKind.HEADING) for line in lines[1:]),
            Block("Name: Ada Obi"),
        )
    )


def test_every_shipped_map_is_sound_and_has_its_own_name() -> None:
    maps = form_maps()
    assert {found.name for found in maps} >= {
        "metropolitan-borough", "county-council", "district-council", "wrenbridge-2019",
        "wrenbridge-2026",
    }  # fmt: skip
    assert len({found.title for found in maps}) == len(maps)


def test_what_a_map_does_not_say_is_as_in_the_general_words(tmp_path: Path) -> None:
    words, general = load_form_map(map_file(tmp_path)).words, general_form_words()
    assert words.labels_of("Date of birth") == ("date_of_birth",)
    assert words.labels_of("Who is it?") == ("full_name",)
    assert general.labels_of("Who is it?") == ()
    assert (words.place("email"), words.place("phone"), general.place("email")) == (
        "right", "below", "auto",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("Aldermere Metropolitan Borough Council", "Application for Employment", "Form HR12"),
         "metropolitan-borough"),
        (("Wrenbridge Metropolitan Borough Council – application form (2026 edition)",
          "Application for employment"), "wrenbridge-2026"),
        (("Marlshire County Council", "Job application (version 4)"), "county-council"),
        (("MARLSHIRE COUNTY\nCOUNCIL", "JOB APPLICATION", "Version 4"), "county-council"),
        (("Marlshire County Council", "Job application (version 5)"), None),
        (("Parish of Little Thornby", "Application"), None),
    ],
)  # fmt: skip
def test_which_map_is_chosen(lines: tuple[str, ...], name: str | None) -> None:
    found = map_for(head(*lines))
    assert (found.name if found else None) == name


def test_of_two_maps_the_fuller_match_is_chosen_and_a_tie_gives_none(tmp_path: Path) -> None:
    first = load_form_map(map_file(tmp_path))
    same = load_form_map(map_file(tmp_path, MAP.replace('may = ["version 2"]', 'may = ["draft"]')))
    plain = head("Parish of Little Thornby", "Application")
    assert map_for(plain, [first, same]) is None
    assert map_for(head("Little Thornby", "Application", "Version 2"), [first, same]) is first
    assert map_for(plain, [first]) is first


def test_a_form_named_in_the_middle_of_a_cv_is_not_that_form() -> None:
    lines = [f"I kept the books of the parish in year {year}." for year in range(80)]
    lines[40] = "I redesigned the county council job application version 4."
    assert map_for(Document.from_text("\n".join(lines))) is None


THORNBY = """Who is it
Ada Obi
Email   ada@example.com
Box 7
Female
What would you mend
first, and why?
The roof. It leaks.
Part two: your neighbours
Write in black ink.
I would ask them.
Over to you
I have mended roofs since I was nine, and bells.
Raised by the council: ☒ count me in ☐ leave me out
Scheme B x"""


def test_a_map_says_what_things_mean_and_where_answers_stand(tmp_path: Path) -> None:
    found = load_form_map(map_file(tmp_path))
    document = Document.from_text(THORNBY)
    answers = read_form(document, found.words)
    assert answers.form == "Thornby form"
    assert answers.identity == {"full_name": "Ada Obi", "email": "ada@example.com"}
    assert answers.monitoring == {"sex": "Female"}
    assert [(q.id, q.answer, q.words) for q in answers.questions] == [
        ("Q1", "The roof. It leaks.", 100),
        ("Q2", "I would ask them.", None),
    ]
    assert answers.declarations == ("care-experience",)


@pytest.mark.parametrize(
    ("reply", "declared"), [("count me in", True), ("leave me out", False), ("both", None)]
)
def test_yes_and_no_in_the_words_of_the_form(
    tmp_path: Path, reply: str, declared: bool | None
) -> None:
    found = load_form_map(map_file(tmp_path))
    answers = read_form(Document.from_text(f"Raised by the council: {reply}"), found.words)
    assert (answers.declarations == ("care-experience",)) is (declared is True)
    assert bool(answers.unclear) is (declared is None)


@pytest.mark.parametrize(
    ("cells", "declared", "asked"),
    [
        (["Raised by the council", "Yes"], True, False),
        (["Raised by the council", "No"], False, False),
        (["Raised by the council", "☒ count me in ☐ leave me out"], True, False),
        (["Raised by the council", "☐ count me in ☒ leave me out"], False, False),
        (["Raised by the council", "☐ count me in ☐ leave me out"], False, True),
        (["Raised by the council", "perhaps"], False, True),
        (["Raised by the council", ""], False, False),
    ],
)
def test_boxes_of_a_map_in_a_table(
    tmp_path: Path, cells: list[str], declared: bool, asked: bool
) -> None:
    found = load_form_map(map_file(tmp_path))
    blocks = (Block(text, BlockKind.CELL, cell=(0, 0, c)) for c, text in enumerate(cells))
    answers = read_form(Document(tuple(blocks)), found.words)
    assert (answers.declarations == ("care-experience",), bool(answers.unclear)) == (
        declared,
        asked,
    )


@pytest.mark.parametrize(
    ("mark", "declared"), [("x", True), ("✓", True), ("☒", True), ("☐", False)]
)
def test_one_box_of_a_map(tmp_path: Path, mark: str, declared: bool) -> None:
    found = load_form_map(map_file(tmp_path))
    cells = (
        Block("Scheme B", BlockKind.CELL, cell=(0, 0, 0)),
        Block(mark, BlockKind.CELL, cell=(0, 0, 1)),
    )
    answers = read_form(Document(cells), found.words)
    assert (answers.declarations == ("disability-confident",)) is declared
    assert answers.unclear == ()


@pytest.mark.parametrize(
    ("place", "email"),
    [("right", "beside@example.com"), ("below", "below@example.com"), ("same-cell", "")],
)
def test_places(tmp_path: Path, place: str, email: str) -> None:
    text = MAP.replace('email = "right"', f'email = "{place}"')
    cells = [["Email", "beside@example.com"], ["below@example.com", ""]]
    document = Document(
        tuple(
            Block(said, BlockKind.CELL, cell=(0, r, c))
            for r, row in enumerate(cells)
            for c, said in enumerate(row)
        )
    )
    found = {
        f.key: f for f in read_form(document, load_form_map(map_file(tmp_path, text)).words).fields
    }
    # Without an answer in its place, only the shape tells that there is an address, and that is said.
    assert found["identity.email"].certain is (email != "")
    if email:
        assert found["identity.email"].value == email


def test_a_label_in_bold_does_not_end_a_part_that_is_withheld() -> None:
    document = Document(
        (
            Block("Equality monitoring", BlockKind.HEADING, level=2),
            Block("Ethnic group", BlockKind.HEADING, level=3),
            Block("Roma"),
            Block("About your beliefs", BlockKind.HEADING, level=3),
            Block("None"),
            Block("What draws you to the post", BlockKind.HEADING, level=2),
            Block("People."),
        )
    )
    ((start, end, _),) = form_sections(document)
    assert document.text[start:end].endswith("None")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('title = "Thornby form"', "title = 4", "title must be text"),
        ('title = "Thornby form"', 'tilte = "x"', r"\[tilte\] is not known"),
        ('must = ["little thornby", "application"]', "", "recognise.must must be a list"),
        ('may = ["version 2"]', "might = []", "recognise.might is not known"),
        ('may = ["version 2"]', "may = [3]", "recognise.may holds an entry that is not text"),
        ('all = "below"', 'all = "above"', "answers.all must be one of"),
        ('email = "right"', 'mail = "right"', "answers.mail is not known"),
        ("full_name = [", "fullname = [", "labels.fullname is not known"),
        ('"monitoring.sex"', '"monitoring.shoes"', "labels.monitoring.shoes is not known"),
        ('full_name = ["who is it"]', 'full_name = ["who is it", "box 7"]', "'box 7' stands under"),
        ("statement = [", "story = [", "sections.story is not known"),
        ("[declarations.care-experience]", "[declarations.carers]", "declarations.carers is not known"),
        ('question = ["scheme b"]', "", "declarations.disability-confident.question must be a list"),
        ('answer = "tick"', 'answer = "maybe"', "disability-confident.answer must be 'yes-no' or 'tick'"),
        ('answer = "tick"', "box = 1", "disability-confident.box is not known"),
        ('id = "Q2"', 'id = "Q1"', "questions.Q1.id stands there twice"),
        ('id = "Q2"', "", "questions.2.id must be text"),
        ("words = 100", "words = 0", "questions.Q1.words must be a whole number"),
        ("words = 100", "limit = 5", "questions.Q1.limit is not known"),
        ("pattern = 'Part two[^\\n]*'", "pattern = '('", "questions.Q2.pattern is no regular expression"),
        ("pattern = 'Part two[^\\n]*'", "", "questions.Q2 must have either a wording or a pattern"),
        ("[printed]\nlines", "[printed]\nrows", "printed.rows is not known"),
        ("[sections]", "[sections", "not sound TOML"),
    ],
)  # fmt: skip
def test_mistakes_are_named_with_file_and_entry(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    assert old in MAP
    with pytest.raises(FormWordsError, match=says) as raised:
        load_form_map(map_file(tmp_path, MAP.replace(old, new, 1)))
    assert "'thornby.toml'" in str(raised.value)
