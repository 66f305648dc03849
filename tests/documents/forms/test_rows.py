"""Which blocks of a document make rows, in the order of the form."""

import pytest

from edi_shortlist.documents.forms.answers import form_sections, read_form
from edi_shortlist.documents.forms.rows import form_rows
from edi_shortlist.documents.forms.words import general_form_words
from edi_shortlist.documents.model import Block, BlockKind, Document, Part

UNANSWERING = (Part.COMMENT, Part.HIDDEN, Part.DESCRIPTION, Part.NOTE)


def cell(text: str, row: int, column: int) -> Block:
    return Block(text, BlockKind.CELL, cell=(0, row, column))


def rows(*blocks: Block) -> list[tuple[str, ...]]:
    return [row.segments for row in form_rows(Document(blocks), general_form_words())]


@pytest.mark.parametrize("part", UNANSWERING)
def test_what_is_not_on_the_page_makes_no_row(part: Part) -> None:
    aside = Block("Full name: Somebody Else", part=part)
    assert rows(Block("one"), aside, Block("two")) == [("one",), ("two",)]
    table = (cell("Full name", 0, 0), aside, cell("Aisha Khan", 0, 1), aside, cell("Email", 1, 0))
    assert rows(*table, aside) == [("Full name", "Aisha Khan"), ("Email",)]
    hidden = Block("Somebody Else", BlockKind.CELL, part, cell=(0, 0, 1))
    assert rows(cell("Full name", 0, 0), hidden) == [("Full name",)]


@pytest.mark.parametrize("part", UNANSWERING)
def test_what_is_not_on_the_page_answers_nothing(part: Part) -> None:
    document = Document(
        (
            Block("Full name"),
            Block("Somebody Else", part=part),
            Block("Email: someone.else@example.com", part=part),
            Block("Email: aisha.khan@example.com"),
            Block("I wish to be considered under the guaranteed interview scheme: Yes", part=part),
            Block("Do you wish to be considered under the guaranteed interview scheme?"),
            Block("☒ Yes ☐ No", part=part),
        )
    )
    answers = read_form(document)
    assert answers.identity == {"email": "aisha.khan@example.com"}
    assert answers.declarations == ()
    assert answers.unclear == ()


def test_notes_are_withheld_with_the_part_they_stand_in() -> None:
    monitoring = Block("Equality monitoring", BlockKind.HEADING, level=1)
    document = Document(
        (
            Block("Supporting statement", BlockKind.HEADING, level=1),
            Block("I run a team.[1]"),
            monitoring,
            Block("Religion: none[2]"),
            Block("[2] but my parents were Jains", part=Part.NOTE),
        )
    )
    ((start, end, kind),) = form_sections(document)
    assert kind == "monitoring"
    assert document.text[start:].startswith(monitoring.text)
    assert end == len(document.text)
