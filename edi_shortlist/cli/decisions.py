"""``release``, ``scores``, ``lock``, ``shortlist`` and ``unseal``: from review to interviews."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from edi_shortlist.cli import corrections
from edi_shortlist.cli.context import (
    Json,
    PassphraseFile,
    Reference,
    given_passphrase,
    open_session,
    passphrase,
    sealed_session,
)
from edi_shortlist.cli.corrections import Withdraw
from edi_shortlist.cli.printing import notice, print_json, print_table

scores_app = typer.Typer(no_args_is_help=True, help="Take in the panel's scores.")


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command(epilog="Example: edi-shortlist release HSG-2026-014")(release)
    app.command(epilog="Example: edi-shortlist lock HSG-2026-014")(lock)
    app.command(epilog="Example: edi-shortlist shortlist HSG-2026-014 --json")(shortlist)
    app.command("what-if", epilog="Example: edi-shortlist what-if HSG-2026-014 --places 6")(what_if)
    app.command(epilog="Example: edi-shortlist unseal HSG-2026-014")(unseal)
    corrections.add_to(scores_app)
    app.add_typer(scores_app, name="scores")


def release(
    ctx: typer.Context,
    reference: Reference,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Release the anonymised applications to the panel.

    It is refused until every redaction of every application is decided.
    """
    from edi_shortlist.workflow import releasing

    with open_session(ctx, passphrase_file) as session:
        released = releasing.release(session, reference)
    if as_json:
        print_json({"vacancy": reference, "released": released})
    else:
        typer.echo(f"Released {released} applications. Next: scores import {reference} FILE.csv")


@scores_app.command("import", epilog="Example: edi-shortlist scores import HSG-2026-014 scores.csv")
def import_(
    ctx: typer.Context,
    reference: Reference,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE.csv", help="Columns: candidate, panellist, criterion, score, note."
        ),
    ],
    as_json: Json = False,
) -> None:
    """Take in the panel's scores from a CSV file.

    If one row is wrong, none is taken.
    """
    from edi_shortlist.workflow.scoring import import_scores

    with sealed_session(ctx) as session:
        taken = import_scores(session, reference, file)
    if as_json:
        print_json({"vacancy": reference, "scores": taken})
    else:
        typer.echo(f"Took in {taken} scores. Next: lock {reference}")


def lock(ctx: typer.Context, reference: Reference, as_json: Json = False) -> None:
    """Lock the scores; none can be changed after.

    It is refused until every panellist has scored every candidate.
    """
    from edi_shortlist.workflow.scoring import lock_scores

    with sealed_session(ctx) as session:
        lock_scores(session, reference)
    if as_json:
        print_json({"vacancy": reference, "state": "locked"})
    else:
        typer.echo(f"The scores are locked. Next: shortlist {reference}")


def shortlist(
    ctx: typer.Context,
    reference: Reference,
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="C-…", help="Say rule by rule why, of one candidate."),
    ] = None,
    for_applicant: Annotated[
        bool,
        typer.Option("--for-applicant", help="With --explain: as it can be read out to them."),
    ] = False,
    again: Annotated[
        bool,
        typer.Option("--again", help="Draw again, say after an applicant withdrew and was erased."),
    ] = False,
    changes: Annotated[
        bool, typer.Option("--changes", help="Print what the last drawing changed.")
    ] = False,
    withdraw: Withdraw = None,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why an invitation is withdrawn.")
    ] = "",
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Draw the shortlist: merit, then guaranteed interviews.

    With a passphrase each candidate's route, schemes and explanation are printed as well; they
    are for HR only. A shortlist that was drawn before is printed again, not drawn again, unless
    --again says so; what was drawn before is kept.
    """
    if sum((explain is not None, again, changes)) > 1:
        raise typer.BadParameter("Give one of --explain, --again and --changes.")
    if explain is not None:
        corrections.explain(ctx, reference, explain, passphrase_file, for_applicant, as_json)
        return
    if again or changes:
        corrections.draw_again(
            ctx, reference, withdraw, reason, passphrase_file, only_told=changes, as_json=as_json
        )
        return
    from edi_shortlist.workflow import shortlisting

    with sealed_session(ctx) as session:
        view = shortlisting.current_shortlist(session, reference)
        if view is None or given_passphrase(passphrase_file) is not None:
            session.unlock(passphrase(passphrase_file))
            view = shortlisting.shortlist(session, reference)
    if as_json:
        print_json(view.to_dict())
    else:
        print_shortlist(view.to_dict())


def what_if(
    ctx: typer.Context,
    reference: Reference,
    places: Annotated[
        int | None, typer.Option(metavar="N", help="Interview places; the vacancy's unless given.")
    ] = None,
    pass_level: Annotated[
        int | None,
        typer.Option(metavar="N", help="The pass level of essential criteria, as scored."),
    ] = None,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Say how many would be invited otherwise.

    With other places or another pass level. Nothing is changed, and nobody is named. The vault
    is opened, since guarantees count too.
    """
    from edi_shortlist.workflow import what_if as asking

    with open_session(ctx, passphrase_file) as session:
        found = asking.what_if(session, reference, places, pass_level)
    if as_json:
        print_json(asdict(found))
        return
    typer.echo(
        f"With {found.places} places and a pass at {found.pass_level} ({found.pass_word}), "
        f"{found.invited} of {found.candidates} candidates would be invited: {found.on_merit} on "
        f"merit, {found.guaranteed} by a guarantee in addition."
    )
    typer.echo(
        f"{found.meeting_minimum} meet the minimum; {found.declared_below} declared and are below."
    )
    if found.limited:
        typer.echo("The limit on interviews decides.")


def print_shortlist(view: dict[str, Any]) -> None:
    """Print a shortlist for reading; explanations only where the vault was open."""
    columns = ["Candidate", "Total", "Place", "Invited"]
    explained = any("explanation" in one for one in view["candidates"])
    if explained:
        columns.append("Why")
    ranked = sorted(view["candidates"], key=lambda one: (one["rank"] is None, one["rank"] or 0))
    rows = []
    for one in ranked:
        row = [
            one["candidate"],
            f"{float(one['total']):.2f}",
            one["rank"] or "–",
            "yes" if one["invited"] else "",
        ]
        rows.append([*row, one["explanation"]] if explained else row)
    typer.echo(f"Shortlist for {view['vacancy']}")
    print_table(columns, rows, "There are no candidates.")
    typer.echo(f"Interview list: {', '.join(view['interview_list']) or 'nobody'}")
    if not explained:
        notice("The vault stays sealed; with the passphrase each decision is explained to HR.")


def unseal(
    ctx: typer.Context,
    reference: Reference,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Unseal who is invited; everybody else stays sealed.

    Printed are names, contact details, and the adjustments asked for at the interview.
    """
    from edi_shortlist.workflow import unsealing
    from edi_shortlist.workflow.states import VacancyState
    from edi_shortlist.workflow.vacancies import vacancy_state

    with open_session(ctx, passphrase_file) as session:
        done = vacancy_state(session, reference) in (VacancyState.UNSEALED, VacancyState.CLOSED)
        verb = unsealing.unsealed_candidates if done else unsealing.unseal
        invited = [asdict(one) for one in verb(session, reference)]
    if as_json:
        print_json(invited)
        return
    print_table(
        ("Candidate", "Name", "E-mail", "Phone", "Adjustments", "Interview"),
        [
            (
                one["candidate"],
                one["identity"].get("full_name"),
                one["identity"].get("email"),
                one["identity"].get("phone"),
                one["adjustments"],
                one["interview_mode"],
            )
            for one in invited
        ],
        "Nobody is invited.",
    )
