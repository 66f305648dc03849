"""Mappings saved by name."""

import tomllib
from pathlib import Path

import pytest

from edi_shortlist.workflow.column_mapping import ColumnMapping, DateOrder
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.indexes.saved import (
    delete_mapping,
    load_mapping,
    mapping_for,
    mappings_folder,
    rename_mapping,
    save_mapping,
    saved_mappings,
)
from tests.workflow.indexes.conftest import table

NAMES = {"Forename": "first_name", "Surname": "last_name", "Status": "ignore"}
MAPPING = ColumnMapping(NAMES, "Jobtrain", DateOrder.MONTH_FIRST, "Applicants")


def test_what_is_saved_is_loaded_and_holds_names_of_columns_only(settings: Path) -> None:
    path = save_mapping(MAPPING)
    assert path == settings / "mappings" / "Jobtrain.toml"
    assert load_mapping("jobTRAIN") == load_mapping(path) == MAPPING
    assert tomllib.loads(path.read_text("utf-8")) == {
        "name": "Jobtrain",
        "date_order": "month-day",
        "sheet": "Applicants",
        "columns": NAMES,
    }
    assert [entry.name for entry in mappings_folder().iterdir()] == ["Jobtrain.toml"]


def test_any_heading_can_be_saved() -> None:
    odd = {'He said "why?"\\': "answer", "Enw / Name": "full_name", "Ö=[x]#": "ignore"}
    save_mapping(ColumnMapping(odd, "Odd"))
    assert load_mapping("Odd").columns == odd


def test_saving_again_takes_its_place() -> None:
    save_mapping(MAPPING)
    save_mapping(ColumnMapping({"Name": "full_name"}, "JOBTRAIN"))
    (only,) = saved_mappings()
    assert (only.name, only.columns) == ("JOBTRAIN", {"Name": "full_name"})


@pytest.mark.parametrize("name", ["", " ", "../up", "a/b", "a\\b", "con", "LPT1", "a:b", "x" * 61])
def test_a_name_that_is_no_files_name_is_refused(name: str, settings: Path) -> None:
    with pytest.raises(Refused, match="Give the mapping a name"):
        save_mapping(ColumnMapping(NAMES, name))
    assert not list(settings.rglob("*.toml"))


def test_what_is_not_there_is_refused_with_what_is() -> None:
    with pytest.raises(Refused, match=r"no mapping 'Other'. None is saved yet"):
        load_mapping("Other")
    save_mapping(MAPPING)
    with pytest.raises(Refused, match=r"no mapping 'Other'. The saved ones are 'Jobtrain'"):
        load_mapping("Other")


def test_rename_and_delete() -> None:
    save_mapping(MAPPING)
    save_mapping(ColumnMapping(NAMES, "Other"))
    with pytest.raises(Refused, match="'other' already"):
        rename_mapping("Jobtrain", "other")
    assert rename_mapping("Jobtrain", "JobTrain 2").columns == NAMES
    assert rename_mapping("jobtrain 2", "jobtrain 2").name == "jobtrain 2"
    assert [one.name for one in saved_mappings()] == ["jobtrain 2", "Other"]
    assert delete_mapping("other").name == "Other"
    assert [one.name for one in saved_mappings()] == ["jobtrain 2"]
    with pytest.raises(Refused, match=r"no mapping 'other'"):
        delete_mapping("other")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("columns = 3", "'columns' must be a table"),
        ("[columns]", r"\[columns\] is missing or empty"),
        ('[columns]\n"A" = "surname"', 'columns."A" must be one of ignore, files'),
        ('[columns]\n"A" = 3', 'columns."A" must be one of'),
        ('date_order = "year"\n[columns]\n"A" = "files"', "'date_order' must be \"day-month\""),
        ('nam = "x"\n[columns]\n"A" = "files"', "'nam' is not a known key; did you mean 'name'"),
        ("[columns", "not sound TOML"),
    ],
)
def test_a_file_edited_wrongly_is_refused_by_name_and_otherwise_left_out(
    settings: Path, text: str, said: str
) -> None:
    path = settings / "mappings" / "Bad.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    with pytest.raises(Refused, match=said) as refused:
        load_mapping(path)
    assert all("'Bad.toml'" in problem for problem in refused.value.problems)
    assert saved_mappings() == []


def test_a_characteristic_of_ones_own_can_be_mapped(settings: Path) -> None:
    save_mapping(ColumnMapping({"A": "files", "B": "monitoring.shoe-size"}, "Own"))
    assert load_mapping("Own").columns["B"] == "monitoring.shoe-size"


def test_the_saved_mapping_whose_columns_all_stand_in_a_table_is_chosen() -> None:
    save_mapping(ColumnMapping({"Surname": "last_name"}, "Least"))
    save_mapping(MAPPING)
    save_mapping(ColumnMapping({**NAMES, "DOB": "date_of_birth"}, "More"))
    save_mapping(ColumnMapping({"Surname": "ignore"}, "Nothing"))
    row = ["Ann", "Obi", "3"]
    chosen = mapping_for(table(["FORENAME", "surname:", "Shoes"], row))
    assert chosen is not None
    assert chosen.name == "Jobtrain"  # a column that is left out anyway may be missing
    chosen = mapping_for(table(["Surname", "Forename", "dob"], row))
    assert chosen is not None
    assert chosen.name == "More"
    assert mapping_for(table(["A", "B", "C"], row)) is None


def test_a_folder_that_cannot_be_written_is_said(settings: Path) -> None:
    settings.write_text("a file, not a folder")
    with pytest.raises(Refused, match="cannot be saved in"):
        save_mapping(MAPPING)
