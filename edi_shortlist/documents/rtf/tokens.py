"""Rich text cut into its smallest pieces. Knows nothing of what they mean."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,40})(-?\d{1,10})? ?"
    rb"|\\'([0-9a-fA-F]{2})"
    rb"|\\(.)"
    rb"|([{}])"
    rb"|[\r\n\0]+"
    rb"|([^\\{}\r\n\0]+)",
    re.DOTALL,
)


class Kind(Enum):
    """What a piece is."""

    OPEN = auto()
    CLOSE = auto()
    WORD = auto()
    SYMBOL = auto()
    BYTE = auto()
    TEXT = auto()


class Token(NamedTuple):
    """A piece of rich text.

    Attributes:
        kind: what it is.
        data: the name of a control word, the sign of a control symbol, or the bytes of text.
        number: that of a control word; None where it has none.
    """

    kind: Kind
    data: bytes = b""
    number: int | None = None


_OPEN, _CLOSE = Token(Kind.OPEN), Token(Kind.CLOSE)


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the pieces of a rich text; what ``\\bin`` says is binary is passed over."""
    at = 0
    while (found := _TOKEN.match(data, at)) is not None:
        at = found.end()
        which = found.lastindex
        if which == 6:
            yield Token(Kind.TEXT, found[6])
        elif which in (1, 2):
            number = None if found[2] is None else int(found[2])
            if found[1] == b"bin":
                at += max(0, number or 0)
            else:
                yield Token(Kind.WORD, found[1], number)
        elif which == 3:
            yield Token(Kind.BYTE, bytes((int(found[3], 16),)))
        elif which == 4:
            yield Token(Kind.SYMBOL, found[4])
        elif which == 5:
            yield _OPEN if found[5] == b"{" else _CLOSE
