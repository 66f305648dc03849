"""What the tests of the interview stage share: a plan for the small vacancy."""

from datetime import date, time
from typing import Any

from edi_shortlist.recruitment.interview_plan import InterviewPlan, Room

DAY = date(2026, 12, 7)
HALL = Room("Hall", ("Panellist A", "Panellist B"), "Town Hall", "https://meet.example.com/1")


def plan(**changes: Any) -> InterviewPlan:
    """Return a day with one room in which the vacancy's panel sits."""
    usual = {"days": (DAY,), "start": time(9), "end": time(12), "minutes": 45, "rooms": (HALL,)}
    return InterviewPlan(**{**usual, **changes})
