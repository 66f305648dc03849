"""Applications that stand in the table itself."""

from edi_shortlist.documents.model import BlockKind
from edi_shortlist.workflow.indexes.answers import answers_document, answers_name
from edi_shortlist.workflow.indexes.row import IndexRow


def test_answers_become_headings_and_paragraphs() -> None:
    row = IndexRow(
        7,
        (),
        {},
        answers=(("Why this post?", "So.\n\n And\u00a0so. "), ("Q2", "Yes")),
        index="export.csv",
    )
    document = answers_document(row)
    assert [(block.kind, block.text) for block in document.blocks] == [
        (BlockKind.HEADING, "Why this post?"),
        (BlockKind.PARAGRAPH, "So."),
        (BlockKind.PARAGRAPH, "And so."),
        (BlockKind.HEADING, "Q2"),
        (BlockKind.PARAGRAPH, "Yes"),
    ]
    assert document.text == "Why this post?\nSo.\nAnd so.\n\nQ2\nYes"
    assert answers_name(row) == "Answers from export.csv line 7"
