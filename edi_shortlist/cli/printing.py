"""How answers are printed: one JSON value or a table on stdout, everything else on stderr."""

import io
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

# Wide enough that a table sent to a file keeps its rows whole.
_WIDTH_OF_FILES = 1000

ProgressCall = Callable[[int, int, str], None]


def print_json(value: Any) -> None:
    """Print one JSON value on stdout."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(columns: Sequence[str], rows: Sequence[Sequence[Any]], empty: str) -> None:
    """Print rows on stdout, or the sentence ``empty`` where there are none."""
    if not rows:
        typer.echo(empty)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        # Plain text objects: what stands in square brackets is text here, not markup.
        table.add_row(*("" if cell is None else str(cell).replace("[", "\\[") for cell in row))
    console = Console()
    if console.is_terminal:
        console.print(table)
        return
    text = io.StringIO()
    Console(file=text, width=_WIDTH_OF_FILES).print(table)
    for line in text.getvalue().splitlines():
        typer.echo(line.rstrip())


def notice(sentence: str) -> None:
    """Print a sentence for the person on stderr."""
    typer.echo(sentence, err=True)


@contextmanager
def progress_bar() -> Iterator[ProgressCall]:
    """Yield ``progress(done, total, what)``; it draws a bar on stderr where that is a terminal."""
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task("", total=None)

        def progress(done: int, total: int, what: str) -> None:
            bar.update(task, completed=done, total=total, description=what)

        yield progress
