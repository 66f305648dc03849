"""Running headers and footers: lines that come again at one place on page after page."""

import re
from collections import Counter
from collections.abc import Sequence

from edi_shortlist.documents.model import Part
from edi_shortlist.documents.pdf.layout import Line

_MARGIN = 0.1  # of the page's height: where running headers and footers stand
_PAGE_NUMBER = re.compile(r"(page\s*)?\d+(\s*(of|/)\s*\d+)?", re.IGNORECASE)

#: A page's lines and its height.
Page = tuple[Sequence[Line], float]


def masked(text: str) -> str:
    """The words of a line, whatever the page number in it says."""
    return re.sub(r"\d+", "#", " ".join(text.split()).lower())


def running_key(line: Line, height: float) -> tuple[str, int]:
    """The same for the same words at the same height of a page ``height`` points high."""
    from_top = line.y0 > height / 2
    distance = height - line.y1 if from_top else line.y0
    return masked(line.text), round(distance / 8) * (1 if from_top else -1)


def running(pages: Sequence[Page]) -> dict[tuple[str, int], Part]:
    """Lines near the top or bottom edge that come again on other pages, and page numbers."""
    counts: Counter[tuple[str, int]] = Counter()
    parts: dict[tuple[str, int], Part] = {}
    for lines, height in pages:
        keys = set()
        for line in lines:
            at_top = line.y0 > height * (1 - _MARGIN)
            at_bottom = line.y1 < height * _MARGIN
            if (at_top or at_bottom) and any(character.isalnum() for character in line.text):
                key = running_key(line, height)
                keys.add(key)
                parts[key] = Part.HEADER if at_top else Part.FOOTER
                if _PAGE_NUMBER.fullmatch(line.text.strip()) and at_bottom:
                    counts[key] += 2
        counts.update(keys)
    return {key: parts[key] for key, count in counts.items() if count > 1}
