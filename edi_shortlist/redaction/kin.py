"""Finds what a form's line on kin tells of marriage and children: "Next of kin: R. Lowe, husband".

The name in such a line is found elsewhere; the word beside it shows marriage, and with it often
sex, whoever is named.
"""

import re
from collections.abc import Iterable

from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.sections import SectionKind
from edi_shortlist.redaction.span import Label, Span

_LINE = re.compile(
    r"^[^\S\n]*(?:[\w(][^\s:]{0,3}[.):][^\S\n]+)?(?:next of kin|emergency contact|in (?:case of )?(?:an )?emergency|"
    r"family(?: circumstances| status| life)?|household|home life|relationship(?: to (?:you|applicant))?)"
    r"(?:[ ](?:name|details|contact|person|and|relationship|is)){0,3}(?:[ ]?\([^)\n]{0,40}\))?[ ]?(?:[:\t|]|[^\S\n]{2,})(?P<answer>[^\n]*\S)",
    re.IGNORECASE | re.MULTILINE,
)
_SPOUSES = (
    r"husbands?|wi(?:fe|ves)|hubby|missus|spouse|civil partner|partner|fianc[ée]e?|boyfriend|girlfriend|"
    r"widow(?:er|ed)?|(?:un)?married|divorced|separated|single|registered partnership"
)
_CHILDREN = r"(?:grand|step)?(?:sons?|daughters?|child(?:ren)?|kids?)|twins|mother|father|mum|dad"
_NUMBER = r"(?:one|two|three|four|five|six|\d{1,2}|an?|my|our|the|late|ex-?|former)"
_WHO = re.compile(
    rf"\b(?:{_NUMBER}[ -]+){{0,3}}(?:(?P<spouse>{_SPOUSES})|(?P<child>{_CHILDREN}))\b",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:court|support|law|services?|hub|team|liaison|worker|centre)\b", re.IGNORECASE
)
# The applicant's own parent beside a name tells nothing of them; as what the applicant is, it does.
_PARENT = re.compile(r"\b(?:mother|father|mum|dad)$", re.IGNORECASE)
_IS_ONE = re.compile(r"(?:^|\band|&)\s*$", re.IGNORECASE)


class KinRecogniser:
    """Spouses and children in a form's lines on kin, family and emergencies."""

    name = "kin"

    def find(self, context: Context) -> Iterable[Span]:
        """Return a span for each word of marriage or children in such a line."""
        for line in _LINE.finditer(context.text):
            section = context.section_at(line.start()).kind
            # "Relationship: partner in the practice" is said of a referee.
            if _WORK.search(line.group()) or section is SectionKind.REFEREES:
                continue
            begin, end = line.span("answer")
            for who in _WHO.finditer(context.text, begin, end):
                before = context.text[begin : who.start()]
                is_one = who.group()[:2].lower() != "my" and _IS_ONE.search(before)
                if _PARENT.search(who.group()) and not is_one:
                    continue
                if who["spouse"]:
                    label, says = Label.MARITAL_STATUS, "marriage or partnership"
                else:
                    label, says = Label.DEPENDANTS, "children or caring"
                reason = f"A line on kin shows the applicant's {says}."
                yield Span(who.start(), who.end(), label, 0.85, self.name, reason=reason)
