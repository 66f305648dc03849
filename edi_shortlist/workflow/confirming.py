"""Confirming what was read from application forms: HR looks, corrects and confirms, and can take
it back. What was confirmed stays in the vault; the log names fields and never values.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from edi_shortlist.documents import Document
from edi_shortlist.documents.forms.words import general_form_words
from edi_shortlist.storage import SealedApplication
from edi_shortlist.storage.vault import Confirmation
from edi_shortlist.workflow.corrections import changes_between, corrected, put_back
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.form_fields import DECLARATIONS, FormField, fields_of
from edi_shortlist.workflow.looking_again import FoundAgain, find_again, put_in_place
from edi_shortlist.workflow.redactors import FindsSpans
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import Verb
from edi_shortlist.workflow.vacancies import (
    available_schemes,
    candidate_in,
    permitted,
    vacancy_record,
)

__all__ = [
    "ApplicationForm",
    "FormDocument",
    "FormSummary",
    "confirm_certain",
    "confirm_form",
    "count_doubts",
    "form_of",
    "list_forms",
    "unconfirmed",
    "undo_confirmation",
]

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True)
class FormDocument:
    """A document of an application, to be shown beside its fields."""

    document_id: str
    file: str
    document: Document


@dataclass(frozen=True)
class ApplicationForm:
    """What is known of one applicant, with its places.

    Attributes:
        form: title of the form's map, or "" for a form that no map knows.
        unclear: sentences about what a person must settle.
        confirmed: who confirmed it last, or None.
    """

    candidate: str
    form: str
    fields: tuple[FormField, ...]
    documents: tuple[FormDocument, ...]
    unclear: tuple[str, ...] = ()
    confirmed: Confirmation | None = None

    @property
    def doubts(self) -> int:
        """How many fields a person has to decide about."""
        return sum(field.doubtful for field in self.fields)


@dataclass(frozen=True)
class FormSummary:
    """An application in the list of those to confirm.

    Attributes:
        name: of the applicant, as far as it is known.
        confirmed: whether a person confirmed it.
        unclear: whether it is not clear what was declared.
        doubts: how many fields to decide about, or None where that was not counted yet.
    """

    candidate: str
    name: str
    confirmed: bool
    unclear: bool = False
    doubts: int | None = None


# -- looking


def form_of(s: Session, ref: str, candidate: str) -> ApplicationForm:
    """Return what is known of an applicant, and where it stands; the vault must be open.

    Raises:
        Refused: there is no such vacancy or candidate.
        VaultSealed: the vault is not open.
    """
    vault = s.vault
    vacancy_record(s, ref)
    candidate = candidate_in(s, ref, candidate)
    s.log_look("originals.opened", ref)
    application = _sealed(s, candidate)
    confirmations = vault.confirmations(candidate)
    by_hand = {name for one in confirmations for name in one.changes}
    if vault.has_declarations_by_hand(candidate):
        by_hand.add(DECLARATIONS)
    documents = _documents(s, candidate)
    title, fields = fields_of(
        application,
        [(one.document_id, one.document) for one in documents],
        available_schemes(),
        by_hand,
    )
    return ApplicationForm(
        candidate,
        title,
        fields,
        tuple(documents),
        application.unclear,
        confirmations[-1] if confirmations else None,
    )


def list_forms(s: Session, ref: str) -> list[FormSummary]:
    """Return a vacancy's applications in reference order; the vault must be open.

    Raises:
        Refused: there is no such vacancy.
        VaultSealed: the vault is not open.
    """
    vault = s.vault
    vacancy_record(s, ref)
    s.log_look("identities.listed", ref)
    confirmed = vault.confirmed(ref)
    return [
        FormSummary(
            one.candidate,
            one.identity.get("full_name", ""),
            one.candidate in confirmed,
            bool(one.unclear),
        )
        for one in vault.applications(ref)
    ]


def unconfirmed(s: Session, ref: str) -> list[str]:
    """Return the candidates of a vacancy whom nobody confirmed; the vault must be open.

    Raises:
        Refused: there is no such vacancy.
        VaultSealed: the vault is not open.
    """
    return [one.candidate for one in list_forms(s, ref) if not one.confirmed]


def count_doubts(
    s: Session,
    ref: str,
    candidates: Sequence[str],
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> dict[str, int]:
    """Return how many fields of some candidates a person has to decide about.

    It reads their forms, some tenths of a second each.

    Args:
        progress: called as ``progress(done, total, "")``.
        cancelled: asked between applications; what was counted until then is returned.

    Raises:
        Refused: there is no such vacancy or candidate.
        VaultSealed: the vault is not open.
    """
    found: dict[str, int] = {}
    for candidate in candidates:
        if cancelled and cancelled():
            break
        found[candidate] = form_of(s, ref, candidate).doubts
        if progress:
            progress(len(found), len(candidates), "")
    return found


# -- confirming


def confirm_form(
    s: Session,
    ref: str,
    candidate: str,
    corrections: Mapping[str, str],
    declarations: Sequence[str] | None,
    reason: str = "",
    *,
    redactor: FindsSpans | None = None,
) -> None:
    """Write that what is known of an applicant is right, with corrections; the vault must be open.

    Where they say who the applicant is, redactions are looked for again: new ones wait for
    review, those that were decided stay, and those that only the old identity gave go.

    Args:
        corrections: by the key of the field, as typed.
        declarations: ids of the schemes declared, or None where they are as the vault has them.
        reason: how it was found out, needed where declarations change or were not clear.
        redactor: in place of the vacancy's own.

    Raises:
        Refused: a field or value cannot be used, a declaration is not clear or has no reason, it
            is too late, or the redaction failed.
        VaultSealed: the vault is not open.
    """
    permitted(s, ref, Verb.CORRECT_DECLARATIONS)
    candidate = candidate_in(s, ref, candidate)
    before = _sealed(s, candidate)
    monitored = _monitored()
    after = _declared(corrected(before, corrections, monitored), declarations, reason)
    _write(s, ref, before, after, reason.strip(), redactor)


def confirm_certain(
    s: Session,
    ref: str,
    candidates: Sequence[str],
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> list[str]:
    """Confirm those of some candidates of whom nothing is in doubt; the vault must be open.

    Each is saved by itself, so that what was done stays when it is stopped.

    Args:
        progress: called as ``progress(done, total, "")``.
        cancelled: asked between applications.

    Returns:
        the candidates who were confirmed.

    Raises:
        Refused: there is no such vacancy or candidate, or its shortlist is drawn.
        VaultSealed: the vault is not open.
    """
    permitted(s, ref, Verb.CORRECT_DECLARATIONS)
    done = []
    for number, candidate in enumerate(candidates, 1):
        if cancelled and cancelled():
            break
        form = form_of(s, ref, candidate)
        if form.confirmed is None and not form.doubts and not form.unclear:
            application = _sealed(s, form.candidate)
            _write(s, ref, application, application, "", None)
            done.append(form.candidate)
        if progress:
            progress(number, len(candidates), "")
    return done


def undo_confirmation(
    s: Session, ref: str, candidate: str, *, redactor: FindsSpans | None = None
) -> None:
    """Take the last confirmation of an applicant back, with what it changed; the vault must be
    open. The one before it counts again, if there was one.

    Args:
        redactor: in place of the vacancy's own.

    Raises:
        Refused: it was never confirmed, was changed again since, it is too late, or the
            redaction failed.
        VaultSealed: the vault is not open.
    """
    permitted(s, ref, Verb.CORRECT_DECLARATIONS)
    candidate = candidate_in(s, ref, candidate)
    confirmations = s.vault.confirmations(candidate)
    if not confirmations:
        raise Refused(f"{candidate} is not confirmed, so there is nothing to undo.")
    last = confirmations[-1]
    now = _sealed(s, candidate)
    before = put_back(now, last.changes)
    if before is None:
        raise Refused(
            f"The confirmation of {candidate} cannot be undone: what it changed was changed again "
            "since. Correct it and confirm it once more."
        )
    _write(s, ref, now, before, "The confirmation was undone.", redactor, undone=last)


def _write(
    s: Session,
    ref: str,
    before: SealedApplication,
    after: SealedApplication,
    reason: str,
    redactor: FindsSpans | None,
    *,
    undone: Confirmation | None = None,
) -> None:
    """Write a confirmation, or take one back, in one act on both sides."""
    candidate, vault = before.candidate, s.vault
    changes = changes_between(before, after)
    found: list[FoundAgain] = []
    if before.identity != after.identity:
        permitted(s, ref, Verb.CHANGE)
        documents = [(one.document_id, one.document) for one in _documents(s, candidate)]
        found = find_again(s, ref, documents, before.identity, after.identity, redactor)
    with s.workspace.act(sealed=True):
        permitted(s, ref, Verb.CORRECT_DECLARATIONS)
        if before.identity != after.identity:
            permitted(s, ref, Verb.CHANGE)
        candidate_in(s, ref, candidate)
        if vault.application(candidate) != before:
            raise Refused(f"{candidate} was changed meanwhile. Look at it again.")
        if "declarations" in changes or "unclear" in changes:
            vault.set_declarations(candidate, list(after.declarations), s.actor, reason)
        vault.change_application(after)
        if undone is None:
            vault.add_confirmation(candidate, s.actor, changes, reason)
        else:
            vault.remove_confirmation(undone.id)
        added, removed = put_in_place(s, ref, candidate, found)
        s.log(
            "form.confirmed" if undone is None else "form.confirmation-undone",
            ref,
            candidate,
            fields=_named(changes),
            redactions_added=added,
            redactions_removed=removed,
        )


def _declared(
    application: SealedApplication, declarations: Sequence[str] | None, reason: str
) -> SealedApplication:
    """Return what is known with what a person says of the declarations."""
    if declarations is None:
        if application.unclear:
            raise Refused(
                f"It is not clear what {application.candidate} declared. Ask the applicant, and "
                "set it before you confirm."
            )
        return application
    known = available_schemes()
    if unknown := [name for name in declarations if name not in known]:
        raise Refused(f"There is no scheme '{unknown[0]}'. Choose from {', '.join(sorted(known))}.")
    declared = tuple(dict.fromkeys(declarations))
    if set(declared) == set(application.declarations) and not application.unclear:
        return application
    if not reason.strip():
        raise Refused("Say how you found out, for instance 'asked by telephone on 3 March'.")
    return replace(application, declarations=declared, unclear=())


def _named(changes: Mapping[str, object]) -> list[str]:
    """The names of the fields corrected, for the log; which scheme it was stays in the vault."""
    return sorted({"declarations" if name == "unclear" else name for name in changes})


def _monitored() -> set[str]:
    """The characteristics that forms ask about."""
    mark = "monitoring."
    return {
        key.removeprefix(mark)
        for key in general_form_words().labels.values()
        if key.startswith(mark)
    }


def _documents(s: Session, candidate: str) -> list[FormDocument]:
    records = s.workspace.blind.documents(candidate)
    return [
        FormDocument(record.id, original.file_name, Document.from_dict(dict(original.document)))
        for record, original in zip(records, s.vault.originals(candidate), strict=False)
    ]


def _sealed(s: Session, candidate: str) -> SealedApplication:
    application = s.vault.application(candidate)
    if application is None:
        raise Refused(f"There is no application {candidate} any more. Look at the list again.")
    return application
