"""``redactions``: review without a window. It prints where a redaction stands, never the text."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from edi_shortlist.cli.context import (
    Json,
    PassphraseFile,
    Reference,
    given_passphrase,
    open_session,
    sealed_session,
)
from edi_shortlist.cli.printing import print_json, print_table

if TYPE_CHECKING:
    from edi_shortlist.workflow.reviewing import Redaction

app = typer.Typer(no_args_is_help=True, help="Review what was found, without a window.")

Candidate = Annotated[
    str | None,
    typer.Option("--candidate", metavar="C-…", help="Only this candidate's redactions."),
]


@app.command("list", epilog="Example: edi-shortlist redactions list HSG-2026-014 --undecided")
def list_(
    ctx: typer.Context,
    reference: Reference,
    candidate: Candidate = None,
    undecided: Annotated[
        bool, typer.Option("--undecided", help="Only those that nobody has decided yet.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List each redaction: where, what kind, why, and what was decided."""
    from edi_shortlist.workflow.reviewing import list_redactions

    with sealed_session(ctx) as session:
        found = list_redactions(session, reference, candidate)
    rows = [asdict(one) for one in found if not undecided or one.decision == "pending"]
    if as_json:
        print_json(rows)
        return
    print_table(
        ("Id", "Document", "Place", "Label", "Score", "Decision", "Reason"),
        [
            (
                r["id"],
                r["document_id"],
                f"{r['start']}–{r['end']}",
                r["label"],
                f"{r['score']:.2f}",
                r["decision"],
                r["reason"],
            )
            for r in rows
        ],
        f"Nothing to list for {reference}.",
    )


@app.command(epilog="Example: edi-shortlist redactions accept HSG-2026-014 --all")
def accept(
    ctx: typer.Context,
    reference: Reference,
    ids: Annotated[
        list[int] | None,
        typer.Argument(metavar="ID", help="Ids of single redactions, as redactions list says."),
    ] = None,
    candidate: Candidate = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Every redaction that is still undecided.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Accept redactions by id, of a candidate, or all of them.

    Whoever accepts answers for it: the audit log says who decided what, and when.
    """
    from edi_shortlist.workflow import reviewing

    if bool(ids) + (candidate is not None) + everything != 1:
        raise typer.BadParameter("Name redactions by id, a candidate with --candidate, or --all.")
    with sealed_session(ctx) as session:
        if ids:
            _all_known(reviewing.list_redactions(session, reference), ids, reference, "accepted")
            for redaction_id in ids:
                reviewing.accept(session, redaction_id)
            accepted = len(ids)
        else:
            accepted = reviewing.accept_all(session, reference, candidate)
    if as_json:
        print_json({"vacancy": reference, "accepted": accepted})
    else:
        typer.echo(f"Accepted {accepted}. Next: release {reference}")


@app.command(epilog="Example: edi-shortlist redactions reject HSG-2026-014 4711 --reason TEXT")
def reject(
    ctx: typer.Context,
    reference: Reference,
    ids: Annotated[
        list[int],
        typer.Argument(metavar="ID", help="Ids of single redactions, as redactions list says."),
    ],
    reason: Annotated[
        str,
        typer.Option("--reason", metavar="TEXT", help="Why, for the log; no word of an applicant."),
    ] = "",
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Reject redactions by id: their passages stay readable.

    A reason may be given: one of the usual ones, or another where a passphrase is given, so that
    it can be held against the vault; nobody is asked for one.
    """
    from edi_shortlist.workflow import reviewing

    with sealed_session(ctx) as session:
        if (given := given_passphrase(passphrase_file)) is not None:
            session.unlock(given)
        _all_known(reviewing.list_redactions(session, reference), ids, reference, "rejected")
        for redaction_id in ids:
            reviewing.reject(session, redaction_id, reason)
    if as_json:
        print_json({"vacancy": reference, "rejected": len(ids)})
    else:
        typer.echo(f"Rejected {len(ids)}.")


def _all_known(known: Sequence["Redaction"], ids: Sequence[int], reference: str, done: str) -> None:
    """Refuse the whole command where one of the ids is not of this vacancy."""
    from edi_shortlist.workflow.errors import Refused

    if strangers := sorted(set(ids) - {one.id for one in known}):
        raise Refused(f"{reference} has no redaction {strangers[0]}. None was {done}.")


@app.command(epilog="Example: edi-shortlist redactions check HSG-2026-014")
def check(
    ctx: typer.Context,
    reference: Reference,
    candidate: Candidate = None,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """List what may still identify somebody, most dangerous first.

    Every document is read as the panel would read it now. The text itself is never printed.
    """
    from edi_shortlist.workflow.last_look import last_look

    with open_session(ctx, passphrase_file) as session:
        doubts = last_look(session, reference, candidate)
    if as_json:
        print_json([asdict(one) for one in doubts])
        return
    print_table(
        ("Candidate", "Document", "Line", "Kind", "Danger", "Reason"),
        [
            (d.candidate, str(d.document), str(d.line), d.kind, f"{d.danger:.2f}", d.reason)
            for d in doubts
        ],
        f"Nothing to look at again in {reference}.",
    )
