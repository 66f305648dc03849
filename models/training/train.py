"""Train the tagger and write the pipeline: see README.md beside this file.

python models/training/train.py --gold DIR --corpora DIR --out models/en_applications
"""

import argparse
import copy
import json
import os
import platform
import random
import time
import tomllib
from pathlib import Path

import numpy as np
import torch
from augment import Augmenter
from batches import batched, collate, cut
from corpora import read_people
from generate import Generator
from gold import KEEP, Marked, read, split
from measure import figures, figures_line
from network import MINILM, Crf, Network
from package import torch_tagger, write_pipeline
from tokenizers import Tokenizer
from torch.nn import functional

HERE = Path(__file__).parent
WORK = HERE / "work"


def settings(overrides: list[str]) -> dict:
    """Read config.toml; each override is ``section.key=value`` with a TOML value."""
    config = tomllib.loads((HERE / "config.toml").read_text(encoding="utf-8"))
    for override in overrides:
        path, _, value = override.partition("=")
        *sections, key = path.split(".")
        place = config
        for section in sections:
            place = place[section]
        if key not in place:
            raise SystemExit(f"config.toml has no '{path}' to override.")
        place[key] = tomllib.loads(f"x = {value}")["x"]
    return config


def what_matters(config: dict) -> dict:
    """Leave out the length of the run and the threads: a checkpoint outlives a change of them."""
    rest = {k: v for k, v in config["training"].items() if k not in ("epochs", "threads")}
    return config | {"training": rest}


def hardware() -> str:
    """Name the processor and say how many cores torch uses."""
    name = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text().splitlines():
            if line.startswith("model name"):
                name = line.split(":", 1)[1].strip()
                break
    cores = f"{os.cpu_count()} cores ({torch.get_num_threads()} used)"
    return f"{name}, {cores}, torch {torch.__version__}"


def pieces_tokenizer() -> Tokenizer:
    """Return MiniLM's wordpiece tokenizer without truncation and padding."""
    pieces = Tokenizer.from_file(str(MINILM / "tokenizer.json"))
    pieces.no_truncation()
    pieces.no_padding()
    return pieces


class Run:
    """One training run: its parts, and the checkpoint it can be taken up from."""

    def __init__(self, config: dict, labels: list[str], steps_per_epoch: int) -> None:
        training = config["training"]
        self.config, self.labels = config, labels
        self.network = Network(2 * len(labels) + 1, config["encoder"]["dropout"])
        self.network.load_minilm()
        self.crf = Crf(labels)
        slow, fast = [], [*self.crf.parameters()]
        for name, parameter in self.network.named_parameters():
            (fast if name.startswith(("features.", "head.")) else slow).append(parameter)
        self.optimiser = torch.optim.AdamW(
            [
                {"params": slow, "lr": training["learning_rate"]},
                {"params": fast, "lr": training["head_rate"]},
            ],
            weight_decay=training["weight_decay"],
        )
        total = max(1, steps_per_epoch * training["epochs"])
        warm = max(1, int(total * training["warmup"]))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser,
            lambda n: min((n + 1) / warm, max(0.02, (total - n) / max(1, total - warm))),
        )
        self.average = [copy.deepcopy(self.network).eval(), copy.deepcopy(self.crf).eval()]
        self.epoch, self.seconds, self.steps, self.best = 0, 0.0, 0, None

    def step(self, group: list) -> float:
        """Train on one batch and return its loss."""
        training = self.config["training"]
        batch = collate(group)
        self.network.train()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=fast_bfloat16()):
            emit = self.network(batch["ids"], batch["features"], batch["mask"])
        emit = emit.float()
        emit = emit.gather(1, batch["heads"][:, :, None].expand(-1, -1, emit.shape[2]))
        words = batch["there"].sum()
        loss = self.crf.loss(emit, batch["tags"], batch["there"]) / words
        weight = torch.where(batch["kept"], training["keep_weight"], 1.0) * batch["there"]
        each = functional.cross_entropy(emit.transpose(1, 2), batch["tags"], reduction="none")
        loss = loss + training["cross_entropy"] * (each * weight).sum() / weight.sum()
        self.optimiser.zero_grad()
        loss.backward()
        for module in (self.network, self.crf):
            torch.nn.utils.clip_grad_norm_(module.parameters(), 1.0)
        self.optimiser.step()
        self.schedule.step()
        self.steps += 1
        decay = min(training["average"], (1 + self.steps) / (10 + self.steps))
        with torch.no_grad():
            for mean, now in zip(self.average, (self.network, self.crf), strict=True):
                for a, b in zip(mean.parameters(), now.parameters(), strict=True):
                    a.lerp_(b, 1 - decay)
        return loss.item()

    def state(self) -> dict:
        return {
            "network": self.network.state_dict(),
            "crf": self.crf.state_dict(),
            "average": [m.state_dict() for m in self.average],
            "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(),
            "torch": torch.get_rng_state(),
            **{k: getattr(self, k) for k in ("epoch", "seconds", "steps", "labels", "config")},
        }

    def take_up(self, state: dict) -> None:
        """Go on from a checkpoint of the same configuration."""
        self.network.load_state_dict(state["network"])
        self.crf.load_state_dict(state["crf"])
        for module, kept in zip(self.average, state["average"], strict=True):
            module.load_state_dict(kept)
        self.optimiser.load_state_dict(state["optimiser"])
        self.schedule.load_state_dict(state["schedule"])
        torch.set_rng_state(state["torch"])
        self.epoch, self.seconds, self.steps = (state[k] for k in ("epoch", "seconds", "steps"))


