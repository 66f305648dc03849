"""What the order in which panellists read does to the ranks: a simulation.

Run it as `python tests/benchmarks/scoring_order.py`. Candidates have a true merit on each criterion;
panellists give it as they see it, grow more severe along their list, tire, and see each candidate
beside the last one. The rank of the panel's totals is held against the rank of the true ones, under
the program's own reading orders, under one fixed order for everybody, and under shuffles that know
nothing of each other. The same panels read all three. Exit status 1 where the program's orders leave
a correlation below 0.95 for a panel that grows a level more severe.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edi_shortlist.recruitment.criteria import Criterion, CriterionKind
from edi_shortlist.recruitment.reading_orders import reading_order
from edi_shortlist.recruitment.vacancy import Vacancy

Places = NDArray[np.int_]  # [panellist, criterion, candidate]
Numbers = NDArray[np.float64]

CANDIDATES = 60
FIELDS = 40
HIGHEST = 4
LEAST_CORRELATION = 0.95
SEED = 20261130


@dataclass(frozen=True)
class Panel:
    """How a panel errs.

    Attributes:
        words: for the table.
        panellists, criteria: how many; one criterion stands for scoring by application.
        harsher: levels by which a panellist sees the last of the list below the first. Each one's
            own differs by about three tenths.
        from_half: whether that comes in the second half alone.
        contrast: of how much the candidate before stood above the middle, how much is missed.
        noise: the spread of how else a level may fall out.
        whole: whether levels are whole numbers from 0 to 4, as on the form.
        asserted: whether the bench fails where the program's orders do.
    """

    words: str
    panellists: int = 3
    criteria: int = 5
    harsher: float = 0.0
    from_half: bool = False
    contrast: float = 0.0
    noise: float = 0.0
    whole: bool = False
    asserted: bool = False


PANELS = (
    Panel("no order effect", whole=True),
    Panel("a level harsher", harsher=1, asserted=True),
    Panel("a level harsher, whole levels", harsher=1, whole=True, asserted=True),
    Panel("two levels harsher, whole levels", harsher=2, whole=True),
    Panel("tired: 1½ levels in the second half", harsher=1.5, from_half=True, whole=True),
    Panel("a level harsher, contrast", harsher=1, contrast=0.2, whole=True),
    Panel("the same, and noise", harsher=1, contrast=0.2, noise=0.5, whole=True),
    Panel("panel of two, a level harsher", panellists=2, harsher=1, whole=True, asserted=True),
    Panel("one panellist, a level harsher", panellists=1, harsher=1, whole=True),
    Panel("three, by application", criteria=1, harsher=1, asserted=True),
    Panel("one, by application", panellists=1, criteria=1, harsher=1),
)


def vacancy(criteria: int) -> Vacancy:
    """Return a vacancy with so many criteria that all weigh the same."""
    return Vacancy(
        "V-1",
        "Adviser",
        criteria=tuple(
            Criterion(f"E{number}", CriterionKind.ESSENTIAL, "x") for number in range(criteria)
        ),
    )


def ours(panel: Panel, draw: np.random.Generator) -> Places:
    """Return the places under the program's orders, from a seed of its own."""
    post, seed = vacancy(panel.criteria), draw.bytes(16).hex()
    names = [f"P{number}" for number in range(panel.panellists)]
    references = [f"C-{number:04}" for number in range(CANDIDATES)]
    places = np.empty((panel.panellists, panel.criteria, CANDIDATES), int)
    for p, name in enumerate(names):
        for k in range(panel.criteria):
            order = reading_order(seed, names, post, name, f"criterion E{k}", references)
            for place, reference in enumerate(order):
                places[p, k, int(reference[2:])] = place
    return places


def shuffled(panel: Panel, draw: np.random.Generator) -> Places:
    """Return the places under an order for each panellist and criterion that no other knows of."""
    return np.array(
        [
            [draw.permutation(CANDIDATES) for _ in range(panel.criteria)]
            for _ in range(panel.panellists)
        ]
    )


