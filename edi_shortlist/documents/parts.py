"""A file taken apart: a document by itself, or an e-mail or archive with the documents in it.

It runs in the worker process, and knows nothing of applicants.
"""

import contextlib
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from edi_shortlist.documents import private_folder
from edi_shortlist.documents.containers import Packed
from edi_shortlist.documents.errors import (
    CorruptFile,
    DocumentError,
    EmptyDocument,
    FileTooLarge,
    UnsupportedFormat,
)
from edi_shortlist.documents.formats import format_of
from edi_shortlist.documents.limits import (
    NESTING_LIMIT,
    PARTS_LIMIT,
    PARTS_SIZE_LIMIT,
    SIZE_LIMIT,
    TEXT_LIMIT,
)
from edi_shortlist.documents.model import Block, BlockKind, Document

_TOO_MUCH_TEXT = (
    "The file holds more text than any application. Take out what does not belong to it, or split "
    "it, and add it again."
)
_TOO_DEEP = (
    "This lies in an archive within an archive, deeper than is looked into. Unpack it and add the "
    "files in it."
)
_TOO_MANY = (
    f"The file holds more than {PARTS_LIMIT} files, or more than "
    f"{PARTS_SIZE_LIMIT // 1024**2} MB of them. Take out what does not belong to the application."
)


@dataclass(frozen=True)
class ReadPart:
    """One document of a file.

    Attributes:
        name: the name of the file or of the part within it; a part of a folder in an archive
            has the folder before it, with ``/``.
        document: what was read, or None.
        error: why it was not, or None.
        content: the bytes of a part; None for the file itself.
    """

    name: str
    document: Document | None = None
    error: DocumentError | None = None
    content: bytes | None = None


def read_parts(path: Path) -> tuple[ReadPart, ...]:
    """Read a file, and the files in it where it is an e-mail or an archive.

    A part that cannot be read has its error in its place, and harms nothing else.

    Returns:
        One part for a document; for an e-mail the message and then its attachments; for an
        archive its members in name order. At least one.

    Raises:
        DocumentError: the file itself cannot be read, or there is nothing in it.
    """
    parts = tuple(_Unpacking().parts(path, path.name, 0))
    if not parts:
        raise EmptyDocument(
            path.name, "There are no files in this archive. Ask the applicant for another copy."
        )
    if sum(_length(part.document) for part in parts if part.document) > TEXT_LIMIT:
        raise FileTooLarge(path.name, _TOO_MUCH_TEXT)
    return parts


def read_here(path: Path) -> Document:
    """Read a file in this process into one Document. Only tests and the worker's side call it.

    Raises:
        DocumentError: with the sentence for the person at the screen.
    """
    return joined(path.name, read_parts(path))


def joined(name: str, parts: Sequence[ReadPart]) -> Document:
    """Return the documents of a file as one, each part after a heading with its name.

    Raises:
        DocumentError: no part could be read; the first one's error, under ``name``.
    """
    read = [(part, part.document) for part in parts if part.document is not None]
    failed = [part for part in parts if part.error is not None]
    if not read:
        error = failed[0].error
        assert error is not None
        raise type(error)(name, error.sentence)
    if len(parts) == 1:
        return read[0][1]
    blocks: list[Block] = []
    for part, document in read:
        if part.content is not None:
            blocks.append(Block(part.name, BlockKind.HEADING, level=1))
        tables = max((block.cell[0] + 1 for block in blocks if block.cell), default=0)
        blocks += _renumbered(document.blocks, tables)
    warnings = [warning for _, document in read for warning in document.warnings]
    warnings += [
        f"{len(failed)} of the {len(parts)} files in it could not be read. {part.error.sentence}"
        for part in failed[:1]
        if part.error is not None
    ]
    return Document(
        tuple(blocks),
        sum(document.pictures for _, document in read),
        tuple(dict.fromkeys(warnings)),
        tuple(dict.fromkeys(one for _, document in read for one in document.properties)),
        tuple(one for _, document in read for one in document.attachments),
    )


def _renumbered(blocks: Sequence[Block], first: int) -> Iterator[Block]:
    """Blocks whose tables are numbered from ``first``."""
    for block in blocks:
        if block.cell and first:
            table, row, column = block.cell
            block = replace(block, cell=(first + table, row, column))
        yield block


def _length(document: Document) -> int:
    beside = [one.value for one in document.properties]
    beside += [*document.attachments, *document.warnings]
    return sum(len(text) + 1 for text in (*(block.text for block in document.blocks), *beside))


class _Unpacking:
    """One file taken apart, with what all its parts together may cost."""

    def __init__(self) -> None:
        self._parts_left = PARTS_LIMIT
        self._bytes_left = PARTS_SIZE_LIMIT

    def parts(
        self, path: Path, name: str, depth: int, content: bytes | None = None
    ) -> Iterator[ReadPart]:
        how = format_of(path)
        if how.reader is not None:
            yield ReadPart(name, how.reader(path), None, content)
        if how.unpacker is None:
            return
        if depth >= NESTING_LIMIT:
            raise UnsupportedFormat(path.name, _TOO_DEEP)
        for packed in how.unpacker(path):
            if not isinstance(packed, Packed):
                yield ReadPart(packed.name, None, packed.error, b"")
                continue
            self._parts_left -= 1
            self._bytes_left -= len(packed.content)
            if self._parts_left < 0 or self._bytes_left < 0:
                raise FileTooLarge(path.name, _TOO_MANY)
            yield from self._inside(packed, depth + 1)

    def _inside(self, packed: Packed, depth: int) -> Iterator[ReadPart]:
        try:
            with _on_disk(packed) as path:
                yield from self.parts(path, packed.name, depth, packed.content)
        except MemoryError:
            raise
        except DocumentError as error:
            if isinstance(error, FileTooLarge) and error.sentence == _TOO_MANY:
                raise  # it speaks of the whole file
            named = type(error)(packed.name, error.sentence)
            yield ReadPart(packed.name, None, named, packed.content)
        except Exception as error:  # a library's own may quote the text, so nothing of it goes on
            if private_folder.is_full(error):
                raise  # it is no fault of this part
            yield ReadPart(packed.name, None, CorruptFile(packed.name), packed.content)


@contextlib.contextmanager
def _on_disk(packed: Packed) -> Iterator[Path]:
    """A part as a file, for as long as it is being read, under a name that tells nothing."""
    suffix = PurePosixPath(packed.name).suffix.lower()
    if not re.fullmatch(r"\.[a-z0-9]{1,10}", suffix):  # others may be no name for the system
        suffix = ""
    if len(packed.content) > SIZE_LIMIT:
        raise FileTooLarge(packed.name)
    folder = Path(tempfile.mkdtemp())
    try:
        path = folder / f"document{suffix}"
        path.write_bytes(packed.content)
        yield path
    finally:
        shutil.rmtree(folder, ignore_errors=True)
