"""Which format a file is in, by its first bytes and its name together, and what to tell the
person when it is one that the program does not read."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from edi_shortlist.documents.errors import (
    ZIP_ERRORS,
    CorruptFile,
    EmptyDocument,
    EncryptedFile,
    FileNotReadable,
    FileTooLarge,
    UnsupportedFormat,
)
from edi_shortlist.documents.model import Document

#: The largest file that is read, in bytes. A CV with photographs seldom passes 20 MB.
SIZE_LIMIT = 100 * 1024 * 1024

_TEXT_SUFFIXES = {"", ".txt", ".text", ".md", ".asc"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*")

_SAVE_AS = "Open it in the program it came from, save it as .docx or PDF, and add that."
_OLD_WORD = f"This is an old Word document (.doc), which cannot be read. {_SAVE_AS}"
_PICTURE = (
    "This is a picture, and text in pictures cannot be read. Ask the applicant for a Word or "
    "PDF copy, or type the text in."
)
_BY_SUFFIX = {
    ".doc": _OLD_WORD,
    ".dot": _OLD_WORD,
    ".odt": f"OpenDocument text (.odt) cannot be read. {_SAVE_AS}",
    ".rtf": f"Rich text (.rtf) cannot be read. {_SAVE_AS}",
    ".pages": f"Apple Pages documents cannot be read. {_SAVE_AS}",
    ".wpd": f"WordPerfect documents cannot be read. {_SAVE_AS}",
    ".wps": f"Works documents cannot be read. {_SAVE_AS}",
    ".docm": f"Word documents with macros (.docm) cannot be read. {_SAVE_AS}",
    ".dotx": f"Word templates (.dotx) cannot be read. {_SAVE_AS}",
    ".xps": f"XPS documents cannot be read. {_SAVE_AS}",
    ".html": f"Web pages cannot be read. {_SAVE_AS}",
    ".htm": f"Web pages cannot be read. {_SAVE_AS}",
    ".eml": "This is an e-mail. Save its text as .txt and its attachments as files, and add those.",
    ".msg": "This is an e-mail. Save its text as .txt and its attachments as files, and add those.",
    ".zip": "This is a ZIP archive. Unpack it and add the files in it.",
}
for _suffix in (".xlsx", ".xls", ".xlsm", ".ods", ".csv"):
    _BY_SUFFIX[_suffix] = (
        f"This is a spreadsheet, which cannot be read as an application. {_SAVE_AS}"
    )
for _suffix in (".pptx", ".ppt", ".odp"):
    _BY_SUFFIX[_suffix] = f"This is a presentation, which cannot be read. {_SAVE_AS}"
for _suffix in (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".webp"):
    _BY_SUFFIX[_suffix] = _PICTURE


def reader_for(path: Path) -> Callable[[Path], Document]:
    """Return the function that reads this file.

    What the file holds decides; its name only helps where that is unclear. A PDF that somebody
    renamed to ``.docx`` is read as the PDF it is.

    Raises:
        FileNotReadable, FileTooLarge, EmptyDocument, EncryptedFile, UnsupportedFormat,
        CorruptFile.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise FileNotReadable(path.name) from error
    if size > SIZE_LIMIT:
        raise FileTooLarge(path.name)
    if not size:
        raise EmptyDocument(
            path.name, "The file is empty (0 bytes). Ask the applicant for another copy."
        )
    suffix = path.suffix.lower()
    if b"%PDF-" in head[:1024]:
        from edi_shortlist.documents.pdf.reader import read_pdf

        return read_pdf
    if head.startswith((b"PK\3\4", b"PK\5\6")):
        return _zip_reader(path, suffix)
    if head.startswith(_OLE):
        raise _ole_error(path, suffix)
    if head.lstrip().startswith(b"{\\rtf"):
        raise UnsupportedFormat(path.name, _BY_SUFFIX[".rtf"])
    if head.startswith(_PICTURES):
        raise UnsupportedFormat(path.name, _PICTURE)
    if head.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        raise UnsupportedFormat(path.name, _BY_SUFFIX[".html"])
    if suffix in _TEXT_SUFFIXES:
        from edi_shortlist.documents.plain_text import read_text

        return read_text
    if suffix in (".docx", ".pdf"):
        kind = "Word document" if suffix == ".docx" else "PDF"
        raise CorruptFile(
            path.name,
            f"The file is not really a {kind}, or it is damaged. Ask the applicant for another "
            "copy.",
        )
    raise UnsupportedFormat(path.name, _BY_SUFFIX.get(suffix, ""))


def _zip_reader(path: Path, suffix: str) -> Callable[[Path], Document]:
    """Word files are ZIP archives, and so are many others."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            types = b""
            if "[Content_Types].xml" in names:
                with archive.open("[Content_Types].xml") as part:
                    types = part.read(1024 * 1024)
    except ZIP_ERRORS as error:
        raise CorruptFile(path.name) from error
    if b"wordprocessingml.document.main+xml" in types:
        from edi_shortlist.documents.word.docx import read_docx

        return read_docx
    if b"ms-word.document.macroEnabled" in types:
        raise UnsupportedFormat(path.name, _BY_SUFFIX[".docm"])
    for mark, kind in ((b"spreadsheetml", ".xlsx"), (b"presentationml", ".pptx")):
        if mark in types:
            raise UnsupportedFormat(path.name, _BY_SUFFIX[kind])
    if suffix == ".docx":
        raise CorruptFile(path.name)
    raise UnsupportedFormat(path.name, _BY_SUFFIX.get(suffix, _BY_SUFFIX[".zip"]))


def _ole_error(path: Path, suffix: str) -> Exception:
    """Old Office files, and new ones with a password, share one container format."""
    with path.open("rb") as file:
        data = file.read(8 * 1024 * 1024)
    if "EncryptedPackage".encode("utf-16-le") in data:
        return EncryptedFile(path.name)
    return UnsupportedFormat(path.name, _BY_SUFFIX.get(suffix, _OLD_WORD))
