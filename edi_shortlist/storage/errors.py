"""What can go wrong with a workspace, as sentences for the person at the screen.

No sentence quotes anything that the vault holds.
"""

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
