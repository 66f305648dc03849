"""From a table and its mapping to the rows of an index."""

import pytest

from edi_shortlist.workflow.column_mapping import ColumnMapping, DateOrder
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.indexes.applicants import first_rows, rows_of
from edi_shortlist.workflow.indexes.row import IndexRow
from tests.workflow.indexes.conftest import table


def _row(order: DateOrder = DateOrder.TOLD, **columns: str) -> IndexRow:
    """Read one row whose columns are named for what they hold; ``_2`` and so on is cut off."""
    fields = {name: name.split("__")[0].replace("_of_", ".") for name in columns}
    fields = {name: one if one != "date.birth" else "date_of_birth" for name, one in fields.items()}
    export = table(["CV", *columns], ["cv.pdf", *columns.values()])
    (row,) = rows_of(export, ColumnMapping({"CV": "files", **fields}, "", order))
    return row


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ({"first_name": "Aisha", "last_name": "Khan"}, "Aisha Khan"),
        ({"first_name": "Aisha", "first_name__2": "Bibi", "last_name": "Khan"}, "Aisha Bibi Khan"),
        ({"last_name": "van der Berg", "first_name": "Jan"}, "Jan van der Berg"),
        ({"last_name": "Khan"}, "Khan"),
        ({"full_name": "Dr Aisha Khan"}, "Aisha Khan"),
        ({"full_name": "Khan, Aisha"}, "Aisha Khan"),
        ({"full_name": "KHAN, Ms Aisha"}, "Aisha KHAN"),
        ({"full_name": "A Khan", "first_name": "Aisha", "last_name": "Khan"}, "Aisha Khan"),
        ({"full_name": "Aisha Khan", "last_name": "Khan"}, "Aisha Khan"),
    ],
)
def test_names_are_joined_and_titles_dropped(cells: dict[str, str], name: str) -> None:
    assert _row(**cells).identity == {"full_name": name}


@pytest.mark.parametrize(
    ("cells", "number"),
    [
        ({"phone": "01632 960148", "mobile": "07700 900148"}, "07700 900148"),
        ({"phone": "01632 960148", "mobile": ""}, "01632 960148"),
        ({"mobile": "7700900148"}, "07700900148"),
        ({"phone": "+44 7700 900148"}, "+44 7700 900148"),
        ({"phone": "1632960148"}, "01632960148"),
        ({"phone": "12345"}, "12345"),
    ],
)
def test_the_mobile_number_goes_first(cells: dict[str, str], number: str) -> None:
    assert _row(**cells).identity == {"phone": number}


def test_lines_of_an_address_are_joined() -> None:
    row = _row(address="88 Manor Avenue,", address__2="", address__3="Crewe\nCheshire")
    assert row.identity == {"address": "88 Manor Avenue, Crewe, Cheshire"}


@pytest.mark.parametrize(
    ("order", "cells", "dates"),
    [
        (DateOrder.TOLD, ["03/04/1990", "25/12/1988"], ["1990-04-03", "1988-12-25"]),
        (DateOrder.TOLD, ["03/04/1990", "12/25/1988"], ["1990-03-04", "1988-12-25"]),
        (DateOrder.TOLD, ["03/04/1990", "1.2.88"], ["1990-04-03", "1988-02-01"]),
        (DateOrder.TOLD, ["1990-04-03", "1988-12-25 00:00:00"], ["1990-04-03", "1988-12-25"]),
        (DateOrder.TOLD, ["3 April 1990", "1988-12-25T00:00:00Z"], ["1990-04-03", "1988-12-25"]),
        # Written both ways: what may be two dates is left for a person to see.
        (
            DateOrder.TOLD,
            ["25/12/1988", "12/25/1988", "03/04/1990", "05/05/1990"],
            ["1988-12-25", "1988-12-25", "03/04/1990", "1990-05-05"],
        ),
        (DateOrder.MONTH_FIRST, ["03/04/1990"], ["1990-03-04"]),
        (DateOrder.DAY_FIRST, ["03/04/1990", "12/25/1988"], ["1990-04-03", "1988-12-25"]),
        (
            DateOrder.TOLD,
            ["31/02/1990", "May 1990", "01/01/2999"],
            ["31/02/1990", "May 1990", "01/01/2999"],
        ),
    ],
)
def test_dates_of_birth_are_told_by_the_whole_column(
    order: DateOrder, cells: list[str], dates: list[str]
) -> None:
    export = table(["CV", "DOB"], *(["cv.pdf", cell] for cell in cells))
    rows = rows_of(export, ColumnMapping({"CV": "files", "DOB": "date_of_birth"}, "", order))
    assert [row.cells["date_of_birth"] for row in rows] == dates


