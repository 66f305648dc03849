"""From the picture of a page to lines of text at their places, in points, for the layout to put
into reading order. Knows nothing of files.
"""

import re
from dataclasses import dataclass, field, replace
from statistics import mean, median

import numpy as np
from PIL import Image

from edi_shortlist.documents.pdf.layout import Line
from edi_shortlist.documents.pdf.tables import Edges
from edi_shortlist.documents.scans.drawings import Box, Mark, TickBox, find_drawings, without
from edi_shortlist.documents.scans.placing import (
    Frame,
    placed_lines,
    with_boxes,
    without_lone_boxes,
)
from edi_shortlist.documents.scans.regions import Grey, Region, cut, find_regions
from edi_shortlist.documents.scans.spelling import are_turned, spell, strip
from edi_shortlist.documents.scans.straightening import as_grey, even, is_blank, level, sized

_SENSE = 0.5  # below this a line is left out and only its words are counted, as doubtful
_LONGEST = (1280, 2400)  # pixels in which lines are looked for: on A4, and at most on any page
_LEAST = 15.0  # pixels that a usual line should be high there
_LIKE_TICKS = "XxVvYyJLl1/7"  # what ticks and crosses by hand are taken for
#: What the model reads for a box that was not found as one, and cannot be trusted about.
_BOX_SIGNS = re.compile("[□☐☑☒]")
_FEWEST = 2  # letters and digits of a page; fewer are a pattern taken for text
_ASKED = 8  # lines that tell which way up a page is


@dataclass
class Recognised:
    """What was recognised on a page, turned so that it can be read.

    Attributes:
        width, height: of the page in points, as it is read; sides are changed over on a page that
            lay on its side.
        lines: its text, and ``☐``, ``☒`` or ``[?]`` for each box to tick.
        edges: its drawn rules.
        doubtful: how many words may be wrong.
        unclear_boxes: how many boxes could not be told to be empty or ticked.
        turns: quarter turns counter-clockwise by which the picture was turned to be read.
    """

    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    edges: Edges = field(default_factory=Edges)
    doubtful: int = 0
    unclear_boxes: int = 0
    turns: int = 0


def recognise(image: Image.Image, *, width: float, height: float) -> Recognised:
    """Return what the picture of a page says, and where.

    Args:
        image: the whole page.
        width, height: of the page, in points.

    Raises:
        ModelMissing: the installation is not complete.
        MemoryError.
    """
    page = sized(as_grey(image), width, height)
    if is_blank(page, page.shape[1] / width):
        return Recognised(width, height)
    page = even(page)
    look = _look(level(page), width)
    turns = 0
    if sum(region.is_tall for region in look.regions) > len(look.regions) / 2:
        width, height, turns = height, width, 1
        look = _look(level(np.ascontiguousarray(np.rot90(page))), width)
    if _is_upside_down(look):
        turns += 2
        look = _look(np.ascontiguousarray(np.rot90(look.page, 2)), width)
    return replace(_read(look, width, height), turns=turns)


@dataclass(frozen=True)
class _Look:
    """A level page, and without its boxes; what is drawn on it; where text stands."""

    page: Grey
    clear: Grey
    point: float  # pixels
    rules: list[Box]
    boxes: list[TickBox]
    regions: list[Region]


def _look(page: Grey, width: float) -> _Look:
    point = page.shape[1] / width
    drawings = find_drawings(page, point)
    boxes = [_told_from_letters(page, box) for box in drawings.boxes]
    clear = without(page, boxes, point)
    a4, most = _LONGEST
    longest = round(min(max(page.shape) / point / 842 * a4, most, max(page.shape)))
    regions = find_regions(clear, longest)
    if regions:
        usual = median(min(region.width, region.height) for region in regions)
        larger = min(most, round(longest * 1.6), max(page.shape))
        if usual * longest / max(page.shape) < _LEAST and larger > longest:  # small type
            regions = find_regions(clear, larger)
    upright = [rule for rule in drawings.rules if rule[3] - rule[1] > rule[2] - rule[0]]
    return _Look(
        page, clear, point, drawings.rules, boxes, cut(regions, [*(b.box for b in boxes), *upright])
    )


def _told_from_letters(page: Grey, box: TickBox) -> TickBox:
    """Return a box, unclear where what stands in it is a letter or digit and may mean no."""
    if box.mark is not Mark.TICKED:
        return box
    said = spell([strip(page, Region.of(box.box).between(0.1, 0.9))])[0].text
    is_letter = any(one.isalnum() and one not in _LIKE_TICKS for one in said)
    return replace(box, mark=Mark.UNCLEAR) if is_letter else box


def _is_upside_down(look: _Look) -> bool:
    """Ask the longest lines which way up they are, and where any says the other way, both ways
    of reading them."""
    level_ones = [region for region in look.regions if not region.is_tall]
    asked = sorted(level_ones, key=lambda region: -region.width)[:_ASKED]
    strips = [strip(look.clear, region) for region in asked]
    if sum(are_turned(strips)) * 3 < len(strips) or not strips:
        return False
    turned = [np.ascontiguousarray(np.rot90(one, 2)) for one in strips]
    return mean(one.sure for one in spell(turned)) > mean(one.sure for one in spell(strips))


def _read(look: _Look, width: float, height: float) -> Recognised:
    result = Recognised(width, height)
    frame = Frame(look.point, height)
    for rule in look.rules:
        result.edges.add(*frame.place(*rule))
    strips = [strip(look.clear, region) for region in look.regions]
    spelt = spell(strips)
    sideways = [i for i, region in enumerate(look.regions) if region.is_tall]
    turned = spell([np.ascontiguousarray(np.rot90(strips[i], 2)) for i in sideways])
    for i, other in zip(sideways, turned, strict=True):
        spelt[i] = max(spelt[i], other, key=lambda one: one.sure)
    read = []
    for region, one in zip(look.regions, spelt, strict=True):
        result.doubtful += one.doubtful
        if one.text and one.sure >= _SENSE:
            text, signs = _BOX_SIGNS.subn(Mark.UNCLEAR.value, one.text)
            read.append((region, replace(one, text=text)))
            result.unclear_boxes += signs
    if sum(c.isalnum() for _, one in read for c in one.text) < _FEWEST:
        return Recognised(width, height, edges=result.edges)
    lines = placed_lines(look.clear, read, frame)
    boxes = without_lone_boxes(lines, look.boxes, frame)
    result.unclear_boxes += sum(box.mark is Mark.UNCLEAR for box in boxes)
    result.lines = with_boxes(lines, boxes, frame)
    return result
