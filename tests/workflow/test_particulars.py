"""Putting together what the index and the forms say."""

import pytest

from edi_shortlist.documents.forms import FormAnswers
from edi_shortlist.workflow.index_file import IndexRow
from edi_shortlist.workflow.particulars import put_together

SCHEMES = {
    "disability-confident": "Disability Confident",
    "care-experience": "Care experience",
    "redeployment": "At risk of redundancy",
}


def _row(**cells: str) -> IndexRow:
    named = {name.replace("monitoring_", "monitoring."): value for name, value in cells.items()}
    return IndexRow(2, ("cv.txt",), named)


def test_the_index_goes_before_the_form_cell_by_cell() -> None:
    found = put_together(
        _row(full_name="Ada Obi", interview_mode="In person", monitoring_religion="Jain"),
        [
            FormAnswers(
                {"full_name": "A. Obi", "email": "ada@example.com"},
                adjustments="a lift",
                interview_mode="online",
                monitoring={"religion": "none", "age": "25 to 34"},
            )
        ],
        SCHEMES,
    )
    assert found.identity == {"full_name": "Ada Obi", "email": "ada@example.com"}
    assert found.monitoring == {"religion": "Jain", "age": "25 to 34"}
    assert (found.adjustments, found.interview_mode) == ("a lift", "in person")


def test_the_fullest_form_leads() -> None:
    letter = FormAnswers({"full_name": "Dear Sir"})
    form = FormAnswers({"full_name": "Ada Obi", "email": "ada@example.com"})
    assert put_together(None, [letter, form], SCHEMES).identity["full_name"] == "Ada Obi"


def test_nothing_known() -> None:
    found = put_together(None, [FormAnswers()], SCHEMES)
    assert (found.identity, found.declarations, found.unclear) == ({}, (), ())


@pytest.mark.parametrize(
    ("row", "form", "declared", "unclear"),
    [
        (None, ("care-experience",), ("care-experience",), 0),
        ("", ("care-experience",), ("care-experience",), 0),
        ("care-experience", (), ("care-experience",), 0),
        ("care-experience", ("care-experience",), ("care-experience",), 0),
        ("care-experience", ("disability-confident",), ("care-experience", "disability-confident"), 1),
        ("redeployee", (), (), 1),
        ("redeployment", (), ("redeployment",), 0),
        ("At risk of redundancy;Care Experience", (), ("redeployment", "care-experience"), 0),
        ("redeployee;care-experience", (), ("care-experience",), 1),
    ],
)  # fmt: skip
def test_declarations(
    row: str | None, form: tuple[str, ...], declared: tuple[str, ...], unclear: int
) -> None:
    found = put_together(
        None if row is None else _row(declarations=row),
        [FormAnswers(declarations=form)],
        SCHEMES,
    )
    assert found.declarations == declared
    assert len(found.unclear) == unclear


def test_what_a_form_leaves_unclear_is_told_once() -> None:
    unclear = FormAnswers(unclear=("The box cannot be read.",))
    assert put_together(None, [unclear, unclear], SCHEMES).unclear == ("The box cannot be read.",)
