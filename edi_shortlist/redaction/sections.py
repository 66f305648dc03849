"""Lines and sections of an application: which heading a passage stands under.

Works on plain text, since headings survive every format as short lines.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from edi_shortlist.redaction import lexicon
from edi_shortlist.redaction.folding import fold


class SectionKind(StrEnum):
    """What a section holds."""

    OPENING = "opening"
    PERSONAL = "personal"
    EDUCATION = "education"
    EMPLOYMENT = "employment"
    PROFESSIONAL_DEVELOPMENT = "professional_development"
    REFEREES = "referees"
    DECLARATIONS = "declarations"
    MONITORING = "monitoring"
    STATEMENT = "statement"


@dataclass(frozen=True)
class Line:
    """A line of the text, without its line break; offsets half-open."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Section:
    """A run of lines under one heading; offsets half-open, the heading included."""

    start: int
    end: int
    kind: SectionKind


# Numbering, bullets, rules and boxes around a heading: "3.", "Section B –", "== … ==", "┌ … ┐".
_ORNAMENT = re.compile(r"^[\W_]+|[\W_]+$")
_NUMBERING = re.compile(
    r"^(?:(?:section|part|page|box|q)\s*)?(?:[0-9]{1,2}|[ivx]{1,4}|[a-h])(?:\s*[.):–—-]+|\s{1,3}(?=[a-z]))\s*[-–:]?\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:\(.*\)|details|history|section|information|to be completed.*|continued|cont)$"
)
_LONGEST_HEADING = 60


@cache
def _headings() -> dict[str, SectionKind]:
    return {
        fold(phrase): SectionKind(kind)
        for kind, phrases in lexicon.tables("sections", "headings").items()
        for phrase in phrases
    }


def _plain(heading: str) -> str:
    text = _ORNAMENT.sub("", re.sub(r"\([^)]*\)", " ", fold(heading)))
    text = re.sub(r"[^\w\s&']+", " ", _NUMBERING.sub("", text))
    return " ".join(text.split())


def lines_of(text: str) -> tuple[Line, ...]:
    """Split a text at its line breaks."""
    lines, at = [], 0
    for piece in text.split("\n"):
        lines.append(Line(at, at + len(piece), piece))
        at += len(piece) + 1
    return tuple(lines)


def heading_kind(line: str) -> SectionKind | None:
    """Return the kind of section that a line opens, or None for an ordinary line.

    A heading is a short line that names a section, alone or before a colon
    ("EDUCATION: Royds Hall, 1979–84").
    """
    text = line.strip()
    if not text:
        return None
    if len(text) <= _LONGEST_HEADING:
        plain = _plain(text)
        found = _headings().get(plain) or _headings().get(_TAIL.sub("", plain))
        if found:
            return found
    head, colon, rest = text.partition(":")
    if colon and rest.strip() and len(head) <= 40 and (head.isupper() or len(head.split()) > 1):
        return _headings().get(_plain(head))
    return None


def sections_of(text: str, lines: Sequence[Line]) -> tuple[Section, ...]:
    """Divide a text into sections; the first is what stands before any heading."""
    starts: list[tuple[int, SectionKind]] = [(0, SectionKind.OPENING)]
    for line in lines:
        kind = heading_kind(line.text)
        if kind:
            starts.append((line.start, kind))
        elif _is_foreign_heading(line.text) and starts[-1][1] is not SectionKind.OPENING:
            starts.append((line.start, SectionKind.STATEMENT))
    ends = [start for start, _ in starts[1:]] + [len(text)]
    return tuple(
        Section(start, end, kind)
        for (start, kind), end in zip(starts, ends, strict=True)
        if end > start or len(starts) == 1
    ) or (Section(0, len(text), SectionKind.OPENING),)


def _is_foreign_heading(line: str) -> bool:
    """Whether a line in capitals ends the section before it although no list knows its words."""
    text = line.strip()
    letters = [c for c in text if c.isalpha()]
    return (
        6 <= len(text) <= _LONGEST_HEADING
        and len(text.split()) >= 2
        and len(letters) >= 5
        and text.upper() == text
        and not any(c.isdigit() for c in text)
        and text[-1] not in ".,;"
        and "\t" not in text
    )
