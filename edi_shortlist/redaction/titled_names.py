"""Finds the name behind a title or a sign-off, and at the head of a referee's row: "Mrs Donna
Illingworth", "Yours, / G Thackray", "2 | Kit Marlow | shop manager | 01632 960…".

Nothing of the applicant needs to be known: these are the names of referees, managers, clients.
"""

import re
from collections.abc import Iterable
from functools import cache

from edi_shortlist.redaction import lexicon, names
from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.sections import SectionKind
from edi_shortlist.redaction.span import Label, Span

_PARTICLE = (
    r"(?:van|von|de|der|den|da|del|di|al|el|ap|bin|bint|ibn|la|le|du|dos|das|ten|ter|Ó|Ní|Mac)"
)
_CAPITALISED = r"(?:[A-ZÀ-ÞŁŚŻŹĆŞĞİĀĒĪŌŪḤṢŌỌẸ](?:[^\W\d_]*|[.])(?:['’-][^\W\d_]+)*)"
_NAME = rf"(?:{_PARTICLE}[ -])*{_CAPITALISED}(?:[ \u00a0]{{1,9}}(?:{_PARTICLE}[ -])*{_CAPITALISED}){{0,3}}"
# Words that end a name: roles and organisations that follow without a comma.
_ROLE = re.compile(
    r"\s+(?:Transport|Regional|Area|Service|Senior|Head|Team|Operations|General|Deputy|Assistant|Director|Manager|Officer|Teacher|"
    r"Chief|Project|Line|Community|Practice|Ward|School|Council|Group|Ltd|Limited|Tel|Email|Phone|Mobile|Street|Road|I|The|And|At)\b.*$"
)
_RANK = re.compile(r"(?:(?:Col|Cdr|Maj|Gen|Lt|Sgt|Dr|Prof|Hon|Canon|Rev)\b\.?\s*)+")
_NEVER_NAMES = frozenset(
    {"Known", "Plain English", "English", "Sir", "Madam", "Discharge", "Name", "Date", "Surname"}
)
_SIGN_OFF = re.compile(
    rf"(?:(?:[Yy]ours\s+(?:sincerely|faithfully|truly|ever)|(?:[Kk]ind|[Bb]est|[Ww]arm)(?:est)?\s+(?:regards|wishes)|"
    rf"[Rr]egards|[Mm]any\s+thanks|[Ss]incerely|[Yy]ours|[Ss]igned|SIGNED)\s*(?:[,:.]\s*)?)({_NAME})(?=\s*(?:\n|$|[,(/|]| {{2,}}))"
)

# A row of a table of referees: perhaps a number, the name, a gap.
_ROW = re.compile(
    rf"^[ \t]{{0,40}}(?:\d[.)]?|[A-C][.)]|[•▪*-])?[ \t|]{{0,40}}({_NAME})(?=\t| {{2,}}|[ ]?\||,|[ ][–-][ ])",
    re.MULTILINE,
)
# "Mr Name: …" asks for a name and is none.
_IS_LABEL = re.compile(r"\s*:|\s+as:")
_REACHED_BY = re.compile(r"@|\d{3,}[ .-]?\d{3}")


@cache
def _titled() -> re.Pattern[str]:
    titles = [t for key in ("revealing", "professional") for t in lexicon.words("titles", key)]
    certain = {"Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof", "Professor", "Cllr", "Councillor", "Rev", "Revd", "Canon", "Sgt", "Sir", "Dame", "Mme", "Maj", "Capt", "Lt", "Cpl"}  # fmt: skip
    choice = "|".join(sorted((re.escape(t) for t in titles if t in certain), key=len, reverse=True))
    upper = "|".join(("MR", "MRS", "MS", "MISS", "DR", "CLLR", "PROF", "REV"))
    return re.compile(
        rf"(?<![\w'’])(?:{choice}|{upper})\.?(?:[ \u00a0]+\([^)\n]{{1,12}}\))?[ \u00a0]+({_NAME})"
    )


class TitledNameRecogniser:
    """Names that a title, a sign-off or a referee's row announces."""

    name = "titled-names"

    def find(self, context: Context) -> Iterable[Span]:
        """Return a span for each announced name."""
        for match in _titled().finditer(context.text):
            yield from self._name(context, match, 0.93, "The name behind a title.")
        for match in _SIGN_OFF.finditer(context.text):
            if len(match[1].split()) <= 4:
                yield from self._name(context, match, 0.85, "The name below a sign-off.")
        for match in _ROW.finditer(context.text):
            if (
                1 < len(match[1].split()) <= 4
                and context.section_at(match.start(1)).kind is SectionKind.REFEREES
                and _REACHED_BY.search(context.line_at(match.start(1)).text)
            ):
                yield from self._name(context, match, 0.75, "The name in a referee's row.")

    def _name(
        self, context: Context, match: re.Match[str], score: float, reason: str
    ) -> Iterable[Span]:
        text = _ROLE.sub("", match[1])
        text = re.sub(r"['’]s$", "", text)
        rank = _RANK.match(text)
        if rank:
            text = text[rank.end() :]
        if text in _NEVER_NAMES or _IS_LABEL.match(context.text, match.end()):
            return
        start = match.start(1) + (rank.end() if rank else 0)
        end = start + len(text.rstrip(" ."))
        end = names.end_without_letters(context.text, start, end)
        if end > start and not names.belongs_to_something_else(context.text, start, end):
            yield Span(start, end, Label.NAME, score, self.name, reason=reason)
