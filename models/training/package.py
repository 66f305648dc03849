"""From trained weights to the spaCy pipeline: ONNX, int8, calibration, figures."""

import copy
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import spacy
import torch
from batches import split_words, word_tags
from gold import Marked
from measure import figures, figures_line
from network import Crf, Mean, Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

from edi_shortlist import __version__
from edi_shortlist.redaction.chain import Chain
from edi_shortlist.redaction.tagger import ApplicationTagger, Encoder, words_tokenizer

DESCRIPTION = (
    "Tags what may identify an applicant in British job applications: names, contact details, "
    "education, and the applicant's own protected characteristics."
)
SOURCES = [
    {
        "name": "all-MiniLM-L6-v2",
        "url": "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2",
        "author": "sentence-transformers",
        "license": "Apache-2.0",
    },
    {"name": "EDI Shortlist gold applications (training part)", "license": "MIT"},
    {
        "name": "WNUT 2017 emerging entities",
        "author": "Derczynski, Nichols, van Erp, Limsopatham (2017)",
        "license": "CC BY 4.0",
    },
    {
        "name": "Wikigold",
        "author": "Balasuriya, Ringland, Nothman, Murphy, Curran (2009)",
        "license": "CC BY 4.0",
    },
    {
        "name": "Broad Twitter Corpus",
        "author": "Derczynski, Bontcheva, Roberts (2016)",
        "license": "CC BY 4.0",
    },
]


def chain_of(crf: Crf) -> Chain:
    """Return the CRF in numpy."""
    first, follow, last = (t.detach().float().numpy().copy() for t in crf.scores())
    return Chain(first, follow, last)


class _RememberingTagger(ApplicationTagger):
    """The tagger, which encodes a text once while it is decoded at several biases."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.known: dict[str, np.ndarray] = {}

    def word_scores(self, text: str, words: list[tuple[int, int]]) -> np.ndarray:
        if text not in self.known:
            self.known[text] = super().word_scores(text, words)
        return self.known[text]


class _TorchTagger(ApplicationTagger):
    """The tagger with the torch network in place of onnxruntime."""

    network: nn.Module

    def _run(self, inputs: dict) -> np.ndarray:
        with torch.inference_mode():
            tensors = {k: torch.from_numpy(v) for k, v in inputs.items()}
            return self.network(tensors["ids"], tensors["features"]).float().numpy()


def _finder(nlp: spacy.Language, tagger: ApplicationTagger) -> Callable:
    def find(text: str) -> list[tuple[int, int, str]]:
        doc = tagger(nlp.make_doc(text))
        return [(s.start_char, s.end_char, s.label_) for s in doc.spans[tagger.key]]

    return find


def blank() -> spacy.Language:
    """Return an English pipeline with the tagger's words as tokens and nothing else."""
    nlp = spacy.blank("en")
    nlp.tokenizer = words_tokenizer(nlp.vocab)
    return nlp


def torch_tagger(
    network: nn.Module, crf: Crf, labels: list[str], pieces: Tokenizer, config: dict
) -> Callable:
    """Return a function from text to ``(start, end, label)`` that uses the torch weights."""
    nlp = blank()
    tagger = _TorchTagger(nlp.vocab)
    tagger.network = network.eval()
    sizes = {k: config["encoder"][k] for k in ("size", "overlap")}
    tagger.load_weights(b"", pieces, chain_of(crf), Encoder(labels=labels, **sizes))
    return _finder(nlp, tagger)


