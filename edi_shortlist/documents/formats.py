"""Which format a file is in, by its first bytes and its name together, and what to tell the
person when it is one that the program does not read."""

import re
import stat
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from edi_shortlist.documents.containers import Packed, Unpackable
from edi_shortlist.documents.errors import (
    ZIP_ERRORS,
    CorruptFile,
    EmptyDocument,
    EncryptedFile,
    FileNotReadable,
    FileTooLarge,
    UnsupportedFormat,
)
from edi_shortlist.documents.limits import SIZE_LIMIT
from edi_shortlist.documents.model import Document

_HEAD = 4096  # bytes by which a format is told
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_TEXT_SUFFIXES = {"", ".txt", ".text", ".md", ".asc"}
_WEB_SUFFIXES = {".html", ".htm", ".xhtml"}
_MAIL_SUFFIXES = {".eml", ".mht", ".mhtml"}

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_PICTURE_SUFFIXES = {".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp"}
# Without the possessive and atomic groups a page of many comments would take for ever.
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*+(?:<\?xml[^>]*+>\s*+)?(?:(?><!--.*?-->)\s*+)*+"
    rb"(?:<!doctype\s+html|<html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
# A message begins with fields; no letter begins with two of these.
_MAIL_FIELD = re.compile(
    rb"^(?:from|to|subject|date|received|return-path|message-id|mime-version|delivered-to|"
    rb"x-[a-z-]+|content-type|dkim-signature):",
    re.IGNORECASE | re.MULTILINE,
)

