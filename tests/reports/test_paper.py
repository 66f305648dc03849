"""Sections as one file to hand over, in each format."""

import io
import sys
from pathlib import Path

import docx
import pypdfium2
import pytest

from edi_shortlist.documents.model import BlockKind
from edi_shortlist.reports.page import Link, Section
from edi_shortlist.reports.paper import SUFFIXES, UnknownPaperFormat, as_document, write_paper

SECTIONS = [
    Section("Who", ("Said & done.",), ("What", "Held"), [("a < b", Link("a file", "x.pdf"))]),
    Section("None", (), ("What", "Held"), (), "Nothing yet."),
    Section("Words", ("One.", "Two.")),
]


def test_sections_become_headings_paragraphs_and_tables_of_their_own() -> None:
    blocks = as_document("Title", SECTIONS).blocks
    headings = [(b.text, b.level) for b in blocks if b.kind is BlockKind.HEADING]
    assert headings == [("Title", 1), ("Who", 2), ("None", 2), ("Words", 2)]
    cells = [(b.text, b.cell) for b in blocks if b.kind is BlockKind.CELL]
    assert cells == [
        ("What", (0, 0, 0)),
        ("Held", (0, 0, 1)),
        ("a < b", (0, 1, 0)),
        ("a file", (0, 1, 1)),
    ]
    said = [b.text for b in blocks if b.kind is BlockKind.PARAGRAPH]
    assert said == ["Said & done.", "Nothing yet.", "One.", "Two."]


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


def test_word_has_the_title_and_bold_headings_of_columns(tmp_path: Path) -> None:
    word = docx.Document(io.BytesIO(write_paper("Title", SECTIONS, tmp_path / "x.docx")))
    assert word.core_properties.title == "Title"
    (table,) = word.tables
    bold = [[bool(cell.paragraphs[0].runs[0].bold) for cell in row.cells] for row in table.rows]
    assert bold == [[True, True], [False, False]]


def test_a_long_table_in_a_pdf_repeats_its_headings_on_each_page(tmp_path: Path) -> None:
    rows = [(str(number), "said " * 20) for number in range(60)]
    path = tmp_path / "x.pdf"
    write_paper("Title", [Section("Long", (), ("Number", "Words"), rows)], path)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]
    assert len(pages) > 1
    assert all("Number" in page for page in pages)
    assert pypdfium2.PdfDocument(path).get_metadata_value("Title") == "Title"


@pytest.mark.parametrize("name", ["x.txt", "x", ".pdf"])
def test_another_format_is_refused_before_anything_is_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownPaperFormat, match=r"\.html, \.docx or \.pdf"):
        write_paper("Title", SECTIONS, tmp_path / name)
    assert not list(tmp_path.iterdir())
