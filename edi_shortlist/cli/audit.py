"""``audit``: reading, verifying and exporting the log of every step, and checking samples."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from edi_shortlist.cli.context import (
    Json,
    PassphraseFile,
    Reference,
    open_session,
    sealed_session,
    session_opened_if_given,
)
from edi_shortlist.cli.printing import notice, print_json, print_table
from edi_shortlist.cli.refusals import REFUSED

if TYPE_CHECKING:
    from edi_shortlist.workflow.sampling import SampleResult

app = typer.Typer(
    no_args_is_help=True, help="Verify and export the log of every step; check samples."
)
_TABLES = (
    *("log", "redactions", "counts", "overrides", "times", "versions", "samples"),
    "sample_documents",
)


@app.command(epilog="Example: edi-shortlist audit verify")
def verify(
    ctx: typer.Context,
    head: Annotated[
        str,
        typer.Option(
            "--head", metavar="NUMBER:HASH", help="The log must still hold this head of before."
        ),
    ] = "",
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Check that no entry was changed, removed or moved.

    The exit status is 1 if one was. With a passphrase the log's end is held against the vault as
    well, which finds entries that were cut off there; nobody is asked for one. The log's head is
    printed: note it elsewhere, and --head holds the log against it later.
    """
    from edi_shortlist.workflow.auditing import log_head, verify_audit

    with session_opened_if_given(ctx, passphrase_file) as session:
        verdict = verify_audit(session, head)
        now = log_head(session) if verdict.ok else ""
    if as_json:
        print_json({**asdict(verdict), "head": now})
    elif verdict.ok:
        typer.echo(verdict.sentence)
        typer.echo(f"Head: {now}")
    if not verdict.ok:
        notice(f"edi-shortlist: {verdict.sentence}")
        raise typer.Exit(REFUSED)


