"""What is made of the trained pipeline's spans: trimming, bars, whose pronoun."""

import pytest
import spacy

from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.identity import Identity
from edi_shortlist.redaction.tagged import TaggedRecogniser

_BARE = spacy.blank("en")
_SMALL = (
    "i have worked daily with ash and two others on the mail merge for six years now, "
    "after the local college and leeds college, and i like it there very much"
)


def _found(text, *tags):
    """Run the recogniser on a text in which ``(passage, label, score)`` were tagged, in order."""
    doc = _BARE(text)
    spans, at = [], 0
    for passage, label, _ in tags:
        start = text.index(passage, at)
        at = start + len(passage)
        spans.append(doc.char_span(start, at, label=label, alignment_mode="expand"))
    doc.spans["tagged"] = spans
    doc.spans["tagged"].attrs["scores"] = [score for _, _, score in tags]
    context = Context(text, Identity(), doc)
    return [text[s.start : s.end] for s in TaggedRecogniser().find(context)]


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("with Mr Khan.", ("Khan.", "NAME", 0.9), ["Khan"]),
        ("Dear Adaeze,", ("Dear Adaeze", "NAME", 0.9), ["Adaeze"]),
        ("Amna Eltayeb MFPH", ("Amna Eltayeb MFPH", "NAME", 0.9), ["Amna Eltayeb"]),
        (
            "and was born in Durban",
            ("and was born in Durban", "ETHNICITY", 0.9),
            ["was born in Durban"],
        ),
        # Small letters: of a sure school anywhere, of a name where the writer has no others.
        ("at royds hall, then", ("royds hall", "SCHOOL", 0.95), ["royds hall"]),
        ("at royds hall, then", ("royds hall", "SCHOOL", 0.7), []),
        ("at the same school", ("same school", "SCHOOL", 0.95), []),
        ("with ash on it", ("ash", "NAME", 0.7), []),
        (_SMALL, ("ash", "NAME", 0.7), ["ash"]),
        (_SMALL, ("the local college", "SCHOOL", 0.7), []),
        (_SMALL, ("leeds college", "SCHOOL", 0.7), ["leeds college"]),
        ("as chairman of the club", ("chairman of the", "GENDER", 0.7), ["chairman of"]),
        # Not sure enough, or not what it is said to be.
        ("a Sikh temple", ("Sikh", "RELIGION", 0.5), []),
        ("on my payslip", ("payslip", "NAME", 0.7), []),
        ("mandy said", ("mandy", "NAME", 0.9), ["mandy"]),
        ("at the same school", ("same school", "SCHOOL", 0.9), []),
        ("Bell Green library", ("Bell", "NAME", 0.9), []),
        ("call me", ("call me", "PHONE", 0.9), []),
        ("L. is six", ("L", "NAME", 0.9), []),
    ],
)
def test_what_is_left_of_a_span(text, tag, expected):
    assert _found(text, tag) == expected


def test_a_clients_pronoun_in_a_statement_stays():
    text = "I met a man. He ate. He slept. I rang his mother and he cried. I gave him a key."
    assert _found(text, ("He", "GENDER", 0.7), ("his", "GENDER", 0.7)) == []


def test_pronouns_of_a_reference_are_the_applicants():
    text = "To whom it may concern: she works here. Her files are in order, said Ann of her."
    assert _found(text, ("she", "GENDER", 0.7), ("Her", "GENDER", 0.7)) == ["she", "Her"]


def test_a_very_sure_pronoun_goes_against_its_document():
    text = 'I asked. He said no, he left, he rang. "She is our best adviser", my manager wrote.'
    assert _found(text, ("She", "GENDER", 0.95)) == ["She"]


def test_the_last_pronoun_of_a_reference_follows_the_others():
    text = "She came. She stayed. I saw her lead, she led. His dog sat."
    tags = [("She", "GENDER", 0.9), ("She", "GENDER", 0.9), ("her", "GENDER", 0.9)]
    assert _found(text, *tags) == ["She", "She", "her", "she"]
