"""Completed forms in the layouts councils use; invented people throughout."""

import pytest

from edi_shortlist.documents.forms.answers import form_sections, read_form
from edi_shortlist.documents.model import Block, BlockKind, Document, Part

KHAN = {
    "full_name": "Aisha Noor Khan",
    "preferred_name": "Ash",
    "email": "aisha.khan@example.com",
    "phone": "07700 900123",
    "address": "12 High Street, Bootle",
    "postcode": "L20 1AA",
    "date_of_birth": "1984-05-02",
}

LINES = """APPLICATION FOR EMPLOYMENT
1. Personal details
Title: Mrs
First name(s): Aisha Noor
Surname: Khan
Known as: Ash
Address: 12 High Street
Bootle
Postcode: L20 1AA
Tel (home): 01632 960114     Tel (mobile): 07700 900123
E-mail: aisha.khan@example.com
Date of birth: 2 May 1984
Referees
Name: Joan Bell
Email: joan.bell@example.org
Telephone: 01632 960999"""

ABOVE = """Your details
Full name
Mrs Aisha Noor Khan
Preferred name
Ash
Email address
aisha.khan@example.com
Contact number
07700 900123
Address line 1
12 High Street
Town
Bootle
Postcode
L20 1AA
Date of birth
02/05/1984"""

DOTTED = """Name in full ........... Aisha Noor Khan
Called ................. Ash
Residing at ............ 12 High Street, Bootle, L20 1AA
Mobile ................. 07700 900123
Electronic mail ........ aisha.khan@example.com
Born ................... 2nd May 1984"""

HEADED = """SURNAME\tFIRST NAMES\tKNOWN AS
KHAN\tAISHA NOOR\tASH
EMAIL\tMOBILE
aisha.khan@example.com\t07700 900123
HOME ADDRESS\tPOSTCODE
12 HIGH STREET, BOOTLE\tL20 1AA
DOB\t02.05.84"""


def table(rows: list[list[str]], number: int = 0) -> list[Block]:
    return [
        Block(text, BlockKind.CELL, cell=(number, r, c))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]


WORD_TABLE = Document(
    (
        Block("Personal details", BlockKind.HEADING, level=2),
        *table(
            [
                ["Family name", "Khan", "Given names", "Aisha Noor"],
                ["Preferred name", "Ash", "Date of birth", "02/05/1984"],
                ["Address", "12 High Street\nBootle", "Postcode", "L20 1AA"],
                ["Phone / email", "07700 900123 / aisha.khan@example.com", "", ""],
            ]
        ),
    )
)


@pytest.mark.parametrize(
    "document",
    [*(Document.from_text(text) for text in (LINES, ABOVE, DOTTED)), WORD_TABLE],
    ids=["lines", "label above answer", "dotted", "table"],
)
def test_identity(document: Document) -> None:
    assert read_form(document).identity == KHAN


