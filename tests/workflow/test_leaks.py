"""The last look before release."""

import pytest

from edi_shortlist.documents import Document
from edi_shortlist.redaction.policy import load_policy
from edi_shortlist.storage import Redaction
from edi_shortlist.workflow.anonymising import anonymised
from edi_shortlist.workflow.leaks import leaks

IDENTITY = {
    "full_name": "Zubeida Okonjo",
    "email": "zubeida@example.com",
    "phone": "07700 900123",
    "postcode": "PR8 1ZZ",
}
POLICY = load_policy("standard")


def _redactions(text: str, words: list[tuple[str, str]]) -> list[Redaction]:
    """Return a decision for each ``(words, decision)``, found from left to right."""
    found, at = [], 0
    for number, (passage, decision) in enumerate(words):
        at = text.index(passage, at)
        found.append(
            Redaction(number, "C-1/1", at, at + len(passage), "NAME", 0.9, "ner", "[x]", "", decision)
        )  # fmt: skip
        at += len(passage)
    return found


def _leaks(text: str, *words: tuple[str, str], policy: str = "standard") -> list[str]:
    original = Document.from_text(text)
    redactions = _redactions(text, list(words))
    shown = anonymised(original, [r for r in redactions if r.decision == "accepted"])
    return leaks(original, shown, redactions, IDENTITY, load_policy(policy))


def test_a_name_that_nobody_decided_about_is_a_leak_and_is_not_quoted() -> None:
    (found,) = _leaks("Dear all,\nmy name is Zubeida Okonjo.")
    assert found == "the applicant's name in line 2"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Write to zubeida@example.com please.", "e-mail address"),
        ("Ring 07700 900 123 after six.", "telephone number"),
        ("I live at PR8 1ZZ now.", "postcode"),
        ("OKONJO, Zubeida", "name"),
    ],
)
def test_what_is_known_is_looked_for(text: str, what: str) -> None:
    found = _leaks(text)
    assert len(found) == 1
    assert what in found[0]


def test_a_hidden_name_is_no_leak() -> None:
    assert _leaks("I am Zubeida Okonjo.", ("Zubeida Okonjo", "accepted")) == []


def test_a_rejected_passage_is_left_in_on_purpose() -> None:
    assert _leaks("I am Zubeida Okonjo.", ("Zubeida Okonjo", "rejected")) == []


def test_one_decision_excuses_one_place() -> None:
    text = "I am Zubeida Okonjo.\nSigned: Zubeida Okonjo"
    assert len(_leaks(text, ("Zubeida Okonjo", "rejected"))) == 1
    assert _leaks(text, ("Zubeida Okonjo", "rejected"), ("Zubeida Okonjo", "rejected")) == []


def test_a_rejected_word_excuses_no_longer_passage() -> None:
    assert _leaks("I am Zubeida Okonjo.", ("Zubeida", "rejected"))


def test_words_rejected_one_by_one_excuse_the_whole_name() -> None:
    text = "I am Zubeida Okonjo."
    assert _leaks(text, ("Zubeida", "rejected"), ("Okonjo", "rejected")) == []


def test_what_the_policy_keeps_is_no_leak() -> None:
    text = "I live at PR8 1ZZ now."
    kept = POLICY.with_override(*_keep("POSTCODE"))
    original = Document.from_text(text)
    assert leaks(original, original, [], IDENTITY, kept) == []


def test_nothing_known_nothing_found() -> None:
    original = Document.from_text("I am Zubeida Okonjo.")
    assert leaks(original, original, [], {}, POLICY) == []


def _keep(label: str):  # type: ignore[no-untyped-def]
    from edi_shortlist.redaction.policy import Action
    from edi_shortlist.redaction.span import Label

    return Label(label), Action.KEEP
