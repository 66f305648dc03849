"""What the panel reads of a candidate now: the anonymised documents, with what was reported since
covered. Nothing here opens the vault."""

from collections.abc import Iterable

from edi_shortlist.documents.model import Document
from edi_shortlist.storage.passage_reports import KEPT, ReportRecord
from edi_shortlist.workflow.covering import HIDDEN, Cover, covered
from edi_shortlist.workflow.session import Session


def shown_documents(s: Session, candidate: str) -> dict[str, Document]:
    """Return a candidate's anonymised documents by identifier, in order, as they may be read now.

    In a workspace they are stored so; a pack keeps them as they were handed out.
    """
    found = {
        record.id: Document.from_dict(dict(record.anonymised))
        for record in s.workspace.blind.documents(candidate)
        if record.anonymised is not None
    }
    if s.pack is None:
        return found
    covers = covers_on(s, candidate)
    return {
        name: covered(document, covers[name]) if name in covers else document
        for name, document in found.items()
    }


def covers_of(reports: Iterable[ReportRecord]) -> dict[str, list[Cover]]:
    """Return what reports cover, by document."""
    covers: dict[str, list[Cover]] = {}
    for one in reports:
        if one.hides:
            words = one.replacement if one.decision == KEPT else HIDDEN
            for place in one.places:
                covers.setdefault(place.document_id, []).append(
                    Cover(place.start, place.end, words)
                )
    return covers


def covers_on(s: Session, candidate: str) -> dict[str, list[Cover]]:
    """Return what the reports on a candidate cover, by document."""
    return covers_of(s.workspace.reports.of_candidate(candidate))
