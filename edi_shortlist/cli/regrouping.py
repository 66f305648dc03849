"""``applications alike``, ``join``, ``split`` and ``apart``: one person or two."""

from dataclasses import asdict
from typing import Annotated

import typer

from edi_shortlist.cli.context import Json, PassphraseFile, Reference, open_session
from edi_shortlist.cli.printing import print_json, print_table

Candidates = Annotated[list[str], typer.Argument(metavar="C-…", help="References of applications.")]


def alike(
    ctx: typer.Context,
    reference: Reference,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """List pairs of applications that may be one person's."""
    from edi_shortlist.workflow.alike import alike_applications

    with open_session(ctx, passphrase_file) as session:
        found = alike_applications(session, reference)
    if as_json:
        print_json([asdict(pair) for pair in found])
    else:
        print_table(
            ["Candidates", "They have"],
            [[" and ".join(pair.candidates), ", ".join(pair.why)] for pair in found],
            f"No two applications to {reference} look alike.",
        )


def join(
    ctx: typer.Context,
    reference: Reference,
    candidates: Candidates,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Make one application of several that are one person's.

    Their documents are redacted again, and what was decided about them must be decided again.
    """
    from edi_shortlist.workflow.grouping import join_applications

    with open_session(ctx, passphrase_file) as session:
        joined = join_applications(session, reference, candidates)
    if as_json:
        print_json({"candidate": joined})
    else:
        typer.echo(f"They are {joined} now. Next: redactions list {reference}")


def split(
    ctx: typer.Context,
    reference: Reference,
    candidate: Annotated[
        str, typer.Argument(metavar="C-…", help="The application that is two people's.")
    ],
    numbers: Annotated[
        list[int],
        typer.Argument(metavar="NUMBER", help="The documents, from 1, of the other person."),
    ],
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Make some documents of an application one of their own.

    Both are redacted again, and what was decided about them must be decided again.
    """
    from edi_shortlist.workflow.grouping import split_application

    with open_session(ctx, passphrase_file) as session:
        made = split_application(session, reference, candidate, numbers)
    if as_json:
        print_json({"candidates": list(made)})
    else:
        typer.echo(f"They are {made[0]} and {made[1]} now. Next: redactions list {reference}")


def apart(
    ctx: typer.Context,
    reference: Reference,
    candidate: Annotated[str, typer.Argument(metavar="C-…", help="One of the two.")],
    other: Annotated[str, typer.Argument(metavar="C-…", help="The other.")],
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Say that two applications that look alike are two people's."""
    from edi_shortlist.workflow.alike import keep_apart

    with open_session(ctx, passphrase_file) as session:
        keep_apart(session, reference, candidate, other)
    if as_json:
        print_json({"apart": [candidate, other]})
    else:
        typer.echo("Nobody is asked about the two again.")


def add_to(app: typer.Typer) -> None:
    """Add the commands to those on applications."""
    for command, example in (
        (alike, "alike HSG-2026-014"),
        (join, "join HSG-2026-014 C-07QK C-9B2M"),
        (split, "split HSG-2026-014 C-07QK 2 3"),
        (apart, "apart HSG-2026-014 C-07QK C-9B2M"),
    ):
        app.command(epilog=f"Example: edi-shortlist applications {example}")(command)
