"""Backing a workspace up while people work in it, and restoring a backup on any computer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from edi_shortlist.storage.backup import (
    STEPS,
    SUFFIX,
    BackupFacts,
    BackupStopped,
    restore_backup,
    write_backup,
)
from edi_shortlist.storage.migrating import kept_copies
from edi_shortlist.workflow.session import Session

__all__ = ["SUFFIX", "BackupFacts", "LastBackup", "back_up", "kept_old", "last_backup", "restore"]


@dataclass(frozen=True)
class LastBackup:
    """The newest backup that the log knows of.

    Attributes:
        at: UTC, ISO 8601.
        since: how many entries the log got after it, its own not counted.
    """

    at: str
    actor: str
    since: int


def back_up(
    s: Session,
    out: Path | None = None,
    *,
    progress: Callable[[int, int, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Path, BackupFacts]:
    """Write a backup, check it by reading it back, and log its digest.

    It needs no passphrase. With the vault open its copy is decrypted and checked too.

    Args:
        out: the file to write, or a folder for a file named after the workspace and the time
            (of this computer's clock); the current folder where left out.
        progress: called as ``progress(done, total, what)``, in steps.
        cancelled: asked before each step; True stops there and leaves no file.

    Returns:
        where it lies, and what it says of itself.

    Raises:
        StorageError: it could not be made, or was stopped; the sentence says why.
    """

    def begin(step: int) -> None:
        if cancelled and cancelled():
            raise BackupStopped
        if progress:
            progress(step, len(STEPS), STEPS[step])

    path = _place(s.folder, out)
    facts = write_backup(s.workspace, path, begin)
    s.log("workspace.backed-up", entries=facts.entries, sha256=facts.sha256)
    return path, facts


def last_backup(s: Session) -> LastBackup | None:
    """Return when the workspace was backed up last, as far as its log knows, or None."""
    made = s.workspace.audit.entries(action="workspace.backed-up")
    head = s.workspace.audit.head()
    if not made or head is None:
        return None
    return LastBackup(made[-1].at, made[-1].actor, head.number - made[-1].number)


def kept_old(s: Session) -> list[Path]:
    """Return the folders with the files of before an update, kept until the new are verified."""
    return sorted(kept_copies(s.folder))


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