_SAVE_AS = "Open it in the program it came from, save it as .docx or PDF, and add that."
_SPREADSHEET = f"This is a spreadsheet, which cannot be read as an application. {_SAVE_AS}"
_PRESENTATION = f"This is a presentation, which cannot be read. {_SAVE_AS}"
_ARCHIVE = (
    "This is an archive of a kind that cannot be opened here. Unpack it, or pack it again as ZIP, "
    "and add that."
)
_HEIC = (
    "Pictures of this kind (.heic) cannot be read. Open the picture, save or export it as JPEG, "
    "and add that."
)
_BY_SUFFIX = {
    ".pages": f"Apple Pages documents cannot be read. {_SAVE_AS}",
    ".wpd": f"WordPerfect documents cannot be read. {_SAVE_AS}",
    ".wps": f"Works documents cannot be read. {_SAVE_AS}",
    ".xps": f"XPS documents cannot be read. {_SAVE_AS}",
    ".oxps": f"XPS documents cannot be read. {_SAVE_AS}",
    ".epub": f"E-books cannot be read. {_SAVE_AS}",
    ".heic": _HEIC,
    ".heif": _HEIC,
}
_BY_SUFFIX |= dict.fromkeys((".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".csv"), _SPREADSHEET)
_BY_SUFFIX |= dict.fromkeys((".pptx", ".ppt", ".pptm", ".odp"), _PRESENTATION)
_BY_SUFFIX |= dict.fromkeys((".7z", ".rar", ".gz", ".tgz", ".tar", ".bz2", ".xz"), _ARCHIVE)
_BY_HEAD = (
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"Rar!\x1a\x07", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"BZh", _ARCHIVE),
    (b"\xfd7zXZ\0", _ARCHIVE),
    (b"\xffWPC", _BY_SUFFIX[".wpd"]),
)
# The type of a package's main part; what is embedded in it, or shared by all of them, comes last.
_MAIN_PARTS = (
    (re.compile(rb"(?:wordprocessingml|ms-word)\.[\w.]+\.main\+xml|ms-word\.template"), ""),
    (re.compile(rb"(?:spreadsheetml|ms-excel)\.[\w.]+\.main"), ".xlsx"),
    (re.compile(rb"(?:presentationml|ms-powerpoint)\.[\w.]+\.main"), ".pptx"),
    (re.compile(rb"wordprocessingml"), ""),
    (re.compile(rb"spreadsheetml"), ".xlsx"),
    (re.compile(rb"presentationml"), ".pptx"),
)
_DAMAGED_AS = {
    ".docx": "a Word document",
    ".docm": "a Word document",
    ".pdf": "a PDF",
    ".odt": "an OpenDocument text",
    ".doc": "a Word document",
    ".rtf": "a rich text document",
    ".msg": "an Outlook message",
    ".zip": "a ZIP archive",
} | dict.fromkeys(_PICTURE_SUFFIXES, "a picture")


@dataclass(frozen=True)
class Format:
    """How a file is read.

    Attributes:
        reader: gives its own text; None for an archive, which has none.
        unpacker: gives the files in it; None for a document.
    """

    reader: Callable[[Path], Document] | None = None
    unpacker: Callable[[Path], Sequence[Packed | Unpackable]] | None = None


def format_of(path: Path) -> Format:
    """Return how to read this file.

    What the file holds decides; its name only helps where that is unclear. A PDF that somebody
    renamed to ``.docx`` is read as the PDF it is.

    Raises:
        FileNotReadable, FileTooLarge, EmptyDocument, EncryptedFile, UnsupportedFormat,
        CorruptFile.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):  # a device or a pipe would be read for ever
            raise FileNotReadable(path.name)
        size = found.st_size
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise FileNotReadable(path.name) from error
    if size > SIZE_LIMIT:
        raise FileTooLarge(path.name)
    if not size:
        raise EmptyDocument(
            path.name, "The file is empty (0 bytes). Ask the applicant for another copy."
        )
    suffix = path.suffix.lower()
    how = _by_bytes(path, head, suffix) or _by_name(head, suffix)
    if how is not None:
        return how
    if suffix in _DAMAGED_AS:
        raise CorruptFile(
            path.name,
            f"The file is not really {_DAMAGED_AS[suffix]}, or it is damaged. Ask the applicant "
            "for another copy.",
        )
    raise UnsupportedFormat(path.name, _BY_SUFFIX.get(suffix, ""))


def _by_bytes(path: Path, head: bytes, suffix: str) -> Format | None:
    """The format that a file's first bytes tell beyond doubt."""
    if head.startswith((b"PK\3\4", b"PK\5\6")):
        return _in_zip(path, suffix)
    if head.startswith(_OLE):
        return _in_ole(path, suffix)
    if head.lstrip().startswith(b"{\\rtf"):
        return _rtf()
    if head.startswith(_PICTURES[:-1]) or (head.startswith(b"BM") and suffix == ".bmp"):
        return _picture()
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return _picture()
    if head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypheim"):
        raise UnsupportedFormat(path.name, _HEIC)
    for mark, sentence in _BY_HEAD:
        if head.startswith(mark):
            raise UnsupportedFormat(path.name, sentence)
    if head[257:262] == b"ustar":
        raise UnsupportedFormat(path.name, _ARCHIVE)
    if b"%PDF-" in head[:1024]:  # some programs put something before it
        return _pdf()
    if b"office:document" in head and b"opendocument" in head:
        return _odt()
    if _MARKUP.match(head.replace(b"\0", b"")):
        return _web_page()
    return None


def _by_name(head: bytes, suffix: str) -> Format | None:
    """The format of a file of text, which may be anything."""
    if suffix in _MAIL_SUFFIXES:
        return _mail()
    if suffix in _WEB_SUFFIXES:
        return _web_page()
    if suffix == ".fodt":
        return _odt()
    if suffix == "" and len(_MAIL_FIELD.findall(head.partition(b"\n\n")[0])) > 2:
        return _mail()
    if suffix in _TEXT_SUFFIXES:
        from edi_shortlist.documents.plain_text import read_text

        return Format(read_text)
    return None


def _in_zip(path: Path, suffix: str) -> Format:
    """Word and OpenDocument files are ZIP archives, and so are many others."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            types = _member(archive, "[Content_Types].xml", names).replace(b"\0", b"")  # UTF-16
            kind = _member(archive, "mimetype", names)
    except ZIP_ERRORS as error:
        raise CorruptFile(path.name) from error
    for main, other in _MAIN_PARTS:
        if not main.search(types):
            continue
        if other:
            raise UnsupportedFormat(path.name, _BY_SUFFIX[other])
        from edi_shortlist.documents.word.docx import read_docx

        return Format(read_docx)
    if b"opendocument.text" in kind:
        return _odt()
    for mark, other in (
        (b"opendocument.spreadsheet", ".ods"),
        (b"opendocument.presentation", ".odp"),
        (b"epub", ".epub"),
    ):
        if mark in kind:
            raise UnsupportedFormat(path.name, _BY_SUFFIX[other])
    if suffix in (".docx", ".docm", ".odt"):
        raise CorruptFile(path.name)
    if suffix in _BY_SUFFIX:
        raise UnsupportedFormat(path.name, _BY_SUFFIX[suffix])
    from edi_shortlist.documents.containers.archive import zip_members

    return Format(unpacker=zip_members)


def _member(archive: zipfile.ZipFile, name: str, names: set[str]) -> bytes:
    if name not in names:
        return b""
    with archive.open(name) as part:
        return part.read(1024 * 1024)


def _in_ole(path: Path, suffix: str) -> Format:
    """Old Office files, new ones with a password, and Outlook messages share one container."""
    held = _streams(path)
    if "EncryptedPackage" in held:
        raise EncryptedFile(path.name)
    if "WordDocument" in held:
        from edi_shortlist.documents.word.old_word import read_doc

        return Format(read_doc)
    if "__properties_version1.0" in held:
        from edi_shortlist.documents.containers.msg import msg_attachments, read_msg

        return Format(read_msg, msg_attachments)
    if held & {"Workbook", "Book"}:
        raise UnsupportedFormat(path.name, _SPREADSHEET)
    if "PowerPoint Document" in held:
        raise UnsupportedFormat(path.name, _PRESENTATION)
    if suffix in _BY_SUFFIX:
        raise UnsupportedFormat(path.name, _BY_SUFFIX[suffix])
    if not held or suffix in _DAMAGED_AS:
        raise CorruptFile(path.name)
    raise UnsupportedFormat(path.name)


def _streams(path: Path) -> set[str]:
    """The names of what such a container holds, without what is embedded in it; none where it
    is damaged."""
    import olefile

    try:
        with olefile.OleFileIO(path) as container:
            return {entry.name for entry in container.root.kids}
    except MemoryError:
        raise
    except Exception:  # it lets many kinds through on a damaged file
        return set()


def _pdf() -> Format:
    from edi_shortlist.documents.pdf.reader import read_pdf

    return Format(read_pdf)


def _odt() -> Format:
    from edi_shortlist.documents.odt import read_odt

    return Format(read_odt)


def _rtf() -> Format:
    from edi_shortlist.documents.rtf import read_rtf

    return Format(read_rtf)


def _picture() -> Format:
    from edi_shortlist.documents.scans.pictures import read_picture

    return Format(read_picture)


def _web_page() -> Format:
    from edi_shortlist.documents.html import read_html

    return Format(read_html)


def _mail() -> Format:
    from edi_shortlist.documents.containers.eml import eml_attachments, read_eml

    return Format(read_eml, eml_attachments)
