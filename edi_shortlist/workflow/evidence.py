"""Evidence for an auditor: the log filtered, each redaction, and what follows from both.

No word of an application goes in. Each redaction has the keyed digest by which HR can prove with
the vault which text it was.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import edi_shortlist
from edi_shortlist.reports.evidence import (
    Cell,
    Evidence,
    EvidenceTable,
    UnknownEvidenceFormat,
    check_format,
    write_evidence,
)
from edi_shortlist.storage import utc_now
from edi_shortlist.workflow.digesting import is_digest_of, text_of
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.evidence_agreement import not_as_logged
from edi_shortlist.workflow.evidence_filter import EvidenceFilter, check_filter
from edi_shortlist.workflow.evidence_reading import ToldRedaction, read_evidence
from edi_shortlist.workflow.evidence_tables import (
    VERSIONS,
    counts_table,
    log_table,
    sample_documents_table,
    samples_table,
    table_of,
)
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.writing import Cancelled, Progress, Stopped, refusals_of, stepper

__all__ = ["TABLES", "EvidenceFilter", "evidence_of", "export_evidence", "fits_digest"]

#: The tables of an evidence file, the one that a CSV holds unless another is chosen first.
TABLES = (
    *("log", "redactions", "counts", "overrides", "times", "versions", "samples"),
    "sample_documents",
)
#: Their order in a file: what sums up comes first.
_ORDER = (
    *("times", "versions", "counts", "samples", "sample_documents", "overrides", "redactions"),
    "log",
)
_DOCUMENT = re.compile(r"C-[0-9A-Z]{4,}/[1-9][0-9]*")


def export_evidence(
    s: Session,
    path: Path,
    only: EvidenceFilter | None = None,
    table: str = TABLES[0],
    *,
    tables: Sequence[str] = TABLES,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> str:
    """Write an evidence file, in the format that its suffix names, and log that with its digest.

    Args:
        path: must not exist.
        table: the one table that a CSV holds; the other formats hold all of ``tables``.
        tables: names of tables; none of them leaves the facts, the head of the log among them.
        progress: called as ``progress(rows, of_rows, what)``, from this thread.
        cancelled: asked between rows.

    Returns:
        the SHA-256 of the file in hexadecimal; empty where it was stopped, and nothing written.

    Raises:
        Refused: there is no such vacancy, label, person or whatever else is filtered by, the
            suffix is none of ``.csv``, ``.json``, ``.xlsx``, ``.pdf``, or the file exists or cannot
            be written.
    """
    only = only or EvidenceFilter()
    try:
        check_format(path)
        if path.suffix.lower() == ".csv" and table not in tables:
            raise Refused("A CSV holds one table. Choose which, or another format.")
        evidence = evidence_of(s, only, tables)
        with refusals_of(path):
            written = write_evidence(evidence, path, table, stepper(progress, cancelled))
    except Stopped:
        return ""
    except UnknownEvidenceFormat as error:
        raise Refused(str(error)) from None
    digest = hashlib.sha256(written).hexdigest()
    left_out: dict[str, Any] = {} if set(tables) == set(TABLES) else {"tables": list(tables)}
    s.log(
        "audit.exported",
        only.vacancy,
        format=path.suffix.lower().lstrip("."),
        filters=only.told(),
        sha256=digest,
        **left_out,
    )
    return digest


def evidence_of(s: Session, only: EvidenceFilter, tables: Sequence[str] = TABLES) -> Evidence:
    """Gather the evidence; the vault may be sealed.

    Args:
        tables: names of tables.

    Raises:
        Refused: there is no such vacancy, label, person or whatever else is filtered by.
    """
    check_filter(s, only)
    with s.workspace.act():  # what is read here is of one moment
        verdict = s.workspace.verify_audit()
        head = s.workspace.audit.head() if verdict.ok else None
        reading = read_evidence(s, only.vacancy)
    chosen = reading.redactions(only)
    made: dict[str, Callable[[], EvidenceTable]] = {
        "times": lambda: reading.times(only),
        "versions": lambda: reading.versions(only),
        "counts": lambda: counts_table(one.redaction for one in chosen),
        "samples": lambda: samples_table(reading.samples),
        "sample_documents": lambda: sample_documents_table(reading.samples),
        "overrides": lambda: reading.overrides(only),
        "redactions": lambda: table_of(
            "redactions", "Redactions", _REDACTION_COLUMNS, map(_row, chosen), _ON_PAPER
        ),
        "log": lambda: log_table(only.entries(reading.log)),
    }
    differing = not_as_logged(reading.log.entries, (one.redaction for one in reading.every))
    facts: dict[str, Cell] = {
        "made_at": utc_now(),
        "made_by": s.actor,
        "program": f"EDI Shortlist {edi_shortlist.__version__}",
        "workspace": s.workspace.identifier,
        "filters": ", ".join(f"{k} {v}" for k, v in only.told().items()) or "none",
        "log_verified": verdict.ok,
        "log_sentence": verdict.sentence,
        "log_head": head.number if head else 0,
        "log_head_hash": head.hash if head else "",
        "redactions_not_as_logged": ", ".join(map(str, differing)) or "none",
        "digests": "HMAC-SHA-256 under a key for each application, in the vault",
    }
    return Evidence(
        "Evidence from EDI Shortlist",
        facts,
        tuple(made[name]() for name in _ORDER if name in tables),
    )


def fits_digest(
    s: Session, document: str, start: int, end: int, digest: str, text: str | None = None
) -> bool:
    """Say whether a digest of an evidence file is that of a text; the vault must be open.

    Args:
        document, start, end: as the evidence file says them.
        text: what it is said to have been; what the vault holds at that place where left out.

    Raises:
        Refused: no document is named so, or the vault does not hold its application: the key of
            the digests was erased with it.
        VaultSealed: the vault is not open.
    """
    if not _DOCUMENT.fullmatch(document):
        raise Refused("A document is named as in C-07QK/1. Look for it in the evidence file.")
    candidate = document.split("/")[0]
    if text is None:
        text = (text_of(s.vault, document) or "")[start:end]
    fits = is_digest_of(s.vault, document, start, end, text, digest)
    ref = s.workspace.blind.vacancy_of(candidate)
    s.log("digest.compared", ref, candidate, document=document, fits=fits)
    return fits


# -- redactions

_REDACTION_COLUMNS = (
    *("redaction", "vacancy", "candidate", "document", "start", "end", "label", "recogniser"),
    *("score", "flagged", "replacement", "why", "proposed_at", "decision", "decided_by"),
    *("decided_at", "rule", "decision_reason", *VERSIONS, "digest"),
)


_ON_PAPER = (
    *("redaction", "document", "label", "recogniser", "score", "decision", "decided_by"),
    *("decided_at", "rule", "policy", "digest"),
)


def _row(told: ToldRedaction) -> tuple[Cell, ...]:
    one = told.redaction
    return (
        *(one.id, told.vacancy, told.candidate, one.document_id, one.start, one.end),
        *(one.label, one.source, one.score, one.flagged, one.replacement, one.reason),
        *(told.proposed_at, one.decision, one.decided_by, one.decided_at, one.rule),
        one.decision_reason,
        *(told.versions.get(name, "") for name in VERSIONS),
        one.digest or None,
    )
