"""``moderation`` and ``agreement``: scores that the panel agrees, and how well it agrees."""

from typing import Annotated, Any

import typer

from edi_shortlist.cli.context import Json, Reference, sealed_session
from edi_shortlist.cli.printing import notice, print_json, print_table

app = typer.Typer(no_args_is_help=True, help="Agree scores where the panel differs.")

Candidate = Annotated[
    str, typer.Argument(metavar="CANDIDATE", help="The candidate's reference, say C-07QK.")
]
Criterion = Annotated[
    str, typer.Argument(metavar="CRITERION", help="The criterion's short name, say E1.")
]
_DIFFER = {
    "pass-fail": "pass or fail",
    "wide": "two levels or more",
    "narrow": "one level",
    "none": "",
}


def add_to(root: typer.Typer) -> None:
    """Register the commands."""
    root.add_typer(app, name="moderation")
    root.command(epilog="Example: edi-shortlist agreement HSG-2026-014 --json")(agreement)


@app.command("open", epilog="Example: edi-shortlist moderation open HSG-2026-014")
def open_(ctx: typer.Context, reference: Reference, as_json: Json = False) -> None:
    """Freeze the scores and let the panel see them together.

    It is refused until every panellist has scored every candidate. Locking without moderation
    stays possible.
    """
    from edi_shortlist.workflow.moderation import moderation_table, open_moderation

    with sealed_session(ctx) as session:
        open_moderation(session, reference)
        still = sum(row.is_open for row in moderation_table(session, reference).rows)
    if as_json:
        print_json({"vacancy": reference, "state": "moderating", "open": still})
    else:
        typer.echo(
            f"Moderation is open, with {still} to talk about. Next: moderation list {reference}"
        )


@app.command("close", epilog="Example: edi-shortlist moderation close HSG-1 --because too-early")
def close(
    ctx: typer.Context,
    reference: Reference,
    because: Annotated[
        str,
        typer.Option(
            "--because", metavar="WHY", help="wrong-score, conflict or too-early; it is logged."
        ),
    ],
    as_json: Json = False,
) -> None:
    """Go back to scoring, so that a score can be changed.

    What was agreed is kept where the panellists' levels stay the same.
    """
    from edi_shortlist.workflow.moderation import Closing, close_moderation

    if because not in list(Closing):
        raise typer.BadParameter(f"Choose --because from {', '.join(Closing)}.")
    with sealed_session(ctx) as session:
        close_moderation(session, reference, Closing(because))
    if as_json:
        print_json({"vacancy": reference, "state": "scoring"})
    else:
        typer.echo("Moderation is closed. Scores can be changed again.")


