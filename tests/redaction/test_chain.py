"""The CRF against trying every path, and what may follow what."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from edi_shortlist.redaction.chain import Chain, allowed, bio_tags, runs


def _random_chain(labels: list[str], seed: int) -> Chain:
    rng = np.random.default_rng(seed)
    first, follow = allowed(labels)
    count = len(first)
    return Chain(
        np.where(first, rng.normal(size=count), -1e4).astype(np.float32),
        np.where(follow, rng.normal(size=(count, count)), -1e4).astype(np.float32),
        rng.normal(size=count).astype(np.float32),
    )


def _paths(count: int, tags: int) -> Iterator[tuple[int, ...]]:
    return iter(np.ndindex(*(tags,) * count))


@pytest.mark.parametrize("seed", range(6))
def test_viterbi_and_marginals_agree_with_trying_every_path(seed: int) -> None:
    labels = ["A", "B"]
    chain = _random_chain(labels, seed)
    scores = np.random.default_rng(seed + 100).normal(size=(4, 5)).astype(np.float32)

    def total(path: tuple[int, ...]) -> float:
        value = chain.first[path[0]] + chain.last[path[-1]]
        value += sum(scores[i, tag] for i, tag in enumerate(path))
        return float(value + sum(chain.follow[a, b] for a, b in pairwise(path)))

    totals = {path: total(path) for path in _paths(4, 5)}
    assert tuple(chain.best(scores)) == max(totals, key=totals.__getitem__)
    weights = {path: np.exp(value) for path, value in totals.items()}
    whole = sum(weights.values())
    expected = [
        [sum(w for p, w in weights.items() if p[i] == tag) / whole for tag in range(5)]
        for i in range(4)
    ]
    assert chain.marginals(scores) == pytest.approx(np.array(expected), abs=1e-5)


def test_an_inside_tag_never_begins_a_run() -> None:
    labels = ["A", "B"]
    first, follow = allowed(labels)
    tags = bio_tags(labels)
    assert [t for t, ok in zip(tags, first, strict=True) if not ok] == ["I-A", "I-B"]
    assert not follow[tags.index("O"), tags.index("I-A")]
    assert not follow[tags.index("B-B"), tags.index("I-A")]
    assert follow[tags.index("I-A"), tags.index("I-A")]


def test_runs_join_and_part() -> None:
    # O, B-A, I-A, B-A, B-B, O, I-B
    assert runs([0, 1, 2, 1, 3, 0, 4], ["A", "B"]) == [
        (1, 2, "A"),
        (3, 3, "A"),
        (4, 4, "B"),
        (6, 6, "B"),
    ]
