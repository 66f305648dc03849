"""How large a sample must be, and what it says: exact tails of the hypergeometric and the binomial
distribution. Pure arithmetic; it knows nothing of documents.
"""

import math
from collections.abc import Callable
from fractions import Fraction


def sample_size(population: int, confidence: Fraction, tolerated: Fraction) -> int:
    """Return the smallest sample that shows, by holding no failure, that at most the tolerated
    share of the population fails.

    If more than that share failed, a sample of this size would hold at least one of the failures
    with at least the wanted confidence. Failures in a sample drawn without replacement follow the
    hypergeometric distribution (discovery sampling; Cochran, Sampling Techniques, 3rd edition,
    1977, §3.6 gives the distribution).

    Args:
        population: how many there are, at least 1.
        confidence: above 0, below 1.
        tolerated: a share, from 0, below 1.
    """
    failing = math.floor(tolerated * population) + 1

    def is_enough(size: int) -> bool:
        # P(no failure) = C(N - D, n) / C(N, n)
        missed = math.comb(population - failing, size)
        return missed <= (1 - confidence) * math.comb(population, size)

    # From small sizes upwards: the numbers grow with the size, far beyond what fits a register.
    high = 1
    while high < population and not is_enough(high):
        high = min(2 * high, population)  # of all of them no failure can be missed
    low = high // 2 + 1
    while low < high:
        middle = (low + high) // 2
        if is_enough(middle):
            high = middle
        else:
            low = middle + 1
    return low


def interval(failures: int, size: int, confidence: float) -> tuple[float, float]:
    """Return the exact two-sided binomial interval of a share (Clopper and Pearson, Biometrika 26,
    1934, pp. 404-413).

    Args:
        failures: how many of ``size`` failed.
        size: at least 1.
        confidence: above 0, below 1.
    """
    tail = (1 - confidence) / 2
    low = 0.0
    if failures > 0:
        # The share at which so many failures or more are as rare as the tail.
        low = _bisected(lambda p: 1 - _at_most(failures - 1, size, p) >= tail)
    high = 1.0
    if failures < size:
        # The share at which so few failures or less are as rare as the tail.
        high = _bisected(lambda p: _at_most(failures, size, p) <= tail)
    return low, high


def _bisected(is_reached: Callable[[float], bool]) -> float:
    """Return the least share from which on something holds."""
    low, high = 0.0, 1.0
    for _ in range(60):  # beyond what a float tells apart
        middle = (low + high) / 2
        if is_reached(middle):
            high = middle
        else:
            low = middle
    return (low + high) / 2


def _at_most(failures: int, size: int, share: float) -> float:
    """Return the probability of at most so many failures, each of probability ``share``."""
    if share <= 0:
        return 1.0
    if share >= 1:
        return 1.0 if failures >= size else 0.0
    log_p, log_q = math.log(share), math.log1p(-share)
    whole = math.lgamma(size + 1)
    return math.fsum(
        math.exp(
            whole - math.lgamma(k + 1) - math.lgamma(size - k + 1) + k * log_p + (size - k) * log_q
        )
        for k in range(failures + 1)
    )
