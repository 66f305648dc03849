"""The command line as a whole: what stands before a command, and the groups of commands."""

from pathlib import Path
from typing import Annotated

import typer

import edi_shortlist
from edi_shortlist.cli import (
    applications,
    audit,
    backup,
    conflicts,
    corrections,
    data_protection,
    decisions,
    detection,
    forms,
    interviews,
    moderation,
    officers,
    packs,
    passage_reports,
    processing_record,
    reading_orders,
    redactions,
    regrouping,
    reports,
    schemes,
    specifications,
    vacancies,
    workspace,
)
from edi_shortlist.cli.context import OFFICER_VARIABLE, Setting, login_name
from edi_shortlist.cli.refusals import Commands

app = typer.Typer(
    cls=Commands,
    invoke_without_command=True,
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    # Plain help: the same words on a narrow terminal, in a file and through a screen reader.
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Begin with: edi-shortlist demo demo-workspace",
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"edi-shortlist {edi_shortlist.__version__}")
        raise typer.Exit


@app.callback()
def root(
    ctx: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--workspace",
            metavar="DIR",
            help="The folder with shortlist.db and vault.db; your own data folder unless given.",
        ),
    ] = None,
    actor: Annotated[
        str | None,
        typer.Option(
            "--actor",
            metavar="NAME",
            help="Who is at work, for the audit log; your login name unless given.",
        ),
    ] = None,
    officer: Annotated[
        str | None,
        typer.Option(
            "--officer",
            metavar="NAME",
            envvar=OFFICER_VARIABLE,
            show_envvar=False,
            help="Whose passphrase opens the vault, where several officers have one "
            f"(or set {OFFICER_VARIABLE}).",
        ),
    ] = None,
    pack: Annotated[
        Path | None,
        typer.Option(
            "--pack",
            metavar="FILE",
            help="Open the desktop program on a panel pack; FILE alone does the same.",
        ),
    ] = None,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Print the version and stop."
        ),
    ] = False,
) -> None:
    """Blind recruitment on one computer: redact, score, guarantee interviews, shortlist.

    Without a command the desktop program opens. A whole job on the command line is: init,
    vacancy create, applications add, redactions accept, release, scores import, lock, shortlist,
    unseal.

    Exit status: 0 done; 1 the input was refused or a check failed, with the reason on stderr;
    2 the command was not understood.
    """
    ctx.obj = Setting(folder, actor or login_name(), officer or None)
    if ctx.invoked_subcommand is None:
        from edi_shortlist import desktop

        raise typer.Exit(desktop.main(folder, pack))


workspace.add_to(app)
app.add_typer(officers.app, name="officers")
specifications.add_to(vacancies.app)
app.add_typer(vacancies.app, name="vacancy")
app.add_typer(schemes.app, name="schemes")
regrouping.add_to(applications.app)
forms.add_to(applications.app)
corrections.add_declarations_to(applications.app)
app.add_typer(applications.app, name="applications")
app.add_typer(redactions.app, name="redactions")
moderation.add_to(app)
decisions.add_to(app)
reading_orders.add_to(app)
app.add_typer(packs.app, name="pack")
app.add_typer(conflicts.app, name="conflicts")
app.add_typer(passage_reports.app, name="reports")
reports.add_to(app)
app.add_typer(interviews.app, name="interviews")
app.add_typer(audit.app, name="audit")
backup.add_to(app)
data_protection.add_to(app)
processing_record.add_to(app)
detection.add_to(app)
