"""Everything held on one applicant, as files to hand over when the applicant asks for it.

The right of access: UK GDPR Article 15; the answer is due within one month of the request
(Information Commissioner, Subject access request Q and As for employers, read 29 November 2026).
What is written is plain: whoever holds it can read it.
"""

from dataclasses import dataclass
from pathlib import Path

from edi_shortlist.documents.model import Document
from edi_shortlist.reports.bundle import safe_name, write_bundle
from edi_shortlist.reports.page import page
from edi_shortlist.reports.pdf_copy import pdf_copy
from edi_shortlist.workflow.application_forms import form_of
from edi_shortlist.workflow.drawn_held import drawn_held
from edi_shortlist.workflow.erasing import held_candidate
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.held_on_one import Held, sections
from edi_shortlist.workflow.interview_held import interview_held
from edi_shortlist.workflow.retention import retention_of
from edi_shortlist.workflow.scored_evidence import quotations
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.told_held import told_held
from edi_shortlist.workflow.vacancies import get_vacancy, vacancy_state


@dataclass(frozen=True)
class AccessBundle:
    """A bundle that was written.

    Attributes:
        files: how many, the page among them.
        notes: how many scores have a note in a panellist's own words, which HR reads before it
            hands them over: they may say something of somebody else.
    """

    candidate: str
    path: Path
    files: int
    notes: int


def subject_access(
    s: Session, ref: str, candidate: str, path: Path | str, *, name_staff: bool = False
) -> AccessBundle:
    """Write everything held on one applicant as a ZIP or into a folder; the vault must be open.

    Args:
        path: ends in ``.zip``, or is a folder that is new or empty.
        name_staff: name panellists and staff instead of telling their part.

    Raises:
        Refused: there is no such candidate, the candidate was erased, or there is something at
            the path already.
        VaultSealed: the vault is not open.
        OSError: the files cannot be written.
    """
    path = Path(path)
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise Refused(
            f"There is something at '{path}' already. Choose a new name that ends in .zip, or a "
            "new folder."
        )
    held = _held(s, ref, candidate, name_staff)
    files = _files(s, held)
    with s.workspace.act():
        held_candidate(s, ref, held.candidate)
        write_bundle(files, path)
        s.log(
            "candidate.exported",
            ref,
            held.candidate,
            purpose="subject access",
            files=len(files),
            staff_named=name_staff,
        )
    notes = sum(bool(score.note) for score, _ in held.scores)
    notes += len(held.interview.notes) if held.interview else 0
    notes += len(held.agreed)
    return AccessBundle(held.candidate, path, len(files), notes)


def _held(s: Session, ref: str, candidate: str, name_staff: bool) -> Held:
    vault = s.vault
    candidate = held_candidate(s, ref, candidate)
    form = form_of(s, ref, candidate)
    application = vault.application(candidate)
    if application is None:
        raise Refused(f"There is no application {candidate} any more. Look at the list again.")
    standing = [one for one in s.workspace.blind.standings(ref) if one.candidate == candidate]
    return Held(
        candidate,
        get_vacancy(s, ref),
        vacancy_state(s, ref),
        application,
        form,
        tuple(vault.declaration_changes(candidate)),
        tuple(vault.confirmations(candidate)),
        sum(candidate in pair for pair in vault.kept_apart()),
        tuple(s.workspace.redactions.of_vacancy(ref, candidate)),
        tuple(s.workspace.scores.of_candidate(candidate)),
        standing[0] if standing else None,
        vault.outcomes(ref).get(candidate),
        next(group for group in retention_of(s, ref) if candidate in group.candidates),
        tuple(s.workspace.audit.entries(vacancy=ref, text=candidate)),
        frozenset(s.workspace.blind.every_candidate())
        | {gone.candidate for gone in s.workspace.blind.erasures.of_vacancy(ref)},
        name_staff,
        evidence=quotations(s, candidate),
        put_aside=s.workspace.readings.aside_of(candidate),
        interview=interview_held(s, ref, candidate),
        told=told_held(s, candidate),
        agreed=s.workspace.agreed.of_candidate(candidate),
        drawn=drawn_held(s, candidate),
    )


def _files(s: Session, held: Held) -> dict[str, bytes]:
    """Return the bundle's files by name; the page leads to all the others."""
    files: dict[str, bytes] = {}
    originals: dict[str, str] = {}
    copies: dict[str, str] = {}
    for number, record in enumerate(s.workspace.blind.documents(held.candidate), 1):
        original = s.vault.original(record.id)
        if original is not None:
            file_name, content = original
            originals[record.id] = f"originals/{number} {safe_name(file_name)}"
            files[originals[record.id]] = content
        if record.anonymised is not None:
            copies[record.id] = f"anonymised/{number}.pdf"
            files[copies[record.id]] = pdf_copy(Document.from_dict(dict(record.anonymised)))
    title = f"What is held on application {held.candidate}"
    return {"index.html": page(title, sections(held, originals, copies)), **files}
