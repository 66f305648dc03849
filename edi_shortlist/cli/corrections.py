"""What is decided after the lock: late declarations, corrected scores, another drawing; and why
each candidate is invited or not."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from edi_shortlist.cli.context import Json, PassphraseFile, Reference, open_session
from edi_shortlist.cli.printing import notice, print_json, print_table

if TYPE_CHECKING:
    from edi_shortlist.workflow.drawing_again import Difference

Candidate = Annotated[str, typer.Argument(metavar="C-…", help="The candidate's reference.")]
Withdraw = Annotated[
    list[str] | None,
    typer.Option(
        "--withdraw",
        metavar="C-…",
        help="Withdraw an invitation that was given and that the rules do not give any more.",
    ),
]
DecidedBy = Annotated[str, typer.Option("--decided-by", metavar="NAME", help="Who decided it.")]
Preview = Annotated[
    bool, typer.Option("--preview", help="Say what it would change; change nothing.")
]


def add_to(scores: typer.Typer) -> None:
    """Register ``scores correct``."""
    scores.command(
        epilog="Example: edi-shortlist scores correct HSG-2026-014 C-07QK E2 3 "
        "--panellist 'Panellist A' --reason 'The criterion or its guide was misread.' "
        "--decided-by 'The panel'"
    )(correct)


def add_declarations_to(applications: typer.Typer) -> None:
    """Register ``applications decide``."""
    applications.command(
        epilog="Example: edi-shortlist applications decide HSG-2026-014 C-07QK "
        "--reason 'the box was overlooked' --decided-by 'Ann Poole'"
    )(decide)
    applications.command(epilog="Example: edi-shortlist applications decisions HSG-2026-014")(
        decisions
    )


def decide(
    ctx: typer.Context,
    reference: Reference,
    candidate: Candidate,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why; it is kept in the vault.")
    ],
    decided_by: DecidedBy,
    withdraw: Withdraw = None,
    preview: Preview = False,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Decide on a declaration that comes after the lock.

    Late declarations and withdrawals alike. The schemes that count from now on are asked for (or
    read from standard input). Who, what and why stay in the vault; the log says that it was
    decided. A shortlist that was drawn is drawn again, and an invitation that was given stays.
    """
    from edi_shortlist.workflow import late_declarations

    with open_session(ctx, passphrase_file) as session:
        # Not typer.prompt: it writes a space to stdout, where --json wants one value only.
        notice("Schemes declared for from now on, separated by ; (Enter for none):")
        answer = sys.stdin.readline()
        schemes = [name.strip() for name in answer.split(";") if name.strip()]
        if preview:
            found = late_declarations.preview_declarations(session, reference, candidate, schemes)
        else:
            found = late_declarations.decide_declarations(
                session,
                reference,
                candidate,
                schemes,
                reason,
                decided_by,
                withdraw=dict.fromkeys(withdraw or (), reason),
            )
    _tell(reference, found, as_json=as_json)


