"""What evidence is drawn from, read once at one moment, to be filtered and summed up in memory.

It holds places, labels and decisions, never a word of an application.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from edi_shortlist.reports.evidence import EvidenceTable
from edi_shortlist.storage import AuditEntry, Redaction
from edi_shortlist.storage.audit import LogReading
from edi_shortlist.storage.samples import SampleRecord
from edi_shortlist.workflow.anonymising import PANELLIST_REPORT, REVIEWER
from edi_shortlist.workflow.evidence_filter import EvidenceFilter
from edi_shortlist.workflow.evidence_tables import (
    counts_table,
    overrides_table,
    times_table,
    versions_table,
)
from edi_shortlist.workflow.session import Session

_Look = tuple[str, Mapping[str, str]]


@dataclass(frozen=True)
class ToldRedaction:
    """A redaction, and what the log tells of its application.

    Attributes:
        proposed_at: when it was recorded, or where that is not known when the application came
            in; empty where the log does not say that either.
        versions: program, model, policy and lexicons that proposed it; none where a person did.
    """

    vacancy: str
    redaction: Redaction
    proposed_at: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def candidate(self) -> str:
        """The candidate, by reference."""
        return self.redaction.document_id.split("/")[0]


@dataclass(frozen=True)
class EvidenceReading:
    """The log, every redaction and every sample, of one moment."""

    log: LogReading
    every: tuple[ToldRedaction, ...]
    samples: tuple[SampleRecord, ...]

    def redactions(self, only: EvidenceFilter) -> list[ToldRedaction]:
        """Return the redactions that go in, by vacancy, candidate and place."""
        return [
            one
            for one in self.every
            if only.lets_redaction(one.vacancy, one.redaction, one.proposed_at)
        ]

    def counts(self, only: EvidenceFilter, *by: str) -> EvidenceTable:
        """Return how many redactions were proposed, and what was decided.

        Args:
            by: ``label``, ``recogniser`` or both.
        """
        return counts_table((one.redaction for one in self.redactions(only)), by)

    def overrides(self, only: EvidenceFilter) -> EvidenceTable:
        """Return each decision against the policy, the places or what was proposed."""
        return overrides_table(self.log.entries, only.lets_entry)

    def times(self, only: EvidenceFilter) -> EvidenceTable:
        """Return the hours from import to release, by vacancy."""
        return times_table(self.log.find(vacancy=only.vacancy))

    def versions(self, only: EvidenceFilter) -> EvidenceTable:
        """Return which program, model, policy and lexicons decided, by vacancy."""
        return versions_table(self.log.find(vacancy=only.vacancy))

    @cached_property
    def recognisers(self) -> list[str]:
        """What proposed any of the redactions."""
        return sorted({one.redaction.source for one in self.every})

    @cached_property
    def people(self) -> list[str]:
        """Who decided about any of the redactions."""
        return sorted({one.redaction.decided_by for one in self.every if one.redaction.decided_by})


def read_evidence(
    s: Session, vacancy: str | None = None, before: LogReading | None = None
) -> EvidenceReading:
    """Read what evidence is drawn from. The vault may be sealed.

    Args:
        vacancy: read no other one's redactions and samples.
        before: the log as it was read earlier; only what was appended since is read.
    """
    with s.workspace.act():
        log = s.workspace.audit.reading(before)
        told = _told(log.entries)
        every = [record.reference for record in s.workspace.blind.vacancies()]
        redactions = [
            _told_of(ref, one, told.get(one.document_id.split("/")[0], ()))
            for ref in ([vacancy] if vacancy else every)
            for one in s.workspace.redactions.of_vacancy(ref)
        ]
        samples = s.workspace.audit.samples.of_vacancy(vacancy)
    return EvidenceReading(log, tuple(redactions), tuple(samples))


def _told(entries: Iterable[AuditEntry]) -> dict[str, list[_Look]]:
    """Return, by candidate, when an application was looked through, and by which versions."""
    told: dict[str, list[_Look]] = {}
    for entry in entries:
        versions = entry.details.get("versions")
        if entry.candidate and isinstance(versions, dict):
            told.setdefault(entry.candidate, []).append((entry.at, versions))
    return told


def _told_of(vacancy: str, redaction: Redaction, looks: Sequence[_Look]) -> ToldRedaction:
    proposed_at = redaction.recorded_at or (looks[0][0] if looks else "")
    if redaction.source in (REVIEWER, PANELLIST_REPORT):
        return ToldRedaction(vacancy, redaction, proposed_at)
    # The entry of an act is written after what the act records.
    later = (versions for at, versions in looks if at >= redaction.recorded_at)
    return ToldRedaction(vacancy, redaction, proposed_at, next(later, {}))
