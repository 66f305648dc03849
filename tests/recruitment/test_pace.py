"""The time left for scoring, by clocks that were never wound."""

from itertools import accumulate

import pytest

from edi_shortlist.recruitment.pace import FEWEST, RECENT, seconds_per_score


@pytest.mark.parametrize(
    ("gaps", "expected"),
    [
        ([], None),
        ([20] * (FEWEST - 1), None),
        ([20] * FEWEST, 20),
        ([10, 30] * 4, 20),
        ([20] * 3 + [3600] + [20] * 3, 20),  # lunch is no work
        ([3600] * 10, None),
        ([300] * 5, 300),
        ([301] * 5, None),
        ([1000] + [200] * 10 + [10] * RECENT, 10),  # one gets quicker
        ([-5] + [20] * 5, 20),  # a clock that was put back
    ],
)
def test_the_pace_is_that_of_the_last_scores_without_the_pauses(gaps, expected):
    instants = list(accumulate(gaps, initial=1000.0))
    assert seconds_per_score(instants) == expected
