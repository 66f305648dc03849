"""The index: this program's own form, exports that are mapped, and one found among the files."""

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from edi_shortlist.workflow.column_mapping import ColumnMapping
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.index_file import (
    IndexRow,
    index_inside,
    read_index,
    read_index_inside,
    table_inside_to_map,
    table_to_map,
)
from edi_shortlist.workflow.indexes.saved import CONFIG_VARIABLE, save_mapping
from edi_shortlist.workflow.sources import SourceFile, files_in


def _write(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "index.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_row_says_who_and_what(tmp_path: Path) -> None:
    (row,) = read_index(
        _write(
            tmp_path,
            "Files,full_name,date_of_birth,declarations,adjustments,monitoring.religion\n"
            'cv.pdf; form.docx ,"Khan, Aisha",31/12/1990,'
            "care-experience; Disability-Confident;,a lift,Sikh\n",
        )
    )
    assert row.line == 2
    assert row.files == ("cv.pdf", "form.docx")
    assert row.identity == {"full_name": "Khan, Aisha", "date_of_birth": "1990-12-31"}
    assert row.declarations == ("care-experience", "disability-confident")
    assert row.cells["adjustments"] == "a lift"
    assert row.monitoring == {"religion": "Sikh"}


def test_every_column_but_files_may_be_missing(tmp_path: Path) -> None:
    (row,) = read_index(_write(tmp_path, "files\ncv.pdf\n\n"))
    assert (row.identity, row.declarations, row.monitoring) == ({}, (), {})


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1990-12-31", "1990-12-31"),
        ("1.2.1990", "1990-02-01"),
        ("31/02/1990", "31/02/1990"),  # no such day: left for a person to see
        ("May 1990", "May 1990"),
    ],
)
def test_dates_are_read_day_first(tmp_path: Path, written: str, read: str) -> None:
    (row,) = read_index(_write(tmp_path, f"files,date_of_birth\ncv.pdf,{written}\n"))
    assert row.identity == {"date_of_birth": read}


