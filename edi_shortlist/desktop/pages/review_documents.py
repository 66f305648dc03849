"""The documents of the application in review, as they stand with what was decided meanwhile."""

from dataclasses import replace

from edi_shortlist.desktop.models.redactions import RedactionsModel
from edi_shortlist.workflow.reviewing import Redaction, ReviewDocument


class ReviewDocuments:
    """Keeps the documents and the list of their redactions in step.

    Attributes:
        shown: the document that the panes show.
    """

    def __init__(self, model: RedactionsModel) -> None:
        self._model = model
        self._all: list[ReviewDocument] = []
        self.shown: ReviewDocument | None = None

    def at(self, number: int) -> ReviewDocument:
        """Return a document by its number, from 0."""
        return self._all[number]

    def take(self, found: list[ReviewDocument]) -> None:
        """Take the documents of an application; none of them is shown yet."""
        self._all, self.shown = found, None
        self._model.show_documents(found)

    def forget(self) -> None:
        """Keep nothing."""
        self._model.clear()
        self._all, self.shown = [], None

    def find(self, document_id: str) -> ReviewDocument | None:
        """Return a document by its id."""
        return next((d for d in self._all if d.document_id == document_id), None)

    def turn_to(self, document: ReviewDocument) -> int | None:
        """Make a document the one that is shown.

        Returns:
            its number, from 0, or None if it was shown already.
        """
        if self.shown is not None and self.shown.document_id == document.document_id:
            return None
        self.shown = document
        return self._all.index(document)

    def put(self, at: int, redaction: Redaction) -> None:
        """Put a changed redaction into a row of the list and into its document."""
        self._model.replace_row(at, redaction)
        self._all = [
            replace(d, redactions=[r for r in self._model.rows if r.document_id == d.document_id])
            for d in self._all
        ]
        if self.shown is not None:
            self.shown = self.find(self.shown.document_id)

    def add(self, redaction: Redaction) -> ReviewDocument | None:
        """Add a new redaction to the list and to its document.

        Returns:
            that document, which is the one that is shown from now on, or None if the reviewer has
            gone to another application meanwhile.
        """
        if self.find(redaction.document_id) is None:
            return None
        self._all = [
            replace(d, redactions=[*d.redactions, redaction])
            if d.document_id == redaction.document_id
            else d
            for d in self._all
        ]
        self._model.show_documents(self._all)
        self.shown = self.find(redaction.document_id)
        return self.shown

    def are_of(self, candidate: str) -> bool:
        """Whether these are a candidate's documents."""
        return all(d.document_id.startswith(candidate) for d in self._all)
