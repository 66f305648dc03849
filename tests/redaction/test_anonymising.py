"""From reviewed spans to the anonymised Document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_shortlist.documents.model import Block, BlockKind, Document, Property
from edi_shortlist.redaction.anonymising import anonymise
from edi_shortlist.redaction.span import Label, Span


def _span(document, passage, replacement):
    start = document.text.index(passage)
    return Span(start, start + len(passage), Label.NAME, 1, "test", replacement)


def test_replacements_stand_in_their_blocks():
    document = Document(
        (
            Block("Aisha Khan", BlockKind.HEADING),
            Block("E-mail", BlockKind.CELL, cell=(0, 0, 0)),
            Block("a.khan@example.com", BlockKind.CELL, cell=(0, 0, 1)),
        ),
        warnings=("the footer of Aisha Khan's form could not be read",),
    )
    done = anonymise(
        document,
        [
            _span(document, "a.khan@example.com", "[e-mail]"),
            _span(document, "Aisha Khan", "[applicant]"),
        ],
    )
    assert [block.text for block in done.blocks] == ["[applicant]", "E-mail", "[e-mail]"]
    assert done.warnings == ()
    assert [block.cell for block in done.blocks] == [block.cell for block in document.blocks]


def test_a_span_over_two_blocks_leaves_one_replacement():
    document = Document.from_text("Thack-\nray drove")
    done = anonymise(document, [_span(document, "Thack-\nray", "[applicant]")])
    assert done.text == "[applicant]\n drove"


def test_equal_neighbours_read_as_one():
    document = Document.from_text("118 Tanner's Lane, Darlington.")
    spans = [
        _span(document, "118 Tanner's Lane", "[address]"),
        _span(document, "Darlington", "[address]"),
    ]
    assert anonymise(document, spans).text == "[address]."


def test_brackets_of_the_applicant_are_left_alone():
    document = Document.from_text("tick [x] [x] and [applicant], [applicant]")
    assert anonymise(document, []).text == document.text


@pytest.mark.parametrize(
    "spans",
    [
        [Span(0, 5, Label.NAME, 1, "a"), Span(4, 8, Label.NAME, 1, "b")],
        [Span(0, 500, Label.NAME, 1, "a")],
    ],
)
def test_impossible_spans_are_refused(spans):
    with pytest.raises(ValueError, match="span"):
        anonymise(Document.from_text("Aisha Khan"), spans)


@given(st.text(alphabet="ab \n", min_size=1, max_size=40), st.data())
def test_hidden_letters_never_survive(text, data):
    document = Document.from_text(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    done = anonymise(document, [Span(start, end, Label.NAME, 1, "test", "#")])
    kept = text[:start] + text[end:]
    assert done.text.replace("#", "").replace("\n", "") == kept.replace("\n", "")


def test_what_a_file_says_of_itself_is_not_passed_on():
    document = Document(
        (Block("I kept the books."),),
        warnings=("A comment by Ann Obi was left out.",),
        properties=(Property("author", "Ann Obi"),),
        attachments=("Ann Obi.pdf",),
    )
    assert "Obi" not in str(anonymise(document, []).to_dict())
    assert "Obi" in str(document.to_dict())
