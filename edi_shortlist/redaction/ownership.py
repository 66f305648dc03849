"""Whose is it? Decides for a mention of a protected characteristic whether it is the applicant's
own or the work's, from the sentence and the section it stands in.

The trained pipeline has learned the question from contrast pairs; this module steadies it: a
mention that grammar plainly gives to clients, services or the law is kept, one that grammar
plainly gives to the applicant is hidden, and the reviewer is told why. In a reference or a
third-person profile the applicant is "she" or "he", and "I" is somebody else.
"""

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from edi_shortlist.redaction import lexicon
from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.sections import SectionKind


class Owner(StrEnum):
    """Who a characteristic is said of."""

    APPLICANT = "applicant"
    WORK = "work"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Verdict:
    """Whose a mention is.

    Attributes:
        reason: a sentence for the reviewer; it does not quote the text.
        how: ``plain`` where grammar says it, ``lean`` where the nearest word or the heading does.
        evidence: how much likelier that makes the applicant's own, in natural log odds; below 0
            speaks for the work. See ``resources/lexicons/ownership.toml``.
    """

    owner: Owner
    reason: str
    how: str = "unclear"
    evidence: float = 0.0


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


_FIRST = re.compile(r"\b(?:I|i(?=\s(?:am|was|have|had)\b)|[Mm]y|[Mm]e|[Mm]ine|[Mm]yself)\b")
_THIRD = re.compile(
    r"\b(?:he|she|his|her|hers|him|himself|herself|the (?:applicant|candidate))\b", re.IGNORECASE
)
# Whoever writes a reference as the one spoken of; "she told me" is not.
_WRITER = re.compile(r"\b(?:I|[Mm]y|[Mm]ine|[Mm]yself)\b")
_OWN_SECTIONS = (SectionKind.PERSONAL, SectionKind.MONITORING, SectionKind.DECLARATIONS)
#: Sections in which the work, not the person, is spoken of.
WORK_SECTIONS = (SectionKind.EMPLOYMENT, SectionKind.PROFESSIONAL_DEVELOPMENT)


@cache
def _others() -> re.Pattern[str]:
    nouns = "|".join(lexicon.words("characteristics", "work.nouns"))
    return re.compile(rf"\b(?:{nouns})\b", re.IGNORECASE)


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Return where the last match in ``text`` ends, or -1."""
    return max((match.end() for match in pattern.finditer(text)), default=-1)


def whose(context: Context, start: int, end: int) -> Verdict:
    """Decide whose the passage ``context.text[start:end]`` is, and why.

    Where grammar is plain, ``verdict`` decides. Else the nearest word before the passage that names
    somebody does: the applicant ("I", "my"; in a document about the applicant "she", "his", a part
    of the name), or clients, colleagues and services. Where the sentence names nobody, the
    section's heading speaks, as in forms and notes.

    Args:
        context: the document.
        start, end: half-open characters.
    """
    text, about = context.text, context.is_about_the_applicant
    if not about and re.match(r"(?:[Mm]y|I)\b", text[start:end]):
        return _because("plain", Owner.APPLICANT, "It begins with “I” or “my”.")
    if not about and (plain := verdict(text, start, end)).owner is not Owner.UNCLEAR:
        return _because("plain", plain.owner, plain.reason)
    before, after = _sentence_around(text, start, end)
    if _work_after().match(after):
        return _lean(Owner.WORK, "What follows makes it the work: a service, a team or clients.")
    first, third, others = (_last(p, before) for p in (_FIRST, _THIRD, _others()))
    if about:
        own = max(third, _last(_name_parts(context), before))
        foreign = _last(_WRITER, before)
    else:
        own, foreign = first, -1
    if others > max(own, foreign):
        return _lean(Owner.WORK, "The sentence says it of clients, colleagues or a service.")
    if foreign > own:
        return _lean(Owner.WORK, "Whoever writes about the applicant says it of themselves.")
    if own >= 0 and about:
        return _lean(
            Owner.APPLICANT,
            "The document is about the applicant, and the sentence says it of them.",
        )
    if own >= 0:
        return _lean(Owner.APPLICANT, "The sentence speaks of the applicant (I, my).")
    kind = context.section_at(start).kind
    if kind in _OWN_SECTIONS:
        return _lean(Owner.APPLICANT, "It stands under a heading on the applicant's own person.")
    if kind in WORK_SECTIONS:
        return Verdict(
            Owner.UNCLEAR, "It stands under a heading on the work; nobody is named in the sentence."
        )
    return Verdict(Owner.UNCLEAR, "The sentence does not plainly say whose it is.")


def steadied(score: float, of: Verdict) -> float:
    """Return a passage's score (0 to 1) after the share of the evidence that is added to it."""
    bounded = min(max(score, 1e-6), 1 - 1e-6)
    share = _number("share", "of_evidence")
    return 1 / (1 + (1 - bounded) / bounded * math.exp(-share * of.evidence))


def _lean(owner: Owner, reason: str) -> Verdict:
    return _because("lean", owner, reason)


def _because(how: str, owner: Owner, reason: str) -> Verdict:
    return Verdict(owner, reason, how, _number(how, owner.value))


@cache
def _number(table: str, key: str) -> float:
    entries = lexicon.read("ownership").get(table)
    if not isinstance(entries, dict) or key not in entries:
        raise lexicon.LexiconError(f"ownership.toml: [{table}] lacks '{key}'.")
    return float(entries[key])


def _name_parts(context: Context) -> re.Pattern[str]:
    parts = [part for part in context.identity.significant_parts if len(part) > 2]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, parts))})\b", re.I) if parts else _NEVER


_NEVER = re.compile(r"(?!)")
