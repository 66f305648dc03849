"""Finds the applicant's known name in every shape; e-mail, telephone, address, postcode and
date of birth are the work of ``known_details``.

Names that are ordinary words ("Will", "May", "Hope") are hidden only with evidence that the
word is a name where it stands.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA

from edi_shortlist.redaction import known_details, names
from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.folding import fold
from edi_shortlist.redaction.identity import PARTICLES
from edi_shortlist.redaction.placing import is_alone
from edi_shortlist.redaction.span import Label, Span

SOURCE = "known-identity"

# Between two parts of one name: spaces, a comma in "KHAN, Aisha", a quoted or bracketed
# nickname, a line break, an underscore in a file name.
_GAP = re.compile(r"[ \t\u00a0]*[-,._'\"“”‘’()/]{0,3}[ \t\u00a0]*\n?[ \t\u00a0]*[\"“‘'(]?")
_LONGEST_GAP = 40
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)*|[^\W\d_]+")
_TITLE_BEFORE = re.compile(
    r"\b(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|cllr|nurse|sister|rev|revd|dear|hi|hello)"
    r"\.?\s+$"
)
_SIGN_OFF = re.compile(
    r"(?:regards|sincerely|faithfully|thanks|wishes|thank you|signed|yours|cheers|name|known as|"
    r"call me|called|named|applicant|candidate)[\s:,.\"“'(-]*$"
)
_DATE_AROUND = re.compile(
    r"\b(?:in|since|until|till|from|by|last|next|this|early|late|\d{1,2}(?:st|nd|rd|th)?)\s+$"
)

_PLACED = re.compile(
    r"\b(?:in|for|at|from|near|to|of|across|around|and|with|through|via|into|the)\s+$"
)

# How surely a span is right, by how it was found.
_FULL, _PART, _NICKNAME, _EVIDENCED, _FUZZY = 0.99, 0.95, 0.9, 0.8, 0.75
_SHORTEST_FUZZY, _SHORTEST_SPLIT, _SHORTEST_SCANNED = 5, 6, 4


class _Kind(StrEnum):
    PART = "part"
    NICKNAME = "nickname"
    PARTICLE = "particle"
    INITIAL = "initial"
    FUZZY = "fuzzy"


@dataclass(frozen=True)
class _Hit:
    """A word of the text that may be part of the applicant's name; offsets in folded text."""

    start: int
    end: int
    kind: _Kind
    ordinary: bool


class KnownIdentityRecogniser:
    """Searches for what is known of this applicant, literally and in every usual variation."""

    name = SOURCE

    def find(self, context: Context) -> Iterable[Span]:
        """Return spans for every trace of ``context.identity``; none when it is empty."""
        identity = context.identity
        if identity.is_empty:
            return
        if identity.significant_parts:
            yield from _names(context)
            yield from _joined_or_split(context)
            yield from _with_digits(context)
            yield from _initials(context)
        yield from known_details.find(context)


def _span(context: Context, start: int, end: int, label: Label, score: float, reason: str) -> Span:
    """Make a span from offsets into the folded text."""
    first, last = context.folded.original(start, end)
    return Span(first, last, label, score, SOURCE, reason=reason)


# --- names ---------------------------------------------------------------------------------


def _hits(context: Context) -> Iterator[_Hit]:
    identity = context.identity
    parts = {fold(part) for part in identity.significant_parts}
    nicknames = {n for part in identity.significant_parts for n in names.nicknames(part)} - parts
    # A hyphenated or apostrophed part is also met without the mark.
    parts |= {part.replace("'", "") for part in parts}
    particles = {fold(part) for part in identity.name_parts} & PARTICLES
    initials = {part[0] for part in parts}
    long_parts = [part for part in parts if len(part) >= _SHORTEST_FUZZY]
    folded = context.folded
    for match in _TOKEN.finditer(folded.text):
        word = match[0].removesuffix("'s")
        start, end = match.start(), match.start() + len(word)
        capital = context.text[folded.offsets[start]].isupper()
        if word in parts:
            yield _Hit(start, end, _Kind.PART, names.is_ordinary_word(word) or len(word) < 3)
        elif word in nicknames:
            yield _Hit(start, end, _Kind.NICKNAME, names.is_ordinary_word(word) or len(word) < 3)
        elif word in particles:
            yield _Hit(start, end, _Kind.PARTICLE, True)
        elif len(word) == 1 and capital and word in initials:
            yield _Hit(start, end, _Kind.INITIAL, True)
        elif (
            capital
            and len(word) >= _SHORTEST_FUZZY
            and not names.is_ordinary_word(word)
            and any(_is_slip_of(word, part) for part in long_parts)
        ):
            yield _Hit(start, end, _Kind.FUZZY, False)


