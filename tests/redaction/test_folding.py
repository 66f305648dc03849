"""Comparing without accents, and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_shortlist.redaction.folding import fold, fold_with_offsets


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łódź", "lodz"), ("Adébáyọ̀", "adebayo"), ("Ayşe", "ayse"), ("Siôn", "sion"), ("STRAẞE", "strasse"),
        ("O’Brien", "o'brien"), ("Guðrún", "gudrun"), ("Þóra", "thora"), ("Jean\u2011Luc", "jean-luc"), ("ﬁne", "fine"),
        ("so\u00adft", "soft"),
    ],
)  # fmt: skip
def test_fold(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=60))
def test_offsets_lead_back(text):
    folded = fold_with_offsets(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    for at, character in enumerate(folded.text):
        start, end = folded.original(at, at + 1)
        assert end > start
        assert all(fold(mark) == "" for mark in text[start + 1 : end])
        assert character in (text[start].lower(), *fold(text[start]))
