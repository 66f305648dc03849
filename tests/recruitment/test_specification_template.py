"""Templates: all of a specification and nothing else of a vacancy, and every fault named."""

import tomllib

import pytest

from edi_shortlist.recruitment.criteria import Scale
from edi_shortlist.recruitment.specification_template import SpecificationTemplate, TemplateError
from edi_shortlist.recruitment.vacancy import ScoringWay, TieRule

from .examples import criterion, vacancy

POST = vacancy(
    scale=Scale(("No", "Some", "Yes"), 2, first=1),
    scoring=ScoringWay.BY_APPLICATION,
    criteria=(
        criterion("E1", 2, guide={1: "nothing", 3: "all"}, questions=("Q1",)),
        criterion("D1", assessed_at=("interview", "certificate")),
    ),
    ties=TieRule.LOT,
)


def test_a_template_holds_the_specification_and_nothing_else() -> None:
    template = SpecificationTemplate.of(POST, " Adviser ", "For housing.")
    assert SpecificationTemplate.from_dict(tomllib.loads(template.to_toml())) == template
    made = template.vacancy("V-9", "Adviser, nights")
    assert (made.scale, made.criteria, made.scoring) == (POST.scale, POST.criteria, POST.scoring)
    assert (made.panel, made.schemes, made.ties) == ((), (), TieRule.INVITE_ALL)
    for word in ("Panellist", "V-1", "lot", "disability"):
        assert word not in template.to_toml()


def test_it_can_be_put_into_a_vacancy_that_keeps_the_rest() -> None:
    other = vacancy(reference="V-2", panel=("Ann",))
    changed = SpecificationTemplate.of(POST, "Adviser").put_into(other)
    assert (changed.reference, changed.panel) == ("V-2", ("Ann",))
    assert changed.criteria == POST.criteria


CRITERIA = [{"id": "E1", "kind": "essential", "text": "Sings"}]


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ({"criteria": CRITERIA}, "'name' is missing."),
        ({"name": " ", "criteria": CRITERIA}, "'name' must be a name on one line."),
        ({"name": "x" * 81, "criteria": CRITERIA}, "'name' must have 80 characters at most."),
        ({"name": "A"}, "'criteria' must hold one criterion or more."),
        ({"name": "A", "criteria": [{"id": "E1"}]}, "'criteria[1].text' is missing."),
        ({"name": "A", "criteria": CRITERIA, "panel": []}, "'panel' has no place in a template"),
        (
            {"name": "A", "criteria": CRITERIA, "scale": {"levels": ["No", "Yes"], "pass": 4}},
            "'scale.pass' must be a level from 0 to 1, not 4.",
        ),
    ],
)
def test_faults_are_named(mapping: dict[str, object], sentence: str) -> None:
    with pytest.raises(TemplateError) as refused:
        SpecificationTemplate.from_dict(mapping)
    assert any(said.startswith(sentence) for said in refused.value.problems)
