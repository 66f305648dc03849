"""From an OpenDocument text to a Document: headers, body with what is anchored in it, notes,
footers.

odfdo opens the package or the flat file; the walk is over its XML, since much of a form (controls,
hidden text, text boxes) lies outside odfdo's text. It runs in the worker process and trusts
nothing about the file.
"""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import odfdo
from lxml import etree
from odfdo.security import security

from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.errors import (
    CorruptFile,
    DocumentError,
    EmptyDocument,
    EncryptedFile,
    UnsupportedFormat,
)
from edi_shortlist.documents.markup import WARNINGS, distinct, thinned
from edi_shortlist.documents.model import Block, Document, Part, Property
from edi_shortlist.documents.odt.controls import control_texts
from edi_shortlist.documents.odt.names import qualified
from edi_shortlist.documents.odt.styles import Styles
from edi_shortlist.documents.odt.walk import Walk
from edi_shortlist.documents.packages import UnsafeXml, check_package, check_prolog, parse_xml
from edi_shortlist.documents.scans.inside import Pictures

_MANIFEST = "META-INF/manifest.xml"
_MANIFEST_LIMIT = 4 * 1024 * 1024
_PROPERTIES = {
    qualified("meta:initial-creator"): "author",
    qualified("dc:creator"): "last modified by",
    qualified("dc:title"): "title",
    qualified("dc:subject"): "subject",
    qualified("meta:keyword"): "keywords",
}
_OWN_PROPERTIES = {"company": "company", "manager": "manager", "author": "author"}


def read_odt(path: Path) -> Document:
    """Read a ``.odt``, ``.ott`` or ``.fodt`` file: headers, then the body with the text in
    pictures, text boxes, comments and hidden text after the paragraph or cell they are anchored
    in, then notes, then footers.

    Raises:
        CorruptFile, EmptyDocument, EncryptedFile, FileTooLarge, UnsupportedFormat.
    """
    _check(path)
    try:
        container = _opened(path)
        document = _document(container)
    except (MemoryError, DocumentError):
        raise
    except Exception as error:  # odfdo and lxml let many kinds through on a damaged file
        raise CorruptFile(path.name) from error
    if not any(block.text.strip() for block in document.blocks):
        if document.pictures:
            raise EmptyDocument(path.name, EmptyDocument.only_pictures)
        raise EmptyDocument(path.name)
    return document


def _check(path: Path) -> None:
    """Refuse what would fill the memory, what defines entities, and what needs a password."""
    if not zipfile.is_zipfile(path):
        try:
            check_prolog(path.read_bytes())
        except UnsafeXml as error:
            raise CorruptFile(path.name) from error
        return
    check_package(path)
    with zipfile.ZipFile(path) as package:
        if _MANIFEST in package.namelist():
            with package.open(_MANIFEST) as part:
                if b"encryption-data" in part.read(_MANIFEST_LIMIT):
                    raise EncryptedFile(path.name)


def _opened(path: Path) -> odfdo.Container:
    # check_package has set the bounds; odfdo's own would refuse a form of many empty rows.
    security.max_compression_ratio = 2000
    container = odfdo.Container(path if zipfile.is_zipfile(path) else _declared(path.read_bytes()))
    if "opendocument.text" not in container.mimetype:
        raise UnsupportedFormat(path.name)
    return container


def _declared(flat: bytes) -> io.BytesIO:
    """A flat file with the declaration by which odfdo knows XML, and which XML may do without."""
    return io.BytesIO(etree.tostring(parse_xml(flat), xml_declaration=True, encoding="UTF-8"))


def _document(container: odfdo.Container) -> Document:
    content = _parsed(container, "content.xml")
    styles = _parsed(container, "styles.xml")
    if content is None:
        raise ValueError("no content")
    body = content.find(f"{qualified('office:body')}/{qualified('office:text')}")
    if body is None:
        raise ValueError("no text")
    common = None if styles is None else styles.find(qualified("office:styles"))
    running = None if styles is None else styles.find(qualified("office:automatic-styles"))
    inside = Pictures.of_file()
    walk = Walk(
        control_texts(body),
        Styles(common, running),
        inside,
        lambda name: _bytes(container, name),
    )
    headers, footers = _running(walk, styles, "header"), _running(walk, styles, "footer")
    walk.styles = Styles(common, content.find(qualified("office:automatic-styles")))
    main = walk.container(body, Part.BODY)
    if _holds_macros(container, content):
        walk.seen.add("macro")
    blocks = thinned([*headers, *main, *walk.notes, *footers])
    sentences = (sentence for kind, sentence in WARNINGS.items() if kind in walk.seen)
    return Document(
        blocks,
        walk.pictures,
        (*inside.warnings(blocks), *sentences),
        tuple(dict.fromkeys(_properties(_parsed(container, "meta.xml")))),
    )


def _parsed(container: odfdo.Container, name: str) -> Any:
    """Return a part's root element, or None where there is no such part."""
    return parse_xml(part) if (part := _bytes(container, name)) else None


def _bytes(container: odfdo.Container, name: str) -> bytes:
    """Return a part, or nothing where there is no such part."""
    if name not in container.parts:
        return b""
    part = container.get_part(name)
    return part if isinstance(part, bytes) else str(part).encode()


def _running(walk: Walk, styles: Any, kind: str) -> list[Block]:
    """The headers or footers of every kind of page, each distinct text once."""
    if styles is None:
        return []
    part = Part(kind)
    regions: list[list[Block]] = []
    for page in styles.iter(qualified("style:master-page")):
        for where in ("", "-first", "-left"):
            for prefix in ("style", "loext"):
                for element in page.findall(qualified(f"{prefix}:{kind}{where}")):
                    shown = element.get(qualified("style:display"), "true") != "false"
                    region = walk.container(element, part if shown else Part.HIDDEN)
                    regions.append([block for block in region if shown or block.text])
    return distinct(regions)


def _holds_macros(container: odfdo.Container, content: Any) -> bool:
    scripts = content.find(qualified("office:scripts"))
    if scripts is not None and scripts.find(f".//{qualified('script:event-listener')}") is not None:
        return True
    return any(
        name.startswith(("Basic/", "Scripts/")) and not name.endswith("/")
        for name in container.parts
    )


def _properties(meta: Any) -> Iterator[Property]:
    """What the file says of itself, from its ``meta.xml``."""
    for element in () if meta is None else meta.iter():
        if not isinstance(element.tag, str):
            continue
        name = _PROPERTIES.get(element.tag, "")
        value = element.text or ""
        if element.tag == qualified("meta:template"):
            name = "template"
            value = element.get(qualified("xlink:href")) or element.get(
                qualified("xlink:title"), ""
            )
        elif element.tag == qualified("meta:user-defined"):
            name = _OWN_PROPERTIES.get(element.get(qualified("meta:name"), "").lower(), "")
        if name and (value := clean(value).strip()):
            yield Property(name, value)
