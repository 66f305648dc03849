"""The tables of an evidence file that sum up redactions and the log.

They hold references, counts and reasons that officers gave, never a word of an application. A log
that was tampered with may hold anything, and must still be shown.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from statistics import median
from typing import Any

from edi_shortlist.reports.evidence import Cell, EvidenceTable
from edi_shortlist.storage import AuditEntry, Redaction
from edi_shortlist.storage.redactions import ACCEPTED, PENDING, REJECTED
from edi_shortlist.storage.samples import SampleRecord
from edi_shortlist.workflow.sampling import SampleResult, result_from

#: What decides on redactions, as the log names it. The recognisers that are rules have the version
#: of the program.
VERSIONS = ("program", "model", "policy", "lexicons")
_BY_REVIEWERS = {
    "redaction.rejected": "redaction rejected",
    "redaction.added": "redaction added by hand",
    "redaction.explained": "reason given",
    "redaction.relabelled": "label changed",
    "redaction.undone": "decision undone",
    "redactions.accepted-by-rule": "accepted by a rule",
}


def counts_table(
    redactions: Iterable[Redaction], by: Sequence[str] = ("label", "recogniser")
) -> EvidenceTable:
    """Return how many redactions were proposed, and what was decided.

    Args:
        by: ``label``, ``recogniser`` or both.
    """
    counted: dict[tuple[str, ...], Counter[str]] = {}
    for one in redactions:
        parts = {"label": one.label, "recogniser": one.source}
        counts = counted.setdefault(tuple(parts[name] for name in by), Counter())
        counts[one.decision] += 1
        counts["by_rule"] += bool(one.rule)
        counts["flagged"] += bool(one.flagged)
    columns = (ACCEPTED, REJECTED, PENDING, "by_rule", "flagged")
    return table_of(
        "counts",
        f"Redactions by {' and '.join(by)}",
        (*by, "proposed", *columns),
        (
            (*parts, sum(counts[name] for name in columns[:3]), *(counts[name] for name in columns))
            for parts, counts in sorted(counted.items())
        ),
    )


def overrides_table(
    entries: Iterable[AuditEntry], lets_entry: Callable[[AuditEntry], bool]
) -> EvidenceTable:
    """Return each decision against the policy, the places or what was proposed.

    Args:
        entries: the log from its beginning, since a set-up is compared with the one before.
        lets_entry: whether what an entry says goes in.
    """
    return table_of(
        "overrides",
        "Overrides and decisions against what was proposed",
        ("at", "actor", "vacancy", "candidate", "kind", "what", "reason"),
        _overrides(entries, lets_entry),
    )


def _overrides(
    entries: Iterable[AuditEntry], lets_entry: Callable[[AuditEntry], bool]
) -> Iterator[tuple[Cell, ...]]:
    set_up: dict[str | None, tuple[str, str]] = {}
    for entry in entries:
        if entry.action in ("vacancy.created", "vacancy.changed"):
            before = set_up.get(entry.vacancy, _set_up({}))
            now = set_up[entry.vacancy] = _set_up(entry.details)
            rows = list(_chosen(entry.details, now[0] != before[0], now[1] != before[1]))
        elif kind := _BY_REVIEWERS.get(entry.action):
            rows = [(kind, _what(entry.details), _plain(entry.details.get("reason")))]
        else:
            continue
        if lets_entry(entry):
            for row in rows:
                yield (entry.at, entry.actor, entry.vacancy, entry.candidate, *row)


def _set_up(details: Mapping[str, Any]) -> tuple[str, str]:
    """Return the choices of a vacancy's set-up that need a reason, to be compared."""
    limit = [details.get("limit"), details.get("limit_reason")]
    return as_text(_overridden(details)), as_text(limit if limit[0] is not None else None)


def _overridden(details: Mapping[str, Any]) -> list[dict[str, Any]]:
    written = details.get("policy_overrides")
    return [one for one in written if isinstance(one, dict)] if isinstance(written, list) else []


def _chosen(
    details: Mapping[str, Any], policy: bool, limit: bool
) -> Iterator[tuple[str, str, str]]:
    """Yield what was chosen anew: of the policy, and of the limit."""
    if policy:
        for one in _overridden(details):
            said = f"{_plain(one.get('label'))}: {_plain(one.get('action'))}"
            yield "policy override", said, _plain(one.get("reason"))
        if not _overridden(details):
            yield "policy override", "none any more", ""
    if limit and details.get("limit") is not None:
        said = f"{_plain(details['limit'])} interviews"
        yield "interview limit", said, _plain(details.get("limit_reason"))
    elif limit:
        yield "interview limit", "none any more", ""


