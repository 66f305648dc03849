"""Ruled tables of a PDF page: from drawn lines to a grid of cells, merged ones included.

Knows only geometry: lengths in points, y grows upwards.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from edi_shortlist.documents.pdf.geometry import Box

_SNAP = 3.0  # points within which two rules are one
_TOUCH = 0.75  # points within which two rules meet
_EDGES_LIMIT = 3000  # a page with more is a drawing


@dataclass
class Edges:
    """The straight rules of a page: ``(y, x0, x1)`` and ``(x, y0, y1)``, and those boxes
    ``(x0, y0, x1, y1)`` whose sides are among them as the sides of a box."""

    horizontals: list[tuple[float, float, float]] = field(default_factory=list)
    verticals: list[tuple[float, float, float]] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def add(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Add a line, a thin rectangle drawn as a line, or a box with its four sides."""
        if len(self.horizontals) + len(self.verticals) > _EDGES_LIMIT:
            return
        wide, high = x1 - x0 > _SNAP, y1 - y0 > _SNAP
        if wide and high:
            self.horizontals += [(y0, x0, x1), (y1, x0, x1)]
            self.verticals += [(x0, y0, y1), (x1, y0, y1)]
            self.boxes.append((x0, y0, x1, y1))
        elif wide:
            self.horizontals.append(((y0 + y1) / 2, x0, x1))
        elif high:
            self.verticals.append(((x0 + x1) / 2, y0, y1))


@dataclass(frozen=True)
class Grid:
    """A table's cells.

    Attributes:
        xs, ys: the rules' places, left to right and top to bottom.
        owner: for each ``(row, column)`` of the grid, the cell that covers it, named by its first
            row and column.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owner: dict[tuple[int, int], tuple[int, int]]

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Return the cell over a point, or None outside the table."""
        column = next((i for i, (a, b) in enumerate(_pairs(self.xs)) if a <= x < b), None)
        row = next((i for i, (a, b) in enumerate(_pairs(self.ys)) if a >= y > b), None)
        return None if row is None or column is None else self.owner[row, column]

    @property
    def cells(self) -> list[tuple[int, int]]:
        """Every cell once, row by row."""
        return sorted(set(self.owner.values()))


def _pairs(values: Sequence[float]) -> list[tuple[float, float]]:
    return list(itertools.pairwise(values))


