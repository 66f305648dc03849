"""``backup`` and ``restore``: a workspace as one file, and back."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from edi_shortlist.cli.context import (
    Json,
    PassphraseFile,
    session_opened_if_given,
    setting_of,
)
from edi_shortlist.cli.printing import notice, print_json


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command(epilog="Example: edi-shortlist --workspace housing backup --out /media/stick")(
        backup
    )
    app.command(
        epilog="Example: edi-shortlist restore housing-20260301-1730.edibackup restored-housing"
    )(restore)


def backup(
    ctx: typer.Context,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="PATH",
            help="The file to write, or a folder for it; the current folder unless given.",
        ),
    ] = None,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Write a backup of the workspace, while it is in use if need be.

    The vault stays encrypted in it, so nobody is asked for a passphrase. With one the copy of the
    vault is decrypted and checked as well. Nothing is overwritten.
    """
    from edi_shortlist.workflow.backing_up import back_up

    with session_opened_if_given(ctx, passphrase_file) as session:
        checked = session.is_unsealed
        path, facts = back_up(session, out)
    if as_json:
        print_json({"backup": str(path), "vault_checked": checked, **asdict(facts)})
    else:
        how = "decrypted and checked" if checked else "compared byte for byte"
        typer.echo(f"The backup is in '{path}'. It was read back whole; the vault was {how}.")
        typer.echo(f"SHA-256 {facts.sha256}, log up to entry {facts.entries}")
    if not facts.log_ok:
        notice(f"edi-shortlist: {facts.log_sentence} The backup holds the log as it is.")


def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="BACKUP", help="The .edibackup file.")],
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A new or empty folder for the workspace.")
    ],
    as_json: Json = False,
) -> None:
    """Restore a backup into a new folder, on this or another computer.

    A backup that was damaged or changed, is not whole, or is of a newer version is refused, and
    nothing is ever overwritten. The vault opens with the passphrases it had then.
    """
    from edi_shortlist.workflow.backing_up import restore as restore_backup

    facts = restore_backup(file, folder, setting_of(ctx).actor)
    if as_json:
        print_json({"workspace": str(folder), **asdict(facts)})
    else:
        typer.echo(
            f"The workspace of {facts.made_at} is in '{folder}', with {facts.entries} entries in "
            "its log. Next: audit verify"
        )
    if not facts.log_ok:
        notice(f"edi-shortlist: {facts.log_sentence} It was so when the backup was made.")
