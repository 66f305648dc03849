"""Reading and verifying the audit log."""

from edi_shortlist.storage import AuditEntry, AuditVerdict
from edi_shortlist.workflow.session import Session

__all__ = ["AuditEntry", "AuditVerdict", "audit_entries", "verify_audit"]


def audit_entries(
    s: Session,
    *,
    vacancy: str | None = None,
    action: str | None = None,
    actor: str | None = None,
    text: str | None = None,
) -> list[AuditEntry]:
    """Return entries in order, filtered.

    Args:
        action: an action, say ``redaction.accepted``, or the part of it before the dot.
        text: words found anywhere in the entry, whatever their case.
    """
    return s.workspace.audit.entries(vacancy=vacancy, action=action, actor=actor, text=text)


def verify_audit(s: Session) -> AuditVerdict:
    """Walk the whole log; with the vault open, also hold its end against what the vault knows."""
    return s.workspace.verify_audit()
