"""Reading a table: encodings, delimiters, headers, and what is refused."""

from pathlib import Path

import pytest

from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.indexes import limits, tables
from edi_shortlist.workflow.indexes.tables import delimiter_of, header_at, read_table

PLAIN = "Name,Address\nSiân Rhys,1 High Street\n"


def _write(tmp_path: Path, text: str | bytes, name: str = "export.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    table = read_table(_write(tmp_path, PLAIN.encode(encoding)))
    assert table.columns == ("Name", "Address")
    assert table.rows[0].cells == ("Siân Rhys", "1 High Street")


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1;2\n", ";"),
        ("a\tb\n1\t2\n", "\t"),
        ("a|b|c\n1|2|3\n", "|"),
        ("alone\n1\n", ","),
        ("", ","),
        # Addresses hold commas in a table parted by semicolons …
        ("Name;Address\nAnn;1 High St, Leeds, UK\nBob;2 Low St, York, UK\n", ";"),
        # … lists hold semicolons in one parted by commas …
        ("files,Name\na.pdf;b.pdf,Ann\nc.pdf;d.pdf,Bob\n", ","),
        # … and a report's title holds either.
        ("Report, 3 May\nName;Post\nAnn;1 High St, Leeds, UK\nBob;2 Low, Y, UK\n", ";"),
        ("sep=;\na,b;c\n1;2\n", ";"),
        ('Name,Story\nAnn,"one; two; three\nfour; five"\nBob,"six; seven"\n', ","),
    ],
)
def test_the_delimiter_is_told_by_the_whole(text: str, delimiter: str) -> None:
    assert delimiter_of(text) == delimiter


def test_quoted_line_breaks_and_line_numbers(tmp_path: Path) -> None:
    table = read_table(
        _write(tmp_path, 'Name,Story\r\nAnn,"one\r\ntwo"\r\n\r\nBob,"He said ""no"""\r\n')
    )
    assert [(row.line, row.cells) for row in table.rows] == [
        (2, ("Ann", "one\ntwo")),
        (5, ("Bob", 'He said "no"')),
    ]


def test_excels_hint_is_no_header(tmp_path: Path) -> None:
    table = read_table(_write(tmp_path, "sep=;\r\nName;Age\r\nAnn;30\r\n"))
    assert table.columns == ("Name", "Age")
    assert table.rows[0].line == 3


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ([("Name", "Age"), ("Ann", "30")], 0),
        ([("Applicants for HSG-1",), ("Run on", "3 May"), ("a", "b", "c", "d", "e")], 2),
        ([("", "", "Equality", ""), ("Name", "Age", "Sex", "Faith"), ("Ann", "3", "F", "")], 1),
        ([("Name",), ("Ann",)], 0),
        ([], None),
    ],
)
def test_the_header_is_found_below_titles(rows: list[tuple[str, ...]], at: int | None) -> None:
    assert header_at(list(enumerate(rows, 1))) == at


def test_columns_have_names_of_their_own(tmp_path: Path) -> None:
    table = read_table(_write(tmp_path, "E-mail,,Notes,E-mail,\na@example.com,x,,b@example.com,\n"))
    assert table.columns == ("E-mail", "Column B", "Notes", "E-mail (2)")
    assert table.column("E-mail (2)") == ["b@example.com"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "holds no table"),
        ("a.csv", b"\n\n", "holds no table"),
        ("a.csv", b"Name,Age\n", "no rows below its header"),
        ("a.csv", b"Name,Age\nAnn,30\nBob,Jr,31\n", "line 3: there are more cells"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel workbook"),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password",
        ),
        ("a.xls", b"<html><table><tr><td>Name", "web page"),
        ("a.xlsx", b"Name,Age\nAnn,30\n", "not really a workbook"),
        ("a.ods", b"PK\3\4", "OpenDocument"),
        ("a.csv", b"%PDF-1.7", "is a PDF"),
    ],
)
def test_what_is_no_table_is_refused_in_words(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    with pytest.raises(Refused, match=said) as refused:
        read_table(_write(tmp_path, content, name))
    assert f"'{name}'" in str(refused.value)
    assert "Ann" not in str(refused.value)


def test_a_missing_file_and_a_sheet_of_a_csv(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be opened"):
        read_table(tmp_path / "none.csv")
    with pytest.raises(Refused, match="has no sheet 'Two'"):
        read_table(_write(tmp_path, PLAIN), "Two")


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "ROWS_LIMIT", 2)
    with pytest.raises(Refused, match="more than 2 rows"):
        read_table(_write(tmp_path, "a,b\n" + "1,2\n" * 3))
    wide = ",".join(f"c{n}" for n in range(limits.COLUMNS_LIMIT + 1))
    with pytest.raises(Refused, match="more than 500 columns"):
        read_table(_write(tmp_path, f"{wide}\n{wide}\n"))
    monkeypatch.setattr(tables, "SIZE_LIMIT", 10)
    with pytest.raises(Refused, match="is larger than"):
        read_table(_write(tmp_path, PLAIN))