def decisions(
    ctx: typer.Context,
    reference: Reference,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """List what was decided on declarations after the lock.

    Each is held against the digest that the log has of it.
    """
    from edi_shortlist.workflow.late_declarations import decisions_of

    with open_session(ctx, passphrase_file) as session:
        found = decisions_of(session, reference)
    if as_json:
        print_json([asdict(one.decision) | {"proved": one.proved} for one in found])
        return
    print_table(
        ("When", "Candidate", "Before", "From then on", "Why", "Decided by", "As logged"),
        [
            (
                one.decision.at,
                one.decision.candidate,
                ", ".join(one.decision.before),
                ", ".join(one.decision.after),
                one.decision.reason,
                one.decision.decided_by,
                "yes" if one.proved else "no",
            )
            for one in found
        ],
        "Nothing was decided on declarations after the lock.",
    )


def correct(
    ctx: typer.Context,
    reference: Reference,
    candidate: Candidate,
    criterion: Annotated[str, typer.Argument(metavar="CRITERION", help="Its id, say E2.")],
    level: Annotated[int, typer.Argument(metavar="LEVEL", help="The score as it should be.")],
    reason: Annotated[
        str,
        typer.Option(
            "--reason", metavar="TEXT", help="Why, for the log; nothing about the applicant."
        ),
    ],
    decided_by: DecidedBy,
    panellist: Annotated[
        str | None, typer.Option("--panellist", metavar="NAME", help="Whose score it is.")
    ] = None,
    agreed: Annotated[
        bool, typer.Option("--agreed", help="It is the score that the panel agreed.")
    ] = False,
    withdraw: Withdraw = None,
    preview: Preview = False,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Correct a score after the lock, and draw again.

    The correction is logged with its reason. A shortlist that was drawn is drawn again from the
    same lots; the earlier one is kept, and what changed is printed.
    """
    if (panellist is None) != agreed:
        raise typer.BadParameter("Give either --panellist NAME or --agreed.")
    from edi_shortlist.workflow import score_corrections

    with open_session(ctx, passphrase_file) as session:
        if preview:
            found = score_corrections.preview_correction(
                session, reference, candidate, panellist, criterion, level
            )
        else:
            found = score_corrections.correct_score(
                session,
                reference,
                candidate,
                panellist,
                criterion,
                level,
                reason,
                decided_by,
                withdraw=dict.fromkeys(withdraw or (), reason),
            )
    _tell(reference, found, as_json=as_json)


def draw_again(
    ctx: typer.Context,
    reference: str,
    withdraw: Sequence[str] | None,
    reason: str,
    passphrase_file: Path | None,
    *,
    only_told: bool,
    as_json: bool,
) -> None:
    """Draw a shortlist again, or only tell what the last drawing changed."""
    from edi_shortlist.workflow import drawing_again

    with open_session(ctx, passphrase_file) as session:
        if only_told:
            found = drawing_again.difference_of(session, reference)
        else:
            found = drawing_again.draw_again(
                session, reference, withdraw=dict.fromkeys(withdraw or (), reason)
            )
    _tell(reference, found, as_json=as_json)


def explain(
    ctx: typer.Context,
    reference: str,
    candidate: str,
    passphrase_file: Path | None,
    for_applicant: bool,
    as_json: bool,
) -> None:
    """Print why a candidate is invited or not, rule by rule."""
    from edi_shortlist.workflow.explaining import explanation_of

    with open_session(ctx, passphrase_file) as session:
        account = explanation_of(session, reference, candidate)
    findings = account.for_applicant if for_applicant else account.findings
    if as_json:
        print_json(
            {
                "candidate": account.candidate,
                "invited": account.invited,
                "for_applicant": for_applicant,
                "findings": [
                    {"rule": one.rule, "sentences": list(one.sentences)} for one in findings
                ],
            }
        )
        return
    for finding in findings:
        typer.echo(finding.rule)
        for sentence in finding.sentences:
            typer.echo(f"  {sentence}")


def _tell(reference: str, found: "Difference | None", *, as_json: bool) -> None:
    if as_json:
        print_json({"vacancy": reference, "difference": difference_mapping(found)})
        return
    if found is None:
        typer.echo(f"Done. The shortlist is not drawn yet. Next: shortlist {reference}")
        return
    before, now = found.invited
    typer.echo(f"Drawing {found.drawing}: {now} invited, {before} before.")
    print_table(
        ("Candidate", "Total", "Place", "Interview", "Route"),
        [
            (
                one.candidate,
                _pair(f"{float(total):.2f}" for total in one.total),
                _pair(str(rank or "–") for rank in one.rank),
                "invitation stays"
                if one.keeps
                else _pair("yes" if i else "no" for i in one.invited),
                _pair(route or "–" for route in one.route),
            )
            for one in found.changes
        ],
        "Nothing changed.",
    )
    if found.kept:
        notice(
            "An invitation that was given stays. To withdraw it: "
            f"shortlist {reference} --again --withdraw {found.kept[0]} --reason TEXT"
        )


def difference_mapping(found: "Difference | None") -> dict[str, Any] | None:
    """Return the JSON form of what a drawing changed."""
    if found is None:
        return None
    return {
        "drawing": found.drawing,
        "candidates": found.candidates,
        "invited": list(found.invited),
        "added": list(found.added),
        "removed": list(found.removed),
        "kept": list(found.kept),
        "changes": [
            {
                "candidate": one.candidate,
                "total": [float(total) for total in one.total],
                "rank": list(one.rank),
                "invited": list(one.invited),
                "route": list(one.route),
            }
            for one in found.changes
        ],
    }


def _pair(words: Any) -> str:
    before, after = words
    return before if before == after else f"{before} → {after}"
