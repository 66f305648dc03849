"""A document of a sample as it is checked again: what the panel reads, and with the vault open the
original beside it.
"""

from dataclasses import dataclass

from edi_shortlist.documents.model import Document
from edi_shortlist.workflow.reviewing import ReviewDocument, preview
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import vacancy_record


@dataclass(frozen=True)
class SampledText:
    """A document to be checked.

    Attributes:
        shown: as the panel reads it, or would as things stand; None where that takes the vault,
            which is sealed, or where the document is gone.
        original: what it was made from; None while the vault is sealed, and where it is gone.
        gone: whether the document was taken away since, with its applicant or with others into
            another application.
    """

    document: str
    shown: Document | None = None
    original: ReviewDocument | None = None
    gone: bool = False


def sampled_text(s: Session, ref: str, document: str) -> SampledText:
    """Return a document of a vacancy as it is checked; the vault may be sealed.

    Raises:
        Refused: there is no such vacancy.
    """
    vacancy_record(s, ref)
    blind = s.workspace.blind
    candidate = blind.candidate_of(document)
    records = blind.documents(candidate) if candidate else []
    record = next((one for one in records if one.id == document), None)
    if record is None:
        return SampledText(document, gone=True)
    shown = Document.from_dict(dict(record.anonymised)) if record.anonymised is not None else None
    content = s.vault.content(document) if s.is_unsealed else None
    if content is None:
        return SampledText(document, shown)
    s.log_look("originals.opened", ref)
    original = ReviewDocument(
        document,
        record.ordinal,
        Document.from_dict(content),
        s.workspace.redactions.of_document(document),
    )
    return SampledText(document, shown or preview(s, document), original)
