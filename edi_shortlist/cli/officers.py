"""``officers``: who may open the vault, their passphrases, and the recovery code."""

from pathlib import Path
from typing import Annotated

import typer

from edi_shortlist.cli.context import (
    Json,
    PassphraseFile,
    new_passphrase,
    passphrase,
    recovery_code,
    sealed_session,
)
from edi_shortlist.cli.printing import notice, print_json, print_table

app = typer.Typer(no_args_is_help=True, help="Say who may open the vault.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="The officer's name, whatever its case.")]
OwnName = Annotated[
    str | None,
    typer.Argument(metavar="NAME", help="The officer's name; --officer's or yours unless given."),
]
NewPassphraseFile = Annotated[
    Path | None,
    typer.Option(
        "--new-passphrase-file",
        metavar="FILE",
        help="Read NAME's new passphrase from the first line of FILE; otherwise you are asked.",
    ),
]
CodeFile = Annotated[
    Path | None,
    typer.Option(
        "--code-file",
        metavar="FILE",
        help="Read the recovery code from the first line of FILE; otherwise you are asked.",
    ),
]


@app.command("list", epilog="Example: edi-shortlist officers list")
def list_(ctx: typer.Context, as_json: Json = False) -> None:
    """List who may open the vault, and what a try at it costs."""
    from edi_shortlist.workflow.officers import list_officers, recovery_code_since

    with sealed_session(ctx) as session:
        officers, code_since = list_officers(session), recovery_code_since(session)
    if as_json:
        print_json(
            {
                "officers": [
                    {
                        "name": one.name,
                        "since": one.since or None,
                        "memory_kib": one.cost.memory_kib,
                        "passes": one.cost.passes,
                        "lanes": one.cost.lanes,
                        "failures": one.failures,
                    }
                    for one in officers
                ],
                "recovery_code_since": code_since,
            }
        )
        return
    print_table(
        ("Officer", "Passphrase since", "A try costs", "Wrong tries"),
        [
            (
                one.name,
                one.since,
                f"{one.cost.memory_kib // 1024} MiB, {one.cost.passes} passes",
                one.failures,
            )
            for one in officers
        ],
        "Nobody may open the vault.",
    )
    if code_since is None:
        notice("There is no recovery code. Make one: officers recovery-code")
    else:
        typer.echo(f"The recovery code was made at {code_since}.")


@app.command(epilog="Example: edi-shortlist officers add 'Ben Hall'")
def add(
    ctx: typer.Context,
    name: Name,
    new_passphrase_file: NewPassphraseFile = None,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Let one more officer open the vault.

    You sign in with your own passphrase; then the new officer chooses theirs, unseen by you.
    """
    from edi_shortlist.workflow.officers import add_officer

    with sealed_session(ctx) as session:
        own = passphrase(passphrase_file)
        chosen = new_passphrase(new_passphrase_file, name)
        stored = add_officer(session, name, chosen, own)
    if as_json:
        print_json({"officer": stored})
    else:
        typer.echo(f"{stored} can open the vault now.")


@app.command(epilog="Example: edi-shortlist officers remove 'Ben Hall'")
def remove(
    ctx: typer.Context,
    name: Name,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Take an officer's key to the vault away.

    The last officer cannot be removed. A copy of the workspace that the officer took before still
    opens with their passphrase.
    """
    from edi_shortlist.workflow.officers import remove_officer

    with sealed_session(ctx) as session:
        session.officer_named(name)
        stored = remove_officer(session, name, passphrase(passphrase_file))
    if as_json:
        print_json({"removed": stored})
    else:
        typer.echo(f"{stored} cannot open the vault any more.")


@app.command(epilog="Example: edi-shortlist officers change 'Ann Reid'")
def change(
    ctx: typer.Context,
    name: Name,
    new_passphrase_file: NewPassphraseFile = None,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Change an officer's passphrase; the one of before is needed."""
    from edi_shortlist.workflow.officers import change_passphrase

    with sealed_session(ctx) as session:
        session.officer_named(name)  # a wrong name is told before anybody types
        own = passphrase(passphrase_file)
        chosen = new_passphrase(new_passphrase_file, name)
        stored = change_passphrase(session, name, own, chosen)
    if as_json:
        print_json({"officer": stored})
    else:
        typer.echo(f"The passphrase of {stored} is changed.")


@app.command(epilog="Example: edi-shortlist officers remember")
def remember(
    ctx: typer.Context,
    name: OwnName = None,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Let this computer remember NAME's passphrase.

    It is kept in the keyring of the system. Whoever is logged in to the computer as you then
    opens the vault without it.
    """
    from edi_shortlist.workflow.remembering import remember_passphrase

    with sealed_session(ctx) as session:
        stored = session.officer_named(name)
        remember_passphrase(session, passphrase(passphrase_file), stored)
    if as_json:
        print_json({"officer": stored, "remembered": True})
    else:
        typer.echo(f"This computer remembers the passphrase of {stored}. To end that: forget")


@app.command(epilog="Example: edi-shortlist officers forget")
def forget(ctx: typer.Context, name: OwnName = None, as_json: Json = False) -> None:
    """Take NAME's passphrase out of this computer's keyring."""
    from edi_shortlist.workflow.remembering import forget_passphrase

    with sealed_session(ctx) as session:
        stored = session.officer_named(name)
        forgotten = forget_passphrase(session, stored)
    if as_json:
        print_json({"officer": stored, "forgotten": forgotten})
    elif forgotten:
        typer.echo(f"This computer no longer remembers the passphrase of {stored}.")
    else:
        typer.echo(f"This computer did not remember the passphrase of {stored}.")


@app.command("recovery-code", epilog="Example: edi-shortlist officers recovery-code")
def recovery_code_(
    ctx: typer.Context, passphrase_file: PassphraseFile = None, as_json: Json = False
) -> None:
    """Make the recovery code, to be printed; it is shown once.

    It opens the vault if every passphrase is lost. One made before stops working.
    """
    from edi_shortlist.workflow.officers import make_recovery_code

    with sealed_session(ctx) as session:
        code = make_recovery_code(session, passphrase(passphrase_file))
    _show(code, {"recovery_code": code}, as_json)


@app.command(epilog="Example: edi-shortlist officers recover 'Ann Reid'")
def recover(
    ctx: typer.Context,
    name: Name,
    code_file: CodeFile = None,
    new_passphrase_file: NewPassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Set an officer's new passphrase with the recovery code.

    The code is used up by it, and a new one is shown.
    """
    from edi_shortlist.workflow import officers

    with sealed_session(ctx) as session:
        stored = session.officer_named(name)
        code = recovery_code(code_file)
        chosen = new_passphrase(new_passphrase_file, name)
        fresh = officers.recover(session, stored, code, chosen)
    _show(fresh, {"officer": stored, "recovery_code": fresh}, as_json)


def _show(code: str, answer: dict[str, str], as_json: bool) -> None:
    if as_json:
        print_json(answer)
    else:
        typer.echo(f"The recovery code: {code}")
    notice(
        "Print it or write it down now, and keep it locked away from this computer: it cannot be "
        "shown again, and whoever has it and the workspace can open the vault."
    )
