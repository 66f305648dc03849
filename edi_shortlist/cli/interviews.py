"""``interviews``: the schedule, and what became of everybody."""

from dataclasses import asdict
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from edi_shortlist.cli import interview_scoring
from edi_shortlist.cli.context import Json, PassphraseFile, Reference, open_session, sealed_session
from edi_shortlist.cli.printing import notice, print_json, print_table

if TYPE_CHECKING:
    from edi_shortlist.workflow.interview_schedule import Schedule

app = typer.Typer(
    no_args_is_help=True, help="Plan interviews, score them, and record what became of everybody."
)
interview_scoring.add_to(app)


class Order(StrEnum):
    """In which order candidates are given a time."""

    RANDOM = "random"
    REFERENCE = "reference"


class For(StrEnum):
    """Whom a file is for."""

    HR = "hr"
    PANEL = "panel"
    CANDIDATE = "candidate"


class Outcome(StrEnum):
    """What became of a candidate, as it is typed."""

    INTERVIEWED = "interviewed"
    DID_NOT_ATTEND = "did-not-attend"
    WITHDREW = "withdrew"
    RESERVE = "reserve"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    APPOINTED = "appointed"
    NOT_APPOINTED = "not-appointed"
    TAKE_BACK = "take-back"


@app.command("schedule", epilog="Example: edi-shortlist interviews schedule HSG-2026-014 plan.toml")
def schedule_(
    ctx: typer.Context,
    reference: Reference,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE.toml", help="Days, hours, rooms and panels; the plan kept unless given."
        ),
    ] = None,
    order: Annotated[
        Order, typer.Option("--order", help="In which order candidates are given a time.")
    ] = Order.RANDOM,
    only_missing: Annotated[
        bool,
        typer.Option("--only-missing", help="Leave times that are set; add those not set yet."),
    ] = False,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Give the invited interview times that clash with nothing.

    The file says on which days, at which hours, in which rooms and by whom is interviewed, and in
    [[candidates]] what each needs. It may be written again; then the times are proposed anew. The
    seed of a random order is logged.
    """
    from edi_shortlist.workflow import interview_changes, interview_plan_file

    with open_session(ctx, passphrase_file) as session:
        if file is not None:
            interview_plan_file.use_plan_file(session, reference, file)
        view = interview_changes.propose_times(
            session, reference, interview_changes.Order(order), only_missing=only_missing
        )
    _print_schedule(view, as_json)


@app.command("list", epilog="Example: edi-shortlist interviews list HSG-2026-014 --json")
def list_(
    ctx: typer.Context,
    reference: Reference,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """List the invited with time, room and adjustments.

    What clashes is told on stderr, and under "clashes" in the JSON.
    """
    from edi_shortlist.workflow import interview_schedule

    with open_session(ctx, passphrase_file) as session:
        view = interview_schedule.schedule(session, reference)
    _print_schedule(view, as_json)


def _print_schedule(view: "Schedule", as_json: bool) -> None:
    rows: list[dict[str, Any]] = [
        {
            "candidate": one.candidate,
            "name": one.who.identity.get("full_name", ""),
            "start": one.slot.start.isoformat(timespec="minutes") if one.slot else None,
            "minutes": one.slot.minutes if one.slot else None,
            "room": one.slot.room if one.slot else None,
            "mode": str(one.mode),
            "adjustments": one.who.adjustments,
            "told_to_panel": one.panel_words,
            "withdrew": one.withdrew,
        }
        for one in view.interviews
    ]
    clashes = [one.sentence for one in view.clashes]
    if as_json:
        print_json(
            {
                "vacancy": view.vacancy,
                "interviews": rows,
                "clashes": clashes,
                "problem": view.problem,
            }
        )
        return
    print_table(
        ("Candidate", "Name", "Time", "Minutes", "Room", "Interview", "Adjustments"),
        [
            (
                row["candidate"],
                row["name"],
                "withdrew" if row["withdrew"] else (row["start"] or "–").replace("T", " "),
                row["minutes"],
                row["room"],
                row["mode"],
                row["adjustments"],
            )
            for row in rows
        ],
        "Nobody is invited.",
    )
    for sentence in (*clashes, *([view.problem] if view.problem else [])):
        notice(sentence)


@app.command(epilog="Example: edi-shortlist interviews export HSG-2026-014 panel.ics --for panel")
def export(
    ctx: typer.Context,
    reference: Reference,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="Ends in .csv, .ics or .pdf; for all candidates a new folder or a .zip.",
        ),
    ],
    reader: Annotated[For, typer.Option("--for", help="Whom the file is for.")] = For.HR,
    panellist: Annotated[
        str | None,
        typer.Option("--panellist", metavar="NAME", help="Only what this panellist interviews."),
    ] = None,
    candidate: Annotated[
        str | None,
        typer.Option("--candidate", metavar="CANDIDATE", help="Only this candidate's."),
    ] = None,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Write the schedule for HR, the panel or the candidates.

    HR's has contacts and adjustments; the panel's what HR wrote for it and, as PDF, the questions;
    a candidate's calendar file that candidate's time and place alone. A calendar that takes a
    later file updates the same interviews.
    """
    from edi_shortlist.workflow.interview_exports import Reader, export_schedule

    with open_session(ctx, passphrase_file) as session:
        made = export_schedule(
            session, reference, file, Reader(reader), panellist=panellist, candidate=candidate
        )
    if as_json:
        print_json({**asdict(made), "path": str(made.path)})
    else:
        typer.echo(f"{made.interviews} interviews are in '{made.path}'.")


@app.command(
    epilog="Example: edi-shortlist interviews outcome HSG-2026-014 C-07QK offered --day 2026-12-14"
)
def outcome(
    ctx: typer.Context,
    reference: Reference,
    candidate: Annotated[
        str, typer.Argument(metavar="CANDIDATE", help="The candidate's reference, say C-07QK.")
    ],
    became: Annotated[
        Outcome,
        typer.Argument(metavar="OUTCOME", help=f"One of {', '.join(Outcome)}."),
    ],
    day: Annotated[
        str | None,
        typer.Option("--day", metavar="DATE", help="When, say 2026-12-14; today unless given."),
    ] = None,
    place: Annotated[
        int | None,
        typer.Option("--place", metavar="N", help="On the reserve list; the last unless given."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Record what became of somebody invited, or take it back.

    Each outcome says what may follow it; take-back takes the last one back. The vault stays sealed.
    """
    from edi_shortlist.recruitment.interview_outcomes import InterviewOutcome
    from edi_shortlist.workflow import interview_outcomes

    on = _day(day)
    with sealed_session(ctx) as session:
        if became is Outcome.TAKE_BACK:
            found = interview_outcomes.take_back_outcome(session, reference, candidate)
        else:
            found = interview_outcomes.record_outcome(
                session,
                reference,
                candidate,
                InterviewOutcome(became.replace("-", " ")),
                on,
                place,
            )
    steps = [
        {"outcome": str(step.outcome), "day": step.day.isoformat(), "place": step.place}
        for step in found.steps
    ]
    if as_json:
        print_json(
            {
                "candidate": found.candidate,
                "outcomes": steps,
                "may_follow": list(map(str, found.may_follow)),
            }
        )
        return
    now = found.last.outcome if found.last else "invited"
    after = ", ".join(found.may_follow)
    typer.echo(f"{found.candidate} is '{now}'." + (f" After that may come: {after}." * bool(after)))


def _day(written: str | None) -> date | None:
    if written is None:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise typer.BadParameter(
            f"'{written}' is not a date such as 2026-12-14.", param_hint="--day"
        ) from None
