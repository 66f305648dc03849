"""Evidence tables in each format, with cells that are awkward there."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from edi_shortlist.reports.evidence import (
    Evidence,
    EvidenceTable,
    UnknownEvidenceFormat,
    write_evidence,
)

AWKWARD = (
    ("=1+1", 1, 0.25, True, None),
    ("control \x07 and \ufffe", -2, 1e-9, False, 'two\nlines, "quoted"'),
    ("long " * 400, 0, 0.0, True, "x" * 500),
    ("<b>Żółć & 王</b>", 3, 2.0, False, "@here"),
)
EVIDENCE = Evidence(
    "Evidence <of> everything",
    {"made_at": "2026-03-01T00:00:00Z", "ok": True, "head": 7, "none": None},
    (
        EvidenceTable(
            "awkward", "Awkward & rare", ("a_text", "n", "share", "yes", "more"), AWKWARD
        ),
        EvidenceTable("empty", "Nothing here", ("one", "two"), ()),
    ),
)


def test_json_gives_every_cell_back(tmp_path: Path) -> None:
    written = write_evidence(EVIDENCE, tmp_path / "e.JSON", "awkward")
    assert written == (tmp_path / "e.JSON").read_bytes()
    told = json.loads(written)
    assert told["empty"] == []
    assert [tuple(row.values()) for row in told["awkward"]] == list(AWKWARD)
    assert told["ok"] is True


def test_csv_gives_one_table_and_no_formula(tmp_path: Path) -> None:
    write_evidence(EVIDENCE, tmp_path / "e.csv", "awkward")
    text = (tmp_path / "e.csv").read_text(encoding="utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    assert head == ["a_text", "n", "share", "yes", "more"]
    assert [row[0] for row in rows] == ["'=1+1", *(str(row[0]) for row in AWKWARD[1:])]
    assert rows[1][1] == "-2", "a number is a number"
    assert rows[3][4] == "'@here"


def test_a_workbook_holds_texts_as_texts(tmp_path: Path) -> None:
    write_evidence(EVIDENCE, tmp_path / "e.xlsx", "awkward")
    book = openpyxl.load_workbook(tmp_path / "e.xlsx")
    assert book.sheetnames == ["summary", "awkward", "empty"]
    sheet = book["awkward"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    assert sheet["A3"].value == "control  and "
    assert (sheet["B3"].value, sheet["D2"].value, sheet["E2"].value) == (-2, True, None)
    assert sheet["A5"].value == "<b>Żółć & 王</b>"
    assert book["summary"]["A2"].value == "made at"
    assert book["empty"]["A1"].value == "one"


def test_a_pdf_shows_every_table_on_numbered_pages(tmp_path: Path) -> None:
    many = EvidenceTable("many", "Many", ("number",), tuple((n,) for n in range(350)))
    write_evidence(
        Evidence(EVIDENCE.title, EVIDENCE.facts, (*EVIDENCE.tables, many)), tmp_path / "e.pdf", "x"
    )
    pages = [
        page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(tmp_path / "e.pdf")
    ]
    text = "\n".join(pages)
    for words in ("Evidence <of> everything", "Awkward & rare", "=1+1", "<b>Żółć", "None.", "349"):
        assert words in text, words
    assert len(pages) > 5
    assert all(f"Page {number}" in page for number, page in enumerate(pages, 1))


@pytest.mark.parametrize("name", ["e.docx", "e", "e.json.txt"])
def test_other_formats_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownEvidenceFormat, match="ends in"):
        write_evidence(EVIDENCE, tmp_path / name, "awkward")
    assert not (tmp_path / name).exists()


def test_a_file_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_text("mine")
    with pytest.raises(FileExistsError):
        write_evidence(EVIDENCE, tmp_path / "e.csv", "awkward")
    assert (tmp_path / "e.csv").read_text() == "mine"
