"""The documents in review stay in step with their redactions."""

from dataclasses import replace

from edi_shortlist.desktop.models.redactions import RedactionsModel
from edi_shortlist.desktop.pages.review_documents import ReviewDocuments
from edi_shortlist.documents.model import Document
from edi_shortlist.workflow.reviewing import Redaction, ReviewDocument

_ONE = Redaction(
    id=1, document_id="C-07QK/1", start=0, end=3, label="NAME", score=0.9,
    source="tagged", replacement="[person 1]", reason="Reads like a name.", decision="pending",
)  # fmt: skip


def documents() -> ReviewDocuments:
    made = ReviewDocuments(RedactionsModel())
    text = Document.from_text("Ada of Toxteth")
    made.take([ReviewDocument("C-07QK/1", 1, text, [_ONE])])
    return made


def test_a_new_redaction_is_shown_in_its_document() -> None:
    kept = documents()
    shown = kept.add(replace(_ONE, id=2, start=7, end=14, label="LOCATION"))
    assert shown is not None
    assert [r.id for r in shown.redactions] == [1, 2]
    assert kept.shown is shown


def test_one_that_comes_after_the_reviewer_went_on_changes_nothing() -> None:
    kept = documents()
    assert kept.add(replace(_ONE, id=2, document_id="C-X/1")) is None
    assert kept.shown is None
    assert [r.id for r in kept.at(0).redactions] == [1]
