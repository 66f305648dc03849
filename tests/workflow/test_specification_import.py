"""Person specifications out of real files: what councils' layouts hold, and honest refusals."""

from pathlib import Path

import pytest

from edi_shortlist.documents import Document
from edi_shortlist.documents.parts import read_here
from edi_shortlist.recruitment.criteria import CriterionKind
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow import specification_import
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.specification_import import (
    as_criteria,
    ids_for,
    is_new,
    read_specification_file,
)
from tests.workflow.council_specifications import LAYOUTS, WITHOUT, Expected

E, D = CriterionKind.ESSENTIAL, CriterionKind.DESIRABLE


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_layout_is_read_as_a_person_reads_it(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    expected = LAYOUTS[name](path)
    read = read_specification_file(path, read=read_here)
    told = [
        Expected(one.text, one.kind.value, one.stages, str(one.weight), one.section)
        for one in read.criteria
    ]
    assert told == list(expected)
    for one, (start, end) in zip(read.criteria, read.places, strict=True):
        there = " ".join(read.document.text[start:end].split())
        assert one.text.split()[-1] in there  # the place leads to the words
    Vacancy("V-1", "Adviser", criteria=as_criteria(read.criteria))


@pytest.mark.parametrize("name", WITHOUT)
def test_where_nothing_is_found_it_is_said(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    WITHOUT[name](path)
    with pytest.raises(Refused, match=f"No criteria were found in '{name}'"):
        read_specification_file(path, read=read_here)


def test_a_file_from_outside_is_read_in_a_process_apart(tmp_path: Path) -> None:
    path = tmp_path / "spec.rtf"
    LAYOUTS["old.rtf"](path)
    assert len(read_specification_file(path).criteria) == 3


def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"'gone\.docx' cannot be opened"):
        read_specification_file(tmp_path / "gone.docx", read=read_here)
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04 no more")
    with pytest.raises(Refused, match=r"bad\.docx"):
        read_specification_file(tmp_path / "bad.docx", read=read_here)


def test_what_could_not_be_read_of_a_file_is_passed_on(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4")
    scan = Document((), warnings=("Page 1 is a picture in which no text was found.",))
    with pytest.raises(Refused, match="Page 1 is a picture"):
        read_specification_file(tmp_path / "scan.pdf", read=lambda _path: scan)


@pytest.mark.parametrize(
    ("found", "existing", "ids"),
    [
        ([(E, ""), (D, ""), (E, "")], [], ["E1", "D1", "E2"]),
        ([(E, "E3"), (D, "D1"), (E, "E1")], [], ["E3", "D1", "E1"]),  # all fit: they are kept
        ([(E, "E3"), (D, "E4")], [], ["E1", "D1"]),  # a number that contradicts its kind
        ([(E, "E1"), (E, "E1")], [], ["E1", "E2"]),  # a number twice
        ([(E, "E1"), (E, "")], [], ["E1", "E2"]),
        ([(E, "E1"), (D, "")], ["e1", "E2", "X"], ["E3", "D1"]),
        ([], ["E1"], []),
    ],
)
def test_every_criterion_gets_an_id_of_its_own(
    found: list[tuple[CriterionKind, str]], existing: list[str], ids: list[str]
) -> None:
    assert ids_for(found, existing) == ids


@pytest.mark.parametrize(
    ("text", "new"),
    [("Drives a van.", False), ("drives  a VAN", False), ("Drives a van at night", True)],
)
def test_what_is_there_already_is_known_by_its_words(text: str, new: bool) -> None:
    assert is_new(text, ["Drives a van", "Sings"]) is new


def test_words_that_hr_spoilt_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoilt = tmp_path / "reading.toml"
    spoilt.write_text("[kinds]\nessential = 3\n", encoding="utf-8")
    monkeypatch.setattr(specification_import.bundled, "resource", lambda _name: spoilt)
    with pytest.raises(Refused, match=r"Words in 'reading\.toml': 'kinds\.essential' must be"):
        specification_import.reading_words()
