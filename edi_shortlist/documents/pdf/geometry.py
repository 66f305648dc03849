"""Where things stand on a page as a person sees it: the visible box turned upright. Pure
geometry; lengths in points."""

from dataclasses import dataclass, replace

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Sheet:
    """The visible part of a page.

    Attributes:
        left, bottom, right, top: its box in the page's own coordinates.
        turns: quarter turns clockwise by which it is shown.
    """

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0

    @property
    def width(self) -> float:
        """Width as shown."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height as shown."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def turned(self, turns: int) -> "Sheet":
        """The same sheet, shown ``turns`` more quarter turns clockwise."""
        return replace(self, turns=(self.turns + turns) % 4) if turns else self

    def placed(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A box of the page's own coordinates, as shown: measured from the lower left corner,
        with its corners in order."""
        match self.turns:
            case 1:
                box = (y0 - self.bottom, self.right - x1, y1 - self.bottom, self.right - x0)
            case 2:
                box = (self.right - x1, self.top - y1, self.right - x0, self.top - y0)
            case 3:
                box = (self.top - y1, x0 - self.left, self.top - y0, x1 - self.left)
            case _:
                box = (x0 - self.left, y0 - self.bottom, x1 - self.left, y1 - self.bottom)
        return min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])

    def shows(self, box: Box) -> bool:
        """Whether the middle of a placed box lies on the sheet."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return -1 <= x <= self.width + 1 and -1 <= y <= self.height + 1


def holds(box: Box, x: float, y: float) -> bool:
    """Whether a point lies in a box."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
