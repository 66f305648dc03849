"""What a PDF says of itself beside its text: who wrote it and about what, in its information
dictionary or its XMP packet, and which files it carries."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree
from pdfminer.pdftypes import PDFStream

from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.model import Property
from edi_shortlist.documents.pdf.structure import Structure, dictionary, leaves, resolve, text

_LIMIT = 2000  # characters of one property
_XMP_LIMIT = 2_000_000  # bytes
_ATTACHMENTS_LIMIT = 200
#: What programs write where nobody has said anything.
_EMPTY = {"(unspecified)", "unspecified", "untitled", "(untitled)", "anonymous", "(anonymous)"}
_INFO = {"Author": "author", "Title": "title", "Subject": "subject", "Keywords": "keywords"}
_XMP = {
    "{http://purl.org/dc/elements/1.1/}creator": "author",
    "{http://purl.org/dc/elements/1.1/}title": "title",
    "{http://purl.org/dc/elements/1.1/}description": "subject",
    "{http://purl.org/dc/elements/1.1/}subject": "keywords",
    "{http://ns.adobe.com/pdf/1.3/}Keywords": "keywords",
}


def properties(structure: Structure) -> tuple[Property, ...]:
    """Return what the file says of itself, each once."""
    found: dict[Property, None] = {}
    for said, value in (*_of_info(structure.info), *_of_xmp(structure.catalog.get("Metadata"))):
        value = " ".join(clean(value).split())[:_LIMIT]
        if value and value.lower() not in _EMPTY:
            found[Property(said, value)] = None
    return tuple(found)


def _of_info(dictionaries: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for info in dictionaries:
        for key, said in _INFO.items():
            yield said, text(info.get(key))


def _of_xmp(metadata: Any) -> Iterator[tuple[str, str]]:
    stream = resolve(metadata)
    if not isinstance(stream, PDFStream):
        return
    data = stream.get_data()
    if len(data) > _XMP_LIMIT:
        return
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    for element in root.iter() if root is not None else ():
        said = _XMP.get(element.tag) if isinstance(element.tag, str) else None
        if said:
            items = [item for item in element.iterdescendants(etree.Element) if item.text]
            for item in items or [element]:
                yield said, str(item.text or "")
        for tag, value in element.attrib.items():
            if tag in _XMP:
                yield _XMP[str(tag)], str(value)


def attachments(structure: Structure, on_pages: Iterable[Any]) -> tuple[str, ...]:
    """Return the names of the files inside this one.

    Args:
        structure: the file's object tree.
        on_pages: the file specifications of files attached to places on pages.
    """
    found: dict[str, None] = {}
    names = dictionary(structure.catalog.get("Names"))
    embedded = leaves(names.get("EmbeddedFiles"))
    for key, specification in (*embedded, *(("", one) for one in on_pages)):
        if len(found) >= _ATTACHMENTS_LIMIT:
            break
        of_file = dictionary(specification)
        path = text(of_file.get("UF")) or text(of_file.get("F")) or key or "without a name"
        name = re.split(r"[\\/]", " ".join(clean(path).split()))[-1][:255]
        found[name or "without a name"] = None
    return tuple(found)
