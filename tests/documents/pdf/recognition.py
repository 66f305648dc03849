"""A stand-in for text recognition, which would take seconds for each page."""

from dataclasses import dataclass, field

from PIL import Image

from edi_shortlist.documents.pdf.layout import Line
from edi_shortlist.documents.pdf.tables import Edges
from edi_shortlist.documents.scans.models import ModelMissing
from edi_shortlist.documents.scans.recognising import Recognised


@dataclass
class Recognition:
    """What is found on every picture, and the pictures that were shown.

    Attributes:
        texts: the lines found, from the top down.
        edges: the rules found.
        doubtful, unclear_boxes: how many words and boxes are not certain.
        is_missing: whether the installation lacks the models.
        shown: size in pixels and in points of each picture.
    """

    texts: list[str] = field(default_factory=list)
    edges: Edges = field(default_factory=Edges)
    doubtful: int = 0
    unclear_boxes: int = 0
    is_missing: bool = False
    shown: list[tuple[tuple[int, int], tuple[float, float]]] = field(default_factory=list)

    def recognise(self, image: Image.Image, *, width: float, height: float) -> Recognised:
        """Return what the real function would find."""
        if self.is_missing:
            raise ModelMissing
        self.shown.append((image.size, (width, height)))
        lines = [
            Line(50, height - 110 - 14 * i, 50 + 5 * len(text), height - 100 - 14 * i, text, 10)
            for i, text in enumerate(self.texts)
        ]
        return Recognised(width, height, lines, self.edges, self.doubtful, self.unclear_boxes)
