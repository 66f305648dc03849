"""What can go wrong with a panel pack, as sentences for HR or for the panellist."""

import math
from pathlib import Path

from edi_shortlist.storage.errors import StorageError, TooManyTries, WrongPassphrase


class NotAPack(StorageError):
    """The file is not there, or too short to be a pack."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"'{path.name}' is not a panel pack of EDI Shortlist, or it was cut short while it was "
            "copied. Choose the file whose name ends in .edipack, or have it sent again."
        )


class PackExists(StorageError):
    """A pack would have been written over something."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"There is already something called '{path}'. Choose another name.")


class PackNotWritten(StorageError):
    """The disk refused a new pack."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The pack '{path.name}' could not be written in '{path.parent}': the folder is not "
            "there, the disk is full, or you may not write there. Choose another folder; no pack "
            "was made."
        )


class WrongPin(WrongPassphrase):
    """The PIN does not open the pack."""

    def __init__(self, path: Path) -> None:
        Exception.__init__(
            self,
            f"That PIN does not open '{path.name}'. Type it again as HR told it; spaces do not "
            "matter. If it is surely the right one, the file was damaged on its way: have it sent "
            "again.",
        )


class TooManyPins(TooManyTries):
    """Several wrong PINs came in a row; the next try has to wait."""

    def __init__(self, seconds: float) -> None:
        """Args: the seconds that are left to wait."""
        left = math.ceil(seconds)
        Exception.__init__(
            self,
            f"Too many wrong PINs in a row. Wait {left} second{'' if left == 1 else 's'} and try "
            "again.",
        )


class ShortPin(StorageError):
    """A PIN of HR's own choice is too short."""

    def __init__(self, shortest: int) -> None:
        super().__init__(
            f"A PIN needs {shortest} letters or digits or more. Choose a longer one, or let the "
            "program make one."
        )


class DamagedPack(StorageError):
    """The file opens, but some of it is not as the program wrote it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The pack '{path.name}' is damaged or was changed by something else than EDI "
            "Shortlist. Copy it again from where it was scored; nothing was taken in."
        )


class AlteredPack(StorageError):
    """What the pack holds is not what was handed out, or was not signed by it."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            f"The pack '{path.name}' was altered: {what}. Nothing was taken in. Ask whoever "
            "sent it for the file as the program left it, and tell whoever answers for your data."
        )


class NewerPack(StorageError):
    """The pack was made or opened by a later version of the program."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The pack '{path.name}' was made by a newer version of EDI Shortlist. Install that "
            "version to open it; nothing was changed."
        )


class PackUnwritable(StorageError):
    """Scores could not be saved in the pack where it lies."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Nothing can be saved in '{path.name}' where it lies: the disk or the folder is "
            "write-protected or full. Copy the file to a folder of your own and open it there; "
            "what was saved before is safe."
        )


class PackBusy(StorageError):
    """Another window keeps the pack locked."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"'{path.name}' is being written by another window or program. Wait until it has "
            "finished and try again; what was saved before is safe."
        )


class UnfinishedPack(StorageError):
    """The program was cut off while it saved; the pack must be opened once to put it right."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"'{path.name}' was cut off while it was being saved, and its journal still lies "
            "beside it. Open the pack once where both files lie and close it again: that puts it "
            "right. Nothing was taken in."
        )
