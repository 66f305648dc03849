"""Sizes and intervals against values computed with scipy 1.17 (hypergeom, beta), and against what
they mean."""

import math
from fractions import Fraction

import pytest

from edi_shortlist.workflow.sample_sizes import interval, sample_size


@pytest.mark.parametrize(
    ("population", "confidence", "tolerated", "size"),
    [
        (1, "0.95", "0.02", 1),
        (10, "0.95", "0.02", 10),  # one leak would be too many, so all are checked
        (50, "0.95", "0.02", 39),
        (100, "0.95", "0.02", 63),
        (200, "0.95", "0.02", 90),
        (1000, "0.95", "0.02", 132),
        (1000, "0.99", "0.01", 341),
        (10_000, "0.95", "0.02", 147),
        (1_000_000, "0.95", "0.05", 59),  # the "rule of 59" of endless populations
        (300, "0.5", "0", 150),
        (7, "0.95", "0.9", 1),
    ],
)
def test_the_size_of_a_sample(population: int, confidence: str, tolerated: str, size: int) -> None:
    assert sample_size(population, Fraction(confidence), Fraction(tolerated)) == size


@pytest.mark.parametrize("population", range(1, 61))
@pytest.mark.parametrize("tolerated", ["0", "0.02", "0.1", "0.5"])
def test_a_sample_misses_too_many_leaks_no_more_often_than_said_and_is_the_smallest(
    population: int, tolerated: str
) -> None:
    """By counting: of all samples, how many hold none of the leaks?"""
    confidence, share = Fraction("0.95"), Fraction(tolerated)
    leaks = next(n for n in range(population + 1) if Fraction(n, population) > share)

    def missed(size: int) -> Fraction:
        return Fraction(math.comb(population - leaks, size), math.comb(population, size))

    size = sample_size(population, confidence, share)
    assert missed(size) <= 1 - confidence
    assert size == 1 or missed(size - 1) > 1 - confidence


@pytest.mark.parametrize(
    ("failures", "size", "confidence", "low", "high"),
    [
        (0, 1, 0.95, 0.0, 0.975),
        (0, 59, 0.95, 0.0, 0.060609),
        (1, 59, 0.95, 0.000429, 0.090856),
        (3, 149, 0.95, 0.004172, 0.057712),
        (149, 149, 0.95, 0.975546, 1.0),
        (5, 10, 0.90, 0.222441, 0.777559),
        (10, 1000, 0.99, 0.003727, 0.021276),
        (2000, 5000, 0.95, 0.386383, 0.413734),
    ],
)
def test_the_exact_interval(
    failures: int, size: int, confidence: float, low: float, high: float
) -> None:
    assert interval(failures, size, confidence) == pytest.approx((low, high), abs=6e-7)


@pytest.mark.parametrize("size", [1, 7, 40])
def test_no_failure_has_the_interval_that_can_be_written_down(size: int) -> None:
    low, high = interval(0, size, 0.95)
    assert low == 0
    assert high == pytest.approx(1 - 0.025 ** (1 / size), abs=1e-12)
    # and all failing is its mirror
    assert interval(size, size, 0.95) == pytest.approx((1 - high, 1.0), abs=1e-12)
