"""What a person may write for a field that was read from a form, and how the program writes it.

It knows nothing of vaults; what may be changed when is for the verbs.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from edi_shortlist.documents.forms.values import EMAIL, iso_date, postcode
from edi_shortlist.storage import SealedApplication
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.form_fields import (
    DECLARATIONS,
    IDENTITY,
    NO,
    UNCLEAR,
    YES,
    FormField,
)

#: How an interview can be held, or "" where the applicant did not say.
INTERVIEW_MODES = ("", "in person", "online")
_IDENTITY, _MONITORING = "identity.", "monitoring."
_LONGEST = 4000  # characters; no answer to these questions is longer
_WITH_A_DATE = re.compile(r"\d.*\D.*\d", re.DOTALL)


def checked(key: str, value: str) -> str:
    """Return a value as the program writes it: a date as ISO, a postcode in capitals.

    Args:
        key: the field, such as ``identity.email``.
        value: as typed; a date may have the day first.

    Raises:
        Refused: it cannot be the value of that field; the sentence does not quote it.
    """
    kept = value.strip() if key == "adjustments" else " ".join(value.split())
    if len(kept) > _LONGEST:
        raise Refused(f"This is longer than {_LONGEST} characters. Shorten it.")
    match key:
        case "identity.full_name":
            if not kept:
                raise Refused("The name must not be empty: it has to be hidden in the documents.")
        case "identity.email":
            if kept and not EMAIL.fullmatch(kept):
                raise Refused("This is no e-mail address. It needs one @ and a full stop after it.")
        case "identity.postcode":
            found = postcode(kept)
            return found if len("".join(kept.split())) == len(found) - 1 else kept
        case "identity.date_of_birth":
            return _date(kept)
        case "interview_mode":
            kept = kept.casefold()
            if kept not in INTERVIEW_MODES:
                raise Refused("An interview is 'in person' or 'online', or nothing was said.")
    return kept


def _date(value: str) -> str:
    if not value:
        return ""
    found = iso_date(value) if _WITH_A_DATE.search(value) else ""
    if not found:
        raise Refused("This is no date. Write day, month and year, such as 3/5/1990.")
    if found > date.today().isoformat():
        raise Refused("This date of birth is still to come. Write the year with four digits.")
    return found


def corrected(
    application: SealedApplication, corrections: Mapping[str, str], monitored: Collection[str]
) -> SealedApplication:
    """Return what is known with a person's corrections; an empty value takes one away.

    Args:
        corrections: by the key of the field.
        monitored: the characteristics that forms ask about.

    Raises:
        Refused: there is no such field, or a value cannot be one of that field.
    """
    identity, monitoring = dict(application.identity), dict(application.monitoring)
    others = {
        "adjustments": application.adjustments,
        "interview_mode": application.interview_mode,
    }
    for key, typed in corrections.items():
        if key.startswith(_IDENTITY) and key.removeprefix(_IDENTITY) in IDENTITY:
            within, name = identity, key.removeprefix(_IDENTITY)
        elif key.startswith(_MONITORING) and key.removeprefix(_MONITORING) in {
            *monitored,
            *monitoring,
        }:
            within, name = monitoring, key.removeprefix(_MONITORING)
        elif key in others:
            within, name = others, key
        else:
            raise Refused(f"There is no field '{key}' that can be corrected.")
        if typed == within.get(name, ""):
            continue  # what came in as it is need not fit what people may write
        within[name] = checked(key, typed)
        if not within[name] and within is not others:
            del within[name]
    return replace(
        application,
        identity=identity,
        monitoring=monitoring,
        adjustments=others["adjustments"],
        interview_mode=others["interview_mode"],
    )


def declarations_with(fields: Sequence[FormField], answers: Mapping[str, str]) -> list[str]:
    """Return the schemes declared for, once a person has answered for some of them.

    Args:
        fields: of the application.
        answers: ``yes`` or ``no`` by the key of the field.

    Raises:
        Refused: there is no such scheme, an answer is neither, or another scheme is not clear.
    """
    mark = f"{DECLARATIONS}."
    values = {field.key: field.value for field in fields if field.key.startswith(mark)}
    for key, answer in answers.items():
        if key not in values:
            raise Refused(f"There is no field '{key}' that can be corrected.")
        values[key] = answer.strip().casefold()
        if values[key] not in (YES, NO):
            raise Refused(f"'{key}' is '{YES}' or '{NO}'.")
    if left := [key for key, value in values.items() if value == UNCLEAR]:
        raise Refused(
            f"It is not clear whether '{left[0]}' is '{YES}' or '{NO}'. Ask the applicant, and set "
            "it before you confirm."
        )
    return [key.removeprefix(mark) for key, value in values.items() if value == YES]


def changes_between(
    before: SealedApplication, after: SealedApplication
) -> dict[str, tuple[object, object]]:
    """Return the name of each field that differs, with its value before and after."""
    one, other = _by_name(before), _by_name(after)
    return {
        name: (one.get(name, ""), other.get(name, ""))
        for name in dict.fromkeys((*one, *other))
        if one.get(name, "") != other.get(name, "")
    }


def names_of(changes: Mapping[str, object]) -> list[str]:
    """Return the names of the fields changed, for the log; which scheme it was stays in the
    vault."""
    return sorted({DECLARATIONS if name == "unclear" else name for name in changes})


def put_back(
    application: SealedApplication, changes: Mapping[str, tuple[object, object]]
) -> SealedApplication | None:
    """Return what was known before some changes, or None: it was changed again since."""
    now = _by_name(application)
    if any(now.get(name, "") != after for name, (_, after) in changes.items()):
        return None
    before = now | {name: was for name, (was, _) in changes.items()}
    parts: dict[str, dict[str, str]] = {_IDENTITY: {}, _MONITORING: {}}
    for name, value in before.items():
        for prefix, part in parts.items():
            if name.startswith(prefix) and value:
                part[name.removeprefix(prefix)] = str(value)
    return replace(
        application,
        identity=parts[_IDENTITY],
        monitoring=parts[_MONITORING],
        adjustments=str(before["adjustments"]),
        interview_mode=str(before["interview_mode"]),
        declarations=_words(before["declarations"]),
        unclear=_words(before["unclear"]),
    )


def _by_name(application: SealedApplication) -> dict[str, object]:
    return {
        **{_IDENTITY + name: value for name, value in application.identity.items()},
        **{_MONITORING + name: value for name, value in application.monitoring.items()},
        "adjustments": application.adjustments,
        "interview_mode": application.interview_mode,
        "declarations": list(application.declarations),
        "unclear": list(application.unclear),
    }


def _words(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()
