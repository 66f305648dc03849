"""Evidence for an auditor: the log filtered, each redaction, and what follows from both.

No word of an application goes in, also with the vault open: then each redaction gets a keyed
digest by which HR can prove later which text it was.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import edi_shortlist
from edi_shortlist.documents.model import Document
from edi_shortlist.redaction.span import Label
from edi_shortlist.reports.evidence import (
    Cell,
    Evidence,
    EvidenceTable,
    UnknownEvidenceFormat,
    check_format,
    write_evidence,
)
from edi_shortlist.storage import AuditEntry, Redaction, utc_now
from edi_shortlist.storage.digests import digest_key, digest_of
from edi_shortlist.storage.redactions import ACCEPTED, PENDING, REJECTED
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.evidence_tables import (
    as_text,
    counts_table,
    overrides_table,
    samples_table,
    table_of,
    times_table,
    versions_table,
)
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import vacancy_record

__all__ = ["TABLES", "EvidenceFilter", "evidence_of", "export_evidence", "fits_digest"]

#: The tables of an evidence file, the one that a CSV holds unless another is chosen first.
TABLES = ("log", "redactions", "counts", "overrides", "times", "versions", "samples")
_DOCUMENT = re.compile(r"C-[0-9A-Z]{4,}/[1-9][0-9]*")


@dataclass(frozen=True)
class EvidenceFilter:
    """What goes into the evidence; what is None is not filtered by.

    Attributes:
        label: one of the marking guide's labels.
        person: who did it, or decided.
        decision: ``accepted``, ``rejected`` or ``pending``.
        since, until: days in UTC, ``YYYY-MM-DD``, both included.
    """

    vacancy: str | None = None
    label: str | None = None
    person: str | None = None
    decision: str | None = None
    since: str | None = None
    until: str | None = None

    def lets_entry(self, entry: AuditEntry) -> bool:
        """Say whether an entry of the log goes in."""
        details = entry.details
        labels = (details.get("label"), details.get("was"), *_keys(details.get("by_label")))
        return (
            self.vacancy in (None, entry.vacancy)
            and self.person in (None, entry.actor)
            and (self.label is None or self.label in labels)
            and (self.decision is None or self.decision in _decided(entry.action))
            and self._covers(entry.at)
        )

    def lets_redaction(self, redaction: Redaction, proposed_at: str) -> bool:
        """Say whether a redaction of the vacancy goes in."""
        return (
            self.person in (None, redaction.decided_by)
            and self.label in (None, redaction.label)
            and self.decision in (None, redaction.decision)
            and self._covers(redaction.decided_at or proposed_at)
        )

    def _covers(self, at: str) -> bool:
        day = at[:10]
        return (self.since is None or day >= self.since) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True)
class _Told:
    """What the log tells of one application: when it came in, and which versions decided."""

    at: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)


def export_evidence(
    s: Session, path: Path, only: EvidenceFilter | None = None, table: str = TABLES[0]
) -> str:
    """Write an evidence file, in the format that its suffix names, and log that with its digest.

    Args:
        path: must not exist.
        table: the one table that a CSV holds; the other formats hold all.

    Returns:
        the SHA-256 of the file in hexadecimal.

    Raises:
        Refused: there is no such vacancy, label, person, decision or day, the suffix is none of
            ``.csv``, ``.json``, ``.xlsx``, ``.pdf``, or the file exists or cannot be written.
    """
    only = only or EvidenceFilter()
    try:
        check_format(path)
        written = write_evidence(evidence_of(s, only), path, table)
    except UnknownEvidenceFormat as error:
        raise Refused(str(error)) from None
    except FileExistsError:
        raise Refused(f"'{path.name}' is already there. Choose another name.") from None
    except OSError:
        raise Refused(f"'{path.name}' cannot be written. Choose a folder of your own.") from None
    digest = hashlib.sha256(written).hexdigest()
    s.log(
        "audit.exported",
        only.vacancy,
        format=path.suffix.lower().lstrip("."),
        filters={name: value for name, value in vars(only).items() if value is not None},
        sha256=digest,
    )
    return digest


def evidence_of(s: Session, only: EvidenceFilter) -> Evidence:
    """Gather the evidence; with the vault open, with keyed digests.

    Raises:
        Refused: there is no such vacancy, label, person, decision or day.
    """
    _check(s, only)
    # What is read here is of one moment; sealed, since the first export makes the key.
    with s.workspace.act(sealed=s.is_unsealed):
        key = digest_key(s.vault) if s.is_unsealed else None
        verdict = s.workspace.verify_audit()
        head = s.workspace.audit.head() if verdict.ok else None
        every = s.workspace.audit.entries()
        chosen = list(_chosen(s, only, _told(every)))
        samples = samples_table(s, only.vacancy)
    entries = [entry for entry in every if only.lets_entry(entry)]
    redactions = table_of(
        "redactions", "Redactions", _REDACTION_COLUMNS, _rows(s, chosen, key), _ON_PAPER
    )
    of_vacancy = [e for e in every if only.vacancy in (None, e.vacancy)]
    facts: dict[str, Cell] = {
        "made_at": utc_now(),
        "made_by": s.actor,
        "program": f"EDI Shortlist {edi_shortlist.__version__}",
        "workspace": s.workspace.identifier,
        "filters": ", ".join(f"{k} {v}" for k, v in vars(only).items() if v is not None) or "none",
        "log_verified": verdict.ok,
        "log_sentence": verdict.sentence,
        "log_head": head.number if head else 0,
        "log_head_hash": head.hash if head else "",
        "digests": "HMAC-SHA-256 under a key in the vault" if key else "none: vault sealed",
    }
    tables = (
        times_table(of_vacancy),
        versions_table(of_vacancy),
        counts_table(redactions),
        samples,
        overrides_table(every, only.lets_entry),
        redactions,
        _log_table(entries),
    )
    return Evidence("Evidence from EDI Shortlist", facts, tables)


def fits_digest(
    s: Session, document: str, start: int, end: int, digest: str, text: str | None = None
) -> bool:
    """Say whether a digest of an evidence file is that of a text; the vault must be open.

    Args:
        document, start, end: as the evidence file says them.
        text: what it is said to have been; what the vault holds at that place where left out.

    Raises:
        Refused: no document is named so, or the vault does not hold it, so that the text must
            be given.
        VaultSealed: the vault is not open.
    """
    if not _DOCUMENT.fullmatch(document):
        raise Refused("A document is named as in C-07QK/1. Look for it in the evidence file.")
    candidate = document.split("/")[0]
    if text is None:
        text = _original(s, document)
        if text is None:
            raise Refused(
                f"The vault does not hold document {document}; it may have been erased. Give the "
                "text that was hidden."
            )
        text = text[start:end]
    with s.workspace.act(sealed=True):
        right = digest_of(digest_key(s.vault), document, start, end, text)
        fits = hmac.compare_digest(right.encode(), digest.strip().lower().encode())
        ref = s.workspace.blind.vacancy_of(candidate)
        s.log("digest.compared", ref, candidate, document=document, fits=fits)
    return fits


def _log_table(entries: Iterable[AuditEntry]) -> EvidenceTable:
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


# -- redactions

_REDACTION_COLUMNS = (
    *("redaction", "vacancy", "candidate", "document", "start", "end", "label", "recogniser"),
    *("score", "flagged", "replacement", "why", "proposed_at", "decision", "decided_by"),
    *("decided_at", "rule", "model", "policy", "lexicons", "digest"),
)


_ON_PAPER = (
    *("redaction", "document", "label", "recogniser", "score", "decision", "decided_by"),
    *("decided_at", "rule", "policy", "digest"),
)
_Chosen = tuple[str, Redaction, _Told]


def _chosen(s: Session, only: EvidenceFilter, told: Mapping[str, _Told]) -> Iterator[_Chosen]:
    """Yield the redactions that go in, with their vacancy and what the log tells of them."""
    every = [vacancy.reference for vacancy in s.workspace.blind.vacancies()]
    for ref in [only.vacancy] if only.vacancy else every:
        for one in s.workspace.redactions.of_vacancy(ref):
            came = told.get(one.document_id.split("/")[0], _Told())
            if only.lets_redaction(one, came.at):
                yield ref, one, came


def _rows(s: Session, chosen: Iterable[_Chosen], key: bytes | None) -> Iterator[tuple[Cell, ...]]:
    document, text = "", None
    for ref, one, came in chosen:
        digest = None
        if key is not None:
            if one.document_id != document:
                document, text = one.document_id, _original(s, one.document_id)
            if text is not None:
                hidden = text[one.start : one.end]
                digest = digest_of(key, document, one.start, one.end, hidden)
        yield (
            *(one.id, ref, one.document_id.split("/")[0], one.document_id, one.start, one.end),
            *(one.label, one.source, one.score, one.flagged, one.replacement, one.reason),
            *(came.at, one.decision, one.decided_by, one.decided_at, one.rule),
            *(came.versions.get(name, "") for name in ("model", "policy", "lexicons")),
            digest,
        )


def _original(s: Session, document: str) -> str | None:
    content = s.vault.content(document)
    return None if content is None else Document.from_dict(content).text


def _told(entries: Iterable[AuditEntry]) -> dict[str, _Told]:
    """Return, by candidate, when the application came in and which versions decided last."""
    told: dict[str, _Told] = {}
    for entry in entries:
        versions = entry.details.get("versions")
        if entry.candidate and isinstance(versions, dict):
            before = told.get(entry.candidate, _Told(entry.at))
            told[entry.candidate] = replace(before, versions=versions)
    return told


# -- small things


def _keys(value: object) -> Iterable[object]:
    return value if isinstance(value, dict) else ()


def _decided(action: str) -> tuple[str, ...]:
    if action == "redactions.accepted-by-rule":
        return ("accepted",)
    return (action.removeprefix("redaction."),) if action.startswith("redaction.") else ()


def _check(s: Session, only: EvidenceFilter) -> None:
    """Refuse what no filter can be; the log will hold the filters, so nothing else may stand in
    them."""
    if only.vacancy is not None:
        vacancy_record(s, only.vacancy)
    if only.label is not None and only.label not in {label.value for label in Label}:
        known = ", ".join(label.value for label in Label)
        raise Refused(f"There is no label '{only.label}'. Choose from {known}.")
    if only.decision not in (None, ACCEPTED, REJECTED, PENDING):
        raise Refused(f"A decision is {ACCEPTED}, {REJECTED} or {PENDING}.")
    if only.person is not None and not s.workspace.audit.entries(actor=only.person):
        raise Refused(f"The log names nobody called '{only.person}'. Look for the name in it.")
    for day in (only.since, only.until):
        _check_day(day)


def _check_day(day: str | None) -> None:
    try:
        if day is None or datetime.strptime(day, "%Y-%m-%d").strftime("%Y-%m-%d") == day:
            return
    except ValueError:
        pass
    raise Refused(f"'{day}' is not a day. Write it as in 2026-03-01.")
