"""Whose is it? The same words as the applicant's own and as the work."""

import pytest

from edi_shortlist.redaction.characteristics import CharacteristicRecogniser
from edi_shortlist.redaction.ownership import Owner, verdict


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
