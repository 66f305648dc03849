"""Numbered questions and the supporting statement: found, told apart from what the form prints."""

import pytest

from edi_shortlist.documents.forms import read_form
from edi_shortlist.documents.forms.printed import LIMIT
from edi_shortlist.documents.model import Block, BlockKind, Document

A = "I kept the rota for two years, and nobody missed a shift."
B = "We rebuilt the register from paper.\nIt took a winter."


def cells(rows: list[list[str]], number: int = 0) -> list[Block]:
    return [
        Block(text, BlockKind.CELL, cell=(number, r, c))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]


def lines(text: str) -> list[Block]:
    return [Block(line) for line in text.split("\n")]


def asked(*blocks: Block) -> list[tuple[str, str]]:
    document = Document(blocks)
    found = read_form(document).questions
    for one in found:
        assert document.text[one.start : one.end] == one.answer
    return [(one.id, one.answer) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        f"1. Describe your work.\n{A}\n2. What did you learn?\n{B}",
        f"1) Describe your work.\n{A}\n2) What did you learn?\n{B}",
        f"(1) Describe your work.\n{A}\n(2) What did you learn?\n{B}",
        f"Q1 Describe your work.\n{A}\nQ2 What did you learn?\n{B}",
        f"Q1: Describe your work.\n{A}\nQ2: What did you learn?\n{B}",
        f"Question 1: Describe your work.\n{A}\nQuestion 2: What did you learn?\n{B}",
        f"Question 1\nDescribe your work.\n{A}\nQuestion 2\nWhat did you learn?\n{B}",
        f"QUESTION 1 – Describe your work.\n\n{A}\n\nQUESTION 2 – What did you learn?\n\n{B}",
        f"1. Describe your work (max 300 words)\n{A}\n2. What did you learn? (max 300 words)\n{B}",
        f"1. Describe your work.\n(maximum 300 words)\n{A}\n2. What did you learn?\nWord limit: 250\n{B}",
        f"1. Describe your work.\nPlease give examples from your own experience.\n{A}\n"
        f"2. What did you learn?\n{B}\nWord count: 11",
        f"1. Describe how you have kept a team at work\nwhile it was being reorganised.\n{A}\n"
        f"2. What did you learn?\n{B}\nReferees\nName: Joan Bell",
        f"1. Describe your work.\n{A}\n2. What did you learn?\n{B}\nSigned: A Obi\nEmail: a@example.com",
    ],
)  # fmt: skip
def test_questions_in_lines(text: str) -> None:
    answer = B if "Signed" not in text else f"{B}\nSigned: A Obi"
    assert asked(*lines(text)) == [("Q1", A), ("Q2", answer)]


@pytest.mark.parametrize(
    "rows",
    [
        [["1. Describe your work.", A], ["2. What did you learn?", B]],
        [["1", "Describe your work.", A], ["2", "What did you learn?", B]],
        [["1. Describe your work."], [A], ["2. What did you learn?"], [B]],
        [[f"1. Describe your work.\n{A}"], [f"2. What did you learn?\n{B}"]],
        [[f"1. Describe your work.\n(max 200 words)\n{A}"], [f"2. What did you learn?\n{B}"]],
        [["Question 1 Describe your work. (200 words)", A], ["Question 2 What did you learn?", B]],
    ],
)
def test_questions_in_tables(rows: list[list[str]]) -> None:
    assert asked(*cells(rows)) == [("Q1", A), ("Q2", B)]


def test_an_answer_in_a_box_of_its_own_under_the_question() -> None:
    blocks = [
        Block("1. Describe your work."),
        *cells([[A]], 0),
        Block("2. What did you learn?"),
        Block("(up to 300 words)"),
        *cells([[B]], 1),
        Block("Thank you."),
    ]
    assert asked(*blocks) == [("Q1", A), ("Q2", B)]


@pytest.mark.parametrize(
    "text",
    [
        "1. Personal details\nName: Ada Obi\n2. Employment\nFenwick, 2019",
        "1. What is your name?\nAda Obi",
        "Equality monitoring\n1. What is your faith?\nNone at all, I was raised without one",
        "1. Do you wish to be considered for a guaranteed interview?\nYes",
        "1. Do you hold a driving licence? Yes",
        "1. Do you hold a driving licence?\n☒ Yes ☐ No",
        "My three aims:\n1. Keep the rota.\n2. Mend the register.",
        "12. High Street\nBootle",
    ],
)
def test_what_is_no_question_to_be_scored(text: str) -> None:
    assert asked(*lines(text)) == []


def test_numbered_points_within_an_answer_are_no_questions() -> None:
    points = "Three things.\n1. I wrote it down.\n2. I rang them.\n3. I rang again."
    text = f"1. Describe your work.\n{A}\n2. What did you learn?\n{points}"
    assert asked(*lines(text)) == [("Q1", A), ("Q2", points)]


def test_an_answer_that_was_left_blank_does_not_take_the_next_one() -> None:
    rows = [["1. Describe your work."], [""], ["2. What did you learn?"], [A]]
    assert asked(*cells(rows)) == [("Q2", A)]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (f"Supporting statement\n{A}\n{B}\nReferees\nName: Joan Bell", f"{A}\n{B}"),
        (f"5. Supporting statement\nPlease use this space to tell us about your skills.\n{A}\n"
         "Equality monitoring\nSex: F", A),
        (f"Personal statement\n(no more than 500 words)\n{A}", A),
        (f"Statement in support of your application\n{A}\nDeclaration\nSigned A Obi", A),
        ("Employment\nFenwick, 2019", None),
        ("", None),
    ],
)  # fmt: skip
def test_statement(text: str, statement: str | None) -> None:
    document = Document.from_text(text)
    found = read_form(document).statement
    assert (document.text[slice(*found)] if found else None) == statement


@pytest.mark.parametrize("rows", [[["Supporting statement", A]], [[f"Supporting statement\n{A}"]]])
def test_statement_in_a_table(rows: list[list[str]]) -> None:
    document = Document(tuple(cells([*rows, ["Signed", "A Obi"]])))
    found = read_form(document).statement
    assert found
    assert document.text[slice(*found)] == A


def test_headings_of_the_applicants_own_belong_to_the_statement() -> None:
    document = Document(
        (
            Block("Supporting statement", BlockKind.HEADING, level=2),
            Block("Why housing", BlockKind.HEADING, level=3),
            Block(A),
            Block("Other matters", BlockKind.HEADING, level=2),
            Block("None."),
        )
    )
    found = read_form(document).statement
    assert found
    assert document.text[slice(*found)] == f"Why housing\n{A}"


@pytest.mark.parametrize(
    ("text", "is_limit"),
    [
        ("(max 300 words)", True),
        ("Maximum 300 words", True),
        ("Word limit: 250", True),
        ("[no more than 200-250 words]", True),
        ("300 words max", True),
        ("Word count: 117", True),
        ("About 300 homes were let", False),
        ("max " + "1" * 4000 + "x", False),  # and answers at once
    ],
)
def test_limits_of_words(text: str, is_limit: bool) -> None:
    assert bool(LIMIT.fullmatch(text)) is is_limit
