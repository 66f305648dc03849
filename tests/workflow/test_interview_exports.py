"""The schedule as files: what each reader is told, and what nobody but HR is."""

import csv
import io
import stat
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from icalendar import Calendar

from edi_shortlist.recruitment.interview_plan import Mode, PlanError
from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.interview_changes import (
    move_interview,
    propose_times,
    set_need,
    set_plan,
)
from edi_shortlist.workflow.interview_exports import MARKINGS, Reader, export_schedule
from edi_shortlist.workflow.interview_plan_file import use_plan_file
from edi_shortlist.workflow.interview_questions import InterviewQuestion, set_questions
from edi_shortlist.workflow.interview_schedule import schedule
from edi_shortlist.workflow.session import Session

from .conftest import REF, At, candidate_named
from .interviews import DAY, HALL, plan


@pytest.fixture
def arranged(at: At) -> tuple[Session, str, str]:
    """A schedule, and the two invited by reference; the first needs the lift."""
    session = at("unsealed")
    first, second = (candidate_named(session, name) for name in ("first", "second"))
    set_plan(session, REF, plan())
    set_need(session, REF, first, mode=Mode.IN_PERSON, extra=15, panel_words="=Hold the door")
    propose_times(session, REF)
    return session, first, second


def events(path: Path) -> dict[str, dict[str, str]]:
    """Return the properties of a calendar's events by UID."""
    return {
        str(event["UID"]): {name: str(value) for name, value in event.property_items()}
        for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    }


def test_hr_sees_everything_the_panel_what_it_needs(
    arranged: tuple[Session, str, str], tmp_path: Path
) -> None:
    session, first, _second = arranged
    set_questions(session, REF, [InterviewQuestion("E3", "What would you do first?", {2: "Asks"})])
    texts = {}
    for reader in (Reader.HR, Reader.PANEL):
        for suffix in (".csv", ".ics", ".pdf"):
            made = export_schedule(session, REF, tmp_path / f"{reader}{suffix}", reader)
            assert (made.files, made.interviews) == (1, 2)
            assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
            texts[reader, suffix] = made.path.read_bytes()
    for reader in (Reader.HR, Reader.PANEL):
        pages = pypdfium2.PdfDocument(texts[reader, ".pdf"])
        paper = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)
        sheet = texts[reader, ".csv"].decode("utf-8-sig")
        calendar = texts[reader, ".ics"].decode().replace("\r\n ", "")
        for text in (paper, sheet):
            assert MARKINGS[reader] in text
            assert "Zubeida Okonjo" in text
            assert ("zubeida@example.com" in text) is (reader is Reader.HR)
            assert ("a lift" in text) is (reader is Reader.HR)
            assert "Hold the door" in text
        assert "What would you do first?" in paper
        assert "Zubeida Okonjo" in calendar
        assert ("a lift" in calendar) is (reader is Reader.HR)
        assert "Hold the door" in calendar
    rows = list(csv.DictReader(io.StringIO(texts[Reader.PANEL, ".csv"].decode("utf-8-sig"))))
    row = next(one for one in rows if one["Candidate"] == first)
    assert row["Please note"] == "'=Hold the door"  # a spreadsheet does not run it
    assert (row["Minutes"], row["Interview"]) == ("60", "In person")
    logged = [e.details["reader"] for e in audit_entries(session, action="interviews.exported")]
    assert logged == ["hr"] * 3 + ["panel"] * 3


def test_each_candidate_gets_the_own_time_and_nothing_of_adjustments(
    arranged: tuple[Session, str, str], tmp_path: Path
) -> None:
    session, first, second = arranged
    made = export_schedule(session, REF, tmp_path / "all", Reader.CANDIDATE)
    assert made.files == 2
    assert {path.name for path in made.path.iterdir()} == {f"{first}.ics", f"{second}.ics"}
    text = (made.path / f"{first}.ics").read_text()
    for word in ("lift", "door", "Panellist", "Okonjo", first, second):
        assert word not in text
    (event,) = events(made.path / f"{first}.ics").values()
    assert event["SUMMARY"] == "Interview: Housing Options Adviser"
    assert event["LOCATION"] == "Town Hall"
    one = export_schedule(
        session, REF, tmp_path / "one.ics", Reader.CANDIDATE, candidate=second.lower()
    )
    (event,) = events(one.path).values()
    assert event["URL"] == "https://meet.example.com/1"