@pytest.mark.parametrize(
    "text",
    [
        "files,full_name\ncv.pdf,Siân Ó Briain\n".encode("utf-8-sig"),
        "files,full_name\r\ncv.pdf,Siân Ó Briain\r\n".encode("cp1252"),
    ],
)
def test_as_spreadsheets_write_it(tmp_path: Path, text: bytes) -> None:
    (row,) = read_index(_write(tmp_path, text))
    assert row.identity == {"full_name": "Siân Ó Briain"}


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", ["no column 'files'"]),
        ("full_name\nAda\n", ["no column 'files'"]),
        ("files\n", ["no rows"]),
        ("files,emial\ncv.pdf,x\n", ["column 'emial'.*Did you mean 'email'"]),
        ("files,shoe size\ncv.pdf,9\n", ["'shoe size' that is not known. Remove it"]),
        ("files,monitoring.\ncv.pdf,9\n", ["'monitoring.'"]),
        ("files,email,email\ncv.pdf,a,b\n", ["'email' more than once"]),
        ("files,email\ncv.pdf,a,b\n,c\n", ["line 2: there are more cells", "line 3: .*empty"]),
    ],
)
def test_every_problem_is_told(tmp_path: Path, text: str, problems: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        read_index(_write(tmp_path, text))
    assert len(refused.value.problems) == len(problems)
    for said, pattern in zip(refused.value.problems, problems, strict=True):
        assert re.search(pattern, said), said
        assert "index.csv" in said


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be opened"):
        read_index(tmp_path / "index.csv")


def test_a_quote_that_never_ends_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "index.csv"
    path.write_text('files,full_name\none,"' + "Ann Obi\n" * 20_000)
    with pytest.raises(Refused, match=r"'index\.csv' is not a sound CSV") as caught:
        read_index(path)
    assert "Obi" not in str(caught.value)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of their own, where nothing is saved."""
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path / "settings"))


def _files(*names: str) -> list[SourceFile]:
    return [SourceFile(("inbox", name), Path(name)) for name in names]


EXPORT = "Candidate Ref,Forename,Surname,Disability Confident\nA-1001,Aisha,Khan,Yes\n"
MAPPING = ColumnMapping(
    {
        "Candidate Ref": "reference",
        "Forename": "first_name",
        "Surname": "last_name",
        "Disability Confident": "declares.disability-confident",
    },
    "Jobtrain",
)


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_the_own_form_parted_otherwise(tmp_path: Path, delimiter: str) -> None:
    rows = [["files", "full_name", "postcode"], ["a.pdf", "Ann Obi", "CW1 9ZZ"]]
    text = "\n".join(delimiter.join(row) for row in rows)
    (row,) = read_index(_write(tmp_path, text))
    assert (row.files, row.identity["full_name"]) == (("a.pdf",), "Ann Obi")


def test_lists_of_files_do_not_part_the_own_form(tmp_path: Path) -> None:
    rows = read_index(_write(tmp_path, "files\na.pdf;b.pdf\nc.pdf;d.pdf\n"))
    assert [row.files for row in rows] == [("a.pdf", "b.pdf"), ("c.pdf", "d.pdf")]


def test_the_own_form_in_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Files", "full_name", "date_of_birth", "phone"])
    book.active.append(["cv.pdf; form.docx", "Ann Obi", date(1990, 12, 31), 7700900148])
    book.active["D2"].number_format = "00000000000"
    book.save(tmp_path / "index.xlsx")
    (row,) = read_index(tmp_path / "index.xlsx")
    assert (row.line, row.files) == (2, ("cv.pdf", "form.docx"))
    assert row.identity == {
        "full_name": "Ann Obi",
        "date_of_birth": "1990-12-31",
        "phone": "07700900148",
    }
    assert table_to_map(tmp_path / "index.xlsx") is None


@pytest.mark.usefixtures("settings")
def test_an_export_nobody_mapped_is_refused_with_its_columns(tmp_path: Path) -> None:
    path = _write(tmp_path, EXPORT)
    with pytest.raises(Refused, match="‘Candidate Ref’, ‘Forename’, ‘Surname’ and") as refused:
        read_index(path)
    assert "Map them" in str(refused.value)
    assert "Khan" not in str(refused.value)
    table = table_to_map(path)
    assert table is not None
    assert len(table.rows) == 1


@pytest.mark.usefixtures("settings")
def test_a_mapping_given_or_saved_reads_it(tmp_path: Path) -> None:
    path = _write(tmp_path, EXPORT)
    files = _files("A1001.pdf", "other.pdf")
    (given,) = read_index(path, MAPPING, files)
    assert (given.files, given.declarations) == (("inbox/A1001.pdf",), ("disability-confident",))
    save_mapping(MAPPING)
    assert read_index(path, files=files) == [given]


@pytest.mark.usefixtures("settings")
def test_rows_without_files_are_never_lost_in_silence(tmp_path: Path) -> None:
    path = _write(tmp_path, EXPORT)
    with pytest.raises(Refused, match="names no files in line 2"):
        read_index(path, MAPPING)
    (row,) = read_index(path, MAPPING, _files("other.pdf"))
    assert "Line 2 of the index" in row.problem


def test_a_mapping_goes_before_the_own_form(tmp_path: Path) -> None:
    path = _write(tmp_path, "files,email\na.pdf,ann@example.com\n")
    (row,) = read_index(path, ColumnMapping({"files": "files", "email": "ignore"}))
    assert row.identity == {}


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["cv.pdf", "export.csv"], "export.csv"),
        (["cv.pdf", "Applicants.XLSX"], "Applicants.XLSX"),
        (["a.csv", "Index.csv", "b.xlsx"], "Index.csv"),
        (["a.csv", "b.xlsx"], None),
        (["index.csv", "index.xlsx"], None),
        (["cv.pdf", "khan/export.csv"], None),
        ([], None),
    ],
)
def test_an_index_inside_what_was_given(names: list[str], found: str | None) -> None:
    files = [SourceFile(("inbox", *name.split("/")), Path("in.zip"), name) for name in names]
    inside = index_inside(files)
    assert (inside.file_name if inside else None) == found


def test_the_rows_name_on_the_screen(tmp_path: Path) -> None:
    (row,) = read_index(_write(tmp_path, "files\na.pdf;b.pdf\n"))
    assert row.name == "a.pdf; b.pdf"
    assert IndexRow(7, (), {}).name == "Line 7 of the index"


@pytest.fixture
def archived(tmp_path: Path) -> list[SourceFile]:
    """An archive of documents with an index that nobody mapped."""
    with zipfile.ZipFile(tmp_path / "batch.zip", "w") as archive:
        archive.writestr("export.csv", EXPORT)
        archive.writestr("A-1001/cv.txt", "Aisha Khan")
        archive.writestr("broken.csv", "files,emial\na.pdf,b\n")
    return files_in(tmp_path / "batch.zip")


@pytest.mark.usefixtures("settings")
def test_an_index_in_an_archive_is_read_where_it_lies(archived: list[SourceFile]) -> None:
    by_name = {file.file_name: file for file in archived}
    table = table_inside_to_map(by_name["export.csv"])
    assert table is not None
    assert (table.file, table.columns[0]) == ("export.csv", "Candidate Ref")
    (row,) = read_index_inside(by_name["export.csv"], MAPPING, archived)
    assert (row.files, row.index) == (("batch/A-1001/cv.txt",), "export.csv")
    with pytest.raises(Refused, match=r"'broken\.csv' has a column 'emial'"):
        read_index_inside(by_name["broken.csv"])
    gone = SourceFile(("batch", "gone.csv"), by_name["export.csv"].path, "gone.csv")
    with pytest.raises(Refused, match=r"'gone\.csv': The ZIP archive is damaged"):
        read_index_inside(gone)
