"""The trained tagger as a spaCy component: an ONNX encoder and a linear-chain CRF over words.

It knows text and the labels it was trained on; it must not know policies, identities or files
other than its own model, and it never opens the network.
"""

import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import spacy.util
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Span, SpanGroup
from spacy.vocab import Vocab
from tokenizers import Tokenizer as WordpieceTokenizer

from edi_shortlist.redaction.chain import Chain, Floats, Integers, runs

# A word for the tagger is a run of letters and digits (combining marks included); every other
# character stands alone, so that no span is forced to take a bracket or a slash with it.
_MARK = "\u0300-\u036f"
_NOT_WORD = rf"(?:[^\w{_MARK}]|_)"
_PREFIX = re.compile(rf"^{_NOT_WORD}")
_SUFFIX = re.compile(rf"{_NOT_WORD}$")
_INFIX = re.compile(rf"{_NOT_WORD}+")

#: How many values each word feature can take, in the order of ``word_features``.
FEATURE_SIZES = {"shape": 12, "before": 6, "after": 6, "accent": 2, "place": 7, "line": 7}
#: Wordpieces of one word that the encoder sees; the rest of a longer one is cut off.
_PIECES_OF_A_WORD = 10
_PARTS = ("settings.json", "wordpieces.json", "chain.json", "encoder.onnx")


def words_tokenizer(vocab: Vocab) -> Any:
    """Return the spaCy tokenizer whose tokens are the tagger's words."""
    return Tokenizer(
        vocab,
        rules={},
        prefix_search=_PREFIX.search,
        suffix_search=_SUFFIX.search,
        infix_finditer=_INFIX.finditer,
    )


def _shape(word: str) -> int:
    """Number the letter case and make of a word; 0 is left for the encoder's special pieces."""
    if not any(ch.isalnum() for ch in word):
        return 10
    if word.isdigit():
        return 6 if len(word) <= 2 else 7 if len(word) == 4 else 8
    if any(ch.isdigit() for ch in word):
        return 9
    letters = [ch for ch in word if ch.isalpha()]
    if not any(ch.isupper() or ch.islower() for ch in letters):
        return 11
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(letters) == 1 else 4
    return 2 if word[0].isupper() and word[1:].islower() else 5


def _break(gap: str) -> int:
    """Number what stands between two words: nothing, a space, columns, a tab, a line, a blank."""
    lines = gap.count("\n") + gap.count("\r") - gap.count("\r\n")
    if lines or "\f" in gap or "\v" in gap:
        return 5 if lines > 1 else 4
    if "\t" in gap:
        return 3
    return 2 if len(gap) > 1 else len(gap)


def _bucket(number: int) -> int:
    """Number a count coarsely, 0 to 6."""
    for i, top in enumerate((0, 1, 2, 4, 8, 15)):
        if number <= top:
            return i
    return 6


def word_features(text: str, words: Sequence[tuple[int, int]]) -> Integers:
    """Describe the looks of words, which an uncased encoder cannot see.

    Args:
        text: the document's text.
        words: half-open character offsets, in order.

    Returns:
        One row a word, one column a feature of ``FEATURE_SIZES``.
    """
    rows = np.zeros((len(words), len(FEATURE_SIZES)), dtype=np.int64)
    ends = [0, *(end for _, end in words)]
    gaps = [_break(text[ends[i] : start]) for i, (start, _) in enumerate(words)] + [5]
    if words:
        gaps[0] = 5
    line_start = 0
    for i, (start, end) in enumerate(words):
        word = text[start:end]
        if gaps[i] >= 4:
            line_start = i
        accented = not word.isascii() and unicodedata.normalize("NFD", word) != word
        rows[i, :5] = (_shape(word), gaps[i], gaps[i + 1], accented, _bucket(i - line_start))
        if gaps[i + 1] >= 4:
            rows[line_start : i + 1, 5] = _bucket(i - line_start)
    return rows


def word_pieces(tokenizer: WordpieceTokenizer, words: Sequence[str]) -> list[list[int]]:
    """Return the wordpiece ids of each word, at least one and at most ten a word."""
    unknown = tokenizer.token_to_id("[UNK]") or 0
    found: list[list[int]] = [[] for _ in words]
    if words:
        encoding = tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
        for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
            if word is not None and len(found[word]) < _PIECES_OF_A_WORD:
                found[word].append(piece)
    return [pieces or [unknown] for pieces in found]


