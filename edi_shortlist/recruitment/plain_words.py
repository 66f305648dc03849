"""Numbers, days and lists as a sentence writes them."""

import datetime
from collections.abc import Iterable
from fractions import Fraction


def listed(names: Iterable[str], joiner: str = "and") -> str:
    """Return names as a sentence lists them: ``A, B and C``."""
    *first, last = [*names] or [""]
    return f" {joiner} ".join(filter(None, [", ".join(first), last]))


def counted(number: int, thing: str) -> str:
    """Return ``1 place`` or ``2 places``."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def number_words(value: Fraction) -> str:
    """Return a total as people write it: whole, or with two decimals."""
    above, below = value.numerator, value.denominator
    return str(above) if below == 1 else f"{above / below:.2f}"


def day_words(day: datetime.date) -> str:
    """Return ``3 May 2026``; written out, so that it is the same on every system."""
    return f"{day.day} {day:%B %Y}"
