"""What can go wrong with a workspace, as sentences for the person at the screen.

No sentence quotes anything that the vault holds.
"""

import math
from collections.abc import Sequence
from pathlib import Path


class StorageError(Exception):
    """A workspace cannot be used as asked; the text is a sentence for the person at the screen."""


class NotAWorkspace(StorageError):
    """The folder holds no workspace."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"There is no workspace in '{folder}'. Choose the folder that holds shortlist.db, "
            "or make a new workspace there."
        )


class WorkspaceExists(StorageError):
    """A workspace was to be made where one already is."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"There is already a workspace in '{folder}'. Open that one, or choose another folder."
        )


class HalfWorkspace(StorageError):
    """One of the two files of a workspace is missing."""

    def __init__(self, folder: Path, missing: str) -> None:
        super().__init__(
            f"The workspace in '{folder}' has lost its file {missing}. Bring the file back from a "
            "backup of the same day, or choose another folder."
        )


class DamagedWorkspace(StorageError):
    """A file of the workspace cannot be read as what it should be."""

    def __init__(self, folder: Path, file: str) -> None:
        super().__init__(
            f"The file {file} of the workspace in '{folder}' is damaged or does not belong to it. "
            "Bring both shortlist.db and vault.db back from a backup."
        )


class NewerWorkspace(StorageError):
    """The workspace was written by a later version of the program."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The workspace in '{folder}' was made by a newer version of EDI Shortlist. "
            "Install that version to open it; nothing was changed."
        )


class WorkspaceUnwritable(StorageError):
    """The folder cannot be made or written."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The folder '{folder}' cannot be written. Choose a folder of your own, or ask for "
            "the right to write there."
        )


class WorkspaceBusy(StorageError):
    """Another program kept the workspace locked for longer than the wait allowed."""

    def __init__(self) -> None:
        super().__init__(
            "Another program is writing to this workspace. Wait until it has finished and try "
            "again; nothing was changed."
        )


class NotSaved(StorageError):
    """The disk refused a write; the act was undone as a whole."""

    def __init__(self) -> None:
        super().__init__(
            "This could not be saved: the disk is full, or the folder of the workspace can no "
            "longer be written. Free some space and do it again; what was saved before is safe."
        )


class WrongPassphrase(StorageError):
    """The passphrase does not open the vault."""

    def __init__(self) -> None:
        super().__init__(
            "That passphrase does not open the vault. Type it again; capital letters count."
        )


class WrongRecoveryCode(WrongPassphrase):
    """The recovery code has no typing error and does not open the vault."""

    def __init__(self) -> None:
        Exception.__init__(
            self,
            "That recovery code does not open this vault. It is another workspace's, or an older "
            "one that was replaced; look for the sheet that was printed last.",
        )


class MistypedRecoveryCode(StorageError):
    """The recovery code does not agree with its own check sum, so it was not tried."""

    def __init__(self, typed: int, symbols: int) -> None:
        """Args: how many letters and digits were typed, and how many a code has."""
        counted = "" if typed == symbols else f" It has {symbols} letters and digits, not {typed}."
        super().__init__(
            f"The recovery code was not typed as it is printed.{counted} Compare it with the "
            "sheet, group by group, and type it again."
        )


class NoRecoveryCode(StorageError):
    """The vault was to be opened by a recovery code, and none was made."""

    def __init__(self) -> None:
        super().__init__(
            "This workspace has no recovery code. An officer who knows their passphrase can make "
            "one, on the page Keys and backups or with: officers recovery-code"
        )


class TooManyTries(StorageError):
    """Several wrong passphrases came in a row; the next try has to wait."""

    def __init__(self, seconds: float) -> None:
        """Args: the seconds that are left to wait."""
        left = math.ceil(seconds)
        super().__init__(
            "Too many wrong passphrases in a row. Wait "
            f"{left} second{'' if left == 1 else 's'} and try again."
        )


class NoMemoryForKey(StorageError):
    """The computer cannot give the memory that a try at a passphrase needs."""

    def __init__(self, mib: int) -> None:
        super().__init__(
            f"Trying a passphrase needs {mib} MiB of memory, which this computer cannot give now. "
            "Close other programs and try again."
        )


class NoSuchOfficer(StorageError):
    """Nobody of that name has a key to the vault."""

    def __init__(self, name: str, names: Sequence[str]) -> None:
        super().__init__(
            f"No officer of this workspace is called '{name}'. These have a key to the vault: "
            f"{', '.join(names)}."
        )


class WhichOfficer(StorageError):
    """Several officers have a key, and it was not said whose passphrase this is."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            f"Several officers have a key to this vault: {', '.join(names)}. Say whose passphrase "
            "it is (on the command line: --officer NAME before the command)."
        )


class OfficerExists(StorageError):
    """An officer of that name has a key already."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is already an officer called '{name}'. Choose a name that tells the two apart."
        )


class LastOfficer(StorageError):
    """The only officer was to be removed."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"'{name}' is the only officer, and without one nobody could open the vault. Add "
            "another officer first."
        )


class NotAnOfficersName(StorageError):
    """A name for an officer is empty, too long, or holds what cannot be printed."""

    def __init__(self) -> None:
        super().__init__(
            "An officer needs a name of one line, with at most 100 letters. The log bears it "
            "beside everything that the officer does with the vault open."
        )


class NoPassphrase(StorageError):
    """A vault was to be made, or its passphrase changed, without a passphrase."""

    def __init__(self) -> None:
        super().__init__(
            "The passphrase is empty. Choose a sentence that only you know; "
            "without it nobody can open the vault."
        )


class VaultSealed(StorageError):
    """Something that lies in the vault was asked for while the vault is sealed."""

    def __init__(self) -> None:
        super().__init__("The vault is sealed. Open it with the passphrase first.")
