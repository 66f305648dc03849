"""Whose a pronoun is: the document's other pronouns decide, and who is quoted."""

import pytest
import spacy

from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.identity import Identity
from edi_shortlist.redaction.pronouns import (
    PRONOUN,
    against_the_document,
    in_a_referees_words,
    with_their_document,
)

_BARE = spacy.blank("en")


def context(text: str) -> Context:
    return Context(text, Identity.from_mapping({}), _BARE(text))


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in in_a_referees_words(context(text))]


def pronouns(text: str, score: float = 0.7) -> list[tuple[int, int, float]]:
    return [(*match.span(), score) for match in PRONOUN.finditer(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('I like a plan. My line manager wrote: "If she says noon, it is noon."', ["she"]),
        (
            "My referee, an area director, writes: “He is calm, and his notes are kept.”",
            ["He", "his"],
        ),
        ('From my last appraisal:\n"Her files are the ones we show to new starters."', ["Her"]),
        (
            "Reference from the head of service, Tern Valley\nMs Sarr joined in 2014. She built it.\n\n"
            "I met a tenant. She was cold.",
            ["She"],
        ),
        # Somebody else is named nearby.
        ('My manager said: "Our oldest tenant will not open the door unless he knows you."', []),
        (
            'My manager said: "A lad threw a chair. I watched. He left because she spoke quietly."',
            [],
        ),
        # Far from them again.
        (
            'My manager wrote: "A client shouted. The room froze. Nobody moved at all then. '
            'Afterwards she rang the family."',
            ["she"],
        ),
        # Quoted by nobody who was asked about the applicant.
        ('A tenant told me: "She never came back, that other one, and I waited in all day."', []),
        ('The manual says "he or she must sign before the key is handed over to anybody".', []),
        ("My manager wrote that she was moving away, and I took on her cases.", []),
        ("", []),
    ],
)
def test_pronouns_of_a_quoted_referee_are_the_applicants(text: str, found: list[str]) -> None:
    assert quoted(text) == found


def test_a_lone_pronoun_goes_with_the_clients_of_its_document() -> None:
    text = "I visited a tenant. She was cold. She had no coat. She rang her son. I like her."
    taken = pronouns(text)[:1]
    assert against_the_document(context(text), taken) == {taken[0][:2]}
    sure = [(*taken[0][:2], 0.95)]
    assert not against_the_document(context(text), sure)


def test_the_few_that_were_left_go_with_the_many() -> None:
    text = "She leads. She plans. She counts. She writes. She rests. I agree."
    every = pronouns(text)
    left = list(with_their_document(context(text), every[:4]))
    assert left == [every[4][:2]]
    assert not list(with_their_document(context(text), every[:2]))
