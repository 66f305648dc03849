"""``report``, ``letters`` and ``letter-templates``: what leaves the program after the sift."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from edi_shortlist.cli.context import (
    Json,
    PassphraseFile,
    Reference,
    open_session,
    sealed_session,
)
from edi_shortlist.cli.printing import notice, print_json, progress_bar


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command(epilog="Example: edi-shortlist report HSG-2026-014 list.pdf --for manager")(report)
    app.command(epilog="Example: edi-shortlist letters HSG-2026-014 letters.docx")(letters)
    app.command("letter-templates", epilog="Example: edi-shortlist letter-templates templates")(
        letter_templates
    )


def report(
    ctx: typer.Context,
    reference: Reference,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A new .pdf, .docx or .xlsx; that is its format.")
    ],
    audience: Annotated[
        str,
        typer.Option("--for", metavar="manager|hr", help="Whom it is for; HR's is sealed."),
    ] = "manager",
    short: Annotated[
        bool,
        typer.Option(
            "--short", help="Only the interview list; for HR only the decisions and reasons."
        ),
    ] = False,
    names: Annotated[
        bool, typer.Option("--names", help="For HR: name the invited, once they are unsealed.")
    ] = False,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Save a shortlist report for the manager, or for HR.

    The manager's has the scores until the shortlist is drawn, and then the interview list: the two
    together would tell who was guaranteed an interview. HR's has everything, and opens the vault.
    """
    from edi_shortlist.workflow.errors import Refused
    from edi_shortlist.workflow.reporting import Audience, save_report

    if audience not in [*Audience]:
        raise Refused(f"A report is for 'manager' or 'hr', not for '{audience}'.")
    for_hr = audience == Audience.HR
    with (
        open_session(ctx, passphrase_file) if for_hr else sealed_session(ctx) as session,
        progress_bar() as progress,
    ):
        saved = save_report(
            session,
            reference,
            file,
            Audience(audience),
            short=short,
            names=names,
            progress=progress,
        )
    assert saved is not None
    if as_json:
        print_json(
            {
                "vacancy": reference,
                "report": saved.kind,
                "path": str(saved.path),
                "sha256": saved.sha256,
                "warnings": list(saved.warnings),
            }
        )
    else:
        typer.echo(f"Wrote '{saved.path}'. Its SHA-256 is in the log: {saved.sha256}")
        for warning in saved.warnings:
            notice(warning)


def letters(
    ctx: typer.Context,
    reference: Reference,
    out: Annotated[
        Path,
        typer.Argument(
            metavar="FILE.docx|FILE.zip|DIR",
            help="One file for all; or one file each, in a ZIP or a new folder.",
        ),
    ],
    to: Annotated[
        str, typer.Option("--to", metavar="invited|not-invited|all", help="Who is written to.")
    ] = "all",
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="FILE.docx", help="Your own template, for one kind."),
    ] = None,
    comments: Annotated[
        Path | None,
        typer.Option(
            "--comments", metavar="FILE.csv", help="Columns: candidate, criterion, comment."
        ),
    ] = None,
    day: Annotated[
        datetime | None,
        typer.Option(
            "--date", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="The letters' date; today."
        ),
    ] = None,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Write letters to the invited and to the others.

    With feedback by criterion, from Word templates. Names stand in the letters alone; the log
    counts them. Files are called by reference.
    """
    from edi_shortlist.workflow.errors import Refused
    from edi_shortlist.workflow.letter_contents import read_comments
    from edi_shortlist.workflow.letters import Recipients, save_letters

    if to not in [*Recipients]:
        raise Refused(f"Letters go to 'invited', 'not-invited' or 'all', not to '{to}'.")
    with open_session(ctx, passphrase_file) as session, progress_bar() as progress:
        saved = save_letters(
            session,
            reference,
            out,
            Recipients(to),
            template=template,
            comments=read_comments(session, reference, comments) if comments else None,
            day=day.date() if day else date.today(),
            progress=progress,
        )
    assert saved is not None
    if as_json:
        print_json(
            {
                "vacancy": reference,
                "path": str(saved.path),
                "invited": saved.invited,
                "not_invited": saved.not_invited,
                "problems": list(saved.problems),
            }
        )
    else:
        typer.echo(
            f"Wrote {saved.invited} letters to the invited and {saved.not_invited} to the others, "
            f"in '{saved.path}'."
        )
    for problem in saved.problems:
        notice(problem)
    notice("They name people and are not encrypted. Keep them safe, and delete them once sent.")


def letter_templates(
    ctx: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="DIR", help="Where to; in the workspace, to be used from then on, unless given."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Copy the usual letter templates, to be edited in Word.

    In the workspace's folder letters they are used in place of the usual ones.
    """
    from edi_shortlist.workflow.letters import copy_templates

    with sealed_session(ctx) as session:
        made = copy_templates(session, folder)
    if as_json:
        print_json({"templates": [str(path) for path in made]})
    else:
        for path in made:
            typer.echo(str(path))
