"""Reading a form takes time in proportion to its length, whatever stands in it: it is done in the
program's own process, where nothing stops it."""

from collections.abc import Callable

import pytest
from processor_time import seconds_of, within

from edi_shortlist.documents.forms.answers import form_sections, read_form
from edi_shortlist.documents.model import Block, BlockKind, Document

SHORT = 1000  # characters of a line, or of all rows
TIMES, AT_MOST = 8, 24  # how much longer the long form is, and how much longer it may take
LEAST = 0.1  # seconds of processor time, which a long form may take whatever the short one does

#: What one line may hold without end.
LINES = {
    "letters": "x",
    "digits": "7",
    "rules": "_",
    "dots": ".",
    "letters and dots": "a.",
    "halves of e-mail addresses": "a@",
    "brackets": "(",
    "square brackets": "[",
    "boxes": "☐ ",
    "spaces": " ",
    "other spaces": "\u00a0",
    "tabs": "\t",
    "words": "the quick brown fox ",
    "what is to be filled in": "please delete as ",
    "limits": "maximum ",
    "stop and stroke": " / . ",
    "commas": " ,",
}
#: What it may begin with.
LEADS = ("", "Name: ", "Address: ", "Contact details: ", "Are you disabled? ", "1. Describe it. ")

#: What may be repeated on lines of their own.
ROWS = {
    "names": "Name: Jo Hill",
    "addresses": "Address\n1 High Street",
    "lines of addresses": "Town: York",
    "questions": "1. Why do you want this\nand so on",
    "statements": "Supporting statement\nI am",
    "declarations": "Do you have a disability? Yes",
    "boxes": "☐ yes",
    "adjustments": "Adjustments: yes",
    "printed lines": "Please tell us of your words",
    "short words": "so it",
}


def table(columns: tuple[str, ...]) -> Callable[[int], Document]:
    """A table under a heading of Yes and No."""

    def of(characters: int) -> Document:
        count = 4 * characters // len("".join(columns))
        rows = [("", "Yes", "No"), *([columns] * count)]
        return Document(
            tuple(
                Block(text, BlockKind.CELL, cell=(0, at, column))
                for at, row in enumerate(rows)
                for column, text in enumerate(row)
            )
        )

    return of


FORMS: dict[str, Callable[[int], Document]] = {
    **{
        name: lambda n, text=text: Document.from_text(  # type: ignore[misc]
            "\n".join(f"{lead}{(text * n)[:n]}x" for lead in LEADS)
        )
        for name, text in LINES.items()
    },
    **{
        f"rows of {name}": lambda n, text=text: Document.from_text(  # type: ignore[misc]
            "\n".join([text] * (4 * n // len(text)))
        )
        for name, text in ROWS.items()
    },
    "table of boxes": table(("Are you disabled?", "☐", "")),
    "cell": lambda n: Document(
        (
            Block("Are you disabled?", BlockKind.CELL, cell=(0, 0, 0)),
            Block("Yes" + " " * n + "x", BlockKind.CELL, cell=(0, 0, 1)),
        )
    ),
}


def read_all(document: Document) -> None:
    read_form(document)
    form_sections(document)


@pytest.mark.parametrize("name", FORMS)
def test_time_grows_with_length(name: str) -> None:
    short, long = FORMS[name](SHORT), FORMS[name](SHORT * TIMES)
    most = max(LEAST, AT_MOST * seconds_of(lambda: read_all(short)))
    assert within(most, lambda: read_all(long))
