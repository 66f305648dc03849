"""Text without end, and text that is none."""

from pathlib import Path

from documents.hostile_files.kinds import WORDS, Files
from edi_shortlist.documents.errors import CorruptFile, EmptyDocument, FileTooLarge

FILES = Files()


@FILES.add("zeros.txt", refused=(CorruptFile, EmptyDocument, FileTooLarge))
def _(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(90 * 1024 * 1024)


@FILES.add("more-than-is-opened.txt", refused=(FileTooLarge,))
def _(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(101 * 1024 * 1024)


@FILES.add("one-line.txt", refused=(FileTooLarge,))
def _(path: Path) -> None:
    path.write_text("word " * 1_000_000)


@FILES.add("a-line-just-short-enough.txt", reads=WORDS)
def _(path: Path) -> None:
    path.write_text(WORDS + "x" * 900_000)


@FILES.add("lines-without-text.txt", refused=(FileTooLarge, EmptyDocument))
def _(path: Path) -> None:
    path.write_bytes(b"\n" * 5_000_000)


@FILES.add("controls.txt", refused=(CorruptFile,), reads=WORDS)
def _(path: Path) -> None:
    """What a terminal would obey, and what turns the direction of reading."""
    path.write_text(f"\x1b]0;title\x07\x1b[2J\u202e{WORDS}\u202c\ud7ff\x9b31m")


@FILES.add("half-characters.txt", refused=(CorruptFile,), reads=WORDS)
def _(path: Path) -> None:
    path.write_bytes(WORDS.encode() + b"\xed\xa0\x80\xff\xfe\xc0\xaf\xf4\x90\x80\x80" * 500)


@FILES.add("half-characters-wide.txt", refused=(CorruptFile, EmptyDocument), reads=WORDS)
def _(path: Path) -> None:
    path.write_bytes(b"\xff\xfe" + WORDS.encode("utf-16-le") + b"\0\xd8" * 500 + b"x")
