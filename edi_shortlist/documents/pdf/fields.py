"""The completed fields of a fillable PDF form, as lines of text at their places on the page."""

from collections.abc import Iterator
from typing import Any

from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

from edi_shortlist.documents.pdf.layout import Line

_SIZE = 10.0  # points; what a field's text is taken to measure


def field_lines(page: Any, left: float, bottom: float) -> Iterator[Line]:
    """Yield the values of the form fields and typed-on notes of a pdfminer page.

    Args:
        page: the page.
        left, bottom: the page's lower left corner, in points.
    """
    for reference in resolve1(page.annots) or []:
        annotation = resolve1(reference)
        if not isinstance(annotation, dict):
            continue
        rectangle = [resolve1(number) for number in resolve1(annotation.get("Rect")) or []]
        if len(rectangle) != 4 or not all(isinstance(n, int | float) for n in rectangle):
            continue
        x0, x1 = sorted((rectangle[0] - left, rectangle[2] - left))
        y0, y1 = sorted((rectangle[1] - bottom, rectangle[3] - bottom))
        text = _value(annotation)
        lines = [
            line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line
        ]
        # A tall field is written from its top, a flat one on its middle.
        top = y1 - 2 if len(lines) > 1 or y1 - y0 > 3 * _SIZE else (y0 + y1 + _SIZE) / 2
        for i, line in enumerate(lines):
            y = top - i * _SIZE * 1.2
            width = min(x1 - x0, _SIZE * 0.6 * len(line)) if x1 - x0 > 20 else x1 - x0
            yield Line(x0, y - _SIZE, x0 + width, y, line, _SIZE)


def _value(annotation: dict[str, Any]) -> str:
    subtype = _name(annotation.get("Subtype"))
    if subtype == "FreeText":
        return _text(annotation.get("Contents"))
    if subtype != "Widget":
        return ""
    kind = _name(_inherited(annotation, "FT"))
    if kind in ("Tx", "Ch"):
        value = _inherited(annotation, "V")
        if isinstance(value, list):
            return ", ".join(_text(one) for one in value)
        return _text(value)
    if kind == "Btn":
        flags = _inherited(annotation, "Ff")
        if isinstance(flags, int) and flags & 1 << 16:  # a push button holds no answer
            return ""
        state = _name(annotation.get("AS")) or _name(_inherited(annotation, "V"))
        return "☐" if state in ("", "Off") else "☒"
    return ""


def _inherited(annotation: dict[str, Any], key: str) -> Any:
    """A field's own attribute, or that of the field it belongs to."""
    field: Any = annotation
    for _ in range(10):
        if not isinstance(field, dict):
            return None
        if key in field:
            return resolve1(field[key])
        field = resolve1(field.get("Parent"))
    return None


def _name(value: Any) -> str:
    value = resolve1(value)
    if isinstance(value, PSLiteral):
        return value.name if isinstance(value.name, str) else value.name.decode("latin-1")
    return ""


def _text(value: Any) -> str:
    value = resolve1(value)
    if isinstance(value, bytes):
        return str(decode_text(value))
    return value if isinstance(value, str) else _name(value)
