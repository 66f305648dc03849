"""The answers of a form as panels read them: one question at a time, each beside its question.

Which block answers what is written into the anonymised blocks when they are made, so that no
panellist's program has to read a form again, or needs the original for it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from edi_shortlist.documents import Document, read_form
from edi_shortlist.documents.forms import FormAnswers
from edi_shortlist.recruitment.rounds import STATEMENT

_NUMBER = re.compile(r"\d+")


def with_questions(original: Document, shown: Document) -> Document:
    """Return the panel's copy with the question that each block asks or answers.

    Args:
        original: the document as it was read.
        shown: the same document anonymised, block for block.
    """
    places = _places(read_form(original))
    if not places:
        return shown
    blocks = list(shown.blocks)
    for index, (start, end, _) in enumerate(original.placed_blocks()):
        for question, first, last in places:
            if first < end and start < last:
                blocks[index] = replace(blocks[index], question=question)
                break
    return replace(shown, blocks=tuple(blocks))


def questions_in(documents: Iterable[Document]) -> tuple[str, ...]:
    """Return the questions that anonymised documents answer: by number, then the statement."""
    found = {block.question for document in documents for block in document.blocks}
    return tuple(sorted(found - {""}, key=_order))


def answer_in(documents: Sequence[Document], question: str) -> Document:
    """Return the blocks of anonymised documents that ask or answer a question, in order.

    Args:
        question: ``Q1`` and so on, or ``STATEMENT``.
    """
    return Document(
        tuple(
            block
            for document in documents
            for block in document.blocks
            if block.question == question
        )
    )


def _places(form: FormAnswers) -> list[tuple[str, int, int]]:
    """Each question with the places where it is asked and answered, half-open. Answers go
    before the questions printed in the same block, and both before the statement around them."""
    answers = [(one.id, one.start, one.end) for one in form.questions]
    asked = [(one.id, *one.asked) for one in form.questions if one.start < one.end]
    statement = [(STATEMENT, *form.statement)] if form.statement else []
    return [*answers, *asked, *statement]


def _order(question: str) -> tuple[bool, int, str]:
    number = _NUMBER.search(question)
    return question == STATEMENT, int(number[0]) if number else 0, question