@app.command("list", epilog="Example: edi-shortlist audit list --vacancy HSG-2026-014")
def list_(
    ctx: typer.Context,
    vacancy: Annotated[
        str | None, typer.Option("--vacancy", metavar="REF", help="Only this vacancy's entries.")
    ] = None,
    action: Annotated[
        str | None, typer.Option("--action", metavar="ACTION", help="Only this kind of entry.")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Only what this person did.")
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="WORDS", help="Only entries with these words.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the log: who did what, and when (UTC)."""
    from edi_shortlist.workflow.auditing import audit_entries

    with sealed_session(ctx) as session:
        entries = audit_entries(session, vacancy=vacancy, action=action, actor=by, text=text)
    rows = [asdict(entry) for entry in entries]
    if as_json:
        print_json(rows)
        return
    print_table(
        ("No.", "When", "Who", "Action", "Vacancy", "Candidate", "Details"),
        [
            (
                r["number"],
                r["at"],
                r["actor"],
                r["action"],
                r["vacancy"],
                r["candidate"],
                ", ".join(f"{key} {value}" for key, value in r["details"].items()),
            )
            for r in rows
        ],
        "The log has no such entry.",
    )


@app.command(epilog="Example: edi-shortlist audit export evidence.xlsx --vacancy HSG-2026-014")
def export(
    ctx: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A new file: .csv, .json, .xlsx or .pdf."),
    ],
    vacancy: Annotated[
        str | None, typer.Option("--vacancy", metavar="REF", help="Only what is of this vacancy.")
    ] = None,
    label: Annotated[
        str | None, typer.Option("--label", metavar="LABEL", help="Only this label, say NAME.")
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", metavar="NAME", help="Only what this person did.")
    ] = None,
    decision: Annotated[
        str | None,
        typer.Option("--decision", metavar="WHICH", help="accepted, rejected or pending."),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="From this day on, in UTC.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="Up to this day, in UTC.")
    ] = None,
    recogniser: Annotated[
        str | None,
        typer.Option("--recogniser", metavar="NAME", help="Only what this recogniser proposed."),
    ] = None,
    manner: Annotated[
        str | None,
        typer.Option("--manner", metavar="HOW", help="Decided one-by-one or by-rule."),
    ] = None,
    action: Annotated[
        str | None,
        typer.Option("--action", metavar="ACTION", help="Of the log, only this kind of entry."),
    ] = None,
    text: Annotated[
        str | None,
        typer.Option("--text", metavar="WORDS", help="Of the log, only entries with these words."),
    ] = None,
    table: Annotated[
        str,
        typer.Option("--table", metavar="TABLE", help=f"What a .csv holds: {', '.join(_TABLES)}."),
    ] = _TABLES[0],
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Write an evidence file: the log, each redaction, counts, times.

    It holds no word of an application. Each redaction has a keyed digest, by which HR can prove
    with the vault which text it was.
    """
    from edi_shortlist.workflow.evidence import EvidenceFilter, export_evidence

    if table not in _TABLES:
        raise typer.BadParameter(f"There is no table '{table}'. Choose from {', '.join(_TABLES)}.")
    if decision not in (None, "accepted", "rejected", "pending"):
        raise typer.BadParameter("A decision is accepted, rejected or pending.")
    if manner not in (None, "one-by-one", "by-rule"):
        raise typer.BadParameter("A decision is made one-by-one or by-rule.")
    only = EvidenceFilter(
        vacancy, label, person, decision, since, until, recogniser, manner, action, text
    )
    with session_opened_if_given(ctx, passphrase_file) as session:
        digest = export_evidence(session, file, only, table)
    if as_json:
        print_json({"file": str(file), "sha256": digest})
    else:
        typer.echo(f"The evidence is in '{file}'. SHA-256 {digest}, as the log says too.")


@app.command(epilog="Example: edi-shortlist audit prove C-07QK/1 120 131 DIGEST < text.txt")
def prove(
    ctx: typer.Context,
    document: Annotated[str, typer.Argument(metavar="DOC", help="The document, say C-07QK/1.")],
    start: Annotated[int, typer.Argument(metavar="START", help="Where the text began.")],
    end: Annotated[int, typer.Argument(metavar="END", help="Where it ended.")],
    digest: Annotated[str, typer.Argument(metavar="DIGEST", help="What the evidence says.")],
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Say whether a digest of an evidence file is that of a text.

    The text is asked for, or read from standard input, since arguments stand in the shell's
    history. Where none is given it is what the vault holds at that place. The status is 1 if the
    digest is of another text.
    """
    from edi_shortlist.workflow.evidence import fits_digest

    with open_session(ctx, passphrase_file) as session:
        text = _typed("The text that was hidden (empty: what the vault holds)")
        fits = fits_digest(session, document, start, end, digest, text)
    if as_json:
        print_json({"document": document, "fits": fits})
    elif fits:
        typer.echo("The digest is of that text at that place.")
    if not fits:
        notice("edi-shortlist: The digest is of another text, place or application.")
        raise typer.Exit(REFUSED)


def _typed(question: str) -> str | None:
    """Ask for one line, or read it where nobody is there to be asked; None where it is empty."""
    if sys.stdin.isatty():
        typed: str = typer.prompt(question, default="", hide_input=True, err=True)
    else:
        typed = sys.stdin.read().removesuffix("\n").removesuffix("\r")
    return typed or None


@app.command(epilog="Example: edi-shortlist audit sample HSG-2026-014 --tolerated 0.02")
def sample(
    ctx: typer.Context,
    ref: Reference,
    confidence: Annotated[
        str, typer.Option("--confidence", metavar="SHARE", help="How sure you want to be.")
    ] = "0.95",
    tolerated: Annotated[
        str,
        typer.Option(
            "--tolerated", metavar="SHARE", help="The share of documents that may leak at most."
        ),
    ] = "0.02",
    seed: Annotated[
        str,
        typer.Option(
            "--seed", metavar="N", help="A number that the drawing depends on; random unless given."
        ),
    ] = "",
    as_json: Json = False,
) -> None:
    """Draw documents at random, to be checked again with HR beside.

    There are as many as it takes to say with that confidence, if none of them leaks, that no more
    than the tolerated share of the vacancy's documents does. The seed and the list are logged.
    """
    from edi_shortlist.workflow.sampling import draw_sample

    with sealed_session(ctx) as session:
        drawn = draw_sample(session, ref, confidence, tolerated, seed)
    names = [document.document for document in drawn.documents]
    if as_json:
        print_json(
            {
                "sample": drawn.id,
                "vacancy": drawn.vacancy,
                "seed": drawn.seed,
                "confidence": drawn.confidence,
                "tolerated": drawn.tolerated,
                "population": drawn.population,
                "documents": names,
            }
        )
        return
    typer.echo(
        f"Sample {drawn.id} of {ref}: {len(names)} of {drawn.population} documents, "
        f"seed {drawn.seed}. Check each of them with HR:"
    )
    for name in names:
        typer.echo(name)
    typer.echo(f"Then: audit sample-result {ref} {drawn.id} --leaks DOC=2 --rest-clean")


@app.command(
    "sample-result",
    epilog="Example: edi-shortlist audit sample-result HSG-2026-014 1 --leaks C-07QK/1=2",
)
def sample_result(
    ctx: typer.Context,
    ref: Reference,
    number: Annotated[int, typer.Argument(metavar="SAMPLE", help="The number of the sample.")],
    leaks: Annotated[
        list[str] | None,
        typer.Option(
            "--leaks", metavar="DOC=N", help="Passages readable that should be hidden. Repeatable."
        ),
    ] = None,
    over: Annotated[
        list[str] | None,
        typer.Option(
            "--over", metavar="DOC=N", help="Passages hidden that should be readable. Repeatable."
        ),
    ] = None,
    rest_clean: Annotated[
        bool,
        typer.Option("--rest-clean", help="All other documents were checked: nothing in them."),
    ] = False,
    file: Annotated[
        Path | None,
        typer.Option("--csv", metavar="FILE", help="Read document,leaks,over from FILE."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Write down what a check found, and print the leak rate.

    The rate has its exact binomial interval once every document of the sample was checked.
    Without options it prints how far the check is.
    """
    from edi_shortlist.workflow.sampling import read_results, record_results

    found = read_results(file) if file else {}
    for words, place in ((leaks or [], 0), (over or [], 1)):
        for word in words:
            document, count = _counted(word)
            before = found.get(document, (0, 0))
            found[document] = (count, before[1]) if place == 0 else (before[0], count)
    with sealed_session(ctx) as session:
        result = record_results(session, ref, number, found, rest_clean=rest_clean)
    if as_json:
        print_json(_as_json(result))
    else:
        for sentence in result.sentences:
            typer.echo(sentence)
        typer.echo(f"Leaks: {result.leaks}; over-redactions: {result.over}.")


def _counted(word: str) -> tuple[str, int]:
    document, equals, count = word.partition("=")
    if not equals or not count.strip().isdecimal():
        raise typer.BadParameter(f"'{word}' is not a document and a count, as in C-07QK/1=2.")
    return document.strip(), int(count)


def _as_json(result: "SampleResult") -> dict[str, object]:
    sample = result.sample
    return {
        "sample": sample.id,
        "vacancy": sample.vacancy,
        "documents": len(sample.documents),
        "population": sample.population,
        "checked": result.checked,
        "leaking": result.leaking,
        "leaks": result.leaks,
        "over": result.over,
        "rate": result.rate,
        "low": result.low,
        "high": result.high,
        "sentences": list(result.sentences),
    }
