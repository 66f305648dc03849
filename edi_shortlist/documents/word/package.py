"""A Word file opened as a package: parts of XML and the relations between them.

It reads any kind of Word package (document or template, with macros or without, in the
transitional or the strict form of the standard), loads a part only when it is asked for, and
fetches nothing from elsewhere.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from edi_shortlist.documents.packages import XML_LIMIT, parse_xml

_TYPES = "[Content_Types].xml"
_WORD_TYPES = re.compile(r"wordprocessingml\.\w+\.main\+xml|ms-word\.\w+\.macroEnabled\w*\.main")
# The strict form of the standard differs in its namespaces and little else.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_STRICT_SPELLING = {
    b"extendedProperties": b"extended-properties",
    b"customProperties": b"custom-properties",
}


@dataclass(frozen=True)
class Relation:
    """What a part points to.

    Attributes:
        kind: the last word of its type, such as ``footnotes``.
        target: the name of a part, or an address outside the package.
        external: whether it is an address outside.
    """

    kind: str
    target: str
    external: bool


class Part:
    """One part of a package."""

    def __init__(self, package: "Package", name: str) -> None:
        self.package = package
        self.name = name

    @cached_property
    def root(self) -> Any:
        """Its XML.

        Raises:
            ValueError: it is too large, or not sound XML.
        """
        return parse_xml(_STRICT.sub(_transitional, self.data(XML_LIMIT)))

    @cached_property
    def relations(self) -> dict[str, Relation]:
        """Its relations by id."""
        folder, name = posixpath.split(self.name)
        rels = self.package.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for relation in () if rels is None else rels.root:
            if not isinstance(relation.tag, str):
                continue
            external = relation.get("TargetMode") == "External"
            target = relation.get("Target", "")
            found[relation.get("Id", "")] = Relation(
                relation.get("Type", "").rpartition("/")[2],
                target if external else self._place(folder, target),
                external,
            )
        return found

    def data(self, most: int) -> bytes:
        """Its bytes.

        Raises:
            ValueError: there are more than ``most``.
        """
        data = self.start(most + 1)
        if len(data) > most:
            raise ValueError
        return data

    def start(self, length: int) -> bytes:
        """Its first bytes, at most ``length``."""
        with self.package.archive.open(self.name) as member:
            return member.read(length)

    def related(self, identifier: str | None) -> "Part | None":
        """The part that a relation id points to; None where there is none."""
        relation = self.relations.get(identifier or "")
        if relation is None or relation.external:
            return None
        return self.package.part(relation.target)

    def of_kind(self, kind: str) -> "Iterator[Part]":
        """The parts it is related to in one way, each once."""
        for name in dict.fromkeys(
            relation.target
            for relation in self.relations.values()
            if relation.kind == kind and not relation.external
        ):
            if (part := self.package.part(name)) is not None:
                yield part

    def _place(self, folder: str, target: str) -> str:
        target = target.partition("#")[0].replace("\\", "/")
        return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


class Package:
    """A Word file.

    Args:
        path: the file, already checked with ``check_package``.

    Raises:
        ValueError, KeyError, lxml.etree.XMLSyntaxError: it is no Word file.
    """

    def __init__(self, path: Path) -> None:
        self.archive = zipfile.ZipFile(path)
        self._names = {name.lower(): name for name in self.archive.namelist()}
        self._parts: dict[str, Part] = {}
        self.top = Part(self, "")
        types = Part(self, _TYPES).root
        main = next(self.top.of_kind("officeDocument"), None)
        if main is None:
            raise ValueError
        self.main = main
        self.types = {
            entry.get("PartName", "").lstrip("/").lower(): entry.get("ContentType", "")
            for entry in types
            if isinstance(entry.tag, str)
        }
        if not _WORD_TYPES.search(self.types.get(main.name.lower(), "")) and not any(
            _WORD_TYPES.search(entry.get("ContentType", "")) for entry in types
        ):
            raise ValueError

    def __enter__(self) -> "Package":
        return self

    def __exit__(self, *_: object) -> None:
        self.archive.close()

    @property
    def names(self) -> list[str]:
        """The names of its members."""
        return list(self._names.values())

    def part(self, name: str) -> Part | None:
        """The part of this name, whatever its capitals; None where the package lacks it."""
        real = self._names.get(name.lower()) or self._names.get(unquote(name).lower())
        if real is None:
            return None
        return self._parts.setdefault(real, Part(self, real))

    def all_relations(self) -> Iterator[Relation]:
        """Every relation of every part."""
        for name in self.names:
            folder, file = posixpath.split(name)
            if posixpath.basename(folder) == "_rels" and file.endswith(".rels"):
                source = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
                part = self.part(source)
                if part is not None or source == "":
                    yield from (part or self.top).relations.values()


def _transitional(found: re.Match[bytes]) -> bytes:
    last = _STRICT_SPELLING.get(found[2], found[2])
    return b"http://schemas.openxmlformats.org/" + found[1] + b"/2006/" + last
