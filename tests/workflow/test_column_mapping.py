"""The mapping itself: what it says of columns, and what is wrong with it."""

from dataclasses import replace

import pytest

from edi_shortlist.workflow.column_mapping import ColumnMapping, fields_by_id, in_quotes
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.scheme_editions import available_schemes
from tests.workflow.indexes.conftest import table

EXPORT = table(["First", "Last", "Mail", "Mail 2", "CV"], ["Ann", "Obi", "a", "b", "cv.pdf"])


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"CV": "files"}, []),
        ({"Last": "last_name", "first": "first_name"}, []),
        ({"Mail": "answer"}, []),
        ({}, ["Nothing says whose files are whose"]),
        ({"Mail": "email"}, ["Nothing says whose files are whose"]),
        ({"CV": "files", "First": "first_name"}, ["a first name but no surname"]),
        ({"CV": "files", "Gone": "phone"}, ["'export.csv' has no column ‘Gone’."]),
        ({"CV": "files", "Gone": "ignore"}, []),
        (
            {"CV": "files", "Mail": "email", "Mail 2": "email"},
            ["‘Mail’ and ‘Mail 2’ are both taken for the same: E-mail address. Keep one."],
        ),
        (
            {"CV": "files", "Mail": "email", "Mail 2": "email", "First": "email"},
            ["‘First’, ‘Mail’ and ‘Mail 2’ are all taken for the same"],
        ),
        ({"CV": "files", "Mail": "files", "Mail 2": "address", "Last": "address"}, []),
    ],
)
def test_what_is_missing_or_doubly_mapped(columns: dict[str, str], said: list[str]) -> None:
    problems = ColumnMapping(columns).problems_in(EXPORT)
    assert len(problems) == len(said)
    for problem, expected in zip(problems, said, strict=True):
        assert expected in problem


def test_a_fault_leads_to_its_columns() -> None:
    mapping = ColumnMapping({"CV": "files", "Mail": "email", "Mail 2": "email"})
    (fault,) = mapping.faults_in(EXPORT)
    assert fault.headings == ("Mail", "Mail 2")


def test_capitals_and_punctuation_make_no_difference() -> None:
    mapping = ColumnMapping({"E-Mail": "email", "CV": "files"})
    assert mapping.field_of("e mail:") == "email"
    assert mapping.knows("E_MAIL")
    assert mapping.field_of("Other") == "ignore"
    assert not mapping.knows("Other")


def test_a_column_is_taken_for_something_else_in_its_place() -> None:
    mapping = ColumnMapping({"A": "files", "B": "email", "C": "ignore"}, "Name")
    changed = mapping.with_field("B", "phone").with_field("D", "answer")
    assert list(changed.columns.items()) == [
        ("A", "files"),
        ("B", "phone"),
        ("C", "ignore"),
        ("D", "answer"),
    ]
    assert changed.name == "Name"
    assert mapping.with_field("b", "phone").field_of("B") == "phone"
    assert mapping.columns["B"] == "email"


def test_reading_back_what_was_written() -> None:
    mapping = ColumnMapping({"A b": "files"}, "Jöb", sheet="Blad 1")
    assert ColumnMapping.from_toml(mapping.to_toml(), "x") == mapping
    assert ColumnMapping.from_toml(replace(mapping, name="").to_toml(), "x").name == ""


def test_every_scheme_and_characteristic_can_be_chosen() -> None:
    fields = fields_by_id()
    assert fields["declares.care-experience"].name == "Yes or no: Care experience"
    assert fields["monitoring.sexual-orientation"].name == "Sexual orientation"
    assert len({(one.group, one.name) for one in fields.values()}) == len(fields)


def test_listing() -> None:
    assert in_quotes([]) == ""
    assert in_quotes(["A"]) == "‘A’"
    assert in_quotes(["A", "B", "C"]) == "‘A’, ‘B’ and ‘C’"


@pytest.mark.parametrize(
    ("field", "taken"),
    [
        ("declares.at-risk_2", True),
        ("monitoring.caste", True),
        ("declares.", False),
        ("declares.At risk", False),
        ("declares-redeployment", False),
    ],
)
def test_a_council_has_schemes_and_characteristics_of_its_own(field: str, taken: bool) -> None:
    text = f'[columns]\n"At risk?" = "{field}"\n'
    if taken:
        assert ColumnMapping.from_toml(text, "x").field_of("At risk?") == field
    else:
        with pytest.raises(Refused, match="At risk"):
            ColumnMapping.from_toml(text, "x")


def test_the_workspaces_schemes_can_be_chosen() -> None:
    own = replace(available_schemes()["care-experience"], id="at-risk", name="At risk")
    assert fields_by_id([own])["declares.at-risk"].name == "Yes or no: At risk"
    assert "declares.care-experience" not in fields_by_id([own])
