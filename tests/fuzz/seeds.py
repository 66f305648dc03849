"""Real files of each format, which the fuzz suite damages: the sample applications and the good
files of the tests."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from documents.good_files import GOOD

from edi_shortlist import bundled
from fuzz.mutations import packed, unpacked

#: Formats in the order in which they are reported. Each mutant of the last costs LibreOffice
#: seconds, so it is fuzzed only when asked for.
FORMATS = (
    "docx", "pdf", "odt", "fodt", "rtf", "html", "txt", "eml", "msg", "zip", "jpg", "png", "tif",
)  # fmt: skip
SLOW_FORMATS = ("doc",)

_LARGEST = 300_000  # bytes; a larger seed only makes each mutant slower


@dataclass(frozen=True)
class Seed:
    """A file to be damaged."""

    name: str
    content: bytes


def seeds_of(kind: str) -> tuple[Seed, ...]:
    """Return the real files of a format, by its suffix; none where it cannot be made here.

    They are the same on every day: no date is left in them.
    """
    return tuple(sorted(_found(f".{kind}"), key=lambda seed: seed.name))


def _found(suffix: str) -> Iterator[Seed]:
    for path in bundled.resource("samples").rglob(f"*{suffix}"):
        if path.stat().st_size <= _LARGEST:
            yield Seed(path.name, path.read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        for name, write in GOOD.items():
            if name.endswith(suffix):
                write(Path(folder) / name)
                content = (Path(folder) / name).read_bytes()
                yield Seed(name, undated(content))


def undated(content: bytes) -> bytes:
    """Return a file without the dates of an archive's members, of archives in it as well."""
    members = unpacked(content)
    return packed([(name, undated(one)) for name, one in members]) if members else content
