"""The panel's copy of a form reads the same whoever declared and whatever was answered."""

import pytest

from edi_shortlist.documents.model import Block, BlockKind, Document, Part
from edi_shortlist.redaction.span import Label, Span
from edi_shortlist.workflow.withholding import WITHHELD, left_out, still_shown, withheld

FORM = """Application form
1. Personal details
Full name: Ada Obi
5. Supporting statement
I ran a care leavers' service for six years.
6. Guaranteed interview schemes
We offer an interview to every disabled applicant who meets the essential criteria.
Disability Confident: {dc}
Do you need any adjustments? {adjustments}
7. Referees
Jo Field, manager
Equality monitoring
Ethnic group: {ethnicity}
Religion: {religion}
"""


def _form(dc: str, adjustments: str, ethnicity: str, religion: str) -> Document:
    return Document.from_text(
        FORM.format(dc=dc, adjustments=adjustments, ethnicity=ethnicity, religion=religion)
    )


@pytest.mark.parametrize(
    "answers",
    [
        ("☒ Yes ☐ No", "A lift", "Igbo", "Methodist"),
        ("☐ Yes ☒ No", "None", "White British", "None"),
        ("☐ Yes ☐ No", "", "", "Prefer not to say"),
        ("yes please", "signer", "welsh", "chapel"),
    ],
)
def test_every_copy_reads_the_same(answers: tuple[str, str, str, str]) -> None:
    document = _form(*answers)
    text = withheld(document, document).text
    assert text == withheld(one := _form("No", "No", "Irish", "Jain"), one).text
    assert text.count(WITHHELD) == 2


def test_the_rest_of_the_form_stays() -> None:
    document = _form("☒ Yes ☐ No", "A lift", "Igbo", "Methodist")
    text = withheld(document, document).text
    for kept in ("Ada Obi", "care leavers' service", "6. Guaranteed interview schemes", "Jo Field"):
        assert kept in text


def test_the_words_of_the_anonymised_copy_are_what_stays() -> None:
    document = _form("☒ Yes ☐ No", "A lift", "Igbo", "Methodist")
    shown = document.with_texts([b.text.replace("Ada Obi", "[applicant]") for b in document.blocks])
    assert "Ada Obi" not in withheld(document, shown).text
    assert "[applicant]" in withheld(document, shown).text


@pytest.mark.parametrize(
    "cv",
    [
        # Headings of a CV that say the same words about work.
        "EXPERIENCE\nHousing officer\nCONTRACT MONITORING\nMonitored 14 contracts worth £3m.\n",
        "Jane\n\nDECLARATIONS\nI drafted the declarations of the planning committee.\n",
        "I designed the equality monitoring form that the council uses.\n",
    ],
)
def test_work_is_not_withheld(cv: str) -> None:
    document = Document.from_text(cv)
    assert withheld(document, document) == document


def test_headings_with_a_wide_gap_are_found() -> None:
    heading = Block("PART E  Schemes", BlockKind.HEADING, level=2)
    blocks = (
        Block("Name: Ada Obi"),
        heading,
        Block("☒ Disability Confident: I consider myself to have a disability"),
        Block("PART F  References", BlockKind.HEADING, level=2),
        Block("Council form, page 4", part=Part.FOOTER),
    )
    document = Document(blocks)
    assert [b.text for b in withheld(document, document).blocks] == [
        "Name: Ada Obi",
        "PART E  Schemes",
        WITHHELD,
        "PART F  References",
        "Council form, page 4",
    ]


@pytest.mark.parametrize(
    ("passage", "kept"),
    [
        ("☒ Yes ☐ No", False),  # where a box was ticked tells who declared
        ("A lift", False),
        ("Igbo", False),
        ("Methodist", False),
        ("Ada Obi", True),
        ("care leavers", True),
        ("6. Guaranteed", True),  # the heading of a part stays in the panel's copy
        ("Jo Field, manager\nEquality", True),
        ("manager\nEquality monitoring\nEthnic", True),  # what touches anything shown
    ],
)
def test_only_spans_in_what_is_still_shown_are_kept(passage: str, kept: bool) -> None:
    document = _form("☒ Yes ☐ No", "A lift", "Igbo", "Methodist")
    start = document.text.index(passage)
    span = Span(start, start + len(passage), Label.DISABILITY, 1.0, "x", "[hidden]", "A reason.")
    assert still_shown(document, [span]) == ([span] if kept else [])


@pytest.mark.parametrize("part", [Part.COMMENT, Part.HIDDEN, Part.DESCRIPTION])
def test_what_nobody_sees_on_the_page_reaches_no_panel(part: Part) -> None:
    document = Document((Block("I kept the books."), Block("by Ann Obi", part=part)))
    assert withheld(document, document).text == "I kept the books."
    (start, end), *none = left_out(document)
    assert (document.text[start:end], none) == ("by Ann Obi", [])


def test_answers_of_a_form_without_sections_are_withheld() -> None:
    rows = (
        "Full name: Ann Obi",
        "Disability Confident: do you wish to be considered for a guaranteed interview? Yes [x] No [ ]",
        "Religion: Muslim",
        "I kept the books of a tenants' association.",
    )
    document = Document(tuple(Block(row) for row in rows))
    shown = withheld(document, document).text
    assert "Yes" not in shown
    assert "Muslim" not in shown
    assert "I kept the books" in shown
    assert "Full name" in shown  # who it is, is hidden by redaction, not left out
