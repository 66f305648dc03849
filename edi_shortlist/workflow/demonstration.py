"""The whole job on the sample applications, as a newcomer sees it first.

It uses the verbs and nothing else, so that it shows what they do.
"""

import csv
import io
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from edi_shortlist import bundled
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.storage import DEFAULT_COST, KeyCost
from edi_shortlist.workflow.applications import list_applications
from edi_shortlist.workflow.auditing import verify_audit
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.importing import ImportReport, import_applications
from edi_shortlist.workflow.index_file import read_csv_text
from edi_shortlist.workflow.redactors import FindsSpans
from edi_shortlist.workflow.releasing import release
from edi_shortlist.workflow.reviewing import accept_all
from edi_shortlist.workflow.scoring import import_scores, lock_scores
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.shortlisting import ShortlistView, shortlist
from edi_shortlist.workflow.vacancies import (
    create_vacancy,
    list_vacancies,
    load_vacancy_file,
)

Progress = Callable[[int, int, str], None]


def run_demo(
    folder: Path | str,
    passphrase: str,
    actor: str = "demo",
    progress: Progress | None = None,
    *,
    tell: Callable[[str], None] | None = None,
    cost: KeyCost = DEFAULT_COST,
    redactor: FindsSpans | None = None,
) -> ShortlistView:
    """Run the job from the sample files to the shortlist and verify the log.

    A folder that holds a workspace already is used as it is, if the passphrase opens it; its
    vacancies are left alone, and the demonstration's gets a reference of its own.

    Args:
        progress: called as ``progress(done, total, what)``; ``what`` names applicants' folders,
            which hold no names in the samples.
        tell: called with a sentence after each step.
        cost, redactor: in place of the usual; for tests.

    Raises:
        StorageError: the workspace cannot be made, or the passphrase does not open it.
        Refused: a step was refused, a sample file could not be read, or the log does not verify.
    """
    say = tell or _keep_quiet
    folder = Path(folder)
    if (folder / "shortlist.db").exists():
        session = Session.open(folder, actor)
    else:
        session = Session.create(folder, passphrase, actor, cost=cost)
    with session:
        session.unlock(passphrase)
        samples = bundled.resource("samples")
        vacancy = _own(session, load_vacancy_file(samples / "vacancy.toml"))
        create_vacancy(session, vacancy)
        ref = vacancy.reference
        report = import_applications(
            session,
            ref,
            [samples / "applications"],
            samples / "index.csv",
            progress=progress,
            redactor=redactor,
        )
        _check(report)
        documents = sum(a.documents for a in list_applications(session, ref))
        say(
            f"Read {documents} documents of {len(report.added)} applications. Originals, "
            "identities and declarations are sealed in the vault."
        )
        hidden = accept_all(session, ref)
        say(f"Redacted: {hidden} passages hidden. In earnest a person reviews each of them first.")
        released = release(session, ref)
        say(f"Released: the panel can read {released} anonymised applications.")
        scores = _import_sample_scores(session, ref, samples / "scores.csv")
        lock_scores(session, ref)
        say(f"Scored: {scores} scores of {len(vacancy.panel)} panellists, now locked.")
        view = shortlist(session, ref)
        say(
            f"Shortlisted: {len(view.interview_list)} invited, guaranteed interviews among them. "
            "Nobody is unsealed yet."
        )
        verdict = verify_audit(session)
        if not verdict.ok:
            raise Refused(verdict.sentence)
        say(f"Log verified. {verdict.sentence}")
        return view


def _keep_quiet(_: str) -> None:
    """Tell nobody."""


def _own(s: Session, vacancy: Vacancy) -> Vacancy:
    """Return the vacancy under a reference that is still free."""
    taken = {summary.reference for summary in list_vacancies(s)}
    number = 1
    reference = vacancy.reference
    while reference in taken:
        number += 1
        reference = f"{vacancy.reference}-{number}"
    return replace(vacancy, reference=reference)


def _check(report: ImportReport) -> None:
    if report.failures:
        raise Refused(
            *(f"Sample file '{failure.file}': {failure.sentence}" for failure in report.failures),
            "Install the program again; its sample files are damaged.",
        )


def _import_sample_scores(s: Session, ref: str, path: Path) -> int:
    """Import the sample scores, whose rows name applicants' folders, since candidate references
    are drawn at random at each import."""
    references = {a.name: a.candidate for a in s.vault.applications(ref)}
    rows = csv.DictReader(io.StringIO(read_csv_text(path), newline=""))
    folder = Path(tempfile.mkdtemp(prefix="edi-"))
    try:
        scores = folder / "scores.csv"
        with scores.open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, rows.fieldnames or [])
            out.writeheader()
            for row in rows:
                out.writerow(row | {"candidate": references.get(row["candidate"], "")})
        return import_scores(s, ref, scores)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
