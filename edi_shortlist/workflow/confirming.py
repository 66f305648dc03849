"""Confirming what was read from application forms: HR looks, corrects and confirms, and can take
it back. What was confirmed stays in the vault; the log names fields and never values.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from edi_shortlist.storage import SealedApplication
from edi_shortlist.storage.vault import Confirmation
from edi_shortlist.workflow.application_forms import (
    ApplicationForm,
    Cancelled,
    FormDocument,
    FormSummary,
    Progress,
    count_doubts,
    documents_of,
    form_of,
    list_forms,
    sealed_application,
    unconfirmed,
)
from edi_shortlist.workflow.corrections import (
    changes_between,
    corrected,
    declarations_with,
    names_of,
    put_back,
)
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.form_drafts import settle_draft
from edi_shortlist.workflow.form_fields import DECLARATIONS, monitored_characteristics
from edi_shortlist.workflow.looking_again import FoundAgain, find_again, put_in_place
from edi_shortlist.workflow.redactors import FindsSpans, redactor_for, versions_of
from edi_shortlist.workflow.scheme_editions import schemes_for
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import Verb
from edi_shortlist.workflow.vacancies import (
    candidate_in,
    get_vacancy,
    permitted,
)

__all__ = [
    "ApplicationForm",
    "FormDocument",
    "FormSummary",
    "confirm_certain",
    "confirm_form",
    "confirm_values",
    "count_doubts",
    "form_of",
    "list_forms",
    "unconfirmed",
    "undo_confirmation",
]


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
    before = sealed_application(s, candidate)
    monitored = monitored_characteristics()
    after = _declared(s, ref, corrected(before, corrections, monitored), declarations, reason)
    settled = {*corrections, *({DECLARATIONS} if declarations is not None else ())}
    _write(s, ref, before, after, reason.strip(), redactor, settled=settled)


def confirm_values(
    s: Session,
    ref: str,
    candidate: str,
    values: Mapping[str, str],
    reason: str = "",
    *,
    redactor: FindsSpans | None = None,
) -> None:
    """As ``confirm_form``, with the declarations among the values.

    Args:
        values: by the key of the field; of a declaration ``yes`` or ``no``. Schemes that are not
            here stay as they are.

    Raises:
        Refused, VaultSealed: as ``confirm_form`` does.
    """
    answers = {key: value for key, value in values.items() if key.startswith(f"{DECLARATIONS}.")}
    declarations = None
    if answers:
        declarations = declarations_with(form_of(s, ref, candidate).fields, answers)
    others = {key: value for key, value in values.items() if key not in answers}
    confirm_form(s, ref, candidate, others, declarations, reason, redactor=redactor)


def confirm_certain(
    s: Session,
    ref: str,
    candidates: Sequence[str],
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> list[str]:
    """Confirm those of some candidates of whom nothing is in doubt, and about whom nothing was
    typed that waits; the vault must be open.

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
        certain = not form.doubts and not form.unclear
        if form.confirmed is None and form.draft is None and certain:
            application = sealed_application(s, form.candidate)
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
    now = sealed_application(s, candidate)
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
    settled: Collection[str] = (),
) -> None:
    """Write a confirmation, or take one back, in one act on both sides.

    Args:
        settled: the fields about which what was typed waits no more.
    """
    candidate, vault = before.candidate, s.vault
    changes = changes_between(before, after)
    found: list[FoundAgain] = []
    versions: dict[str, str] = {}
    if before.identity != after.identity:
        permitted(s, ref, Verb.CHANGE)
        documents = [(one.document_id, one.document) for one in documents_of(s, candidate)]
        redactor = redactor or redactor_for(get_vacancy(s, ref))
        found = find_again(documents, before.identity, after.identity, redactor)
        versions = versions_of(redactor)
    with s.workspace.act(sealed=True):
        permitted(s, ref, Verb.CORRECT_DECLARATIONS)
        if before.identity != after.identity:
            permitted(s, ref, Verb.CHANGE)
        candidate_in(s, ref, candidate)
        if vault.application(candidate) != before:
            raise Refused(f"{candidate} was changed meanwhile. Look at it again.")
        if "declarations" in changes or "unclear" in changes:
            permitted(s, ref, Verb.SET_DECLARATIONS)
            vault.set_declarations(candidate, list(after.declarations), s.actor, reason)
        vault.change_application(after)
        if undone is None:
            vault.add_confirmation(candidate, s.actor, changes, reason)
        else:
            vault.remove_confirmation(candidate, undone.id)
        settle_draft(s, candidate, settled)
        added, removed = put_in_place(s, ref, candidate, found)
        s.log(
            "form.confirmed" if undone is None else "form.confirmation-undone",
            ref,
            candidate,
            fields=names_of(changes),
            redactions_added=added,
            redactions_removed=removed,
            **({"versions": versions} if versions else {}),
        )


def _declared(
    s: Session,
    ref: str,
    application: SealedApplication,
    declarations: Sequence[str] | None,
    reason: str,
) -> SealedApplication:
    """Return what is known with what a person says of the declarations."""
    if declarations is None:
        if application.unclear:
            raise Refused(
                f"It is not clear what {application.candidate} declared. Ask the applicant, and "
                "set it before you confirm."
            )
        return application
    known = schemes_for(s, ref)
    if unknown := [name for name in declarations if name not in known]:
        raise Refused(f"There is no scheme '{unknown[0]}'. Choose from {', '.join(sorted(known))}.")
    declared = tuple(dict.fromkeys(declarations))
    if set(declared) == set(application.declarations) and not application.unclear:
        return application
    if not reason.strip():
        raise Refused("Say how you found out, for instance 'asked by telephone on 3 March'.")
    return replace(application, declarations=declared, unclear=())
