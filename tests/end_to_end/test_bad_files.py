"""A bad file harms only itself: it ends with a plain sentence, and the rest of the batch goes on."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from edi_shortlist.workflow.applications import list_applications
from edi_shortlist.workflow.auditing import audit_entries, verify_audit
from edi_shortlist.workflow.importing import ImportReport, import_applications
from edi_shortlist.workflow.session import Session

from .no_redactor import NoRedactor
from .sample_job import REF, SAMPLES

APPLICATIONS = SAMPLES / "applications"


def _form() -> bytes:
    return next((APPLICATIONS / "application-03").glob("*.docx")).read_bytes()


def _pdf() -> bytes:
    return next((APPLICATIONS / "application-04").glob("*.pdf")).read_bytes()


def _without_its_text(folder: Path) -> bytes:
    """A .docx whose document part is missing."""
    source, target = folder / "whole.docx", folder / "rest.docx"
    source.write_bytes(_form())
    with zipfile.ZipFile(source) as whole, zipfile.ZipFile(target, "w") as rest:
        for name in whole.namelist():
            if name != "word/document.xml":
                rest.writestr(name, whole.read(name))
    return target.read_bytes()


def _pages(folder: Path) -> bytes:
    """A file of Apple Pages: a ZIP of another kind."""
    path = folder / "letter.pages"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Index/Document.iwa", b"\0" * 400)
    return path.read_bytes()


# File name, its bytes, and a word that its sentence must hold.
BAD: list[tuple[str, Callable[[Path], bytes], str]] = [
    ("Aisha Khan form.docx", lambda _: _form()[:4000], "damaged"),
    ("Aisha Khan CV.pdf", lambda _: _pdf()[:900], "damaged"),
    ("Tom Price.docx", _without_its_text, "damaged"),
    ("Tom Price letter.docx", lambda _: b"Dear panel, I am a text file.", ""),
    ("Zofia Nowak.pages", _pages, "save it as .docx or PDF"),
    ("Zofia Nowak.exe", lambda _: b"MZ\x90\x00", "Save it as .docx or PDF"),
    ("empty letter.txt", lambda _: b"", ""),
    ("spaces.txt", lambda _: b" \r\n\t \r\n", ""),
    ("nought.pdf", lambda _: b"", ""),
    ("nought.docx", lambda _: b"", ""),
]


@pytest.fixture
def batch(
    tmp_path: Path, new_session: Callable[[str], Session]
) -> tuple[Session, ImportReport, Path]:
    """Two good applications among the bad files, imported."""
    folder = tmp_path / "batch"
    shutil.copytree(APPLICATIONS / "application-13", folder / "application-13")
    shutil.copytree(APPLICATIONS / "application-03", folder / "application-03")
    for number, (name, content, _) in enumerate(BAD):
        own = folder / f"bad-{number:02d}"
        own.mkdir()
        (own / name).write_bytes(content(tmp_path))
    s = new_session("batch-workspace")
    return s, import_applications(s, REF, [folder], redactor=NoRedactor()), folder


def test_only_the_bad_files_fail(batch: tuple[Session, ImportReport, Path]) -> None:
    s, report, _ = batch
    assert len(report.added) == 2
    assert len(list_applications(s, REF)) == 2
    failed = sorted(Path(failure.file).name for failure in report.failures)
    assert failed == sorted(name for name, _, _ in BAD)
    assert verify_audit(s).ok


def test_each_failure_is_a_sentence_that_says_what_to_do(
    batch: tuple[Session, ImportReport, Path],
) -> None:
    _, report, _ = batch
    said = {Path(failure.file).name: failure.sentence for failure in report.failures}
    for name, _, word in BAD:
        sentence = said[name]
        assert word in sentence
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert len(sentence.split()) >= 6
        for jargon in ("Traceback", "Error", "Exception", "zipfile", "xml", "/", "\\"):
            assert jargon not in sentence, sentence


def test_the_blind_side_does_not_learn_the_names_of_bad_files(
    batch: tuple[Session, ImportReport, Path],
) -> None:
    s, _, _ = batch
    entries = " ".join(str(entry) for entry in audit_entries(s))
    for path in s.folder.iterdir():
        if path.name.startswith("shortlist.db"):
            content = path.read_bytes()
            for name, _, _ in BAD:
                assert name.encode() not in content
                assert Path(name).stem not in entries


def test_a_bad_file_among_an_applicants_good_ones_costs_only_itself(
    tmp_path: Path, new_session: Callable[[str], Session]
) -> None:
    own = tmp_path / "in" / "application-02"
    shutil.copytree(APPLICATIONS / "application-02", own)
    (own / "certificate.docx").write_bytes(_form()[:3000])
    s = new_session("workspace")
    report = import_applications(s, REF, [tmp_path / "in"], redactor=NoRedactor())
    assert [Path(f.file).name for f in report.failures] == ["certificate.docx"]
    (application,) = list_applications(s, REF)
    assert application.documents == 2


def test_the_good_files_come_in_from_a_zip_as_well(
    tmp_path: Path, new_session: Callable[[str], Session]
) -> None:
    path = tmp_path / "batch.zip"
    with zipfile.ZipFile(path, "w") as archive:
        letter = next((APPLICATIONS / "application-13").glob("*.txt"))
        archive.write(letter, "application-13/letter.txt")
        archive.writestr("bad/form.docx", _form()[:4000])
    s = new_session("workspace")
    report = import_applications(s, REF, [path], redactor=NoRedactor())
    assert len(report.added) == 1
    assert len(report.failures) == 1