def test_identity_under_column_heads_in_capitals() -> None:
    found = read_form(Document.from_text(HEADED)).identity
    assert {key: value.lower() for key, value in found.items()} == {
        key: value.lower() for key, value in KHAN.items()
    }


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        # people with one name write it twice, since the form insists
        ("First name: Thiru\nSurname: Thiru", {"full_name": "Thiru"}),
        ("Family name: Nguyễn\nGiven name(s): Thị Bảo Châu", {"full_name": "Thị Bảo Châu Nguyễn"}),
        ("Family name / First name: Olesky / Jan", {"full_name": "Jan Olesky"}),
        ("Full name: Jean Hill\nFirst name: Jean\nSurname: Hill", {"full_name": "Jean Hill"}),
        ("Name: Binta Diallo (known as Bee)", {"full_name": "Binta Diallo", "preferred_name": "Bee"}),
        ("Preferred name: n/a", {}),
        ("Your name Jean Hill   Style: Mrs", {"full_name": "Jean Hill"}),
        ("Address 9 Fir Tree Walk, Bootle L20 1AA",
         {"address": "9 Fir Tree Walk, Bootle", "postcode": "L20 1AA"}),
        ("Name the three parts of a tenancy", {}),
        ("Candidate ID C-0088417", {}),
        ("Address the letter to Joan Bell", {}),
        ("Tel 01632 960114", {"phone": "01632 960114"}),
        ("Contact: 4 Chapel Row, SY11 2DW. 01632 960830. bron@example.org",
         {"address": "4 Chapel Row", "postcode": "SY11 2DW", "phone": "01632 960830",
          "email": "bron@example.org"}),
        ("Cyfeiriad / Address: Hafod, Caer\nE-bost / E-mail: bron@example.org",
         {"address": "Hafod, Caer", "email": "bron@example.org"}),
        # no labels at the head of a CV: only what its shape tells
        ("Jo Hill\n2 Mill Lane, L37 1AA\njo@example.com\nEmployment\nx@example.net",
         {"email": "jo@example.com", "postcode": "L37 1AA"}),
        ("Referee 1: Joan Bell, joan@example.org, 01632 960999", {}),
        ("Next of kin\nName: Sam Khan\nTelephone: 01632 960998", {}),
        ("Dear Panel,\nI have led the address team and the name change project.", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_awkward_identities(text: str, identity: dict[str, str]) -> None:
    assert read_form(Document.from_text(text)).identity == identity


DC, CARE, FORCES = "disability-confident", "care-experience", "armed-forces"


@pytest.mark.parametrize(
    ("text", "declared", "unclear"),
    [
        ("Do you wish to be considered under the Disability Confident scheme? ☒ Yes ☐ No", (DC,), 0),
        ("Do you wish to be considered under the Disability Confident scheme? ☐ Yes ☒ No", (), 0),
        ("Do you wish to be considered under the Disability Confident scheme? ☐ Yes ☐ No", (), 1),
        ("Do you wish to be considered under the Disability Confident scheme? ☒ Yes ☒ No", (), 1),
        ("Do you wish to use the guaranteed interview scheme: Yes", (DC,), 0),
        ("Do you wish to use the guaranteed interview scheme: No", (), 0),
        ("Guaranteed interview scheme?\nYes", (DC,), 0),
        ("Guaranteed interview scheme?\n☐ Yes\n☒ No", (), 0),
        ("[x] I wish to be considered under the Disability Confident scheme", (DC,), 0),
        ("[ ] I wish to be considered under the Disability Confident scheme", (), 0),
        ("Guaranteed interview, tick: [x] disabled [ ] veteran [x] care leaver", (DC, CARE), 0),
        ("Guaranteed interview: care leaver ☐ ex-forces ☑ disabled ☐", (FORCES,), 0),
        ("GUARANTEED INTERVIEW SCHEMES\nArmed Forces: have you served? ☒ Yes ☐ No\n"
         "Care experienced? ☐ Yes ☒ No", (FORCES,), 0),
        ("We guarantee an interview to care leavers who meet the criteria.\n"
         "Are you care experienced? Yes", (CARE,), 0),
        ("Are you a care leaver? Yes\nDo you wish to use the interview scheme? No", (), 0),
        # never assumed: a yes about the group is not a request for the guarantee
        ("Have you ever been in local authority care? Yes", (), 1),
        ("Do you have a disability? Yes", (), 1),
        ("Have you served in HM Forces? No", (), 0),
        ("Equality monitoring\nDo you have a disability? Yes\nAre you a care leaver? Yes", (), 0),
        ("Care question (we guarantee an interview): Yes", (), 1),
        # evidence and advertising are not answers
        ("We are a Disability Confident employer. Please use black ink.", (), 0),
        ("Supporting statement\nI ran the care leavers' service: yes, all of it.", (), 0),
        ("I led the Disability Confident scheme at Sefton and wrote its guidance.", (), 0),
    ],
)  # fmt: skip
def test_declarations_in_lines(text: str, declared: tuple[str, ...], unclear: int) -> None:
    answers = read_form(Document.from_text(text))
    assert (answers.declarations, len(answers.unclear)) == (declared, unclear)


@pytest.mark.parametrize(
    ("rows", "declared", "unclear"),
    [
        ([["Disability Confident: I wish to be considered", "☒ Yes  ☐ No"]], (DC,), 0),
        ([["Disability Confident: I wish to be considered", "☐ Yes  ☒ No"]], (), 0),
        ([["Disability Confident: I wish to be considered", ""]], (), 0),
        ([["Disability Confident interview?", "smudge"]], (), 1),
        ([["Scheme", "Yes", "No"], ["Disability Confident", "✓", ""],
          ["Care leavers' scheme", "", "✓"]], (DC,), 0),
        ([["Scheme", "Yes", "No"], ["Disability Confident", "✓", "✓"]], (), 1),
    ],
)  # fmt: skip
def test_declarations_in_tables(
    rows: list[list[str]], declared: tuple[str, ...], unclear: int
) -> None:
    answers = read_form(Document(tuple(table(rows))))
    assert (answers.declarations, len(answers.unclear)) == (declared, unclear)


def test_what_is_unclear_quotes_nothing_of_the_form() -> None:
    text = "Disability Confident interview: ask Aisha Khan about her diabetes"
    (sentence,) = read_form(Document.from_text(text)).unclear
    assert sentence.endswith("set it by hand.")
    assert not {"Aisha", "Khan", "diabetes"} & set(sentence.split())


@pytest.mark.parametrize(
    ("text", "adjustments", "mode"),
    [
        ("Adjustments: a quiet room", "a quiet room", ""),
        ("Do you require any adjustments? ☒ Yes ☐ No\nDetails: hearing loop", "hearing loop", ""),
        ("Do you require any adjustments? ☐ Yes ☒ No\nDetails: n/a", "", ""),
        ("Reasonable adjustments\tNone, thank you", "", ""),
        ("Do you need any adjustments?\nYes, large print please", "large print please", ""),
        ("How would you like to be interviewed? ☒ In person ☐ Online", "", "in person"),
        ("Interview preference\tby video", "", "online"),
        ("How would you like to be interviewed? ☒ In person ☒ Online", "", ""),
        ("Interview format\tno preference", "", ""),
    ],
)
def test_adjustments_and_interview(text: str, adjustments: str, mode: str) -> None:
    answers = read_form(Document.from_text(text))
    assert (answers.adjustments, answers.interview_mode) == (adjustments, mode)


def test_monitoring_answers() -> None:
    text = """Equality monitoring
Ethnic group: ☐ British ☐ Irish ☒ Irish Traveller ☐ Roma
Religion or belief\tCatholic
Sex: F
Sexual orientation: Prefer not to say
Age band\t25 to 34"""
    assert read_form(Document.from_text(text)).monitoring == {
        "ethnicity": "Irish Traveller",
        "religion": "Catholic",
        "sex": "F",
        "sexual-orientation": "Prefer not to say",
        "age": "25 to 34",
    }


def test_sections_that_panels_do_not_see() -> None:
    text = """APPLICATION FORM
Personal details
Name: Aisha Khan
Supporting statement
I ran equality monitoring for the council.
PART D – Monitoring (detached)
Religion: Muslim
Guaranteed interview
Disability Confident: ☒ Yes ☐ No
Declaration
Signed A Khan"""
    document = Document.from_text(text)
    parts = [(document.text[start:end], kind) for start, end, kind in form_sections(document)]
    assert parts == [
        ("Personal details\nName: Aisha Khan", "personal"),
        ("PART D – Monitoring (detached)\nReligion: Muslim", "monitoring"),
        ("Guaranteed interview\nDisability Confident: ☒ Yes ☐ No", "declarations"),
    ]


def test_sections_headed_inside_a_table() -> None:
    rows = [["Personal details"], ["Name", "Khan"], ["Employment"], ["Sefton", "2019"]]
    document = Document(tuple(table(rows)))
    ((start, end, kind),) = form_sections(document)
    assert (document.text[start:end], kind) == ("Personal details\nName\tKhan", "personal")


def test_headers_and_footers_belong_to_no_section() -> None:
    document = Document(
        (
            Block("Personal details", part=Part.HEADER),  # the running head of every page
            Block("I keep tenancies."),
            Block("Equality monitoring", BlockKind.HEADING),
            Block("Religion: none"),
            Block("Name: Aisha Khan", part=Part.FOOTER),
        )
    )
    ((start, end, _),) = form_sections(document)
    assert document.text[start:end] == "Equality monitoring\nReligion: none"
    assert read_form(document).identity == {"full_name": "Aisha Khan"}


def test_a_marked_heading_ends_a_section() -> None:
    document = Document(
        (
            Block("Equality monitoring", BlockKind.HEADING),
            Block("Religion: none"),
            Block("What draws you to the post", BlockKind.HEADING),
            Block("People."),
        )
    )
    ((start, end, _),) = form_sections(document)
    assert document.text[start:end] == "Equality monitoring\nReligion: none"


def test_options_on_lines_of_their_own() -> None:
    text = "Equality monitoring\nEthnic group\n☐ British\n☐ Irish\n☒ Roma\nReligion\nNone at all"
    assert read_form(Document.from_text(text)).monitoring == {
        "ethnicity": "Roma",
        "religion": "None at all",
    }


@pytest.mark.parametrize(
    "prompt",
    ["Choose an item.", "Click or tap here to enter text.", "Please select", "-- select --"],
)
def test_the_prompt_of_an_empty_control_is_no_answer(prompt: str) -> None:
    rows = [["Full name", prompt], ["Religion", prompt], ["Email", "ash@example.com"]]
    answers = read_form(Document(tuple(table(rows))))
    assert answers.identity == {"email": "ash@example.com"}
    assert answers.monitoring == {}


@pytest.mark.parametrize(
    ("document", "certain"),
    [
        (Document.from_text("Email: ash@example.com"), True),
        (Document(tuple(table([["Email", "ash@example.com"]]))), True),
        (Document.from_text("Email\nash@example.com\nPostcode\nL20 1AA"), True),
        (Document.from_text("Email\nash@example.com\nand that is all"), False),  # what is the end?
        (Document.from_text("Ash Khan, ash@example.com"), False),  # by its shape alone
        (
            Document(
                (Block("Email: ash@example.com"),),
                warnings=("The text was recognised in a picture of the page.",),
            ),
            False,
        ),
    ],
)
def test_what_is_certain(document: Document, certain: bool) -> None:
    (email,) = (f for f in read_form(document).fields if f.key == "identity.email")
    assert email.certain is certain
    assert "ash@example.com" in document.text[email.start : email.end]


def test_an_answer_whose_boxes_stand_apart_is_not_certain() -> None:
    text = "Equality monitoring\nEthnic group\n☐\t☒ British\tRoma ☐"
    found = {f.key: f for f in read_form(Document.from_text(text)).fields}
    assert not found["monitoring.ethnicity"].certain