@app.command("list", epilog="Example: edi-shortlist moderation list HSG-2026-014")
def list_(
    ctx: typer.Context,
    reference: Reference,
    every: Annotated[
        bool, typer.Option("--all", help="Every candidate and criterion, not the differences only.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List where the panel differs, the gravest first.

    First come essentials that some pass and some fail, then differences of two levels or more.
    """
    from edi_shortlist.workflow.moderation import TO_MODERATE, moderation_table

    with sealed_session(ctx) as session:
        table = moderation_table(session, reference)
    shown = [row for row in table.rows if every or row.difference in TO_MODERATE]
    rows: list[dict[str, Any]] = [
        {
            "candidate": row.candidate,
            "criterion": row.criterion,
            "levels": dict(zip(table.panel, row.levels, strict=True)),
            "mean": None if row.mean is None else round(float(row.mean), 4),
            "difference": row.difference,
            "agreed": row.agreed,
            "open": row.is_open,
        }
        for row in shown
    ]
    if as_json:
        print_json(rows)
        return
    print_table(
        ("Candidate", "Criterion", *table.panel, "Differ by", "Agreed"),
        [
            (
                one["candidate"],
                one["criterion"],
                *("–" if level is None else level for level in one["levels"].values()),
                _DIFFER[one["difference"]],
                one["agreed"],
            )
            for one in rows
        ],
        "Nothing differs by two levels or on who passes.",
    )
    notice(f"{sum(one['open'] for one in rows)} to talk about.")


@app.command(
    epilog="Example: edi-shortlist moderation agree HSG-2026-014 C-07QK E1 2 --by 'Panellist A' "
    "--by 'Panellist B' --why 'The second case shows it.'"
)
def agree(
    ctx: typer.Context,
    reference: Reference,
    candidate: Candidate,
    criterion: Criterion,
    level: Annotated[int, typer.Argument(metavar="LEVEL", help="The score that was agreed.")],
    by: Annotated[
        list[str], typer.Option("--by", metavar="NAME", help="Who agreed; once for each panellist.")
    ],
    why: Annotated[
        str,
        typer.Option("--why", metavar="TEXT", help="What settled it; kept with the score."),
    ],
    as_json: Json = False,
) -> None:
    """Write the score that the panel agreed.

    It counts in place of the mean. The independent scores stay beside it.
    """
    from edi_shortlist.workflow.moderation import agree as agree_

    with sealed_session(ctx) as session:
        made = agree_(session, reference, candidate, criterion, level, by, why)
    if as_json:
        print_json(
            {
                "vacancy": reference,
                "candidate": made.candidate,
                "criterion": made.criterion,
                "level": made.level,
                "by": list(made.agreed_by),
                "why": made.why,
            }
        )
    else:
        typer.echo(f"{made.candidate} {made.criterion}: {made.level}, agreed.")


@app.command(
    "take-back", epilog="Example: edi-shortlist moderation take-back HSG-2026-014 C-07QK E1"
)
def take_back(
    ctx: typer.Context,
    reference: Reference,
    candidate: Candidate,
    criterion: Criterion,
    as_json: Json = False,
) -> None:
    """Take an agreed score back; the mean counts again."""
    from edi_shortlist.workflow.moderation import take_back as take_back_

    with sealed_session(ctx) as session:
        take_back_(session, reference, candidate, criterion)
    if as_json:
        print_json({"vacancy": reference, "candidate": candidate.upper(), "criterion": criterion})
    else:
        typer.echo(f"{candidate.upper()} {criterion}: nothing is agreed any more.")


def agreement(ctx: typer.Context, reference: Reference, as_json: Json = False) -> None:
    """Say how well the panel agrees, and what to do about it.

    By criterion and by panellist: Krippendorff's alpha for ordinal levels with its 95 % interval,
    each panellist's mean beside the others', and whether somebody grew harsher or milder.
    """
    from edi_shortlist.workflow.agreement import agreement_of, words

    with sealed_session(ctx) as session:
        report = agreement_of(session, reference)
    if as_json:
        print_json(report.to_dict())
        return
    typer.echo(words.summary(report.found))
    print_table(
        ("Criterion", "Agreement (alpha)", "", "Within one level"),
        [
            (
                one.criterion,
                words.figure_words(one.alpha, one.candidates),
                words.band_words(one.alpha),
                f"{one.within_one:.0%}",
            )
            for one in report.found.criteria
        ],
        "No criterion is assessed at application.",
    )
    print_table(
        ("Panellist", "With the others", "Mean", "Spread", "Beside the others", "Drift"),
        [
            (
                one.panellist,
                words.figure_words(one.alpha, report.candidates),
                f"{one.mean:.2f}",
                f"{one.spread:.2f}",
                words.figure_words(one.apart, report.candidates),
                words.figure_words(one.drift, report.candidates),
            )
            for one in report.found.panellists
        ],
        "There is nobody on the panel.",
    )
    for criterion in report.found.criteria:
        for said in words.criterion_sentences(criterion):
            typer.echo(said)
    for panellist in report.found.panellists:
        for said in words.panellist_sentences(panellist):
            typer.echo(said)
