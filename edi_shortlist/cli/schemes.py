"""``schemes``: guaranteed-interview schemes, version by version."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from edi_shortlist.cli.context import Json, sealed_session
from edi_shortlist.cli.printing import print_json, print_table

if TYPE_CHECKING:
    from edi_shortlist.workflow.scheme_editions import SchemeEdition

app = typer.Typer(no_args_is_help=True, help="Read and edit guaranteed-interview schemes.")
SchemeId = Annotated[
    str, typer.Argument(metavar="ID", help="The scheme's id, say care-experience.")
]


@app.command("list", epilog="Example: edi-shortlist schemes list")
def list_(ctx: typer.Context, as_json: Json = False) -> None:
    """List the schemes, in their current version."""
    from edi_shortlist.workflow.schemes import list_schemes

    with sealed_session(ctx) as session:
        found = list_schemes(session)
    if as_json:
        print_json([_mapping(one.edition) | {"vacancies": list(one.vacancies)} for one in found])
        return
    print_table(
        ("Scheme", "Name", "Version", "Vacancies"),
        [
            (
                one.edition.scheme.id,
                one.edition.scheme.name,
                one.edition.words + (", retired" if one.edition.retired else ""),
                ", ".join(one.vacancies),
            )
            for one in found
        ],
        "There is no scheme.",
    )


@app.command(epilog="Example: edi-shortlist schemes show care-experience > care-experience.toml")
def show(
    ctx: typer.Context,
    scheme: SchemeId,
    version: Annotated[
        int | None,
        typer.Option(
            "--version", metavar="N", help="An earlier version; the current one unless given."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Print a scheme as its TOML file.

    Another workspace takes it in with 'schemes save'.
    """
    from edi_shortlist.workflow.schemes import scheme_version, scheme_versions

    with sealed_session(ctx) as session:
        edition = scheme_version(session, scheme, version)
        versions = scheme_versions(session, scheme)
    if as_json:
        known = [{"number": one.number, "at": one.at, "actor": one.actor} for one in versions]
        print_json(_mapping(edition) | {"versions": known})
        return
    typer.echo(f"# {edition.words}{', retired' if edition.retired else ''}")
    typer.echo(edition.scheme.to_toml(), nl=False)


@app.command(epilog="Example: edi-shortlist schemes save redeployees.toml")
def save(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.toml", help="The scheme, as TOML.")],
    as_json: Json = False,
) -> None:
    """Save a scheme from a file: a new one or the next version.

    Vacancies that were released keep the version that they were released with.
    """
    from edi_shortlist.workflow.schemes import import_scheme

    with sealed_session(ctx) as session:
        edition = import_scheme(session, file)
    if as_json:
        print_json(_mapping(edition))
    else:
        typer.echo(f"Saved {edition.scheme.name}, {edition.words}.")


@app.command(epilog="Example: edi-shortlist schemes retire armed-forces")
def retire(ctx: typer.Context, scheme: SchemeId, as_json: Json = False) -> None:
    """Take a scheme off the list for new vacancies.

    Its versions stay, and vacancies that were released go on with theirs.
    """
    from edi_shortlist.workflow.schemes import retire_scheme

    with sealed_session(ctx) as session:
        edition = retire_scheme(session, scheme)
    if as_json:
        print_json(_mapping(edition))
    else:
        typer.echo(f"Retired {edition.scheme.name}.")


def _mapping(edition: "SchemeEdition") -> dict[str, Any]:
    return edition.scheme.to_dict() | {
        "number": edition.number,
        "at": edition.at or None,
        "actor": edition.actor or None,
        "retired": edition.retired,
    }
