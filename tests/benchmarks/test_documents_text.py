"""The benchmark of the readers of text formats: known words, found in order."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from documents_text import text_figures


def test_each_format_gives_the_known_words_in_order() -> None:
    figures = text_figures(documents=2, rounds=1)
    assert {name: one.in_order for name, one in figures.items()} == pytest.approx(
        {"odt": 1, "rtf": 1, "html": 1, "txt": 1}, abs=0.005
    )
    assert figures["rtf"].bare_in_order < 0.995  # which is why rich text has a reader of ours
