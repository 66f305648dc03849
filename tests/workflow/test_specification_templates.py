"""Templates and HR's own list of wording in a workspace: kept, logged, carried to another."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from edi_shortlist.recruitment.own_wording import OwnWording
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow import specification_templates as verbs
from edi_shortlist.workflow.backing_up import back_up, restore
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.own_wording import (
    export_wording,
    import_wording,
    own_wording,
    state_wording,
)
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.specification import warnings_about
from edi_shortlist.workflow.vacancies import create_vacancy, get_vacancy

from .conftest import CHEAP, PASSPHRASE, REF, VACANCY

SHIPPED = ["Apprentice", "Business support officer", "Housing options adviser"]
OWN = OwnWording.from_dict(
    {
        "turned_off": ["years-experience"],
        "excludes": [{"phrases": ["ninja*"], "why": "Slang.", "instead": "Name the skill."}],
    }
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder = tmp_path_factory.mktemp("templates") / "w"
    with Session.create(folder, PASSPHRASE, "Ann", cost=CHEAP) as session:
        create_vacancy(session, Vacancy.from_dict(VACANCY))
        yield session


@pytest.fixture
def session(made: Session) -> Iterator[Session]:
    yield made
    for one in verbs.templates(made):
        if not one.ships:
            verbs.delete_template(made, one.template.name)
    state_wording(made, OwnWording())


def names(session: Session) -> list[str]:
    return [one.template.name for one in verbs.templates(session)]


def last(session: Session) -> tuple[str, dict[str, object]]:
    entry = session.workspace.audit.entries()[-1]
    return entry.action, dict(entry.details)


def test_a_specification_is_saved_and_a_vacancy_made_of_it(session: Session) -> None:
    verbs.save_specification(session, REF, "Adviser", "For housing.")
    action, details = last(session)
    assert (action, details["template"]) == ("template.saved", "Adviser")
    assert details["criteria"] == ["E1", "E2", "D1", "E3"]
    assert names(session)[:4] == ["Adviser", *SHIPPED]
    known = verbs.template_named(session, "adviser")
    assert (known.saved_by, known.ships) == ("Ann", False)
    made = verbs.create_from_template(session, " ADVISER ", "HSG-2", "Adviser, nights")
    assert get_vacancy(session, "HSG-2") == made
    assert made.criteria == get_vacancy(session, REF).criteria
    assert made.panel == ()


def test_names_are_taken_once_whatever_their_capitals(session: Session) -> None:
    verbs.save_specification(session, REF, "Adviser")
    with pytest.raises(Refused, match="There is a template 'Adviser' already"):
        verbs.save_specification(session, REF, "ADVISER")
    verbs.save_specification(session, REF, "ADVISER", "Newer", in_place=True)
    assert names(session)[0] == "ADVISER"
    assert verbs.templates(session)[0].template.about == "Newer"


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda s: verbs.save_specification(s, REF, "apprentice", in_place=True), "came with the"),
        (lambda s: verbs.save_specification(s, REF, " "), "'name' must be a name"),
        (lambda s: verbs.save_specification(s, "X-1", "A"), "There is no vacancy X-1"),
        (lambda s: verbs.rename_template(s, "Apprentice", "B"), "came with the program"),
        (lambda s: verbs.delete_template(s, "Apprentice"), "came with the program"),
        (lambda s: verbs.delete_template(s, "Gone"), "There is no template 'Gone'"),
        (lambda s: verbs.create_from_template(s, "Apprentice", "", "T"), "'reference' must not"),
        (lambda s: verbs.create_from_template(s, "Apprentice", REF, "T"), REF),
    ],
)
def test_what_cannot_be_done_is_said(session: Session, act, sentence: str) -> None:  # type: ignore[no-untyped-def]
    before = len(session.workspace.audit.entries())
    with pytest.raises(Refused, match=sentence):
        act(session)
    assert len(session.workspace.audit.entries()) == before


def test_a_template_is_renamed_and_deleted(session: Session) -> None:
    verbs.save_specification(session, REF, "Adviser")
    verbs.save_specification(session, REF, "Other")
    verbs.rename_template(session, "adviser", "Senior adviser")
    assert last(session) == (
        "template.renamed",
        {"template": "Senior adviser", "was": "Adviser"},
    )
    verbs.rename_template(session, "Senior adviser", "SENIOR adviser")  # capitals alone
    with pytest.raises(Refused, match="already"):
        verbs.rename_template(session, "SENIOR adviser", "other")
    verbs.delete_template(session, "senior Adviser")
    assert names(session)[:2] == ["Other", "Apprentice"]


def test_a_file_takes_a_template_to_another_workspace(session: Session, tmp_path: Path) -> None:
    template = verbs.save_specification(session, REF, "Adviser")
    path = tmp_path / "adviser.toml"
    verbs.export_template(template, path)
    with pytest.raises(Refused, match="already there"):
        verbs.export_template(template, path)
    verbs.delete_template(session, "Adviser")
    verbs.save_template(session, verbs.read_template_file(path))
    assert verbs.template_named(session, "Adviser").template == template
    path.write_text("name = 'A'", encoding="utf-8")
    with pytest.raises(Refused, match=r"Template 'adviser\.toml': 'criteria' must hold"):
        verbs.read_template_file(path)


def test_the_templates_that_ship_raise_no_warning() -> None:
    for template in verbs.shipped_templates():
        assert warnings_about(template.criteria) == ()
        for criterion in template.criteria:
            if criterion.at_application:
                assert set(criterion.guide) == set(template.scale.scores), criterion.id


def test_the_own_list_counts_in_this_workspace_and_is_logged(session: Session) -> None:
    criteria = Vacancy.from_dict(
        {
            "reference": "R",
            "title": "T",
            "criteria": [
                {"id": "E1", "kind": "essential", "text": "A ninja with five years' experience"}
            ],
        }
    ).criteria
    state_wording(session, OWN)
    assert own_wording(session) == OWN
    assert [one.finding for one in warnings_about(criteria, own_wording(session))] == [
        "E1 says “ninja”."
    ]
    action, details = last(session)
    assert (action, details["entries"]) == ("wording.changed", ["ninja"])
    assert details["turned_off"] == ["years-experience"]
    entries = len(session.workspace.audit.entries())
    state_wording(session, OWN)
    assert len(session.workspace.audit.entries()) == entries  # nothing changed


def test_the_own_list_goes_through_a_file(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    export_wording(OWN, path)
    assert import_wording(session, path) == OWN
    path.write_text("excludes = 3", encoding="utf-8")
    with pytest.raises(Refused, match=r"Word list 'words\.toml': 'excludes' must be"):
        import_wording(session, path)
    assert own_wording(session) == OWN


def test_templates_and_the_list_come_back_from_a_backup(session: Session, tmp_path: Path) -> None:
    template = verbs.save_specification(session, REF, "Adviser")
    state_wording(session, OWN)
    path, _facts = back_up(session, tmp_path / "w.edibackup")
    restore(path, tmp_path / "restored", "Ben")
    with Session.open(tmp_path / "restored", "Ben") as restored:  # the vault stays sealed
        assert verbs.template_named(restored, "Adviser").template == template
        assert own_wording(restored) == OWN
