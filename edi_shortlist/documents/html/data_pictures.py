"""The pictures that a web page holds in itself, as data; those that lie elsewhere are not fetched.
Knows nothing of what is in them."""

import base64
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_to_bytes

from edi_shortlist.documents.scans.inside import Shown

_DATA = re.compile(r"\s*data:image/[\w.+-]{1,40}(?:;[\w=-]{1,40})*?(;base64)?,", re.IGNORECASE)
_PIXELS = re.compile(r"\s*(\d{1,5})(?:px)?\s*")
_PADDING = b"=="  # which some leave out, and of which there may be too much
_POINTS = 0.75  # to a pixel


def picture_of(element: Any) -> tuple[object, Callable[[], bytes], Shown] | None:
    """Return the picture that an ``img`` holds: its name, what loads it, and how it is shown; None
    where it lies elsewhere."""
    source = element.get("src", "")
    found = _DATA.match(source)
    if found is None:
        return None

    def load() -> bytes:
        data = unquote_to_bytes(source[found.end() :])
        return base64.b64decode(data + _PADDING) if found[1] else data

    return source, load, Shown(_length(element.get("width")), _length(element.get("height")))


def _length(value: str | None) -> float:
    found = _PIXELS.fullmatch(value or "")
    return int(found[1]) * _POINTS if found else 0.0
