"""Days and times as people write them in England, read and written in fields."""

from datetime import date, datetime, time

_DAYS = ("%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y")
_TIMES = ("%H:%M", "%H.%M", "%H%M", "%H")

DAY_HINT = "Day, month, year: 07/12/2026"
TIME_HINT = "On the 24-hour clock: 09:30"


def day_written(day: date) -> str:
    """Return a day as it stands in a field."""
    return f"{day:%d/%m/%Y}"


def read_day(written: str) -> date | None:
    """Return the day that somebody wrote, or None."""
    for form in _DAYS:
        try:
            return datetime.strptime(" ".join(written.split()), form).date()
        except ValueError:
            continue
    return None


def read_time(written: str) -> time | None:
    """Return the time that somebody wrote, or None."""
    for form in _TIMES:
        try:
            return datetime.strptime(written.strip(), form).time()
        except ValueError:
            continue
    return None
