"""Anonymised copies of single files."""

import hashlib
import json
from pathlib import Path

import docx
import pytest

from edi_shortlist.documents.reading import read_here
from edi_shortlist.workflow import redacting
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.redacting import redact_files

from .conftest import ReaderHere, WordRedactor


@pytest.fixture(autouse=True)
def small_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redacting, "Reader", ReaderHere)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    text = tmp_path / "Ada Obi letter.txt"
    text.write_text("I am Ada Obi of Toxteth.\nI prevented evictions.")
    word = tmp_path / "Ada Obi CV.docx"
    document = docx.Document()
    document.core_properties.author = "Ada Obi"
    document.add_paragraph("CV of Ada Obi")
    document.save(str(word))
    return [text, word]


def test_copies_keep_the_format_and_lose_the_name(files: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    calls: list[tuple[int, int, str]] = []
    report = redact_files(
        files, out, identity={"full_name": "Ada Obi", "phone": None}, redactor=WordRedactor(),
        progress=lambda *call: calls.append(call),
    )  # fmt: skip
    assert sorted(path.name for path in out.iterdir()) == [
        "document-1.json",
        "document-1.txt",
        "document-2.docx",
        "document-2.json",
    ]
    first = (out / "document-1.txt").read_text()
    assert first.startswith("I am [applicant] of [place].\nI prevented evictions.")
    assert "CV of [applicant]" in read_here(out / "document-2.docx").text
    for path in out.iterdir():
        assert b"Obi" not in path.read_bytes()
    assert [(w.file, w.redactions) for w in report.written] == [(str(files[0]), 3), (str(files[1]), 2)]  # fmt: skip
    assert report.failures == ()
    assert calls[-1] == (2, 2, "")


def test_the_log_says_what_is_hidden_where_and_why(files: list[Path], tmp_path: Path) -> None:
    report = redact_files(
        files[:1], tmp_path / "out", identity={"full_name": "Ada Obi"}, redactor=WordRedactor()
    )
    log = json.loads(Path(report.written[0].log).read_text())
    assert log["document"] == "document-1.txt"
    assert log["source_sha256"] == hashlib.sha256(files[0].read_bytes()).hexdigest()
    assert (log["policy"], log["reviewed"], log["withheld_from_panels"]) == ("standard", False, False)  # fmt: skip
    text = files[0].read_text()
    assert [text[s["start"] : s["end"]] for s in log["spans"]] == ["Ada", "Obi", "Toxteth"]
    assert log["spans"][2]["reason"] == "A home town."


def test_nothing_that_is_there_is_overwritten(files: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    for _ in range(2):
        redact_files(files[:1], out, identity={"full_name": "Ada Obi"}, redactor=WordRedactor())
    assert sorted(path.suffix for path in out.iterdir()) == [".json", ".json", ".txt", ".txt"]
    assert (out / "document-2.txt").read_text() == (out / "document-1.txt").read_text()


def test_what_a_form_says_of_its_writer_is_used(tmp_path: Path) -> None:
    form = tmp_path / "form.txt"
    form.write_text("Application form\n1. Personal details\nFull name: Ada Obi\n")
    letter = tmp_path / "letter.txt"
    letter.write_text("Yours, Ada")
    redact_files([form, letter], tmp_path / "out", redactor=WordRedactor())
    assert "Ada" not in (tmp_path / "out" / "document-2.txt").read_text()


def test_a_bad_file_harms_only_itself(files: list[Path], tmp_path: Path) -> None:
    bad = tmp_path / "broken.pdf"
    bad.write_bytes(b"not a PDF")
    report = redact_files([bad, files[0]], tmp_path / "out", redactor=WordRedactor())
    assert len(report.written) == 1
    (failure,) = report.failures
    assert failure.file == "broken.pdf"
    with pytest.raises(Refused, match=r"'broken\.pdf'"):
        redact_files([bad], tmp_path / "out", redactor=WordRedactor())


def test_what_cannot_be_used_is_said(files: list[Path], tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no redaction policy 'lenient'"):
        redact_files(files, tmp_path / "out", policy="lenient")
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Refused, match="cannot be written"):
        redact_files(files, tmp_path / "file", redactor=WordRedactor())


def test_monitoring_pages_are_left_out(tmp_path: Path) -> None:
    form = tmp_path / "form.txt"
    form.write_text(
        "Application form\n1. Statement\nI prevented evictions.\n"
        "Equality monitoring\nEthnic group: Igbo\nReligion: Methodist\n"
    )
    report = redact_files([form], tmp_path / "out", redactor=WordRedactor())
    shown = (tmp_path / "out" / "document-1.txt").read_text()
    assert "evictions" in shown
    assert "Igbo" not in shown
    assert json.loads(Path(report.written[0].log).read_text())["withheld_from_panels"] is True
