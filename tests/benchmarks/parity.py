"""How evenly names of twenty origins are hidden, with and without what is known of the applicant.

    python tests/benchmarks/parity.py [--pairs 240] [--rounds 2000] [--seed 20]

Names from ``parity_names.toml`` stand in passages from ``parity_carriers.toml``, each passage a
document by itself; every origin gets the same passages and places of the lists. A name is found
when all its letters lie in spans of whatever label. With identity the applicant's name is known,
as it is from the form; the other people that papers mention stay unknown.

Limits: no name stands in the lists that training draws from and no full name in the training
documents, but about one part in six occurs in some name there; the passages are short, so a name
is rarely helped by standing twice; the names are a choice of one author and no sample of a
population; the passages are taken as given, so intervals speak of the draw of pairs alone. Best
minus worst is never below nought, so the script also says how large it would be if origin made no
difference: answers to the same pair are shuffled between origins.
"""

import argparse
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))  # run as a script, only this folder is on the path

from measure.score_redaction import Marked  # noqa: E402

# Known of the applicant where a passage names somebody else; the same for every origin.
APPLICANT = "Corin Ellwand"
Answers = npt.NDArray[np.bool_]


class Found(Protocol):
    """A span, of which only the place counts."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Finder(Protocol):
    """What is measured; ``edi_shortlist.redaction.Redactor`` is one."""

    def find(
        self, text: str, identity: Mapping[str, str | None] | None = None
    ) -> Sequence[Found]: ...


@dataclass(frozen=True)
class Carrier:
    """A passage with room for a name, and whether it is the applicant's own."""

    text: str
    own: bool

    def filled(self, given: str, family: str) -> Marked:
        """Put a name in, in the letter case that the passage asks for."""
        return Marked.parse(
            self.text.format(
                given=given,
                family=family,
                GIVEN=given.upper(),
                FAMILY=family.upper(),
                given_lower=given.lower(),
                family_lower=family.lower(),
            )
        )


@dataclass(frozen=True)
class Pair:
    """A carrier, and which given and family name of an origin's lists stand in it."""

    carrier: Carrier
    given: int
    family: int


@dataclass(frozen=True)
class Interval:
    """The ends of a 95 % interval."""

    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.low:.3f}–{self.high:.3f}"


@dataclass(frozen=True)
class Spread:
    """Best minus worst recall, its bootstrap interval, and what chance alone would give."""

    difference: float
    interval: Interval
    by_chance: float
    by_chance_at_most: float


@dataclass(frozen=True)
class ParityFigures:
    """What was found: a row for each origin, a column for each pair.

    Attributes:
        origins: the rows.
        own: which pairs hold the applicant's own name.
        without, known: whether each name was found without and with identity.
        spread_without, spread_known: best minus worst.
    """

    origins: tuple[str, ...]
    own: Answers
    without: Answers
    known: Answers
    spread_without: Spread
    spread_known: Spread


def load_names(path: Path = HERE / "parity_names.toml") -> dict[str, tuple[list[str], list[str]]]:
    """Return given and family names by origin."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        origin: (names["given"].split(", "), names["family"].split(", "))
        for origin, names in table.items()
    }


def load_carriers(path: Path = HERE / "parity_carriers.toml") -> list[Carrier]:
    """Return the passages, the applicant's own first."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return [Carrier(text, kind == "own") for kind in ("own", "others") for text in table[kind]]


def draw(carriers: Sequence[Carrier], names: int, pairs: int, seed: int) -> list[Pair]:
    """Draw pairs; every carrier comes equally often, give or take one.

    Args:
        names: how many given and how many family names an origin has.
    """
    rng = np.random.default_rng(seed)
    order: list[int] = []
    while len(order) < pairs:
        order += rng.permutation(len(carriers)).tolist()
    return [
        Pair(carriers[at], int(rng.integers(names)), int(rng.integers(names)))
        for at in order[:pairs]
    ]


def is_found(text: Marked, spans: Sequence[Found]) -> bool:
    """Whether every letter of the text's names lies in some span."""
    covered = {at for span in spans for at in range(span.start, span.end)}
    return all(
        at in covered
        for start, end, label in text.marks
        if label == "NAME"
        for at in range(start, end)
        if text.text[at].isalpha()
    )


