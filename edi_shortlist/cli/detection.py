"""``detect`` and ``redact``: redaction of single files, with no workspace."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from edi_shortlist.cli.context import Json
from edi_shortlist.cli.printing import notice, print_json, progress_bar
from edi_shortlist.cli.refusals import REFUSED

Policy = Annotated[
    str,
    typer.Option(
        "--policy", metavar="POLICY", help="What to hide: name-blind, standard or strict."
    ),
]


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command(epilog="Example: edi-shortlist detect in.jsonl spans.jsonl --workers 2")(detect)
    app.command(epilog="Example: edi-shortlist redact cv.docx --out anonymised")(redact)


def detect(
    in_file: Annotated[
        Path,
        typer.Argument(metavar="IN.jsonl", help='Lines {"id": …, "text": …, "identity": {…}}.'),
    ],
    out_file: Annotated[
        Path, typer.Argument(metavar="OUT.jsonl", help='Where to write {"id": …, "spans": […]}.')
    ],
    policy: Policy = "standard",
    workers: Annotated[
        int, typer.Option("--workers", metavar="N", min=1, help="How many processes to use.")
    ] = 1,
    as_json: Json = False,
) -> None:
    """Find what must be hidden in the lines of a JSONL file.

    No workspace is needed. Offsets are in characters of the text, half-open.
    """
    from edi_shortlist.workflow.detecting import detect_file

    documents = detect_file(in_file, out_file, policy, workers)
    if as_json:
        print_json({"documents": documents, "file": str(out_file)})
    else:
        typer.echo(f"Wrote the spans of {documents} documents to '{out_file}'.")


def redact(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Application documents of one person.")
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="The folder for the anonymised copies.")
    ],
    policy: Policy = "standard",
    identity: Annotated[
        Path | None,
        typer.Option(
            "--identity",
            metavar="FILE.json",
            help='What is known of the applicant: {"full_name": …, "email": …, …}.',
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Write anonymised copies of files, and a span log for each.

    No workspace is needed. Nobody has reviewed these copies. Look at them before you hand them on.
    """
    from edi_shortlist.workflow.redacting import redact_files

    with progress_bar() as progress:
        report = redact_files(files, out, policy, _identity(identity), progress=progress)
    if as_json:
        print_json(asdict(report))
    else:
        for one in report.written:
            typer.echo(f"'{one.file}' → '{one.copy}': {one.redactions} passages hidden")
    for failure in report.failures:
        notice(f"edi-shortlist: '{failure.file}': {failure.sentence}")
    if report.failures:
        raise typer.Exit(REFUSED)


def _identity(file: Path | None) -> dict[str, Any]:
    """Read what is known of the applicant; nothing where no file is given."""
    from edi_shortlist.workflow.errors import Refused

    if file is None:
        return {}
    try:
        identity = json.loads(file.read_text(encoding="utf-8-sig"))
    except ValueError:
        identity = None
    if not isinstance(identity, dict):
        raise Refused(f"'{file.name}' is not a JSON object of an applicant's details. Mend it.")
    return identity
