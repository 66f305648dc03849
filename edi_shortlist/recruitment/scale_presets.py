"""Scales to begin with, each with a general guide to its levels; data that HR may edit.

This module knows nothing of files.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from edi_shortlist.recruitment.criteria import Scale, read_scale, scale_problems
from edi_shortlist.recruitment.fields import Fields, InputError


class ScalePresetError(InputError):
    """A list of scales cannot be used; ``problems`` holds a sentence for each thing wrong."""


@dataclass(frozen=True)
class ScalePreset:
    """A scale under a name.

    Attributes:
        guide: what each level looks like for any criterion, in order; or empty.
    """

    name: str
    scale: Scale
    guide: tuple[str, ...] = ()

    def guide_by_score(self) -> dict[int, str]:
        """Return the guide in the form of a criterion's."""
        return dict(zip(self.scale.scores, self.guide, strict=True)) if self.guide else {}


def read_scale_presets(mapping: Mapping[str, Any]) -> tuple[ScalePreset, ...]:
    """Read the mapping of the TOML file: a table ``[[scales]]`` for each.

    Raises:
        ScalePresetError: listing every problem, each naming the key.
    """
    problems: list[str] = []
    fields = Fields(mapping, problems)
    presets = tuple(map(_read_preset, fields.tables("scales")))
    fields.refuse_unknown()
    if problems:
        raise ScalePresetError(problems)
    return presets


def _read_preset(fields: Fields) -> ScalePreset:
    name, guide = fields.text("name"), fields.texts("guide", ())
    scale = read_scale(fields)
    for said in scale_problems(scale):
        fields.problem("levels", f"with 'pass' and 'first' make no scale: {said.rstrip('.')}")
    if guide and len(guide) != len(scale.levels):
        fields.problem("guide", "must hold a text for each level, or be left out")
    return ScalePreset(name, scale, guide)
