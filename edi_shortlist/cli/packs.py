"""``pack``: panel packs out, scores in."""

import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from edi_shortlist.cli.context import (
    Json,
    PassphraseFile,
    Reference,
    first_line,
    given_passphrase,
    passphrase,
    sealed_session,
    secret_asked,
)
from edi_shortlist.cli.printing import notice, print_json, print_table

PIN_VARIABLE = "EDI_SHORTLIST_PIN"

app = typer.Typer(no_args_is_help=True, help="Hand packs to the panel and take scores back.")
PinFile = Annotated[
    Path | None,
    typer.Option(
        "--pin-file",
        metavar="FILE",
        help=f"Read the pack's PIN from the first line of FILE (or set {PIN_VARIABLE}).",
    ),
]


@app.command(
    epilog="Example: edi-shortlist pack export HSG-2026-014 --panellist 'Panellist A' a.edipack"
)
def export(
    ctx: typer.Context,
    reference: Reference,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The pack to write, say panellist-a.edipack.")
    ],
    panellist: Annotated[
        str | None, typer.Option("--panellist", metavar="NAME", help="Who is to score in it.")
    ] = None,
    manager: Annotated[
        str | None,
        typer.Option(
            "--manager", metavar="NAME", help="A copy for NAME to read instead, after the lock."
        ),
    ] = None,
    again: Annotated[
        bool,
        typer.Option(
            "--again", help="In place of the pack that NAME has, which is refused from then on."
        ),
    ] = False,
    pin_file: PinFile = None,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Write one panellist's pack, or a manager's copy.

    A pack holds the vacancy, the criteria and the anonymised applications, encrypted under a PIN.
    The program makes the PIN unless you give one, and prints it once. With a passphrase the vault
    keeps it, so that it can be looked up and is not asked for when the pack comes back. A
    manager's copy is for reading: it holds the scores as well, or, once the shortlist is drawn,
    who is invited in their place.
    """
    if (panellist is None) == (manager is None):
        raise typer.BadParameter("Give either --panellist NAME or --manager NAME.")
    if panellist is None:
        _export_copy(ctx, reference, str(manager), file, pin_file, as_json=as_json)
        return
    from edi_shortlist.workflow.packs import export_pack

    with sealed_session(ctx) as session:
        if given_passphrase(passphrase_file) is not None:
            session.unlock(passphrase(passphrase_file))
        made = export_pack(
            session, reference, panellist, file, pin=_given_pin(pin_file), again=again
        )
    if as_json:
        print_json({**asdict(made), "path": str(made.path)})
        return
    typer.echo(f"The pack of {made.panellist} is in '{made.path}'.")
    _tell_pin(made.pin)
    if not made.pin_kept:
        notice(
            "The vault is sealed, so it does not keep the PIN: write it down until the scores "
            "are in."
        )


def _export_copy(
    ctx: typer.Context,
    reference: str,
    manager: str,
    file: Path,
    pin_file: Path | None,
    *,
    as_json: bool,
) -> None:
    from edi_shortlist.workflow.manager_copies import export_copy

    with sealed_session(ctx) as session:
        made = export_copy(session, reference, manager, file, pin=_given_pin(pin_file))
    if as_json:
        print_json({**asdict(made), "path": str(made.path)})
        return
    typer.echo(f"The copy for {made.manager} is in '{made.path}'.")
    _tell_pin(made.pin)


def _tell_pin(pin: str) -> None:
    typer.echo(f"PIN: {pin}")
    notice("Tell the PIN by telephone or in person; never send it with the file.")


@app.command("import", epilog="Example: edi-shortlist pack import panellist-a.edipack")
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The pack that came back.")],
    pin_file: PinFile = None,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Take the scores in from a pack that came back.

    They are taken whole or not at all, and never in place of a score that is here already. A pack
    that was altered, is another vacancy's, comes after the lock or brings other scores is refused.
    The pack is not written to. Where the vault keeps the PIN, a passphrase saves typing it.
    """
    from edi_shortlist.workflow.pack_importing import import_pack, pin_known

    with sealed_session(ctx) as session:
        pin = _given_pin(pin_file)
        if pin is None and given_passphrase(passphrase_file) is not None:
            session.unlock(passphrase(passphrase_file))
        if pin is None and not pin_known(session, file):
            pin = secret_asked(
                f"PIN of '{file.name}'",
                f"The PIN of the pack is needed. Set {PIN_VARIABLE} or give --pin-file FILE.",
            )
        brought = import_pack(session, file, pin)
    if as_json:
        print_json(asdict(brought))
    else:
        typer.echo(brought.sentence)


@app.command("list", epilog="Example: edi-shortlist pack list HSG-2026-014")
def list_(ctx: typer.Context, reference: Reference, as_json: Json = False) -> None:
    """List who has a pack, and what came back of it."""
    from edi_shortlist.workflow.packs import list_packs

    with sealed_session(ctx) as session:
        states = list_packs(session, reference)
    rows: list[dict[str, Any]] = [
        {
            "panellist": one.panellist,
            "made_at": one.pack.made_at if one.pack else None,
            "made_by": one.pack.made_by if one.pack else None,
            "imported_at": one.pack.imported_at if one.pack else None,
            "scores_in_pack": one.pack.scores if one.pack else 0,
            "scores": one.given,
            "expected": one.expected,
        }
        for one in states
    ]
    if as_json:
        print_json(rows)
        return
    print_table(
        ("Panellist", "Pack made", "Scores came back", "Scores here"),
        [
            (
                one["panellist"],
                one["made_at"],
                one["imported_at"],
                f"{one['scores']} of {one['expected']}",
            )
            for one in rows
        ],
        "There is nobody on the panel.",
    )


def _given_pin(file: Path | None) -> str | None:
    return os.environ.get(PIN_VARIABLE) or None if file is None else first_line(file)
