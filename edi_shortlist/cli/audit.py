"""``audit``: reading and verifying the log of every step."""

from dataclasses import asdict
from typing import Annotated

import typer

from edi_shortlist.cli.context import Json, PassphraseFile, given_passphrase, sealed_session
from edi_shortlist.cli.printing import notice, print_json, print_table
from edi_shortlist.cli.refusals import REFUSED

app = typer.Typer(no_args_is_help=True, help="Read and verify the log of every step.")


@app.command(epilog="Example: edi-shortlist audit verify")
def verify(
    ctx: typer.Context, passphrase_file: PassphraseFile = None, as_json: Json = False
) -> None:
    """Check that no entry was changed, removed or moved.

    The exit status is 1 if one was. With a passphrase the log's end is held against the vault as
    well, which finds entries that were cut off there; nobody is asked for one.
    """
    from edi_shortlist.workflow.auditing import verify_audit

    with sealed_session(ctx) as session:
        if (given := given_passphrase(passphrase_file)) is not None:
            session.unlock(given)
        verdict = verify_audit(session)
    if as_json:
        print_json(asdict(verdict))
    elif verdict.ok:
        typer.echo(verdict.sentence)
    if not verdict.ok:
        notice(f"edi-shortlist: {verdict.sentence}")
        raise typer.Exit(REFUSED)


@app.command("list", epilog="Example: edi-shortlist audit list --vacancy HSG-2026-014")
def list_(
    ctx: typer.Context,
    vacancy: Annotated[
        str | None, typer.Option("--vacancy", metavar="REF", help="Only this vacancy's entries.")
    ] = None,
    action: Annotated[
        str | None, typer.Option("--action", metavar="ACTION", help="Only this kind of entry.")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Only what this person did.")
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="WORDS", help="Only entries with these words.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the log: who did what, and when (UTC)."""
    from edi_shortlist.workflow.auditing import audit_entries

    with sealed_session(ctx) as session:
        entries = audit_entries(session, vacancy=vacancy, action=action, actor=by, text=text)
    rows = [asdict(entry) for entry in entries]
    if as_json:
        print_json(rows)
        return
    print_table(
        ("No.", "When", "Who", "Action", "Vacancy", "Candidate", "Details"),
        [
            (
                r["number"],
                r["at"],
                r["actor"],
                r["action"],
                r["vacancy"],
                r["candidate"],
                ", ".join(f"{key} {value}" for key, value in r["details"].items()),
            )
            for r in rows
        ],
        "The log has no such entry.",
    )
