"""The list of what a reviewer should look at once more before a release, most dangerous first.

It says where, never what: its lines may be printed and kept on the blind side.
"""

from dataclasses import dataclass

from edi_shortlist.redaction.identity import Identity
from edi_shortlist.redaction.last_check import OtherApplicants
from edi_shortlist.workflow.redactors import FindsSpans, redactor_for
from edi_shortlist.workflow.reviewing import preview
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import get_vacancy


@dataclass(frozen=True)
class Doubt:
    """A passage to look at once more.

    Attributes:
        candidate, document_id: whose, and in which document.
        document: the document's number within the application, from 1.
        line: in the text as the panel would read it, from 1.
        start, end: offsets in characters of that text, half-open.
        kind, danger, reason: as in ``redaction.last_check.Concern``.
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


def last_look(
    s: Session, ref: str, candidate: str | None = None, redactor: FindsSpans | None = None
) -> list[Doubt]:
    """Check every document as the panel would read it now; the vault must be open.

    Args:
        candidate: only this one's documents; the other applicants are still looked for in them.
        redactor: in place of the vacancy's own.

    Raises:
        Refused: there is no such vacancy.
        VaultSealed: the vault is not open.
    """
    vacancy = get_vacancy(s, ref)
    applications = s.vault.applications(ref)
    checks = redactor or redactor_for(vacancy)
    others = OtherApplicants(Identity.from_mapping(dict(a.identity)) for a in applications)
    doubts = []
    for application in applications:
        if candidate not in (None, application.candidate):
            continue
        for record in s.workspace.blind.documents(application.candidate):
            text = preview(s, record.id).text
            for one in checks.last_check(text, application.identity, others):
                line = text.count("\n", 0, one.start) + 1
                doubts.append(
                    Doubt(
                        application.candidate,
                        record.id,
                        record.ordinal,
                        line,
                        one.start,
                        one.end,
                        one.kind.value,
                        round(one.danger, 3),
                        one.reason,
                    )
                )
    return sorted(doubts, key=lambda d: (-d.danger, d.candidate, d.document, d.start))
