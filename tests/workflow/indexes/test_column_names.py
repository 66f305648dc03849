"""The file of column names is read and checked."""

from pathlib import Path

import pytest

from edi_shortlist import bundled
from edi_shortlist.workflow.column_mapping import fields_by_id
from edi_shortlist.workflow.indexes.column_names import (
    ColumnNamesError,
    column_names,
    folded,
    load_column_names,
)

SHIPPED = bundled.resource("exports/columns.toml")


@pytest.mark.parametrize(
    ("heading", "plain"),
    [
        ("E-Mail_Address:", "e mail address"),
        ("candidateRef", "candidate ref"),
        ("Address1", "address 1"),
        ("Forename(s)", "forename s"),
        ("Prénom  / Cyfenw", "prenom cyfenw"),
        ("Applicant’s name", "applicants name"),
        ("***", ""),
    ],
)
def test_capitals_spaces_and_punctuation_make_no_difference(heading: str, plain: str) -> None:
    assert folded(heading) == plain


def test_the_shipped_names_lead_to_fields_that_there_are() -> None:
    assert set(column_names().fields.values()) - {"title"} <= set(fields_by_id())


def test_typical_names_are_there() -> None:
    names = column_names().fields
    for heading, field in {
        "Forename": "first_name",
        "Candidate Ref": "reference",
        "Applicant ID": "reference",
        "E-mail": "email",
        "Contact No": "phone",
        "Address Line 1": "address",
        "DOB": "date_of_birth",
        "CV file name": "files",
        "Application form": "files",
    }.items():
        assert names[folded(heading)] == field


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[schemes]", "[schemas]", [r"\[schemes\] is missing", r"\[schemas\] is not known"]),
        ('"dob", ', '"dob", "surname", ', ["'surname' stands under .*date_of_birth"]),
        ('"dob", ', '"dob", 7, ', ["columns.date_of_birth holds an entry that is not text"]),
        ("title = [", "titel = [", ["columns.titel is not known"]),
        ("trail = [", "train = [", ["words.train is not known", "words.trail is missing"]),
        ("yes = [", 'yes = ["NO", ', ["'no' stands under values.yes and under values.no"]),
        ("lead = [", "lead = 5\nx = [", ["words.x is not known", "words.lead must be a list"]),
        ("[columns]", "[columns", ["not sound TOML"]),
    ],
)
def test_mistakes_are_told_with_their_entry(
    tmp_path: Path, old: str, new: str, said: list[str]
) -> None:
    text = SHIPPED.read_text("utf-8")
    assert old in text
    path = tmp_path / "columns.toml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ColumnNamesError) as error:
        load_column_names(path)
    import re

    for pattern in said:
        assert any(re.search(pattern, problem) for problem in error.value.problems), pattern
