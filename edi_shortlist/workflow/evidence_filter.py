"""What goes into evidence: the filter, and which filters there can be.

It reads nothing but the log and the list of vacancies, and never a word of an application.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from edi_shortlist.redaction.span import Label
from edi_shortlist.storage import AuditEntry, Redaction
from edi_shortlist.storage.audit import LogReading
from edi_shortlist.storage.redactions import ACCEPTED, PENDING, REJECTED
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import vacancy_record

#: How something was decided: looked at one by one, or unread under a rule.
ONE_BY_ONE, BY_RULE = "one-by-one", "by-rule"


@dataclass(frozen=True)
class EvidenceFilter:
    """What goes into the evidence; what is None is not filtered by.

    Attributes:
        label: one of the marking guide's labels.
        person: who did it, or decided.
        decision: ``accepted``, ``rejected`` or ``pending``.
        since, until: days in UTC, ``YYYY-MM-DD``, both included.
        recogniser: what proposed it, say ``model``, or ``reviewer``.
        manner: ``one-by-one`` or ``by-rule``.
        action: an action of the log, or the part of it before the dot. Of the log alone.
        text: words found anywhere in an entry of the log, whatever their case. Of the log alone.
    """

    vacancy: str | None = None
    label: str | None = None
    person: str | None = None
    decision: str | None = None
    since: str | None = None
    until: str | None = None
    recogniser: str | None = None
    manner: str | None = None
    action: str | None = None
    text: str | None = None

    def entries(self, log: LogReading) -> list[AuditEntry]:
        """Return the entries of the log that go in as such."""
        found = log.find(vacancy=self.vacancy, action=self.action, text=self.text)
        return [entry for entry in found if self.lets_entry(entry)]

    def lets_entry(self, entry: AuditEntry) -> bool:
        """Say whether what an entry of the log tells goes in."""
        details = entry.details
        labels = (details.get("label"), details.get("was"), *_keys(details.get("by_label")))
        sources = (details.get("source"), *_keys(details.get("by_source")))
        decided = _decided(entry.action)
        manner = manner_of(decided[0] if decided else PENDING, details.get("rule"))
        return (
            self.vacancy in (None, entry.vacancy)
            and self.person in (None, entry.actor)
            and (self.label is None or self.label in labels)
            and (self.recogniser is None or self.recogniser in sources)
            and (self.decision is None or self.decision in decided)
            and self.manner in (None, manner)
            and self._covers(entry.at)
        )

    def lets_redaction(self, vacancy: str, redaction: Redaction, proposed_at: str) -> bool:
        """Say whether a redaction of a vacancy goes in."""
        return (
            self.vacancy in (None, vacancy)
            and self.person in (None, redaction.decided_by)
            and self.label in (None, redaction.label)
            and self.recogniser in (None, redaction.source)
            and self.decision in (None, redaction.decision)
            and self.manner in (None, manner_of(redaction.decision, redaction.rule))
            and self._covers(redaction.decided_at or proposed_at)
        )

    def _covers(self, at: str) -> bool:
        day = at[:10]
        return (self.since is None or day >= self.since) and (
            self.until is None or day <= self.until
        )

    def told(self) -> dict[str, str]:
        """Return the filters as the file and the log tell them. Words that were searched for may
        be anybody's name, so only that there were some is told."""
        given = {name: value for name, value in vars(self).items() if value is not None}
        return given | ({"text": "words not written down"} if self.text else {})


def manner_of(decision: str, rule: object) -> str | None:
    """Return how something was decided; None where it was not."""
    if decision == PENDING:
        return None
    return BY_RULE if rule else ONE_BY_ONE


def check_filter(s: Session, only: EvidenceFilter) -> None:
    """Refuse what no filter can be; the log will hold the filters, so nothing else may stand in
    them.

    Raises:
        Refused: there is no such vacancy, label, person, decision, manner, action or day.
    """
    if only.vacancy is not None:
        vacancy_record(s, only.vacancy)
    if only.label is not None and only.label not in {label.value for label in Label}:
        known = ", ".join(label.value for label in Label)
        raise Refused(f"There is no label '{only.label}'. Choose from {known}.")
    if only.decision not in (None, ACCEPTED, REJECTED, PENDING):
        raise Refused(f"A decision is {ACCEPTED}, {REJECTED} or {PENDING}.")
    if only.manner not in (None, ONE_BY_ONE, BY_RULE):
        raise Refused(f"A decision is made {ONE_BY_ONE} or {BY_RULE}.")
    if only.person is not None and not s.workspace.audit.entries(actor=only.person):
        raise Refused(f"The log names nobody called '{only.person}'. Look for the name in it.")
    if only.action is not None and not s.workspace.audit.entries(action=only.action):
        raise Refused(f"The log has no action '{only.action}'. Look for it in the log.")
    if only.recogniser is not None and only.recogniser not in s.workspace.redactions.sources():
        raise Refused(f"Nothing was proposed by '{only.recogniser}'. Look for it in the list.")
    for day in (only.since, only.until):
        _check_day(day)


def _check_day(day: str | None) -> None:
    try:
        if day is None or datetime.strptime(day, "%Y-%m-%d").strftime("%Y-%m-%d") == day:
            return
    except ValueError:
        pass
    raise Refused(f"'{day}' is not a day. Write it as in 2026-03-01.")


def _keys(value: object) -> Iterable[object]:
    return value if isinstance(value, dict) else ()


def _decided(action: str) -> tuple[str, ...]:
    if action == "redactions.accepted-by-rule":
        return (ACCEPTED,)
    decision = action.removeprefix("redaction.")
    return (decision,) if action != decision and decision in (ACCEPTED, REJECTED) else ()
