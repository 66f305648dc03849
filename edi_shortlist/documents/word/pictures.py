"""What a photograph embedded in a file knows of where and by whom it was taken (EXIF)."""

import io
import math
import warnings
from collections.abc import Iterator
from typing import Any

from PIL import Image

from edi_shortlist.documents.model import Property

_GPS, _CAMERA = 0x8825, 0x8769  # records within the record
_ARTIST, _WINDOWS_AUTHOR, _OWNER = 0x013B, 0x9C9D, 0xA430
_SOUTH_WEST = ("S", "W")


def picture_properties(data: bytes) -> tuple[Property, ...]:
    """Return ``picture place`` and ``picture author`` of a picture, where it holds them.

    Args:
        data: the picture, or its first megabyte; only what precedes the image is read.
    """
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data)) as picture:
            warnings.simplefilter("ignore")
            exif = picture.getexif()
            return (*_place(exif.get_ifd(_GPS)), *_authors(exif))
    except Exception:  # Pillow lets many kinds through; the picture is not needed
        return ()


def _place(gps: dict[int, Any]) -> Iterator[Property]:
    latitude, longitude = (_degrees(gps.get(at + 1), gps.get(at)) for at in (1, 3))
    if latitude is not None and longitude is not None:
        yield Property("picture place", f"{latitude:.5f}, {longitude:.5f}")


def _degrees(angle: Any, towards: Any) -> float | None:
    if not isinstance(angle, tuple) or len(angle) != 3:
        return None
    degrees, minutes, seconds = map(float, angle)
    value = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(value) or value > 180:
        return None
    return -value if towards in _SOUTH_WEST else value


def _authors(exif: Image.Exif) -> Iterator[Property]:
    camera = exif.get_ifd(_CAMERA)
    for value in (exif.get(_ARTIST), exif.get(_WINDOWS_AUTHOR), camera.get(_OWNER)):
        if isinstance(value, bytes):
            value = value.decode("utf-16-le", "ignore")
        if isinstance(value, str) and (name := value.strip("\0 ")):
            yield Property("picture author", name)
