"""Reading and verifying the audit log."""

import re

from edi_shortlist.storage import Anchor, AuditEntry, AuditVerdict
from edi_shortlist.storage.audit import LogReading
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.session import Session

__all__ = [
    "AuditEntry",
    "AuditVerdict",
    "LogReading",
    "audit_entries",
    "log_head",
    "read_log",
    "verify_audit",
]

_HEAD = re.compile(r"([1-9][0-9]{0,17}):([0-9a-f]{64})")


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


def read_log(s: Session, before: LogReading | None = None) -> LogReading:
    """Return the log as it stands, to be filtered again and again in memory.

    Args:
        before: an earlier reading; only what was appended since is read.
    """
    return s.workspace.audit.reading(before)


def verify_audit(s: Session, head: str = "") -> AuditVerdict:
    """Walk the whole log; with the vault open, also hold its end against what the vault knows.

    Args:
        head: what ``log_head`` gave at some time before; the log must still hold it.

    Raises:
        Refused: the head is not written as ``log_head`` gives it.
    """
    noted = _HEAD.fullmatch(head.strip().lower())
    if head and not noted:
        raise Refused("A head is written as NUMBER:HASH, the hash with 64 digits and letters a-f.")
    verdict = s.workspace.verify_audit()
    if noted and verdict.ok:
        told = s.workspace.audit.verify(Anchor(int(noted[1]), noted[2]), "the head that was noted")
        return told if not told.ok or not s.is_unsealed else verdict
    return verdict


def log_head(s: Session) -> str:
    """Return the head of the log, to be noted elsewhere: ``NUMBER:HASH``; empty for no entry."""
    head = s.workspace.audit.head()
    return f"{head.number}:{head.hash}" if head else ""