def test_a_calendar_taken_again_updates_the_same_interviews(
    arranged: tuple[Session, str, str], tmp_path: Path
) -> None:
    session, first, _second = arranged
    export_schedule(session, REF, tmp_path / "before.ics", Reader.PANEL)
    move_interview(
        session, REF, first, "Hall", datetime.combine(DAY, datetime.min.time()).replace(hour=11)
    )
    export_schedule(session, REF, tmp_path / "after.ics", Reader.PANEL)
    before, after = events(tmp_path / "before.ics"), events(tmp_path / "after.ics")
    assert set(before) == set(after)
    grew = {uid: int(after[uid]["SEQUENCE"]) - int(before[uid]["SEQUENCE"]) for uid in before}
    moved = next(one.uid for one in schedule(session, REF).interviews if one.candidate == first)
    assert grew == {uid: int(uid == moved) for uid in before}


def test_calendars_know_when_the_clocks_change(at: At, tmp_path: Path) -> None:
    session = at("unsealed")
    summer = DAY.replace(month=7)
    set_plan(session, REF, plan(days=(DAY, summer), end=plan().start.replace(hour=10)))
    propose_times(session, REF)
    export_schedule(session, REF, tmp_path / "c.ics")
    calendar = Calendar.from_ical((tmp_path / "c.ics").read_bytes())
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/London"]
    starts = sorted(event.start.astimezone(UTC) for event in calendar.walk("VEVENT"))
    assert [(at.month, at.hour) for at in starts] == [(7, 8), (12, 9)]


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("x.xlsx", {}, "ends in .csv, .ics or .pdf"),
        ("x.pdf", {"panellist": "Nobody"}, "No interview that would be in this file"),
        ("x.ics", {"reader": Reader.CANDIDATE}, "one calendar file a candidate"),
        ("there.pdf", {}, "is already there"),
    ],
)
def test_what_cannot_be_written_is_refused(
    arranged: tuple[Session, str, str],
    tmp_path: Path,
    name: str,
    options: dict[str, object],
    words: str,
) -> None:
    (tmp_path / "there.pdf").touch()
    with pytest.raises(Refused, match=words):
        export_schedule(arranged[0], REF, tmp_path / name, **options)  # type: ignore[arg-type]
    assert audit_entries(arranged[0], action="interviews.exported") == []


def test_a_plan_file_is_taken_whole_or_not_at_all(at: At, tmp_path: Path) -> None:
    session = at("unsealed")
    first = candidate_named(session, "first")
    file = tmp_path / "plan.toml"
    text = f"""
        days = ["2026-12-07"]
        start = "09:00"
        end = "12:00"
        minutes = 45
        [[rooms]]
        name = "Hall"
        panel = ["Panellist A", "Panellist B"]
        place = "Town Hall"
        link = "https://meet.example.com/1"
        [[candidates]]
        candidate = "{first}"
        extra = 15
        mode = "online"
    """
    file.write_text(text.replace("online", "by pigeon"))
    with pytest.raises(PlanError, match="must be 'in person', 'online' or empty"):
        use_plan_file(session, REF, file)
    file.write_text(text.replace(first, "C-9999"))
    with pytest.raises(Refused, match="no candidate C-9999"):
        use_plan_file(session, REF, file)
    assert schedule(session, REF).plan is None
    file.write_text(text)
    use_plan_file(session, REF, file)
    view = schedule(session, REF)
    assert view.plan == plan(rooms=(HALL,))
    assert [one.extra for one in view.interviews if one.candidate == first] == [15]
