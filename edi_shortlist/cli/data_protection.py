"""``erase``, ``retention`` and ``subject-access``: what data protection law asks of the keeper."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from edi_shortlist.cli.context import Json, PassphraseFile, Reference, open_session, sealed_session
from edi_shortlist.cli.printing import notice, print_json, print_table, progress_bar

if TYPE_CHECKING:
    from edi_shortlist.workflow.erasing import Erasure
    from edi_shortlist.workflow.retention import RetentionGroup

retention_app = typer.Typer(
    no_args_is_help=True, help="How long applications are kept, and erasing what is due."
)

Candidate = Annotated[str, typer.Argument(metavar="C-…", help="The candidate, by reference.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]

NOT_CLEANED = (
    "The files could not be cleaned of the erased bytes: another program has the workspace open, "
    "or the disk is full. Close the other one; they are cleaned when the vault is opened next."
)


class Because(StrEnum):
    """What ``erase`` may be told of the ground; retention has its own command."""

    REQUESTED = "requested"
    WITHDREW = "withdrew"
    MISTAKE = "mistake"


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.add_typer(retention_app, name="retention")
    app.command(epilog="Example: edi-shortlist erase HSG-2026-014 C-07QK")(erase)
    app.command(
        "subject-access",
        epilog="Example: edi-shortlist subject-access HSG-2026-014 C-07QK --out C-07QK.zip",
    )(subject_access)


def erase(
    ctx: typer.Context,
    reference: Reference,
    candidate: Candidate,
    because: Annotated[
        Because | None,
        typer.Option(
            "--because",
            help="Why: the applicant asked for it or withdrew, or it came in by mistake. "
            "'requested' unless given; needed once the scores are locked, until the shortlist is "
            "drawn.",
        ),
    ] = None,
    yes: Yes = False,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Erase one applicant from both files, for good.

    It says what goes and asks once. The log keeps that it was done. Packs, copies and backups
    made before are not reached: erase there too.
    """
    from edi_shortlist.workflow import erasing

    ground = erasing.Ground(because) if because else None
    with open_session(ctx, passphrase_file) as session:
        preview = erasing.preview_erasure(session, reference, candidate)
        if not yes:
            name = erasing.name_of(session, reference, candidate)
            notice(f"{preview.candidate} is {name or 'somebody whose name is not known'}.")
            _confirm(_goes(preview))
        erased = erasing.erase(session, reference, candidate, ground)
    if as_json:
        print_json(
            {
                "vacancy": erased.vacancy,
                "candidate": erased.candidate,
                "documents": erased.documents,
                "redactions": erased.redactions,
                "scores": erased.scores,
                "place_kept": erased.place_kept,
                "cleaned": erased.cleaned,
            }
        )
    else:
        typer.echo(
            f"{erased.candidate} is erased. Erase the packs, copies and backups made before, too."
        )
    if not erased.cleaned:
        notice(NOT_CLEANED)


