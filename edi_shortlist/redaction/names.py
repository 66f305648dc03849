"""Which capitalised words can be a person's name, and which belong to something else.

Shared by the recognisers of known identity, of titles and of repeated names.
"""

import re
from collections.abc import Iterator
from functools import cache

from edi_shortlist.redaction import lexicon
from edi_shortlist.redaction.folding import fold
from edi_shortlist.redaction.identity import PARTICLES

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", re.UNICODE)

#: The months in full, in order, folded.
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS_AND_DAYS = frozenset(
    {*MONTHS, *_DAYS, *(word[:3] for word in (*MONTHS, *_DAYS)), "sept", "tues", "thurs"}
)


@cache
def is_ordinary_word(word: str) -> bool:
    """Whether a word is also an English word, a month, a day or a place: "Will", "May", "Bishop",
    "Kent"."""
    folded = fold(word)
    return (
        folded in lexicon.english_words() or folded in _MONTHS_AND_DAYS or folded in _place_names()
    )


@cache
def _place_names() -> frozenset[str]:
    return frozenset(fold(name) for name in lexicon.words("places", "names"))


@cache
def families() -> dict[str, frozenset[str]]:
    """Return for each folded name the folded names that stand for it, itself included."""
    groups: dict[str, set[str]] = {}
    content = lexicon.read("nicknames").get("families")
    if not isinstance(content, list):
        raise lexicon.LexiconError("nicknames.toml: 'families' must be a list of lists of names.")
    for family in content:
        folded = [fold(name) for name in family]
        # Only the first name reaches all others: "Jan" stands for Janet, not for every John.
        head = folded[0]
        groups.setdefault(head, {head}).update(folded)
        for name in folded[1:]:
            groups.setdefault(name, {name}).update((head, name))
    return {name: frozenset(group) for name, group in groups.items()}


def nicknames(name: str) -> frozenset[str]:
    """Return the folded names that stand for ``name``, without itself."""
    folded = fold(name)
    return families().get(folded, frozenset()) - {folded}


@cache
def _after() -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.words("organisations", "after"))


@cache
def _before() -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.words("organisations", "before"))


@cache
def _organisations() -> re.Pattern[str]:
    names = sorted(lexicon.words("organisations", "names"), key=len, reverse=True)
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(n).replace("'", "['’]") for n in names) + r")(?!\w)"
    )


def organisations(text: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open ranges of organisations and laws that are named after people."""
    for match in _organisations().finditer(text):
        yield match.span()


_NOUNS_IN_LOWER_CASE = frozenset(
    [
        "act",
        "law",
        "rule",
        "theorem",
        "criteria",
        "competence",
        "equation",
        "factor",
        "method",
        "inquiry",
        "school",
        "hospital",
        "library",
        "centre",
        "road",
        "street",
        "ward",
        "estate",
        "hospice",
        "principles",
        "guidelines",
        "surgery",
        "branch",
    ]
)
_NEXT = re.compile(
    r"(?:['’]s)?[ \u00a0]+(?:(?:&|and|of)[ ])?([^\W\d_][\w'’-]*)((?:[ \u00a0]+[^\W\d_][\w'’-]*)?)"
)
_PREVIOUS = re.compile(r"(\w[\w'’.-]*)[ \u00a0]+$")


def belongs_to_something_else(text: str, start: int, end: int) -> bool:
    """Whether the name at ``text[start:end]`` is part of an organisation's, place's, law's or
    method's name: "St Helens", "Bell Green", "Martha's Rule", "Jordan Street"."""
    window = max(0, start - 40)
    for s, e in organisations(text[window : end + 40]):
        if s + window <= start and end <= e + window:
            return True
    following = _NEXT.match(text, end)
    # "Bell Green", "Gillick competence", "Marl County Council"; "Khan works" is a sentence.
    if following and (following[1][0].isupper() or following[1] in _NOUNS_IN_LOWER_CASE):
        two = f"{following[1]}{following[2]}"
        if fold(following[1]) in _after() or fold(" ".join(two.split())) in _after():
            return True
    before = _PREVIOUS.search(text[window:start])
    return bool(
        before and fold(before[1]) in _before() and before[1] != "the" and before[1][0].isupper()
    )


@cache
def _letters_after_names() -> frozenset[str]:
    return frozenset(lexicon.words("strict", "memberships") + lexicon.words("titles", "degrees"))


def end_without_letters(text: str, start: int, end: int) -> int:
    """Return where a name ends that letters follow: "Amna Eltayeb MFPH", "ADÉBÁYỌ̀ CIHCM".

    Letters after a name say what somebody is, not who.
    """
    while space := re.search(r"(?<![\s,])[\s,]+(\S+)$", text[start:end]):
        before, last = text[start : start + space.start()], space[1].strip("().,")
        in_mixed_case = any(c.islower() for c in before)
        looks_like_letters = re.fullmatch(r"(?=.*[A-Z].*[A-Z])[A-Z][A-Za-z]*", last)
        if not (
            last in _letters_after_names()
            or (in_mixed_case and last.isupper() and len(last) > 2 and looks_like_letters)
        ):
            break
        end = start + space.start()
    return end


def is_full_and_rare(text: str) -> bool:
    """Whether a passage is a name of two words and more, each with a capital and none an ordinary
    word or a place: "Thuy Hardisty", not "Grace Hill", "UNISON", "Northgate"."""
    words = [word for word in WORD.findall(text) if fold(word) not in PARTICLES]
    return len(words) > 1 and all(
        word[0].isupper() and len(word) > 1 and not word.isupper() and not is_ordinary_word(word)
        for word in words
    )


def is_month(word: str) -> bool:
    """Whether a word is also a month or a day of the week: "May", "April"."""
    return fold(word) in _MONTHS_AND_DAYS


def is_place(word: str) -> bool:
    """Whether a word is also the name of a place: "Kent", "Jordan"."""
    return fold(word) in _place_names()


def is_followed_by_capitalised(text: str, end: int) -> str | None:
    """Return the capitalised word that follows on the same line after one space, if any."""
    following = re.match(r"[ \u00a0]([A-ZÀ-ÞŁŚŻŹĆŞĞ][^\W\d_][\w'’-]*)", text[end : end + 40])
    return following[1] if following else None
