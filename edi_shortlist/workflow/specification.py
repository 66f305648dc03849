"""Scales to begin with, and warnings about a person specification; both rest on lists that HR may
edit."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from edi_shortlist import bundled
from edi_shortlist.recruitment.criteria import Criterion
from edi_shortlist.recruitment.own_wording import OwnWording
from edi_shortlist.recruitment.scale_presets import (
    ScalePreset,
    ScalePresetError,
    read_scale_presets,
)
from edi_shortlist.recruitment.specification_warnings import (
    SpecificationWarning,
    WarningKind,
    specification_warnings,
)
from edi_shortlist.recruitment.wording import WordList, WordListError
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.toml_files import read_toml

NOTHING_OWN = OwnWording()


def scale_presets() -> tuple[ScalePreset, ...]:
    """Return the scales that a vacancy may begin with.

    Raises:
        Refused: HR edited the file and it cannot be used.
    """
    path = bundled.resource("specification/scales.toml")
    try:
        return read_scale_presets(read_toml(path))
    except ScalePresetError as error:
        raise Refused(*(f"Scales in '{path.name}': {said}" for said in error.problems)) from None


def word_list(own: OwnWording = NOTHING_OWN) -> WordList:
    """Return the wording to look for.

    Args:
        own: what HR says of its own in the workspace.

    Raises:
        Refused: somebody edited the file that ships and it cannot be used.
    """
    return own.put_over(shipped_word_list())


def shipped_word_list() -> WordList:
    """Return the list as it ships with the program.

    Raises:
        Refused: somebody edited the file and it cannot be used.
    """
    path = bundled.resource("specification/wording.toml")
    changed = path.stat()
    return _read(path, changed.st_mtime_ns, changed.st_size)


def warnings_about(
    criteria: Sequence[Criterion], own: OwnWording = NOTHING_OWN
) -> tuple[SpecificationWarning, ...]:
    """Return what is worth another look about criteria, as far as they are typed.

    Warnings hinder nobody: a list of words that cannot be used is one more of them.

    Args:
        own: what HR says of its own in the workspace.
    """
    try:
        return specification_warnings(criteria, word_list(own))
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
