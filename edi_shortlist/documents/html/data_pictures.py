"""The pictures that a web page holds in itself, as data, or that lie beside it in the same e-mail;
those that lie elsewhere are not fetched. Knows nothing of what is in them."""

import base64
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from edi_shortlist.documents.scans.inside import Shown

_DATA = re.compile(r"\s*data:image/[\w.+-]{1,40}(?:;[\w=-]{1,40})*?(;base64)?,", re.IGNORECASE)
_PIXELS = re.compile(r"\s*(\d{1,5})(?:px)?\s*")
_PADDING = b"=="  # which some leave out, and of which there may be too much
_POINTS = 0.75  # to a pixel


#: What loads the pictures beside a page, by their Content-ID or address in small letters.
Beside = Mapping[str, Callable[[], bytes]]


def picture_of(element: Any, beside: Beside) -> tuple[object, Callable[[], bytes], Shown] | None:
    """Return the picture that an ``img`` holds: its name, what loads it, and how it is shown; None
    where it lies elsewhere."""
    source = element.get("src", "")
    shown = Shown(_length(element.get("width")), _length(element.get("height")))
    found = _DATA.match(source)
    if found is None:
        place = source.strip().lower()
        place = unquote(place.removeprefix("cid:")) if place.startswith("cid:") else place
        return (source, beside[place], shown) if place in beside else None

    def load() -> bytes:
        data = unquote_to_bytes(source[found.end() :])
        return base64.b64decode(data + _PADDING) if found[1] else data

    return source, load, shown


def _length(value: str | None) -> float:
    found = _PIXELS.fullmatch(value or "")
    return int(found[1]) * _POINTS if found else 0.0
