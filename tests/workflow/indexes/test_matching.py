"""Whose files are whose, where the table does not say."""

from pathlib import Path

import pytest

from edi_shortlist.workflow.indexes.matching import with_files
from edi_shortlist.workflow.indexes.row import IndexRow
from edi_shortlist.workflow.sources import SourceFile


def _files(*names: str) -> list[SourceFile]:
    return [SourceFile(("inbox", *name.split("/")), Path(name)) for name in names]


def _row(line: int, name: str = "", reference: str = "", called: str = "") -> IndexRow:
    cells = {"full_name": name, "preferred_name": called}
    return IndexRow(line, (), cells, (reference,) if reference else ())


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (_row(2, "Jane Smith"), ["Smith, Jane - CV.pdf"]),
        (_row(2, "Siân O'Brien"), ["sian_o_brien_application.docx", "OBrienSian.pdf"]),
        (_row(2, "Jane Mary Poole"), ["poole jane.pdf"]),
        (_row(2, "Aleksandra Nowak", called="Ola"), ["Ola Nowak CV.pdf"]),
        (_row(2, reference="A-1001"), ["A1001_cv.pdf", "a 1001 letter.docx"]),
        (_row(2, reference="HSG/2026/17"), ["HSG-2026-17/cv.pdf", "HSG-2026-17/more/form.docx"]),
        (_row(2, reference="7"), ["7/cv.pdf"]),
        # The reference goes before the name, and the name where the reference is nowhere.
        (_row(2, "Jane Smith", "A-1001"), ["A1001_cv.pdf", "a 1001 letter.docx"]),
        (_row(2, "Jane Smith", "Z-9999"), ["Smith, Jane - CV.pdf"]),
    ],
)
def test_files_are_found(row: IndexRow, found: list[str]) -> None:
    files = _files(
        "Smith, Jane - CV.pdf",
        "sian_o_brien_application.docx",
        "OBrienSian.pdf",
        "poole jane.pdf",
        "Ola Nowak CV.pdf",
        "A1001_cv.pdf",
        "a 1001 letter.docx",
        "A10012.pdf",
        "HSG-2026-17/cv.pdf",
        "HSG-2026-17/more/form.docx",
        "7/cv.pdf",
        "page 7 of 9.pdf",
    )
    (matched,) = with_files([row], files)
    assert matched.files == tuple(f"inbox/{name}" for name in found)
    assert not matched.problem


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (_row(4, "Jane Smith"), "Line 4 of the index: no file or folder has this applicant's name"),
        (_row(4, "Jane"), "no file or folder"),
        (_row(4, reference="A-1001"), "no file or folder has this applicant's reference"),
        (_row(4), "no file or folder"),
    ],
)
def test_none_is_a_problem_that_names_the_line(row: IndexRow, said: str) -> None:
    (matched,) = with_files([row], _files("jane.pdf", "Smithers Jane.pdf", "B-1001.pdf"))
    assert said in matched.problem
    assert matched.files == ()


def test_what_fits_two_belongs_to_neither() -> None:
    first, second, third = with_files(
        [_row(2, "Jane Smith"), _row(3, "Jane Ann Smith"), _row(4, "Tom Price")],
        _files("jane smith.pdf", "tom price.pdf"),
    )
    assert "line 3" in first.problem
    assert "line 2" in second.problem
    assert first.files == second.files == ("inbox/jane smith.pdf",)
    assert third.files == ("inbox/tom price.pdf",)


def test_a_fuller_name_leaves_the_shorter_ones_file_alone() -> None:
    first, second = with_files(
        [_row(2, "Jane Smith"), _row(3, "Jane Ann Smith")],
        _files("jane smith.pdf", "jane ann smith.pdf"),
    )
    assert first.files == ("inbox/jane smith.pdf",)
    assert second.files == ("inbox/jane ann smith.pdf",)


def test_a_row_that_names_its_files_keeps_them_and_answers_need_none() -> None:
    named = IndexRow(2, ("cv.pdf",), {"full_name": "Jane Smith"})
    answered = IndexRow(3, (), {"full_name": "Tom Price"}, answers=(("Why?", "So."),))
    assert with_files([named, answered], _files("jane smith.pdf")) == [named, answered]


def test_a_file_given_by_itself_counts_by_its_own_name() -> None:
    (matched,) = with_files(
        [_row(2, "Jane Smith")], [SourceFile(("jane smith.pdf",), Path("jane smith.pdf"))]
    )
    assert matched.files == ("jane smith.pdf",)
