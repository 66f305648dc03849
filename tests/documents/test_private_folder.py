"""Private folders: who may enter them, where they lie, and that none is left behind."""

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from edi_shortlist.documents import private_folder
from edi_shortlist.documents.private_folder import (
    NoRoom,
    empty,
    is_full,
    keep,
    make_private_folder,
    remove,
    remove_leftovers,
)


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in place of the system's memory for files; ``disk`` beside it for the rest."""
    for name in ("memory", "disk"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(private_folder, "_MEMORY", tmp_path / "memory")
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path / "disk"))
    return tmp_path / "memory"


@pytest.fixture
def folder() -> Iterator[Path]:
    made = make_private_folder()
    yield made
    remove(made)


def test_only_this_user_may_enter(folder: Path) -> None:
    assert folder.is_dir()
    if sys.platform != "win32":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_memory_goes_before_the_disk(memory: Path) -> None:
    assert make_private_folder().parent == memory
    assert make_private_folder(str(memory.parent / "disk")).parent.name == "disk"
    remove(memory)
    assert make_private_folder().parent.name == "disk"


def test_where_nothing_can_be_written(memory: Path) -> None:
    remove(memory)
    remove(memory.parent / "disk")
    with pytest.raises(NoRoom):
        make_private_folder()
    with pytest.raises(NoRoom):
        make_private_folder(str(memory))


def test_emptied_without_following_links(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text("kept")
    (folder / "tmp" / "deep").mkdir(parents=True)
    (folder / "tmp" / "deep" / "a").touch()
    (folder / "document.txt").touch()
    if sys.platform != "win32":
        (folder / "link").symlink_to(tmp_path)
        (folder / "tmp" / "link").symlink_to(tmp_path / "minutes.txt")
    empty(folder)
    assert folder.is_dir()
    assert list(folder.iterdir()) == []
    assert (tmp_path / "minutes.txt").read_text() == "kept"
    remove(folder)
    assert not folder.exists()
    empty(folder)
    remove(folder)


@pytest.mark.parametrize(
    ("error", "full"),
    [(OSError(28, "full"), True), (PermissionError(13, "no"), False), (ValueError(28), False)],
)
def test_what_a_full_disk_says(error: Exception, full: bool) -> None:
    assert is_full(error) is full


KILLED = """
import os, signal
from edi_shortlist.documents.private_folder import make_private_folder
folder = make_private_folder()
(folder / "document.txt").write_text("Ann Obi")
(folder / "parts").mkdir()
(folder / "parts" / "0").write_text("Ann Obi")
print(folder, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there only age tells what is left over")
def test_what_a_killed_program_unpacked_is_removed(folder: Path) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED], stdout=subprocess.PIPE, text=True, check=False
    )
    left = Path(killed.stdout.strip())
    assert (left / "document.txt").read_text() == "Ann Obi"
    remove_leftovers()
    assert not left.exists()
    assert folder.exists()  # this program still reads in it


def test_what_is_old_is_left_over_whoever_made_it(memory: Path) -> None:
    parts = ("aaaa0000", "bbbb0000", "dddd0000", "not_ours")
    old, new, in_use, strange = (f"edi-reading-{os.getpid()}-{part}" for part in parts)
    strange += "-at-all"
    for name in (old, new, in_use, strange, "else"):
        (memory / name).mkdir()
        (memory / name / "document.txt").touch()
    other = memory / f"edi-reading-{os.getpid()}-cccc0000"
    other.mkdir()
    (other / "minutes.txt").touch()
    for name in (old, in_use, strange, "else", other.name):
        os.utime(memory / name, (0, 0))
    assert keep(memory / in_use)
    assert not keep(memory / "gone")
    remove_leftovers()
    left = {path.name for path in memory.iterdir()}
    assert left == {new, in_use, strange, "else", other.name}
