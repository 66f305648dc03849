"""``applications columns``, and ``--mapping`` of ``applications add``."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner, Result

from edi_shortlist.cli.app import app
from edi_shortlist.workflow.indexes.saved import CONFIG_VARIABLE, load_mapping

EXPORT = (
    "Candidate Ref,Forename,Surname,Disability Confident,Shoe size\n"
    "A-1001,Aisha,Khan,Yes,5\n"
    "A-1002,Tom,Price,maybe,9\n"
)


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path / "settings"))
    return tmp_path / "settings"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.csv"
    path.write_text(EXPORT, encoding="utf-8")
    return path


def _run(*words: object) -> Result:
    return CliRunner().invoke(app, ["applications", *map(str, words)])


def test_columns_are_printed_with_what_to_look_at(export: Path) -> None:
    result = _run("columns", export)
    assert result.exit_code == 0
    lines = {line.split("  ")[0]: line for line in result.stdout.splitlines()}
    assert "last_name" in lines["Surname"]
    assert "Yes:" not in lines["Surname"]
    assert "Yes: its name is not known" in lines["Shoe size"]
    assert "Khan" not in result.output


def test_json(export: Path) -> None:
    result = _run("columns", export, "--json")
    value = json.loads(result.stdout)
    assert (value["file"], value["applicants"], value["mapping"]) == ("export.csv", 2, None)
    assert value["problems"] == []
    assert value["saved"] is None
    by_name = {one["column"]: one for one in value["columns"]}
    assert by_name["Candidate Ref"] == {
        "column": "Candidate Ref",
        "field": "reference",
        "sure": True,
        "reason": "",
    }
    assert by_name["Disability Confident"]["sure"] is False
    assert "Khan" not in result.output


def test_a_mapping_is_saved_edited_and_used(export: Path) -> None:
    saved = Path(
        json.loads(_run("columns", export, "--save", "Jobtrain", "--json").stdout)["saved"]
    )
    text = saved.read_text("utf-8")
    assert load_mapping("Jobtrain").columns["Shoe size"] == "ignore"
    saved.write_text(text.replace('"Shoe size" = "ignore"', '"Shoe size" = "answer"'), "utf-8")
    value = json.loads(_run("columns", export, "--json").stdout)
    assert value["mapping"] == "Jobtrain"
    assert value["columns"][-1] == {
        "column": "Shoe size",
        "field": "answer",
        "sure": True,
        "reason": "",
    }
    other = export.with_name("other.toml")
    other.write_text('[columns]\n"Surname" = "full_name"\n', "utf-8")
    value = json.loads(_run("columns", export, "--mapping", other, "--json").stdout)
    assert {one["column"]: one["field"] for one in value["columns"]}["Surname"] == "full_name"


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("Shoe size,Colour\n5,red\n", "utf-8")
    result = _run("columns", path)
    assert "Nothing says whose files are whose" in result.stderr


def test_the_sheet_is_chosen_saved_and_used(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Posts"
    for row in (["Post", "Grade"], ["Adviser", "6"]):
        book.active.append(row)
    people = book.create_sheet("People")
    for row in (["Surname", "Documents"], ["Khan", "a.pdf"]):
        people.append(row)
    book.save(tmp_path / "export.xlsx")
    path = tmp_path / "export.xlsx"
    first = _run("columns", path)
    assert "This is the sheet 'Posts'. --sheet chooses from 'Posts', 'People'." in first.stderr
    saved = json.loads(
        _run("columns", path, "--sheet", "people", "--save", "Jobtrain", "--json").stdout
    )
    assert (saved["sheet"], saved["sheets"]) == ("People", ["Posts", "People"])
    assert load_mapping("Jobtrain").sheet == "People"
    for words in ([], ["--mapping", "Jobtrain"]):
        value = json.loads(_run("columns", path, *words, "--json").stdout)
        assert (value["sheet"], value["mapping"], value["problems"]) == ("People", "Jobtrain", [])
    value = json.loads(_run("columns", path, "--sheet", "Posts", "--json").stdout)
    assert (value["sheet"], value["mapping"]) == ("Posts", None)
    Path(saved["saved"]).write_text(load_mapping("Jobtrain").to_toml().replace("People", "May"))
    refused = _run("columns", path, "--mapping", "Jobtrain")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "has no sheet 'May'. Its sheets are 'Posts', 'People'." in refused.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["columns", "{own}"], "has this program's own columns and needs no mapping"),
        (["columns", "{export}", "--mapping", "Nope"], "There is no mapping 'Nope'"),
        (["columns", "{export}", "--save", "a/b"], "Give the mapping a name"),
        (["columns", "{export}", "--sheet", "Two"], "has no sheet 'Two'"),
        (["columns", "none.csv"], "'none.csv' cannot be opened"),
        (
            ["add", "V-1", "{export}", "--index", "{export}", "--mapping", "Nope"],
            "There is no mapping 'Nope'",
        ),
    ],
)
def test_refusals_are_sentences(export: Path, words: list[str], said: str) -> None:
    own = export.with_name("own.csv")
    own.write_text("files,email\na.pdf,ann@example.com\n", "utf-8")
    result = _run(*(word.format(own=own, export=export) for word in words))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert said in result.stderr


def test_a_mapping_without_an_index_is_a_usage_error(export: Path) -> None:
    result = _run("add", "V-1", export, "--mapping", "Nope")
    assert result.exit_code == 2
    assert "Give --index FILE as well" in " ".join(result.stderr.replace("│", " ").split())