def _what(details: Mapping[str, Any]) -> str:
    said = ("redaction", "redactions", "document", "label", "was", "source", "act", "rule", "count")
    return ", ".join(f"{name} {_plain(details[name])}" for name in said if name in details)


def times_table(entries: Iterable[AuditEntry]) -> EvidenceTable:
    """Return the hours from import to release, by vacancy."""
    came: dict[str, list[str]] = {}
    released: dict[str, str] = {}
    for entry in entries:
        if entry.vacancy is None:
            continue
        if entry.action == "application.imported":
            came.setdefault(entry.vacancy, []).append(entry.at)
        if entry.action == "vacancy.released":
            released[entry.vacancy] = entry.at
    rows: list[tuple[Cell, ...]] = []
    for vacancy, times in came.items():
        end = released.get(vacancy)
        waited = [_hours(at, end) for at in times] if end else []
        hours = [one for one in waited if one is not None]
        rows.append(
            (
                vacancy,
                len(times),
                times[0],
                times[-1],
                end,
                hours[0] if hours else None,
                round(median(hours), 2) if hours else None,
            )
        )
    return table_of(
        "times",
        "From import to release",
        (
            *("vacancy", "applications", "first_import", "last_import", "released"),
            *("hours_from_first_import", "median_hours_an_application"),
        ),
        rows,
    )


def versions_table(entries: Iterable[AuditEntry]) -> EvidenceTable:
    """Return which program, model, policy and lexicons decided, by vacancy."""
    found: dict[tuple[Cell, ...], list[str]] = {}
    for entry in entries:
        if isinstance(versions := entry.details.get("versions"), dict):
            key = (entry.vacancy, *(str(versions.get(name, "")) for name in VERSIONS))
            found.setdefault(key, []).append(entry.at)
    return table_of(
        "versions",
        "Versions that decided",
        ("vacancy", *VERSIONS, "applications", "first", "last"),
        ((*key, len(times), times[0], times[-1]) for key, times in found.items()),
    )


def log_table(entries: Iterable[AuditEntry]) -> EvidenceTable:
    """Return entries of the log, each with its hash."""
    return table_of(
        "log",
        "The log",
        ("number", "at", "actor", "action", "vacancy", "candidate", "details", "hash"),
        (
            (e.number, e.at, e.actor, e.action, e.vacancy, e.candidate, as_text(e.details), e.hash)
            for e in entries
        ),
        ("number", "at", "actor", "action", "vacancy", "candidate", "details"),
    )


def samples_table(samples: Iterable[SampleRecord]) -> EvidenceTable:
    """Return samples with what their checks found."""
    rows: list[tuple[Cell, ...]] = []
    for sample in samples:
        result = result_from(sample)
        rows.append(
            (
                *(sample.id, sample.vacancy, sample.at, sample.actor, sample.seed),
                *(sample.confidence, sample.tolerated, sample.population),
                *(len(sample.documents), result.checked, result.leaking, result.leaks),
                result.over,
                *(None if x is None else round(x, 6) for x in _estimate(result)),
            )
        )
    return table_of(
        "samples",
        "Samples checked again",
        (
            *("sample", "vacancy", "at", "actor", "seed", "confidence", "tolerated"),
            *("population", "documents", "checked", "leaking", "leaks", "over", "rate"),
            *("low", "high"),
        ),
        rows,
    )


def sample_documents_table(samples: Iterable[SampleRecord]) -> EvidenceTable:
    """Return the documents of samples in the order drawn, with what was found in each."""
    return table_of(
        "sample_documents",
        "Documents of the samples",
        (
            *("sample", "vacancy", "place", "document", "leaks", "over", "checked_by"),
            "checked_at",
        ),
        (
            (
                *(sample.id, sample.vacancy, one.place, one.document, one.leaks, one.over),
                *(one.checked_by, one.checked_at),
            )
            for sample in samples
            for one in sample.documents
        ),
    )


def _estimate(result: SampleResult) -> tuple[float | None, float | None, float | None]:
    return result.rate, result.low, result.high


def table_of(
    name: str,
    title: str,
    columns: tuple[str, ...],
    rows: Iterable[tuple[Cell, ...]],
    on_paper: tuple[str, ...] = (),
) -> EvidenceTable:
    """Return a table of these rows."""
    return EvidenceTable(name, title, columns, tuple(rows), on_paper)


def as_text(value: object) -> str:
    """Return a value as JSON of one line, its keys in order."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _plain(value: object) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _hours(start: str, end: str) -> float | None:
    try:
        between = datetime.fromisoformat(end) - datetime.fromisoformat(start)
    except (TypeError, ValueError):
        return None
    return round(between.total_seconds() / 3600, 2)