def in_int8(weight: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Return a matrix in int8 and the scale of each row, far closer than one scale for all."""
    scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
    return torch.round(weight / scale).to(torch.int8), scale


class SlimEmbedding(nn.Module):
    """An embedding that is kept in int8."""

    def __init__(self, weight: torch.Tensor) -> None:
        super().__init__()
        rows, scale = in_int8(weight)
        self.register_buffer("rows", rows)
        self.register_buffer("scale", scale)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        return self.rows[ids].float() * self.scale[ids]


class SlimLinear(nn.Module):
    """A linear layer that is kept in int8 and computed in float32.

    What goes into the second layer of a transformer's feed-forward part has a few values far
    larger than all others; read in int8 with one scale, the others drown.
    """

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        rows, scale = in_int8(layer.weight.detach())
        self.register_buffer("rows", rows)
        self.register_buffer("scale", scale)
        self.register_buffer("bias", layer.bias.detach())

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return functional.linear(x, self.rows.float() * self.scale, self.bias)


def _onnx(network: nn.Module, path: Path) -> Path:
    sample = (torch.ones(1, 12, dtype=torch.int64), torch.zeros(1, 12, 6, dtype=torch.int64))
    length = torch.export.Dim("length", min=2, max=500)
    torch.onnx.export(
        network,
        sample,
        str(path),
        input_names=["ids", "features"],
        output_names=["scores"],
        dynamic_shapes={"ids": {1: length}, "features": {1: length}},
        dynamo=True,
        external_data=False,
        verbose=False,
    )
    return path


def _forget_traces(path: Path) -> None:
    """Take out of a model what the exporter notes beside each node: files and lines of the
    machine that it ran on."""
    model = onnx.load(path)
    graphs = [model.graph, *model.functions]
    noted = [model, *graphs, *(node for graph in graphs for node in graph.node)]
    for part in ("initializer", "input", "output", "value_info"):
        noted += getattr(model.graph, part)
    for one in noted:
        one.ClearField("doc_string")
        del one.metadata_props[:]
    onnx.save(model, path)


def export(network: Mean) -> tuple[bytes, bytes]:
    """Return the encoders as one ONNX graph, in float32 and with int8 weights."""
    network = network.eval()
    slim = copy.deepcopy(network)
    for one in slim.networks:
        one.words = SlimEmbedding(one.words.weight.detach())
        for layer in one.layers:
            layer.down = SlimLinear(layer.down)
    with tempfile.TemporaryDirectory() as folder:
        full = _onnx(network, Path(folder) / "full.onnx")
        slim_path, small = _onnx(slim, Path(folder) / "slim.onnx"), Path(folder) / "small.onnx"
        # reduce_range: without VNNI the 8-bit products of older processors overflow.
        quantize_dynamic(
            slim_path,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gemm"],
        )
        _forget_traces(small)
        onnx.checker.check_model(str(small))
        return full.read_bytes(), small.read_bytes()


def calibrate(tagger: ApplicationTagger, held: list[Marked]) -> tuple[float, float]:
    """Choose the temperature at which "hide this word" is best calibrated on held-out words.

    Returns:
        The temperature, and the expected calibration error there (ten bins).
    """
    labels = tagger.encoder.labels
    pairs = []
    for document in held:
        words = split_words(document.text)
        if words:
            tags, _ = word_tags(document, words, labels)
            pairs.append((tagger.word_scores(document.text, words), tags > 0))

    def judged(temperature: float) -> tuple[np.ndarray, np.ndarray]:
        p = np.concatenate([1 - tagger.chain.marginals(s, temperature)[:, 0] for s, _ in pairs])
        return np.clip(p, 1e-6, 1 - 1e-6), np.concatenate([y for _, y in pairs])

    def surprise(temperature: float) -> float:
        p, y = judged(temperature)
        return float(-np.mean(np.where(y, np.log(p), np.log(1 - p))))

    best = min(np.arange(0.6, 3.01, 0.1), key=surprise)
    p, y = judged(best)
    bins = np.minimum((p * 10).astype(int), 9)
    error = sum(
        abs(p[bins == b].mean() - y[bins == b].mean()) * (bins == b).mean()
        for b in range(10)
        if (bins == b).any()
    )
    return round(float(best), 2), float(error)


def write_pipeline(
    out: Path,
    members: list[tuple[Network, Crf]],
    labels: list[str],
    pieces: Tokenizer,
    config: dict,
    held: list[Marked],
    report: dict,
) -> None:
    """Write what ``spacy.load`` opens, with its figures on the held-out documents in the meta.

    The pipeline tags by the mean of its members' scores.
    """
    network = Mean([one for one, _ in members])
    crf = Crf.mean(labels, [one for _, one in members])
    full, small = export(network)
    nlp = blank()
    sizes = {k: config["encoder"][k] for k in ("size", "overlap")}
    measured = {}
    for kind, model in (("float32", full), ("int8", small)):
        tagger = _RememberingTagger(nlp.vocab, threads=config["training"]["threads"])
        find = _finder(nlp, tagger)
        tagger.load_weights(model, pieces, chain_of(crf), Encoder(labels=labels, **sizes))
        measured[kind] = figures(held, find)
        print(f"{kind} ({len(model) / 1e6:.1f} MB): {figures_line(measured[kind])}", flush=True)
    tagger.encoder.temperature, error = calibrate(tagger, held)
    print(f"temperature {tagger.encoder.temperature}, calibration error {error:.3f}")
    for bias in (-2.0, -1.0, 0.0, 1.0, 2.0):
        tagger.o_bias = bias
        print(f"o_bias {bias:+.1f}: {figures_line(figures(held, find))}", flush=True)
    # A fresh pipeline: the vocabulary of the one above has met the words of the documents.
    trained, nlp = tagger, blank()
    nlp.add_pipe("application_tagger").load_weights(small, pieces, trained.chain, trained.encoder)
    nlp.meta.update(
        {
            "name": "applications",
            "version": __version__,
            "spacy_version": ">=3.8.7,<3.9.0",
            "description": DESCRIPTION,
            "author": "EDI Shortlist contributors",
            "license": "MIT; built on Apache-2.0 weights and CC BY 4.0 corpora, see sources",
            "sources": SOURCES,
            "performance": {
                k: (round(v, 4) if isinstance(v, float) else v) for k, v in measured["int8"].items()
            }
            | {"float32": {k: v for k, v in measured["float32"].items() if k != "by_label"}}
            | {"calibration_error": round(error, 4), "training": report},
        }
    )
    nlp.to_disk(out)
    size = sum(f.stat().st_size for f in out.rglob("*") if f.is_file())
    print(json.dumps({"written": out.name, "megabytes": round(size / 1e6, 1)}))
