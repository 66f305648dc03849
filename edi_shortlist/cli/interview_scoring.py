"""``interviews questions`` and ``interviews scores``: what is asked, and how it was answered."""

from pathlib import Path
from typing import Annotated

import typer

from edi_shortlist.cli.context import Json, PassphraseFile, Reference, open_session, sealed_session
from edi_shortlist.cli.printing import print_json, print_table

questions_app = typer.Typer(no_args_is_help=True, help="Interview questions by criterion.")
scores_app = typer.Typer(no_args_is_help=True, help="Scores of the interviews.")


def add_to(app: typer.Typer) -> None:
    """Register the groups of commands."""
    app.add_typer(questions_app, name="questions")
    app.add_typer(scores_app, name="scores")


@questions_app.command(
    "list", epilog="Example: edi-shortlist interviews questions list HSG-2026-014"
)
def questions_list(ctx: typer.Context, reference: Reference, as_json: Json = False) -> None:
    """List the interview questions in their order."""
    from edi_shortlist.workflow.interview_questions import questions

    with sealed_session(ctx) as session:
        found = questions(session, reference)
    rows = [
        {
            "criterion": one.criterion,
            "text": one.text,
            "good": {str(level): said for level, said in one.good.items()},
        }
        for one in found
    ]
    if as_json:
        print_json(rows)
        return
    print_table(
        ("Criterion", "Question", "A good answer"),
        [
            (
                one.criterion,
                one.text,
                "; ".join(f"{level}: {said}" for level, said in one.good.items()),
            )
            for one in found
        ],
        "There are no questions yet.",
    )


@questions_app.command(
    "import",
    epilog="Example: edi-shortlist interviews questions import HSG-2026-014 questions.toml",
)
def questions_import(
    ctx: typer.Context,
    reference: Reference,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE.toml", help="[[questions]] with criterion, text and good."),
    ],
    as_json: Json = False,
) -> None:
    """Take in the questions in place of those that are there.

    They are refused for a criterion on which somebody was scored at interview already.
    """
    from edi_shortlist.workflow.interview_questions import load_questions_file, set_questions

    asked = load_questions_file(file)
    with sealed_session(ctx) as session:
        set_questions(session, reference, asked)
    if as_json:
        print_json({"vacancy": reference, "questions": len(asked)})
    else:
        typer.echo(f"Took in {len(asked)} questions.")


@questions_app.command(
    "copy", epilog="Example: edi-shortlist interviews questions copy HSG-2026-014 HSG-2025-031"
)
def questions_copy(
    ctx: typer.Context,
    reference: Reference,
    earlier: Annotated[
        str, typer.Argument(metavar="FROM", help="The vacancy whose questions are copied.")
    ],
    as_json: Json = False,
) -> None:
    """Add the questions of another vacancy to this one.

    Each goes to the criterion of the same words, or else of the same id.
    """
    from edi_shortlist.workflow.interview_questions import copy_questions

    with sealed_session(ctx) as session:
        added = copy_questions(session, reference, earlier)
    if as_json:
        print_json({"vacancy": reference, "added": added})
    else:
        typer.echo(f"Added {added} questions from {earlier}.")


@scores_app.command(
    "import", epilog="Example: edi-shortlist interviews scores import HSG-2026-014 scores.csv"
)
def scores_import(
    ctx: typer.Context,
    reference: Reference,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE.csv", help="Columns: candidate, panellist, criterion, score, note."
        ),
    ],
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Take in scores of the interviews from a CSV file.

    If one row is wrong, none is taken. Notes are kept in the vault, which is opened for them.
    """
    from edi_shortlist.workflow.interview_scoring import import_interview_scores

    with open_session(ctx, passphrase_file) as session:
        taken = import_interview_scores(session, reference, file)
    if as_json:
        print_json({"vacancy": reference, "scores": taken})
    else:
        typer.echo(f"Took in {taken} scores. Next: interviews scores lock {reference}")


@scores_app.command("lock", epilog="Example: edi-shortlist interviews scores lock HSG-2026-014")
def scores_lock(ctx: typer.Context, reference: Reference, as_json: Json = False) -> None:
    """Lock the scores of the interviews; none changes after.

    It is refused until every panellist has scored everybody they interviewed.
    """
    from edi_shortlist.workflow.interview_scoring import lock_interview_scores

    with sealed_session(ctx) as session:
        lock_interview_scores(session, reference)
    if as_json:
        print_json({"vacancy": reference, "locked": True})
    else:
        typer.echo(f"The scores are locked. Next: interviews scores results {reference}")


@scores_app.command(
    "results", epilog="Example: edi-shortlist interviews scores results HSG-2026-014"
)
def scores_results(ctx: typer.Context, reference: Reference, as_json: Json = False) -> None:
    """Say how the interviewed stand, on the interview alone.

    It is refused until the scores are locked. No score of the sift goes into it.
    """
    from edi_shortlist.workflow.interview_scoring import interview_results

    with sealed_session(ctx) as session:
        found = interview_results(session, reference)
    if as_json:
        print_json(
            [
                {
                    "candidate": one.candidate,
                    "rank": one.rank,
                    "total": round(float(one.total), 4),
                    "means": {name: round(float(mean), 4) for name, mean in one.means.items()},
                    "below": list(one.below),
                }
                for one in found
            ]
        )
        return
    print_table(
        ("Place", "Candidate", "Total", "Below the pass level on"),
        [
            (one.rank, one.candidate, f"{float(one.total):.2f}", ", ".join(one.below))
            for one in found
        ],
        "Nobody was interviewed.",
    )
