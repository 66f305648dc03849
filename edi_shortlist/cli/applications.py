"""``applications``: importing application documents and listing what came in."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from edi_shortlist.cli.context import (
    Json,
    PassphraseFile,
    Reference,
    open_session,
    sealed_session,
)
from edi_shortlist.cli.printing import notice, print_json, print_table, progress_bar
from edi_shortlist.cli.refusals import REFUSED

app = typer.Typer(no_args_is_help=True, help="Import application documents and list them.")


@app.command(
    epilog="Example: edi-shortlist applications add HSG-2026-014 inbox/ --index inbox/index.csv"
)
def add(
    ctx: typer.Context,
    reference: Reference,
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH",
            help="Files, folders (one file or sub-folder an applicant) or ZIP files.",
        ),
    ],
    index: Annotated[
        Path | None,
        typer.Option(
            "--index",
            metavar="FILE.csv",
            help="One row an applicant: files, names, contact details, declarations.",
        ),
    ] = None,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Read applications and find what must be hidden in them.

    Both wait in the workspace for review. A file that cannot be read harms only itself: it is
    named on stderr, the rest goes in, and the exit status is 1.
    """
    from edi_shortlist.workflow.importing import import_applications

    with open_session(ctx, passphrase_file) as session, progress_bar() as progress:
        report = import_applications(session, reference, paths, index, progress=progress)
    value = asdict(report)
    if as_json:
        print_json(value)
    elif report.added:
        typer.echo(f"Added {len(report.added)} to {reference}. Next: redactions list {reference}")
    elif report.already_in:
        typer.echo(f"Nothing was added: these applications are in {reference} already.")
    else:
        typer.echo(f"Nothing was added to {reference}.")
    for application in report.unclear:
        for sentence in application.sentences:
            notice(f"{application.candidate}: {sentence}")
    for failure in report.failures:
        notice(f"edi-shortlist: '{failure.file}': {failure.sentence}")
    if report.failures:
        raise typer.Exit(REFUSED)


@app.command("list", epilog="Example: edi-shortlist applications list HSG-2026-014 --json")
def list_(
    ctx: typer.Context,
    reference: Reference,
    unsealed: Annotated[
        bool,
        typer.Option("--unsealed", help="Open the vault: identities and declarations as well."),
    ] = False,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """List the applications of a vacancy by reference."""
    from edi_shortlist.workflow.applications import list_applications

    session_of = open_session(ctx, passphrase_file) if unsealed else sealed_session(ctx)
    with session_of as session:
        summaries = list_applications(session, reference, unsealed=unsealed)
    rows = [_row(asdict(summary), unsealed) for summary in summaries]
    if as_json:
        print_json(rows)
        return
    columns = ["Candidate", "State", "Documents", "Redactions", "Undecided"]
    keys = ["candidate", "state", "documents", "redactions", "undecided"]
    cells = [[row[key] for key in keys] for row in rows]
    if unsealed:
        columns += ["Name", "Declarations"]
        for row, line in zip(rows, cells, strict=True):
            line += [row["identity"].get("full_name", ""), ", ".join(row["declarations"])]
    print_table(columns, cells, f"{reference} has no applications yet. Add some: applications add")


@app.command(
    epilog="Example: edi-shortlist applications declare HSG-2026-014 C-07QK --reason asked"
)
def declare(
    ctx: typer.Context,
    reference: Reference,
    candidate: Annotated[
        str, typer.Argument(metavar="C-…", help="The candidate whose form left it unclear.")
    ],
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="How you found out; kept in the vault.")
    ],
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Say which schemes a candidate declared for, if unclear.

    The schemes are asked for (or read from standard input), since arguments stand in the shell's
    history. No shortlist is drawn while a declaration is unclear.
    """
    from edi_shortlist.workflow.applications import set_declarations

    with open_session(ctx, passphrase_file) as session:
        # Not typer.prompt: it writes a space to stdout, where --json wants one value only.
        notice("Schemes declared for, separated by ; (Enter for none):")
        answer = sys.stdin.readline()
        schemes = [name.strip() for name in answer.split(";") if name.strip()]
        set_declarations(session, reference, candidate, schemes, reason)
    if as_json:
        print_json({"vacancy": reference, "candidate": candidate})
    else:
        typer.echo(f"The declarations of {candidate} are confirmed.")


def _row(summary: dict[str, Any], unsealed: bool) -> dict[str, Any]:
    sealed = () if unsealed else ("identity", "declarations", "unclear")
    return {key: value for key, value in summary.items() if key not in sealed}
