"""The interview schedule as files to hand over, each for one kind of reader.

HR's has everything. The panel's names the candidates, since whoever interviews them meets them, and
tells of adjustments what HR wrote for the panel and nothing else. A candidate's tells that
candidate's own time and place, and of adjustments nothing. Every file says whom it is for.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from edi_shortlist.recruitment.interview_plan import Mode
from edi_shortlist.recruitment.interview_scoring import assessed_at_interview
from edi_shortlist.reports.bundle import new_file, safe_name, write_bundle
from edi_shortlist.reports.interviews import CalendarEntry, schedule_calendar, schedule_csv
from edi_shortlist.reports.page import Section
from edi_shortlist.reports.paper import write_paper
from edi_shortlist.reports.shortlist_report import when
from edi_shortlist.storage import utc_now
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.interview_questions import questions
from edi_shortlist.workflow.interview_schedule import Interview, Schedule, placed, schedule
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import get_vacancy
from edi_shortlist.workflow.writing import refusals_of

FORMATS = (".csv", ".ics", ".pdf")
_MODES = {Mode.IN_PERSON: "In person", Mode.ONLINE: "Online"}


class Reader(StrEnum):
    """Whom a file is for."""

    HR = "hr"
    PANEL = "panel"
    CANDIDATE = "candidate"


MARKINGS = {
    Reader.HR: "For HR only: names, contacts and adjustments",
    Reader.PANEL: "For the interview panel only: names, and what it needs to know of adjustments",
    Reader.CANDIDATE: "For the candidate",
}
_COLUMNS = {
    Reader.HR: (
        *("Time", "Minutes", "Room", "Where", "Panel", "Candidate", "Name", "Interview"),
        *("E-mail", "Telephone", "Adjustments asked for", "Told to the panel"),
    ),
    Reader.PANEL: ("Time", "Minutes", "Room", "Candidate", "Name", "Interview", "Please note"),
}
#: On paper the name stands under the reference, and HR's leaves out where the rooms are and who
#: sits there, which is told above.
_ON_PAPER = {
    Reader.HR: (
        *("Time", "Min.", "Room", "Candidate", "Interview", "Contact"),
        *("Adjustments asked for", "Told to the panel"),
    ),
    Reader.PANEL: ("Time", "Min.", "Room", "Candidate", "Interview", "Please note"),
}


@dataclass(frozen=True)
class ExportedSchedule:
    """What was written.

    Attributes:
        files: how many.
        interviews: how many are in them.
    """

    path: Path
    reader: Reader
    files: int
    interviews: int


def export_schedule(
    s: Session,
    ref: str,
    path: Path | str,
    reader: Reader = Reader.HR,
    *,
    panellist: str | None = None,
    candidate: str | None = None,
    day: date | None = None,
) -> ExportedSchedule:
    """Write the schedule; the vault must be open.

    Args:
        path: ends in ``.csv``, ``.ics`` or ``.pdf`` and must not exist. For the candidates it ends
            in ``.ics`` and ``candidate`` says whose it is, or it is a ZIP or a folder, new or
            empty, with one calendar file a candidate.
        panellist: only the interviews of that panellist.
        day: only the interviews of that day.

    Raises:
        Refused: there is no such format, nobody has a time that would be in it, or it cannot be
            written.
        VaultSealed: the vault is not open.
    """
    path = Path(path)
    view = schedule(s, ref)
    chosen = [
        one
        for one in view.timed
        if (candidate is None or one.candidate == candidate.strip().upper())
        and (panellist is None or panellist in placed(view.plan, one).panel)
        and (day is None or (one.slot is not None and one.slot.start.date() == day))
    ]
    if not chosen:
        raise Refused(
            "No interview that would be in this file has a time yet. Set the times first."
        )
    if reader is Reader.CANDIDATE:
        files = _write_for_candidates(view, chosen, path, single=candidate is not None)
    else:
        files = 1
        _write(s, view, chosen, path, reader)
    s.log(
        "interviews.exported",
        ref,
        reader=str(reader),
        format=path.suffix.lower().lstrip(".") or "folder",
        files=files,
        interviews=len(chosen),
    )
    return ExportedSchedule(path, reader, files, len(chosen))


def _write(
    s: Session, view: Schedule, chosen: Sequence[Interview], path: Path, reader: Reader
) -> None:
    title = f"Interviews: {view.title} ({view.vacancy})"
    match path.suffix.lower():
        case ".csv":
            rows = [(_day(one), *_row(view, one, reader)) for one in chosen]
            columns = ("Day", *_COLUMNS[reader], MARKINGS[reader])
            _new_file(path, schedule_csv(columns, rows))
        case ".ics":
            _new_file(
                path,
                schedule_calendar(
                    f"{title}. {MARKINGS[reader]}.", [_entry(view, one, reader) for one in chosen]
                ),
            )
        case ".pdf":
            days: dict[str, list[Sequence[str]]] = {}
            for one in chosen:
                days.setdefault(_day(one), []).append(_on_paper(view, one, reader))
            sections = [
                Section(day, _whereabouts(view, day, chosen), _ON_PAPER[reader], rows)
                for day, rows in days.items()
            ]
            with refusals_of(path):
                write_paper(
                    title,
                    [*sections, *_questions(s, view.vacancy)],
                    path,
                    marking=MARKINGS[reader],
                    made=f"Made {when(utc_now())} UTC by {s.actor}",
                )
        case other:
            raise Refused(
                f"A schedule cannot be written as '{other or path.name}'. Choose a name that ends "
                f"in {', '.join(FORMATS[:-1])} or {FORMATS[-1]}."
            )


def _write_for_candidates(
    view: Schedule, chosen: Sequence[Interview], path: Path, *, single: bool
) -> int:
    files = {
        safe_name(f"{one.candidate}.ics"): schedule_calendar(
            f"Interview: {view.title}", [_entry(view, one, Reader.CANDIDATE)]
        )
        for one in chosen
    }
    if single:
        if path.suffix.lower() != ".ics":
            raise Refused("A candidate's interview is a calendar file. Choose a name in .ics.")
        _new_file(path, next(iter(files.values())))
        return 1
    if path.suffix.lower() not in ("", ".zip"):
        raise Refused(
            "There is one calendar file a candidate. Choose a new folder, or a name that ends in "
            ".zip; or say which candidate it is for."
        )
    with refusals_of(path):
        write_bundle(files, path)
    return len(files)


def _new_file(path: Path, content: bytes) -> None:
    with refusals_of(path), os.fdopen(new_file(path), "wb") as file:
        file.write(content)


def _day(one: Interview) -> str:
    assert one.slot is not None
    return f"{one.slot.start:%A} {one.slot.start.day} {one.slot.start:%B %Y}"


def _row(view: Schedule, one: Interview, reader: Reader) -> tuple[str, ...]:
    assert one.slot is not None
    at, who = placed(view.plan, one), one.who.identity
    time, minutes = f"{at.start:%H:%M}", str(at.minutes)
    name = who.get("full_name", "")
    preferred = who.get("preferred_name", "")
    if preferred and preferred.casefold() not in name.casefold().split():
        name = f"{name} ({preferred})"
    if reader is Reader.PANEL:
        return (
            *(time, minutes, one.slot.room, one.candidate, name),
            *(_MODES[at.mode], one.panel_words),
        )
    return (
        *(time, minutes, one.slot.room, at.where, ", ".join(at.panel), one.candidate, name),
        *(_MODES[at.mode], who.get("email", ""), who.get("phone", "")),
        *(" ".join(one.who.adjustments.split()), one.panel_words),
    )


def _on_paper(view: Schedule, one: Interview, reader: Reader) -> tuple[str, ...]:
    row = _row(view, one, reader)
    if reader is Reader.PANEL:
        time, minutes, room, candidate, name, mode, note = row
        return (time, minutes, room, _lines(candidate, name), mode, note)
    time, minutes, room, _where, _panel, candidate, name, mode, email, phone, asked, told = row
    who, contact = _lines(candidate, name), _lines(email, phone)
    return (time, minutes, room, who, mode, contact, asked, told)


def _lines(*said: str) -> str:
    return "\n".join(one for one in said if one)


def _entry(view: Schedule, one: Interview, reader: Reader) -> CalendarEntry:
    at = placed(view.plan, one)
    online = at.mode is Mode.ONLINE
    link = at.where if online and at.where.lower().startswith(("https://", "http://")) else ""
    if reader is Reader.CANDIDATE:
        summary, said = f"Interview: {view.title}", ""
    else:
        name = one.who.identity.get("full_name", "")
        summary = f"Interview: {name} ({one.candidate})" if name else f"Interview: {one.candidate}"
        told = [MARKINGS[reader] + ".", f"{view.title} ({view.vacancy})", ", ".join(at.panel)]
        if reader is Reader.HR and one.who.adjustments.strip():
            told.append(f"Adjustments asked for: {' '.join(one.who.adjustments.split())}")
        if one.panel_words:
            told.append(f"Please note: {one.panel_words}")
        said = "\n".join(told)
    return CalendarEntry(one.uid, one.sequence, at.start, at.minutes, summary, at.where, link, said)


def _whereabouts(view: Schedule, day: str, chosen: Sequence[Interview]) -> list[str]:
    """Return where each room of a day is, and who sits there."""
    rooms = dict.fromkeys(one.slot.room for one in chosen if one.slot and _day(one) == day)
    found = [view.plan.room(name) for name in rooms] if view.plan else []
    return [
        ". ".join(
            part
            for part in (f"{room.name}: {', '.join(room.panel)}", room.place, room.link)
            if part
        )
        for room in found
        if room
    ]


def _questions(s: Session, ref: str) -> list[Section]:
    """Return the questions as a part of the paper, where there are any."""
    vacancy, asked = get_vacancy(s, ref), questions(s, ref)
    texts = {criterion.id: criterion.text for criterion in assessed_at_interview(vacancy)}
    if not asked:
        return []
    rows = [
        (
            f"{one.criterion}: {texts.get(one.criterion, '')}",
            one.text,
            "\n".join(
                f"{level} {vacancy.scale.name(level)}: {said}"
                for level, said in sorted(one.good.items())
                if level in vacancy.scale.scores
            ),
        )
        for one in asked
    ]
    about = ("Every candidate is asked the same, in this order.",)
    return [Section("Questions", about, ("Criterion", "Question", "A good answer"), rows)]
