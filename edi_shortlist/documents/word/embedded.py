"""Files within a Word file: those whose text belongs to it, and those that are only attached."""

import posixpath
import re
import tempfile
from contextvars import ContextVar
from pathlib import Path

from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.errors import DocumentError
from edi_shortlist.documents.formats import format_of
from edi_shortlist.documents.model import Document
from edi_shortlist.documents.word.package import Package, Part, Relation

_ATTACHED = ("oleObject", "package")
_UNNAMED = re.compile(r"oleObject\d*\.bin", re.IGNORECASE)
_SUFFIX = re.compile(r"\.[a-z]{1,6}")
_LARGEST = 30 * 1024 * 1024  # bytes of an embedded document
_LABEL = re.compile(rb"\x02\0([^\0\x01-\x1f]{1,255})\0[^\0]{1,500}\0")
_TOLD = {"vbaProject": "macros", "control": "activex"}
_REMOTE = re.compile(r"https?:|ftp:|(?:file:/*)?\\\\|file:/{0,2}[^/\\]", re.IGNORECASE)
_within: ContextVar[bool] = ContextVar("within", default=False)
_BY_TYPE = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "message/rfc822": ".mht",
    "multipart/related": ".mht",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "text/plain": ".txt",
}


def read_embedded(part: Part) -> Document | None:
    """Read a document that a Word file takes its text from (``w:altChunk``); None where it is of
    no kind that is read, or damaged."""
    if _within.get():
        return None  # an archive can be built that holds itself
    content_type = part.package.types.get(part.name.lower(), "")
    suffix = _BY_TYPE.get(content_type.partition(";")[0].strip().lower())
    suffix = suffix or posixpath.splitext(part.name)[1].lower()
    within = _within.set(True)
    try:
        data = part.data(_LARGEST)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"document{suffix if _SUFFIX.fullmatch(suffix) else ''}"
            file.write_bytes(data)
            reader = format_of(file).reader
            return None if reader is None else reader(file)
    except (DocumentError, ValueError):
        return None
    finally:
        _within.reset(within)


def attachments(parts: list[Part]) -> tuple[str, ...]:
    """The names of the files attached to these parts, such as a spreadsheet shown as an icon;
    one whose name is not known is left out."""
    found: list[str] = []
    for part in parts:
        for kind in _ATTACHED:
            for attached in part.of_kind(kind):
                name = posixpath.basename(attached.name)
                if _UNNAMED.fullmatch(name):
                    name = _label(attached.start(_LARGEST))
                if name := clean(name).strip():
                    found.append(name)
    return tuple(dict.fromkeys(found))


def _label(data: bytes) -> str:
    """The name of a file in an OLE container, from the packager's record ("" without one): its
    length, the number 2, its name and its path, at the start of a sector."""
    for found in _LABEL.finditer(data):
        if found.start() % 64 == 4:
            return re.split(r"[\\/]", found[1].decode("cp1252", "replace"))[-1]
    return ""


def told_of(package: Package) -> set[str]:
    """Kinds of things in the package that the reviewer is told of: ``macros``, ``activex``, and
    ``elsewhere`` where a program would fetch something to show the file."""
    found = set()
    for relation in package.all_relations():
        if relation.kind in _TOLD:
            found.add(_TOLD[relation.kind])
        if _is_fetched(relation):
            found.add("elsewhere")
    return found


def _is_fetched(relation: Relation) -> bool:
    if not relation.external or relation.kind == "hyperlink":
        return False
    # Most files name a template on their writer's own disk, which no other program looks for.
    return relation.kind != "attachedTemplate" or bool(_REMOTE.match(relation.target))
