"""Bringing the tables of a workspace up to date, with the old files kept until the new verify.

Each file is migrated in one transaction and checked before it commits, so a migration that fails
leaves the file as it was. Beside that both files are copied into ``.before-VERSION`` first, and
the copy goes when both migrated files were found sound, which needs the vault open.
"""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from sqlite_utils import Migrations

import edi_shortlist
from edi_shortlist.storage.audit import AuditLog
from edi_shortlist.storage.connection import Store
from edi_shortlist.storage.copying import copy_plain, copy_sealed
from edi_shortlist.storage.errors import StorageError
from edi_shortlist.storage.migrations import BLIND, VAULT

_KEPT = ".before-"
# A copy that is not whole yet, or that a kill left so.
_KEEPING = ".keeping-"


class MigrationFailed(StorageError):
    """The tables could not be brought up to date; they are as they were."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The workspace in '{folder}' could not be brought up to date for this version of EDI "
            "Shortlist, and was left as it was. Open it with the version that you used before, and "
            "tell the makers of this program."
        )


def migrate_blind(blind: Path, vault: Path, store: Store) -> None:
    """Bring the blind side up to date, if need be; the vault is not open yet.

    Args:
        blind, vault: the two files.
        store: the blind side.

    Raises:
        MigrationFailed: it was left as it was.
        WorkspaceBusy: another program is writing and does not finish.
    """
    if not BLIND.pending(store.db):
        return
    with store.transaction():
        if not BLIND.pending(store.db):
            return  # another program did it while this one waited
        try:
            _keep(blind, vault, None)
            before = AuditLog(store).verify()
            _apply(store, BLIND, lambda: AuditLog(store).verify() == before)
        except StorageError:
            raise
        except Exception:  # whatever a migration stumbles over, the old must stay
            raise MigrationFailed(blind.parent) from None


def migrate_vault(blind: Path, vault: Path, store: Store, sealed: Store) -> None:
    """Bring the vault up to date, if need be, and remove what was kept once both are sound.

    Args:
        blind, vault: the two files.
        store, sealed: the same, open.

    Raises:
        MigrationFailed: it was left as it was.
        WorkspaceBusy: another program is writing and does not finish.
    """
    if VAULT.pending(sealed.db):
        # Under the blind side's write lock no other program acts on either file.
        with store.transaction():
            try:
                if VAULT.pending(sealed.db):
                    if not kept_copies(blind.parent):
                        _keep(blind, vault, sealed)
                    with sealed.transaction():
                        _apply(sealed, VAULT, lambda: True)
            except StorageError:
                raise
            except Exception:  # whatever a migration stumbles over, the old must stay
                raise MigrationFailed(blind.parent) from None
    if kept_copies(blind.parent) and _is_sound(store) and _is_sound(sealed):
        with store.transaction():  # nobody else is copying
            for folder in [*kept_copies(blind.parent), *blind.parent.glob(f"{_KEEPING}*")]:
                shutil.rmtree(folder, ignore_errors=True)


def _apply(store: Store, migrations: Migrations, agrees: Callable[[], bool]) -> None:
    """Migrate one file within a transaction that is open.

    Raises:
        ValueError: the outcome is not sound; the transaction must be rolled back.
    """
    migrations.apply(store.db)
    if not _is_sound(store) or not agrees():
        raise ValueError("the migrated tables are not sound")


def _is_sound(store: Store) -> bool:
    return store.value("PRAGMA integrity_check") == "ok" and not store.rows(
        "PRAGMA foreign_key_check"
    )


def kept_copies(folder: Path) -> list[Path]:
    """Return the folders with the files of before an update that are kept beside a workspace."""
    return [path for path in folder.glob(f"{_KEPT}*") if path.is_dir()]


def _keep(blind: Path, vault: Path, sealed: Store | None) -> None:
    """Copy both files aside; the folder appears only when both are whole."""
    making = Path(tempfile.mkdtemp(prefix=_KEEPING, dir=blind.parent))
    try:
        copy_plain(blind, making / blind.name)
        copy_sealed(vault, making / vault.name, sealed)
        kept = blind.parent / f"{_KEPT}{edi_shortlist.__version__}"
        # One that a killed migration left is older than what is there now.
        shutil.rmtree(kept, ignore_errors=True)
        making.rename(kept)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
