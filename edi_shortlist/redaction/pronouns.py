"""Whose pronouns? In a reference or a profile "she" is the applicant; in a statement "she" is a
client. The pipeline judges each pronoun by itself; the document as a whole judges better.
"""

import re
from collections.abc import Iterator, Sequence

from edi_shortlist.redaction.context import Context

_SHE = re.compile(r"\b(?:she|her|hers|herself)\b(?:['’](?:s|d|ll))?", re.IGNORECASE)
_HE = re.compile(r"\b(?:he|him|his|himself)\b(?:['’](?:s|d|ll))?", re.IGNORECASE)
PRONOUN = re.compile(rf"{_SHE.pattern}|{_HE.pattern}", re.IGNORECASE)

# Who speaks of an applicant in words that are quoted in the applicant's own papers.
_SPEAKER = (
    r"(?:referees?|references?|testimonials?|(?:line )?managers?|supervisors?|mentors?|tutors?|"
    r"assessors?|appraisals?|appraisers?|employers?|directors?|head(?:teacher)?s?|foreman|chair)"
)
_QUOTED = re.compile(
    rf"\b{_SPEAKER}\b[^\n\"“”]{{0,90}}(?:[:,]|\b(?:wrote|writes|said|says|put it|puts it))[ \t]*\n?[ \t]*"
    r"[“\"](?P<words>[^“”\"]{20,1500})[”\"]",
    re.IGNORECASE,
)
_REFERENCE_FROM = re.compile(
    r"^[ \t]*(?:(?:character|academic|employer['’]?s?|personal)[ ]+)?(?:reference|testimonial)[ ]+(?:from|by)\b"
    r"[^\n]{0,120}\n(?P<words>(?:[^\n]*\S[^\n]*(?:\n|$))+)",
    re.IGNORECASE | re.MULTILINE,
)
# Somebody else of whom a referee may speak, as far as a pronoun can be theirs.
_SOMEBODY_ELSE = re.compile(
    r"\b(?:an?|one|the|this|that|our|my|his|her|every|each|another|some)\s+(?:[\w'’-]+\s+){0,2}?"
    r"(?:clients?|residents?|tenants?|patients?|customers?|gentlem[ae]n|lad(?:y|ies)|lass|lad|wom[ae]n|"
    r"m[ae]n|boys?|girls?|governors?|boss|pupils?|child|students?|sons?|daughters?|mothers?|fathers?|"
    r"mum|dad|gran|colleagues?|neighbours?|carers?|users?|person|apprentices?|trainees?|visitors?)\b",
    re.IGNORECASE,
)
# This sentence and the two before it.
_SENTENCES_BACK = re.compile(r"[.!?]\s+(?:[^.!?]*[.!?]\s+){2}[^.!?]*$")

# From this share on, the pipeline takes a document's pronouns for the applicant's.
_MOSTLY = 0.6
# A pronoun that goes against its document must be this sure.
_SURE = 0.85
# From this share of at least so many on, the few that it leaves are the applicant's too.
_NEARLY_ALL, _ENOUGH = 0.7, 4


def against_the_document(
    context: Context, pronouns: Sequence[tuple[int, int, float]]
) -> set[tuple[int, int]]:
    """Return the ``(start, end)`` of pronouns that are a client's or a colleague's after all.

    Args:
        pronouns: ``(start, end, score)`` of the pronouns that the pipeline takes for the
            applicant's; half-open characters.
    """
    if context.is_about_the_applicant:
        return set()
    refused: set[tuple[int, int]] = set()
    for family in (_SHE, _HE):
        there = len(family.findall(context.text))
        taken = [p for p in pronouns if family.fullmatch(context.text[p[0] : p[1]])]
        if taken and len(taken) < _MOSTLY * there:
            refused |= {(start, end) for start, end, score in taken if score < _SURE}
    return refused


def with_their_document(
    context: Context, pronouns: Sequence[tuple[int, int, float]]
) -> Iterator[tuple[int, int]]:
    """Yield the ``(start, end)`` of pronouns that the pipeline left although it takes nearly all
    others of that sex in the document for the applicant's.

    Args:
        pronouns: as in ``against_the_document``.
    """
    taken = {(start, end) for start, end, _ in pronouns}
    for family in (_SHE, _HE):
        there = [match.span() for match in family.finditer(context.text)]
        found = [place for place in there if place in taken]
        if len(there) >= _ENOUGH and len(found) >= _NEARLY_ALL * len(there):
            yield from (place for place in there if place not in taken)


def in_a_referees_words(context: Context) -> Iterator[tuple[int, int]]:
    """Yield the ``(start, end)`` of pronouns in words about the applicant that stand among the
    applicant's own: "My manager wrote: “If she says Thursday, it is Thursday.”"

    A pronoun is left alone where this sentence or one of the two before it names somebody else.
    """
    for pattern in (_QUOTED, _REFERENCE_FROM):
        for passage in pattern.finditer(context.text):
            begin, end = passage.span("words")
            for match in PRONOUN.finditer(context.text, begin, end):
                before = context.text[begin : match.start()]
                far = _SENTENCES_BACK.search(before)
                near = before[far.start() + 1 :] if far else before
                if not _SOMEBODY_ELSE.search(near):
                    yield match.span()
