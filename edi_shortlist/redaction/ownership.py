"""Whose is it? Decides for a mention of a protected characteristic whether it is the applicant's
own or the work's, from the sentence it stands in.

The trained pipeline has learned the question from contrast pairs; this module steadies it: a
mention that grammar plainly gives to clients, services or the law is kept, one that grammar
plainly gives to the applicant is hidden, and the reviewer is told why.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from edi_shortlist.redaction import lexicon


class Owner(StrEnum):
    """Who a characteristic is said of."""

    APPLICANT = "applicant"
    WORK = "work"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Verdict:
    """Whose a mention is, with a sentence for the reviewer that does not quote the text."""

    owner: Owner
    reason: str


_SENTENCE_END = re.compile(r"[.!?;]\s|\n|[•●▪]")
_CLAUSE_BREAK = re.compile(r",\s+(?:and|but|so|which|who|where|while|because)\b|\s[–—]\s|[;:(]")
_STATES_OF_ONESELF = (
    r"(?:I|i)(?:\s+(?:am|was|have been|became|remain|identify as|grew up(?: as)?|come from|came out as|live as|live with|have lived with|"
    r"suffer(?:ed)? (?:from|with)|have|had|have had|developed|was born|was raised|was brought up|use|wear|need|require|observe|practi[sc]e|"
    r"belong to|joined|served(?: in| with)?|left|spent|lost|took|returned from|went on|came (?:here|to)|arrived)|['’]m|['’]ve(?: been| had| got)?)"
)
_OWN = re.compile(
    rf"(?:{_STATES_OF_ONESELF}|\bmyself\b|\b[Aa]s an?\b|\b[Bb]eing an?\b|\b[Mm]y own\b|\b[Mm]y\b|\bdiagnos(?:ed|is)\b|\bspeaking as\b)"
    r"(?:\s+(?:also|now|still|proudly|openly|both|a|an|the|one of|registered|proud|practising|severely|profoundly|slightly|mildly|partially|been|being|living with|diagnosed with|"
    r"in|on|from|with|of|very|quite|only|just|recently|formerly|once|currently|working|single|former|lifelong|active|committed|newly|happily|recovering|[a-z]+ly))*\s*$"
)


@cache
def _work_after() -> re.Pattern[str]:
    nouns = "|".join(lexicon.words("characteristics", "work.nouns"))
    return re.compile(
        rf"^(?:['’]s?)?(?:\s+(?:and|or|&|[\w'’-]+)){{0,2}}?\s+(?:{nouns})\b", re.IGNORECASE
    )


@cache
def _work_before() -> re.Pattern[str]:
    verbs = "|".join(lexicon.words("characteristics", "work.verbs"))
    nouns = "|".join(lexicon.words("characteristics", "work.nouns"))
    return re.compile(
        rf"\b(?:I|we|who|and|to|by|team|of)\s+(?:\w+ly\s+)?(?:{verbs})\b(?![^.]*\b(?:my|myself)\b)[^.;]{{0,60}}$"
        rf"|\b(?:{verbs})\s+(?:(?!my\b)[\w'’-]+\s+){{0,5}}$"
        rf"|\b(?:{nouns})\s+(?:who|with|living with|affected by|in|from|leaving|on|of|experiencing|facing|at risk of)\s+(?:[\w'’-]+\s+){{0,3}}$",
        re.IGNORECASE,
    )


def _sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a mention within its sentence, 160 characters at most."""
    before = text[max(0, start - 160) : start]
    breaks = list(_SENTENCE_END.finditer(before))
    if breaks:
        before = before[breaks[-1].end() :]
    after = text[end : end + 160]
    stop = _SENTENCE_END.search(after)
    return before, after[: stop.start()] if stop else after


def verdict(text: str, start: int, end: int) -> Verdict:
    """Decide whose the characteristic mentioned at ``text[start:end]`` is.

    Offsets are characters, half-open. Only plain cases are decided; the rest is ``UNCLEAR``.
    """
    before, after = _sentence_around(text, start, end)
    clause = _CLAUSE_BREAK.split(before)[-1]
    own = bool(_OWN.search(clause)) or re.match(r"(?:my|I)\b", text[start:end]) is not None
    after_work = bool(_work_after().match(after)) and not re.match(
        r"\s+(?:myself|and I\b|who\b)", after
    )
    if own and not after_work:
        return Verdict(Owner.APPLICANT, "The sentence says it of the applicant (I, my, as a …).")
    if after_work and not own:
        return Verdict(Owner.WORK, "The sentence says it of clients, a service or the work.")
    if _work_before().search(before) and not own:
        return Verdict(
            Owner.WORK, "What the applicant did at work is spoken of, with or for others."
        )
    return Verdict(Owner.UNCLEAR, "The sentence does not plainly say whose it is.")
