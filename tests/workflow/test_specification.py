from pathlib import Path

import pytest

from edi_shortlist import bundled
from edi_shortlist.recruitment.criteria import Criterion, CriterionKind
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.specification import warnings_about, word_list
from edi_shortlist.workflow.vacancies import load_vacancy_file

EDITED = """
[[excludes]]
phrases = ["ninja*"]
why = "It is slang."
instead = "Name the skill."
"""


def about(text: str) -> list[str]:
    return [
        one.sentence for one in warnings_about([Criterion("E1", CriterionKind.ESSENTIAL, text)])
    ]


@pytest.fixture
def edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "wording.toml"
    monkeypatch.setattr(bundled, "resource", lambda _name: path)
    return path


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A recent graduate who is young and dynamic", "age"),
        ("At least five years’ experience of housing", "age"),
        ("A native English speaker", "race"),
        ("Able-bodied, with a full clean driving licence", "disability"),
        ("He manages manpower for the Chairman", "sex"),
        ("Must be able to drive", "disability"),
        ("Educated to degree level", "or equivalent experience"),
        ("Enhanced DBS clearance", "before appointment"),
    ],
)
def test_the_shipped_list_finds_what_shuts_people_out(text, word):
    assert any(word in sentence for sentence in about(text))


@pytest.mark.parametrize(
    "text",
    [
        "Ability to drive change in a service",
        "Able to travel across the county by any means",
        "Support for children and young people, and mature trees",
        "Fluent spoken English, to explain decisions to residents",
        "Works with His Majesty's Courts and Tribunals Service",
        "Educated to degree level or equivalent experience",
        "Holds a driving licence or can travel by other means",
        "Knowledge of the British National Formulary",
        "Chairs meetings, and manages the workmanship and the health of the theme",
        "Leads a competitive tender",
        "Undertakes DBS checks for volunteers and keeps attendance records of pupils",
        "Must drive change, and advise school leavers",
    ],
)
def test_the_shipped_list_leaves_sound_wording_alone(text):
    assert about(text) == []


def test_the_sample_vacancy_needs_no_warning():
    assert (
        warnings_about(load_vacancy_file(bundled.resource("samples/vacancy.toml")).criteria) == ()
    )


def test_the_shipped_list_speaks_in_sentences():
    for one in (*word_list().excludes, *word_list().not_on_paper):
        assert one.why.endswith(".")
        assert one.instead.endswith(".")


def test_a_list_that_hr_edits_counts_at_once(edited):
    edited.write_text(EDITED, encoding="utf-8")
    assert about("A young and dynamic ninja") == ["E1 says “ninja”. It is slang. Name the skill."]
    edited.write_text(EDITED.replace("ninja", "wizard"), encoding="utf-8")
    assert about("A ninja") == []
    assert len(about("Wizards")) == 1


@pytest.mark.parametrize(
    "written", ["", "excludes = [", "excludes = 1", EDITED + 'color = "x"', "why = '\xff'"]
)
def test_a_damaged_list_is_told_and_hinders_nothing(written, edited):
    edited.write_bytes(written.encode("latin-1"))
    with pytest.raises(Refused, match=r"'wording\.toml'"):
        word_list()
    (told,) = about("Anything")
    assert told.startswith("The wording was not looked at. ")
    assert "'wording.toml'" in told


def test_a_list_that_is_missing_leaves_the_other_warnings(tmp_path, monkeypatch):
    def missing(_name: str) -> Path:
        raise FileNotFoundError("A file of the program is missing.")

    monkeypatch.setattr(bundled, "resource", missing)
    found = warnings_about([Criterion("D1", CriterionKind.DESIRABLE, "Young and dynamic")])
    assert [one.kind for one in found] == ["no-word-list", "no-minimum"]
    assert found[0].sentence == "The wording was not looked at. A file of the program is missing."
