"""OpenDocument texts that point outside, bring programs with them, or claim too much."""

from collections.abc import Mapping
from pathlib import Path

from documents.hostile_files.archives import packed
from documents.hostile_files.kinds import OUTSIDE, SECRET, WEB, WORDS, Files
from edi_shortlist.documents.errors import (
    CorruptFile,
    EncryptedFile,
    FileTooLarge,
    UnsupportedFormat,
)

FILES = Files()
_NAMES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        **{
            name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
            for name in ("office", "text", "table", "script")
        },
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
    }.items()
)
_TYPE = b"application/vnd.oasis.opendocument.text"
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{inside}'
    "</manifest:file-entry></manifest:manifest>"
)


def _odt(path: Path, body: str, more: Mapping[str, bytes] | None = None, locked: str = "") -> None:
    content = (
        f"<office:document-content {_NAMES}><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    manifest = _MANIFEST.format(kind=_TYPE.decode(), inside=locked)
    parts = {"mimetype": _TYPE, "content.xml": content.encode(), **(more or {})}
    parts["META-INF/manifest.xml"] = manifest.encode()
    path.write_bytes(packed(parts.items()))


_LETTER = f"<text:p>{WORDS}</text:p>"


@FILES.add("points-outside.odt", reads=WORDS)
def _(path: Path) -> None:
    for_all = "".join(
        f'<text:section text:name="s"><text:section-source xlink:href="{place}"/>{_LETTER}'
        f'</text:section><text:p><draw:frame><draw:image xlink:href="{place}"/></draw:frame>'
        f'<draw:frame><draw:floating-frame xlink:href="{place}"/></draw:frame>'
        f'<draw:frame><draw:object-ole xlink:href="{place}"/></draw:frame>'
        f'<draw:frame><draw:plugin xlink:href="{place}"/></draw:frame></text:p>'
        for place in (WEB, OUTSIDE.as_uri(), "../" * 30 + str(OUTSIDE).lstrip("/"))
    )
    _odt(path, for_all)


@FILES.add("macros.odt", reads=WORDS)
def _(path: Path) -> None:
    _odt(
        path,
        f'<office:scripts><script:event-listener script:event-name="dom:load" xlink:href="'
        f'vnd.sun.star.script:Standard.M.Main"/></office:scripts>{_LETTER}',
        {
            "Basic/Standard/M.xml": f"<x>Sub Main {SECRET}</x>".encode(),
            "Object 1": b"MZ\x90\0" + SECRET.encode(),
        },
    )


@FILES.add("spaces-without-end.odt", refused=(FileTooLarge, CorruptFile), reads=WORDS)
def _(path: Path) -> None:
    _odt(path, f'<text:p>Dear<text:s text:c="2147483647"/>x</text:p>{_LETTER}')


@FILES.add("cells-without-end.odt", refused=(FileTooLarge, CorruptFile), reads=WORDS)
def _(path: Path) -> None:
    cell = (
        f'<table:table-cell table:number-columns-repeated="999999999">{_LETTER}</table:table-cell>'
    )
    row = f'<table:table-row table:number-rows-repeated="999999999">{cell}</table:table-row>'
    _odt(path, f"<table:table>{row}</table:table>{_LETTER}")


@FILES.add("many-lists-in-lists.odt", refused=(CorruptFile,), reads=WORDS)
def _(path: Path) -> None:
    opening, closing = "<text:list><text:list-item>", "</text:list-item></text:list>"
    _odt(path, opening * 110 + _LETTER + closing * 110)


@FILES.add("locked.odt", refused=(EncryptedFile,))
def _(path: Path) -> None:
    locked = "<manifest:encryption-data/>"
    _odt(path, _LETTER, locked=locked)


@FILES.add("really-a-workbook.odt", refused=(UnsupportedFormat,))
def _(path: Path) -> None:
    kind = _TYPE.replace(b"text", b"spreadsheet")
    path.write_bytes(packed([("mimetype", kind), ("content.xml", b"<x/>")]))


@FILES.add("without-its-text.odt", refused=(CorruptFile,))
def _(path: Path) -> None:
    path.write_bytes(packed([("mimetype", _TYPE), ("styles.xml", b"<x/>")]))
