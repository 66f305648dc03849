"""What holds at one place of a rich text, and ends with the group that it stands in."""

from dataclasses import dataclass, field

from edi_shortlist.documents.rtf.definitions import Definitions
from edi_shortlist.documents.rtf.fields import Field
from edi_shortlist.documents.rtf.flow import Flow, Shape

_TWIPS = 20  # to a point


@dataclass
class Gathered:
    """Text of a group that does not go onto the page, such as a title or a link's target."""

    name: bytes
    pieces: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.pieces.append(text)


@dataclass
class Picture(Gathered):
    """A picture, whose bytes stand in its group as hexadecimal digits.

    Attributes:
        width, height: as shown, in points; 0 where that is not said.
        digits: the bytes.
    """

    width: float = 0.0
    height: float = 0.0
    digits: list[bytes] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Signs in a picture say nothing."""

    def word(self, word: bytes, number: int | None) -> None:
        """Take a control word of the group."""
        if word == b"picwgoal":
            self.width = max(0, number or 0) / _TWIPS
        elif word == b"pichgoal":
            self.height = max(0, number or 0) / _TWIPS

    def data(self) -> bytes:
        """Return the picture.

        Raises:
            ValueError: there are other characters than digits in it.
        """
        return bytes.fromhex(b"".join(self.digits).decode("ascii"))


@dataclass
class State:
    """What a group inherits from the one around it.

    Attributes:
        flow: the nearest stream.
        sink: where characters go; None where they are passed over.
        skipping: nothing in the group counts.
        saved: where characters went before a group that is written twice.
    """

    flow: Flow
    sink: Flow | Gathered | Definitions | None
    skipping: bool = False
    saved: Flow | Gathered | Definitions | None = None
    of_itself: bool = False
    fonts: bool = False
    field: Field | None = None
    font: int | None = None
    fallbacks: int = 1  # bytes that stand after a Unicode character for those who know none
    hidden: bool = False
    deleted: bool = False
    bold: bool = False
    in_table: bool = False
    table_level: int = 0
    style: int = 0
    outline: int = 0
    list_number: int = 0
    list_level: int = 0

    @property
    def level(self) -> int:
        """Of the table that the paragraph stands in; 0 outside."""
        return max(1, self.table_level) if self.in_table else 0

    def shape(self, definitions: Definitions) -> Shape:
        """What a paragraph that ends here is."""
        style = definitions.styles.get(self.style)
        heading = self.outline or (style.heading if style else 0)
        return Shape(heading, self.list_level if self.list_number else None, self.level)
