"""Whether the redactions are as the log says they were decided: nothing keeps a person who can
write the file from changing a redaction, but the log then says otherwise.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from edi_shortlist.storage import AuditEntry, Redaction
from edi_shortlist.storage.redactions import ACCEPTED, REJECTED

_DECISIONS = {
    "redaction.accepted": ACCEPTED,
    "redaction.added": ACCEPTED,
    "redaction.rejected": REJECTED,
}


def not_as_logged(entries: Iterable[AuditEntry], redactions: Iterable[Redaction]) -> list[int]:
    """Return the numbers of the redactions that are not as their last entries say.

    Decisions that were undone are not compared: the entry does not say what came back.

    Args:
        entries: the whole log, in order; a log that was tampered with may hold anything.
    """
    logged: dict[int, dict[str, Any]] = {}
    for entry in entries:
        if entry.action == "redaction.undone":
            undone = entry.details.get("redactions")
            for number in undone if isinstance(undone, list) else ():
                if isinstance(number, int):
                    logged.pop(number, None)
        elif isinstance(number := entry.details.get("redaction"), int):
            logged.setdefault(number, {}).update(_said(entry.action, entry.actor, entry.details))
    return [
        one.id
        for one in redactions
        if any(getattr(one, name) != value for name, value in logged.get(one.id, {}).items())
    ]


def _said(action: str, actor: str, details: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an entry says of its redaction, by the name of the attribute."""
    said = {name: details[name] for name in ("label", "digest") if name in details}
    if decision := _DECISIONS.get(action):
        said |= {"decision": decision, "decided_by": actor}
    if decision or action == "redaction.explained":
        said["decision_reason"] = details.get("reason", "")
    return said
