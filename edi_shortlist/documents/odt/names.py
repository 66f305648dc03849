"""The names of OpenDocument's XML, as lxml writes them."""

from typing import Any

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMESPACES = {
    "office": f"{_OASIS}office:1.0",
    "text": f"{_OASIS}text:1.0",
    "table": f"{_OASIS}table:1.0",
    "draw": f"{_OASIS}drawing:1.0",
    "style": f"{_OASIS}style:1.0",
    "form": f"{_OASIS}form:1.0",
    "meta": f"{_OASIS}meta:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "script": f"{_OASIS}script:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}


def qualified(name: str) -> str:
    """Return ``text:p`` as lxml writes it."""
    prefix, local = name.split(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def tags(*names: str) -> frozenset[str]:
    """Return several names at once."""
    return frozenset(map(qualified, names))


def is_true(element: Any, *names: str) -> bool:
    """Whether the first of these attributes that is there says so."""
    for name in names:
        if (value := element.get(qualified(name))) is not None:
            return value in ("true", "checked", "1")
    return False


def count(element: Any, name: str, limit: int) -> int:
    """Return a number that an attribute gives, from 1 to ``limit``; 1 where it gives none."""
    value = element.get(qualified(name), "1")
    if not value.isdecimal():
        return 1
    return limit if len(value) > 9 else max(1, min(int(value), limit))
