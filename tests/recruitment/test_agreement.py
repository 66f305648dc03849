"""Agreement: alpha as published, as a slow second writing has it, and what is said of panellists."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edi_shortlist.recruitment.agreement import (
    FEWEST,
    Band,
    Estimate,
    Levels,
    Silence,
    agreement,
    alpha,
    coincidences,
)

NONE = np.nan
#: Data set C of Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): four observers,
#: twelve units, nine values missing.
DATA_C = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3],
        [NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE],
    ]
).T
SCALE = (1, 2, 3, 4, 5)


def by_metric(table, squared) -> float:  # type: ignore[no-untyped-def]
    """Alpha of the program's coincidences under another metric."""
    pairs = coincidences(table, SCALE).sum(axis=(0, 1))
    marginals = pairs.sum(axis=1)
    differences = np.array([[squared(a, b) for b in SCALE] for a in SCALE], dtype=float)
    expected = (np.outer(marginals, marginals) * differences).sum() / (marginals.sum() - 1)
    return float(1 - (pairs * differences).sum() / expected)


def test_alpha_is_the_published_one():
    assert round(by_metric(DATA_C, lambda a, b: a != b), 3) == 0.743
    assert round(alpha(DATA_C, SCALE), 3) == 0.815
    assert round(by_metric(DATA_C, lambda a, b: (a - b) ** 2), 3) == 0.849


def slow_alpha(units: list[list[int]]) -> float | None:
    """Alpha as the pairs say it, written a second time without arrays."""
    units = [unit for unit in units if len(unit) > 1]
    values = [value for unit in units for value in unit]

    def squared(a: int, b: int) -> float:
        low, high = sorted((a, b))
        between = sum(low <= value <= high for value in values)
        return (between - (values.count(a) + values.count(b)) / 2) ** 2 if a != b else 0.0

    if len(set(values)) < 2:
        return None
    observed = sum(
        squared(a, b) / (len(unit) - 1) for unit in units for a, b in permutations(unit, 2)
    ) / len(values)
    expected = sum(squared(a, b) for a, b in permutations(values, 2)) / (
        len(values) * (len(values) - 1)
    )
    return 1 - observed / expected


level = st.one_of(st.none(), st.integers(0, 4))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(level, level, level), min_size=1, max_size=8))
def test_alpha_is_what_the_pairs_say(rows):
    table = np.array([[NONE if one is None else one for one in row] for row in rows], dtype=float)
    expected = slow_alpha([[one for one in row if one is not None] for row in rows])
    found = alpha(table, range(5))
    if expected is None:
        assert np.isnan(found)
    else:
        assert found == pytest.approx(expected, abs=1e-9)


def levels(given_levels, panel=("Ann", "Ben", "Cat"), criteria=("E1", "E2")) -> Levels:  # type: ignore[no-untyped-def]
    given_levels = np.asarray(given_levels, dtype=float)
    names = [f"C-{number:04}" for number in range(len(given_levels))]
    return Levels(names, criteria, panel, range(5), given_levels)


def panel_of(candidates: int, seed: int = 1) -> np.ndarray:
    """Three panellists who see the same merit with a little noise, on two criteria."""
    random = np.random.default_rng(seed)
    merit = random.uniform(0.6, 3.4, size=(candidates, 2, 1))
    return np.clip(np.rint(merit + random.normal(0, 0.4, size=(candidates, 2, 3))), 0, 4)


def test_a_panel_that_sees_alike_and_one_that_guesses():
    alike = agreement(levels(panel_of(60)), resamples=300)
    for one in alike.criteria:
        assert isinstance(one.alpha, Estimate)
        assert one.alpha.low < one.alpha.value < one.alpha.high
        assert one.alpha.band is not Band.POOR
        assert one.within_one > 0.85
    guesses = np.random.default_rng(3).integers(0, 5, size=(60, 2, 3))
    for one in agreement(levels(guesses), resamples=300).criteria:
        assert isinstance(one.alpha, Estimate)
        assert one.alpha.band is Band.POOR
        assert one.alpha.low < 0 < one.alpha.high


