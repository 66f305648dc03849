"""The completed fields of a fillable PDF form and text typed onto a page, as lines of text at
their places."""

from collections.abc import Iterator, Sequence
from typing import Any

from edi_shortlist.documents.pdf.annotations import Annotation
from edi_shortlist.documents.pdf.layout import Line
from edi_shortlist.documents.pdf.structure import array, dictionary, name, number, resolve, text

_SIZE = 10.0  # points; what a field's text is taken to measure
_PARENTS_LIMIT = 20
_VALUE_LIMIT = 100_000  # characters
_REACH = 300.0  # points between a field and its label
_PASSWORD, _RADIO, _PUSH_BUTTON = 1 << 13, 1 << 15, 1 << 16


def field_lines(
    found: Sequence[Annotation], lines: Sequence[Line], needs_appearances: bool
) -> list[Line]:
    """Return the values of the form fields and typed-on texts of a page.

    Args:
        found: the page's annotations.
        lines: the page's own text, to stand a value on the line of its label.
        needs_appearances: whether the file says that what its fields show is out of date.
    """
    values: list[Line] = []
    for one in found:
        if one.kind == "FreeText":
            values += _placed(one, one.contents, lines)
        elif one.kind == "Widget":
            values += _placed(one, _value(one.attributes, needs_appearances), lines)
    return values


def _placed(one: Annotation, value: str, lines: Sequence[Line]) -> Iterator[Line]:
    x0, y0, x1, y1 = one.box
    rows = value[:_VALUE_LIMIT].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    rows = [row.strip() for row in rows if row.strip()]
    if not rows:
        return
    # A tall field is written from its top, a flat one on its middle; but if its label stands
    # beside it, on the height of that.
    is_tall = len(rows) > 1 or y1 - y0 > 3 * _SIZE
    start = y1 - 2 - _SIZE / 2 if is_tall else (y0 + y1) / 2
    label = _label(one, lines, max(y0, y1 - 2.5 * _SIZE) if is_tall else y0)
    middle = start if label is None else label.middle
    step = min(_SIZE * 1.2, (y1 - y0) / len(rows)) if len(rows) > 1 else _SIZE
    for row in rows:
        width = min(x1 - x0, _SIZE * 0.6 * len(row)) if x1 - x0 > 20 else x1 - x0
        yield Line(x0, middle - _SIZE / 2, x0 + width, middle + _SIZE / 2, row, _SIZE)
        middle -= step


def _label(one: Annotation, lines: Sequence[Line], low: float) -> Line | None:
    """The nearest text beside a field, above the height ``low``."""
    x0, _, x1, y1 = one.box
    best, nearest = None, _REACH
    for line in lines:
        if not low - 2 <= line.middle <= y1 + 2:
            continue
        away = x0 - line.x1 if line.x1 <= x0 + 2 else line.x0 - x1
        if -2 <= away < nearest:
            best, nearest = line, away
    return best


def _value(widget: dict[str, Any], needs_appearances: bool) -> str:
    kind = name(_inherited(widget, "FT"))
    flags = number(_inherited(widget, "Ff"))
    if kind == "Tx":
        return "" if flags & _PASSWORD else text(_inherited(widget, "V"))
    if kind == "Ch":
        return _choice(widget)
    if kind == "Btn" and not flags & _PUSH_BUTTON:
        return "☒" if _is_on(widget, bool(flags & _RADIO), needs_appearances) else "☐"
    return ""


def _choice(widget: dict[str, Any]) -> str:
    """What a list shows for the values chosen in it."""
    shown: dict[str, str] = {}
    options = array(_inherited(widget, "Opt"))[:5000]
    for option in options:
        pair = array(option)
        if len(pair) == 2:
            shown[text(pair[0])] = text(pair[1])
    value = resolve(_inherited(widget, "V"))
    chosen = [text(one) for one in value] if isinstance(value, list) else [text(value)]
    if not any(chosen):
        places = [number(place) for place in array(_inherited(widget, "I"))]
        labels = [array(options[i]) or [options[i]] for i in places if 0 <= i < len(options)]
        return ", ".join(text(label[-1]) for label in labels)
    return ", ".join(shown.get(one, one) for one in chosen if one)


def _is_on(widget: dict[str, Any], is_radio: bool, needs_appearances: bool) -> bool:
    """Whether a tick box or radio button is on.

    What it shows decides; where it shows nothing, or the file says that what it shows is out of
    date, the field's value does.
    """
    state = name(widget.get("AS"))
    value = text(_inherited(widget, "V"))
    names = [one for one in dictionary(dictionary(widget.get("AP")).get("N")) if one != "Off"]
    if state and not (needs_appearances and value):
        return state != "Off"
    if value in ("", "Off"):
        return False
    if names:
        return value in names or value in _own_options(widget, names)
    return not is_radio or value in _own_options(widget, [])


def _own_options(widget: dict[str, Any], names: list[str]) -> set[str]:
    """Under which other values a button of a group is on: its place in the group, and the export
    value that the group lists at that place."""
    parent = dictionary(widget.get("Parent"))
    options = [text(option) for option in array(_inherited(widget, "Opt"))[:5000]]
    places = {int(one) for one in names if one.isascii() and one.isdigit() and len(one) < 5}
    if not names:
        kids = [dictionary(kid) for kid in array(parent.get("Kids"))[:5000]]
        places = {i for i, kid in enumerate(kids) if kid is widget}
    return {str(place) for place in places} | {options[i] for i in places if i < len(options)}


def _inherited(widget: dict[str, Any], key: str) -> Any:
    """A field's own attribute, or that of the field it belongs to."""
    field = widget
    for _ in range(_PARENTS_LIMIT):
        if key in field:
            return resolve(field[key])
        if "Parent" not in field:
            break
        field = dictionary(field["Parent"])
    return None