def fixed(panel: Panel, draw: np.random.Generator) -> Places:
    """Return the places under one order for everybody."""
    return np.tile(draw.permutation(CANDIDATES), (panel.panellists, panel.criteria, 1))


ORDERS: dict[str, Callable[[Panel, np.random.Generator], Places]] = {
    "one fixed order": fixed,
    "independent shuffles": shuffled,
    "our orders": ours,
}


def merits(panel: Panel, draw: np.random.Generator) -> Numbers:
    """Return the true level of each candidate on each criterion, between 0 and 4 and not whole:
    candidates differ as a whole, and more so from one criterion to the other."""
    whole = draw.normal(2, 0.5, CANDIDATES)
    return np.clip(whole + draw.normal(0, 0.6, (panel.criteria, CANDIDATES)), 0, HIGHEST)


def totals(panel: Panel, merit: Numbers, places: Places, draw: np.random.Generator) -> Numbers:
    """Return the panel's total for each candidate."""
    total = np.zeros(CANDIDATES)
    for own in places:
        harsher = panel.harsher * (1 + 0.3 * draw.standard_normal())
        for level, place in zip(merit, own, strict=True):
            along = place / (CANDIDATES - 1)
            if panel.from_half:
                along = np.clip(2 * along - 1, 0, 1)
            order = np.argsort(place)
            before = np.full(CANDIDATES, level.mean())
            before[order[1:]] = level[order[:-1]]
            seen = level - harsher * along - panel.contrast * (before - level.mean())
            seen += panel.noise * draw.standard_normal(CANDIDATES)
            total += np.clip(np.round(seen), 0, HIGHEST) if panel.whole else seen
    return total


def ranks(values: Numbers) -> Numbers:
    """Return ranks from the lowest; those who tie share theirs."""
    _, at, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2)[at])


def correlation(one: Numbers, other: Numbers) -> float:
    """Return Spearman's rank correlation."""
    return float(np.corrcoef(ranks(one), ranks(other))[0, 1])


def simulate(panel: Panel, orders: str) -> tuple[float, float, float]:
    """Return how the panel's ranks go with true merit, in the mean and at worst of all fields, and
    in the mean with how late the candidates were read."""
    with_merit, with_place = [], []
    for field in range(FIELDS):
        draw = np.random.default_rng([SEED, field])
        merit = merits(panel, draw)
        places = ORDERS[orders](panel, np.random.default_rng([SEED, field, 1]))
        total = totals(panel, merit, places, np.random.default_rng([SEED, field, 2]))
        with_merit.append(correlation(total, merit.mean(axis=0)))
        with_place.append(correlation(total, places.mean(axis=(0, 1))))
    return float(np.mean(with_merit)), min(with_merit), float(np.mean(with_place))


def main() -> int:
    """Print the table and return the exit status."""
    print(f"{CANDIDATES} candidates, {FIELDS} fields, 3 panellists and 5 criteria unless said.")
    print(
        "Rank correlation of the panel's totals with true merit, mean (worst field), and with how"
    )
    print("late the candidate was read on the whole, which merit has nothing to do with.\n")
    print("| panel |" + "".join(f" {name} |" for name in ORDERS))
    print("|---|" + "---|" * len(ORDERS))
    too_low = []
    for panel in PANELS:
        cells = []
        for name in ORDERS:
            mean, worst, place = simulate(panel, name)
            cells.append(f" {mean:.3f} ({worst:.3f}) {place:+.2f} |")
            if name == "our orders" and panel.asserted and mean < LEAST_CORRELATION:
                too_low.append(panel.words)
        print(f"| {panel.words} |" + "".join(cells), flush=True)
    for words in too_low:
        print(f"Below {LEAST_CORRELATION}: {words}.", file=sys.stderr)
    return 1 if too_low else 0


if __name__ == "__main__":
    sys.exit(main())