def wilson(found: int, of: int) -> Interval:
    """Return Wilson's 95 % interval of a share."""
    z = 1.959964
    share, scale = found / of, 1 + z * z / of
    middle = (share + z * z / (2 * of)) / scale
    half = z / scale * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def spread(answers: Answers, rounds: int = 2000, seed: int = 20) -> Spread:
    """Compare the best origin with the worst, pairs resampled within each origin."""
    rng = np.random.default_rng(seed)
    origins, pairs = answers.shape
    rows = np.arange(origins)[:, None]
    resampled, shuffled = np.empty(rounds), np.empty(rounds)
    for at in range(rounds):
        drawn = answers[rows, rng.integers(pairs, size=(origins, pairs))].mean(axis=1)
        resampled[at] = np.ptp(drawn)
        shuffled[at] = np.ptp(rng.permuted(answers, axis=0).mean(axis=1))
    low, high = np.percentile(resampled, [2.5, 97.5])
    return Spread(
        float(np.ptp(answers.mean(axis=1))),
        Interval(float(low), float(high)),
        float(shuffled.mean()),
        float(np.percentile(shuffled, 95)),
    )


def run(
    redactor: Finder,
    pairs: int = 240,
    rounds: int = 2000,
    seed: int = 20,
    names: Mapping[str, tuple[list[str], list[str]]] | None = None,
) -> ParityFigures:
    """Put every origin's names through the redactor.

    Args:
        pairs: how many carriers with a name, for each origin.
        rounds: of resampling.
        names: given and family names by origin; ``parity_names.toml`` when left out.
    """
    names = names or load_names()
    fewest = min(len(part) for both in names.values() for part in both)
    drawn = draw(load_carriers(), fewest, pairs, seed)
    answers = np.zeros((2, len(names), pairs), dtype=np.bool_)
    for row, (given, family) in enumerate(names.values()):
        for column, pair in enumerate(drawn):
            first, last = given[pair.given], family[pair.family]
            text = pair.carrier.filled(first, last)
            applicant = f"{first} {last}" if pair.carrier.own else APPLICANT
            for at, identity in enumerate((None, {"full_name": applicant})):
                answers[at, row, column] = is_found(text, redactor.find(text.text, identity))
    without, known = answers
    return ParityFigures(
        tuple(names),
        np.array([pair.carrier.own for pair in drawn]),
        without,
        known,
        spread(without, rounds, seed),
        spread(known, rounds, seed),
    )


def report(figures: ParityFigures) -> str:
    """Return the figures as Markdown tables, the origin worst found without identity first."""
    pairs = figures.without.shape[1]
    rows = [
        f"{len(figures.origins)} origins, {pairs} names in passages for each",
        "",
        "| origin | recall without identity | 95 % | recall with identity | 95 % |",
        "|---|---|---|---|---|",
    ]
    counts = zip(
        figures.without.sum(axis=1).tolist(),
        figures.known.sum(axis=1).tolist(),
        figures.origins,
        strict=True,
    )
    rows += [
        f"| {origin} | {without / pairs:.3f} | {wilson(without, pairs)} "
        f"| {known / pairs:.3f} | {wilson(known, pairs)} |"
        for without, known, origin in sorted(counts)
    ]
    rows += ["", "| whose name | recall without identity | recall with identity |", "|---|---|---|"]
    for whose, part in (("the applicant's", figures.own), ("somebody else's", ~figures.own)):
        if part.any():
            shares = (answers[:, part].mean() for answers in (figures.without, figures.known))
            rows.append(f"| {whose} | {' | '.join(f'{share:.3f}' for share in shares)} |")
    rows += [
        "",
        "| best minus worst | difference | 95 % | if origin made no difference | at most (95 %) |",
        "|---|---|---|---|---|",
    ]
    both = {"without identity": figures.spread_without, "with identity": figures.spread_known}
    rows += [
        f"| {how} | {s.difference:.3f} | {s.interval} | {s.by_chance:.3f} "
        f"| {s.by_chance_at_most:.3f} |"
        for how, s in both.items()
    ]
    return "\n".join(rows)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pairs", type=int, default=240, help="names in passages for each origin")
    parser.add_argument("--rounds", type=int, default=2000, help="of resampling")
    parser.add_argument("--seed", type=int, default=20, help="of drawing and resampling")
    asked = parser.parse_args()
    from edi_shortlist.redaction.redactor import Redactor

    print(report(run(Redactor.load(), asked.pairs, asked.rounds, asked.seed)))


if __name__ == "__main__":
    main()