@pytest.mark.parametrize("said", ["Yes", "y", "TRUE", "1", "x", "X ", "Yes please.", "☒", "✓"])
def test_yes_declares(said: str) -> None:
    row = _row(**{"declares_of_disability-confident": said})
    assert (row.declarations, row.unclear) == (("disability-confident",), ())


@pytest.mark.parametrize("said", ["", "No", "n", "FALSE", "0", "n/a", "None", "no thank you"])
def test_no_and_blank_do_not(said: str) -> None:
    row = _row(**{"declares_of_disability-confident": said})
    assert (row.declarations, row.unclear) == ((), ())


@pytest.mark.parametrize("said", ["maybe", "Yes/No", "27", "see form", "Prefer not to say", "?"])
def test_anything_else_is_asked_about_and_not_quoted(said: str) -> None:
    row = _row(**{"declares_of_care-experience": said})
    assert row.declarations == ()
    (sentence,) = row.unclear
    assert "neither yes nor no in line 2" in sentence
    assert "Care experience" in sentence
    assert said == "?" or said not in sentence


@pytest.mark.parametrize(
    ("said", "schemes"),
    [
        ("Disability Confident; Care leaver", ("disability-confident", "care-experience")),
        ("disability-confident", ("disability-confident",)),
        ("None", ()),
        ("Redeployees", ("redeployees",)),  # no such scheme: the import asks about it
    ],
)
def test_names_of_schemes(said: str, schemes: tuple[str, ...]) -> None:
    assert _row(declarations=said).declarations == schemes


@pytest.mark.parametrize(
    ("cells", "needs"),
    [
        ({"adjustments": "No"}, None),
        ({"adjustments": "Yes", "adjustments__2": "a lift"}, "a lift"),
        ({"adjustments": "Yes", "adjustments__2": ""}, "Yes"),
        ({"adjustments": "a lift", "adjustments__2": "large print"}, "a lift; large print"),
    ],
)
def test_adjustments(cells: dict[str, str], needs: str | None) -> None:
    assert _row(**cells).cells.get("adjustments") == needs


@pytest.mark.parametrize(
    ("said", "mode"),
    [("Face to face", "in person"), ("Via MS Teams", "online"), ("Either", "Either")],
)
def test_the_interview(said: str, mode: str) -> None:
    assert _row(interview_mode=said).cells["interview_mode"] == mode


@pytest.mark.parametrize(
    ("cell", "files"),
    [
        ("cv.pdf; form.docx", ("cv.pdf", "form.docx")),
        ("cv.pdf, form.docx", ("cv.pdf", "form.docx")),
        ("Smith, Jane.pdf", ("Smith, Jane.pdf",)),
        ("cv.pdf\nform.docx|letter.txt", ("cv.pdf", "form.docx", "letter.txt")),
        ("https://example.com/files/17/cv.pdf?x=1", ("cv.pdf",)),
        ("khan folder", ("khan folder",)),
    ],
)
def test_names_of_files(cell: str, files: tuple[str, ...]) -> None:
    (row,) = rows_of(table(["F"], [cell]), ColumnMapping({"F": "files"}))
    assert row.files == files


def test_several_columns_of_files_and_references() -> None:
    export = table(["CV", "Form", "ID"], ["cv.pdf", "", "A-7"], ["cv2.pdf", "form.docx", ""])
    rows = rows_of(export, ColumnMapping({"CV": "files", "Form": "files", "ID": "reference"}))
    assert [(row.files, row.references) for row in rows] == [
        (("cv.pdf",), ("A-7",)),
        (("cv2.pdf", "form.docx"), ()),
    ]


def test_answers_and_monitoring() -> None:
    export = table(
        ["CV", "Faith", "Why?", "How?", "Notes"], ["cv.pdf", "Sikh", "", "So.\nAnd so.", "secret"]
    )
    fields = {"CV": "files", "Faith": "monitoring.religion", "Why?": "answer", "How?": "answer"}
    (row,) = rows_of(export, ColumnMapping(fields))
    assert row.monitoring == {"religion": "Sikh"}
    assert row.answers == (("How?", "So.\nAnd so."),)
    assert "secret" not in str(row)


def test_an_unfinished_mapping_is_refused_but_can_be_looked_at() -> None:
    export = table(["A", "B"], ["Ann", "Obi"], ["Bob", "Day"])
    mapping = ColumnMapping({"A": "last_name", "B": "last_name"})
    with pytest.raises(Refused, match="‘A’ and ‘B’ are both taken for the same: Surname"):
        rows_of(export, mapping)
    assert [row.cells["full_name"] for row in first_rows(export, mapping, 1)] == ["Ann"]
