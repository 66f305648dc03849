"""``reports``: the passages that panellists reported, and what HR decides. No text is printed."""

from dataclasses import asdict
from typing import Annotated

import typer

from edi_shortlist.cli.context import (
    Json,
    PassphraseFile,
    Reference,
    open_session,
    sealed_session,
)
from edi_shortlist.cli.printing import print_json, print_table

app = typer.Typer(no_args_is_help=True, help="Decide about passages that panellists reported.")


@app.command("list", epilog="Example: edi-shortlist reports list HSG-2026-014")
def list_(ctx: typer.Context, reference: Reference, as_json: Json = False) -> None:
    """List the passages that panellists reported, those that wait first."""
    from edi_shortlist.workflow.passage_decisions import list_reports

    with sealed_session(ctx) as session:
        found = list_reports(session, reference)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    print_table(
        (
            "Id",
            "Candidate",
            "Places",
            "Panellist",
            "When",
            "Decision",
            "Label",
            "Still in packs of",
        ),
        [
            (
                *(one.id, one.candidate, one.places, one.panellist, one.reported_at),
                *(one.decision, one.label, ", ".join(one.still_in)),
            )
            for one in found
        ],
        "Nothing was reported.",
    )


@app.command(epilog="Example: edi-shortlist reports decide HSG-2026-014 3 --keep LOCATION")
def decide(
    ctx: typer.Context,
    reference: Reference,
    report: Annotated[int, typer.Argument(metavar="ID", help="The report, as reports list says.")],
    keep: Annotated[
        str | None,
        typer.Option("--keep", metavar="LABEL", help="It stays hidden, and this is what it is."),
    ] = None,
    restore: Annotated[
        bool, typer.Option("--restore", help="The panel may read it again.")
    ] = False,
    reason: Annotated[
        str,
        typer.Option("--reason", metavar="TEXT", help="Why it is restored; no word of it."),
    ] = "",
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Keep a reported passage hidden for good, or restore it.

    What is kept becomes a redaction like any other, found by "panellist report". What is restored
    needs a reason, which the log keeps for good.
    """
    from edi_shortlist.workflow import passage_decisions

    if (keep is None) == (not restore):
        raise typer.BadParameter("Give either --keep LABEL or --restore.")
    with open_session(ctx, passphrase_file) as session:
        if keep is not None:
            added = passage_decisions.keep_hidden(session, reference, report, keep)
        else:
            passage_decisions.restore(session, reference, report, reason)
            added = []
    if as_json:
        decision = passage_decisions.RESTORED if restore else passage_decisions.KEPT
        redactions = [one.id for one in added]
        print_json({"report": report, "decision": decision, "redactions": redactions})
    elif restore:
        typer.echo(f"Report {report}: the panel may read it again.")
    else:
        typer.echo(f"Report {report}: hidden for good, as {len(added)} redactions.")
