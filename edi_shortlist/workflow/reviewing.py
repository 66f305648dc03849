"""Reviewing redactions: each decision is saved and logged at once, and can be undone until release.

Originals are shown only with the vault open; decisions themselves touch the blind side only.
"""

from dataclasses import dataclass, replace

from edi_shortlist.documents.model import Document
from edi_shortlist.redaction.policy import load_policy
from edi_shortlist.redaction.span import Label
from edi_shortlist.storage import Redaction, utc_now
from edi_shortlist.storage.redactions import ACCEPTED, PENDING, REJECTED
from edi_shortlist.workflow.anonymising import REVIEWER, anonymised, hidden_now, original_of
from edi_shortlist.workflow.decision_reasons import Against, checked_reason
from edi_shortlist.workflow.digesting import with_digest
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import Verb
from edi_shortlist.workflow.vacancies import (
    candidate_in,
    get_vacancy,
    permitted,
    vacancy_record,
)

__all__ = [
    "Redaction",
    "ReviewDocument",
    "accept",
    "accept_all",
    "add_redaction",
    "against_of",
    "change_label",
    "explain",
    "list_redactions",
    "preview",
    "reject",
    "review_documents",
    "undo",
]

_Changes = list[tuple[Redaction | None, Redaction]]


@dataclass(frozen=True)
class ReviewDocument:
    """A document under review: the original, and what is proposed for hiding."""

    document_id: str
    ordinal: int
    document: Document
    redactions: list[Redaction]


# -- looking


def review_documents(s: Session, ref: str, candidate: str) -> list[ReviewDocument]:
    """Return a candidate's documents with their redactions; the vault must be open.

    Raises:
        Refused: there is no such vacancy or candidate.
        VaultSealed: the vault is not open.
    """
    vault = s.vault
    vacancy_record(s, ref)
    candidate = candidate_in(s, ref, candidate)
    s.log_look("originals.opened", ref)
    found = []
    for record in s.workspace.blind.documents(candidate):
        content = vault.content(record.id)
        if content is not None:
            found.append(
                ReviewDocument(
                    record.id,
                    record.ordinal,
                    Document.from_dict(content),
                    s.workspace.redactions.of_document(record.id),
                )
            )
    return found


def list_redactions(s: Session, ref: str, candidate: str | None = None) -> list[Redaction]:
    """Return a vacancy's redactions, or one candidate's; the vault may be sealed.

    Raises:
        Refused: there is no such vacancy or candidate.
    """
    vacancy_record(s, ref)
    if candidate is not None:
        candidate = candidate_in(s, ref, candidate)
    return s.workspace.redactions.of_vacancy(ref, candidate)


def preview(s: Session, document_id: str) -> Document:
    """Return a document as the panel would see it now; the vault must be open.

    What waits for a decision is shown hidden, except where the policy left it to the reviewer
    whether to hide it at all.

    Raises:
        Refused: there is no such document.
        VaultSealed: the vault is not open.
    """
    document = original_of(s, document_id)
    return anonymised(document, hidden_now(s.workspace.redactions.of_document(document_id)))


# -- deciding


def accept(s: Session, redaction_id: int) -> Redaction:
    """Decide that a passage is hidden.

    Raises:
        Refused: there is no such redaction, or its vacancy was released.
    """
    return _decide(s, redaction_id, ACCEPTED)


def reject(s: Session, redaction_id: int, reason: str = "") -> Redaction:
    """Decide that a passage stays. What another accepted redaction covers stays hidden.

    Args:
        reason: why, for the log; see ``decision_reasons``.

    Raises:
        Refused: there is no such redaction, its vacancy was released, or the reason cannot be
            logged.
    """
    return _decide(s, redaction_id, REJECTED, reason)


def explain(s: Session, redaction_id: int, reason: str) -> Redaction:
    """Say why a passage was rejected, or marked by hand.

    Args:
        reason: for the log; see ``decision_reasons``.

    Raises:
        Refused: there is no such redaction, nobody decided against what was proposed there, its
            vacancy was released, or the reason is empty or cannot be logged.
    """
    with s.workspace.act():
        before, ref, candidate = _reviewable(s, redaction_id)
        against = against_of(before)
        if against is None:
            raise Refused("Only a rejected passage, and one marked by hand, needs a reason.")
        known = _reason(s, against, reason, before)
        if not known:
            raise Refused("Say why.")
        if known == before.decision_reason:
            return before
        after = replace(before, decision_reason=known)
        s.workspace.redactions.change(after)
        s.workspace.redactions.add_act(ref, s.actor, "give reason", [(before, after)])
        s.log("redaction.explained", ref, candidate, **logged(after))
        return after