def fast_bfloat16() -> bool:
    """Whether this processor multiplies bfloat16 in hardware; without, fp32 is faster."""
    return bool(torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())


def epoch_windows(
    run: Run, train: list[Marked], people: list[Marked], pieces: Tokenizer, epoch: int
) -> list:
    """Make one epoch's windows: gold documents augmented, generated ones, public sentences."""
    data = run.config["data"]
    rng = random.Random(f"{run.config['seed']}-{epoch}")
    augmenter = Augmenter(rng, data)
    documents = augmenter.epoch(train)
    generator = Generator(rng)
    documents += [augmenter.recase(generator.document(i)) for i in range(data["generated"])]
    documents += rng.sample(people, min(len(people), data["public_sentences"]))
    found = []
    for document in documents:
        found += cut(
            document,
            run.labels,
            pieces,
            run.config["encoder"]["size"],
            rng,
            run.config["training"]["piece_dropout"],
        )
    return batched(found, run.config["training"]["pieces_per_batch"], rng)


def validate(run: Run, held: list[Marked], pieces: Tokenizer) -> dict:
    """Measure the averaged weights on the held-out documents, decoded as the pipeline does."""
    tagger = torch_tagger(run.average[0], run.average[1], run.labels, pieces, run.config)
    return figures(held, tagger)


def member(config: dict, seed: int) -> dict:
    """Return the configuration of one of the networks."""
    return {k: v for k, v in config.items() if k != "seeds"} | {"seed": seed}


def trained(
    config: dict, labels: list[str], texts: tuple[list[Marked], ...], pieces: Tokenizer, fresh: bool
) -> Run:
    """Train one network, from its checkpoint if there is a fitting one and not ``fresh``.

    Args:
        texts: those to train on, those held out, and sentences of the public corpora.
    """
    train, held, people = texts
    for start in (random.seed, np.random.seed, torch.manual_seed):
        start(config["seed"])
    run = Run(config, labels, 1)
    groups = epoch_windows(run, train, people, pieces, 0)
    run = Run(config, labels, len(groups))
    checkpoint = WORK / f"checkpoint-{config['seed']}.pt"
    if checkpoint.exists() and not fresh:
        state = torch.load(checkpoint, weights_only=False)
        if what_matters(state["config"]) == what_matters(config) and state["labels"] == labels:
            run.take_up(state)
            print(f"seed {config['seed']}: taken up from epoch {run.epoch}")
    WORK.mkdir(exist_ok=True)
    epochs = config["training"]["epochs"]
    while run.epoch < epochs:
        began = time.monotonic()
        if run.epoch:
            groups = epoch_windows(run, train, people, pieces, run.epoch)
        losses = [run.step(group) for group in groups]
        run.epoch += 1
        run.seconds += time.monotonic() - began
        torch.save(run.state(), checkpoint)
        shown = ""
        if run.epoch % 3 == 0 or run.epoch == epochs:
            shown = figures_line(validate(run, held, pieces))
        print(
            f"seed {config['seed']}, epoch {run.epoch}: loss {np.mean(losses):.3f}, "
            f"{len(groups)} steps, {run.seconds:.0f} s so far; {shown}",
            flush=True,
        )
    return run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=HERE / "data" / "gold")
    parser.add_argument("--corpora", type=Path, default=HERE / "data" / "corpora")
    parser.add_argument("--out", type=Path, default=HERE.parent / "en_applications")
    parser.add_argument("--set", action="append", default=[], metavar="SECTION.KEY=VALUE")
    parser.add_argument("--fresh", action="store_true", help="ignore a checkpoint")
    args = parser.parse_args()

    config = settings(args.set)
    torch.set_num_threads(config["training"]["threads"])
    print(hardware(), "bfloat16" if fast_bfloat16() else "float32", flush=True)

    documents = [d for path in sorted(args.gold.glob("*.jsonl")) for d in read(path)]
    if not documents:
        raise SystemExit(f"There are no *.jsonl files of marked applications in {args.gold}.")
    labels = sorted({label for d in documents for *_, label in d.spans()} - {KEEP})
    train, held = split(documents, config["data"]["held_out"], config["data"]["held_out_sentences"])
    people: list[Marked] = []
    if args.corpora.is_dir():
        people = read_people(args.corpora)
    else:
        print("The public corpora are missing (--corpora); training goes on without them.")
    print(
        f"{len(train)} documents to train on, {len(held)} held out, {len(people)} public sentences"
    )

    pieces = pieces_tokenizer()
    runs = [
        trained(member(config, seed), labels, (train, held, people), pieces, args.fresh)
        for seed in config["seeds"]
    ]
    report = {
        "members": [
            {
                "seed": run.config["seed"],
                "epochs": run.epoch,
                "steps": run.steps,
                "seconds": round(run.seconds),
            }
            for run in runs
        ],
        "hardware": hardware(),
        "documents": len(train),
        "held_out": len(held),
        "public_sentences_available": len(people),
    }
    print(json.dumps(report))
    members = [(run.average[0], run.average[1]) for run in runs]
    write_pipeline(args.out, members, labels, pieces, config, held, report)


if __name__ == "__main__":
    main()