def _is_slip_of(word: str, part: str) -> bool:
    """Whether ``word`` is ``part`` with a slip of the pen or of a scanner: one edit, two from
    eight letters on; the first letter is seldom wrong."""
    allowed = 2 if min(len(word), len(part)) >= 8 else 1
    if OSA.distance(word, part, score_cutoff=allowed) <= allowed:
        return word[0] == part[0] or word[1:] == part[1:]
    merged = word.replace("rn", "m").replace("vv", "w").replace("cl", "d")
    return merged == part.replace("rn", "m").replace("vv", "w").replace("cl", "d")


def _runs(context: Context) -> Iterator[list[_Hit]]:
    """Group hits that follow one another with nothing but separators between."""
    run: list[_Hit] = []
    for hit in _hits(context):
        if run:
            between = context.folded.text[run[-1].end : hit.start]
            # An initial does not reach over a line break.
            breaks = 0 if _Kind.INITIAL in (hit.kind, run[-1].kind) else 1
            near = len(between) <= _LONGEST_GAP and _GAP.fullmatch(between)
            if not (near and between.count("\n") <= breaks):
                yield run
                run = []
        run.append(hit)
    if run:
        yield run


def _names(context: Context) -> Iterator[Span]:
    for run in _runs(context):
        solid = [hit for hit in run if hit.kind not in (_Kind.PARTICLE, _Kind.INITIAL)]
        if not solid:
            continue
        first, last = run[0], run[-1]
        # Particles and initials count only between or before parts ("van der Merwe", "G. Khan").
        while last.kind is _Kind.PARTICLE:
            run = run[:-1]
            last = run[-1]
        while first.kind is _Kind.PARTICLE and first.start + 2 < solid[0].start and len(run) > 1:
            if not _keeps_leading_particle(context, first):
                run = run[1:]
                first = run[0]
            else:
                break
        if len(solid) >= 2:
            if all(hit.ordinary for hit in solid) and not _looks_capitalised(context, solid):
                continue
            yield _span(
                context,
                first.start,
                last.end,
                Label.NAME,
                _FULL,
                "The applicant's name from the form.",
            )
            continue
        yield from _single(context, solid[0], first.start, last.end)


def _keeps_leading_particle(context: Context, hit: _Hit) -> bool:
    """Whether a particle opens a name ("van der Merwe ran …") rather than a clause ("of Khan")."""
    folded = fold(context.identity.full_name)
    word = context.folded.text[hit.start : hit.end]
    return word not in {"of", "the", "and", "do", "am", "la", "e", "y"} and f"{word} " in folded


def _looks_capitalised(context: Context, hits: list[_Hit]) -> bool:
    offsets = context.folded.offsets
    return all(context.text[offsets[hit.start]].isupper() for hit in hits) or (
        all(context.text[offsets[h.start] : offsets[h.end - 1] + 1].islower() for h in hits)
        and is_alone(context, hits[0].start, hits[-1].end)
    )


def _single(context: Context, hit: _Hit, start: int, end: int) -> Iterator[Span]:
    first, last = context.folded.original(hit.start, hit.end)
    with_initial = (start, end) != (hit.start, hit.end)
    if names.belongs_to_something_else(context.text, first, last):
        return
    if hit.ordinary:
        if with_initial or _is_evidenced(context, hit, first, last):
            yield _span(
                context,
                start,
                end,
                Label.NAME,
                _EVIDENCED,
                "Part of the applicant's name, used as a name here although it is also a word.",
            )
        return
    following = names.is_followed_by_capitalised(context.text, last)
    titled = _TITLE_BEFORE.search(context.folded.text[max(0, start - 14) : start])
    if following and not titled and not with_initial and _reads_as_place_or_firm(context, last):
        return
    score, reason = {
        _Kind.PART: (_PART, "Part of the applicant's name."),
        _Kind.NICKNAME: (_NICKNAME, "A usual short form or spelling of the applicant's name."),
        _Kind.FUZZY: (_FUZZY, "Nearly the applicant's name: probably a slip in spelling."),
    }[hit.kind]
    if hit.kind is not _Kind.PART and context.text[first].islower():
        return
    yield _span(context, start, end, Label.NAME, score, reason)


_PLACE_TAIL = re.compile(
    r"[ \u00a0][A-Z][\w'’-]+(?:[ \u00a0](?:&|and)[ \u00a0][A-Z][\w'’-]+|[ \u00a0](?:Ltd|Limited|plc|LLP|Council|Trust))"
)


def _reads_as_place_or_firm(context: Context, end: int) -> bool:
    return bool(_PLACE_TAIL.match(context.text, end))


