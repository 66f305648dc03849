"""A last look before release: does what is known of an applicant still stand in what the panel
would read? It quotes nothing it finds.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from edi_shortlist.documents.model import Document
from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.folding import fold
from edi_shortlist.redaction.identity import Identity
from edi_shortlist.redaction.known_identity import KnownIdentityRecogniser
from edi_shortlist.redaction.policy import Action, Policy
from edi_shortlist.redaction.resolution import resolve
from edi_shortlist.redaction.span import Label
from edi_shortlist.storage import Redaction
from edi_shortlist.storage.redactions import REJECTED

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Only what is surely the applicant's stops a release; guesses were for the reviewer to judge.
SURE = 0.95
_WHAT = {
    Label.NAME: "the applicant's name",
    Label.EMAIL: "the applicant's e-mail address",
    Label.PHONE: "the applicant's telephone number",
    Label.ADDRESS: "the applicant's address",
    Label.POSTCODE: "the applicant's postcode",
    Label.DATE_OF_BIRTH: "the applicant's date of birth",
}


def leaks(
    original: Document,
    shown: Document,
    redactions: Sequence[Redaction],
    identity: Mapping[str, str],
    policy: Policy,
) -> list[str]:
    """Return a phrase for each place where the applicant's known identity still stands.

    A passage that a reviewer looked at and rejected is left in on purpose and is no leak; nor is
    what the policy keeps.

    Args:
        original: the document as it was read; redactions hold offsets into its text.
        shown: the document as the panel would read it.
        redactions: all of the document's, decided.
        identity: what the index or the form says of the applicant.
    """
    left_in: Counter[str] = Counter()
    for redaction in redactions:
        if redaction.decision == REJECTED:
            left_in.update(_words(original.text[redaction.start : redaction.end]))
    text = shown.text
    found = []
    context = Context(text, Identity.from_mapping(dict(identity)), empty_doc())
    sure = [span for span in KnownIdentityRecogniser().find(context) if span.score >= SURE]
    for span in resolve(text, sure):  # a name is found whole and by its parts
        if policy.treatments[span.label].action is Action.KEEP:
            continue
        words = Counter(_words(text[span.start : span.end]))
        if words <= left_in:
            left_in -= words  # one decision excuses one place
            continue
        what = _WHAT.get(span.label, "something of the applicant's identity")
        found.append(f"{what} in line {text.count(chr(10), 0, span.start) + 1}")
    return list(dict.fromkeys(found))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


@cache
def empty_doc() -> "Doc":
    """The recogniser of known identity reads the text alone and never looks at this."""
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    return Doc(Vocab())
