"""``applications``: importing application documents and listing what came in."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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

if TYPE_CHECKING:
    from edi_shortlist.workflow.indexes.suggesting import Suggestion

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
            metavar="FILE",
            help="A .csv or .xlsx with one row an applicant: files, names, contact details, "
            "declarations.",
        ),
    ] = None,
    mapping: Annotated[
        str | None,
        typer.Option(
            "--mapping",
            metavar="NAME|FILE.toml",
            help="What the columns of the index hold, as 'applications columns' saves it; the "
            "saved one that fits is taken otherwise.",
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

    reading = _index_reading(index, mapping)
    with open_session(ctx, passphrase_file) as session, progress_bar() as progress:
        report = import_applications(session, reference, paths, index, progress=progress, **reading)
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
    for pair in report.alike:
        notice(
            f"{' and '.join(pair.candidates)} may be one person's: they have "
            f"{' and '.join(pair.why)}. See 'applications join' and 'applications apart'."
        )
    for document in report.documents:
        for sentence in document.notes:
            notice(f"{document.candidate}, '{document.file}': {sentence}")
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


@app.command(epilog="Example: edi-shortlist applications columns export.xlsx --save Jobtrain")
def columns(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A .csv or .xlsx that another system exported.")
    ],
    mapping: Annotated[
        str | None,
        typer.Option(
            "--mapping",
            metavar="NAME|FILE.toml",
            help="Begin with this mapping instead of the saved one that fits.",
        ),
    ] = None,
    sheet: Annotated[
        str,
        typer.Option(
            "--sheet",
            metavar="NAME",
            help="The sheet to read; that of the mapping, or the first that holds a table, "
            "otherwise.",
        ),
    ] = "",
    save: Annotated[
        str | None,
        typer.Option("--save", metavar="NAME", help="Save it under this name, in a file to edit."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Say what each column of an export is taken for.

    The names of the columns and what is in them are looked at; nothing of an applicant is
    printed or saved. 'applications add' uses a saved mapping where all its columns are there.
    """
    from dataclasses import replace

    from edi_shortlist.workflow.column_mapping import fields_by_id
    from edi_shortlist.workflow.errors import Refused
    from edi_shortlist.workflow.index_file import table_to_map
    from edi_shortlist.workflow.indexes.saved import load_mapping, mapping_for, save_mapping
    from edi_shortlist.workflow.indexes.suggesting import mapping_of, suggestions

    known = load_mapping(mapping) if mapping else None
    table = table_to_map(file, sheet or (known.sheet if known else ""))
    if table is None:
        raise Refused(f"'{file.name}' has this program's own columns and needs no mapping.")
    if known is None and (known := mapping_for(table, here=bool(sheet))):
        table = table.on_sheet(known.sheet)
    found = suggestions(table, known)
    chosen = mapping_of(table, found, known)
    saved = str(save_mapping(replace(chosen, name=save))) if save else None
    problems = chosen.problems_in(table)
    names = {one.id: one.name for one in fields_by_id().values()}
    if as_json:
        print_json(
            {
                "file": table.file,
                "sheet": table.sheet,
                "sheets": table.sheets_with_tables,
                "applicants": len(table.rows),
                "mapping": known.name if known else None,
                "columns": [
                    {
                        "column": one.heading,
                        "field": one.field,
                        "sure": one.is_sure,
                        "reason": one.reason,
                    }
                    for one in found
                ],
                "problems": problems,
                "saved": saved,
            }
        )
    else:
        rows = [
            [one.heading, names.get(one.field, one.field), one.field, _look(one)] for one in found
        ]
        print_table(["Column", "Taken for", "Field", "Look at it?"], rows, "No columns.")
        if len(table.sheets_with_tables) > 1:
            sheets = ", ".join(f"'{name}'" for name in table.sheets_with_tables)
            notice(f"This is the sheet '{table.sheet}'. --sheet chooses from {sheets}.")
        if saved:
            notice(f"Saved in {saved}. Change what is wrong there.")
    for problem in problems:
        notice(f"edi-shortlist: {problem}")


def _look(suggestion: "Suggestion") -> str:
    return "" if suggestion.is_sure else f"Yes: {suggestion.reason or 'this is a guess'}"


def _index_reading(index: Path | None, mapping: str | None) -> dict[str, Any]:
    """How the index is to be read, beyond what it says itself."""
    from edi_shortlist.workflow.indexes.saved import load_mapping

    if mapping is None:
        return {}
    if index is None:
        raise typer.BadParameter("--mapping says how --index is read. Give --index FILE as well.")
    return {"mapping": load_mapping(mapping)}


def _row(summary: dict[str, Any], unsealed: bool) -> dict[str, Any]:
    sealed = () if unsealed else ("identity", "declarations", "unclear")
    return {key: value for key, value in summary.items() if key not in sealed}
