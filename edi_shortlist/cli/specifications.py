"""``vacancy import-specification``, ``vacancy template`` and ``vacancy wording``: what a person
specification begins with, and the wording it is warned of."""

from pathlib import Path
from typing import Annotated, Any

import typer

from edi_shortlist.cli.context import Json, Reference, sealed_session
from edi_shortlist.cli.printing import notice, print_json, print_table

templates = typer.Typer(no_args_is_help=True, help="Person specifications to begin with.")
wording = typer.Typer(no_args_is_help=True, help="The wording that HR is warned of.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="The template's name, in quotes.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the group of vacancies."""
    app.command(
        "import-specification",
        epilog='Example: edi-shortlist vacancy import-specification "Person spec.docx"',
    )(import_specification)
    app.add_typer(templates, name="template")
    app.add_typer(wording, name="wording")


def import_specification(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A Word file, a PDF or another document.")
    ],
    as_json: Json = False,
) -> None:
    """Print the criteria of a person specification as TOML.

    Essential or desirable, where each is assessed and its weight are read from tables, headings
    and lists. What was assumed stands in comments: look at it. No workspace is needed.
    """
    from edi_shortlist.recruitment.toml_text import toml_tables
    from edi_shortlist.workflow.specification_import import as_criteria, read_specification_file

    read = read_specification_file(file)
    criteria = as_criteria(read.criteria)
    if as_json:
        print_json(
            {
                "file": read.file,
                "criteria": [
                    one.to_dict() | {"section": found.section, "doubts": list(found.doubts)}
                    for one, found in zip(criteria, read.criteria, strict=True)
                ],
                "notes": list(read.notes),
            }
        )
        return
    section = ""
    for one, found in zip(criteria, read.criteria, strict=True):
        if found.section != section:
            section = found.section
            typer.echo(f"# {' '.join(section.split())}")
        for doubt in found.doubts:
            typer.echo(f"# check: {' '.join(doubt.split())}")
        typer.echo(toml_tables({"criteria": [one.to_dict()]})[0])
    for note in read.notes:
        notice(f"Note: {note}")


@templates.command("list", epilog="Example: edi-shortlist vacancy template list")
def list_(ctx: typer.Context, as_json: Json = False) -> None:
    """List the templates: your own, and those of the program."""
    from edi_shortlist.workflow.specification_templates import templates as known_templates

    with sealed_session(ctx) as session:
        rows = [
            {
                "name": one.template.name,
                "about": one.template.about,
                "criteria": len(one.template.criteria),
                "saved_at": one.saved_at or None,
                "saved_by": one.saved_by or None,
            }
            for one in known_templates(session)
        ]
    if as_json:
        print_json(rows)
    else:
        print_table(
            ("Name", "Criteria", "Saved", "By", "About"),
            [
                (
                    row["name"],
                    row["criteria"],
                    str(row["saved_at"] or "with the program")[:16],
                    row["saved_by"],
                    row["about"],
                )
                for row in rows
            ],
            "There is no template.",
        )


@templates.command(epilog='Example: edi-shortlist vacancy template show "Apprentice"')
def show(ctx: typer.Context, name: Name, as_json: Json = False) -> None:
    """Print a template as its TOML file."""
    from edi_shortlist.workflow.specification_templates import template_named

    with sealed_session(ctx) as session:
        template = template_named(session, name).template
    if as_json:
        print_json(template.to_dict())
    else:
        typer.echo(template.to_toml(), nl=False)


@templates.command(epilog='Example: edi-shortlist vacancy template save HSG-2026-014 "Adviser"')
def save(
    ctx: typer.Context,
    reference: Reference,
    name: Name,
    about: Annotated[
        str, typer.Option(metavar="TEXT", help="A sentence on what the template is for.")
    ] = "",
    in_place: Annotated[
        bool, typer.Option("--replace", help="Put it in place of your own of that name.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Save a vacancy's person specification as a template.

    Criteria, guides, weights, scale and the way of scoring are saved; panel, schemes and places
    are not.
    """
    from edi_shortlist.workflow.specification_templates import save_specification

    with sealed_session(ctx) as session:
        template = save_specification(session, reference, name, about, in_place=in_place)
    _told(template.to_dict(), f"Saved the template {template.name}.", as_json)


@templates.command("import", epilog="Example: edi-shortlist vacancy template import adviser.toml")
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.toml", help="A template, as TOML.")],
    in_place: Annotated[
        bool, typer.Option("--replace", help="Put it in place of your own of that name.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Take a template from a file into this workspace."""
    from edi_shortlist.workflow.specification_templates import read_template_file, save_template

    template = read_template_file(file)
    with sealed_session(ctx) as session:
        save_template(session, template, in_place=in_place)
    _told(template.to_dict(), f"Saved the template {template.name}.", as_json)


@templates.command(
    epilog='Example: edi-shortlist vacancy template use "Apprentice" APP-1 "Apprentice, parks"'
)
def use(
    ctx: typer.Context,
    name: Name,
    reference: Annotated[
        str, typer.Argument(metavar="REF", help="The reference of the new vacancy.")
    ],
    title: Annotated[str, typer.Argument(metavar="TITLE", help="Its title, in quotes.")],
    as_json: Json = False,
) -> None:
    """Add a vacancy with a template's person specification."""
    from edi_shortlist.workflow.specification_templates import create_from_template

    with sealed_session(ctx) as session:
        vacancy = create_from_template(session, name, reference, title)
    _told(
        vacancy.to_dict(),
        f"Added {vacancy.reference}, {vacancy.title}, with {len(vacancy.criteria)} criteria.",
        as_json,
    )


@templates.command(epilog='Example: edi-shortlist vacancy template delete "Adviser"')
def delete(ctx: typer.Context, name: Name, as_json: Json = False) -> None:
    """Delete one of your own templates."""
    from edi_shortlist.workflow.specification_templates import delete_template

    with sealed_session(ctx) as session:
        delete_template(session, name)
    _told({"deleted": name}, f"Deleted the template {name}.", as_json)


@wording.command("show", epilog="Example: edi-shortlist vacancy wording show --json")
def show_wording(ctx: typer.Context, as_json: Json = False) -> None:
    """Print HR's own list of wording, which stands over the program's."""
    from edi_shortlist.workflow.own_wording import own_wording

    with sealed_session(ctx) as session:
        own = own_wording(session)
    if as_json:
        print_json(own.to_dict())
    else:
        typer.echo(own.to_toml(), nl=False)


@wording.command("import", epilog="Example: edi-shortlist vacancy wording import wording.toml")
def import_words(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.toml", help="The list, as TOML.")],
    as_json: Json = False,
) -> None:
    """Take HR's own list of wording from a file, in place of the old."""
    from edi_shortlist.workflow.own_wording import import_wording

    with sealed_session(ctx) as session:
        own = import_wording(session, file)
    entries = len(own.entries())
    _told(
        own.to_dict(),
        f"The list has {entries} {'entry' if entries == 1 else 'entries'} of your own, and "
        f"{len(own.turned_off)} of the program's turned off.",
        as_json,
    )


def _told(value: dict[str, Any], sentence: str, as_json: bool) -> None:
    if as_json:
        print_json(value)
    else:
        typer.echo(sentence)
