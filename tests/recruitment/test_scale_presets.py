"""Scales to begin with: those that ship are sound, and each fault in a list is named."""

import pytest

from edi_shortlist.recruitment.scale_presets import ScalePresetError, read_scale_presets
from edi_shortlist.workflow.specification import scale_presets

SOUND = {"name": "A", "levels": ["No", "Yes"], "pass": 1, "guide": ["none", "all"]}


def test_the_scales_that_ship_are_those_that_councils_use() -> None:
    presets = scale_presets()
    spans = [preset.scale.span for preset in presets]
    assert {"0 to 3", "0 to 4", "0 to 5", "1 to 7"} <= set(spans)
    for preset in presets:
        assert preset.name.startswith(preset.scale.span.split()[0])
        assert set(preset.guide_by_score()) == set(preset.scale.scores)
        assert preset.scale.pass_level > preset.scale.first


def test_a_guide_may_be_left_out() -> None:
    (preset,) = read_scale_presets({"scales": [SOUND | {"guide": []}]})
    assert preset.guide_by_score() == {}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"guide": ["none"]}, "'scales[1].guide' must hold a text for each level"),
        ({"pass": 2}, "'scale.pass' must be a level from 0 to 1, not 2"),
        ({"first": 3}, "'scale.first' must be 0 or 1"),
        ({"levels": ["No"]}, "must name two levels or more"),
        ({"colour": "red"}, "'scales[1].colour' is not a known key"),
    ],
)
def test_a_scale_that_is_none_is_named(change: dict[str, object], sentence: str) -> None:
    with pytest.raises(ScalePresetError) as refused:
        read_scale_presets({"scales": [SOUND | change]})
    assert any(sentence in said for said in refused.value.problems)
