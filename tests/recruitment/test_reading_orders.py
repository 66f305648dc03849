"""Reading orders: the same from the same seed, untouched by an erasure, and in balance, so that
severity that grows along a list favours nobody."""

from itertools import product
from statistics import mean, pstdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edi_shortlist.recruitment.criteria import Criterion, CriterionKind
from edi_shortlist.recruitment.reading_orders import reading_order
from edi_shortlist.recruitment.vacancy import Vacancy

SEED = "00112233445566778899aabbccddeeff"
CANDIDATES = [f"C-{number:04d}" for number in range(40)]


def vacancy(criteria: int, questions: tuple[str, ...] = ()) -> Vacancy:
    named = (*((one,) for one in questions), *[()] * criteria)
    return Vacancy(
        "V-1",
        "Adviser",
        criteria=tuple(
            Criterion(f"E{n}", CriterionKind.ESSENTIAL, "x", questions=named[n])
            for n in range(criteria)
        ),
    )


def orders(panel: int, criteria: int, seed: str = SEED) -> dict[tuple[int, int], list[str]]:
    names = [f"P{number}" for number in range(panel)]
    post = vacancy(criteria)
    return {
        (p, k): reading_order(seed, names, post, names[p], f"criterion E{k}", CANDIDATES)
        for p, k in product(range(panel), range(criteria))
    }


def places(found: dict[tuple[int, int], list[str]]) -> dict[str, float]:
    """Return each candidate's mean place, from 0 (always first) to 1 (always last)."""
    last = len(CANDIDATES) - 1
    return {c: mean(order.index(c) / last for order in found.values()) for c in CANDIDATES}


@pytest.mark.parametrize(
    ("panel", "criteria", "spread"),
    [(2, 2, 0.04), (2, 5, 0.04), (3, 1, 0.07), (3, 4, 0.04), (3, 5, 0.04), (1, 2, 0.05), (1, 3, 0.07)],
)  # fmt: skip
def test_nobody_is_read_late_on_the_whole(panel, criteria, spread):
    found = orders(panel, criteria)
    assert all(sorted(order) == CANDIDATES for order in found.values())
    assert len({tuple(order) for order in found.values()}) == panel * criteria
    # Independent orders would leave 0.29 over the root of their number.
    assert pstdev(places(found).values()) < spread


def test_each_criterion_is_in_balance_over_the_panel_whatever_the_criteria_weigh():
    found = orders(2, 3)
    for criterion in range(3):
        alone = {key: order for key, order in found.items() if key[1] == criterion}
        assert pstdev(places(alone).values()) < 0.05


def test_an_order_is_written_down_for_ever():
    """An auditor of a later year must get the same order from the same seed."""
    eight = [f"C-{number}" for number in range(1, 9)]
    order = reading_order(SEED, ["Ada", "Bo", "Cy"], vacancy(3), "Bo", "criterion E1", eight)
    assert [int(one[2:]) for one in order] == [3, 6, 5, 7, 8, 4, 2, 1]


def test_questions_and_whole_applications_have_orders_of_their_own():
    post = vacancy(3, ("Q2", "statement"))
    keys = ("question q2", "question statement", "application", "question q7", "criterion E0")
    found = {tuple(reading_order(SEED, ["A"], post, "A", key, CANDIDATES)) for key in keys}
    assert len(found) == len(keys)


@given(
    gone=st.sets(st.sampled_from(CANDIDATES), max_size=30),
    seed=st.binary(min_size=16, max_size=16),
    panel=st.integers(1, 3),
)
@settings(max_examples=15, deadline=None)
def test_whoever_is_erased_drops_out_and_nobody_else_moves(gone, seed, panel):
    names = ["Ada", "Bo", "Cy"][:panel]
    left = [one for one in reversed(CANDIDATES) if one not in gone]
    for name, key in product([*names, "Stand-in"], ("criterion E1", "application")):
        whole = reading_order(seed.hex(), names, vacancy(3), name, key, CANDIDATES)
        assert reading_order(seed.hex(), names, vacancy(3), name, key, left) == [
            one for one in whole if one not in gone
        ]


def test_another_seed_and_whoever_joined_later_have_other_orders():
    assert orders(2, 2) != orders(2, 2, "f" * 32)
    names = ["P0", "P1"]
    late = reading_order(SEED, names, vacancy(2), "P2", "criterion E0", CANDIDATES)
    assert late not in orders(2, 2).values()


def test_a_panel_that_grows_harsher_ranks_by_merit_alone():
    """Levels fall by a whole one from the first candidate to the last; merit differs by two."""
    merit = {c: 2 * n / len(CANDIDATES) for n, c in enumerate(CANDIDATES)}
    backwards = list(reversed(CANDIDATES))

    def ranked(found) -> list[str]:
        total = {
            c: sum(merit[c] - order.index(c) / len(CANDIDATES) for order in found) for c in merit
        }
        return sorted(CANDIDATES, key=lambda c: total[c])

    def misplaced(found) -> int:
        return max(abs(n - CANDIDATES.index(c)) for n, c in enumerate(ranked(found)))

    # Read in the order of merit, a fixed order halves every difference; ours hardly touches one.
    assert misplaced(list(orders(3, 5).values())) <= 2
    mixed = CANDIDATES[::2] + CANDIDATES[1::2]
    assert misplaced([mixed] * 15) > 5
    assert misplaced([CANDIDATES, backwards]) == 0
