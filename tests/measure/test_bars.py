"""The shipped program on the gold applications: what it must at least hide and at most take.

These are bars, not the figures themselves; ``make measure`` prints those.
"""

from pathlib import Path

import pytest

from .score_redaction import detect, read_lines, score

GOLD = Path(__file__).parents[1] / "fixtures" / "gold" / "dev.jsonl"


@pytest.fixture(scope="module")
def figures():
    gold = read_lines(GOLD)
    return score(gold, detect(gold)).shares()


@pytest.mark.parametrize(
    ("figure", "bar"),
    [("recall_direct", 0.95), ("recall_protected", 0.60), ("keep_traps_untouched", 0.90)],
)
def test_enough_is_hidden_and_kept(figures, figure, bar):
    assert figures[figure] >= bar


def test_little_is_hidden_that_must_be_kept(figures):
    assert figures["kept_words_hidden"] <= 0.02
