"""Tells from the words around a name what the person is to the applicant: a referee, a manager,
a relative, a client, a colleague.

Only so that replacements read well. It must not know who the person is, what is hidden or which
number the person gets, and it never tells more of a relative than that it is one: "husband" and
"wife" are the same role. The words are data: ``resources/lexicons/roles.toml``.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from edi_shortlist.redaction import lexicon
from edi_shortlist.redaction.folding import fold
from edi_shortlist.redaction.sections import SectionKind, lines_of, sections_of


class Role(StrEnum):
    """What a person is to the applicant; where there is evidence of several, the first counts."""

    REFEREE = "referee"
    MANAGER = "manager"
    RELATIVE = "relative"
    CLIENT = "client"
    COLLEAGUE = "colleague"


_KEYS = frozenset({"fields", "nouns", "bare", "called", "before"})
# How far before and behind a name its role is looked for, in characters.
_WINDOW = 120
_SENTENCE_ENDS = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMx)(?<!\bMrs)(?<!\bRev)(?<!\bProf)(?<!\b[A-Z])[.;!?]\s"
)
_LIST_GOES_ON = r"\s*(?:,|,?\s+and|\s+&|\s+or)\s+"
# Sides of one line: tabs and bars stand between the cells of a form.
_SPACE = r"(?:[ \u00a0]*\n[ \u00a0]*|[ \u00a0]+)"


@dataclass(frozen=True)
class _Words:
    role: Role
    announced: re.Pattern[str]
    several: re.Pattern[str]
    behind: re.Pattern[str]
    field: re.Pattern[str]


def check(name: str = "roles") -> dict[Role, dict[str, tuple[str, ...]]]:
    """Return the lists of a lexicon of roles, checked.

    Args:
        name: file in ``resources/lexicons`` without ``.toml``.

    Raises:
        LexiconError: a role or list is unknown or missing, or an entry is empty or stands under
            two roles; the text names the entry.
    """
    content = lexicon.read(name)
    if unknown := sorted(set(content) - set(Role)):
        known = ", ".join(role.value for role in Role)
        raise lexicon.LexiconError(f"{name}.toml: unknown role '{unknown[0]}'; use one of {known}.")
    lists = {role: lexicon.tables(name, role.value) for role in Role}
    owners: dict[tuple[str, str], Role] = {}
    for role, table in lists.items():
        for key, entries in table.items():
            if key not in _KEYS:
                raise lexicon.LexiconError(
                    f"{name}.toml: unknown list '{role}.{key}'; use one of {', '.join(sorted(_KEYS))}."
                )
            for entry in entries:
                if not re.search(r"[^\W\d_]", entry):
                    raise lexicon.LexiconError(
                        f"{name}.toml: '{role}.{key}' holds '{entry}', which is no word."
                    )
                owner = owners.setdefault((key, fold(entry)), role)
                if owner is not role:
                    raise lexicon.LexiconError(
                        f"{name}.toml: '{entry}' stands under '{owner}.{key}' and '{role}.{key}'."
                    )
    return lists


def _any_of(entries: Iterable[str]) -> str:
    """A pattern for any of the entries, the longest first; nothing matches an empty list."""
    choices = [
        re.escape(entry).replace("'", "['’]").replace(r"\ ", r"\s+")
        for entry in sorted(entries, key=len, reverse=True)
    ]
    return rf"(?:{'|'.join(choices)})" if choices else r"(?!)"


@cache
def _title() -> str:
    words = (*lexicon.words("titles", "revealing"), *lexicon.words("titles", "professional"))
    return rf"(?:{_any_of(words)}\.?{_SPACE})*"


@cache
def _words() -> tuple[_Words, ...]:
    made = []
    for role, lists in check().items():
        nouns, bare, called, before, fields = (
            _any_of(lists.get(key, ())) for key in ("nouns", "bare", "called", "before", "fields")
        )
        plural = _any_of(n for n in lists.get("nouns", ()) if re.search(r"[^s]s\Z", n))
        mine = r"\b(?:my|our)\s+(?:[\w-]+\s+){0,2}?"
        there = r"(?:\s+(?:at|in|of|from|there|then|for)\b[^,.;:\n]{0,40},)?"
        links = rf"(?:{there}\s*[,:(–—-]?\s*|\s+(?:is|was|were|are)\s+)(?:called\s+|named\s+)?"
        job = r"(?:the\s+[\w -]{2,40}?\s*[,(]\s*)?"
        end = rf"{_title()}\Z"
        made.append(
            _Words(
                role,
                re.compile(
                    rf"(?:{mine}(?P<noun>{nouns})\b{links}|\b(?P<label>{nouns})\s*:\s*"
                    rf"|\b(?P<bare>{bare})\b\s*,?\s+|\b(?P<called>{called})\s*,?\s+(?:called|named)\s+"
                    rf"|\b(?P<before>{before})\s+{job}){end}",
                    re.IGNORECASE,
                ),
                re.compile(rf"(?:\b{before}\s+{job}|\b{plural}\b\s*[,:]?\s*){end}", re.IGNORECASE),
                re.compile(
                    rf"(?:\s*,\s*|\s*\(\s*|\s+[–—-]\s+|,?\s+(?:who\s+)?(?:is|was)\s+)(?:then\s+|now\s+)?"
                    rf"{mine}(?P<noun>{nouns})\b(?!['’])|\s*\(\s*(?P<bracket>{nouns})\s*[,)]",
                    re.IGNORECASE,
                ),
                re.compile(
                    rf"\W*{fields}\s*(?:\d|one|two)?\s*(?:[:–—=|\t.-]|\s{{2,}}|(?<=from)\s|(?<=by)\s|\Z)",
                    re.IGNORECASE,
                ),
            )
        )
    return tuple(made)


def roles_of(text: str, mentions: Sequence[tuple[int, int]]) -> list[Role | None]:
    """Return what the text around each mention of a name tells of the person.

    Args:
        text: the whole text of one document.
        mentions: half-open ranges of the names, by position.

    Returns:
        A role for each mention, or None where the words around it tell none. The same person may
        have a role at one mention and none at the next.

    Raises:
        LexiconError: ``roles.toml`` cannot be used; the text names the entry.
    """
    lines = lines_of(text)
    referees = [s for s in sections_of(text, lines) if s.kind is SectionKind.REFEREES]
    starts = {start for start, _ in mentions}
    found: list[Role | None] = []
    lists_names = False
    previous_end = -1
    for start, end in mentions:
        role, several = _announced(text, start)
        goes_on = previous_end >= 0 and re.fullmatch(
            _LIST_GOES_ON + _title(), text[previous_end:start], re.IGNORECASE
        )
        if role is None and lists_names and goes_on:
            role, several = found[-1], True
        if any(s.start <= start < s.end for s in referees) or _is_referee_field(text, start):
            role, several = Role.REFEREE, False
        if role is None:
            role = _behind(text, end, starts)
        found.append(role)
        lists_names, previous_end = several, end
    return found


def strongest(roles: Iterable[Role | None]) -> Role | None:
    """Return the role that counts of all that the mentions of one person tell, if any."""
    told = set(roles)
    return next((role for role in Role if role in told), None)


def _announced(text: str, start: int) -> tuple[Role | None, bool]:
    """The role that the words before a name tell, and whether they announce several people."""
    window = text[max(0, start - _WINDOW) : start]
    for stop in _SENTENCE_ENDS.finditer(text, max(0, start - _WINDOW), start):
        window = text[stop.end() : start]
    best: tuple[int, Role | None, bool] = (0, None, False)
    for words in _words():
        # The last place where the words could begin counts: "my son, my manager X".
        match = None
        at = 0
        while found := words.announced.search(window, at):
            match, at = found, found.start() + 1
        if match:
            # The longest wording knows best: "business partner" is no partner.
            said = next(v for v in match.groupdict().values() if v)
            if len(said) > best[0]:
                best = (len(said), words.role, bool(words.several.search(window)))
    return best[1], best[2]


def _behind(text: str, end: int, starts: set[int]) -> Role | None:
    """The role in apposition behind a name: "X, my line manager"."""
    best: tuple[int, Role | None] = (0, None)
    for words in _words():
        match = words.behind.match(text, end, end + _WINDOW)
        if not match:
            continue
        said = match["noun"] or match["bracket"]
        # "Tom Reed, my manager Ada Obi": the words belong to the next name.
        title = re.compile(r"\s+" + _title(), re.IGNORECASE).match(text, match.end())
        if title and title.end() in starts:
            continue
        if len(said) > best[0]:
            best = (len(said), words.role)
    return best[1]


def _is_referee_field(text: str, start: int) -> bool:
    """Whether a name is the answer of a field such as "Referee 1:", on its line or the line above."""
    line_start = text.rfind("\n", 0, start) + 1
    field = next(words.field for words in _words() if words.role is Role.REFEREE)
    before = text[line_start:start]
    asked = field.match(before)
    if asked:
        return not _SENTENCE_ENDS.search(before, asked.end())
    above = text[:line_start].rstrip().rpartition("\n")[2].strip()
    return bool(
        re.fullmatch(r"\W*" + _title() + r"\W*", before, re.IGNORECASE) and field.fullmatch(above)
    )
