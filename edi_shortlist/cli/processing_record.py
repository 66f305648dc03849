"""``record-of-processing``: what a controller must have on record of its processing."""

from pathlib import Path
from typing import Annotated

import typer

from edi_shortlist.cli.context import Json, sealed_session
from edi_shortlist.cli.printing import notice, print_json, print_table


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command(
        "record-of-processing",
        epilog="Example: edi-shortlist record-of-processing --out record-of-processing.pdf",
    )(record_of_processing)


def record_of_processing(
    ctx: typer.Context,
    changes: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="FIELD=TEXT",
            help="Say what only you know, by the field's name; 'FIELD=' takes it away. May be "
            "repeated.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="A new file that ends in .html, .docx or .pdf."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Print, fill in or write the record of processing.

    UK GDPR Article 30 asks every controller for one. What the program knows it fills in itself;
    what only you know (who you are, on what ground) is said once with --set and kept.
    """
    from edi_shortlist.workflow import processing_record as processing
    from edi_shortlist.workflow.processing_words import FIELDS

    said = _said(changes or [])
    with sealed_session(ctx) as session:
        if said:
            processing.state_processing(session, said)
        record = processing.processing_record(session)
        digest = processing.export_processing_record(session, out) if out else None
    sections = list(processing.sections(record))
    if as_json:
        print_json(
            {
                "fields": {field.key: record.stated.get(field.key, "") for field in FIELDS},
                "missing": list(record.missing),
                "changed_at": record.stated_at or None,
                "changed_by": record.stated_by or None,
                "sections": [
                    {
                        "heading": section.heading,
                        "about": list(section.about),
                        "columns": list(section.columns),
                        "rows": [list(row) for row in section.rows],
                    }
                    for section in sections
                ],
                "file": str(out) if out else None,
                "sha256": digest,
            }
        )
    elif out:
        typer.echo(f"The record is in '{out}'. SHA-256 {digest}, as the log says too.")
    else:
        for section in sections:
            typer.echo(f"{section.heading}\n")
            for sentence in section.about:
                typer.echo(sentence)
            if section.columns:
                print_table(section.columns, section.rows, section.empty)
            typer.echo("")
    if record.missing:
        notice(f"Not filled in yet: {', '.join(record.missing)}. Use --set FIELD=TEXT.")


def _said(changes: list[str]) -> dict[str, str]:
    said: dict[str, str] = {}
    for one in changes:
        key, equals, words = one.partition("=")
        if not equals or key.strip() in said:
            raise typer.BadParameter("--set takes FIELD=TEXT, each field once.")
        said[key.strip()] = words
    return said
