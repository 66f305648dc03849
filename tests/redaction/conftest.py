"""Recognisers are tested alone: on a bare tokeniser, without the trained pipeline."""

from collections.abc import Callable, Iterable

import pytest
import spacy

from edi_shortlist.redaction.context import Context, Recogniser
from edi_shortlist.redaction.identity import Identity
from edi_shortlist.redaction.resolution import resolve
from edi_shortlist.redaction.span import Span

_BARE = spacy.blank("en")

FindIn = Callable[..., list[tuple[str, str]]]


def context_of(text: str, identity: dict[str, str] | None = None) -> Context:
    """A context whose pipeline has tagged nothing."""
    return Context(text, Identity.from_mapping(identity or {}), _BARE(text))


@pytest.fixture(name="context_of")
def _context_of() -> Callable[..., Context]:
    return context_of


def texts(text: str, spans: Iterable[Span]) -> list[tuple[str, str]]:
    """``(label, passage)`` of each span that is left when overlaps are resolved."""
    return [(s.label.value, text[s.start : s.end]) for s in resolve(text, spans)]


@pytest.fixture
def find() -> FindIn:
    """Run one recogniser over a text and return what it found."""

    def run(
        recogniser: Recogniser, text: str, identity: dict[str, str] | None = None
    ) -> list[tuple[str, str]]:
        return texts(text, recogniser.find(context_of(text, identity)))

    return run
