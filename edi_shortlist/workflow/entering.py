"""Writing one application to both sides of a workspace, and taking one out again."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from edi_shortlist.documents.model import Document
from edi_shortlist.redaction.span import Span
from edi_shortlist.storage import Original, Redaction, SealedApplication, StorageError
from edi_shortlist.workflow.digesting import with_digest
from edi_shortlist.workflow.particulars import Particulars
from edi_shortlist.workflow.redactors import FindsSpans, versions_of
from edi_shortlist.workflow.session import Session


@dataclass(frozen=True)
class Arrival:
    """An application that is ready to be written.

    Attributes:
        name: what its folder or file was called, for HR.
        found: the spans of each original, in the same order.
        noted: what else the log says of it; never an applicant's words.
    """

    name: str
    particulars: Particulars
    originals: Sequence[Original]
    found: Sequence[Sequence[Span]]
    noted: dict[str, Any] = field(default_factory=dict)


def enter(s: Session, ref: str, arrival: Arrival, redactor: FindsSpans, action: str) -> str:
    """Write an application under a new reference, which is returned; call it within an act.

    Args:
        action: the entry of the log, such as ``application.imported``.
    """
    workspace, particulars = s.workspace, arrival.particulars
    candidate = workspace.blind.new_reference()
    application = SealedApplication(
        candidate,
        ref,
        arrival.name,
        particulars.identity,
        particulars.declarations,
        particulars.adjustments,
        particulars.interview_mode,
        particulars.monitoring,
        particulars.unclear,
    )
    s.vault.add_application(application, arrival.originals)
    documents = workspace.blind.add_candidate(ref, candidate, len(arrival.originals))
    for document, original, spans in zip(documents, arrival.originals, arrival.found, strict=True):
        text = Document.from_dict(dict(original.document)).text
        for span in spans:
            workspace.redactions.add(with_digest(s.vault, pending(document, span), text))
    every = [span for spans in arrival.found for span in spans]
    s.log(
        action,
        ref,
        candidate,
        documents=len(documents),
        redactions=len(every),
        by_label=dict(sorted(Counter(span.label.value for span in every).items())),
        by_source=dict(sorted(Counter(span.source for span in every).items())),
        versions=versions_of(redactor),
        **arrival.noted,
    )
    return candidate


def take_out(s: Session, ref: str, candidate: str) -> None:
    """Remove an application from the blind side; call it within an act, before release only, and
    ``forget`` it after that.

    Acts of review that touched it cannot be undone any more. The log keeps what it says.
    """
    s.workspace.redactions.forget_acts_on(ref, candidate)
    s.workspace.blind.remove_candidate(candidate)


def forget(s: Session, candidates: Sequence[str]) -> None:
    """Remove from the vault what was taken out, once the act that did it is saved: the vault
    commits first, and an act that the blind side did not get must lose nothing.

    What cannot be removed now is removed when the vault is opened next.
    """
    with suppress(StorageError), s.workspace.act(sealed=True):
        for candidate in candidates:
            s.vault.remove_application(candidate)


def pending(document: str, span: Span) -> Redaction:
    """Return the record of a span that waits for a decision."""
    return Redaction(
        0,
        document,
        span.start,
        span.end,
        span.label.value,
        round(span.score, 4),
        span.source,
        span.replacement,
        span.reason,
        flagged=span.flagged,
    )
