"""A plain HTML page of sections with tables, for people to read in any browser, offline.

No script, no picture and nothing from elsewhere; every text is escaped.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote


@dataclass(frozen=True)
class Link:
    """A cell that leads to a file beside the page; ``path`` has forward slashes."""

    text: str
    path: str


Cell = str | int | float | bool | Link | None


def said(cell: Cell) -> str:
    """Return what a cell says, where it cannot be a number or lead anywhere."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float():
            return f"{cell:.2f}"
        case Link():
            return cell.text
    return str(cell)


@dataclass(frozen=True)
class Section:
    """A part of the page.

    Attributes:
        about: what it is and where it came from, a paragraph each.
        columns, rows: a table; none where there are no columns.
        empty: said in place of a table without rows.
    """

    heading: str
    about: Sequence[str] = ()
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[Cell]] = ()
    empty: str = "There is nothing."


_STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid;padding:.3rem .5rem;text-align:left;vertical-align:top}"
    "td{white-space:pre-wrap;overflow-wrap:anywhere}"
)


def page(title: str, sections: Iterable[Section], style: str = _STYLE) -> bytes:
    """Return the page in UTF-8.

    Args:
        style: its style sheet, where it is not read in a browser.
    """
    body = "\n".join(_section(section) for section in sections)
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"<h1>{escape(title)}</h1>\n{body}\n</body>\n</html>\n"
    ).encode()


def _section(section: Section) -> str:
    parts = [f"<h2>{escape(section.heading)}</h2>"]
    parts += [f"<p>{escape(sentence)}</p>" for sentence in section.about]
    if section.columns and section.rows:
        parts.append(_table(section))
    elif section.columns:
        parts.append(f"<p>{escape(section.empty)}</p>")
    return "\n".join(parts)


def _table(section: Section) -> str:
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in section.columns)
    rows = "\n".join(
        f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>" for row in section.rows
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _cell(cell: Cell) -> str:
    if isinstance(cell, Link):
        return f'<a href="{escape(quote(cell.path))}">{escape(cell.text)}</a>'
    return escape(said(cell))
