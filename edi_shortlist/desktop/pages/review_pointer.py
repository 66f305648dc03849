"""Pointing in the panes at a place that the check found, and saying what can be done there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from edi_shortlist.desktop.pages.review_panes import ReviewPanes
from edi_shortlist.workflow.last_look import Doubt
from edi_shortlist.workflow.reviewing import Redaction


class PlacePointer:
    """Keeps the place that is pointed at, and one that must wait for its documents."""

    def __init__(self, panes: ReviewPanes) -> None:
        self._panes = panes
        self._waiting: Doubt | None = None
        self._place: Doubt | None = None

    def wait_for(self, place: Doubt) -> None:
        """Keep a place until the documents of its candidate are there."""
        self._waiting = place

    def arrived(self, candidate: str) -> Doubt | None:
        """Return the place that waited, if it is one of this candidate; it waits no longer."""
        waited, self._waiting = self._waiting, None
        return waited if waited is not None and waited.candidate == candidate else None

    def point_at(self, place: Doubt) -> None:
        """Select a place of the document that is shown, so that it can be hidden."""
        self._place = place
        if place.original is not None:
            self._panes.show_passage(*place.original)
        self.follow(place.document_id)
        self._panes.original.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, document_id: str) -> None:
        """Show the place on the anonymised side as well, now or when that has come.

        Args:
            document_id: of the document that is shown.
        """
        place = self._place
        if place is None or document_id != place.document_id:
            return
        if place.original is not None:
            self._panes.follow_passage(*place.original)
        elif shown := self._panes.anonymised.shown:
            length = len(shown.text)
            self._panes.anonymised.show_passage(min(place.start, length), min(place.end, length))

    def leave(self) -> None:
        """Point at no place any more."""
        self._place = None

    def forget(self) -> None:
        """Keep nothing."""
        self._waiting, self._place = None, None


def redaction_at(place: Doubt, redactions: Sequence[Redaction]) -> Redaction | None:
    """Return the redaction that touches a place, if there is one."""
    if place.original is None:
        return None
    start, end = place.original
    return next(
        (
            r
            for r in redactions
            if r.document_id == place.document_id and r.start < end and start < r.end
        ),
        None,
    )


def said_of(place: Doubt, redaction: Redaction | None) -> str:
    """Return a sentence about where a place is and how it is hidden.

    Args:
        redaction: the one that touches it.
    """
    where = f"{place.candidate}, document {place.document}, line {place.line}"
    if place.original is None:
        return f"{where}: look for it in what the panel sees."
    if redaction is None:
        return f"{where}. Press H to hide what is selected."
    if redaction.decision == "accepted":
        return f"{where}: it is hidden already."
    return f"{where}. Press A to hide it."
