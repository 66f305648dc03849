"""Columns against rows, on bare geometry."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_shortlist.documents.pdf.layout import Line, columns, rows
from edi_shortlist.documents.pdf.paragraphs import page_blocks
from edi_shortlist.documents.pdf.tables import Edges, find_grids


def line(x: float, y: float, text: str, width: float | None = None, size: float = 10) -> Line:
    return Line(x, y, x + (width or 5 * len(text)), y + size, text, size)


def column(
    x: float, top: float, words: list[str], step: float = 12, width: float = 0
) -> list[Line]:
    return [line(x, top - step * i, word, width or None) for i, word in enumerate(words)]


def read(lines: list[Line]) -> list[str]:
    return [item.text for group in columns(list(lines)) for item in group if isinstance(item, Line)]


LEFT = [f"left {i} goes on in words" for i in range(8)]
RIGHT = [f"right {i} goes on in words" for i in range(8)]


@pytest.mark.parametrize("step", [12, 13.7])  # with lines that meet across the gutter, or not
def test_two_columns_of_prose(step: float) -> None:
    lines = column(50, 700, LEFT, width=200) + column(300, 700, RIGHT, step, width=200)
    assert read(lines) == LEFT + RIGHT


def test_three_columns() -> None:
    middle = [f"middle {i} goes on in words" for i in range(8)]
    lines = column(50, 700, LEFT, width=150) + column(220, 700, middle, 12.7, width=150)
    assert read(lines + column(390, 700, RIGHT, 13.1, width=150)) == LEFT + middle + RIGHT


def test_a_spanning_line_parts_the_bands() -> None:
    upper = column(50, 700, LEFT[:4], width=200) + column(300, 700, RIGHT[:4], 13, width=200)
    lower = column(50, 500, LEFT[4:], width=200) + column(300, 500, RIGHT[4:], 13, width=200)
    across = line(50, 600, "across both", width=450)
    expected = [*LEFT[:4], *RIGHT[:4], "across both", *LEFT[4:], *RIGHT[4:]]
    assert read([*upper, across, *lower]) == expected


@pytest.mark.parametrize(
    "labels",
    [
        ["Surname:", "First name:", "Address:", "Postcode:", "Telephone:"],
        ["Surname", "First name", "Address", "Postcode", "Telephone"],
        ["2019 to date", "2016 to 2019", "2012 to 2016", "2010 to 2012", "2008"],
    ],
)
def test_labels_and_answers_are_one_column(labels: list[str]) -> None:
    lines = column(50, 700, labels) + column(200, 700, ["Khan", "Aisha", "High St", "L20", "0163"])
    assert len(columns(list(lines))) == 1
    assert next(" ".join(part.text for part in row) for row in rows(lines)) == f"{labels[0]} Khan"


def test_dates_between_posts_and_places_are_rows() -> None:
    """Nothing tells in which order a scan was written; lines around the table are no rows of it."""
    around = ["Before", "After", "And so on", "And so forth", "At last"]
    lines = [line(50, y, text) for y, text in zip((740, 600, 586, 572, 558), around, strict=True)]
    for i, post in enumerate(["Housing officer", "Adviser", "Receptionist", "Cleaner", "Cook"]):
        y = 700 - 13 * i
        lines += [line(50, y, post), line(200, y, f"{2010 + i} to {2011 + i}")]
        lines.append(line(300, y, "Sefton Council"))
    assert len(columns(list(lines))) == 1


def test_a_side_column_on_the_same_heights_as_dates_is_a_column() -> None:
    side = ["Contact", "41 Mill Road", "Preston", "Skills", "Jigsaw", "Punjabi", "Joinery", "Chess"]
    main = [
        text
        for year in (2021, 2018, 2015, 2012)
        for text in (f"Officer, {year}", "Signs off the decisions of the team", "and trains others")
    ]
    assert read(column(50, 700, side) + column(200, 700, main)) == side + main


@given(
    st.lists(
        st.tuples(st.integers(0, 500), st.integers(0, 800), st.integers(1, 300)),
        max_size=40,
        unique_by=lambda place: place[1] // 12,
    )
)
def test_no_line_is_lost_or_doubled(places: list[tuple[int, int, int]]) -> None:
    lines = [line(x, y, f"n{i}", width) for i, (x, y, width) in enumerate(places)]
    assert sorted(read(lines)) == sorted(one.text for one in lines)
    blocks = page_blocks(lines, Edges(), 10, 1, 0)
    said = " ".join(block.text for block in blocks).split()
    assert sorted(said) == sorted(one.text for one in lines)


def test_a_grid_with_a_merged_cell() -> None:
    edges = Edges()
    for y in (700, 680, 660):
        edges.add(50, y, 250, y)
    for x in (50, 250):
        edges.add(x, 660, x, 700)
    edges.add(150, 660, 150, 680)  # the upper row is one cell
    (grid,) = find_grids(edges)
    assert grid.cells == [(0, 0), (1, 0), (1, 1)]
    assert grid.cell_at(200, 690) == (0, 0)
    assert grid.cell_at(200, 670) == (1, 1)
    assert grid.cell_at(300, 670) is None


def test_a_frame_around_the_page_is_no_table() -> None:
    edges = Edges()
    edges.add(20, 20, 570, 820)
    edges.add(20, 700, 570, 700)
    lines = column(50, 780, ["name", "address"]) + column(50, 680, LEFT * 3)
    assert all(block.cell is None for block in page_blocks(lines, edges, 10, 1, 0))


def test_a_line_is_cut_where_a_rule_passes() -> None:
    characters = [("N", 50.0, 56.0), ("o", 56.0, 62.0), (" ", None, None), ("☒", 66.0, 72.0)]
    cut = Line.split(characters, 100, 110, 10, False, [(64.0, 90.0, 120.0)])
    assert [(one.text, one.x0) for one in cut] == [("No", 50.0), ("☒", 66.0)]
    (whole,) = Line.split(characters, 100, 110, 10, False, [(64.0, 300.0, 320.0)])
    assert whole.text == "No ☒"


@pytest.mark.parametrize(("by_rows", "groups"), [(True, 1), (False, 2)])
def test_short_lines_on_one_grid_are_read_as_they_were_written(by_rows: bool, groups: int) -> None:
    sides = [column(x, 700, ["Punjabi", "Joinery", "Payroll", "Chess"]) for x in (50, 200)]
    written = (
        [one for pair in zip(*sides, strict=True) for one in pair]
        if by_rows
        else sides[0] + sides[1]
    )
    lines = [replace(one, order=i) for i, one in enumerate(written)]
    assert len(columns(list(lines))) == groups


def test_very_many_lines_are_read_soon() -> None:
    lines = [line(i * 37 % 500, i * 91 % 800, f"n{i}", 20) for i in range(5000)]
    assert sum(len(group) for group in columns(list(lines))) == 5000
