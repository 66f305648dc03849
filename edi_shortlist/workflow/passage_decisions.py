"""What HR decides about a reported passage: it is hidden for good, as any redaction is, or
shown again. Until then it stays hidden.

To look at a passage, and to decide, the vault must be open: the text is there alone.
"""

from dataclasses import dataclass

from edi_shortlist.documents.model import Document
from edi_shortlist.storage import Redaction, utc_now
from edi_shortlist.storage.passage_reports import KEPT, RESTORED, WAITING, ReportRecord
from edi_shortlist.storage.redactions import ACCEPTED
from edi_shortlist.workflow.anonymising import PANELLIST_REPORT, original_of
from edi_shortlist.workflow.covering import covered
from edi_shortlist.workflow.decision_reasons import Against, checked_reason, usual_reasons
from edi_shortlist.workflow.digesting import with_digest
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.origins import Traced, traced
from edi_shortlist.workflow.passage_reports import clean_hidden
from edi_shortlist.workflow.reviewing import label_named, logged, replacement_of
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.shown_documents import covers_on
from edi_shortlist.workflow.states import Verb
from edi_shortlist.workflow.vacancies import permitted, vacancy_record

__all__ = [
    "KEPT",
    "RESTORED",
    "WAITING",
    "PassageReport",
    "ReportedPassage",
    "keep_hidden",
    "list_reports",
    "passages_of",
    "restore",
    "usual_reasons_to_restore",
    "waiting_reports",
]


@dataclass(frozen=True)
class PassageReport:
    """A report, as it stands.

    Attributes:
        documents: which of the candidate's documents hold the passage, by identifier.
        places: in how many places it stands.
        decision: ``waiting``, ``kept`` or ``restored``.
        label: what it is, once it is kept.
        still_in: whose packs or copies went out before it was hidden, and still show it.
    """

    id: int
    candidate: str
    panellist: str
    reported_at: str
    documents: tuple[str, ...]
    places: int
    decision: str
    label: str
    decided_by: str | None
    decided_at: str | None
    still_in: tuple[str, ...]


@dataclass(frozen=True)
class ReportedPassage:
    """One place of a reported passage in its original.

    Attributes:
        start, end: half-open, in characters of the original's text.
    """

    document_id: str
    original: Document
    start: int
    end: int


def list_reports(s: Session, ref: str) -> list[PassageReport]:
    """Return a vacancy's reports, those that wait first, the oldest first; the vault may be sealed.

    Raises:
        Refused: there is no such vacancy.
    """
    vacancy_record(s, ref)
    found = [_told(s, ref, one) for one in s.workspace.reports.of_vacancy(ref)]
    return sorted(found, key=lambda one: one.decision != WAITING)


def waiting_reports(s: Session, ref: str) -> int:
    """Return how many reports wait for HR.

    Raises:
        Refused: there is no such vacancy.
    """
    vacancy_record(s, ref)
    return sum(one.decision == WAITING for one in s.workspace.reports.of_vacancy(ref))


def passages_of(s: Session, ref: str, number: int) -> list[ReportedPassage]:
    """Return where a reported passage stands in the originals; the vault must be open.

    Raises:
        Refused: there is no such report, or the documents are not as they were released.
        VaultSealed: the vault is not open.
    """
    found = _report(s, ref, number)
    released = _released(s, found.candidate)
    s.log_look("originals.opened", ref)
    return _passages(found, released)


def usual_reasons_to_restore() -> tuple[str, ...]:
    """Return the sentences that can be chosen.

    Raises:
        Refused: HR edited the file and it cannot be used.
    """
    return usual_reasons(Against.REJECTED)


def keep_hidden(s: Session, ref: str, number: int, label: str) -> list[Redaction]:
    """Hide a reported passage for good, as redactions of the original; the vault must be open.

    Args:
        label: what it is, one of the marking guide's labels.

    Raises:
        Refused: there is no such report or label, it was decided, or the documents are not as they
            were released.
        VaultSealed: the vault is not open.
    """
    known = label_named(label)
    with s.workspace.act():
        found = _waiting(s, ref, number)
        replacement = replacement_of(s, ref, known)
        released = _released(s, found.candidate)
        added = []
        for one in _passages(found, released):
            marked = Redaction(
                0,
                one.document_id,
                one.start,
                one.end,
                known.value,
                1.0,
                PANELLIST_REPORT,
                replacement,
                "A panellist reported that this passage tells who the applicant is.",
                ACCEPTED,
                s.actor,
                utc_now(),
            )
            text = one.original.text
            added.append(s.workspace.redactions.add(with_digest(s.vault, marked, text)))
        s.workspace.reports.decide(number, KEPT, s.actor, known.value, replacement)
        _write(s, found.candidate, released)
        for redaction in added:
            s.log("redaction.added", ref, found.candidate, **logged(redaction))
        s.log(
            "report.kept",
            ref,
            found.candidate,
            report=number,
            label=known.value,
            redactions=[one.id for one in added],
        )
    clean_hidden(s)
    return added


