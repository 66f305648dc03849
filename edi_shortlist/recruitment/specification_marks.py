"""The small marks of a person specification: codes such as ``A/I`` and their key, numbers such as
``E1``, ticks, bullets, and the lines of a cell. It knows nothing of tables or files."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from edi_shortlist.recruitment.criteria import CriterionKind
from edi_shortlist.recruitment.specification_words import SpecificationWords, plain

_CODE = "[A-Z]{1,4}|[1-9]"
_PHRASE = "[A-Za-z][A-Za-z ]{1,40}?"
# Where the words that explain a code end: at a mark, or before the next code.
_END = r"(?=\s*(?:[^A-Za-z\s]|$)|\s+[A-Z]{1,4}\s*[=:–—-])"
# "A = application form", "A: Application", "(A) Application form", "Application form (A)".
_CODE_FIRST = re.compile(rf"(?<![A-Za-z0-9])({_CODE})\s*[=:–—-]\s*({_PHRASE}){_END}")
_CODE_IN_BRACKETS = re.compile(rf"[(\[]({_CODE})[)\]]\s*[=:–—-]?\s*({_PHRASE}){_END}")
_CODE_LAST = re.compile(rf"({_PHRASE})\s*[(\[]({_CODE})[)\]]")
_BRACKETS_LAST = re.compile(r"\s*[(\[]([^()\[\]]{1,60})[)\]]\s*[.;,]?\s*$")
_DASH_LAST = re.compile(rf"(?:\s+[-–—]\s*|\t\s*)((?:{_CODE})(?:\s*[/,&+]\s*(?:{_CODE}))*)\s*$")
_BETWEEN = re.compile(r"\s*(?:[,/&;+|]|\n|\band\b|\bor\b)\s*|\s{2,}")
_BULLET = re.compile(r"\s*(?:[•●▪◦‣∙·■□➢▶►⮚❖§*]|[-–—o](?=\s))\s*")
_LETTERED = re.compile(r"\s*\(?([EeDd])[\s.]?(\d{1,2})\b[.):]?\s*")
_NUMBERED = re.compile(r"\s*(?:\(?\d{1,2}(?:\.\d{1,2}){0,2}[.)]|\d{1,2}(?:\.\d{1,2}){1,2})\s+")
_BARE_NUMBER = re.compile(r"\(?\d{1,2}(?:\.\d{1,2}){0,2}[.)]?")
_KINDS = {"E": CriterionKind.ESSENTIAL, "D": CriterionKind.DESIRABLE}
# "(E) (A/I)": the brackets that may follow each other at the end of a criterion.
_MOST_BRACKETS = 3
# Characters of the longest line that is looked at for codes, of the longest key to them, and of the
# longest passage of nothing but codes: what is longer is none, and a file may hold lines without
# end.
_LONGEST_LINE, _LONGEST_KEY, _LONGEST_CODES = 1500, 1000, 200
_BLANKS = re.compile(r"[^\S\t]+")
_TABS = re.compile(r" ?\t[\t ]*")


@dataclass(frozen=True)
class Codes:
    """What the letters of a document stand for."""

    stages: Mapping[str, str]

    def stage(self, code: str) -> str | None:
        """Return the stage of a code."""
        return self.stages.get(code.strip())

    def stages_of(self, token: str) -> list[str] | None:
        """Return the stages of a code, or of several written together as ``AI``; or None."""
        token = token.strip().strip(".")
        if (stage := self.stage(token)) is not None:
            return [stage]
        together = [self.stage(letter) for letter in token]
        found = [stage for stage in together if stage is not None]
        return found if len(token) > 1 and len(found) == len(token) else None


@dataclass(frozen=True)
class Assessment:
    """What a mark says of a criterion.

    Attributes:
        stages: where it is assessed, in the order in which it is written there.
        kind: essential or desirable, where the mark says so.
    """

    stages: tuple[str, ...] = ()
    kind: CriterionKind | None = None


class Tick(Enum):
    """What a cell in a column of ticks says."""

    BLANK = "blank"
    YES = "yes"
    CROSS = "cross"
    NO = "no"
    TEXT = "text"


@dataclass
class Line:
    """A criterion's text as it stands in a cell or list, and what its ends said."""

    text: str
    kind: CriterionKind | None = None
    number: str = ""
    assessment: Assessment = field(default_factory=Assessment)
    listed: bool = False


