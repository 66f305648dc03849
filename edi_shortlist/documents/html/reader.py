"""From a web page to a Document. It runs in the worker process, trusts nothing about the page,
and fetches nothing that the page names."""

import codecs
import email
import email.policy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
from lxml import etree

from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.errors import CorruptFile, DocumentError, EmptyDocument
from edi_shortlist.documents.html.data_pictures import Beside
from edi_shortlist.documents.html.walk import Walk
from edi_shortlist.documents.markup import WARNINGS
from edi_shortlist.documents.model import Document, Property
from edi_shortlist.documents.plain_text import decode, is_utf8
from edi_shortlist.documents.scans.inside import Pictures

_TOO_DEEP = (
    "The web page is built in a way that cannot be read. Open it in a browser, print it to a PDF, "
    "and add that."
)
# libxml2 compares each attribute of a tag with all before it; no page has so many in one.
_ATTRIBUTES_LIMIT = 5000
_QUOTED = r"""\"[^\"]*\"|'[^']*'"""
_TAG = re.compile(rf"<[a-z](?:[^\"'>]++|{_QUOTED})*+", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"[^\s/=]+")
_HEAD = 4096  # bytes in which a page names its encoding
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]+)", re.I)
_MIME = re.compile(rb"^(?:mime-version|content-type):", re.IGNORECASE | re.MULTILINE)
# What browsers take these names for.
_TAKEN_FOR = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}
_META = {
    "author": "author",
    "dc.creator": "author",
    "dcterms.creator": "author",
    "changedby": "last modified by",
    "keywords": "keywords",
}
_NOTHING: Beside = {}
# Word writes its properties into a comment.
_WORD_PROPERTY = re.compile(
    r"<o:(Author|LastAuthor|Company|Manager|Subject|Keywords)>([^<]{1,500})<", re.IGNORECASE
)
_WORD_PROPERTIES = {"lastauthor": "last modified by"}


def read_html(path: Path) -> Document:
    """Read a web page, ``.html`` or packed as ``.mhtml``: what a browser would show, in the order
    of the page.

    Raises:
        CorruptFile, EmptyDocument.
    """
    data = path.read_bytes()
    try:
        markup = _packed_page(data) if _is_packed(data) else page_text(data)
        document = None if markup is None else document_of_html(markup)
    except ValueError as error:
        raise CorruptFile(path.name, _TOO_DEEP) from error
    except (MemoryError, DocumentError):
        raise
    except Exception as error:  # lxml and email let many kinds through
        raise CorruptFile(path.name) from error
    if document is None:
        raise CorruptFile(path.name)
    if not any(block.text.strip() for block in document.blocks):
        if document.pictures:
            raise EmptyDocument(path.name, EmptyDocument.only_pictures)
        raise EmptyDocument(path.name)
    return document


def document_of_html(markup: str, beside: Beside = _NOTHING) -> Document:
    """Return the Document of a page or of an e-mail's body, which may hold no text at all.

    Args:
        beside: the pictures that lie beside it in the e-mail, by Content-ID or address in small
            letters.

    Raises:
        ValueError: its elements are nested deeper, or have more attributes, than can be read.
    """
    markup = markup.replace("\0", "").strip("\ufeff")
    if any(_is_overlong(tag[0]) for tag in _TAG.finditer(markup)):
        raise ValueError("too many attributes in one tag")
    root = _parsed(markup)
    if root is None:
        return Document(())
    inside = Pictures.of_file()
    walk = Walk(root, inside, beside)
    blocks = walk.blocks()
    sentences = (sentence for kind, sentence in WARNINGS.items() if kind in walk.seen)
    return Document(
        tuple(blocks),
        walk.pictures,
        (*inside.warnings(blocks), *sentences),
        tuple(dict.fromkeys(_properties(root, markup))),
    )


def page_text(data: bytes) -> str | None:
    """Return the markup of a page's bytes, or None when they are no text.

    A byte order mark decides, then UTF-8 where the bytes are that beyond doubt, then what the page
    says of itself, then what the bytes look like.
    """
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        found = _CHARSET.search(data[:_HEAD])
        if found and b"\0" not in data and not _is_plain_utf8(data):
            try:
                name = codecs.lookup(found[1].decode("ascii")).name
                return data.decode(_TAKEN_FOR.get(name, name))
            except (LookupError, UnicodeError):
                pass  # a page may name an encoding that it is not in
    return decode(data)


def _is_plain_utf8(data: bytes) -> bool:
    return b"\x1b" not in data and is_utf8(data)  # ISO-2022-JP looks like ASCII


def _is_packed(data: bytes) -> bool:
    """Whether this is a page packed as a message, and not a page that speaks of one."""
    head = data[:_HEAD].lstrip()
    return not head.startswith(b"<") and len(_MIME.findall(head)) > 1


def _packed_page(data: bytes) -> str | None:
    """Return the first page in a ``.mhtml`` file."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            charset = part.get_content_charset()
            if isinstance(content, bytes):
                if charset and not _is_plain_utf8(content):
                    try:
                        return content.decode(charset)
                    except (LookupError, UnicodeError):
                        pass
                return page_text(content)
    return None


def _is_overlong(tag: str) -> bool:
    if len(tag) <= _ATTRIBUTES_LIMIT:
        return False
    return len(_ATTRIBUTE.findall(re.sub(_QUOTED, " ", tag))) > _ATTRIBUTES_LIMIT


def _parsed(markup: str) -> Any:
    parser = lxml.html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.ParserError:  # there is nothing in it
        return None
    if any("depth" in str(entry.message).lower() for entry in parser.error_log):
        raise ValueError("elements nested too deep")
    return root


def _properties(root: Any, markup: str) -> Iterator[Property]:
    """What the page says of itself, in its head and, from Word, in a comment."""
    title = root.find("head/title")
    if title is not None and (value := clean("".join(title.itertext())).strip()):
        yield Property("title", " ".join(value.split()))
    for meta in root.iter("meta"):
        name = _META.get((meta.get("name") or "").strip().lower())
        value = clean(meta.get("content") or "").strip()
        if name and value:
            yield Property(name, value)
    for found in _WORD_PROPERTY.finditer(markup):
        name = found[1].lower()
        yield Property(_WORD_PROPERTIES.get(name, name), clean(found[2]).strip())
