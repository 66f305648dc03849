"""How long scoring may still take, from how far apart the last scores were given.

It keeps nothing: the instants are the caller's, and are forgotten with the window.
"""

from collections.abc import Sequence
from itertools import pairwise

#: A longer gap is a pause, and no work.
LONGEST_GAP_SECONDS = 300.0
#: How many of the last gaps tell the pace.
RECENT = 30
#: Fewer gaps than this tell none.
FEWEST = 4


def seconds_per_score(instants: Sequence[float]) -> float | None:
    """Return the mean gap between the last scores, pauses left out, in seconds.

    Args:
        instants: when scores were given, in seconds of one clock, the oldest first.

    Returns:
        None where there are too few to tell.
    """
    gaps = [later - earlier for earlier, later in pairwise(instants)]
    worked = [gap for gap in gaps if 0 <= gap <= LONGEST_GAP_SECONDS][-RECENT:]
    return sum(worked) / len(worked) if len(worked) >= FEWEST else None
