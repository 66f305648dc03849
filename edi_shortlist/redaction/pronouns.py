"""Whose pronouns? In a reference or a profile "she" is the applicant; in a statement "she" is a
client. The pipeline judges each pronoun by itself; the document as a whole judges better.
"""

import re
from collections.abc import Iterator, Sequence

from edi_shortlist.redaction.context import Context

_SHE = re.compile(r"\b(?:she|her|hers|herself)\b(?:['’](?:s|d|ll))?", re.IGNORECASE)
_HE = re.compile(r"\b(?:he|him|his|himself)\b(?:['’](?:s|d|ll))?", re.IGNORECASE)
PRONOUN = re.compile(rf"{_SHE.pattern}|{_HE.pattern}", re.IGNORECASE)

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
