"""The list of what a reviewer should look at once more before a release, most dangerous first.

It says where, never what: its lines may be printed and kept on the blind side.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from edi_shortlist.documents import Document
from edi_shortlist.redaction.identity import Identity
from edi_shortlist.redaction.last_check import Kind, OtherApplicants
from edi_shortlist.storage import Redaction
from edi_shortlist.workflow.anonymising import anonymised, hidden_now, original_of, settled
from edi_shortlist.workflow.file_traces import file_traces
from edi_shortlist.workflow.redactors import FindsSpans, redactor_for
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.tracing import traced
from edi_shortlist.workflow.vacancies import get_vacancy

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]

#: From these dangers on a doubt is called high, and medium.
_HIGH, _MEDIUM = 0.75, 0.2


class Danger(StrEnum):
    """How dangerous a doubt is, in a word."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True)
class Doubt:
    """A passage to look at once more.

    Attributes:
        candidate, document_id: whose, and in which document.
        document: the document's number within the application, from 1.
        line: in the text as the panel would read it, from 1.
        start, end: offsets in characters of that text, half-open.
        kind, danger, reason: as in ``redaction.last_check.Concern``.
        original: where the passage stands in the original, half-open; these offsets do not move
            as decisions change. None where that is not certain.
    """

    candidate: str
    document_id: str
    document: int
    line: int
    start: int
    end: int
    kind: str
    danger: float
    reason: str
    original: tuple[int, int] | None = None

    @property
    def level(self) -> Danger:
        """The danger in a word; a trace of another applicant is always high."""
        if self.kind == Kind.OTHER_APPLICANT or self.danger >= _HIGH:
            return Danger.HIGH
        return Danger.MEDIUM if self.danger >= _MEDIUM else Danger.LOW


@dataclass(frozen=True)
class Look:
    """What a look over every document of a vacancy found.

    Attributes:
        doubts: most dangerous first.
        read, documents: how many documents were read, and how many there are.
        fingerprint: of what the panel would have read when the look began.
    """

    doubts: tuple[Doubt, ...]
    read: int
    documents: int
    fingerprint: str

    @property
    def complete(self) -> bool:
        """Whether every document was read."""
        return self.read == self.documents


def look_once_more(
    s: Session,
    ref: str,
    *,
    candidate: str | None = None,
    redactor: FindsSpans | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Look:
    """Check every document as the panel would read it now; the vault must be open.

    Args:
        candidate: only this one's documents; the other applicants are still looked for in them.
        redactor: in place of the vacancy's own.
        progress: called as ``progress(done, total, what)``; ``what`` is a candidate's reference.
        cancelled: asked between documents; what was found by then is returned.

    Raises:
        Refused: there is no such vacancy.
        VaultSealed: the vault is not open.
    """
    vacancy = get_vacancy(s, ref)
    applications = s.vault.applications(ref)
    before = fingerprint(s, ref)
    say = progress or (lambda done, total, what: None)
    wanted = [
        (application, record)
        for application in applications
        if candidate in (None, application.candidate)
        for record in s.workspace.blind.documents(application.candidate)
    ]
    say(0, len(wanted), "")
    checks = redactor or redactor_for(vacancy)
    others = OtherApplicants(Identity.from_mapping(dict(a.identity)) for a in applications)
    doubts: list[Doubt] = []
    read = 0
    files: dict[str, list[tuple[Document, str]]] = {}
    for application, record in wanted:
        if cancelled and cancelled():
            break
        if application.candidate not in files:
            files = {application.candidate: _files(s, application.candidate)}
        document = original_of(s, record.id)
        hidden = hidden_now(s.workspace.redactions.of_document(record.id))
        text = anonymised(document, hidden).text
        gone = settled(hidden)
        known = checks.last_check(text, application.identity, others)
        told = [
            one
            for one in file_traces(text, files[application.candidate])
            if not any(one.start < other.end and other.start < one.end for other in known)
        ]
        doubts += (
            Doubt(
                application.candidate,
                record.id,
                record.ordinal,
                text.count("\n", 0, one.start) + 1,
                one.start,
                one.end,
                one.kind.value,
                round(one.danger, 3),
                one.reason,
                traced(document, text, gone, one.start, one.end),
            )
            for one in (*known, *told)
        )
        read += 1
        say(read, len(wanted), application.candidate)
    return Look(tuple(sorted(doubts, key=_in_order)), read, len(wanted), before)


def _files(s: Session, candidate: str) -> list[tuple[Document, str]]:
    return [
        (Document.from_dict(dict(original.document)), original.file_name)
        for original in s.vault.originals(candidate)
    ]


def _in_order(doubt: Doubt) -> tuple[bool, float, str, int, int]:
    """Traces of other applicants come first: they break the seal of two people at once."""
    ours = doubt.kind != Kind.OTHER_APPLICANT
    return ours, -doubt.danger, doubt.candidate, doubt.document, doubt.start


def last_look(
    s: Session, ref: str, candidate: str | None = None, redactor: FindsSpans | None = None
) -> list[Doubt]:
    """Return what ``look_once_more`` finds, most dangerous first.

    Raises:
        Refused: there is no such vacancy.
        VaultSealed: the vault is not open.
    """
    return list(look_once_more(s, ref, candidate=candidate, redactor=redactor).doubts)


def fingerprint(s: Session, ref: str) -> str:
    """Return what stays the same for as long as the panel would read the same texts.

    It changes when a passage is hidden or shown again, when an application comes in or goes, and
    when the vacancy's policy changes. The vault may be sealed.

    Raises:
        Refused: there is no such vacancy.
    """
    vacancy = get_vacancy(s, ref)
    blind = s.workspace.blind
    documents = [d.id for candidate in blind.candidates(ref) for d in blind.documents(candidate)]
    hidden = _hidden(s.workspace.redactions.of_vacancy(ref))
    policy = vacancy.policy, [(e.label, e.action) for e in vacancy.policy_overrides]
    shown = repr((sorted(documents), hidden, policy))
    return hashlib.sha256(shown.encode()).hexdigest()


def _hidden(redactions: Sequence[Redaction]) -> list[tuple[str, int, int, int, str]]:
    return sorted(
        (r.document_id, r.start, r.end, r.id, r.replacement) for r in hidden_now(redactions)
    )
