"""Whose is it? The same words as the applicant's own and as the work."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_shortlist.redaction.characteristics import CharacteristicRecogniser
from edi_shortlist.redaction.ownership import Owner, Verdict, steadied, verdict, whose


@pytest.mark.parametrize(
    ("text", "mention", "owner"),
    [
        ("I am a care leaver and it shows.", "care leaver", Owner.APPLICANT),
        ("I ran the care leavers' service for nine years.", "care leavers", Owner.WORK),
        ("As a wheelchair user, I plan ahead.", "wheelchair user", Owner.APPLICANT),
        ("We trained wheelchair users to travel.", "wheelchair users", Owner.WORK),
        ("I've been deaf since birth.", "deaf", Owner.APPLICANT),
        ("I supported deaf tenants.", "deaf", Owner.WORK),
        ("I was diagnosed with epilepsy in 2015.", "epilepsy", Owner.APPLICANT),
        ("training on epilepsy awareness", "epilepsy", Owner.WORK),
        ("I joined Unison in 2004.", "Unison", Owner.APPLICANT),
        ("I negotiated with Unison and GMB branch officers.", "Unison", Owner.WORK),
        ("I am Muslim and fast in Ramadan.", "Muslim", Owner.APPLICANT),
        ("I set up a group for Muslim women.", "Muslim", Owner.WORK),
        ("My own disability taught me this.", "disability", Owner.APPLICANT),
        # Another sentence decides nothing.
        ("I am proud of it. Disability was on the agenda.", "Disability", Owner.UNCLEAR),
    ],
)
def test_verdict(text, mention, owner):
    start = text.index(mention)
    found = verdict(text, start, start + len(mention))
    assert found.owner is owner
    assert mention not in found.reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I am a care leaver.", ["care leaver"]),
        ("I manage a team for care leavers.", []),
        ("I have dyslexia.", ["dyslexia"]),
        ("Employment\nI am a wheelchair services officer.", []),
        ("I am gay and proud.", ["gay"]),
        ("the LGBT+ network", []),
        # A note under a personal heading has no subject.
        ("Personal\nWidower. Keen gardener.", ["Widower"]),
        ("Personal\nMarried, two sons", ["Married"]),
        ("Personal\nEthnic heritage question: see page 4", []),
        ("Interests\nWidower studies", []),
    ],
)
def test_characteristics(find, text, expected):
    assert [passage for _, passage in find(CharacteristicRecogniser(), text)] == expected


_REFERENCE = "To whom it may concern\n\nMs Osei has worked for us since 2019. "
_ORDER = {Owner.WORK: -1, Owner.UNCLEAR: 0, Owner.APPLICANT: 1}


@pytest.mark.parametrize(
    ("text", "mention", "owner", "how"),
    [
        # Grammar says it plainly.
        ("I am a care leaver and it shows.", "care leaver", Owner.APPLICANT, "plain"),
        ("I supported deaf tenants.", "deaf", Owner.WORK, "plain"),
        # The nearest word that names somebody.
        ("I rarely mention the epilepsy.", "epilepsy", Owner.APPLICANT, "lean"),
        ("Most of the tenants fast in Ramadan.", "fast in Ramadan", Owner.WORK, "lean"),
        ("My two boys start school.", "My two boys", Owner.APPLICANT, "plain"),
        # The same words in a reference: "she" is the applicant, "I" the referee.
        (_REFERENCE + "She told me of the epilepsy early.", "epilepsy", Owner.APPLICANT, "lean"),
        (_REFERENCE + "She never hid the epilepsy.", "epilepsy", Owner.APPLICANT, "lean"),
        (_REFERENCE + "I live with epilepsy myself.", "epilepsy", Owner.WORK, "lean"),
        (_REFERENCE + "Her residents fast in Ramadan.", "fast in Ramadan", Owner.WORK, "lean"),
        # Nobody is named: the heading speaks.
        ("Personal details\nHealth: epilepsy, controlled", "epilepsy", Owner.APPLICANT, "lean"),
        ("Employment\n2019 epilepsy desk, Leeds", "epilepsy", Owner.UNCLEAR, "unclear"),
        ("A word on epilepsy.", "epilepsy", Owner.UNCLEAR, "unclear"),
        # Another sentence decides nothing.
        ("I am proud of it. Epilepsy was discussed.", "Epilepsy", Owner.UNCLEAR, "unclear"),
    ],
)
def test_whose(context_of, text, mention, owner, how):
    start = text.index(mention)
    found = whose(context_of(text, {"full_name": "Abena Osei"}), start, start + len(mention))
    assert (found.owner, found.how) == (owner, how)
    assert (found.evidence > 0) - (found.evidence < 0) == _ORDER[owner]
    assert mention.lower() not in found.reason.lower()


def test_in_a_reference_the_name_is_the_applicant_and_any_other_is_not(context_of):
    text = _REFERENCE + "Osei, not the inspectors, raised the epilepsy."
    at = text.index("epilepsy")
    known = whose(context_of(text, {"full_name": "Abena Osei"}), at, at + 8)
    unknown = whose(context_of(text), at, at + 8)
    assert known.owner is Owner.APPLICANT
    assert unknown.owner is not Owner.APPLICANT


@given(st.floats(0.001, 0.999), st.floats(-4, 4))
def test_evidence_moves_a_score_its_way_and_keeps_it_a_probability(score, evidence):
    moved = steadied(score, Verdict(Owner.UNCLEAR, "", evidence=evidence))
    assert 0 < moved < 1
    assert math.copysign(1, moved - score) == math.copysign(1, evidence) or moved == pytest.approx(
        score
    )


def test_the_order_of_scores_stays_under_the_same_evidence():
    of = Verdict(Owner.WORK, "", evidence=-2.1)
    moved = [steadied(score, of) for score in (0.0, 0.2, 0.5, 0.9, 1.0)]
    assert moved == sorted(moved)
    assert moved[2] < 0.5