def key_entries(text: str, words: SpecificationWords) -> dict[str, str]:
    """Return the codes that a passage explains and the stages that they stand for; "" stands for a
    code that is explained as a kind."""
    if len(text) > _LONGEST_KEY:
        return {}
    text = _even(text)
    brackets = text.lstrip(" \t-–—").startswith(("(", "["))
    pairs: list[tuple[str, str, bool]] = [
        (code, phrase, False) for code, phrase in _CODE_FIRST.findall(text)
    ]
    if brackets or re.search(r":\s*[(\[]", text):
        pairs += [(code, phrase, False) for code, phrase in _CODE_IN_BRACKETS.findall(text)]
    else:
        pairs += [(code, phrase, True) for phrase, code in _CODE_LAST.findall(text)]
    found: dict[str, str] = {}
    for code, phrase, whole in pairs:
        stage = _stage_of_phrase(phrase, words, whole=whole)
        if stage is not None:
            found.setdefault(code, stage)
        elif words.kinds_in(phrase):
            found.setdefault(code, "")
    return found


def codes_of(texts: Iterable[str], words: SpecificationWords) -> Codes:
    """Return what the codes of a whole document stand for: its own key goes before the usual
    letters."""
    own: dict[str, str] = {}
    for text in texts:
        for code, stage in key_entries(text, words).items():
            if stage:
                own.setdefault(code, stage)
    return Codes({**words.codes, **own})


def is_key(text: str, words: SpecificationWords) -> bool:
    """Say whether a passage is the document's key to its codes."""
    return len(key_entries(text, words)) > 1


def read_assessment(text: str, words: SpecificationWords, codes: Codes) -> Assessment | None:
    """Return what a passage of nothing but codes and words of assessing says, or None."""
    if len(text) > _LONGEST_CODES:
        return None
    stages: list[str] = []
    kind: CriterionKind | None = None
    for part in filter(None, map(str.strip, _BETWEEN.split(text))):
        said = _part_says(part, words, codes)
        if said is None:
            return None
        stages += said.stages
        kind = kind or said.kind
    return Assessment(tuple(dict.fromkeys(stages)), kind) if stages or kind else None


def _part_says(part: str, words: SpecificationWords, codes: Codes) -> Assessment | None:
    """Return what one code or word says, or several codes with blanks between."""
    tokens = part.split() if part.isupper() else [part]
    each = [codes.stages_of(token) for token in tokens]
    if all(each):
        return Assessment(tuple(stage for found in each if found for stage in found))
    if part in _KINDS:
        return Assessment(kind=_KINDS[part])
    if stage := _stage_of_phrase(part, words, whole=True):
        return Assessment((stage,))
    for kind in words.kinds_in(part):
        if plain(part) in words.kinds[kind]:
            return Assessment(kind=kind)
    return None


def stages_named(text: str, words: SpecificationWords, codes: Codes) -> tuple[str, ...]:
    """Return the stages that a cell about assessing names, with other words or without."""
    exact = read_assessment(text, words, codes)
    if exact is not None and exact.stages:
        return exact.stages
    said = f" {plain(text)} "
    found: dict[int, str] = {}
    phrases = sorted(
        ((phrase, stage) for stage, phrases in words.stages.items() for phrase in phrases),
        key=lambda pair: -len(pair[0]),
    )
    for phrase, stage in phrases:
        while (at := said.find(f" {phrase} ")) >= 0:
            found[at] = stage
            # What a longer phrase took, no shorter one within it may take again.
            said = said[:at] + " " + "_" * len(phrase) + said[at + 1 + len(phrase) :]
    return tuple(dict.fromkeys(found[at] for at in sorted(found)))


def tick(text: str, words: SpecificationWords) -> Tick:
    """Return what a cell in a column of ticks says."""
    marked = text.strip().casefold()
    if not marked:
        return Tick.BLANK
    for said, marks in ((Tick.YES, words.yes), (Tick.CROSS, words.crosses), (Tick.NO, words.no)):
        if marked in marks:
            return said
    return Tick.TEXT


def number_of(text: str) -> tuple[str, CriterionKind | None] | None:
    """Return what a cell of nothing but a criterion's number says: the number where it is one such
    as ``E1``, and its kind; or None where it is no number."""
    lettered = _LETTERED.fullmatch(text)
    if lettered:
        letter = lettered[1].upper()
        return f"{letter}{lettered[2]}", _KINDS[letter]
    return ("", None) if _BARE_NUMBER.fullmatch(text.strip()) else None


