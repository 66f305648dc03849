"""How well a panel agrees: Krippendorff's alpha for ordinal levels, each panellist's mean beside
the others', and whether somebody grew harsher or milder along the order of reading.

It knows levels by place in an array; words for people are ``agreement_words``'s.

- **Alpha** is Krippendorff's coefficient with the ordinal metric, from the coincidences of pairs,
  so that a level may be missing (K. Krippendorff, "Computing Krippendorff's Alpha-Reliability",
  University of Pennsylvania, 25 January 2011). For one panellist against the others the observed
  disagreement is that of the pairs in which the panellist is one, the expected one that of the
  whole panel, criterion by criterion; for a complete table the panellists' mean is the panel's.
- **Intervals** are 95 % percentile intervals of a bootstrap over candidates (B. Efron and R. J.
  Tibshirani, *An Introduction to the Bootstrap*, 1993, chapter 13; for alpha recommended by A. Zapf
  and others, BMC Medical Research Methodology 16:93, 2016). A candidate is drawn with all of its
  scores. The seed is fixed, so that the same scores give the same interval. A draw in which
  everybody has the same level is left out, since alpha does not exist there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

#: Fewer candidates than this tell too little; the project's own choice.
FEWEST = 10
RESAMPLES = 1000
SEED = 2004
#: What may be relied on, and what allows tentative conclusions only (K. Krippendorff, *Content
#: Analysis*, 2nd edition, 2004, page 241).
RELIABLE, TENTATIVE = 0.800, 0.667


class Band(StrEnum):
    """How far an agreement may be relied on."""

    RELIABLE = "reliable"
    TENTATIVE = "tentative"
    POOR = "poor"


class Silence(StrEnum):
    """Why there is no figure.

    ``SAME``: everybody gave every candidate the same level, so that there is nothing to agree on.
    ``ALONE``: no candidate was scored by two.
    ``ORDER``: it is not known in which order the candidates were read.
    """

    TOO_FEW = "too-few"
    SAME = "same"
    ALONE = "alone"
    ORDER = "order"


@dataclass(frozen=True)
class Estimate:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def band(self) -> Band:
        """How far it may be relied on, taken as an alpha."""
        if self.value >= RELIABLE:
            return Band.RELIABLE
        return Band.TENTATIVE if self.value >= TENTATIVE else Band.POOR

    @property
    def tells_a_side(self) -> bool:
        """Whether the whole interval lies on one side of nought."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class CriterionAgreement:
    """How well the panel agrees on one criterion.

    Attributes:
        candidates: how many were scored by two or more.
        within_one: the share of these where no two levels lie more than one apart.
    """

    criterion: str
    candidates: int
    within_one: float
    alpha: Estimate | Silence


@dataclass(frozen=True)
class PanellistAgreement:
    """How one panellist scores beside the others.

    Attributes:
        scores: how many were given.
        mean, spread: of the levels given; the spread is their standard deviation.
        alpha: agreement with the others.
        apart: by how many levels the panellist gives more (less, if negative) than the mean of the
            others on the same candidates and criteria.
        most_on: the criterion where that is most, or empty.
        drift: by how many levels that changes from the first candidate read to the last.
    """

    panellist: str
    scores: int
    mean: float
    spread: float
    alpha: Estimate | Silence
    apart: Estimate | Silence
    most_on: str
    drift: Estimate | Silence


@dataclass(frozen=True)
class Agreement:
    """How well a panel agrees, by criterion and by panellist, each in the vacancy's order."""

    criteria: tuple[CriterionAgreement, ...]
    panellists: tuple[PanellistAgreement, ...]


@dataclass(frozen=True)
class Levels:
    """Levels by candidate, criterion and panellist.

    Attributes:
        scale: every level, lowest first.
        given: shape ``(candidates, criteria, panellists)``; NaN where there is none.
    """

    candidates: Sequence[str]
    criteria: Sequence[str]
    panel: Sequence[str]
    scale: Sequence[int]
    given: Array


