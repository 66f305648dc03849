"""From an original and its redactions to what the panel reads of it."""

from collections.abc import Sequence

from edi_shortlist.documents.model import Document
from edi_shortlist.redaction.span import Label, Span
from edi_shortlist.storage import Redaction
from edi_shortlist.storage.redactions import ACCEPTED, PENDING
from edi_shortlist.workflow.answers import with_questions
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.withholding import withheld

#: The source of a redaction that a reviewer marked.
REVIEWER = "reviewer"
#: The source of a redaction that a panellist's report led to.
PANELLIST_REPORT = "panellist report"


def original_of(s: Session, document_id: str) -> Document:
    """Return a document as it was read; the vault must be open.

    Raises:
        Refused: there is no such document.
        VaultSealed: the vault is not open.
    """
    content = s.vault.content(document_id)
    if content is None:
        raise Refused(f"There is no document {document_id}. Look for it in the list.")
    return Document.from_dict(content)


def anonymised(document: Document, redactions: Sequence[Redaction]) -> Document:
    """Return the document with these redactions applied, whatever was decided about them, and
    without its monitoring page and scheme questions; its blocks say which question they answer.

    Redactions that overlap hide everything that any of them covers, under the wording of the one
    that a reviewer marked, or else of the longest.
    """
    from edi_shortlist.redaction import anonymise

    shown = with_questions(document, anonymise(document, settled(redactions)))
    return withheld(document, shown)


def hidden_now(redactions: Sequence[Redaction]) -> list[Redaction]:
    """Return the redactions whose passages the panel would not see as things stand."""
    return [
        redaction
        for redaction in redactions
        if redaction.decision == ACCEPTED
        or (redaction.decision == PENDING and not redaction.flagged)
    ]


def settled(redactions: Sequence[Redaction]) -> list[Span]:
    """Return spans that do not overlap and cover what these redactions cover."""
    groups: list[list[Redaction]] = []
    reach = -1
    for redaction in sorted(redactions, key=lambda r: (r.start, r.end, r.id)):
        if redaction.start < reach:
            groups[-1].append(redaction)
        else:
            groups.append([redaction])
        reach = max(reach, redaction.end)
    spans = []
    for group in groups:
        leader = max(group, key=lambda r: (r.source == REVIEWER, r.end - r.start, -r.id))
        spans.append(
            Span(
                min(r.start for r in group),
                max(r.end for r in group),
                Label(leader.label),
                leader.score,
                leader.source,
                leader.replacement,
                leader.reason,
            )
        )
    return spans
