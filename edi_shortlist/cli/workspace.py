"""``demo`` and ``init``: making a workspace."""

from pathlib import Path
from typing import Annotated

import typer

from edi_shortlist.cli.context import (
    Json,
    PassphraseFile,
    default_workspace,
    given_passphrase,
    passphrase,
    setting_of,
)
from edi_shortlist.cli.decisions import print_shortlist
from edi_shortlist.cli.printing import notice, print_json, progress_bar

# Everything in the demonstration is invented, so its passphrase need not be a secret.
DEMO_PASSPHRASE = "sixteen invented applicants"


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command(epilog="Example: edi-shortlist demo demo-workspace")(demo)
    app.command(epilog="Example: edi-shortlist --workspace ~/recruitment init")(init)


def demo(
    ctx: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="DIR", help="The folder for the workspace; --workspace's unless given."
        ),
    ] = None,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Run the whole job on sixteen invented applications.

    They are read, redacted, released, scored and shortlisted in a new workspace, and the
    shortlist is printed; then open the workspace in the desktop program. Without a passphrase
    of your own the workspace gets a stated one.
    """
    from edi_shortlist.workflow.demonstration import run_demo

    setting = setting_of(ctx)
    folder = folder or setting.workspace or default_workspace() / "demo"
    given = given_passphrase(passphrase_file)
    steps: list[str] = []
    with progress_bar() as progress:
        view = run_demo(
            folder,
            DEMO_PASSPHRASE if given is None else given,
            actor=setting.actor,
            progress=progress,
            tell=notice if as_json else steps.append,
        )
    if as_json:
        print_json(view.to_dict())
    else:
        for step in steps:
            typer.echo(step)
        print_shortlist(view.to_dict())
    notice(f'Open it with: edi-shortlist --workspace "{folder}"')
    if given is None:
        notice(f"The passphrase of this demonstration is: {DEMO_PASSPHRASE}")


def init(ctx: typer.Context, passphrase_file: PassphraseFile = None, as_json: Json = False) -> None:
    """Make a workspace: a folder with a sealed vault.

    You become its first officer, under the name of --officer, --actor or your login. Choose a
    passphrase that only you know: without it nobody can open the vault, and nobody can find it
    out. Then make a recovery code, and give each other officer a passphrase of their own.
    """
    from edi_shortlist.workflow.session import Session

    setting = setting_of(ctx)
    chosen = passphrase(passphrase_file, new=True)
    with Session.create(setting.folder, chosen, setting.officer or setting.actor):
        pass
    if as_json:
        print_json({"workspace": str(setting.folder)})
    else:
        typer.echo(f"The workspace is in '{setting.folder}'. Next: vacancy create FILE.toml")
    notice("If the passphrase is lost, only a recovery code opens it: officers recovery-code")
