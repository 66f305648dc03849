"""The linear-chain CRF that decides which words a span takes, in numpy.

It knows scores and tags; it must not know text or what the labels mean.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

_IMPOSSIBLE = -1e4


def bio_tags(labels: Sequence[str]) -> list[str]:
    """Return the tags of the CRF: O, then B- and I- of each label."""
    return ["O", *(f"{part}-{label}" for label in labels for part in "BI")]


def allowed(labels: Sequence[str]) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Return which tags may begin a text, and which may follow which (from, to)."""
    tags = bio_tags(labels)
    first = np.array([not tag.startswith("I-") for tag in tags])
    follow = np.array(
        [[not b.startswith("I-") or (a[2:] == b[2:] and a != "O") for b in tags] for a in tags]
    )
    return first, follow


@dataclass
class Chain:
    """The linear-chain CRF: learned scores of beginning, following and ending, tag by tag."""

    first: Floats
    follow: Floats
    last: Floats

    def best(self, scores: Floats) -> Integers:
        """Return the most likely tags (Viterbi) for ``scores``, one row a word."""
        count = len(scores)
        back = np.zeros((count, scores.shape[1]), dtype=np.int64)
        at = self.first + scores[0]
        columns = np.arange(scores.shape[1])
        for i in range(1, count):
            through = at[:, None] + self.follow
            back[i] = through.argmax(axis=0)
            at = through[back[i], columns] + scores[i]
        tags = np.zeros(count, dtype=np.int64)
        tags[-1] = (at + self.last).argmax()
        for i in range(count - 1, 0, -1):
            tags[i - 1] = back[i, tags[i]]
        return tags

    def marginals(self, scores: Floats, temperature: float = 1.0) -> npt.NDArray[np.float64]:
        """Return the probability of each tag at each word (forward-backward), rows summing to 1.

        Args:
            temperature: divides every score; above 1 makes the probabilities less sure.
        """
        heat = max(temperature, 1e-3)
        emit = scores.astype(np.float64) / heat
        emit = np.exp(emit - emit.max(axis=1, keepdims=True))
        follow = np.exp(np.maximum(self.follow, _IMPOSSIBLE).astype(np.float64) / heat)
        ahead, behind = np.zeros_like(emit), np.ones_like(emit)
        ahead[0] = np.exp(self.first.astype(np.float64) / heat) * emit[0]
        ahead[0] /= ahead[0].sum()
        for i in range(1, len(emit)):
            ahead[i] = (ahead[i - 1] @ follow) * emit[i]
            ahead[i] /= ahead[i].sum()
        behind[-1] = np.exp(self.last.astype(np.float64) / heat)
        behind[-1] /= behind[-1].sum()
        for i in range(len(emit) - 2, -1, -1):
            behind[i] = follow @ (behind[i + 1] * emit[i + 1])
            behind[i] /= behind[i].sum()
        both = ahead * behind
        return np.asarray(both / both.sum(axis=1, keepdims=True))


def runs(tags: Sequence[int], labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return ``(first word, last word, label)`` of each tagged run, both ends included."""
    found: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag == 0:
            continue
        label = labels[(tag - 1) // 2]
        if tag % 2 == 0 and found and found[-1][1] == i - 1 and found[-1][2] == label:
            found[-1] = (found[-1][0], i, label)
        else:
            found.append((i, i, label))
    return found
