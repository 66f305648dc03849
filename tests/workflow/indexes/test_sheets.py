"""Which sheet of a workbook the applicants are read from, and that a saved mapping knows it."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from edi_shortlist.workflow.column_mapping import ColumnMapping
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.index_file import read_index, table_inside_to_map
from edi_shortlist.workflow.indexes.limits import COLUMNS_LIMIT
from edi_shortlist.workflow.indexes.saved import mapping_for, save_mapping
from edi_shortlist.workflow.indexes.tables import Records, Table, read_table
from edi_shortlist.workflow.sources import SourceFile

POSTS = (["Post", "Grade"], ["Adviser", "6"], ["Clerk", "3"])
PEOPLE = (["Surname", "Documents"], ["Obi", "a.pdf"])
PEOPLE_MAPPED = {"Surname": "last_name", "Documents": "files"}


def book(path: Path, **sheets: tuple[list[str], ...]) -> Path:
    """Write a workbook with these sheets."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """A cover, an empty sheet, the posts, a heading with nothing below it, and the applicants."""
    return book(
        tmp_path / "export.xlsx",
        Cover=(["Exported on 3 March"],),
        Blank=(),
        Posts=POSTS,
        Heading=(["Surname", "Documents"],),
        People=PEOPLE,
    )


def test_the_first_sheet_with_rows_below_its_header_is_read(export: Path) -> None:
    table = read_table(export)
    assert (table.sheet, table.columns) == ("Posts", ("Post", "Grade"))
    assert table.sheets == ("Cover", "Blank", "Posts", "Heading", "People")
    assert table.sheets_with_tables == ["Posts", "People"]


@pytest.mark.parametrize("name", ["People", "people ", "PEOPLE"])
def test_another_sheet_is_as_if_it_had_been_read(export: Path, name: str) -> None:
    table = read_table(export).on_sheet(name)
    assert table == read_table(export, "People")
    assert table.sheets_with_tables == ["Posts", "People"]
    assert table.on_sheet("Posts") == read_table(export)


@pytest.mark.parametrize("name", ["", "Posts", "Nowhere"])
def test_its_own_or_no_sheet_is_the_table_itself(export: Path, name: str) -> None:
    table = read_table(export)
    assert table.on_sheet(name) is table


def test_a_sheet_that_cannot_be_read_is_refused() -> None:
    wide = tuple("x" * (COLUMNS_LIMIT + 1))
    records = Records(((1, wide), (2, wide)), "Wide")
    table = Table("a.xlsx", ("A",), (), "Posts", ("Posts", "Wide"), (records,))
    with pytest.raises(Refused, match="more than"):
        table.on_sheet("Wide")
    save_mapping(ColumnMapping({"A": "files"}, "Wide", sheet="Wide"))
    assert mapping_for(table) is None


def test_a_table_of_one_sheet_or_none_leaves_no_choice(tmp_path: Path) -> None:
    assert read_table(book(tmp_path / "a.xlsx", People=PEOPLE)).sheets_with_tables == ["People"]
    (tmp_path / "a.csv").write_text("Surname,Documents\nObi,a.pdf\n")
    table = read_table(tmp_path / "a.csv")
    assert table.sheets_with_tables == []
    assert table.on_sheet("People") is table


# -- saved mappings


@pytest.mark.parametrize(
    ("sheet", "here", "found"),
    [
        ("People", False, True),
        ("People", True, False),  # another sheet was asked for
        ("", False, False),  # its columns do not stand on the first
        ("Gone", False, False),
    ],
)
def test_a_saved_mapping_fits_on_the_sheet_that_it_names(
    export: Path, sheet: str, here: bool, found: bool
) -> None:
    save_mapping(ColumnMapping(PEOPLE_MAPPED, "People", sheet=sheet))
    assert (mapping_for(read_table(export), here=here) is not None) is found


def test_a_saved_mapping_whose_sheet_was_renamed_fits_the_first(tmp_path: Path) -> None:
    save_mapping(ColumnMapping(PEOPLE_MAPPED, "People", sheet="March"))
    table = read_table(book(tmp_path / "a.xlsx", April=PEOPLE, Posts=POSTS))
    assert mapping_for(table) is not None


def test_the_index_is_read_from_the_sheet_of_its_mapping(export: Path) -> None:
    mapping = ColumnMapping(PEOPLE_MAPPED, "People", sheet="People")
    (given,) = read_index(export, mapping)
    assert (given.files, given.identity) == (("a.pdf",), {"full_name": "Obi"})
    save_mapping(mapping)
    assert read_index(export) == [given]
    with pytest.raises(Refused, match=r"no sheet 'May'. Its sheets are 'Cover', 'Blank'"):
        read_index(export, ColumnMapping(PEOPLE_MAPPED, sheet="May"))


def test_what_stands_in_an_archive_keeps_its_name_on_every_sheet(export: Path) -> None:
    given = export.rename(export.with_name("elsewhere.xlsx"))
    table = table_inside_to_map(SourceFile(("in", "export.xlsx"), given))
    assert table is not None
    assert table.on_sheet("People").file == "export.xlsx"
