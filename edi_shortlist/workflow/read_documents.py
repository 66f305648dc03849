"""What was read of an application's documents, for HR to compare with the originals."""

from dataclasses import dataclass

from edi_shortlist.documents import Document
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import candidate_in


@dataclass(frozen=True)
class ReadDocument:
    """A document that came in.

    Attributes:
        file: its name, which may hold the applicant's: for the screen, and written nowhere.
        words: how many there are; a page of a letter has some 400.
        pages: how many, where the format has pages.
        notes: sentences about what was left out of it or must be checked against the original.
    """

    candidate: str
    file: str
    words: int
    pages: int | None
    notes: tuple[str, ...]


def as_read(candidate: str, file: str, document: Document) -> ReadDocument:
    """Return what was read of one document."""
    pages = max((block.page or 0 for block in document.blocks), default=0)
    return ReadDocument(
        candidate, file, len(document.text.split()), pages or None, document.warnings
    )


def documents_of(s: Session, ref: str, candidate: str) -> list[ReadDocument]:
    """Return the documents of one application, in order; the vault must be open.

    Raises:
        Refused: there is no such candidate.
        VaultSealed: the vault is not open.
    """
    candidate = candidate_in(s, ref, candidate)
    return [
        as_read(candidate, original.file_name, Document.from_dict(dict(original.document)))
        for original in s.vault.originals(candidate)
    ]
