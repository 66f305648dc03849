"""From marked documents to batches of windows, with the tagger's own words and features."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import spacy
import torch
from gold import KEEP, Marked
from tokenizers import Tokenizer

from edi_shortlist.redaction.chain import bio_tags
from edi_shortlist.redaction.tagger import (
    window_inputs,
    windows,
    word_features,
    word_pieces,
    words_tokenizer,
)

_SPLIT = words_tokenizer(spacy.blank("en").vocab)
_MASK = "[MASK]"


def split_words(text: str) -> list[tuple[int, int]]:
    """Return the half-open character offsets of the tagger's words."""
    return [(t.idx, t.idx + len(t)) for t in _SPLIT(text) if not t.is_space]


@dataclass(frozen=True)
class Window:
    """One window: what the encoder reads, and the right tags."""

    ids: np.ndarray
    features: np.ndarray
    heads: np.ndarray
    tags: np.ndarray
    kept: np.ndarray


def word_tags(
    document: Marked, words: list[tuple[int, int]], labels: list[str]
) -> tuple[np.ndarray, np.ndarray]:
    """Return each word's tag number, and whether it is marked KEEP."""
    number = {tag: i for i, tag in enumerate(bio_tags(labels))}
    tags = np.zeros(len(words), dtype=np.int64)
    kept = np.zeros(len(words), dtype=bool)
    at = 0
    for start, end, label in document.spans():
        while at < len(words) and words[at][1] <= start:
            at += 1
        i = at
        while i < len(words) and words[i][0] < end:
            if label == KEEP:
                kept[i] = True
            else:
                tags[i] = number[("B-" if i == at else "I-") + label]
            i += 1
        at = i
    return tags, kept


def cut(
    document: Marked,
    labels: list[str],
    pieces: Tokenizer,
    size: int,
    rng: random.Random,
    piece_dropout: float,
) -> Iterator[Window]:
    """Yield the document's windows, without overlap; the first is cut short at random."""
    text = document.text
    words = split_words(text)
    if not words:
        return
    tags, kept = word_tags(document, words, labels)
    features = word_features(text, words)
    ids = word_pieces(pieces, [text[a:b] for a, b in words])
    mask = pieces.token_to_id(_MASK)
    for i in range(len(ids)):
        if rng.random() < piece_dropout:
            ids[i] = [mask]
    lengths = [len(p) for p in ids]
    begins = 0
    if sum(lengths) > size:
        begins = rng.randrange(len(words) // 3)
    chunks = ([(0, begins)] if begins else []) + [
        (a + begins, b + begins) for a, b in windows(lengths[begins:], size, 0)
    ]
    for begin, end in chunks:
        for a, b in windows(lengths[begin:end], size, 0):
            a, b = a + begin, b + begin
            inputs = window_inputs(pieces, ids[a:b], features[a:b])
            yield Window(**inputs, tags=tags[a:b], kept=kept[a:b])


def batched(found: list[Window], pieces_per_batch: int, rng: random.Random) -> list[list[Window]]:
    """Group windows of like length into batches, in random order."""
    rng.shuffle(found)
    found = sorted(found, key=lambda w: len(w.ids) + rng.random() * 8)
    groups: list[list[Window]] = [[]]
    for window in found:
        if groups[-1] and (len(groups[-1]) + 1) * len(window.ids) > pieces_per_batch:
            groups.append([])
        groups[-1].append(window)
    rng.shuffle(groups)
    return groups


def collate(group: list[Window]) -> dict[str, torch.Tensor]:
    """Pad a batch; ``there`` says which words exist, ``mask`` which wordpieces."""
    length = max(len(w.ids) for w in group)
    count = max(len(w.heads) for w in group)
    ids = np.zeros((len(group), length), dtype=np.int64)
    mask = np.zeros((len(group), 1, 1, length), dtype=bool)
    features = np.zeros((len(group), length, group[0].features.shape[1]), dtype=np.int64)
    heads, tags = (np.zeros((len(group), count), dtype=np.int64) for _ in range(2))
    there, kept = (np.zeros((len(group), count), dtype=bool) for _ in range(2))
    for i, window in enumerate(group):
        n, m = len(window.ids), len(window.heads)
        ids[i, :n], features[i, :n], mask[i, 0, 0, :n] = window.ids, window.features, True
        heads[i, :m], tags[i, :m], kept[i, :m], there[i, :m] = (
            window.heads,
            window.tags,
            window.kept,
            True,
        )
    arrays = {
        "ids": ids,
        "mask": mask,
        "features": features,
        "heads": heads,
        "tags": tags,
        "there": there,
        "kept": kept,
    }
    return {k: torch.from_numpy(v) for k, v in arrays.items()}
