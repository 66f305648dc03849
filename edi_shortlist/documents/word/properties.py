"""What a Word file says of itself beside its text: who wrote it, where, on which template, and
what its photographs know. For the leak check; nothing here is text of the document."""

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from lxml import etree

from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.model import Property
from edi_shortlist.documents.word.names import local_name, qualified
from edi_shortlist.documents.word.package import Package
from edi_shortlist.documents.word.pictures import picture_properties

_NAMES = {
    "core-properties": {
        "creator": "author",
        "lastModifiedBy": "last modified by",
        "title": "title",
        "subject": "subject",
        "keywords": "keywords",
    },
    "extended-properties": {"Company": "company", "Manager": "manager", "Template": "template"},
}
# The last word of a property that somebody, or a labelling program, has added.
_CUSTOM = {
    "author": "author",
    "owner": "author",
    "editor": "last modified by",
    "company": "company",
    "manager": "manager",
}
_LONGEST = 500  # characters of a value that is still a name
_PLAIN_TEMPLATE = "normal"
_AUTHORS = etree.XPath(
    "//@w:author | //@w15:author",
    namespaces={prefix: qualified(f"{prefix}:x")[1:-2] for prefix in ("w", "w15")},
)
_PICTURES_READ = 50
_PICTURE_START = 1024 * 1024  # bytes; what a picture says of itself stands before it


def properties(package: Package, with_people: list[Any]) -> tuple[Property, ...]:
    """Return the properties of a file, each once.

    Args:
        package: the file.
        with_people: XML of parts that name who changed or commented on them.
    """
    found = [
        *_named(package),
        *_custom(package),
        *_template(package),
        *(Property("author", str(name)) for name in _people(package, with_people)),
        *_pictures(package),
    ]
    cleaned = (Property(one.name, clean(one.value).strip()[:_LONGEST]) for one in found)
    return tuple(dict.fromkeys(one for one in cleaned if one.value))


def _named(package: Package) -> Iterator[Property]:
    for kind, names in _NAMES.items():
        for part in package.top.of_kind(kind):
            for element in part.root:
                name = names.get(local_name(element.tag)) if isinstance(element.tag, str) else None
                value = "".join(element.itertext()) if name else ""
                if name == "template" and value.lower().startswith(_PLAIN_TEMPLATE):
                    continue
                if name:
                    yield Property(name, value)


def _custom(package: Package) -> Iterator[Property]:
    for part in package.top.of_kind("custom-properties"):
        for element in part.root:
            last = element.get("name", "").lower().replace("_", " ").split()[-1:]
            if last and last[0] in _CUSTOM and len(value := "".join(element.itertext())) < _LONGEST:
                yield Property(_CUSTOM[last[0]], value)


def _template(package: Package) -> Iterator[Property]:
    """The place of the template that the file is tied to, which often holds a user's name."""
    for settings in package.main.of_kind("settings"):
        for relation in settings.relations.values():
            if relation.kind == "attachedTemplate":
                place = unquote(relation.target)
                name = posixpath.basename(place.replace("\\", "/"))
                if place != name or not name.lower().startswith(_PLAIN_TEMPLATE):
                    yield Property("template", place)


def _people(package: Package, roots: list[Any]) -> list[str]:
    known = [part.root for part in package.main.of_kind("people")]
    return list(dict.fromkeys(str(name) for root in (*roots, *known) for name in _AUTHORS(root)))


def _pictures(package: Package) -> Iterator[Property]:
    names = [name for name in package.names if name.lower().endswith((".jpg", ".jpeg"))]
    for name in names[:_PICTURES_READ]:
        if (part := package.part(name)) is not None:
            yield from picture_properties(part.start(_PICTURE_START))