def restore(s: Session, ref: str, number: int, reason: str) -> None:
    """Show a reported passage to the panel again; the vault must be open.

    What another report or a redaction hides stays hidden.

    Args:
        reason: why, for the log; see ``decision_reasons``.

    Raises:
        Refused: there is no such report, it was decided, the documents are not as they were
            released, or the reason is empty or cannot be logged.
        VaultSealed: the vault is not open.
    """
    with s.workspace.act():
        found = _waiting(s, ref, number)
        released = _released(s, found.candidate)
        for one in _passages(found, released):
            reason = checked_reason(
                s, Against.REJECTED, reason, one.document_id, one.start, one.end
            )
        if not reason.strip():
            raise Refused("Say why the panel may read it.")
        s.workspace.reports.decide(number, RESTORED, s.actor)
        _write(s, found.candidate, released)
        s.log(
            "report.restored",
            ref,
            found.candidate,
            report=number,
            documents=sorted({place.document_id for place in found.places}),
            reason=reason,
        )


def _report(s: Session, ref: str, number: int) -> ReportRecord:
    found = s.workspace.reports.get(number)
    if found is None or s.workspace.blind.vacancy_of(found.candidate) != ref:
        raise Refused(f"{ref} has no report {number}. Look for it in the list.")
    return found


def _waiting(s: Session, ref: str, number: int) -> ReportRecord:
    permitted(s, ref, Verb.DECIDE_REPORT)
    found = _report(s, ref, number)
    if found.decision != WAITING:
        raise Refused(f"Report {number} was decided already, by {found.decided_by}.")
    return found


def _told(s: Session, ref: str, one: ReportRecord) -> PassageReport:
    return PassageReport(
        one.id,
        one.candidate,
        one.panellist,
        one.reported_at,
        tuple(dict.fromkeys(place.document_id for place in one.places)),
        len(one.places),
        one.decision,
        one.label,
        one.decided_by,
        one.decided_at,
        _still_shown_to(s, ref, one),
    )


def _still_shown_to(s: Session, ref: str, one: ReportRecord) -> tuple[str, ...]:
    """Return whose packs and copies are from before the passage was hidden, also those replaced
    since: the files are where they are. The pack that told of it covers it."""
    if not one.hides:
        return ()
    files = s.workspace.packs.made_until(ref, one.hidden_at)
    names = (file.panellist for file in files if file.identifier != one.reported_in)
    return tuple(dict.fromkeys(names))


_Released = dict[str, tuple[Document, Traced]]


def _passages(found: ReportRecord, released: _Released) -> list[ReportedPassage]:
    return [
        ReportedPassage(place.document_id, released[place.document_id][0], start, end)
        for place in found.places
        for start, end in released[place.document_id][1].original(place.start, place.end)
    ]


def _released(s: Session, candidate: str) -> _Released:
    """Return a candidate's documents that reports touch: the original, and how the panel's copy
    was made of it at release.

    Raises:
        Refused: the copy cannot be made again as it was, say since an earlier version made it.
        VaultSealed: the vault is not open.
    """
    covers, found = covers_on(s, candidate), _Released()
    touched = {
        place.document_id
        for one in s.workspace.reports.of_candidate(candidate)
        for place in one.places
    }
    for record in s.workspace.blind.documents(candidate):
        if record.id not in touched or record.anonymised is None:
            continue
        original = original_of(s, record.id)
        redactions = [
            one
            for one in s.workspace.redactions.of_document(record.id)
            if one.decision == ACCEPTED and one.source != PANELLIST_REPORT
        ]
        was, stored = traced(original, redactions), Document.from_dict(dict(record.anonymised))
        if covered(was.shown, covers.get(record.id, ())).text != stored.text:
            raise Refused(
                f"The copy of document {record.id} that the panel reads cannot be made again as it "
                "was, perhaps since an earlier version of the program made it. So nothing is "
                "changed, and what was reported stays hidden."
            )
        found[record.id] = (original, was)
    return found


def _write(s: Session, candidate: str, released: _Released) -> None:
    """Write the panel's copies anew, with what is hidden now; call it inside the act."""
    covers = covers_on(s, candidate)
    for document_id, (_original, was) in released.items():
        shown = covered(was.shown, covers.get(document_id, ()))
        s.workspace.blind.set_anonymised(document_id, shown.to_dict())
