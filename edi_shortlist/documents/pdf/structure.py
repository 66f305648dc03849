"""The object tree of a PDF as pdfminer.six reads it: what pdfium's text does not tell, such as
form fields, notes, links, attachments and properties. Trusts nothing: values may be of any type,
missing, or refer to one another in circles."""

import io
import itertools
from collections.abc import Iterator
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

_HOPS_LIMIT = 20
_TREE_LIMIT = 2000  # nodes of a name tree


class Structure:
    """A PDF's object tree.

    Args:
        data: the whole file.
        pages_limit: how many pages are listed at most.

    Attributes:
        catalog: the document's catalogue.
        info: its information dictionaries.
        form: the dictionary of its form fields; empty where there is none.
        pages: the pages' own dictionaries; empty where their tree cannot be followed.

    Raises:
        Exception: of many kinds, where pdfminer cannot follow a damaged file.
    """

    def __init__(self, data: bytes, pages_limit: int) -> None:
        document = PDFDocument(PDFParser(io.BytesIO(data)), password="")
        self.catalog = dictionary(document.catalog)
        self.info: list[dict[str, Any]] = [dictionary(one) for one in document.info]
        self.form = dictionary(self.catalog.get("AcroForm"))
        pages = itertools.islice(PDFPage.create_pages(document), pages_limit)
        self.pages = [_page(page) for page in pages]


def _page(page: PDFPage) -> dict[str, Any]:
    return {"Annots": page.annots, "Contents": page.contents, "Resources": page.resources}


def resolve(value: Any) -> Any:
    """Follow references to what they stand for; None where they lead in a circle."""
    for _ in range(_HOPS_LIMIT):
        if not isinstance(value, PDFObjRef):
            return value
        value = value.resolve()
    return None


def dictionary(value: Any) -> dict[str, Any]:
    """A dictionary, or that of a stream, or an empty one."""
    value = resolve(value)
    if isinstance(value, PDFStream):
        value = value.attrs
    return value if isinstance(value, dict) else {}


def array(value: Any) -> list[Any]:
    """A list with its items as they stand, or an empty one."""
    value = resolve(value)
    return value if isinstance(value, list) else []


def name(value: Any) -> str:
    """A PDF name without its slash, or an empty string."""
    value = resolve(value)
    if isinstance(value, PSLiteral):
        return value.name if isinstance(value.name, str) else value.name.decode("latin-1")
    return ""


def text(value: Any) -> str:
    """A text string, text stream or name, as characters; an empty string for anything else."""
    value = resolve(value)
    if isinstance(value, PDFStream):
        value = value.get_data()
    if isinstance(value, bytes):
        for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le")):
            if value.startswith(mark):
                return value[len(mark) :].decode(encoding, "replace")
        return str(decode_text(value))
    return value if isinstance(value, str) else name(value)


def number(value: Any) -> int:
    """A whole number, or 0."""
    value = resolve(value)
    return value if isinstance(value, int) else 0


def rectangle(value: Any) -> tuple[float, float, float, float] | None:
    """Four numbers, or None."""
    numbers = [resolve(one) for one in array(value)]
    if len(numbers) != 4 or not all(isinstance(one, int | float) for one in numbers):
        return None
    x0, y0, x1, y1 = numbers
    return float(x0), float(y0), float(x1), float(y1)


def leaves(root: Any) -> Iterator[tuple[str, Any]]:
    """The names and values of a name tree, whatever its nodes refer to."""
    waiting = [root]
    seen: set[int] = set()
    for _ in range(_TREE_LIMIT):
        if not waiting:
            return
        node = dictionary(waiting.pop(0))
        if id(node) in seen:
            continue
        seen.add(id(node))
        pairs = array(node.get("Names"))[: 2 * _TREE_LIMIT]
        for key, value in zip(pairs[::2], pairs[1::2], strict=False):
            yield text(key), value
        waiting += array(node.get("Kids"))[:_TREE_LIMIT]
