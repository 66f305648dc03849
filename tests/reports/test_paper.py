"""Sections as one file to hand over, in each format."""

import io
import sys
import tempfile
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest

from edi_shortlist.reports.page import Link, Section
from edi_shortlist.reports.paper import SUFFIXES, UnknownPaperFormat, write_paper

SECTIONS = [
    Section("Who", ("Said & done.",), ("What", "Held"), [("a < b", Link("a file", "x.pdf"))]),
    Section("None", (), ("What", "Held"), (), "Nothing yet."),
    Section("Words", ("One.", "Two.")),
]


def test_sections_become_headings_paragraphs_and_tables_of_their_own(tmp_path: Path) -> None:
    word = docx.Document(io.BytesIO(write_paper("Title", SECTIONS, tmp_path / "x.docx")))
    said = [(one.style.name, one.text) for one in word.paragraphs if one.text]
    assert said == [
        ("Heading 1", "Title"),
        ("Heading 2", "Who"),
        ("Normal", "Said & done."),
        ("Heading 2", "None"),
        ("Normal", "Nothing yet."),
        ("Heading 2", "Words"),
        ("Normal", "One."),
        ("Normal", "Two."),
    ]
    (table,) = word.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows == [["What", "Held"], ["a < b", "a file"]]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_written_is_what_is_given_back_for_its_owner_alone(
    tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"x{suffix.upper()}"
    assert write_paper("Title", SECTIONS, path) == path.read_bytes()
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        write_paper("Title", SECTIONS, path)


def test_word_has_the_title_and_headings_of_columns_that_are_repeated(tmp_path: Path) -> None:
    word = docx.Document(io.BytesIO(write_paper("Title", SECTIONS, tmp_path / "x.docx")))
    assert word.core_properties.title == "Title"
    (table,) = word.tables
    bold = [[bool(cell.paragraphs[0].runs[0].bold) for cell in row.cells] for row in table.rows]
    assert bold == [[True, True], [False, False]]
    repeated = [row._tr.xpath("./w:trPr/w:tblHeader") for row in table.rows]
    assert [len(one) for one in repeated] == [1, 0]


def test_a_long_table_in_a_pdf_repeats_its_headings_on_each_page(tmp_path: Path) -> None:
    rows = [(str(number), "said " * 20) for number in range(60)]
    path = tmp_path / "x.pdf"
    write_paper("Title", [Section("Long", (), ("Number", "Words"), rows)], path)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]
    assert len(pages) > 1
    assert all("Number" in page for page in pages)
    assert pypdfium2.PdfDocument(path).get_metadata_value("Title") == "Title"


ALL = (".pdf", ".docx", ".xlsx")
TYPED = [
    Section(
        "Cells: [typed]",
        ("=SUM(A1)",),
        ("Text", "Number", "Yes", "Nothing"),
        [("=1+1", 3, True, None), ("+44", 2.5, False, None), ("@x\x00", -1, True, None)],
    ),
    Section("Cells: [typed]", (), ("A",), [("-2",)]),
    Section("No rows", (), ("A", "B"), (), "Nothing yet."),
]


def test_a_workbook_holds_typed_numbers_and_never_a_formula(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What HR's report says may lie in no temporary file.
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", None)
    monkeypatch.setattr("openpyxl.worksheet._writer.NamedTemporaryFile", None)
    path = tmp_path / "x.xlsx"
    write_paper("=Title", TYPED, path, marking="R&D only", suffixes=ALL)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["About", "Cells typed", "Cells typed 2", "No rows"]
    sheet = book["Cells typed"]
    assert sheet.freeze_panes == "A2"
    assert sheet.oddHeader.left.text == "R&&D only"
    assert sheet.oddFooter.right.text == "Page &P of &N"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows == [["=1+1", 3, "yes", None], ["+44", 2.5, "no", None], ["@x", -1, "yes", None]]
    every = [cell for one in book for row in one.iter_rows() for cell in row]
    assert not [cell for cell in every if cell.data_type == "f"]
    assert book["No rows"]["A2"].value == "Nothing yet."


def test_a_pdf_says_its_marking_and_pages_and_has_a_bookmark_for_each_section(
    tmp_path: Path,
) -> None:
    rows = [(f"C-{number:04d}", "said " * 300) for number in range(12)]
    sections = [*SECTIONS, Section("Long", (), ("Number", "Words"), rows)]
    path = tmp_path / "x.pdf"
    write_paper("Title", sections, path, marking="Secret <b>", made="Made by Ann")
    pdf = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_range() for page in pdf]
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert "Secret <b>" in page
        assert "Made by Ann" in page
        assert f"Page {number} of \r\n{len(pages)}" in page or (
            f"Page {number} of {len(pages)}" in page
        )
    # No word of a cell that is longer than a page is lost.
    assert "".join(pages).count("said") == 12 * 300
    assert [one.get_title() for one in pdf.get_toc()] == ["Who", "None", "Words", "Long"]


@pytest.mark.parametrize("suffix", ALL)
def test_whoever_stops_the_writing_leaves_no_file(tmp_path: Path, suffix: str) -> None:
    def stop(done: int, total: int) -> None:
        if done or not total:
            raise KeyboardInterrupt

    rows = [(number,) for number in range(900)]
    with pytest.raises(KeyboardInterrupt):
        write_paper(
            "T", [Section("S", (), ("N",), rows)], tmp_path / f"x{suffix}", suffixes=ALL, step=stop
        )
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["x.txt", "x", ".pdf"])
def test_another_format_is_refused_before_anything_is_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownPaperFormat, match=r"\.html, \.docx or \.pdf"):
        write_paper("Title", SECTIONS, tmp_path / name)
    assert not list(tmp_path.iterdir())