@retention_app.command(epilog="Example: edi-shortlist retention show HSG-2026-014")
def show(
    ctx: typer.Context,
    reference: Annotated[
        str | None, typer.Argument(metavar="REF", help="Only this vacancy; all otherwise.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the applications held, and when they are due."""
    from edi_shortlist.workflow.retention import retention_of, utc_today

    with sealed_session(ctx) as session:
        groups = retention_of(session, reference)
    today = utc_today()
    if as_json:
        print_json([_value(group) | {"is_due": group.is_due(today)} for group in groups])
    else:
        _print_groups(groups, "No application is held.")


@retention_app.command(
    "set", epilog="Example: edi-shortlist retention set HSG-2026-014 --months 12"
)
def set_(
    ctx: typer.Context,
    reference: Reference,
    months: Annotated[
        int | None,
        typer.Option("--months", metavar="N", help="How long unsuccessful applications are kept."),
    ] = None,
    invited_months: Annotated[
        int | None,
        typer.Option(
            "--invited-months",
            metavar="N",
            help="How long the applications of the invited are kept; 0 keeps them for good.",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Set how long a vacancy's applications are kept.

    Months count from the day the vacancy is closed, or the shortlist is drawn where it is not
    closed. What is not named stays as it is.
    """
    from dataclasses import replace

    from edi_shortlist.workflow.retention import retention_rule, set_retention

    with sealed_session(ctx) as session:
        rule = retention_rule(session, reference)
        if months is not None:
            rule = replace(rule, months=months)
        if invited_months is not None:
            rule = replace(rule, invited_months=invited_months or None)
        set_retention(session, reference, rule)
    if as_json:
        print_json(
            {
                "vacancy": reference,
                "months": rule.months,
                "invited_months": rule.invited_months,
            }
        )
    else:
        invited = f"{rule.invited_months} months" if rule.invited_months else "for good"
        typer.echo(
            f"Unsuccessful applications to {reference} are kept {rule.months} months, those of the "
            f"invited {invited}."
        )


@retention_app.command(epilog="Example: edi-shortlist retention run --dry-run")
def run(
    ctx: typer.Context,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what is due; nothing is erased.")
    ] = False,
    yes: Yes = False,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Erase the applications whose time is over.

    It lists them and asks once. Draw the figures you must still publish before: monitoring
    answers go with the applications.
    """
    from edi_shortlist.workflow import retention

    if dry_run:
        with sealed_session(ctx) as session:
            due = retention.due_now(session)
        if as_json:
            print_json({"due": [_value(group) for group in due], "erased": [], "cleaned": True})
        else:
            _print_groups(due, "Nothing is due.")
        return
    with open_session(ctx, passphrase_file) as session, progress_bar() as progress:
        due = retention.due_now(session)
        count = sum(len(group.candidates) for group in due)
        if due and not yes:
            for group in due:
                notice(
                    f"{group.vacancy}: {len(group.candidates)} {group.outcome}, due since "
                    f"{group.due}: {', '.join(group.candidates)}"
                )
            _confirm(f"Their {_count(count, 'application')} will be erased for good.")
        done = retention.run_retention(session, due, progress=progress)
    if as_json:
        print_json(
            {
                "due": [_value(group) for group in due],
                "erased": [
                    {"vacancy": vacancy, "candidate": candidate}
                    for vacancy, candidate in done.erased
                ],
                "cleaned": done.cleaned,
            }
        )
    elif done.erased:
        typer.echo(f"Erased {_count(len(done.erased), 'application')}.")
    else:
        typer.echo("Nothing is due.")
    if not done.cleaned:
        notice(NOT_CLEANED)


def subject_access(
    ctx: typer.Context,
    reference: Reference,
    candidate: Candidate,
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="FILE.zip|DIR", help="A new ZIP, or a folder that is new or empty."
        ),
    ],
    name_staff: Annotated[
        bool,
        typer.Option(
            "--name-staff", help="Name panellists and staff instead of telling their part."
        ),
    ] = False,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Write all that is held on one applicant, to hand over.

    The bundle is plain: keep it safe, and send it only to the applicant. index.html says what each
    thing is and where it came from.
    """
    from edi_shortlist.workflow import subject_access as access

    with open_session(ctx, passphrase_file) as session:
        bundle = access.subject_access(session, reference, candidate, out, name_staff=name_staff)
    if as_json:
        print_json(
            {
                "vacancy": reference,
                "candidate": bundle.candidate,
                "path": str(bundle.path),
                "files": bundle.files,
                "notes": bundle.notes,
            }
        )
    else:
        typer.echo(f"Wrote {_count(bundle.files, 'file')} to '{bundle.path}'.")
    notice("It is plain: whoever has it can read it. Keep it safe, and delete it once it is sent.")
    if bundle.notes:
        notice(
            f"Read the {_count(bundle.notes, 'note')} of panellists before you send it: take out "
            "what is about somebody else."
        )


def _confirm(sentence: str) -> None:
    """Say what will be done and ask once; anything but 'yes' stops it."""
    from edi_shortlist.workflow.errors import Refused

    # Not typer.confirm: it writes a space to stdout, where --json wants one value only.
    notice(f"{sentence} Type 'yes' to go on:")
    if sys.stdin.readline().strip().lower() != "yes":
        raise Refused("Nothing was erased.")


def _goes(preview: "Erasure") -> str:
    goes = (
        f"All that is held of {preview.candidate} will be erased for good: "
        f"{_count(preview.documents, 'document')}, {_count(preview.redactions, 'redaction')}, "
        f"{_count(preview.scores, 'score')}, identity, declarations and monitoring answers."
    )
    if preview.place_kept:
        return f"{goes} The place in the shortlist stays, as the bare reference with its figures."
    return goes


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _value(group: "RetentionGroup") -> dict[str, Any]:
    return {
        "vacancy": group.vacancy,
        "outcome": group.outcome.value,
        "candidates": list(group.candidates),
        "months": group.months,
        "counted_from": group.counted_from.isoformat() if group.counted_from else None,
        "due": group.due.isoformat() if group.due else None,
    }


def _print_groups(groups: "list[RetentionGroup]", empty: str) -> None:
    print_table(
        ("Vacancy", "Outcome", "Applications", "Months", "Counted from", "Due"),
        [
            (
                group.vacancy,
                group.outcome,
                len(group.candidates),
                group.months or "",
                group.counted_from,
                group.due or "not by itself",
            )
            for group in groups
        ],
        empty,
    )
