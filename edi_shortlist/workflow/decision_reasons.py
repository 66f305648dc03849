"""Why a person decided against what was proposed: the usual reasons, and the guard on others.

A reason stands in the log for good, so none may hold an applicant's words. The usual ones are a
list that HR may edit; what somebody writes is held against the vault first.
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

from edi_shortlist import bundled
from edi_shortlist.redaction.folding import fold
from edi_shortlist.redaction.identity import PARTICLES
from edi_shortlist.workflow.digesting import text_of
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.toml_files import read_toml

_LONGEST = 200  # characters
_WORD = re.compile(r"\w+")
# A shorter number or word might stand in a reason by chance.
_TELLING_LETTERS, _TELLING_RUN = 4, 5


class Against(StrEnum):
    """What a reason is asked for: a proposal rejected, a passage added by hand, or a score that was
    locked and is corrected."""

    REJECTED = "rejected"
    ADDED = "added"
    LOCKED = "locked"


def usual_reasons(against: Against) -> tuple[str, ...]:
    """Return the sentences that can be chosen.

    Raises:
        Refused: HR edited the file and it cannot be used.
    """
    path = bundled.resource("review/reasons.toml")
    found = read_toml(path).get(against)
    if not isinstance(found, list) or not all(isinstance(one, str) and one for one in found):
        raise Refused(f"In '{path.name}' the reasons under '{against}' are no list of sentences.")
    return tuple(found)


def checked_reason(
    s: Session, against: Against, reason: str, document: str, start: int, end: int
) -> str:
    """Return a reason as it will be logged; an empty one stays empty.

    Args:
        document, start, end: the passage that was decided on.

    Raises:
        Refused: it is none of the usual ones, and the vault is sealed, it is too long, or it
            holds a word of the passage or of what is known of the applicant.
    """
    reason = " ".join(reason.split())
    if not reason or reason in (usual := usual_reasons(against)):
        return reason
    if not s.is_unsealed:
        raise Refused(
            "Give one of the usual reasons, or open the vault, so that it can be checked that the "
            f"reason holds no word of the applicant. Usual are: {' '.join(usual)}"
        )
    if len(reason) > _LONGEST:
        raise Refused(f"A reason has at most {_LONGEST} characters. Shorten it.")
    application = s.vault.application(document.split("/")[0])
    passage = (text_of(s.vault, document) or "")[start:end]
    if _tells(reason, passage, application.identity if application else {}):
        raise Refused(
            "The reason holds a word of the passage or of what is known of the applicant, and the "
            "log must not. Say it in other words."
        )
    return reason


def tells_of_applicant(words: str, identity: Mapping[str, str]) -> bool:
    """Say whether words hold a telling word or number of what is known of an applicant."""
    return _tells(words, "", identity)


def _tells(reason: str, passage: str, identity: Mapping[str, str]) -> bool:
    """Say whether a reason holds a telling word or number of an applicant."""
    words = set(_WORD.findall(fold(reason)))
    run = "".join(_WORD.findall(fold(reason)))
    if words & {*_telling(passage), *_telling_of(identity)}:
        return True
    values = ("".join(_WORD.findall(fold(value))) for value in identity.values())
    return any(len(value) >= _TELLING_RUN and value in run for value in values)


def _telling_of(identity: Mapping[str, str]) -> Iterator[str]:
    for name, value in identity.items():
        if "name" in name:
            names = _WORD.findall(fold(value))
            yield from (word for word in names if len(word) > 1 and word not in PARTICLES)
        else:
            # What stands behind the @ is mostly somebody else's.
            yield from _telling(value.partition("@")[0])


def _telling(text: str) -> Iterator[str]:
    for word in _WORD.findall(fold(text)):
        if len(word) >= _TELLING_LETTERS or not word.isalpha():
            yield word
