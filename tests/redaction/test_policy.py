"""Policies are data; a wrong entry is refused by name."""

import pytest

from edi_shortlist.redaction.policy import (
    Action,
    PolicyError,
    available_policies,
    load_policy,
    read_policy,
)
from edi_shortlist.redaction.span import Label

_DIRECT = {
    "NAME",
    "TITLE",
    "EMAIL",
    "PHONE",
    "URL",
    "ADDRESS",
    "POSTCODE",
    "ID_NUMBER",
    "DATE_OF_BIRTH",
}


def test_three_policies_ship():
    assert [p.name for p in available_policies()] == ["name-blind", "standard", "strict"]


def test_name_blind_hides_direct_identifiers_only():
    hidden = {
        k.value
        for k, v in load_policy("name-blind").treatments.items()
        if v.action is not Action.KEEP
    }
    assert hidden == _DIRECT


def test_standard_hides_every_label_of_the_guide_and_strict_more():
    standard = load_policy("standard").treatments
    strict = load_policy("strict").treatments
    extra = {Label.EMPLOYER, Label.DATE, Label.LANGUAGE, Label.MEMBERSHIP}
    assert {k for k, v in standard.items() if v.action is Action.KEEP} == extra
    assert not any(v.action is Action.KEEP for v in strict.values())


def test_a_vacancy_may_override_a_label():
    policy = load_policy("standard", [("AGE", "keep"), ("LANGUAGE", "flag")])
    assert policy.treatments[Label.AGE].action is Action.KEEP
    assert policy.treatments[Label.LANGUAGE].action is Action.FLAG
    assert policy.treatments[Label.LANGUAGE].replacement == "[language]"
    assert load_policy("standard").treatments[Label.AGE].action is Action.HIDE


@pytest.mark.parametrize(
    ("name", "overrides", "says"),
    [
        ("nonesuch", [], "no redaction policy 'nonesuch'"),
        ("../policies/standard", [], "no redaction policy"),
        ("standard", [("AEG", "keep")], "AEG = keep"),
        ("standard", [("AGE", "burn")], "AGE = burn"),
    ],
)
def test_unknown_names_are_refused(name, overrides, says):
    with pytest.raises(PolicyError, match=says):
        load_policy(name, overrides)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("not toml [", "not valid TOML"),
        ("[labels]\nNAEM = { action = 'hide' }", "unknown label 'NAEM'"),
        ("[labels]\nNAME = { action = 'hide', replacement = '[x]' }", "says nothing about"),
    ],
)
def test_broken_files_are_named(tmp_path, content, says):
    path = tmp_path / "broken.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(PolicyError, match=says) as refusal:
        read_policy(path)
    assert "broken.toml" in str(refusal.value)
