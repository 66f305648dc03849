"""Taking back from a panel pack what the panellist told beside the scores: whom they think they
know, and which passages tell who somebody is."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from edi_shortlist.storage import utc_now
from edi_shortlist.storage.conflicts import ConflictRecord
from edi_shortlist.storage.pack_errors import AlteredPack
from edi_shortlist.storage.pack_reading import PackScores
from edi_shortlist.storage.passage_reports import ReportRecord
from edi_shortlist.workflow.conflicts import DECLARED_KINDS, remove_pair
from edi_shortlist.workflow.passage_reports import take_report
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.shown_documents import shown_documents


def take_conflicts(
    s: Session, path: Path, ref: str, read: PackScores, gone: Collection[str]
) -> int:
    """Remove the pairs that a pack tells of, and return how many; call it inside the act.

    What is here already, or was here and HR took it back, is left as it is.

    Args:
        gone: candidates who were erased since.

    Raises:
        AlteredPack: it tells of what the program would never have written in it.
    """
    known, new = set(s.workspace.blind.candidates(ref)), 0
    for told in read.conflicts:
        if told.candidate in gone:
            continue
        if told.candidate not in known or told.kind not in DECLARED_KINDS:
            raise AlteredPack(path, f"it holds a declaration that does not fit {ref}")
        if not _is_known(s, told):
            remove_pair(s, ref, told)
            new += 1
    return new


def take_reports(s: Session, path: Path, ref: str, read: PackScores, gone: Collection[str]) -> int:
    """Hide the passages that a pack tells of, and return how many were reported anew; call it
    inside the act, and ``clean_hidden`` after it.

    Args:
        gone: candidates who were erased since.

    Raises:
        AlteredPack: it tells of what the program would never have written in it.
    """
    known, new = set(s.workspace.blind.candidates(ref)), 0
    for told in read.reports:
        if told.candidate in gone:
            continue
        if told.candidate not in known or not _fits(s, told):
            raise AlteredPack(path, f"it holds a report that does not fit {ref}")
        if not s.workspace.reports.is_known(told.token):
            take_report(s, ref, replace(told, hidden_at=utc_now()))
            new += 1
    return new


def _is_known(s: Session, told: ConflictRecord) -> bool:
    here = s.workspace.conflicts.of(told.candidate, told.panellist)
    return here is not None and (here.withdrawn_at is None or here.declared_at == told.declared_at)


def _fits(s: Session, told: ReportRecord) -> bool:
    """Whether the places lie in the documents; hiding does not change how long those are."""
    lengths = {name: len(one.text) for name, one in shown_documents(s, told.candidate).items()}
    return all(
        0 <= place.start < place.end <= lengths.get(place.document_id, -1) for place in told.places
    )
