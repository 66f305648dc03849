import io
import random
import stat
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from edi_shortlist.documents.containers import Packed, Unpackable
from edi_shortlist.documents.containers import archive as archives
from edi_shortlist.documents.containers.archive import zip_members
from edi_shortlist.documents.errors import (
    CorruptFile,
    DocumentError,
    EmptyDocument,
    EncryptedFile,
    FileNotReadable,
    FileTooLarge,
    UnsupportedFormat,
)

Member = tuple[str, bytes]


def zip_file(path: Path, *members: Member, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def names(path: Path) -> list[str]:
    return [one.name for one in zip_members(path)]


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_members_in_name_order_with_their_bytes(tmp_path: Path, method: int) -> None:
    noise = random.Random(4).randbytes(300_000)
    path = zip_file(
        tmp_path / "all.zip",
        ("b/two.pdf", noise),
        ("a.txt", b"Zoe"),
        ("b/one.txt", b""),
        method=method,
    )
    assert zip_members(path) == (
        Packed("a.txt", b"Zoe"),
        Packed("b/one.txt", b""),
        Packed("b/two.pdf", noise),
    )


@pytest.mark.parametrize(
    ("member", "name"),
    [
        ("../../etc/cv.txt", "etc/cv.txt"),
        ("/root/cv.txt", "root/cv.txt"),
        ("C:\\Users\\zoe\\cv.txt", "Users/zoe/cv.txt"),
        ("C:cv.txt", "cv.txt"),
        ("\\\\server\\share\\cv.txt", "server/share/cv.txt"),
        ("a/./../b/cv.txt", "a/b/cv.txt"),
        ("a//b///cv.txt", "a/b/cv.txt"),
        (".../cv.txt", "cv.txt"),
        ("../..", "file-1"),
        ("new\nline\x07.txt", "new line.txt"),
        ("cv\u202etxt.exe", "cvtxt.exe"),
        (" cv .txt ", "cv .txt"),
        ("Zoë Ngũgĩ.txt", "Zoë Ngũgĩ.txt"),
    ],
)
def test_names_never_lead_out(tmp_path: Path, member: str, name: str) -> None:
    assert zip_members(zip_file(tmp_path / "all.zip", (member, b"x"))) == (Packed(name, b"x"),)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Zoë.txt".encode("cp437"), "Zoë.txt"),
        ("Zoë.txt".encode(), "Zoë.txt"),  # UTF-8 without saying so, as macOS does
        (b"plain.txt", "plain.txt"),
    ],
)
def test_names_in_old_and_undeclared_encodings(tmp_path: Path, raw: bytes, name: str) -> None:
    path = zip_file(tmp_path / "all.zip", ("Q" * len(raw), b"x"))
    path.write_bytes(path.read_bytes().replace(b"Q" * len(raw), raw))
    assert names(path) == [name]


@pytest.mark.parametrize(("checksum", "name"), [(0, "Łódź.txt"), (1, "L¢dz.txt")])
def test_the_unicode_name_beside_an_old_one(tmp_path: Path, checksum: int, name: str) -> None:
    raw = b"L\x9bdz.txt"
    value = b"\1" + struct.pack("<I", zlib.crc32(raw) ^ checksum) + "Łódź.txt".encode()
    info = zipfile.ZipInfo("Q" * len(raw))
    info.extra = struct.pack("<HH", 0x7075, len(value)) + value
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(info, b"x")
    path.write_bytes(path.read_bytes().replace(b"Q" * len(raw), raw))
    assert names(path) == [name]


def test_litter_links_and_folders_are_left_out(tmp_path: Path) -> None:
    path = zip_file(
        tmp_path / "all.zip",
        ("Thumbs.db", b"x"),
        ("a/desktop.ini", b"x"),
        ("__MACOSX/._cv.docx", b"x"),
        (".DS_Store", b"x"),
        ("~$cv.docx", b"x"),
        ("a/", b""),
        ("cv.docx", b"x"),
    )
    with zipfile.ZipFile(path, "a") as archive:
        for name, kind in (("link.txt", stat.S_IFLNK), ("pipe.txt", stat.S_IFIFO)):
            info = zipfile.ZipInfo(name)
            info.external_attr = (kind | 0o777) << 16
            archive.writestr(info, "/etc/passwd")
    assert names(path) == ["cv.docx"]


