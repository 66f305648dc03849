"""What every command needs: the workspace named before it, who is at work, and the passphrase.

A passphrase comes from a prompt, a file or the environment, never from an argument, since
arguments stand in the shell's history and in the list of processes.
"""

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import platformdirs
import typer

from edi_shortlist.cli.printing import notice

if TYPE_CHECKING:
    from edi_shortlist.workflow.session import Session

PASSPHRASE_VARIABLE = "EDI_SHORTLIST_PASSPHRASE"
OFFICER_VARIABLE = "EDI_SHORTLIST_OFFICER"

Json = Annotated[
    bool, typer.Option("--json", help="Print one JSON value on stdout and nothing else there.")
]
PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        metavar="FILE",
        help=f"Read the passphrase from the first line of FILE (or set {PASSPHRASE_VARIABLE}; "
        "otherwise you are asked).",
    ),
]
Reference = Annotated[
    str, typer.Argument(metavar="REF", help="The vacancy's reference, say HSG-2026-014.")
]


@dataclass(frozen=True)
class Setting:
    """What stands before the command."""

    workspace: Path | None
    actor: str
    officer: str | None = None

    @property
    def folder(self) -> Path:
        """The workspace's folder: the one named, or the platform's data folder."""
        return self.workspace or default_workspace()


def default_workspace() -> Path:
    """Return the platform's data folder for this program."""
    return Path(platformdirs.user_data_dir("edi-shortlist", appauthor=False))


def login_name() -> str:
    """Return the name of whoever is logged in, for the audit log."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name
        return "unknown"


def setting_of(ctx: typer.Context) -> Setting:
    """Return what stood before the command."""
    setting = ctx.find_root().obj
    assert isinstance(setting, Setting)
    return setting


def given_passphrase(file: Path | None) -> str | None:
    """Return the passphrase of the file or of the environment; None where neither is given.

    Raises:
        OSError: the file cannot be read.
        Refused: it is not text in UTF-8.
    """
    return os.environ.get(PASSPHRASE_VARIABLE) if file is None else first_line(file)


def first_line(file: Path) -> str:
    """Return the first line of a file, which holds a secret.

    Raises:
        OSError: it cannot be read.
        Refused: it is not text in UTF-8.
    """
    from edi_shortlist.workflow.errors import Refused

    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise Refused(
            f"'{file}' is not a text file in UTF-8, so no passphrase can be read from it. "
            "Check that it is the right file, or save it as UTF-8."
        ) from None
    return lines[0] if lines else ""


def passphrase(file: Path | None, *, new: bool = False) -> str:
    """Return the passphrase, asking for it where neither a file nor the environment gives it.

    Args:
        new: the passphrase is being chosen, so it is asked for twice.

    Raises:
        typer.BadParameter: nobody is there to be asked.
    """
    given = given_passphrase(file)
    if given is not None:
        return given
    return secret_asked(
        "Choose a passphrase" if new else "Passphrase",
        f"A passphrase is needed. Set {PASSPHRASE_VARIABLE} or give --passphrase-file FILE.",
        twice=new,
    )


def new_passphrase(file: Path | None, officer: str) -> str:
    """Return the passphrase that an officer chooses; the environment holds another's.

    Raises:
        typer.BadParameter: nobody is there to be asked.
    """
    if file is not None:
        return first_line(file)
    return secret_asked(
        f"New passphrase of {officer}",
        "The new passphrase is needed. Give --new-passphrase-file FILE.",
        twice=True,
    )


def recovery_code(file: Path | None) -> str:
    """Return the recovery code, asking for it where no file gives it.

    Raises:
        typer.BadParameter: nobody is there to be asked.
    """
    if file is not None:
        return first_line(file)
    return secret_asked("Recovery code", "The recovery code is needed. Give --code-file FILE.")


def somebody_is_there() -> bool:
    """Whether a person sits at the terminal, who can be asked."""
    return sys.stdin.isatty()


def secret_asked(question: str, otherwise: str, *, twice: bool = False) -> str:
    """Ask for a secret, which is not shown while it is typed.

    Raises:
        typer.BadParameter: nobody is there to be asked; it says ``otherwise``.
    """
    if not somebody_is_there():
        raise typer.BadParameter(otherwise)
    answer: str = typer.prompt(question, hide_input=True, confirmation_prompt=twice, err=True)
    return answer


@contextmanager
def sealed_session(ctx: typer.Context) -> Iterator["Session"]:
    """Open the workspace with its vault sealed."""
    from edi_shortlist.workflow.session import Session

    setting = setting_of(ctx)
    with Session.open(setting.folder, setting.actor, setting.officer) as session:
        yield session


@contextmanager
def session_opened_if_given(
    ctx: typer.Context, passphrase_file: Path | None
) -> Iterator["Session"]:
    """Open the workspace, and its vault where a passphrase is there: nobody is asked for one.

    A passphrase of the environment may be there for another command. Where it is not clear which
    officer's it is, the vault stays sealed and a notice says so; one of a file is asked for.
    """
    from edi_shortlist.storage import WhichOfficer

    with sealed_session(ctx) as session:
        if (given := given_passphrase(passphrase_file)) is not None:
            try:
                session.unlock(given)
            except WhichOfficer as error:
                if passphrase_file is not None:
                    raise
                notice(f"edi-shortlist: The vault stays sealed. {error}")
        yield session


@contextmanager
def open_session(ctx: typer.Context, passphrase_file: Path | None) -> Iterator["Session"]:
    """Open the workspace and its vault; where somebody would be asked for the passphrase, with the
    one that the computer remembers, if it does."""
    with sealed_session(ctx) as session:
        if not _unlocked_by_memory(session, passphrase_file):
            session.unlock(passphrase(passphrase_file))
        yield session


def _unlocked_by_memory(session: "Session", passphrase_file: Path | None) -> bool:
    if given_passphrase(passphrase_file) is not None or not somebody_is_there():
        return False
    from edi_shortlist.storage import StorageError
    from edi_shortlist.workflow.remembering import unlock_remembered

    try:
        return unlock_remembered(session)
    except StorageError as error:
        notice(f"edi-shortlist: {error}")
        return False
