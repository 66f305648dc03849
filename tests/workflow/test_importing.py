"""Importing: what goes where, what a bad file harms, and how an import ends."""

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from edi_shortlist import __version__, bundled
from edi_shortlist.documents import Document, Reader
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.redaction.span import Span
from edi_shortlist.storage import VaultSealed
from edi_shortlist.workflow import arriving
from edi_shortlist.workflow.auditing import audit_entries, verify_audit
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.importing import ImportReport, import_applications
from edi_shortlist.workflow.releasing import release
from edi_shortlist.workflow.reviewing import list_redactions
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState
from edi_shortlist.workflow.vacancies import create_vacancy, vacancy_state

from .conftest import APPLICANTS, PASSPHRASE, REF, At, WordRedactor, write_applications
from .zip_files import make_zip


def _folder(root: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def test_each_side_gets_what_belongs_there(at: At, redactor: WordRedactor, tmp_path: Path) -> None:
    session = at("draft")
    applications, index = write_applications(tmp_path / "given")
    calls: list[tuple[int, int, str]] = []
    report = import_applications(
        session, REF, [applications], index,
        progress=lambda *call: calls.append(call), redactor=redactor,
    )  # fmt: skip
    assert len(report.added) == 3
    assert (report.failures, report.unclear, report.already_in, report.cancelled) == ((), (), (), False)  # fmt: skip
    assert [call[:2] for call in calls] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert sorted(what for _, _, what in calls) == ["", "first", "second", "third"]
    assert vacancy_state(session, REF) is VacancyState.REVIEW
    first = session.vault.application(report.added[0])
    assert first is not None
    assert first.identity == {"full_name": "Zubeida Okonjo", "email": "zubeida@example.com"}
    assert (first.adjustments, first.interview_mode) == ("a lift", "online")
    assert first.monitoring == {"ethnicity": "Welsh"}
    third = session.vault.application(report.added[2])
    assert third is not None
    assert set(third.declarations) == {"care-experience", "disability-confident"}
    name, content = session.vault.original(f"{first.candidate}/1") or ("", b"")
    assert (name, content.decode()) == ("Zubeida Okonjo letter.txt", APPLICANTS[0][3])
    found = list_redactions(session, REF, first.candidate)
    text = APPLICANTS[0][3]
    assert [(text[r.start : r.end], r.label, r.decision, r.flagged) for r in found] == [
        ("Zubeida", "NAME", "pending", False),
        ("Okonjo", "NAME", "pending", False),
        ("Toxteth", "LOCATION", "pending", True),
    ]
    (entry,) = audit_entries(session, action="application.imported", text=first.candidate)
    assert entry.details["by_label"] == {"LOCATION": 1, "NAME": 2}
    assert entry.details["versions"] == {"program": __version__, "model": "words 1"}
    assert verify_audit(session).ok


def test_the_blind_file_learns_no_word_of_it(
    at: At, redactor: WordRedactor, tmp_path: Path
) -> None:
    session = at("draft")
    applications, index = write_applications(tmp_path / "given")
    import_applications(session, REF, [applications], index, redactor=redactor)
    words = ["Zubeida", "Okonjo", "zubeida@", "evictions", "Toxteth", "a lift", "Welsh", "letter.txt", "first"]  # fmt: skip
    for close in (False, True):
        if close:
            session.close()
        for path in session.folder.iterdir():
            content = path.read_bytes()
            for word in words:
                assert word.encode() not in content, (path.name, word)


def test_it_needs_an_open_vault_and_a_criterion(
    at: At, vacancy: Vacancy, redactor: WordRedactor, tmp_path: Path
) -> None:
    given = _folder(tmp_path / "given", {"ann.txt": "Ann"})
    session = at("draft", sealed=True)
    with pytest.raises(VaultSealed):
        import_applications(session, REF, [given], redactor=redactor)
    session.unlock(PASSPHRASE)
    bare = Vacancy.from_dict({"reference": "V-2", "title": "Adviser"})
    create_vacancy(session, bare)
    with pytest.raises(Refused, match="no criteria yet"):
        import_applications(session, "V-2", [given], redactor=redactor)
    assert vacancy_state(session, "V-2") is VacancyState.DRAFT
    with pytest.raises(Refused, match="no vacancy"):
        import_applications(session, "V-3", [given], redactor=redactor)


def test_nothing_is_added_after_release(at: At, redactor: WordRedactor, tmp_path: Path) -> None:
    given = _folder(tmp_path / "given", {"ann.txt": "Ann"})
    with pytest.raises(Refused, match="released to the panel"):
        import_applications(at("released"), REF, [given], redactor=redactor)


def test_a_bad_file_harms_only_itself(at: At, redactor: WordRedactor, tmp_path: Path) -> None:
    given = _folder(
        tmp_path / "given",
        {
            "ann/cv.txt": "Ann",
            "ann/scan.jpg": b"\xff\xd8\xff\xe0 a picture",
            "ben/broken.docx": b"PK\x03\x04 broken",
            "cat/empty.txt": "",
            "dan/cv.txt": "Dan",
        },
    )
    session = at("draft")
    report = import_applications(session, REF, [given], redactor=redactor)
    names = {session.vault.application(c).name for c in report.added}  # type: ignore[union-attr]
    assert names == {"ann", "dan"}
    assert {failure.file for failure in report.failures} == {
        "given/ann/scan.jpg",
        "given/ben/broken.docx",
        "given/cat/empty.txt",
    }
    for failure in report.failures:
        assert failure.sentence.endswith(".")
        assert "given" not in failure.sentence
    assert vacancy_state(session, REF) is VacancyState.REVIEW
    # The blind side keeps counts, never the files' names.
    assert "jpg" not in str([entry.details for entry in audit_entries(session)])


def test_an_import_of_nothing_but_bad_files_leaves_a_draft(
    at: At, redactor: WordRedactor, tmp_path: Path
) -> None:
    session = at("draft")
    given = _folder(tmp_path / "given", {"ann.odt": "no"})
    report = import_applications(session, REF, [given], redactor=redactor)
    assert (report.added, len(report.failures)) == ((), 1)
    assert vacancy_state(session, REF) is VacancyState.DRAFT


def test_a_row_without_files_is_told_and_the_rest_comes_in(
    at: At, redactor: WordRedactor, tmp_path: Path
) -> None:
    given = _folder(tmp_path / "given", {"ann/cv.txt": "Ann"})
    index = tmp_path / "index.csv"
    index.write_text("files,full_name\nann,Ann Oyelaran\nben,Ben Low\n")
    report = import_applications(at("draft"), REF, [given], index, redactor=redactor)
    assert len(report.added) == 1
    (failure,) = report.failures
    assert "Line 3 of the index" in failure.sentence


def test_doing_it_again_adds_nothing_twice(at: At, redactor: WordRedactor, tmp_path: Path) -> None:
    session = at("review")
    applications, index = write_applications(tmp_path / "given")
    shutil.copytree(applications / "first", applications / "fourth")
    (applications / "fourth" / "more.txt").write_text("One file more makes it another.")
    report = import_applications(session, REF, [applications], index, redactor=redactor)
    assert sorted(report.already_in) == ["first", "second", "third"]
    assert len(report.added) == 1
    assert len(session.vault.applications(REF)) == 4


def test_it_can_be_stopped_between_applications_and_finished_later(
    at: At, redactor: WordRedactor, tmp_path: Path
) -> None:
    session = at("draft")
    applications, index = write_applications(tmp_path / "given")
    seen: list[str] = []
    report = import_applications(
        session, REF, [applications], index, redactor=redactor,
        progress=lambda done, total, what: seen.append(what), cancelled=lambda: len(seen) == 2,
    )  # fmt: skip
    assert report.cancelled
    assert len(report.added) == 1
    assert vacancy_state(session, REF) is VacancyState.REVIEW
    report = import_applications(session, REF, [applications], index, redactor=redactor)
    assert (report.already_in, len(report.added)) == ((seen[1],), 2)


class FailingRedactor(WordRedactor):
    """Fails on one applicant's documents."""

    def find_all(
        self, documents: Sequence[Document], identity: Mapping[str, str]
    ) -> list[list[Span]]:
        if any("Ben" in document.text for document in documents):
            raise ValueError("Ben's text is in this message")
        return super().find_all(documents, identity)


def test_a_redactor_that_fails_on_one_application_spares_the_others(at: At, tmp_path: Path) -> None:
    given = _folder(tmp_path / "given", {"ann.txt": "Ann", "ben.txt": "Ben", "cat.txt": "Cat"})
    report = import_applications(at("draft"), REF, [given], redactor=FailingRedactor())
    assert len(report.added) == 2
    (failure,) = report.failures
    assert "ben.txt" in failure.file
    assert "redaction failed" in failure.sentence
    assert "Ben" not in failure.sentence


class StoppingRedactor(WordRedactor):
    """Stops the program, as far as an exception can, at the second application."""

    def __init__(self) -> None:
        self.calls = 0

    def find_all(
        self, documents: Sequence[Document], identity: Mapping[str, str]
    ) -> list[list[Span]]:
        self.calls += 1
        if self.calls == 2:
            raise KeyboardInterrupt
        return super().find_all(documents, identity)


def test_ctrl_c_keeps_what_is_in(at: At, tmp_path: Path) -> None:
    session = at("draft")
    given = _folder(tmp_path / "given", {"ann.txt": "Ann", "ben.txt": "Ben"})
    with pytest.raises(KeyboardInterrupt):
        import_applications(session, REF, [given], redactor=StoppingRedactor())
    assert len(session.vault.applications(REF)) == 1
    assert vacancy_state(session, REF) is VacancyState.REVIEW


def test_after_a_kill_the_release_waits_until_the_import_is_done_again(
    at: At, redactor: WordRedactor, tmp_path: Path
) -> None:
    session = at("reviewed")
    # As a kill leaves it: the vacancy is still importing.
    session.workspace.blind.set_state(REF, VacancyState.IMPORTING)
    with pytest.raises(Refused, match=r"interrupted\. Add the same files again"):
        release(session, REF)
    applications, index = write_applications(tmp_path / "given")
    report = import_applications(session, REF, [applications], index, redactor=redactor)
    assert (report.added, len(report.already_in)) == ((), 3)
    assert release(session, REF) == 3


def test_an_archive_leaves_nothing_on_disk(
    at: At, redactor: WordRedactor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    path = make_zip(tmp_path / "batch.zip", {"ann/cv.txt": b"Ann", "ben/cv.txt": b"Ben"})
    report = import_applications(at("draft"), REF, [path], redactor=redactor)
    assert len(report.added) == 2
    assert list(temporary.iterdir()) == []


def test_unclear_declarations_are_reported(at: At, redactor: WordRedactor, tmp_path: Path) -> None:
    given = _folder(tmp_path / "given", {"ann.txt": "Ann"})
    index = tmp_path / "index.csv"
    index.write_text("files,declarations\nann.txt,redeployee\n")
    report = import_applications(at("draft"), REF, [given], index, redactor=redactor)
    (unclear,) = report.unclear
    assert unclear.candidate == report.added[0]
    assert "no such scheme" in unclear.sentences[0]


def test_a_worker_process_reads_the_files(
    at: At, redactor: WordRedactor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "Reader", Reader)
    given = _folder(tmp_path / "given", {"ann.txt": "Ann", "ben.docx": b"PK\x03\x04 broken"})
    session = at("draft")
    report = import_applications(session, REF, [given], redactor=redactor)
    assert (len(report.added), len(report.failures)) == (1, 1)
    content = session.vault.content(f"{report.added[0]}/1")
    assert content is not None
    assert Document.from_dict(content).text == "Ann"


def test_two_vacancies_take_the_same_files(
    at: At, redactor: WordRedactor, vacancy: Vacancy, tmp_path: Path
) -> None:
    session: Session = at("review")
    create_vacancy(session, replace(vacancy, reference="V-2"))
    applications, index = write_applications(tmp_path / "given")
    report = import_applications(session, "V-2", [applications], index, redactor=redactor)
    assert len(report.added) == 3


def test_the_blind_side_does_not_tell_the_order_of_the_files(
    at: At, tmp_path: Path, redactor: WordRedactor
) -> None:
    session = at("draft")
    for number in range(24):
        (tmp_path / "in" / f"{number:02}").mkdir(parents=True)
        (tmp_path / "in" / f"{number:02}" / "cv.txt").write_text(f"Toxteth {number}")
    report = import_applications(session, REF, [tmp_path / "in"], redactor=redactor)
    name = {a.candidate: a.name for a in session.vault.applications(REF)}
    assert [name[c] for c in report.added] == sorted(name.values())
    imported = audit_entries(session, action="application.imported")
    logged = [name[entry.candidate] for entry in imported if entry.candidate]
    assert sorted(logged) == sorted(name.values())
    assert logged != sorted(logged)  # one chance in 24! to be wrong
    numbered = sorted(list_redactions(session, REF), key=lambda r: r.id)
    assert [name[r.document_id.split("/")[0]] for r in numbered] == logged


def test_a_redactor_that_fails_in_any_way_harms_one_application(at: At, tmp_path: Path) -> None:
    class Fails(WordRedactor):
        def find_all(
            self, documents: Sequence[Document], identity: Mapping[str, str]
        ) -> list[list[Span]]:
            if "second" in documents[0].text:
                raise RuntimeError(documents[0].text)
            return super().find_all(documents, identity)

    session = at("draft")
    (tmp_path / "in").mkdir()
    for name in ("first", "second", "third"):
        (tmp_path / "in" / f"{name}.txt").write_text(f"the {name} letter")
    report = import_applications(session, REF, [tmp_path / "in"], redactor=Fails())
    assert len(report.added) == 2
    (failure,) = report.failures
    assert "second.txt" in failure.file
    assert "letter" not in failure.sentence


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a name")
def test_a_name_that_is_not_text_harms_nothing(at: At, tmp_path: Path) -> None:
    session = at("draft")
    folder = os.fsencode(_folder(tmp_path / "in", {"good.txt": "a letter"}))
    for name in (b"bad\xff\xfe.txt", b"new\nline.txt"):
        with open(folder + b"/" + name, "wb") as file:  # noqa: PTH123 - a name of bytes
            file.write(b"letter " + name[:3])
    report = import_applications(session, REF, [tmp_path / "in"], redactor=WordRedactor())
    assert (len(report.added), report.failures) == (3, ())


def test_two_imports_of_the_same_files_at_once_bring_them_in_once(at: At, tmp_path: Path) -> None:
    session = at("draft")
    (tmp_path / "letter.txt").write_text("a letter")
    second: list[ImportReport] = []

    class Meanwhile(WordRedactor):
        """While the first import redacts, another one does the whole of it."""

        def find_all(
            self, documents: Sequence[Document], identity: Mapping[str, str]
        ) -> list[list[Span]]:
            with Session.open(session.folder, "Bob") as other:
                other.unlock(PASSPHRASE)
                paths = [tmp_path / "letter.txt"]
                second.append(import_applications(other, REF, paths, redactor=WordRedactor()))
            return super().find_all(documents, identity)

    first = import_applications(session, REF, [tmp_path / "letter.txt"], redactor=Meanwhile())
    assert len(second[0].added) == 1
    assert (first.added, first.already_in) == ((), ("letter.txt",))
    assert session.workspace.blind.candidates(REF) == list(second[0].added)


def test_a_mistake_in_a_form_map_is_told_before_anything_is_read(
    at: At, redactor: WordRedactor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = at("draft")
    applications, index = write_applications(tmp_path / "given")
    forms = tmp_path / "forms"
    shutil.copytree(bundled.resource("forms"), forms)
    (forms / "ours.toml").write_text("title = 3\n")
    monkeypatch.setattr(bundled, "resource", lambda name: tmp_path / name)
    with pytest.raises(Refused, match=r"ours\.toml"):
        import_applications(session, REF, [applications], index, redactor=redactor)
    assert vacancy_state(session, REF) is VacancyState.DRAFT
