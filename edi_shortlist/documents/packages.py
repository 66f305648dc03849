"""ZIP packages such as Word and OpenDocument files, and the XML in them, checked before anything
in them is trusted. Knows nothing of what the parts mean."""

import re
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import etree

from edi_shortlist.documents.errors import (
    ZIP_ERRORS,
    CorruptFile,
    DocumentError,
    EncryptedFile,
    FileTooLarge,
)

#: What a package may unpack to, in bytes, and by what factor once it is larger than a letter.
UNPACKED_LIMIT = 400 * 1024 * 1024
UNPACKED_RATIO = 250
#: The largest XML part that is parsed, in bytes; its tree takes some ten times as much.
XML_LIMIT = 64 * 1024 * 1024
ENTRIES_LIMIT = 10_000

_SMALL = 30 * 1024 * 1024
_XML_NAMES = (".xml", ".rels", ".rdf", ".vml")
_PROLOG_LIMIT = 65536  # no honest part says more before its first element
_ENCRYPTED = 0x1  # of a member's flags
# UTF-7 and EBCDIC, which a parser may know, would hide a DOCTYPE from whoever looks for one.
_ENCODINGS = {
    "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii", "iso-8859-1",
    "iso-8859-15", "windows-1252",
}  # fmt: skip
_ENCODING = re.compile(r"""<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"']*)""")
_MARKS = (  # how a part begins in each encoding, with or without a byte order mark
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_EBCDIC = b"\x4c\x6f\xa7\x94"
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
)


class UnsafeXml(ValueError):
    """XML that no office program writes: with a document type, or in an odd encoding."""


def check_package(
    path: Path,
    *,
    entries: int = ENTRIES_LIMIT,
    unpacked: int = UNPACKED_LIMIT,
    ratio: int = UNPACKED_RATIO,
    xml_part: int = XML_LIMIT,
) -> None:
    """Refuse a package that would fill the memory, is built to deceive, or defines entities.

    What the archive claims bounds what is really unpacked: ``zipfile`` gives no more bytes of a
    member than were claimed for it, and reports a member that holds more as damaged.

    Args:
        path: the package.
        entries: how many members it may have.
        unpacked: how many bytes they may hold together.
        ratio: by what factor a package above 30 MB may unpack.
        xml_part: how many bytes one part of XML may hold.

    Raises:
        FileTooLarge: it unpacks to more than any application holds.
        EncryptedFile: a member needs a password.
        CorruptFile: it is no sound ZIP file; members overlap, share a name or name a place
            outside; or a part of XML has a document type, which no office program writes.
    """
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
            packed = max(1, path.stat().st_size)
            total = sum(member.file_size for member in members)
            if (
                len(members) > entries
                or total > unpacked
                or (total > _SMALL and total / packed > ratio)
                or any(m.file_size > xml_part for m in members if _is_xml(m))
            ):
                raise FileTooLarge(path.name)
            if any(member.flag_bits & _ENCRYPTED for member in members):
                raise EncryptedFile(path.name)
            if _is_deceptive(members, packed):
                raise CorruptFile(path.name)
            for member in filter(_is_xml, members):
                with package.open(member) as part:
                    check_prolog(part.read(_PROLOG_LIMIT))
    except DocumentError:
        raise
    except (*ZIP_ERRORS, EOFError, NotImplementedError) as error:
        raise CorruptFile(path.name) from error


def check_prolog(start: bytes) -> None:
    """Check what stands before the first element of a part of XML.

    Args:
        start: the part, or its first 64 KiB.

    Raises:
        UnsafeXml: there is a document type, an encoding that office programs do not write, or
            no element within 64 KiB.
    """
    if start.startswith(_EBCDIC):
        raise UnsafeXml
    encoding = next((name for mark, name in _MARKS if start.startswith(mark)), "utf-8")
    text = start[: len(start) // 2 * 2 if "16" in encoding else None].decode(encoding, "replace")
    rest = text.lstrip()
    while rest.startswith(("<?", "<!--")):
        declared = _ENCODING.match(rest)
        if declared and declared[1].lower() not in _ENCODINGS:
            raise UnsafeXml
        _, end, rest = rest.partition("?>" if rest.startswith("<?") else "-->")
        if not end:
            break  # cut short, which the parser will say, unless it goes on out of sight
        rest = rest.lstrip()
    if rest.startswith("<!") or (not rest and len(start) >= _PROLOG_LIMIT):
        raise UnsafeXml


def parse_xml(data: bytes) -> Any:
    """Parse a part of XML into an lxml element, resolving and fetching nothing.

    Elements nested deeper than 256 are refused by libxml2.

    Raises:
        UnsafeXml: it has a document type.
        lxml.etree.XMLSyntaxError: it is no sound XML.
    """
    check_prolog(data[:_PROLOG_LIMIT])
    root = etree.fromstring(data, _PARSER)
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnsafeXml
    return root


def _is_xml(member: zipfile.ZipInfo) -> bool:
    return member.filename.lower().endswith(_XML_NAMES)


def _is_deceptive(members: list[zipfile.ZipInfo], packed: int) -> bool:
    """Whether members share a name or their bytes, or would be unpacked somewhere else."""
    names = [member.filename for member in members]
    return (
        len(set(names)) < len(names)
        or sum(member.compress_size for member in members) > packed
        or any(".." in PurePosixPath(name.replace("\\", "/")).parts for name in names)
    )