def change_label(s: Session, redaction_id: int, label: str) -> Redaction:
    """Say what a passage really is; its wording follows, its decision stays.

    Raises:
        Refused: there is no such redaction or label, or its vacancy was released.
    """
    with s.workspace.act():
        before, ref, candidate = _reviewable(s, redaction_id)
        known = label_named(label)
        if before.label == known.value:
            return before
        after = replace(before, label=known.value, replacement=replacement_of(s, ref, known))
        s.workspace.redactions.change(after)
        s.workspace.redactions.add_act(ref, s.actor, "change label", [(before, after)])
        s.log("redaction.relabelled", ref, candidate, **logged(after), was=before.label)
        return after


def add_redaction(
    s: Session, document_id: str, start: int, end: int, label: str, reason: str = ""
) -> Redaction:
    """Hide a passage that nothing had found; it counts as accepted. The vault must be open.

    Args:
        start, end: offsets in characters of the original's text, half-open.
        reason: why, for the log; see ``decision_reasons``.

    Raises:
        Refused: the passage holds nothing, the label does not exist, the vacancy was released, or
            the reason cannot be logged.
        VaultSealed: the vault is not open.
    """
    text = original_of(s, document_id).text
    passage = text[max(0, start) : end]
    start = max(0, start) + len(passage) - len(passage.lstrip())
    end = start + len(passage.strip())
    if start >= end:
        raise Refused("Mark at least one letter or digit to be hidden.")
    known = label_named(label)
    with s.workspace.act():
        ref, candidate = _whose(s, document_id)
        permitted(s, ref, Verb.REVIEW)
        marked = Redaction(
            0,
            document_id,
            start,
            end,
            known.value,
            1.0,
            REVIEWER,
            replacement_of(s, ref, known),
            "A reviewer marked this passage.",
            ACCEPTED,
            s.actor,
            utc_now(),
        )
        marked = replace(marked, decision_reason=_reason(s, Against.ADDED, reason, marked))
        added = s.workspace.redactions.add(with_digest(s.vault, marked, text))
        s.workspace.redactions.add_act(ref, s.actor, "add redaction", [(None, added)])
        s.log("redaction.added", ref, candidate, **logged(added))
        return added


def accept_all(
    s: Session, ref: str, candidate: str | None = None, *, at_least: float | None = None
) -> int:
    """Accept every undecided redaction, unread, and say so on each of them and in the log.

    Args:
        at_least: accept only those whose score is this or more, from 0 to 1, and that the policy
            does not ask the reviewer about.

    Returns:
        how many were accepted.

    Raises:
        Refused: there is no such vacancy or candidate, or it was released.
    """
    rule = "accept-all" if at_least is None else f"accept-certain-{at_least:g}"
    with s.workspace.act():
        permitted(s, ref, Verb.REVIEW)
        if candidate is not None:
            candidate = candidate_in(s, ref, candidate)
        changes: _Changes = []
        acts = []
        at = utc_now()
        for before in s.workspace.redactions.of_vacancy(ref, candidate):
            if before.decision != PENDING:
                continue
            if at_least is not None and (before.score < at_least or before.flagged):
                continue
            after = replace(before, decision=ACCEPTED, decided_by=s.actor, decided_at=at, rule=rule)
            s.workspace.redactions.change(after)
            changes.append((before, after))
            owner = after.document_id.split("/")[0]
            acts.append(("redaction.accepted", ref, owner, logged(after) | {"rule": rule}))
        if changes:
            act = "accept all" if at_least is None else "accept all certain"
            s.workspace.redactions.add_act(ref, s.actor, act, changes)
            s.log("redactions.accepted-by-rule", ref, candidate, rule=rule, count=len(changes))
            s.workspace.audit.append_all(s.actor, acts)
        return len(changes)


@dataclass(frozen=True)
class Undone:
    """An act of review that was taken back: in words, on which redactions, of which candidate.

    An act on several candidates names the first of them; a redaction that the act had added is
    gone.
    """

    act: str
    candidate: str
    redactions: tuple[int, ...]