def agreement(
    levels: Levels,
    orders: Mapping[tuple[str, str], Sequence[str]] | None = None,
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Agreement:
    """Return how well a panel agrees.

    Args:
        orders: the candidates in the order in which they were read, by
            ``(panellist, criterion)``, as far as it is known.
        resamples, seed: of the bootstrap.
    """
    known = orders or {}
    draws = _draws(len(levels.candidates), resamples, seed)
    criteria, per_panellist = _alphas(levels, draws)
    panellists = tuple(
        _panellist(levels, number, per_panellist[number], known, draws)
        for number in range(len(levels.panel))
    )
    return Agreement(tuple(criteria), panellists)


# -- alpha


def coincidences(given: Array, scale: Sequence[int]) -> Array:
    """Return the coincidences of each unit, by panellist: how often a level of that panellist meets
    each level of another, divided by the number of others.

    Args:
        given: shape ``(units, panellists)``; NaN where there is no level.

    Returns:
        shape ``(units, panellists, levels, levels)``; nought in units with fewer than two levels.
    """
    each = (given[..., None] == np.asarray(scale, dtype=float)).astype(float)
    counts = each.sum(axis=1)
    others = counts.sum(axis=-1) - 1
    meets = each[:, :, :, None] * (counts[:, None, None, :] - each[:, :, None, :])
    share = np.where(others > 0, 1 / np.maximum(others, 1), 0.0)
    return np.asarray(meets * share[:, None, None, None])


def ordinal_differences(marginals: Array) -> Array:
    """Return Krippendorff's squared ordinal differences between levels, over the square of how many
    there are: those of the levels' middle ranks.

    Args:
        marginals: how often each level occurs, in the last axis.

    Returns:
        one more axis of the same length.
    """
    total = np.maximum(marginals.sum(axis=-1, keepdims=True), 1)
    middle = (np.cumsum(marginals, axis=-1) - marginals / 2) / total
    return np.asarray((middle[..., :, None] - middle[..., None, :]) ** 2)


def alpha(given: Array, scale: Sequence[int]) -> float:
    """Return Krippendorff's ordinal alpha of one table; NaN where it does not exist.

    Args:
        given: shape ``(units, observers)``; NaN where there is none.
    """
    pairs = coincidences(given, scale).sum(axis=(0, 1))
    observed, expected, _ = _disagreement(pairs[None])
    return float(_one_minus(observed.sum(axis=-1), expected))


def _disagreement(pairs: Array) -> tuple[Array, Array, Array]:
    """Return the observed disagreement by panellist, the expected one and the numbers of levels.

    Args:
        pairs: coincidences summed over units; the last three axes are panellists, levels, levels.
    """
    whole = pairs.sum(axis=-3)
    marginals = whole.sum(axis=-1)
    total = marginals.sum(axis=-1)
    squared = ordinal_differences(marginals)
    observed = (pairs * squared[..., None, :, :]).sum(axis=(-2, -1))
    both = marginals[..., :, None] * marginals[..., None, :]
    expected = (both * squared).sum(axis=(-2, -1)) / np.maximum(total - 1, 1)
    return observed, expected, pairs.sum(axis=(-2, -1))


def _one_minus(observed: Array, expected: Array) -> Array:
    with np.errstate(invalid="ignore", divide="ignore"):
        # Rounding must not make a disagreement out of none.
        return np.where(expected > 1e-9, 1 - observed / expected, np.nan)


def _alphas(
    levels: Levels, draws: Array
) -> tuple[list[CriterionAgreement], list[Estimate | Silence]]:
    """Return the agreement on each criterion, and of each panellist with the others."""
    criteria = []
    people = len(levels.panel)
    # Observed and expected disagreement of each panellist, summed over criteria.
    sums = np.zeros((2, len(draws) + 1, people))
    met = np.zeros(len(levels.candidates), dtype=bool)
    for number, criterion in enumerate(levels.criteria):
        given = levels.given[:, number, :]
        units = coincidences(given, levels.scale)
        pairs = _weighted(draws, units)
        observed, expected, numbers = _disagreement(pairs)
        paired = np.isfinite(given).sum(axis=1) > 1
        met |= paired
        found = _one_minus(observed.sum(axis=-1), expected)
        criteria.append(
            CriterionAgreement(
                criterion,
                int(paired.sum()),
                _within_one(given[paired]),
                _estimate(found, int(paired.sum())),
            )
        )
        whole = np.maximum(numbers.sum(axis=-1, keepdims=True), 1)
        sums[0] += observed
        sums[1] += expected[:, None] * numbers / whole
    return criteria, [
        _estimate(_one_minus(sums[0, :, one], sums[1, :, one]), int(met.sum()))
        for one in range(people)
    ]


def _within_one(given: Array) -> float:
    if not len(given):
        return 0.0
    return float((np.nanmax(given, axis=1) - np.nanmin(given, axis=1) <= 1).mean())


# -- one panellist beside the others


def _panellist(
    levels: Levels,
    number: int,
    alpha_: Estimate | Silence,
    orders: Mapping[tuple[str, str], Sequence[str]],
    draws: Array,
) -> PanellistAgreement:
    own = levels.given[:, :, number]
    apart = own - _mean_of_others(levels.given, number)
    there = own[np.isfinite(own)]
    return PanellistAgreement(
        levels.panel[number],
        len(there),
        float(there.mean()) if len(there) else 0.0,
        float(there.std(ddof=1)) if len(there) > 1 else 0.0,
        alpha_,
        _apart(apart, draws),
        _most_on(apart, levels.criteria),
        _drift(levels, number, apart, orders, draws),
    )


def _mean_of_others(given: Array, number: int) -> Array:
    others = np.delete(given, number, axis=2)
    there = np.isfinite(others)
    count = there.sum(axis=2)
    total = np.where(there, others, 0).sum(axis=2)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _apart(apart: Array, draws: Array) -> Estimate | Silence:
    there = np.isfinite(apart)
    by_candidate = np.stack([np.where(there, apart, 0).sum(axis=1), there.sum(axis=1)], axis=1)
    drawn = _weighted(draws, by_candidate)
    with np.errstate(invalid="ignore", divide="ignore"):
        return _estimate(drawn[:, 0] / drawn[:, 1], int(there.any(axis=1).sum()))


def _most_on(apart: Array, criteria: Sequence[str]) -> str:
    there = np.isfinite(apart)
    count = there.sum(axis=0)
    if not count.any():
        return ""
    means = np.where(there, apart, 0).sum(axis=0) / np.maximum(count, 1)
    side = np.sign(means.sum()) or 1.0  # on the side to which the panellist leans
    return criteria[int(np.argmax(means * side))]


def _drift(
    levels: Levels,
    number: int,
    apart: Array,
    orders: Mapping[tuple[str, str], Sequence[str]],
    draws: Array,
) -> Estimate | Silence:
    """Return the slope of what the panellist gives above the others over the place in the
    panellist's own order, from 0 for the first to 1 for the last; least squares within criteria."""
    row = {candidate: at for at, candidate in enumerate(levels.candidates)}
    place = np.full(apart.shape, np.nan)
    for column, criterion in enumerate(levels.criteria):
        read = [one for one in orders.get((levels.panel[number], criterion), ()) if one in row]
        for at, candidate in enumerate(read):
            place[row[candidate], column] = at / max(len(read) - 1, 1)
    if not np.isfinite(place).any():
        return Silence.ORDER
    there = np.isfinite(place) & np.isfinite(apart)
    x, y = np.where(there, place, 0), np.where(there, apart, 0)
    sums = np.stack([there, x, y, x * y, x * x], axis=1)
    drawn = _weighted(draws, sums)
    count, sum_x, sum_y, sum_xy, sum_xx = (drawn[:, one] for one in range(5))
    count = np.maximum(count, 1)
    along = (sum_xy - sum_x * sum_y / count).sum(axis=-1)
    across = (sum_xx - sum_x * sum_x / count).sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        slopes = np.where(across > 1e-9, along / across, np.nan)
    return _estimate(slopes, int(there.any(axis=1).sum()))


# -- the bootstrap


def _draws(candidates: int, resamples: int, seed: int) -> Array:
    """Return how often each candidate is drawn in each resample."""
    random = np.random.default_rng(seed)
    draws = np.zeros((resamples, candidates))
    for number in range(resamples if candidates else 0):
        drawn = random.integers(candidates, size=candidates)
        draws[number] = np.bincount(drawn, minlength=candidates)
    return draws


def _weighted(draws: Array, values: Array) -> Array:
    """Return the sums of values over candidates: as they are, then in each resample."""
    flat = values.reshape(len(values), int(np.prod(values.shape[1:])))
    found = np.concatenate([flat.sum(axis=0, keepdims=True), draws @ flat])
    return found.reshape(-1, *values.shape[1:])


def _estimate(found: Array, candidates: int) -> Estimate | Silence:
    """Return the first value with the interval of the others."""
    if not candidates:
        return Silence.ALONE
    if candidates < FEWEST:
        return Silence.TOO_FEW
    drawn = found[1:][np.isfinite(found[1:])]
    if not np.isfinite(found[0]) or not len(drawn):
        return Silence.SAME
    low, high = np.percentile(drawn, [2.5, 97.5])
    return Estimate(float(found[0]), float(low), float(high))
