"""Where application files come from: single files, folders and ZIP archives, all as bytes.

Nothing is unpacked to disk here. It knows nothing of applicants.
"""

import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from edi_shortlist.documents import private_folder
from edi_shortlist.workflow.errors import Refused

#: Limits of one ZIP archive: members, bytes of one unpacked member, bytes of all.
MEMBERS_LIMIT = 20_000
MEMBER_LIMIT = 100 * 1024 * 1024
ARCHIVE_LIMIT = 4 * 1024 * 1024 * 1024

# What systems leave beside people's files.
_LITTER = {"thumbs.db", "desktop.ini", "__macosx"}


class Unusable(Exception):
    """A file cannot be taken out of where it lies; the text is a sentence without its name."""


@dataclass(frozen=True)
class SourceFile:
    """A file that somebody sent.

    Attributes:
        parts: its name with the folders above it, beginning with the folder or archive given.
        path: where it lies on disk; for a member of an archive, the archive.
        member: its name within the archive, or None.
    """

    parts: tuple[str, ...]
    path: Path
    member: str | None = None

    @property
    def file_name(self) -> str:
        """Its name without folders."""
        return self.parts[-1]

    @property
    def name(self) -> str:
        """Its name with folders, as the person sees it."""
        return "/".join(self.parts)

    def content(self) -> bytes:
        """Return its bytes.

        Raises:
            Unusable: it cannot be read, is encrypted, or unpacks to more than allowed.
        """
        try:
            if self.member is None:
                if not self.path.is_file():  # a device or a pipe would be read for ever
                    raise Unusable(_NOT_OPENED)
                if self.path.stat().st_size > MEMBER_LIMIT:
                    raise Unusable(_TOO_LARGE)
                return self.path.read_bytes()
            with zipfile.ZipFile(self.path) as archive:
                return _unpacked(archive, self.member)
        except OSError:
            raise Unusable(_NOT_OPENED) from None


@contextmanager
def on_disk(file: SourceFile, content: bytes) -> Iterator[Path]:
    """Give a path under which a reader finds the bytes, for as long as the context lasts.

    A file on disk is read where it is. A member of an archive is written to a folder that only
    this user may enter, in memory where the system has such a place, under a name that tells
    nothing; both are gone when the context ends.
    """
    if file.member is None:
        yield file.path
        return
    folder = _written(file.file_name, content)
    try:
        yield next(folder.iterdir())
    finally:
        private_folder.remove(folder)


def _written(name: str, content: bytes) -> Path:
    """Write a member's bytes into a new folder and return the folder."""
    suffix = PurePosixPath(name).suffix
    if not re.fullmatch(r"\.[A-Za-z0-9]{1,10}", suffix):  # others may be no name for the system
        suffix = ""
    for place in private_folder.places():
        folder = None
        try:
            folder = private_folder.make_private_folder(place)
            (folder / f"document{suffix}").write_bytes(content)
            return folder
        except OSError:  # it is full, most likely: memory for such files is often small
            if folder is not None:
                private_folder.remove(folder)
    raise Unusable(
        "There is no room to unpack this file. Make room on the disk, or unpack the archive "
        "and add the folder."
    )


def files_in(path: Path) -> list[SourceFile]:
    """Return the files of a folder or an archive, folders within it included, in name order.

    What the system put there (``Thumbs.db``, files that begin with a dot, Word's ``~$`` locks) is
    left out, and so are links, which may lead out of the folder.

    Raises:
        Refused: the archive cannot be read, or holds more than an archive may.
    """
    if path.is_dir():
        found = [
            SourceFile(tuple(map(readable, (path.name, *file.relative_to(path).parts))), file)
            for file in _below(path)
        ]
    else:
        found = _members(path)
    return sorted(
        (file for file in found if not any(map(_is_litter, file.parts[1:]))),
        key=lambda file: file.parts,
    )


def readable(name: str) -> str:
    """Return a file's name as text that can be shown and stored, whatever bytes it is made of."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _below(folder: Path) -> list[Path]:
    """Return the files below a folder, and the folders that may not be looked into: one that was
    left out without a word would be an applicant lost."""
    closed: list[Path] = []
    found = [
        file
        for at, _, names in os.walk(folder, onerror=lambda e: closed.append(Path(e.filename)))
        for file in (Path(at, name) for name in names)
        if file.is_file() and not file.is_symlink()
    ]
    return found + [path for path in closed if path != folder]


def is_archive(path: Path) -> bool:
    """Say whether a file is a ZIP archive of files (a Word document is one too, but is not)."""
    return path.suffix.lower() == ".zip" and path.is_file()


def _members(path: Path) -> list[SourceFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Refused(
            f"'{path.name}' is not a ZIP archive, or it is damaged. Make it again, or unpack it "
            "and add the folder."
        ) from None
    if len(infos) > MEMBERS_LIMIT or sum(info.file_size for info in infos) > ARCHIVE_LIMIT:
        raise Refused(
            f"'{path.name}' unpacks to more than {MEMBERS_LIMIT} files or "
            f"{ARCHIVE_LIMIT // 1024**3} GB. Split it, or unpack it and add the folder."
        )
    return [
        SourceFile((path.stem, *parts), path, info.filename)
        for info in infos
        if (parts := _safe_parts(info.filename))
    ]


def _safe_parts(member: str) -> tuple[str, ...]:
    """A member's folders and name; whatever would lead out of the archive is dropped."""
    parts = PurePosixPath(member.replace("\\", "/")).parts
    return tuple(
        part
        for part in parts
        if part not in ("/", "..", ".") and not re.fullmatch("[A-Za-z]:", part)
    )


def _is_litter(part: str) -> bool:
    return part.startswith((".", "~$")) or part.lower() in _LITTER


_NOT_OPENED = "The file could not be opened. Check that it is still there and that you may read it."
_TOO_LARGE = (
    "The file is too large to be an application. Make its pictures smaller, or save it as PDF, "
    "and add it again."
)


def _unpacked(archive: zipfile.ZipFile, member: str) -> bytes:
    try:
        info = archive.getinfo(member)
        if info.flag_bits & 0x1:
            raise Unusable(
                "The ZIP archive is protected by a password. Unpack it and add the files in it."
            )
        with archive.open(info) as packed:
            # One byte more than allowed: what the archive says of its sizes is not believed.
            content = packed.read(MEMBER_LIMIT + 1)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, ValueError, EOFError):
        raise Unusable("The ZIP archive is damaged at this file. Make the archive again.") from None
    except (RuntimeError, NotImplementedError):
        raise Unusable(
            "The ZIP archive is packed in a way that cannot be read. Unpack it and add the files."
        ) from None
    except Exception as error:
        if type(error).__module__.split(".")[0] in ("zlib", "lzma", "bz2", "_lzma", "_bz2"):
            raise Unusable(
                "The ZIP archive is damaged at this file. Make the archive again."
            ) from None
        raise
    if len(content) > MEMBER_LIMIT:
        raise Unusable(_TOO_LARGE)
    return content