def undo(s: Session, ref: str) -> Undone | None:
    """Undo one's own last act of review.

    Returns:
        what was undone, or None where there is nothing to undo.

    Raises:
        Refused: the vacancy was released, or somebody else decided about the same passage since.
    """
    with s.workspace.act():
        permitted(s, ref, Verb.REVIEW)
        act = s.workspace.redactions.last_act(ref, s.actor)
        if act is None:
            return None
        for _, after in act.changes:
            if s.workspace.redactions.get(after.id) != after:
                raise Refused(
                    f"'{act.act}' cannot be undone: somebody else decided about the same passage "
                    "since. Change that decision instead."
                )
        for before, after in act.changes:
            if before is None:
                s.workspace.redactions.remove(after.id)
            else:
                s.workspace.redactions.change(before)
        s.workspace.redactions.forget_act(act.id)
        undone = Undone(
            act.act,
            act.changes[0][1].document_id.split("/")[0],
            tuple(after.id for _, after in act.changes),
        )
        s.log("redaction.undone", ref, act=undone.act, redactions=list(undone.redactions))
        return undone


# -- for the other verbs


def against_of(redaction: Redaction) -> Against | None:
    """Return which reasons fit a decision; None where it is the one that was proposed."""
    if redaction.decision == REJECTED:
        return Against.REJECTED
    return Against.ADDED if redaction.source == REVIEWER else None


def replacement_of(s: Session, ref: str, label: Label) -> str:
    """Return what the vacancy's policy puts in place of a label.

    A person's number is known only to the redactor, so a reviewer's name becomes ``[person]``.
    """
    vacancy = get_vacancy(s, ref)
    policy = load_policy(
        vacancy.policy, [(entry.label, entry.action) for entry in vacancy.policy_overrides]
    )
    written = policy.treatments[label].replacement or f"[{label.value.lower().replace('_', ' ')}]"
    return written.replace(" {n}", "").replace("{n}", "")


def label_named(label: str) -> Label:
    """Return one of the marking guide's labels by its name.

    Raises:
        Refused: there is none of that name.
    """
    try:
        return Label(label)
    except ValueError:
        raise Refused(
            f"There is no label '{label}'. Choose from {', '.join(known.value for known in Label)}."
        ) from None


def _whose(s: Session, document_id: str) -> tuple[str, str]:
    """Return the vacancy and candidate of a document."""
    candidate = s.workspace.blind.candidate_of(document_id)
    ref = s.workspace.blind.vacancy_of(candidate) if candidate else None
    if candidate is None or ref is None:
        raise Refused(f"There is no document {document_id}. Look for it in the list.")
    return ref, candidate


def _reviewable(s: Session, redaction_id: int) -> tuple[Redaction, str, str]:
    redaction = s.workspace.redactions.get(redaction_id)
    if redaction is None:
        raise Refused(f"There is no redaction {redaction_id}. Look for it in the list.")
    ref, candidate = _whose(s, redaction.document_id)
    permitted(s, ref, Verb.REVIEW)
    return redaction, ref, candidate


def _decide(s: Session, redaction_id: int, decision: str, reason: str = "") -> Redaction:
    with s.workspace.act():
        before, ref, candidate = _reviewable(s, redaction_id)
        known = _reason(s, Against.REJECTED, reason, before)
        if (
            before.decision == decision
            and not before.rule
            and known in ("", before.decision_reason)
        ):
            return before
        after = replace(
            before,
            decision=decision,
            decided_by=s.actor,
            decided_at=utc_now(),
            rule="",
            decision_reason=known,
        )
        s.workspace.redactions.change(after)
        act = "accept" if decision == ACCEPTED else "reject"
        s.workspace.redactions.add_act(ref, s.actor, act, [(before, after)])
        s.log(f"redaction.{decision}", ref, candidate, **logged(after))
        return after


def _reason(s: Session, against: Against, reason: str, redaction: Redaction) -> str:
    return checked_reason(s, against, reason, redaction.document_id, redaction.start, redaction.end)


def logged(redaction: Redaction) -> dict[str, object]:
    """Return what the log says of a redaction: what and in which document, never the words.

    The digest binds the decision to one text, whatever is done to the redaction later. Places are
    not said: those of an applicant who was erased would still tell how long a name was.
    """
    said: dict[str, object] = {
        "redaction": redaction.id,
        "document": redaction.document_id,
        "label": redaction.label,
        "source": redaction.source,
        "score": redaction.score,
    }
    if redaction.digest:
        said["digest"] = redaction.digest
    if redaction.decision_reason:
        said["reason"] = redaction.decision_reason
    return said
