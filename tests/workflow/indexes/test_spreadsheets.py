"""Reading workbooks: what cells show, which sheet is taken, and hostile files."""

import datetime
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from edi_shortlist.documents.errors import CorruptFile, DocumentError, FileTooLarge
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.indexes import spreadsheets
from edi_shortlist.workflow.indexes.spreadsheets import read_sheets
from edi_shortlist.workflow.indexes.tables import read_table


def _cell(value: Any, shown_as: str = "General") -> Callable[[Workbook], None]:
    def fill(book: Workbook) -> None:
        book.active.append([value])
        book.active["A1"].number_format = shown_as

    return fill


def _saved(tmp_path: Path, fill: Callable[[Workbook], None]) -> Path:
    book = Workbook()
    fill(book)
    book.save(tmp_path / "export.xlsx")
    return tmp_path / "export.xlsx"


@pytest.mark.parametrize(
    ("value", "shown_as", "read"),
    [
        ("  Siân\u00a0Rhys ", "General", "Siân Rhys"),
        ("one\ttwo\nthree", "General", "one two\nthree"),
        (datetime.date(1990, 12, 31), "dd/mm/yyyy", "1990-12-31"),
        (datetime.datetime(1990, 12, 31, 0, 0), "mm/dd/yy", "1990-12-31"),
        (datetime.datetime(2026, 5, 3, 9, 30), "dd/mm/yyyy hh:mm", "2026-05-03 09:30"),
        (datetime.time(9, 30), "hh:mm", "09:30"),
        (7700900148, "General", "7700900148"),
        (7700900148, "00000000000", "07700900148"),
        (7700900148, '"Tel "00000000000', "7700900148"),
        (1632960148, "00000\\ 000000", "01632960148"),
        (42, "000042;-000042", "42"),
        (42, "000000", "000042"),
        (42.0, "0.00", "42"),
        (1.5, "General", "1.5"),
        (0.1 + 0.2, "General", "0.3"),
        (447700900148.0, "0", "447700900148"),
        (True, "General", "yes"),
        (False, "General", "no"),
    ],
)
def test_a_cell_reads_as_it_shows(tmp_path: Path, value: Any, shown_as: str, read: str) -> None:
    (part,) = read_sheets(_saved(tmp_path, _cell(value, shown_as)))
    assert part.document is not None
    assert [block.text for block in part.document.blocks] == [read]


def test_errors_and_formulas_without_a_value_are_empty(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        book.active.append(["kept", "#REF!", "=A1&A1", None])
        book.active["B1"].data_type = "e"

    (part,) = read_sheets(_saved(tmp_path, fill))
    assert part.document is not None
    assert part.document.text == "kept"


def _export(book: Workbook) -> None:
    lists = book.active
    lists.title = "Lists"
    lists.sheet_state = "hidden"
    lists.append(["Yes", "No"])
    lists.append(["a", "b"])
    sheet = book.create_sheet("Applicants")
    sheet.append(["Applicants for HSG-2026-014"])
    sheet.merge_cells("A1:D1")
    sheet.append([])
    sheet.append(["Forename", "Surname", "Mobile", "DOB"])
    sheet.append(["Aisha", "Khan", 7700900148, datetime.date(1979, 7, 19)])
    sheet.append([])
    sheet.append(["Tom", "Price", 7700900155, datetime.date(1988, 1, 26)])
    sheet.column_dimensions["D"].hidden = True
    for row in (4, 6):
        sheet.cell(row, 3).number_format = "00000000000"


def test_a_whole_export_is_read_in_a_worker_process(tmp_path: Path) -> None:
    path = _saved(tmp_path, _export)
    table = read_table(path)
    assert (table.sheet, table.sheets) == ("Applicants", ("Applicants", "Lists"))
    assert table.columns == ("Forename", "Surname", "Mobile", "DOB")
    assert [(row.line, row.cells) for row in table.rows] == [
        (4, ("Aisha", "Khan", "07700900148", "1979-07-19")),
        (6, ("Tom", "Price", "07700900155", "1988-01-26")),
    ]
    assert read_table(path, "lists").columns == ("Yes", "No")
    with pytest.raises(Refused, match=r"no sheet 'Other'. Its sheets are 'Applicants', 'Lists'"):
        read_table(path, "Other")


def _changed(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Put a changed part into a workbook."""
    made = path.with_name("hostile.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return made


SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
EXTERNAL = b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd">'


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (SHEET, lambda xml: ENTITIES + xml),
        ("xl/workbook.xml", lambda xml: EXTERNAL + xml),
        ("xl/styles.xml", lambda xml: (ENTITIES.decode() + "<x/>").encode("utf-16")),
        (SHEET, lambda xml: xml[: len(xml) // 2]),
        (SHEET, lambda xml: b"no xml"),
        ("[Content_Types].xml", lambda xml: b"<Types/>"),
    ],
)
def test_a_hostile_or_damaged_workbook_is_an_error_in_words(
    tmp_path: Path, part: str, change: Callable[[bytes], bytes]
) -> None:
    path = _changed(_saved(tmp_path, _cell("Ann Obi")), part, change)
    with pytest.raises(DocumentError) as error:
        read_sheets(path)
    assert isinstance(error.value, CorruptFile)
    assert "Ann" not in str(error.value)


def test_a_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _changed(_saved(tmp_path, _cell("x")), SHEET, lambda xml: xml + b" " * 40_000_000)
    with pytest.raises(FileTooLarge, match="unpacks to more than any table"):
        read_sheets(path)


def test_a_sheet_too_wide_or_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = _saved(tmp_path, lambda book: book.active.append(["x"] * 501))
    with pytest.raises(FileTooLarge, match="more than 500 columns"):
        read_sheets(wide)

    def long(book: Workbook) -> None:
        for _ in range(50):
            book.active.append(["x"])

    monkeypatch.setattr(spreadsheets, "ROWS_LIMIT", 10)
    (part,) = read_sheets(_saved(tmp_path, long))
    assert part.document is not None
    assert len(part.document.blocks) == 10 + spreadsheets.TITLE_ROWS + 1


def test_what_a_sheet_says_of_its_size_is_not_believed(tmp_path: Path) -> None:
    path = _changed(
        _saved(tmp_path, _cell("x")),
        SHEET,
        lambda xml: xml.replace(
            b'<dimension ref="A1:A1"', b'<dimension ref="A1:XFD1048576"'
        ).replace(b'<dimension ref="A1"', b'<dimension ref="A1:XFD1048576"'),
    )
    assert b"XFD" in zipfile.ZipFile(path).read(SHEET)
    (part,) = read_sheets(path)
    assert part.document is not None
    assert part.document.text == "x"


def test_the_sentence_of_a_damaged_workbook_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    path.write_bytes(b"PK\3\4 and no more")
    with pytest.raises(Refused, match=r"'export\.xlsx': The file is damaged"):
        read_table(path)
