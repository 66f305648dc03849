"""The index CSV."""

from pathlib import Path

import pytest

from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.index_file import read_index


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
        import re

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
