"""Importing the sample applications with the pipeline that ships, after an import that was stopped."""

from collections.abc import Callable, Sequence
from pathlib import Path

from edi_shortlist import bundled
from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.digesting import text_of, with_digest
from edi_shortlist.workflow.importing import import_applications
from edi_shortlist.workflow.redactors import redactor_for
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import create_vacancy, load_vacancy_file
from faults.program import CHEAP, OFFICER, PASSPHRASE, Program, Say, expect, opened

SAMPLES = bundled.resource("samples")
_VACANCY = load_vacancy_file(SAMPLES / "vacancy.toml")
_REF = _VACANCY.reference
_IN_BEFORE = 10  # of sixteen; so a run takes seconds, and begins beside what is there


def prepare(folder: Path) -> None:
    with Session.create(folder, PASSPHRASE, OFFICER, cost=CHEAP) as s:
        create_vacancy(s, _VACANCY)
        _import(s, lambda what: None, lambda: len(s.vault.applications(_REF)) >= _IN_BEFORE)


def warm() -> None:
    redactor_for(_VACANCY)


def work(folder: Path, say: Say) -> None:
    with opened(folder) as s:
        _import(s, say, lambda: False)


def _import(s: Session, say: Say, cancelled: Callable[[], bool]) -> None:
    import_applications(
        s,
        _REF,
        [SAMPLES / "applications"],
        SAMPLES / "index.csv",
        progress=lambda done, total, what: say(what) if what else None,
        cancelled=cancelled,
    )


def check(s: Session, said: Sequence[str]) -> None:
    check_imported(s, said, _REF)


def check_imported(s: Session, said: Sequence[str], ref: str) -> None:
    """Raise ``Lost`` unless each application that was said is in, whole and once."""
    sealed = {one.candidate: one.name for one in s.vault.applications(ref)}
    names = sorted(sealed.values())
    expect(set(said) <= set(names), f"{len(set(said) - set(names))} applications are not in")
    expect(len(set(names)) == len(names), "an application is in twice")
    expect(set(s.workspace.blind.candidates(ref)) == set(sealed), "the two sides differ")
    logged = {one.candidate: one for one in audit_entries(s, action="application.imported")}
    expect(set(logged) == set(sealed), "the log names other applications")
    for candidate in sealed:
        documents = s.workspace.blind.documents(candidate)
        redactions = s.workspace.redactions.of_vacancy(ref, candidate)
        told = logged[candidate].details
        expect(len(documents) == told["documents"], "documents are missing")
        expect(len(redactions) == told["redactions"], "redactions are missing")
        for document in documents:
            original, text = s.vault.original(document.id), text_of(s.vault, document.id)
            expect(original is not None and bool(text), "an original is missing")
            for one in redactions:
                if one.document_id == document.id:
                    right = with_digest(s.vault, one, text or "").digest
                    expect(one.digest == right, "a digest is of another text")


PROGRAM = Program("import", prepare, work, check, warm)
