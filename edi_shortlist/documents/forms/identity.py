"""Who the applicant is, put together from the answers of a form."""

import re
from collections.abc import Iterable

from edi_shortlist.documents.forms.fields import Field
from edi_shortlist.documents.forms.rows import Row
from edi_shortlist.documents.forms.values import EMAIL, iso_date, name, phones, postcode
from edi_shortlist.documents.forms.values import POSTCODE as _POSTCODE

_NOTHING = re.compile(r"\W*(?:n/?a|none|no|nil|as above|same|not applicable|-)?\W*", re.IGNORECASE)
_CALLED = re.compile(
    r"(?i:known as|people call me|call me|goes by|preferred)\W{1,3}([^\W\d_][\w'’-]+)"
)
_PLACE_KEYS = ("address_line", "town", "county")


def identity_of(found: Iterable[Field], rows: Iterable[Row]) -> dict[str, str]:
    """Return ``full_name``, ``preferred_name``, ``email``, ``phone``, ``address``, ``postcode``
    and ``date_of_birth`` (ISO), each only where the form says it.

    What stands in sections about other people (referees, next of kin) is left out, and the first
    answer to a label counts. An e-mail address, telephone number or postcode without a label
    that is known is taken from the form's first part, before any statement or referees.
    """
    first: dict[str, str] = {}
    place: list[str] = []
    numbers: list[str] = []
    for one in found:
        if one.section == "others" or _NOTHING.fullmatch(one.answer):
            continue
        for key, answer in _parts(one):
            if key == "phone":
                numbers += phones(answer)
            elif key in _PLACE_KEYS:
                if answer and answer not in place:
                    place.append(answer)
            else:
                first.setdefault(key, answer)
    opening = _opening(rows)
    identity = {
        "full_name": _full_name(first),
        "preferred_name": name(first.get("preferred_name", "").split("/")[0])
        or _called(first.get("full_name", "") + "\n" + first.get("first_name", "")),
        "email": _email(first.get("email", "")) or _email(opening),
        "phone": _mobile_first(numbers or phones(opening)),
        "address": _address(first.get("address", "") or ", ".join(place)),
        "postcode": next(
            (
                code
                for text in (
                    first.get("postcode", ""),
                    first.get("address", ""),
                    " ".join(place),
                    opening,
                )
                if (code := postcode(text))
            ),
            "",
        ),
        "date_of_birth": iso_date(first.get("date_of_birth", "")),
    }
    return {key: answer for key, answer in identity.items() if answer}


def _parts(field: Field) -> list[tuple[str, str]]:
    """Share an answer out over what its label asks for."""
    text = field.answer if "address" in field.keys else " ".join(field.answer.split("\n"))
    if "contact" in field.keys:
        return _from_contact(field.answer)
    keys = tuple(dict.fromkeys(field.keys))
    if len(keys) == 1:
        return _with_strays(keys[0], text)
    pieces = [piece.strip() for piece in re.split(r"\s*/\s*|\n", field.answer)]
    if len(pieces) == len(field.keys) and set(keys) <= {"first_name", "last_name", "middle_name"}:
        return list(zip(field.keys, pieces, strict=True))
    if set(keys) == {"first_name", "last_name"}:
        given, _, family = text.rpartition(" ")
        return [("full_name", text if keys[0] == "first_name" else f"{family} {given}")]
    return [(key, field.answer) for key in keys]


def _with_strays(key: str, text: str) -> list[tuple[str, str]]:
    """An answer with what people add to it: an e-mail address after the telephone number."""
    found = [(key, text)]
    if key == "phone" and (mail := EMAIL.search(text)):
        found.append(("email", mail[0]))
    if key == "email" and phones(EMAIL.sub(" ", text)):
        found.append(("phone", EMAIL.sub(" ", text)))
    return found


def _from_contact(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if mail := EMAIL.search(text):
        found.append(("email", mail[0]))
    rest = EMAIL.sub("\n", text)
    for number in phones(rest):
        found.append(("phone", number))
        rest = rest.replace(number, "\n")
    if postcode(rest):
        cut = [line.strip(" .,;") for line in rest.split("\n")]
        found.append(("address", next(line for line in cut if postcode(line))))
    return found


def _full_name(first: dict[str, str]) -> str:
    parts = [name(first.get(key, "")) for key in ("first_name", "middle_name", "last_name")]
    parts = [part for part in parts if part]
    whole = name(first.get("full_name", ""))
    if len(parts) > 1 and parts[0].lower() == parts[-1].lower():
        parts = parts[:1]  # people with one name must write it twice in many forms
    joined = " ".join(parts)
    if whole and (not joined or len(whole.split()) >= len(parts)):
        return whole if not parts or len(whole.split()) > 1 else joined
    return joined


def _mobile_first(numbers: list[str]) -> str:
    """The number a panel's secretary would ring: a mobile, else the first."""
    mobiles = [n for n in numbers if n.replace("+44", "0").replace(" ", "").startswith("07")]
    return next(iter(mobiles or numbers), "")


def _called(text: str) -> str:
    match = _CALLED.search(text)
    return name(match[1]) if match else ""


def _opening(rows: Iterable[Row]) -> str:
    """The text of a form before its first statement or referees."""
    lines = []
    for row in rows:
        if row.section in ("statement", "others"):
            break
        if row.section != "monitoring":
            lines.append(row.text)
    return "\n".join(lines[:60])


def _email(text: str) -> str:
    match = EMAIL.search(text)
    return match[0].rstrip(".") if match else ""


def _address(text: str) -> str:
    """The address on one line, its postcode taken out."""
    text = _POSTCODE.sub("", re.sub(r"\s*\n\s*", ", ", text.strip()))
    text = re.split(r"\(|\bpostcode\b|;\s|//", EMAIL.sub("", text), flags=re.IGNORECASE)[0]
    text = re.sub(r"\s+/(?:\s+|$)", ", ", text)
    return re.sub(r"(?:\s*,)+\s*", ", ", " ".join(text.split())).strip(" ,.;")