def _snapped(values: list[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _SNAP:
            places.append(value)
    return places


def find_grids(edges: Edges) -> list[Grid]:
    """Return the grids of two cells or more that the rules draw."""
    grids = []
    for horizontals, verticals in _connected(_without_fields(edges)):
        xs = _snapped([x for x, _, _ in verticals] + [x for _, *ends in horizontals for x in ends])
        ys = _snapped([y for y, _, _ in horizontals] + [y for _, *ends in verticals for y in ends])
        if len(xs) > 1 and len(ys) > 1 and 2 <= (len(xs) - 1) * (len(ys) - 1) <= 5000:
            grids.append(_grid(xs, ys[::-1], horizontals, verticals))
    return [grid for grid in grids if len(grid.cells) > 1]


Rules = list[tuple[float, float, float]]


def _without_fields(edges: Edges) -> Edges:
    """Leave out the boxes that stand loose inside a cell, as a form field's does once the form is
    printed; taken for rules of the table, they would cut the cell into nine."""
    rules = [(x0, y, x1, y) for y, x0, x1 in edges.horizontals]
    rules += [(x, y0, x, y1) for x, y0, y1 in edges.verticals]
    loose = [box for box in edges.boxes if not _is_met(box, rules)]
    fields = [box for box in loose if _is_enclosed(box, rules) and not _has_neighbour(box, loose)]
    if not fields:
        return edges
    kept = Edges()
    for rule in rules:
        if not any(_holds(box, rule, _TOUCH) for box in fields):
            kept.add(*rule)
    return kept


def _is_met(box: Box, rules: Sequence[Box]) -> bool:
    """Whether a rule touches or crosses a box; those along its own sides do not count."""
    x0, y0, x1, y1 = box
    for rule in rules:
        if rule[0] > x1 + _TOUCH or rule[2] < x0 - _TOUCH:
            continue
        if rule[1] > y1 + _TOUCH or rule[3] < y0 - _TOUCH:
            continue
        level = rule[1] == rule[3]
        near = (rule[1] - y0, y1 - rule[1]) if level else (rule[0] - x0, x1 - rule[0])
        if min(near) > _SNAP or not _holds(box, rule, _TOUCH):
            return True
    return False


def _is_enclosed(box: Box, rules: Sequence[Box]) -> bool:
    """Whether rules pass above, below and at both sides of a box."""
    x0, y0, x1, y1 = box
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    above = below = left = right = False
    for a, b, c, d in rules:
        if b == d and a <= x <= c:
            above, below = above or b > y1, below or b < y0
        elif a == c and b <= y <= d:
            left, right = left or a < x0, right or a > x1
    return above and below and left and right


def _has_neighbour(box: Box, others: Sequence[Box]) -> bool:
    """Whether another box stands beside a box, as those of a table do whose cells are drawn
    apart."""
    x0, y0, x1, y1 = box
    return any(
        other[0] <= x1 + _SNAP
        and other[2] >= x0 - _SNAP
        and other[1] <= y1 + _SNAP
        and other[3] >= y0 - _SNAP
        and not _holds(other, box, _TOUCH)
        and not _holds(box, other, _TOUCH)
        for other in others
    )


def _holds(box: Box, other: Box, reach: float) -> bool:
    """Whether another box lies within one grown by so many points."""
    return (
        box[0] - reach <= other[0]
        and box[1] - reach <= other[1]
        and box[2] + reach >= other[2]
        and box[3] + reach >= other[3]
    )


def _connected(edges: Edges) -> list[tuple[Rules, Rules]]:
    """Groups of rules that touch one another."""
    horizontals, verticals = edges.horizontals, edges.verticals
    group = list(range(len(horizontals) + len(verticals)))

    def root(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    for i, (y, x0, x1) in enumerate(horizontals):
        for j, (x, y0, y1) in enumerate(verticals, len(horizontals)):
            if x0 - _SNAP <= x <= x1 + _SNAP and y0 - _SNAP <= y <= y1 + _SNAP:
                group[root(i)] = root(j)
    groups: dict[int, tuple[Rules, Rules]] = {}
    for i, rule in enumerate(horizontals):
        groups.setdefault(root(i), ([], []))[0].append(rule)
    for j, rule in enumerate(verticals, len(horizontals)):
        groups.setdefault(root(j), ([], []))[1].append(rule)
    return [(h, v) for h, v in groups.values() if h and v]


def _grid(xs: list[float], ys: list[float], horizontals: Rules, verticals: Rules) -> Grid:
    """Join the grid's fields wherever no rule stands between two of them."""
    owner = {(r, c): (r, c) for r in range(len(ys) - 1) for c in range(len(xs) - 1)}

    def root(at: tuple[int, int]) -> tuple[int, int]:
        while owner[at] != at:
            at = owner[at]
        return at

    def join(one: tuple[int, int], other: tuple[int, int]) -> None:
        first, second = sorted((root(one), root(other)))
        owner[second] = first

    for r, c in list(owner):
        y, x = (ys[r] + ys[r + 1]) / 2, (xs[c] + xs[c + 1]) / 2
        if c + 2 < len(xs) and not _ruled(verticals, xs[c + 1], y):
            join((r, c), (r, c + 1))
        if r + 2 < len(ys) and not _ruled(horizontals, ys[r + 1], x):
            join((r, c), (r + 1, c))
    return Grid(tuple(xs), tuple(ys), {at: root(at) for at in owner})


def _ruled(rules: Rules, place: float, at: float) -> bool:
    return any(abs(rule - place) <= _SNAP and a <= at <= b for rule, a, b in rules)
