"""Who the applicant is, put together from the answers of a form."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from edi_shortlist.documents.forms.fields import Field
from edi_shortlist.documents.forms.rows import Row
from edi_shortlist.documents.forms.values import EMAIL, iso_date, name, phones, postcode
from edi_shortlist.documents.forms.values import POSTCODE as _POSTCODE
from edi_shortlist.documents.forms.words import APPLICATION

_NOTHING = re.compile(
    r"\W*+(?:(?:n/?a|none|no|nil|as above|same|not applicable)\W*)?", re.IGNORECASE
)
_CALLED = re.compile(
    r"(?i:known as|people call me|call me|goes by|preferred)\W{1,3}([^\W\d_][\w'’-]+)"
)
_NEAR = 400  # characters within which answers are shown as one place
_OPENING = 60  # rows
_CONTACT_LIMIT = 2000  # characters of an answer that holds address, number and e-mail together
_PLACE_KEYS = ("address_line", "town", "county")


@dataclass(frozen=True)
class Said:
    """Something a form says of the applicant.

    Attributes:
        value: in the form that the program uses: a date as ISO, a postcode in capitals.
        start, end: where it stands, as half-open offsets into ``Document.text``.
        certain: whether a label asks for it, in a layout that leaves no doubt.
    """

    value: str
    start: int
    end: int
    certain: bool = True


def identity_of(found: Iterable[Field], rows: Iterable[Row]) -> dict[str, Said]:
    """Return ``full_name``, ``preferred_name``, ``email``, ``phone``, ``address``, ``postcode``
    and ``date_of_birth`` (ISO), each only where the form says it.

    What stands in sections about other people (referees, next of kin) is left out, and the first
    answer to a label counts. An e-mail address, telephone number or postcode without a label
    that is known is taken from the form's first part, before any statement or referees.
    """
    first: dict[str, Said] = {}
    place: dict[str, Said] = {}
    numbers: list[Said] = []
    for one in found:
        if one.section == "others" or _NOTHING.fullmatch(one.answer):
            continue
        for key, answer in _parts(one):
            said = Said(answer, one.start, one.end, one.certain)
            if key == "phone":
                numbers += [replace(said, value=number) for number in phones(answer)]
            elif key in _PLACE_KEYS:
                if answer:
                    place.setdefault(answer, said)
            else:
                first.setdefault(key, said)
    opening = _opening(rows)
    lines = _joined(list(place.values()), ", ")
    identity = {
        "full_name": _full_name(first),
        "preferred_name": _made(first.get("preferred_name"), lambda text: name(text.split("/")[0]))
        or _made(first.get("full_name"), _called)
        or _made(first.get("first_name"), _called),
        "email": _made(first.get("email"), _email) or _first(opening, _email),
        "phone": _mobile_first(numbers or _all_phones(opening)),
        "address": _made(first.get("address"), _address) or _made(lines, _address),
        "postcode": _made(first.get("postcode"), postcode)
        or _made(first.get("address"), postcode)
        or next((code for line in place.values() if (code := _made(line, postcode))), None)
        or _first(opening, postcode),
        "date_of_birth": _made(first.get("date_of_birth"), iso_date),
    }
    return {key: answer for key, answer in identity.items() if answer}


def _made(said: Said | None, make: Callable[[str], str]) -> Said | None:
    """What is said, as the program writes it; None where nothing of it is left."""
    value = make(said.value) if said else ""
    return replace(said, value=value) if said and value else None


def _joined(parts: list[Said], between: str) -> Said | None:
    """Several answers as one, which stands over all their places if they are near each other."""
    if not parts:
        return None
    near = [part for part in parts if abs(part.start - parts[0].start) <= _NEAR]
    return Said(
        between.join(part.value for part in parts),
        min(part.start for part in near),
        max(part.end for part in near),
        all(part.certain for part in parts),
    )


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
    text = text[:_CONTACT_LIMIT]
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


def _full_name(first: dict[str, Said]) -> Said | None:
    keys = ("first_name", "middle_name", "last_name")
    parts = [part for key in keys if (part := _made(first.get(key), name))]
    whole = _made(first.get("full_name"), name)
    if len(parts) > 1 and parts[0].value.lower() == parts[-1].value.lower():
        parts = parts[:1]  # people with one name must write it twice in many forms
    joined = _joined(parts, " ")
    if whole and (not joined or len(whole.value.split()) >= len(parts)):
        return whole if not joined or len(whole.value.split()) > 1 else joined
    return joined


def _mobile_first(numbers: list[Said]) -> Said | None:
    """The number a panel's secretary would ring: a mobile, else the first."""
    mobiles = [n for n in numbers if n.value.replace("+44", "0").replace(" ", "").startswith("07")]
    return next(iter(mobiles or numbers), None)


def _called(text: str) -> str:
    match = _CALLED.search(text)
    return name(match[1]) if match else ""


def _opening(rows: Iterable[Row]) -> list[Said]:
    """The parts of a form before its first statement or referees."""
    parts: list[Said] = []
    lines = 0
    for row in rows:
        if row.section in APPLICATION | {"others"} or lines >= _OPENING:
            break
        if row.section != "monitoring":
            lines += 1
            for text, (start, end) in zip(row.segments, row.places, strict=True):
                parts.append(Said(text, start, end, certain=False))
    return parts


def _first(parts: list[Said], make: Callable[[str], str]) -> Said | None:
    return next((found for part in parts if (found := _made(part, make))), None)


def _all_phones(parts: list[Said]) -> list[Said]:
    return [replace(part, value=number) for part in parts for number in phones(part.value)]


def _email(text: str) -> str:
    match = EMAIL.search(text)
    return match[0].rstrip(".") if match else ""


def _address(text: str) -> str:
    """The address on one line, its postcode taken out."""
    lines = (line.strip() for line in text.split("\n"))
    text = _POSTCODE.sub("", ", ".join(line for line in lines if line))
    text = re.split(r"\(|\bpostcode\b|;\s|//", EMAIL.sub("", text), maxsplit=1, flags=re.I)[0]
    text = re.sub(r" /(?: |$)", ", ", " ".join(text.split()))
    return re.sub(r"(?: ?,)+ ?", ", ", text).strip(" ,.;")
