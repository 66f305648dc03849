"""Looking again for what must be hidden when it turns out who an applicant really is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from edi_shortlist.documents import Document
from edi_shortlist.redaction.span import Span
from edi_shortlist.storage.redactions import PENDING
from edi_shortlist.workflow.digesting import with_digest
from edi_shortlist.workflow.entering import pending
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.redactors import FindsSpans
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.withholding import still_shown

_Passage = tuple[int, int, str]


@dataclass(frozen=True)
class FoundAgain:
    """What a redactor finds in one document with what was known of the applicant, and with what
    is known now.

    Attributes:
        text: of the whole document.
    """

    document_id: str
    text: str
    before: Sequence[Span]
    after: Sequence[Span]


def find_again(
    documents: Sequence[tuple[str, Document]],
    before: Mapping[str, str],
    after: Mapping[str, str],
    redactor: FindsSpans,
) -> list[FoundAgain]:
    """Look twice through an application; it takes seconds, so call it outside of an act.

    Args:
        before, after: the identity that was known, and the one that is known now.

    Raises:
        Refused: the redaction failed.
    """
    texts = [document for _, document in documents]
    try:
        found = [
            [
                still_shown(document, spans)
                for document, spans in zip(texts, redactor.find_all(texts, known), strict=True)
            ]
            for known in (before, after)
        ]
    except Exception:  # what recognisers say may quote the text
        raise Refused(
            "Looking for what must be hidden failed, so nothing was changed. Tell the makers of "
            "this program."
        ) from None
    return [
        FoundAgain(document_id, document.text, old, new)
        for (document_id, document), old, new in zip(documents, *found, strict=True)
    ]


def put_in_place(
    s: Session, ref: str, candidate: str, found: Sequence[FoundAgain]
) -> tuple[int, int]:
    """Add what is new, and remove what only the old identity gave and nobody decided about; call
    it within an act.

    Acts of review on this candidate cannot be undone any more where something was removed.

    Returns:
        how many redactions were added, and how many removed.
    """
    added = removed = 0
    store = s.workspace.redactions
    for one in found:
        given_up = {_passage(span) for span in one.before} - {_passage(span) for span in one.after}
        places = set()
        for redaction in store.of_document(one.document_id):
            passage = (redaction.start, redaction.end, redaction.label)
            if redaction.decision == PENDING and passage in given_up:
                store.remove(redaction.id)
                removed += 1
            else:
                places.add((redaction.start, redaction.end))
        for span in one.after:
            if (span.start, span.end) not in places:
                store.add(with_digest(s.vault, pending(one.document_id, span), one.text))
                added += 1
    if removed:
        store.forget_acts_on(ref, candidate)
    return added, removed


def _passage(span: Span) -> _Passage:
    return span.start, span.end, span.label.value
