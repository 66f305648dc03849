"""The picture in a frame of an OpenDocument text: which one, where its bytes are, how it is shown.
Knows nothing of what is in it."""

import base64
import re
from collections.abc import Callable
from typing import Any

from edi_shortlist.documents.odt.names import qualified
from edi_shortlist.documents.scans.inside import Shown

_IMAGE, _BINARY, _HREF = map(qualified, ("draw:image", "office:binary-data", "xlink:href"))
_WIDTH, _HEIGHT = qualified("svg:width"), qualified("svg:height")
_OBJECTS = (qualified("draw:object"), qualified("draw:object-ole"))
_LENGTH = re.compile(r"(\d{1,5}(?:\.\d{1,9})?)(cm|mm|in|pt|pc|px)")
_POINTS = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}
_READABLE = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp")


def picture_of(
    frame: Any, load: Callable[[str], bytes]
) -> tuple[object, Callable[[], bytes], Shown] | None:
    """Return the picture of a frame: its name, what loads it, and how it is shown; None where the
    frame holds none, or only that of an embedded object.

    Args:
        frame: the ``draw:frame``.
        load: returns a part of the file.
    """
    if any(frame.find(name) is not None for name in _OBJECTS):
        return None
    # Of several it shows the first that it can; a drawing is often followed by a picture of it.
    images = sorted(frame.findall(_IMAGE), key=lambda image: not _is_readable(image))
    if not images:
        return None
    shown = Shown(_length(frame.get(_WIDTH)), _length(frame.get(_HEIGHT)))
    binary = images[0].find(_BINARY)
    if binary is not None:
        text = binary.text or ""
        return text, lambda: base64.b64decode(text), shown
    name = images[0].get(_HREF, "").removeprefix("./")
    return name, lambda: load(name), shown


def _is_readable(image: Any) -> bool:
    return str(image.get(_HREF, "")).lower().endswith(_READABLE)


def _length(value: str | None) -> float:
    found = _LENGTH.fullmatch(value or "")
    return float(found[1]) * _POINTS[found[2]] if found else 0.0
