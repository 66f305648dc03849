"""The interview schedule as a calendar or a spreadsheet.

Who may read what is decided before: a row holds only what its reader may see.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from edi_shortlist.reports.evidence import harmless

_ENGLAND = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class CalendarEntry:
    """One interview in a calendar.

    Attributes:
        uid, sequence: the same interview has the same ``uid`` in every file, and a higher
            ``sequence`` once its time has changed, so that a calendar updates it (RFC 5545
            §§3.8.4.7 and 3.8.7.4).
        start: the clock in England, without a zone.
    """

    uid: str
    sequence: int
    start: datetime
    minutes: int
    summary: str
    location: str = ""
    url: str = ""
    description: str = ""


def schedule_calendar(name: str, entries: Iterable[CalendarEntry]) -> bytes:
    """Return the bytes of an iCalendar file with one event an interview, and the rules by which
    the clocks change around them."""
    from icalendar import Calendar, Event  # takes a good part of a second to load

    calendar = Calendar()
    calendar.add("prodid", "-//EDI Shortlist//Interviews//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    years = set()
    for entry in entries:
        event = Event()
        start = entry.start.replace(tzinfo=_ENGLAND)
        event.add("uid", entry.uid)
        event.add("sequence", entry.sequence)
        event.add("dtstamp", datetime.now(UTC).replace(microsecond=0))
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(minutes=entry.minutes))
        event.add("summary", entry.summary)
        for key, said in (
            ("location", entry.location),
            ("url", entry.url),
            ("description", entry.description),
        ):
            if said:
                event.add(key, said)
        calendar.add_component(event)
        years.add(start.year)
    if years:
        calendar.add_missing_timezones(
            first_date=date(min(years) - 1, 1, 1), last_date=date(max(years) + 2, 1, 1)
        )
    return bytes(calendar.to_ical())


def schedule_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return the bytes of a CSV in UTF-8 with a mark that spreadsheets know it by."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")
