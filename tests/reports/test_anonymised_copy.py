"""Anonymised copies hold the blocks given, and nothing else of the original."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser

from edi_shortlist.documents.model import Block, BlockKind, Document, Part
from edi_shortlist.documents.pdf.reader import read_pdf
from edi_shortlist.documents.word.docx import read_docx
from edi_shortlist.reports import UnknownCopyFormat, write
from edi_shortlist.reports.pdf_copy import pdf_copy
from edi_shortlist.reports.tables import Table, pieces
from edi_shortlist.reports.word_copy import word_copy


def cell(text: str, table: int, row: int, column: int) -> Block:
    return Block(text, BlockKind.CELL, cell=(table, row, column))


FORM = Document(
    (
        Block("[applicant] – application", part=Part.HEADER),
        Block("Personal details", BlockKind.HEADING, level=2),
        cell("Name", 0, 0, 0),
        cell("[applicant]", 0, 0, 1),
        cell("What you need\nat interview", 0, 1, 0),
        cell("a & b <c>", 0, 1, 1),
        Block("Experience", BlockKind.HEADING, level=1),
        Block("Kept tenancies in Łódź and Ìbàdàn ☒", BlockKind.PARAGRAPH),
        Block("cases", BlockKind.LIST_ITEM),
        Block("appeals", BlockKind.LIST_ITEM, level=1),
        Block("boxed", part=Part.TEXT_BOX),
        Block("Post\tAdviser\nsecond line"),
        Block("[1] A note on the post.", part=Part.NOTE),
        Block("page [number]", part=Part.FOOTER),
    ),
    pictures=1,
    warnings=("Comments in the margin were left out.",),
)


def test_text(tmp_path: Path) -> None:
    write(FORM, tmp_path / "copy.txt")
    assert (tmp_path / "copy.txt").read_bytes().decode() == FORM.text + "\n"


def test_word_keeps_headings_lists_tables_header_and_footer(tmp_path: Path) -> None:
    write(FORM, tmp_path / "copy.docx")
    back = read_docx(tmp_path / "copy.docx")
    said = [(b.text, b.kind, b.level, b.cell) for b in back.blocks if b.text]
    flat = [
        (b.text, b.kind, b.level, b.cell)
        for b in FORM.blocks  # a text box becomes an indented paragraph
    ]
    assert said == flat
    assert next(b.part for b in back.blocks if b.text) is Part.HEADER
    assert back.blocks[-1].part is Part.FOOTER


def test_pdf_says_the_same_words(tmp_path: Path) -> None:
    write(FORM, tmp_path / "copy.pdf")
    back = read_pdf(tmp_path / "copy.pdf")
    assert back.text.split() == FORM.text.split()
    cells = [b.text.split() for b in FORM.blocks if b.cell]
    assert [b.text.split() for b in back.blocks if b.cell] == cells


def test_properties_are_neutral() -> None:
    package = zipfile.ZipFile(io.BytesIO(word_copy(FORM)))
    core = package.read("docProps/core.xml").decode()
    properties = docx.Document(io.BytesIO(word_copy(FORM))).core_properties
    assert (properties.author, properties.last_modified_by) == ("EDI Shortlist", "EDI Shortlist")
    assert "python-docx" not in core
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.year == 2000
    info = PDFDocument(PDFParser(io.BytesIO(pdf_copy(FORM)))).info[0]
    assert info["Author"] == info["Creator"] == info["Producer"] == b"EDI Shortlist"
    assert info["CreationDate"].startswith(b"D:2000")


def test_the_same_document_gives_the_same_pdf() -> None:
    assert pdf_copy(FORM) == pdf_copy(FORM)


def test_merged_nested_and_continued_cells() -> None:
    found = list(
        pieces(
            [
                cell("whole row", 3, 0, 0),
                cell("a", 3, 1, 0),
                cell("b", 3, 1, 2),
                cell("inner", 4, 0, 0),
                cell("more b", 3, 1, 2),
            ]
        )
    )
    outer, inner = (piece for piece in found if isinstance(piece, Table))
    assert [(c.row, c.column, c.span, c.text) for c in outer.cells] == [
        (0, 0, 2, "whole row"),
        (1, 0, 1, "a"),
        (1, 1, 1, "b\nmore b"),
    ]
    assert [c.text for c in inner.cells] == ["inner"]


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
@pytest.mark.parametrize(
    "document",
    [
        Document(()),
        Document((Block(""),)),
        Document((Block("x" * 3000),)),  # one word wider than any line
        Document((cell("word " * 3000, 0, 0, 0), cell("y", 0, 0, 1))),  # taller than a page
        Document(tuple(cell("word", 0, 0, column) for column in range(40))),
        Document(tuple(cell(f"row {row}", 0, row, 0) for row in range(300))),
        Document((Block("bad\x00\x0b\ud800\ufffe characters"),)),
        Document(
            (Block("a", BlockKind.HEADING, level=12), Block("b", BlockKind.LIST_ITEM, level=9))
        ),
        Document((cell("in a header", 0, 0, 0), Block("p", part=Part.HEADER))),
        Document((Block("<b>not bold</b> &amp; <br/>"),)),
    ],
)
def test_awkward_documents_are_written(tmp_path: Path, suffix: str, document: Document) -> None:
    write(document, tmp_path / f"copy{suffix}")
    assert (tmp_path / f"copy{suffix}").stat().st_size > 500


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.text(st.characters(codec="latin-1", categories=["L", "N", "P"])), max_size=6))
def test_no_word_is_lost_in_word_copies(tmp_path: Path, texts: list[str]) -> None:
    document = Document(tuple(Block(text) for text in [*texts, "end"]))
    (tmp_path / "copy.docx").write_bytes(word_copy(document))
    words = read_docx(tmp_path / "copy.docx").text.split()
    assert "".join(words) == "".join(document.text.replace("\xad", "").split())


def test_other_formats_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownCopyFormat, match=r"'\.odt'.*\.txt, \.docx or \.pdf"):
        write(FORM, tmp_path / "copy.odt")
    assert not list(tmp_path.iterdir())