def windows(lengths: Sequence[int], size: int, overlap: int) -> list[tuple[int, int]]:
    """Cut a sequence of words into overlapping windows.

    Args:
        lengths: wordpieces of each word.
        size: most wordpieces of a window.
        overlap: wordpieces that two neighbours share, about.

    Returns:
        Half-open word indices; every word lies in at least one window.
    """
    cut: list[tuple[int, int]] = []
    start = 0
    while start < len(lengths):
        end, pieces = start, 0
        while end < len(lengths) and (end == start or pieces + lengths[end] <= size):
            pieces += lengths[end]
            end += 1
        cut.append((start, end))
        if end == len(lengths):
            break
        back, shared = end, 0
        while back - 1 > start and shared + lengths[back - 1] <= overlap:
            back -= 1
            shared += lengths[back]
        start = back
    return cut


@dataclass
class Encoder:
    """What the trained weights are read with; ``settings`` in the model's folder.

    Attributes:
        labels: the labels in the order of the tags.
        size, overlap: wordpieces of a window and those shared by neighbours.
        temperature: what the scores are divided by before they are read as probabilities.
    """

    labels: list[str] = field(default_factory=list)
    size: int = 190
    overlap: int = 64
    temperature: float = 1.0


class ApplicationTagger:
    """Tag what may identify an applicant: sets ``doc.spans["tagged"]``.

    The group's ``attrs["scores"]`` holds for each of its spans the calibrated probability that
    its least sure word must be hidden. Whitespace tokens never begin or end a span.

    Args:
        vocab: the pipeline's vocabulary.
        name: the component's name in the pipeline.
        threads: threads of onnxruntime for one document.
        o_bias: added to the score of "keep" at every word before tags are chosen; below 0 hides
            more, above 0 less. Scores of spans do not depend on it.
        label_bias: the same for single labels, added to the score of hiding.
        key: the span group written.
    """

    def __init__(
        self,
        vocab: Vocab,
        name: str = "application_tagger",
        *,
        threads: int = 1,
        o_bias: float = 0.0,
        label_bias: Mapping[str, float] | None = None,
        key: str = "tagged",
    ) -> None:
        self.vocab = vocab
        self.name = name
        self.threads = threads
        self.o_bias = o_bias
        self.label_bias = dict(label_bias or {})
        self.key = key
        self.encoder = Encoder()
        self.chain: Chain | None = None
        self.pieces: WordpieceTokenizer | None = None
        self._onnx = b""
        self._session: tuple[int, Any] | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels it can give."""
        return tuple(self.encoder.labels)

    def load_weights(
        self, onnx: bytes, pieces: WordpieceTokenizer, chain: Chain, encoder: Encoder
    ) -> None:
        """Take trained parts; training uses it to make the pipeline that ships."""
        self._onnx, self.pieces, self.chain, self.encoder = onnx, pieces, chain, encoder
        self._session = None

    def _run(self, inputs: dict[str, Integers]) -> Floats:
        # onnxruntime's threads do not survive a fork, so each process opens its own session.
        if self._session is None or self._session[0] != os.getpid():
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = self.threads
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            session = onnxruntime.InferenceSession(
                self._onnx, options, providers=["CPUExecutionProvider"]
            )
            self._session = (os.getpid(), session)
        return np.asarray(self._session[1].run(None, inputs)[0], dtype=np.float32)

    def word_scores(self, text: str, words: Sequence[tuple[int, int]]) -> Floats:
        """Return the encoder's score of each tag for each word, unbiased.

        Args:
            text: the document's text.
            words: half-open character offsets of words, in order.
        """
        assert self.pieces is not None
        features = word_features(text, words)
        pieces = word_pieces(self.pieces, [text[a:b] for a, b in words])
        lengths = [len(p) for p in pieces]
        cut = windows(lengths, self.encoder.size, self.encoder.overlap)
        scores = np.zeros((len(words), 2 * len(self.encoder.labels) + 1), dtype=np.float32)
        depth = np.full(len(words), -1)
        for start, end in cut:
            # One window a run: with int8 the scale of a batch would depend on its other windows.
            batch = window_inputs(self.pieces, pieces[start:end], features[start:end])
            found = self._run({k: v[None] for k, v in batch.items() if k != "heads"})[0]
            found = found[batch["heads"]]
            # A word is read where it lies deepest: far from a cut edge, text edges do not count.
            place = np.arange(end - start)
            left = place if start else np.full(end - start, 10**6)
            right = place[::-1] if end < len(words) else np.full(end - start, 10**6)
            deeper = np.minimum(left, right) > depth[start:end]
            scores[start:end][deeper] = found[deeper]
            depth[start:end] = np.maximum(depth[start:end], np.minimum(left, right))
        return scores

    def _bias(self) -> Floats:
        bias = np.zeros(2 * len(self.encoder.labels) + 1, dtype=np.float32)
        bias[0] = self.o_bias
        for i, label in enumerate(self.encoder.labels):
            bias[2 * i + 1 : 2 * i + 3] = self.label_bias.get(label, 0.0)
        return bias

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc.spans[key]``; a document without words gets an empty group."""
        doc.spans[self.key] = self.tagged(doc)
        return doc

    def tagged(self, doc: Doc, ease: float = 0.0) -> SpanGroup:
        """Return the spans of a document with their scores, and leave the document as it is.

        Args:
            ease: how much less is asked of a passage than the component's own bias asks; above 0
                finds more.

        Raises:
            ValueError: the tagger has no weights.
        """
        if self.chain is None:
            raise ValueError(
                f"The tagger '{self.name}' has no trained weights. Load a trained pipeline with "
                "spacy.load, or read the weights with from_disk."
            )
        tokens = [token for token in doc if not token.is_space]
        spans: list[Span] = []
        sure: list[float] = []
        if tokens:
            scores = self.word_scores(doc.text, [(t.idx, t.idx + len(t)) for t in tokens])
            bias = self._bias()
            bias[0] -= ease
            tags = self.chain.best(scores + bias)
            keep = self.chain.marginals(scores, self.encoder.temperature)[:, 0]
            for first, last, label in runs(tags.tolist(), self.encoder.labels):
                spans.append(Span(doc, tokens[first].i, tokens[last].i + 1, label=label))
                sure.append(float(1.0 - keep[first : last + 1].max()))
        return SpanGroup(doc, name=self.key, attrs={"scores": sure}, spans=spans)

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """Tag documents one by one; each result is the same as alone."""
        for doc in stream:
            yield self(doc)

    # -- keeping ------------------------------------------------------------------------------

    def _writers(self) -> dict[str, Callable[[], bytes]]:
        assert self.chain is not None
        assert self.pieces is not None
        chain, pieces = self.chain, self.pieces
        return {
            "encoder.onnx": lambda: self._onnx,
            "wordpieces.json": lambda: pieces.to_str().encode(),
            "chain.json": lambda: json.dumps(
                {k: np.round(v, 5).tolist() for k, v in vars(chain).items()}
            ).encode(),
            "settings.json": lambda: json.dumps(asdict(self.encoder), indent=1).encode(),
        }

    def _read(self, part: str, data: bytes) -> None:
        if part == "encoder.onnx":
            self._onnx, self._session = data, None
        elif part == "wordpieces.json":
            self.pieces = WordpieceTokenizer.from_str(data.decode())
        elif part == "chain.json":
            self.chain = Chain(
                **{k: np.asarray(v, dtype=np.float32) for k, v in json.loads(data).items()}
            )
        else:
            self.encoder = Encoder(**json.loads(data))

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the model into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for part, data in self._writers().items():
            if part not in exclude:
                (folder / part).write_bytes(data())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "ApplicationTagger":
        """Read the model from a folder."""
        for part in _PARTS:
            if part not in exclude:
                self._read(part, (Path(path) / part).read_bytes())
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the model as one string of bytes."""
        return bytes(spacy.util.to_bytes(self._writers(), exclude))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "ApplicationTagger":
        """Read what ``to_bytes`` returned."""
        readers: dict[str, Callable[[bytes], Any]] = {p: partial(self._read, p) for p in _PARTS}
        spacy.util.from_bytes(data, readers, exclude)
        return self

    def __getstate__(self) -> dict[str, Any]:
        """Leave the open session behind: another process opens its own."""
        return {**vars(self), "_session": None}


def window_inputs(
    tokenizer: WordpieceTokenizer, pieces: Sequence[Sequence[int]], features: Integers
) -> dict[str, Integers]:
    """Lay out one window as the encoder reads it.

    Returns:
        ``ids`` and ``features`` of every wordpiece, with [CLS] and [SEP] around them, and
        ``heads``: where the first wordpiece of each word lies.
    """
    lengths = np.array([len(p) for p in pieces])
    ids = np.concatenate(
        [
            [tokenizer.token_to_id("[CLS]")],
            np.concatenate([np.asarray(p) for p in pieces]),
            [tokenizer.token_to_id("[SEP]")],
        ]
    )
    rows = np.zeros((len(ids), features.shape[1]), dtype=np.int64)
    rows[1:-1] = np.repeat(features, lengths, axis=0)
    heads = 1 + np.concatenate([[0], np.cumsum(lengths)[:-1]])
    return {"ids": ids.astype(np.int64), "features": rows, "heads": heads.astype(np.int64)}


@Language.factory(
    "application_tagger",
    assigns=["doc.spans"],
    default_config={"threads": 1, "o_bias": 0.0, "label_bias": {}, "key": "tagged"},
)
def make_application_tagger(
    nlp: Language, name: str, threads: int, o_bias: float, label_bias: dict[str, float], key: str
) -> ApplicationTagger:
    """Make an untrained tagger for ``nlp``; ``from_disk`` gives it its weights."""
    return ApplicationTagger(
        nlp.vocab, name, threads=threads, o_bias=o_bias, label_bias=label_bias, key=key
    )