def _is_evidenced(context: Context, hit: _Hit, first: int, last: int) -> bool:
    """Whether an ordinary word stands here as a name: alone on a line, after a title or a
    greeting, signed, or capitalised in mid-sentence where the word would not be."""
    text, folded = context.text, context.folded.text
    if not text[first].isupper() and not (
        is_alone(context, hit.start, hit.end) and len(text[first:last]) > 2
    ):
        return False
    before = folded[max(0, hit.start - 30) : hit.start]
    if _TITLE_BEFORE.search(before) or _SIGN_OFF.search(before):
        return True
    if is_alone(context, hit.start, hit.end):
        return True
    word = text[first:last]
    if len(word) < 3 or _DATE_AROUND.search(before) or re.match(r"\s*(?:\d|['’]\d)", text[last:]):
        return False
    if word.isupper():
        line = context.line_at(first).text
        return not line.isupper() and len(word) > 3
    if names.is_followed_by_capitalised(text, last):
        return False
    if (names.is_place(word) or names.is_month(word)) and _PLACED.search(before):
        return False
    # Mid-sentence: a lower-case word, a comma or a bracket stands just before.
    return bool(
        re.search(r"[a-z,;(\"“'’] ?$", text[max(0, first - 2) : first])
        and not re.search(r"[.!?:]\s*[\"“'‘(]?$", text[max(0, first - 4) : first])
        and not re.search(r"\n\s*[\"“'‘(]?$", text[max(0, first - 4) : first])
    )


def _initials(context: Context) -> Iterator[Span]:
    """Find the applicant's initials: with full stops anywhere ("T.O.B."), without them only where
    they stand alone, as in a signature or a footer."""
    letters = [fold(part)[0] for part in context.identity.name_parts if fold(part) not in PARTICLES]
    if len(letters) < 2:
        return
    wanted = {tuple(letters), (letters[0], letters[-1])}
    for initials in wanted:
        dotted = r"\.[ ]?".join(map(re.escape, initials)) + r"\."
        plain = "".join(map(re.escape, initials))
        for match in re.finditer(rf"(?<![\w.])(?:{dotted}|{plain})(?!\w)", context.folded.text):
            first, last = context.folded.original(*match.span())
            if not context.text[first:last].isupper():
                continue
            if "." in match[0] or is_alone(context, *match.span()):
                yield Span(
                    first, last, Label.NAME, _EVIDENCED, SOURCE, reason="The applicant's initials."
                )
    yield from _initials_of_all_parts(context)


def _initials_of_all_parts(context: Context) -> Iterator[Span]:
    """Find the initials of four parts and more, particles included, in capitals ("JL VDM", "JLVDM"):
    too long to be there by chance."""
    parts = [part[0].upper() for part in context.identity.name_parts]
    if len(parts) < 4:
        return
    spelled = r"[. ]{0,2}".join(map(re.escape, parts))
    for match in re.finditer(rf"(?<![\w.]){spelled}(?!\w)", context.text):
        yield Span(
            *match.span(), Label.NAME, _EVIDENCED, SOURCE, reason="The applicant's initials."
        )


def _joined_or_split(context: Context) -> Iterator[Span]:
    """Find the name written in one word, spaced out or broken over a line: ``aishakhan``,
    ``A I S H A  K H A N``, ``Thack-\\nray``."""
    parts = [fold(p) for p in context.identity.name_parts if fold(p) not in PARTICLES]
    parts = [re.sub(r"[^a-z]", "", part) for part in parts]
    parts = [part for part in parts if part]
    wanted = {
        part for part in parts if len(part) >= _SHORTEST_SPLIT and not names.is_ordinary_word(part)
    }
    if len(parts) >= 2:
        wanted |= {parts[0] + parts[-1], parts[-1] + parts[0], "".join(parts)}
    for word in wanted:
        if len(word) < _SHORTEST_SPLIT:
            continue
        pattern = r"(?:[ ]{1,2}|-?\n[ ]*|[-._])?".join(map(re.escape, word))
        for match in re.finditer(rf"(?<![a-z]){pattern}(?![a-z])", context.folded.text):
            first, last = context.folded.original(*match.span())
            if match[0] != word or word not in parts:
                yield Span(
                    first,
                    last,
                    Label.NAME,
                    _PART,
                    SOURCE,
                    reason="The applicant's name, joined, spaced out or broken over a line.",
                )


# What a scanner reads for a letter: "A1ison", "Bro0ks", "Ca5sidy".
_READ_AS = str.maketrans("1058|!", "losbll")
_WITH_DIGIT = re.compile(
    r"(?<![^\W_])(?<![|!'-])(?=[a-z'|!-]{0,40}\d)[a-z\d|!'-]{0,40}[a-z][a-z\d|!'-]{0,40}(?![^\W_])"
)


def _with_digits(context: Context) -> Iterator[Span]:
    """Find a part of the name in which a scanner read digits for letters; 1 may be l or i."""
    parts = {fold(p).replace("'", "") for p in context.identity.significant_parts}
    parts = {part for part in parts if len(part) >= _SHORTEST_SCANNED}
    for match in _WITH_DIGIT.finditer(context.folded.text):
        word = match[0].replace("'", "").translate(_READ_AS)
        if any(_reads_alike(word, part) for part in parts):
            yield _span(
                context,
                *match.span(),
                Label.NAME,
                _FUZZY,
                "The applicant's name with digits that a scanner read for letters.",
            )


def _reads_alike(word: str, part: str) -> bool:
    """Whether two words differ at most where one has l and the other i."""
    return word.replace("i", "l") == part.replace("i", "l")
