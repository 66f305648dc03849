"""``vacancy``: setting up vacancies."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from edi_shortlist.cli.context import Json, Reference, sealed_session
from edi_shortlist.cli.printing import notice, print_json, print_table

app = typer.Typer(no_args_is_help=True, help="Set up vacancies: criteria, panel, schemes, places.")


@app.command(epilog="Example: edi-shortlist vacancy create housing-options.toml")
def create(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.toml", help="The vacancy, as TOML.")],
    as_json: Json = False,
) -> None:
    """Add a vacancy from a TOML file.

    Every problem in the file is listed with the key it is about; then nothing is added.
    """
    from edi_shortlist.workflow.own_wording import own_wording
    from edi_shortlist.workflow.specification import warnings_about
    from edi_shortlist.workflow.vacancies import create_vacancy, load_vacancy_file, vacancy_state

    vacancy = load_vacancy_file(file)
    with sealed_session(ctx) as session:
        create_vacancy(session, vacancy)
        state = vacancy_state(session, vacancy.reference)
        own = own_wording(session)
    for sentence in vacancy.warnings():
        notice(f"Note: {sentence}")
    for warning in warnings_about(vacancy.criteria, own):
        notice(f"Warning: {warning.sentence}")
    if as_json:
        print_json(vacancy.to_dict() | {"state": state.value})
    else:
        typer.echo(f"Added {vacancy.reference}, {vacancy.title}. Next: applications add")


@app.command("list", epilog="Example: edi-shortlist vacancy list --json")
def list_(ctx: typer.Context, as_json: Json = False) -> None:
    """List the vacancies and where each one stands."""
    from edi_shortlist.workflow.vacancies import list_vacancies

    with sealed_session(ctx) as session:
        rows = [asdict(summary) for summary in list_vacancies(session)]
    if as_json:
        print_json(rows)
    else:
        print_table(
            ("Reference", "Title", "State", "Applications", "Places"),
            [
                (r["reference"], r["title"], r["state"], r["applications"], r["places"])
                for r in rows
            ],
            "There is no vacancy yet. Add one with: vacancy create FILE.toml",
        )


@app.command(epilog="Example: edi-shortlist vacancy show HSG-2026-014")
def show(ctx: typer.Context, reference: Reference, as_json: Json = False) -> None:
    """Print a vacancy as its TOML file, and where it stands.

    Warnings about the person specification stand in comments above it.
    """
    from edi_shortlist.workflow.own_wording import own_wording
    from edi_shortlist.workflow.reading import way_of
    from edi_shortlist.workflow.retention import retention_rule
    from edi_shortlist.workflow.specification import warnings_about
    from edi_shortlist.workflow.vacancies import get_vacancy, vacancy_state

    with sealed_session(ctx) as session:
        vacancy = get_vacancy(session, reference)
        state = vacancy_state(session, reference)
        kept = retention_rule(session, reference)
        way = way_of(session, reference)
        warnings = warnings_about(vacancy.criteria, own_wording(session))
    if as_json:
        print_json(
            vacancy.to_dict()
            | {
                "state": state.value,
                "warnings": [
                    {"criterion": one.criterion, "kind": one.kind, "sentence": one.sentence}
                    for one in warnings
                ],
                "scoring_way": way.value if way else None,
                "retention_months": kept.months,
                "retention_months_invited": kept.invited_months,
            }
        )
    else:
        typer.echo(f"# {state.value}")
        if way:
            typer.echo(f"# scored {way.value}")
        typer.echo(f"# unsuccessful applications are kept {kept.months} months")
        for warning in warnings:
            # An id or a passage may hold a line break, which would end the comment.
            typer.echo(f"# warning: {' '.join(warning.sentence.split())}")
        typer.echo(vacancy.to_toml(), nl=False)