def read_line(text: str, words: SpecificationWords, codes: Codes) -> Line:
    """Return a criterion's text without its bullet, number and codes, which are read."""
    text = _even(text)
    bare = _BULLET.sub("", text, count=1) if _BULLET.match(text) else text
    line = Line(" ".join(bare.split()), listed=bare is not text)
    if len(bare) > _LONGEST_LINE:
        return line
    lettered = _LETTERED.match(bare)
    if lettered and bare[lettered.end() :].strip():
        letter = lettered[1].upper()
        line.number, line.kind = f"{letter}{lettered[2]}", _KINDS[letter]
        bare, line.listed = bare[lettered.end() :], True
    elif numbered := _NUMBERED.match(bare):
        bare, line.listed = bare[numbered.end() :], True
    for _ in range(_MOST_BRACKETS):
        ending = _BRACKETS_LAST.search(bare) or _DASH_LAST.search(bare)
        said = read_assessment(ending[1], words, codes) if ending else None
        if ending is None or said is None or not bare[: ending.start()].strip():
            break
        bare = bare[: ending.start()]
        line.kind = said.kind or line.kind
        line.assessment = Assessment(
            tuple(dict.fromkeys((*said.stages, *line.assessment.stages))), line.kind
        )
    line.text = " ".join(bare.split()).rstrip(" ;,")
    return line


def section_name(text: str) -> str:
    """Return the name of a group of criteria without its number and colon."""
    return _NUMBERED.sub("", f"{' '.join(text.split())} ", count=1).strip().rstrip(": ")


def in_one_line(text: str) -> str:
    """Return a criterion that stands in several lines, with a list in it, in one."""
    told = ""
    for row in filter(None, map(str.strip, text.split("\n"))):
        bare = _BULLET.sub("", row, count=1) if _BULLET.match(row) else row
        between = "; " if told and bare is not row and not told.endswith((":", ";")) else " "
        told = f"{told}{between}{bare}" if told else row
    return " ".join(told.split())


def lines_of_cell(
    text: str, words: SpecificationWords, codes: Codes, *, wrapped: bool
) -> list[Line]:
    """Return the criteria that stand in one cell.

    Args:
        wrapped: whether the line breaks may be those of the page, as in a PDF.
    """
    passages: list[str] = []
    rows = [row for row in text.split("\n") if row.strip()]
    longest = max(map(len, rows), default=0)
    bulleted = any(_BULLET.match(row) or _NUMBERED.match(row) for row in rows)
    before = ""
    for row in rows:
        new = bool(_BULLET.match(row) or _NUMBERED.match(row) or _LETTERED.match(row))
        goes_on = bool(passages) and not new
        if goes_on and not row.lstrip().startswith(("(", "[")):
            # In a PDF a line goes on where it was full, or where the next begins in lower case.
            full = len(before) + 1 + len(row.split()[0]) > longest
            low = row.lstrip()[0].islower() and not before.rstrip().endswith(":")
            goes_on = wrapped and (full or low or bulleted)
        if goes_on:
            passages[-1] += f" {row.strip()}"
        else:
            passages.append(row)
        before = row
    return joined_to_lead_ins([read_line(one, words, codes) for one in passages], words)


def joined_to_lead_ins(lines: Sequence[Line], words: SpecificationWords) -> list[Line]:
    """Return lines without those that only begin a list (``Experience of:``); such a beginning is
    put before each line of its list where the two make one phrase."""
    found: list[Line] = []
    lead: Line | None = None
    was_listed = False
    for line in lines:
        if line.text.endswith(":"):
            lead, was_listed = line, False
            continue
        if lead is not None and was_listed and not line.listed:
            lead = None  # the list is over
        if lead is not None:
            start = lead.text.rstrip(": ")
            if plain(start).rpartition(" ")[2] in words.joining:
                line.text = f"{start} {_lowered(line.text)}"
            line.kind = line.kind or lead.kind
            if not line.assessment.stages:
                line.assessment = lead.assessment
        was_listed = line.listed
        found.append(line)
    return found


def _even(text: str) -> str:
    """Return a text with one blank, or one tab, where there were several."""
    return _TABS.sub("\t", _BLANKS.sub(" ", text)).strip()


def _lowered(text: str) -> str:
    """Return a text to stand in the middle of another: its first word in lower case, unless it is
    a name or in capitals."""
    first = text.split()[0] if text.split() else ""
    return text[:1].lower() + text[1:] if first[1:].islower() and len(first) > 1 else text


def _stage_of_phrase(phrase: str, words: SpecificationWords, *, whole: bool) -> str | None:
    """Return the stage of a phrase: of all of it, or of its longest beginning."""
    said = plain(phrase).split()
    lengths = (len(said),) if whole else range(len(said), 0, -1)
    for length in lengths:
        start = " ".join(said[:length])
        for stage, phrases in words.stages.items():
            if start and start in phrases:
                return stage
    return None
