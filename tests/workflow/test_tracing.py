"""Where a passage of the panel's copy stands in the original."""

import pytest

from edi_shortlist.documents.model import Document
from edi_shortlist.redaction import anonymise
from edi_shortlist.redaction.span import Label, Span
from edi_shortlist.workflow.tracing import traced

TEXT = "Khan of Bootle. [Bootle], Khan and Khan.\nBootle: a Khankeeper of Bootle."


def hide(start: int, end: int) -> Span:
    return Span(start, end, Label.NAME, 1.0, "test", "[person 1]", "")


HIDDEN = [hide(0, 4), hide(35, 39)]
SHOWN = anonymise(Document.from_text(TEXT), HIDDEN).text


def places(word: str, text: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(word, at)]


@pytest.mark.parametrize(
    ("passage", "nth_shown", "nth_original"),
    [
        ("Bootle", 0, 0),
        ("Bootle", 2, 2),  # the second stands in brackets and counts on neither side
        ("Bootle", 3, 3),
        ("Khan", 0, 1),
        ("Khan", 1, 3),  # inside a longer word; the one before it is hidden
        ("Khankeeper of Bootle", 0, 0),
        ("Khan and", 0, 0),
        (".\nBootle", 0, 0),
    ],
)
def test_it_is_traced_past_what_is_hidden(passage, nth_shown, nth_original):
    start = places(passage, SHOWN)[nth_shown]
    found = traced(Document.from_text(TEXT), SHOWN, HIDDEN, start, start + len(passage))
    at = places(passage, TEXT)[nth_original]
    assert found == (at, at + len(passage))


@pytest.mark.parametrize("place", [(0, 0), (3, 3)])
def test_an_empty_passage_is_nowhere(place):
    assert traced(Document.from_text(TEXT), SHOWN, HIDDEN, *place) is None


def test_what_cannot_be_told_apart_is_not_guessed():
    # The panel's copy says it once more than the original.
    shown = f"Bootle {SHOWN}"
    assert traced(Document.from_text(TEXT), shown, HIDDEN, 0, 6) is None