def test_equal_names_are_numbered(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        path = zip_file(
            tmp_path / "all.zip", *[("a/cv.pdf", b"%d" % i) for i in range(3)], ("A/CV.pdf", b"3")
        )
    assert {one.name: one.content for one in zip_members(path) if isinstance(one, Packed)} == {
        "A/CV.pdf": b"3",
        "a/cv (2).pdf": b"0",
        "a/cv (3).pdf": b"1",
        "a/cv (4).pdf": b"2",
    }


def flagged(path: Path, *members: str, flag: int = 1, method: int | None = None) -> Path:
    """Mark members as encrypted, or as packed by another method."""
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        places = {info.filename: info.header_offset for info in archive.infolist()}
    at = data.find(b"PK\1\2")
    while at >= 0:
        length = struct.unpack_from("<H", data, at + 28)[0]
        name = data[at + 46 : at + 46 + length].decode()
        if name in members:
            data[at + 8] |= flag
            data[places[name] + 6] |= flag
            if method is not None:
                struct.pack_into("<H", data, at + 10, method)
                struct.pack_into("<H", data, places[name] + 8, method)
        at = data.find(b"PK\1\2", at + 4)
    path.write_bytes(data)
    return path


def test_members_that_need_a_password(tmp_path: Path) -> None:
    path = zip_file(tmp_path / "all.zip", ("a.txt", b"a"), ("b.txt", b"b"), (".DS_Store", b"x"))
    first, second = zip_members(flagged(path, "a.txt"))
    assert isinstance(first, Unpackable)
    assert isinstance(first.error, EncryptedFile)
    assert first.name == first.error.file == "a.txt"
    assert second == Packed("b.txt", b"b")
    with pytest.raises(EncryptedFile, match="password"):
        zip_members(flagged(path, "b.txt"))


@pytest.mark.parametrize("method", [1, 6, 9, 93, 95, 98])
def test_unknown_ways_of_packing(tmp_path: Path, method: int) -> None:
    path = zip_file(tmp_path / "all.zip", ("a.txt", b"a"), ("b.txt", b"b"))
    first, second = zip_members(flagged(path, "a.txt", flag=0, method=method))
    assert isinstance(first, Unpackable)
    assert isinstance(first.error, UnsupportedFormat)
    assert second == Packed("b.txt", b"b")


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_damage_within_one_member_harms_no_other(tmp_path: Path, method: int) -> None:
    noise = random.Random(5).randbytes(50_000)
    path = zip_file(tmp_path / "all.zip", ("a.txt", noise), ("b.txt", b"b"), method=method)
    data = bytearray(path.read_bytes())
    data[20_000:20_100] = bytes(100)
    path.write_bytes(data)
    first, second = zip_members(path)
    assert isinstance(first, Unpackable)
    assert isinstance(first.error, CorruptFile)
    assert second == Packed("b.txt", b"b")


def resized(path: Path, size: int) -> Path:
    """Let the list of members lie about how much the first unpacks to."""
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.index(b"PK\1\2") + 24, size)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("size", [0, 10, 5_000_000])
def test_sizes_that_lie(tmp_path: Path, size: int) -> None:
    path = resized(
        zip_file(tmp_path / "all.zip", ("a.txt", b"Zoe" * 90_000), ("b.txt", b"b")), size
    )
    first, second = zip_members(path)
    assert isinstance(first, Unpackable)
    assert isinstance(first.error, CorruptFile)
    assert second == Packed("b.txt", b"b")


def bomb(path: Path) -> Path:
    return zip_file(path, ("a.txt", bytes(60_000_000)))


def many(path: Path) -> Path:
    return zip_file(path, *[(f"{i}.txt", b"x") for i in range(501)])


