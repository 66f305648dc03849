"""A panellist reports a passage that tells who a candidate is: it is hidden at once from everyone.

On the blind side the text itself goes; only the vault can tell it again. In a panel pack, whose
documents are as they were handed out, the passage is covered wherever it is shown, and the
workspace hides it when the pack comes back. Nothing here opens the vault.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from edi_shortlist.documents.model import Document
from edi_shortlist.storage import utc_now
from edi_shortlist.storage.digests import digest_of, new_key
from edi_shortlist.storage.passage_reports import ReportedPlace, ReportRecord
from edi_shortlist.workflow.covering import again, covered, passage
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.packs import panellist_named
from edi_shortlist.workflow.session import Role, Session
from edi_shortlist.workflow.shown_documents import covers_on, shown_documents
from edi_shortlist.workflow.states import Verb
from edi_shortlist.workflow.vacancies import candidate_in, permitted

__all__ = [
    "Reported",
    "ReportedPlace",
    "clean_hidden",
    "digest_of_places",
    "report_passage",
    "take_report",
]


@dataclass(frozen=True)
class Reported:
    """What a report hid.

    Attributes:
        report: its number in this workspace or pack.
        places: in how many places the passage stood, in all of the candidate's documents.
    """

    report: int
    candidate: str
    places: int


def report_passage(
    s: Session, ref: str, candidate: str, panellist: str, places: Sequence[ReportedPlace]
) -> Reported:
    """Hide a passage of what the panel reads, and the same words everywhere else in the
    candidate's documents, until HR decides.

    Args:
        places: where it stands; several where it was read in one piece and stands in more.

    Raises:
        Refused: the panel does not read the vacancy now, there is no such candidate, panellist or
            document, or nothing readable is at the places.
    """
    if s.pack and s.pack.role is Role.MANAGER:
        raise Refused("This file is for reading only. Tell HR what you found.")
    with s.workspace.act():
        permitted(s, ref, Verb.REPORT)
        candidate, panellist = candidate_in(s, ref, candidate), panellist_named(s, ref, panellist)
        at = utc_now()
        found = ReportRecord(
            0,
            secrets.token_hex(8),
            candidate,
            panellist,
            at,
            at,
            new_key(),
            s.pack.identifier if s.pack else None,
            _everywhere(candidate, shown_documents(s, candidate), places),
        )
        number = take_report(s, ref, found)
    clean_hidden(s)
    return Reported(number, candidate, len(found.places))


def take_report(s: Session, ref: str, found: ReportRecord) -> int:
    """Write a report, hide its places and log it; call it inside the act, and ``clean_hidden``
    after it. The log knows the places by a digest, under a key that goes with the candidate."""
    number = s.workspace.reports.add(found)
    if s.pack is None:
        _hide(s, found.candidate)
    s.log(
        "passage.reported",
        ref,
        found.candidate,
        report=number,
        panellist=found.panellist,
        documents=sorted({place.document_id for place in found.places}),
        places=len(found.places),
        digest=digest_of_places(found),
    )
    return number


def digest_of_places(found: ReportRecord) -> str:
    """Return the digest, in hexadecimal, by which the log knows where a report's passages stand."""
    places = sorted([one.document_id, one.start, one.end] for one in found.places)
    return digest_of(found.place_key, found.candidate, 0, 0, json.dumps(places))


def clean_hidden(s: Session) -> None:
    """Leave no byte of what was hidden in the file; call it outside every act."""
    if s.pack is None:
        s.workspace.clean_hidden()


def _hide(s: Session, candidate: str) -> None:
    """Cover what was reported in the anonymised documents as they are stored."""
    covers = covers_on(s, candidate)
    for record in s.workspace.blind.documents(candidate):
        if record.anonymised is not None and record.id in covers:
            document = Document.from_dict(dict(record.anonymised))
            s.workspace.blind.set_anonymised(
                record.id, covered(document, covers[record.id]).to_dict()
            )
    s.workspace.reports.must_be_cleaned()


def _everywhere(
    candidate: str, shown: Mapping[str, Document], places: Sequence[ReportedPlace]
) -> tuple[ReportedPlace, ...]:
    """Return the reported places, as whole words, and every other one where the same words stand.

    Raises:
        Refused: there is no such document, or nothing readable is at any of the places.
    """
    found: list[ReportedPlace] = []
    for place in places:
        if place.document_id not in shown:
            raise Refused(f"{candidate} has no document {place.document_id} that the panel reads.")
        meant = passage(shown[place.document_id].text, place.start, place.end)
        if meant is not None:
            found.append(ReportedPlace(place.document_id, *meant))
    if not found:
        raise Refused("Choose words that can be read: what is there is hidden already.")
    for place in tuple(found):
        words = shown[place.document_id].text[place.start : place.end]
        for name, document in shown.items():
            for start, end in again(document.text, words):
                other = ReportedPlace(name, start, end)
                if not any(_touch(other, one) for one in found):
                    found.append(other)
    return tuple(found)


def _touch(one: ReportedPlace, other: ReportedPlace) -> bool:
    same = one.document_id == other.document_id
    return same and one.start < other.end and other.start < one.end
