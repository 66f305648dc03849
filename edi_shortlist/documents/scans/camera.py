"""What a picture file says of itself beside the picture: where it was taken, and by whom."""

import math
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from PIL import ExifTags, Image

from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.model import Property

_LIMIT = 500  # characters of a value
_NAMES = {
    ExifTags.Base.Artist: "picture author",
    ExifTags.Base.XPAuthor: "picture author",
    ExifTags.Base.Copyright: "picture author",
    ExifTags.Base.XPTitle: "title",
    ExifTags.Base.ImageDescription: "title",
    ExifTags.Base.XPSubject: "subject",
    ExifTags.Base.XPKeywords: "keywords",
}
_WINDOWS = {tag for tag in _NAMES if tag.name.startswith("XP")}  # written as UTF-16
_PNG_NAMES = {
    "author": "picture author",
    "artist": "picture author",
    "copyright": "picture author",
    "title": "title",
    "description": "subject",
}


def picture_properties(image: Image.Image) -> tuple[Property, ...]:
    """Return what an opened picture says of itself; nothing where its record is damaged."""
    found: dict[Property, None] = {}
    with suppress(Exception):  # Pillow lets many kinds through on a damaged record
        for one in _properties(image):
            found[one] = None
    return tuple(found)


def _properties(image: Image.Image) -> Iterator[Property]:
    for key, value in image.info.items():
        name = _PNG_NAMES.get(str(key).lower())
        if name and isinstance(value, str) and (text := _text(value)):
            yield Property(name, text)
    exif = image.getexif()
    for tag, name in _NAMES.items():
        value = exif.get(tag)
        if isinstance(value, bytes):
            value = value.decode("utf-16-le" if tag in _WINDOWS else "utf-8", "replace")
        if isinstance(value, str) and (text := _text(value)):
            yield Property(name, text)
    if place := _place(exif.get_ifd(ExifTags.IFD.GPSInfo)):
        yield Property("picture place", place)


def _text(value: str) -> str:
    return " ".join(clean(value.partition("\0")[0]).split())[:_LIMIT]


def _place(record: dict[int, Any]) -> str:
    """Latitude and longitude as decimal degrees, south and west below nought."""
    try:
        north = _degrees(record[ExifTags.GPS.GPSLatitude])
        east = _degrees(record[ExifTags.GPS.GPSLongitude])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return ""
    if str(record.get(ExifTags.GPS.GPSLatitudeRef, "N")).upper().startswith("S"):
        north = -north
    if str(record.get(ExifTags.GPS.GPSLongitudeRef, "E")).upper().startswith("W"):
        east = -east
    return f"{north:.5f}, {east:.5f}" if math.isfinite(north) and math.isfinite(east) else ""


def _degrees(value: Any) -> float:
    degrees, minutes, seconds = (float(one) for one in value)
    return degrees + minutes / 60 + seconds / 3600
