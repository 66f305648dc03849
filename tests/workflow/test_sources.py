"""Files, folders and archives as bytes."""

import os
import stat
import sys
import tempfile
from pathlib import Path

import pytest

from edi_shortlist.documents import private_folder
from edi_shortlist.workflow import sources
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.sources import SourceFile, Unusable, files_in, is_archive, on_disk

from .zip_files import make_zip, mark_encrypted


def _names(path: Path) -> list[str]:
    return [file.name for file in files_in(path)]


def test_a_folder_in_name_order_without_litter(tmp_path: Path) -> None:
    root = tmp_path / "given"
    for name in (
        "b/cv.txt",
        "a/x/deep.txt",
        "a/cv.txt",
        "loose.txt",
        ".DS_Store",
        "a/Thumbs.db",
        "a/~$cv.docx",
        ".git/config",
        "__MACOSX/a/cv.txt",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")
    assert _names(root) == ["given/a/cv.txt", "given/a/x/deep.txt", "given/b/cv.txt", "given/loose.txt"]  # fmt: skip


def test_links_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("not given")
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "cv.txt").write_text("x")
    (tmp_path / "given" / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert _names(tmp_path / "given") == ["given/cv.txt"]


def test_an_archive_holds_files_like_a_folder(tmp_path: Path) -> None:
    path = make_zip(
        tmp_path / "batch.zip",
        {"a/cv.txt": b"A", "a/": b"", "b\\cv.txt": b"B", "__MACOSX/a/._cv.txt": b"litter"},
    )
    assert is_archive(path)
    assert _names(path) == ["batch/a/cv.txt", "batch/b/cv.txt"]
    assert [file.content() for file in files_in(path)] == [b"A", b"B"]


@pytest.mark.parametrize(
    "member", ["../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "a/../../evil.txt"]
)
def test_a_member_never_leads_out_of_its_archive(
    tmp_path: Path, member: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_zip(tmp_path / "batch.zip", {member: b"evil", "cv.txt": b"good"})
    before = sorted(tmp_path.rglob("*"))
    found = files_in(path)
    assert {file.file_name for file in found} == {"cv.txt", "evil.txt"}
    for file in found:
        assert not {"..", "/", "C:"} & set(file.parts)
        with on_disk(file, file.content()) as place:
            assert place.parent != tmp_path
            assert place.name == "document.txt"
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("fails", [False, True])
def test_an_unpacked_member_is_private_and_gone_afterwards(tmp_path: Path, fails: bool) -> None:
    path = make_zip(tmp_path / "batch.zip", {"Zubeida Okonjo.docx": b"content"})
    (file,) = files_in(path)
    seen: list[Path] = []

    def use() -> None:
        with on_disk(file, file.content()) as place:
            seen.append(place)
            assert place.read_bytes() == b"content"
            assert "Zubeida" not in str(place)
            if sys.platform != "win32":
                assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
            if fails:
                raise ValueError

    if fails:
        with pytest.raises(ValueError):
            use()
    else:
        use()
    assert not seen[0].exists()
    assert not seen[0].parent.exists()


def test_a_file_on_disk_is_read_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    path.write_bytes(b"x")
    file = SourceFile(("cv.txt",), path)
    with on_disk(file, file.content()) as place:
        assert place == path
    assert path.exists()


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 and then nothing"])
def test_a_damaged_archive(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "batch.zip"
    path.write_bytes(content)
    with pytest.raises(Refused, match=r"'batch\.zip' is not a ZIP archive"):
        files_in(path)


def test_a_member_that_is_damaged_harms_only_itself(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "batch.zip", {"bad.txt": b"0123456789" * 50, "good.txt": b"good"})
    content = bytearray(path.read_bytes())
    at = content.index(b"bad.txt") + len("bad.txt") + 3
    content[at] ^= 0xFF
    path.write_bytes(content)
    bad, good = files_in(path)
    with pytest.raises(Unusable, match="damaged"):
        bad.content()
    assert good.content() == b"good"


def test_a_member_with_a_password(tmp_path: Path) -> None:
    path = mark_encrypted(make_zip(tmp_path / "batch.zip", {"cv.txt": b"secret"}))
    (file,) = files_in(path)
    with pytest.raises(Unusable, match="password"):
        file.content()


def test_an_archive_that_unpacks_to_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_zip(tmp_path / "bomb.zip", {f"{n}.txt": b"0" * 10_000 for n in range(5)})
    monkeypatch.setattr(sources, "MEMBER_LIMIT", 9_999)
    with pytest.raises(Unusable, match="too large"):
        files_in(path)[0].content()
    monkeypatch.setattr(sources, "MEMBERS_LIMIT", 4)
    with pytest.raises(Refused, match="more than 4 files"):
        files_in(path)
    monkeypatch.setattr(sources, "MEMBERS_LIMIT", 5)
    monkeypatch.setattr(sources, "ARCHIVE_LIMIT", 49_999)
    with pytest.raises(Refused, match="Split it"):
        files_in(path)


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = SourceFile(("cv.txt",), tmp_path / "cv.txt")
    with pytest.raises(Unusable, match="still there"):
        gone.content()
    (tmp_path / "cv.txt").write_bytes(b"12345")
    monkeypatch.setattr(sources, "MEMBER_LIMIT", 4)
    with pytest.raises(Unusable, match="too large"):
        gone.content()


@pytest.mark.parametrize("suffix", ["." + "x" * 300, ".doc?", ". ", "."])
def test_a_suffix_that_is_no_name_for_the_system(tmp_path: Path, suffix: str) -> None:
    (file,) = files_in(make_zip(tmp_path / "batch.zip", {f"letter{suffix}": b"hello"}))
    with on_disk(file, file.content()) as place:
        assert place.name == "document"
        assert place.read_bytes() == b"hello"


def test_a_colon_in_a_members_name_loses_nothing(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "batch.zip", {"CV: final.txt": b"A", "Ann/CV: final.txt": b"B"})
    assert _names(path) == ["batch/Ann/CV: final.txt", "batch/CV: final.txt"]


def test_where_memory_is_full_the_disk_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file,) = files_in(make_zip(tmp_path / "batch.zip", {"cv.txt": b"content"}))
    for name in ("full", "disk"):
        (tmp_path / name).mkdir()
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if "full" in path.parts:
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    monkeypatch.setattr(private_folder, "_MEMORY", tmp_path / "full")
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path / "disk"))
    with on_disk(file, file.content()) as place:
        assert place.parent.parent.name == "disk"
    assert list((tmp_path / "full").iterdir()) == []
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path / "full"))
    with pytest.raises(Unusable, match="no room"), on_disk(file, file.content()):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "letter.txt")
    with pytest.raises(Unusable, match="could not be opened"):
        SourceFile(("letter.txt",), tmp_path / "letter.txt").content()


def test_a_folder_that_may_not_be_opened_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("closed", "open"):
        (tmp_path / "given" / name).mkdir(parents=True)
        (tmp_path / "given" / name / "cv.txt").write_text("x")
    look = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return look(path)

    monkeypatch.setattr(os, "scandir", scandir)
    closed, other = files_in(tmp_path / "given")
    assert (closed.name, other.name) == ("given/closed", "given/open/cv.txt")
    with pytest.raises(Unusable, match="could not be opened"):
        closed.content()
