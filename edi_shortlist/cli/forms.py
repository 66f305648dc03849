"""``applications fields`` and ``confirm``: what was found on forms, and that it is right.

Both open the vault. What is typed goes to the vault alone, never into the log.
"""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from edi_shortlist.cli.context import Json, PassphraseFile, Reference, open_session
from edi_shortlist.cli.printing import notice, print_json, print_table, progress_bar

if TYPE_CHECKING:
    from edi_shortlist.workflow.application_forms import ApplicationForm, FormSummary
    from edi_shortlist.workflow.form_fields import FormField

_EXCERPT = 60  # characters of a value in the table; --json prints all of them


def fields(
    ctx: typer.Context,
    reference: Reference,
    candidate: Annotated[
        str | None,
        typer.Argument(metavar="C-…", help="Only this candidate; everybody otherwise."),
    ] = None,
    waiting: Annotated[
        bool, typer.Option("--waiting", help="Only applications that nobody has confirmed.")
    ] = False,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """List what was found on the application forms.

    It opens the vault and prints who the applicants are. 'look' marks what a person must compare
    with the document. The names of the fields are those that 'applications confirm' takes.
    """
    from edi_shortlist.workflow.confirming import form_of, list_forms

    with open_session(ctx, passphrase_file) as session, progress_bar() as progress:
        if candidate:
            forms = [form_of(session, reference, candidate)]
        else:
            listed = [one for one in list_forms(session, reference) if not _skip(one, waiting)]
            forms = []
            for number, one in enumerate(listed, 1):
                forms.append(form_of(session, reference, one.candidate))
                progress(number, len(listed), "")
    forms = [form for form in forms if not _skip(form, waiting)]
    if as_json:
        print_json([_value(form) for form in forms])
        return
    print_table(
        ["Candidate", "Confirmed", "Field", "Value", "Certain?", "Document"],
        [
            [form.candidate, "yes" if form.confirmed else "waits", *_cells(form, field)]
            for form in forms
            for field in form.fields
        ],
        f"Nothing is waiting in {reference}."
        if waiting
        else f"{reference} has no applications yet. Add some: applications add",
    )
    for form in forms:
        for sentence in form.unclear:
            notice(f"{form.candidate}: {sentence}")
        if form.draft:
            notice(
                f"{form.candidate}: {form.draft.actor} typed something in the window that is not "
                "confirmed yet."
            )


def confirm(
    ctx: typer.Context,
    reference: Reference,
    candidate: Annotated[
        str | None, typer.Argument(metavar="C-…", help="The candidate whose form is right.")
    ] = None,
    corrections: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="KEY[=VALUE]",
            help="Correct a field first, or take it away with 'KEY='. Without '=' the value is "
            "asked for, and does not stand in the shell's history. May be repeated.",
        ),
    ] = None,
    reason: Annotated[
        str,
        typer.Option(
            "--reason", metavar="TEXT", help="How you found out, where a declaration changes."
        ),
    ] = "",
    everything: Annotated[
        bool, typer.Option("--all", help="Every application of which nothing is in doubt.")
    ] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take the candidate's last confirmation back instead.")
    ] = False,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Confirm what was found on a form, with corrections.

    'applications fields' lists the keys. Where the identity changes, what must be hidden is looked
    for again: new redactions wait for review. A declaration is yes or no, and needs --reason.
    """
    from edi_shortlist.workflow import confirming

    given = _given(corrections or [])
    if bool(candidate) == everything:
        raise typer.BadParameter("Name one candidate, or all that are certain with --all.")
    if undo and everything:
        raise typer.BadParameter("--undo takes one confirmation back. Name the candidate.")
    if (given or reason) and (everything or undo):
        raise typer.BadParameter("--set and --reason go with confirming one candidate.")
    with open_session(ctx, passphrase_file) as session:
        if candidate is None:
            waiting = confirming.unconfirmed(session, reference)
            with progress_bar() as progress:
                done = confirming.confirm_certain(session, reference, waiting, progress=progress)
        elif undo:
            confirming.undo_confirmation(session, reference, candidate)
            done = []
        else:
            values = _asked(given)
            if any(key.startswith("identity.") for key in values):
                notice("Looking again for what must be hidden…")
            confirming.confirm_values(session, reference, candidate, values, reason)
            done = [candidate]
        waiting = confirming.unconfirmed(session, reference)
    if as_json:
        print_json({"vacancy": reference, "confirmed": done, "waiting": waiting})
        return
    typer.echo(f"The confirmation of {candidate} is undone." if undo else f"Confirmed {len(done)}.")
    if waiting:
        typer.echo(f"Waiting: {len(waiting)}. See: applications fields {reference} --waiting")


def add_to(app: typer.Typer) -> None:
    """Add the commands to those on applications."""
    for command, example in (
        (fields, "fields HSG-2026-014 --waiting"),
        (confirm, "confirm HSG-2026-014 C-07QK --set identity.email"),
    ):
        app.command(epilog=f"Example: edi-shortlist applications {example}")(command)


# -- listing


def _skip(one: "ApplicationForm | FormSummary", waiting: bool) -> bool:
    return waiting and bool(one.confirmed)


def _cells(form: "ApplicationForm", field: "FormField") -> list[str]:
    """A field as a row of the table, its value cut to one line."""
    value = " ".join(field.value.split())
    cut = value if len(value) <= _EXCERPT else f"{value[:_EXCERPT].rstrip()}…"
    return [field.key, cut, _certain(field), _file_of(form, field)]


def _certain(field: "FormField") -> str:
    """Whether a person has to decide about a field: some that are empty must not be."""
    return "look" if field.doubtful else str(field.standing)


def _file_of(form: "ApplicationForm", field: "FormField") -> str:
    place = field.place
    if place is None:
        return ""
    return next(d.file for d in form.documents if d.document_id == place.document_id)


def _value(form: "ApplicationForm") -> dict[str, Any]:
    """An application as JSON."""
    confirmed, draft = form.confirmed, form.draft
    return {
        "candidate": form.candidate,
        "form": form.form,
        "confirmed": {"by": confirmed.actor, "at": confirmed.at} if confirmed else None,
        "doubts": form.doubts,
        "unclear": list(form.unclear),
        "typed": dict(draft.typed) if draft else None,
        "fields": [
            {
                "key": field.key,
                "value": field.value,
                "standing": str(field.standing),
                "doubtful": field.doubtful,
                "source": str(field.source),
                "document": field.place.document_id if field.place else None,
                "file": _file_of(form, field) or None,
                "start": field.place.start if field.place else None,
                "end": field.place.end if field.place else None,
                "read": field.read,
                "asked": field.asked,
            }
            for field in form.fields
        ],
    }


# -- correcting


def _given(corrections: list[str]) -> dict[str, str | None]:
    """The corrections by key; None stands for a value that is to be asked for."""
    found: dict[str, str | None] = {}
    for one in corrections:
        key, equals, value = one.partition("=")
        if not key.strip() or key.strip() in found:
            raise typer.BadParameter("--set takes KEY or KEY=VALUE, each key once.")
        found[key.strip()] = value if equals else None
    return found


def _asked(given: dict[str, str | None]) -> dict[str, str]:
    """The corrections, with what was not given asked for or read from standard input."""
    values = {}
    for key, value in given.items():
        if value is None:
            # Not typer.prompt: it writes a space to stdout, where --json wants one value only.
            notice(f"{key} (Enter takes it away):")
            line = sys.stdin.readline()
            if not line:
                raise typer.BadParameter(f"No value for {key} came on standard input.")
            value = line.rstrip("\r\n")
        values[key] = value
    return values
