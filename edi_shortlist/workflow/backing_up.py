"""Backing a workspace up while people work in it, and restoring a backup on any computer."""

from datetime import datetime
from pathlib import Path

from edi_shortlist.storage.backup import SUFFIX, BackupFacts, restore_backup, write_backup
from edi_shortlist.workflow.session import Session

__all__ = ["BackupFacts", "back_up", "restore"]


def back_up(s: Session, out: Path | None = None) -> tuple[Path, BackupFacts]:
    """Write a backup, check it by reading it back, and log its digest.

    It needs no passphrase. With the vault open its copy is decrypted and checked too.

    Args:
        out: the file to write, or a folder for a file named after the workspace and the time
            (of this computer's clock); the current folder where left out.

    Returns:
        where it lies, and what it says of itself.

    Raises:
        StorageError: it could not be made; the sentence says why.
    """
    path = _place(s.folder, out)
    facts = write_backup(s.workspace, path)
    s.log("workspace.backed-up", entries=facts.entries, sha256=facts.sha256)
    return path, facts


def restore(backup: Path, folder: Path, actor: str) -> BackupFacts:
    """Restore a backup into a new or empty folder, and log that in the restored workspace.

    Raises:
        StorageError: it cannot be restored, and nothing was written; or what was restored cannot
            be opened. The sentence says which and why.
    """
    facts = restore_backup(backup, folder)
    with Session.open(folder, actor) as session:
        session.log(
            "workspace.restored",
            entries=facts.entries,
            made_at=facts.made_at,
            sha256=facts.sha256,
        )
    return facts


def _place(workspace: Path, out: Path | None) -> Path:
    if out is not None and not out.is_dir():
        return out
    folder = out or Path.cwd()
    name = f"{workspace.absolute().name}-{datetime.now():%Y%m%d-%H%M}"
    path, number = folder / f"{name}{SUFFIX}", 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}{SUFFIX}"
    return path