def test_for_a_whole_table_the_panellists_have_the_panels_agreement_between_them():
    found = agreement(levels(panel_of(40)[:, :1], criteria=("E1",)), resamples=20)
    each = [one.alpha.value for one in found.panellists]  # type: ignore[union-attr]
    assert sum(each) / 3 == pytest.approx(found.criteria[0].alpha.value)  # type: ignore[union-attr]


def test_the_interval_covers_the_truth_about_as_often_as_it_says():
    truth = alpha(panel_of(20_000, seed=9)[:, 0, :], range(5))
    hits = 0
    for seed in range(40):
        table = levels(panel_of(50, seed=100 + seed)[:, :1], criteria=("E1",))
        found = agreement(table, resamples=200).criteria[0].alpha
        assert isinstance(found, Estimate)
        hits += found.low <= truth <= found.high
    assert 34 <= hits <= 40


def test_a_severe_panellist_is_told_and_where():
    given_levels = panel_of(50)
    given_levels[:, 1, 0] = np.clip(given_levels[:, 1, 0] - 2, 0, 4)
    severe, *others = agreement(levels(given_levels), resamples=300).panellists
    assert isinstance(severe.apart, Estimate)
    assert severe.apart.high < -0.5
    assert severe.most_on == "E2"
    assert severe.mean < min(one.mean for one in others)
    assert severe.alpha.value < min(one.alpha.value for one in others)  # type: ignore[union-attr]
    assert severe.scores == 100


@pytest.mark.parametrize("direction", [-1, 1])
def test_who_grows_harsher_along_an_own_order_is_found(direction):
    random = np.random.default_rng(5)
    given_levels = panel_of(80)
    table = levels(given_levels)
    orders = {}
    for criterion in (0, 1):
        for name in table.panel:
            orders[name, table.criteria[criterion]] = list(random.permutation(table.candidates))
        order = orders["Ben", table.criteria[criterion]]
        for place, candidate in enumerate(order):
            row = table.candidates.index(candidate)
            shifted = given_levels[row, criterion, 1] + direction * 1.5 * place / 79
            given_levels[row, criterion, 1] = np.clip(np.rint(shifted), 0, 4)
    ann, ben, _cat = agreement(levels(given_levels), orders, resamples=300).panellists
    assert isinstance(ben.drift, Estimate)
    assert ben.drift.tells_a_side
    assert ben.drift.value * direction == pytest.approx(1.1, abs=0.5)
    assert isinstance(ann.drift, Estimate)
    assert abs(ann.drift.value) < abs(ben.drift.value)


@pytest.mark.parametrize(
    ("table", "silence"),
    [
        (panel_of(FEWEST - 1), Silence.TOO_FEW),
        (np.full((20, 2, 3), 2.0), Silence.SAME),
        (np.where(np.arange(3) == 0, panel_of(20), NONE), Silence.ALONE),
        (np.zeros((0, 2, 3)), Silence.ALONE),
    ],
)
def test_where_nothing_can_be_told_there_is_no_figure(table, silence):
    found = agreement(levels(table), resamples=50)
    assert {one.alpha for one in found.criteria} == {silence}
    assert {one.alpha for one in found.panellists} == {silence}
    assert {one.drift for one in found.panellists} == {Silence.ORDER}


def test_nobody_is_compared_where_one_alone_scores():
    (alone,) = agreement(levels(panel_of(20)[..., :1], panel=("Ann",)), resamples=50).panellists
    assert (alone.alpha, alone.apart) == (Silence.ALONE, Silence.ALONE)
    assert alone.most_on == ""


def test_the_same_scores_give_the_same_interval():
    assert agreement(levels(panel_of(30))) == agreement(levels(panel_of(30)))


@pytest.mark.parametrize(
    ("value", "band"), [(0.8, Band.RELIABLE), (0.79, Band.TENTATIVE), (0.66, Band.POOR)]
)
def test_bands_are_krippendorffs(value, band):
    assert Estimate(value, 0, 1).band is band
