"""``order``: in which order a panellist reads the candidates, drawn again from the logged seed."""

from typing import Annotated

import typer

from edi_shortlist.cli.context import Json, Reference, sealed_session
from edi_shortlist.cli.printing import print_json


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        epilog="Example: edi-shortlist order HSG-2026-014 --panellist 'Panellist A' --criterion E1"
    )(order)


def order(
    ctx: typer.Context,
    reference: Reference,
    panellist: Annotated[
        str, typer.Option("--panellist", metavar="NAME", help="Whose order: a name on the panel.")
    ],
    criterion: Annotated[
        str | None, typer.Option("--criterion", metavar="ID", help="In the round of a criterion.")
    ] = None,
    question: Annotated[
        str | None,
        typer.Option(
            "--question", metavar="Q1", help="In the round of a question of the form, or statement."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Print in which order a panellist reads the candidates.

    Orders are drawn from a random seed that the entry of the release in the log holds, so that an
    auditor gets the same ones. Without a criterion or a question it is the order for whole
    applications. A vacancy that was released before there were orders is read by reference.
    """
    from edi_shortlist.workflow.packs import panellist_named
    from edi_shortlist.workflow.reading import key_of, order_of

    if criterion is not None and question is not None:
        raise typer.BadParameter("Give --criterion or --question, not both.")
    with sealed_session(ctx) as session:
        name = panellist_named(session, reference, panellist)
        key = key_of(session, reference, criterion=criterion, question=question)
        candidates = order_of(session, reference, name, key)
    if as_json:
        print_json(candidates)
    else:
        for candidate in candidates:
            typer.echo(candidate)
