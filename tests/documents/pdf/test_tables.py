"""Grids of cells from drawn rules, on bare geometry."""

import pytest

from edi_shortlist.documents.pdf.tables import Edges, find_grids

CELLS = [(0, 0), (0, 1), (1, 0), (1, 1)]


def table(*, frame: bool = False) -> Edges:
    """Two rows and two columns between (50, 600) and (250, 660), or the frame of one."""
    edges = Edges()
    edges.add(50, 600, 250, 660)
    if not frame:
        edges.add(50, 630, 250, 630)
        edges.add(150, 600, 150, 660)
    return edges


def cells(edges: Edges) -> list[list[tuple[int, int]]]:
    return [grid.cells for grid in find_grids(edges)]


@pytest.mark.parametrize(("aside", "above"), [(1, 1), (3, 4), (3, 6), (1, 9), (9, 1), (9, 9)])
def test_the_box_of_a_field_in_a_cell_is_no_row(aside: float, above: float) -> None:
    edges = table()
    edges.add(150 + aside, 600 + above, 250 - aside, 630 - above)
    assert cells(edges) == [CELLS]


def test_a_field_has_a_ground_and_a_border() -> None:
    edges = table()
    edges.add(153, 604, 247, 624)
    edges.add(153.5, 604.5, 246.5, 623.5)
    edges.add(155, 605, 245, 605)  # the shade of a border that looks sunk
    assert cells(edges) == [CELLS]


def test_fields_in_every_cell() -> None:
    edges = table()
    for x in (50, 150):
        for y in (600, 630):
            edges.add(x + 3, y + 4, x + 97, y + 26)
    assert cells(edges) == [CELLS]


def test_cells_that_are_drawn_apart_are_cells() -> None:
    edges = table(frame=True)
    for x in (52, 151):
        for y in (602, 631):
            edges.add(x, y, x + 97, y + 27)
    (found,) = cells(edges)
    assert len(found) == 4


def test_a_table_in_a_cell_is_a_table() -> None:
    edges = table()
    edges.add(158, 608, 242, 624)
    edges.add(200, 608, 200, 624)
    assert sorted(cells(edges)) == [[(0, 0), (0, 1)], CELLS]


def test_a_box_by_itself_is_no_table() -> None:
    edges = Edges()
    edges.add(50, 600, 250, 660)
    edges.add(50.5, 600.5, 249.5, 659.5)
    assert cells(edges) == []
