"""Train three designs on the same marked texts and compare them on the held-out ones.

    python models/training/compare.py [--gold DIR] [--model DIR] [--epochs 12] [--design NAME]…

``tok2vec``: spaCy's default entity recogniser. ``vectors``: the same with static vectors, made here
by reading single words with MiniLM and reducing them to 128 dimensions, since no package registry
carries trained English vectors. ``encoder``: the shipped pipeline (or --model), as it was trained
by train.py on the same texts; its decoding is unbiased here, as the others' is.

Prints for each the coverage figures on the held-out texts, words a second of one thread after a
warm-up, megabytes on disk and minutes of training. The recognisers see gold texts only, without the
generated documents and the new names that train.py adds each epoch, so the comparison is of what
each makes of the marks, and speaks for the encoder a little.
"""

import argparse
import os
import random
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import spacy
import torch
from gold import KEEP, Marked, read, split
from measure import Find, figures, figures_line
from network import MINILM, Network
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import filter_spans, fix_random_seed, minibatch
from spacy.vectors import Vectors
from tokenizers import Tokenizer

HERE = Path(__file__).parent
DIMENSIONS = 128
DESIGNS = ("tok2vec", "vectors", "encoder")
_WITH_VECTORS = {
    "model": {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": {
            "@architectures": "spacy.Tok2Vec.v2",
            "embed": {
                "@architectures": "spacy.MultiHashEmbed.v2",
                "width": 96,
                "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
                "rows": [5000, 1000, 2500, 2500],
                "include_static_vectors": True,
            },
            "encode": {
                "@architectures": "spacy.MaxoutWindowEncoder.v2",
                "width": 96,
                "depth": 4,
                "window_size": 1,
                "maxout_pieces": 3,
            },
        },
    }
}


def word_vectors(words: list[str], batch: int = 512) -> np.ndarray:
    """Return a row of ``DIMENSIONS`` for each word: MiniLM's mean over its pieces, by PCA."""
    tokenizer = Tokenizer.from_file(str(MINILM / "tokenizer.json"))
    tokenizer.enable_padding()
    network = Network(1, 0.0).eval()
    network.load_minilm()
    rows = []
    with torch.inference_mode():
        for at in range(0, len(words), batch):
            encoded = tokenizer.encode_batch(words[at : at + batch])
            ids = torch.tensor([e.ids for e in encoded])
            mask = torch.tensor([e.attention_mask for e in encoded])
            x = network.words(ids) + network.positions.weight[: ids.shape[1]]
            x = network.norm(x)
            for layer in network.layers:
                x = layer(x, mask[:, None, None, :].bool())
            weight = mask[:, :, None].float()
            rows.append(((x * weight).sum(1) / weight.sum(1)).numpy())
    table = np.concatenate(rows)
    table -= table.mean(axis=0)
    _, _, axes = np.linalg.svd(table, full_matrices=False)
    return np.asarray(table @ axes[:DIMENSIONS].T, dtype=np.float32)


def example(nlp: Language, document: Marked) -> Example:
    """Turn a marked text into spaCy's training example; KEEP marks are no entities."""
    doc, gold = nlp.make_doc(document.text), nlp.make_doc(document.text)
    spans = [
        gold.char_span(start, end, label=label, alignment_mode="expand")
        for start, end, label in document.spans()
        if label != KEEP
    ]
    gold.set_ents(filter_spans([span for span in spans if span is not None]))
    return Example(doc, gold)


def recogniser(train: list[Marked], static: bool, epochs: int, seed: int) -> Language:
    """Train spaCy's entity recogniser with a linear warm-up and compounding batches."""
    fix_random_seed(seed)
    nlp = spacy.blank("en")
    if static:
        words = sorted({t.text for d in train for t in nlp.make_doc(d.text) if t.is_alpha})
        nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=word_vectors(words), keys=words)
    nlp.add_pipe("ner", config=_WITH_VECTORS if static else {})
    examples = [example(nlp, document) for document in train]
    optimiser = nlp.initialize(lambda: examples)
    rng = random.Random(seed)
    for epoch in range(epochs):
        rng.shuffle(examples)
        losses: dict[str, float] = {}
        size = min(32, 8 * (epoch + 1))
        for group in minibatch(examples, size):
            nlp.update(group, sgd=optimiser, drop=0.2, losses=losses)
        print(f"  epoch {epoch + 1}: loss {losses['ner']:.0f}", flush=True)
    return nlp


def finder(nlp: Language, spans: Callable[[Doc], Iterable]) -> Find:
    """Return what finds ``(start, end, label)`` in a text."""

    def find(text: str) -> list[tuple[int, int, str]]:
        doc = nlp(text)  # a group of spans does not keep its document alive
        return [(s.start_char, s.end_char, s.label_) for s in spans(doc)]

    return find


def words_a_second(nlp: Language, texts: list[str]) -> float:
    """Measure one pass over the texts after a warm-up."""
    list(nlp.pipe(texts[:8]))
    began = time.perf_counter()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    return words / (time.perf_counter() - began)


def megabytes(folder: Path) -> float:
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=HERE / "data" / "gold")
    parser.add_argument("--model", type=Path, default=HERE.parent / "en_applications")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--design", action="append", choices=DESIGNS)
    args = parser.parse_args()
    torch.set_num_threads(1)
    config = tomllib.loads((HERE / "config.toml").read_text(encoding="utf-8"))
    documents = [d for path in sorted(args.gold.glob("*.jsonl")) for d in read(path)]
    train, held = split(documents, config["data"]["held_out"], config["data"]["held_out_sentences"])
    whole = [document.text for document in held if not document.single]
    print(f"{len(train)} texts to train on, {len(held)} held out ({len(whole)} whole)")
    for design in args.design or DESIGNS:
        began = time.monotonic()
        if design == "encoder":
            nlp, folder = spacy.load(args.model), args.model
            nlp.get_pipe("application_tagger").o_bias = 0.0
            find, minutes = finder(nlp, lambda doc: doc.spans["tagged"]), 0.0
        else:
            nlp = recogniser(train, design == "vectors", args.epochs, config["seeds"][0])
            minutes = (time.monotonic() - began) / 60
            find = finder(nlp, lambda doc: doc.ents)
        with tempfile.TemporaryDirectory() as scratch:
            if design != "encoder":
                folder = Path(scratch)
                nlp.to_disk(folder)
            size = megabytes(folder)
        print(
            f"{design}: {figures_line(figures(held, find))}; "
            f"{words_a_second(nlp, whole):.0f} words a second, {size:.1f} MB"
            + (f", {minutes:.0f} minutes of training" if minutes else ""),
            flush=True,
        )


if __name__ == "__main__":
    main()
