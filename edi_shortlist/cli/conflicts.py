"""``conflicts``: who does not score whom, and who stands in."""

from dataclasses import asdict
from typing import Annotated

import typer

from edi_shortlist.cli.context import Json, Reference, sealed_session
from edi_shortlist.cli.printing import print_json, print_table

app = typer.Typer(no_args_is_help=True, help="Say who does not score whom, and who stands in.")

Panellist = Annotated[
    str, typer.Option("--panellist", metavar="NAME", help="Whose declaration it is.")
]
Candidate = Annotated[
    str, typer.Argument(metavar="C-…", help="The candidate, by reference; nobody is named.")
]


@app.command("list", epilog="Example: edi-shortlist conflicts list HSG-2026-014")
def list_(ctx: typer.Context, reference: Reference, as_json: Json = False) -> None:
    """List which panellist may know which candidate."""
    from edi_shortlist.workflow.conflicts import list_conflicts

    with sealed_session(ctx) as session:
        found = list_conflicts(session, reference)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    print_table(
        ("Candidate", "Panellist", "Kind", "When", "Panellists left"),
        [(c.candidate, c.panellist, c.kind, c.declared_at, str(c.remaining)) for c in found],
        "Nobody has declared anything.",
    )


@app.command(
    epilog="Example: edi-shortlist conflicts declare HSG-2026-014 --panellist 'Panellist A' "
    "C-07QK --kind friend"
)
def declare(
    ctx: typer.Context,
    reference: Reference,
    candidate: Candidate,
    panellist: Panellist,
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="relative, friend, work or other.")
    ],
    as_json: Json = False,
) -> None:
    """Say that a panellist may know a candidate, without saying who.

    The panellist does not score that candidate: scores that they gave are removed, and none is
    asked for. Whether they are right is told to nobody.
    """
    from edi_shortlist.workflow.conflicts import declare as verb

    with sealed_session(ctx) as session:
        removed = verb(session, reference, candidate, panellist, kind)
    if as_json:
        print_json({"vacancy": reference, "candidate": candidate.upper(), "removed": removed})
    else:
        typer.echo(f"{panellist} does not score {candidate.upper()}. Scores removed: {removed}.")


@app.command(
    epilog="Example: edi-shortlist conflicts withdraw HSG-2026-014 --panellist 'Panellist A' "
    "C-07QK --reason wrong-candidate"
)
def withdraw(
    ctx: typer.Context,
    reference: Reference,
    candidate: Candidate,
    panellist: Panellist,
    reason: Annotated[
        str,
        typer.Option(
            "--reason", metavar="WHY", help="wrong-candidate, changed-mind or too-distant."
        ),
    ],
    as_json: Json = False,
) -> None:
    """Take a declaration back: the panellist scores the candidate.

    Scores that were removed do not come back. Do not take one back since you know that it is
    somebody else: that would tell the panellist.
    """
    from edi_shortlist.workflow.conflicts import Withdrawal
    from edi_shortlist.workflow.conflicts import withdraw as verb

    known = list(Withdrawal)
    if reason not in known:
        raise typer.BadParameter(f"A reason is one of {', '.join(known)}.")
    with sealed_session(ctx) as session:
        verb(session, reference, candidate, panellist, Withdrawal(reason))
    if as_json:
        print_json({"vacancy": reference, "candidate": candidate.upper(), "panellist": panellist})
    else:
        typer.echo(f"{panellist} scores {candidate.upper()} again.")


@app.command(
    "stand-in",
    epilog="Example: edi-shortlist conflicts stand-in HSG-2026-014 --panellist 'Panellist C' "
    "C-07QK",
)
def stand_in_(
    ctx: typer.Context,
    reference: Reference,
    candidates: Annotated[
        list[str], typer.Argument(metavar="C-…", help="The candidates whom they score.")
    ],
    panellist: Annotated[str, typer.Option("--panellist", metavar="NAME", help="Who stands in.")],
    as_json: Json = False,
) -> None:
    """Let somebody score these candidates and no others.

    They join the panel if need be. It is the way on where nobody else may score a candidate.
    """
    from edi_shortlist.workflow.conflicts import stand_in

    with sealed_session(ctx) as session:
        theirs = stand_in(session, reference, panellist, candidates)
    if as_json:
        print_json({"vacancy": reference, "panellist": panellist, "candidates": list(theirs)})
    else:
        typer.echo(f"{panellist} scores {', '.join(theirs)}.")
