"""Which block of the panel's copy answers which question of the form."""

import pytest

from edi_shortlist.documents.model import Block, BlockKind, Document
from edi_shortlist.recruitment.rounds import STATEMENT
from edi_shortlist.workflow.answers import answer_in, questions_in, with_questions
from edi_shortlist.workflow.scoring import questions_answered

from .conftest import REF, At

FORM = """Application form
1. Personal details
Full name: Ada Obi
Supporting questions
Question 1: Describe a time when you prevented homelessness.
I worked with a family of five whose landlord had served notice.
We agreed a plan in a week.
Question 2: How do you keep accurate records?
I write the note before the next call.
Question 3: What have you done to make a service fairer?

Supporting statement
I have run a duty desk for six years and trained nine advisers there.
Equality monitoring
Religion: Methodist
"""


def _tagged(original: Document, shown: Document | None = None) -> dict[str, list[str]]:
    made = with_questions(original, shown or original)
    found: dict[str, list[str]] = {}
    for block in made.blocks:
        found.setdefault(block.question, []).append(block.text)
    return found


def test_each_answer_stands_with_its_question() -> None:
    found = _tagged(Document.from_text(FORM))
    assert found["Q1"] == [
        "Question 1: Describe a time when you prevented homelessness.",
        "I worked with a family of five whose landlord had served notice.",
        "We agreed a plan in a week.",
    ]
    assert found["Q2"] == [
        "Question 2: How do you keep accurate records?",
        "I write the note before the next call.",
    ]
    assert found[STATEMENT] == [
        "I have run a duty desk for six years and trained nine advisers there."
    ]
    assert "Full name: Ada Obi" in found[""]


def test_a_question_without_an_answer_is_no_answer() -> None:
    assert "Q3" not in _tagged(Document.from_text(FORM))


def test_the_words_are_those_of_the_anonymised_copy() -> None:
    original = Document.from_text(FORM)
    shown = original.with_texts([b.text.replace("family of five", "…") for b in original.blocks])
    assert "…" in _tagged(original, shown)["Q1"][1]


@pytest.mark.parametrize("text", ["", "CV\nHousing officer, 2019 to 2024\nRan the duty desk.\n"])
def test_what_is_no_form_stays_as_it_is(text: str) -> None:
    document = Document.from_text(text)
    assert with_questions(document, document) == document


def test_questions_are_told_by_number_and_the_statement_last() -> None:
    first = Document((Block("a", question="Q10"), Block("b", question=STATEMENT), Block("c")))
    second = Document((Block("d", question="Q2"),))
    assert questions_in([first, second]) == ("Q2", "Q10", STATEMENT)
    assert questions_in([]) == ()


def test_an_answer_is_gathered_from_every_document() -> None:
    first = Document((Block("a", question="Q1"), Block("b"), Block("c", question="Q2")))
    second = Document((Block("d", BlockKind.LIST_ITEM, question="Q1"),))
    assert [b.text for b in answer_in([first, second], "Q1").blocks] == ["a", "d"]
    assert not answer_in([first, second], "Q3").blocks


def test_a_tagged_document_is_kept_and_one_of_before_is_read() -> None:
    tagged = with_questions(*[Document.from_text(FORM)] * 2)
    kept = tagged.to_dict()
    assert Document.from_dict(kept) == tagged
    for block in kept["blocks"]:  # type: ignore[attr-defined]
        del block["question"]
    assert Document.from_dict(kept) == Document.from_text(FORM)


def test_before_release_no_question_is_told(at: At) -> None:
    assert questions_answered(at("review"), REF) == ()