def too_much_together(path: Path) -> Path:
    path = zip_file(path, *[(f"{i}.txt", b"x") for i in range(5)])
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\1\2")
    while at >= 0:
        struct.pack_into("<I", data, at + 24, 90 * 1024**2)
        at = data.find(b"PK\1\2", at + 4)
    path.write_bytes(data + bytes(0))
    return path


@pytest.mark.parametrize("make", [bomb, many, too_much_together])
def test_archives_that_unpack_to_too_much(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    path = make(tmp_path / "all.zip")
    begun = time.thread_time()
    with pytest.raises(FileTooLarge, match="Unpack it"):
        zip_members(path)
    assert time.thread_time() - begun < 2


def test_a_bomb_of_a_newer_method_is_unpacked_no_further_than_it_says(tmp_path: Path) -> None:
    path = zip_file(tmp_path / "all.zip", ("a.txt", bytes(20_000_000)), method=zipfile.ZIP_BZIP2)
    (only,) = zip_members(resized(path, 1000))
    assert isinstance(only, Unpackable)
    assert isinstance(only.error, CorruptFile)


def test_one_member_too_large_harms_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "SIZE_LIMIT", 1000)
    path = zip_file(tmp_path / "all.zip", ("a.mov", bytes(1001)), ("b.txt", bytes(1000)))
    first, second = zip_members(path)
    assert isinstance(first, Unpackable)
    assert isinstance(first.error, FileTooLarge)
    assert second == Packed("b.txt", bytes(1000))


def overlapping(path: Path) -> Path:
    """Two members, of which the list says that they lie in the same bytes."""
    zip_file(path, ("a.txt", b"Zoe" * 100), ("b.txt", b"Zoe" * 100))
    data = bytearray(path.read_bytes())
    second = data.index(b"PK\1\2", data.index(b"PK\1\2") + 4)
    struct.pack_into("<I", data, second + 42, 0)
    path.write_bytes(data)
    return path


def nested_headers(path: Path) -> Path:
    """A member whose bytes hold the header of the next, as in Fifield's bomb."""
    zip_file(path, ("a.txt", b"a" * 40), ("b.txt", b"b" * 40), method=zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    first = data.index(b"PK\1\2")
    struct.pack_into("<II", data, first + 20, 120, 120)
    struct.pack_into("<II", data, 18, 120, 120)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("make", [overlapping, nested_headers])
def test_members_that_share_bytes(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    with pytest.raises(CorruptFile, match="damaged"):
        zip_members(make(tmp_path / "all.zip"))


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"PK\5\6" + bytes(18), b"words", bytes(100)])
def test_what_is_no_archive_or_an_empty_one(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "all.zip").write_bytes(data)
    with pytest.raises((CorruptFile, EmptyDocument)):
        zip_members(tmp_path / "all.zip")
    with pytest.raises(FileNotReadable):
        zip_members(tmp_path / "none.zip")


def test_an_archive_of_nothing_but_litter_is_empty(tmp_path: Path) -> None:
    with pytest.raises(EmptyDocument, match="no files"):
        zip_members(zip_file(tmp_path / "all.zip", ("Thumbs.db", b"x"), ("a/", b"")))


def test_a_list_of_millions_of_members_is_not_read(tmp_path: Path) -> None:
    path = zip_file(tmp_path / "all.zip", ("a.txt", b"x"))
    path.write_bytes(b"PK\1\2" * 5_000_000 + path.read_bytes())
    begun = time.thread_time()
    with pytest.raises(FileTooLarge):
        zip_members(path)
    assert time.thread_time() - begun < 2


def test_every_damaged_archive_ends_in_members_or_a_sentence(tmp_path: Path) -> None:
    path = zip_file(
        tmp_path / "all.zip", ("a/cv.txt", b"Zoe " * 200), ("b.txt", b"x" * 50), ("c.txt", b"")
    )
    whole = path.read_bytes()
    chance = random.Random(6)
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data[: chance.choice([len(data), chance.randrange(len(data))])])
        try:
            found = zip_members(path)
        except DocumentError:
            continue
        assert all(isinstance(one, Packed | Unpackable) for one in found)
