"""Warnings about a person specification, with the list of words that HR edits."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from edi_shortlist import bundled
from edi_shortlist.recruitment.specification_warnings import (
    SpecificationWarning,
    WarningKind,
    specification_warnings,
)
from edi_shortlist.recruitment.vacancy import Criterion
from edi_shortlist.recruitment.wording import WordList, WordListError
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.vacancies import read_toml


def word_list() -> WordList:
    """Return the wording to look for.

    Raises:
        Refused: HR edited the file and it cannot be used.
    """
    path = bundled.resource("specification/wording.toml")
    changed = path.stat()
    return _read(path, changed.st_mtime_ns, changed.st_size)


def warnings_about(criteria: Sequence[Criterion]) -> tuple[SpecificationWarning, ...]:
    """Return what is worth another look about criteria, as far as they are typed.

    Warnings hinder nobody: a list of words that cannot be used is one more of them.
    """
    try:
        return specification_warnings(criteria, word_list())
    except Refused as refused:
        told = " ".join(refused.problems)
    except FileNotFoundError as missing:
        told = str(missing)
    untold = SpecificationWarning(
        None, WarningKind.NO_WORD_LIST, "The wording was not looked at.", told
    )
    return (untold, *specification_warnings(criteria, WordList()))


# While somebody types, the list is asked for at every change, and is read again if it was edited.
@lru_cache(maxsize=1)
def _read(path: Path, _changed: int, _size: int) -> WordList:
    try:
        return WordList.from_dict(read_toml(path))
    except WordListError as error:
        raise Refused(*(f"Word list '{path.name}': {said}" for said in error.problems)) from None
