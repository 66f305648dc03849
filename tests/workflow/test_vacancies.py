"""Setting up vacancies."""

from dataclasses import replace
from pathlib import Path

import pytest

from edi_shortlist import bundled
from edi_shortlist.recruitment.vacancy import PolicyOverride, Vacancy, VacancyError
from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.scheme_editions import available_schemes
from edi_shortlist.workflow.states import VacancyState
from edi_shortlist.workflow.vacancies import (
    candidate_in,
    create_vacancy,
    get_vacancy,
    list_vacancies,
    load_vacancy_file,
    move,
    update_vacancy,
    vacancy_state,
)

from .conftest import REF, At, candidate_named


def test_a_vacancy_reads_back_as_it_was_made(at: At, vacancy: Vacancy) -> None:
    session = at("draft", sealed=True)
    assert get_vacancy(session, REF) == vacancy
    assert vacancy_state(session, REF) is VacancyState.DRAFT
    (summary,) = list_vacancies(session)
    assert (summary.reference, summary.title, summary.applications, summary.places) == (
        REF,
        "Housing Options Adviser",
        0,
        1,
    )


def test_a_reference_is_given_once(at: At, vacancy: Vacancy) -> None:
    with pytest.raises(Refused, match="already a vacancy HSG-1"):
        create_vacancy(at("draft"), vacancy)


def test_unknown_names_are_all_told(at: At, vacancy: Vacancy) -> None:
    odd = replace(
        vacancy, reference="V-9", schemes=("redeployee", "care-experience"), policy="lenient"
    )
    with pytest.raises(Refused) as refused:
        create_vacancy(at("draft"), odd)
    scheme, policy = refused.value.problems
    assert "'redeployee'" in scheme
    assert "care-experience" in scheme
    assert "lenient" in policy


def test_an_override_must_name_a_label(at: At, vacancy: Vacancy) -> None:
    odd = replace(
        vacancy, reference="V-9", policy_overrides=(PolicyOverride("HOBBY", "keep", "E1"),)
    )
    with pytest.raises(Refused, match="HOBBY"):
        create_vacancy(at("draft"), odd)


def test_a_change_is_logged_with_the_reasons_on_record(at: At, vacancy: Vacancy) -> None:
    session = at("draft")
    changed = replace(
        vacancy,
        interview_limit=6,
        interview_limit_reason="212 applications for a seasonal post",
        policy_overrides=(PolicyOverride("ETHNICITY", "keep", "E1 asks for fluent Polish"),),
    )
    update_vacancy(session, changed)
    update_vacancy(session, changed)  # the same again is no change
    assert get_vacancy(session, REF) == changed
    (entry,) = audit_entries(session, action="vacancy.changed")
    assert entry.details["limit_reason"] == "212 applications for a seasonal post"
    assert entry.details["policy_overrides"] == [
        {"label": "ETHNICITY", "action": "keep", "reason": "E1 asks for fluent Polish"}
    ]


def test_the_policy_stays_once_applications_are_in(at: At, vacancy: Vacancy) -> None:
    session = at("review")
    update_vacancy(session, replace(vacancy, title="Adviser"))
    with pytest.raises(Refused, match="redacted under the old one"):
        update_vacancy(session, replace(vacancy, policy="strict"))
    assert get_vacancy(session, REF).policy == "standard"


def test_a_released_vacancy_stays_as_it_is(at: At, vacancy: Vacancy) -> None:
    with pytest.raises(Refused, match="cannot be changed any more"):
        update_vacancy(at("released"), replace(vacancy, title="Adviser"))


def test_what_is_not_there(at: At, vacancy: Vacancy) -> None:
    session = at("review")
    with pytest.raises(Refused, match="no vacancy V-9"):
        get_vacancy(session, "V-9")
    with pytest.raises(Refused, match="no vacancy V-9"):
        update_vacancy(session, replace(vacancy, reference="V-9"))
    with pytest.raises(Refused, match="no candidate C-0000"):
        candidate_in(session, REF, "C-0000")
    create_vacancy(session, replace(vacancy, reference="V-2"))
    with pytest.raises(Refused, match="V-2 has no candidate"):
        candidate_in(session, "V-2", candidate_named(session, "first"))


def test_a_reference_may_be_typed_in_small_letters(at: At) -> None:
    session = at("review")
    candidate = candidate_named(session, "first")
    assert candidate_in(session, REF, f" {candidate.lower()} ") == candidate


def test_no_verb_jumps_a_state(at: At) -> None:
    session = at("review")
    with pytest.raises(ValueError, match="from review to locked"):
        move(session, REF, VacancyState.LOCKED)
    assert vacancy_state(session, REF) is VacancyState.REVIEW


def test_the_sample_vacancy_can_be_loaded() -> None:
    vacancy = load_vacancy_file(bundled.resource("samples/vacancy.toml"))
    assert vacancy.criteria
    assert set(vacancy.schemes) <= set(available_schemes())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be opened"),
        (b"title = ", "not valid TOML"),
        (b"title = \xff", "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "vacancy.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Refused, match=f"'vacancy.toml'.*{words}"):
        load_vacancy_file(path)


def test_a_folder_in_place_of_a_file_is_named(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Refused, match=r"'\.' cannot be opened"):
        load_vacancy_file(Path())


def test_a_file_from_windows_notepad_can_be_loaded(tmp_path: Path) -> None:
    path = tmp_path / "vacancy.toml"
    path.write_bytes(b'\xef\xbb\xbfreference = "V-1"\r\ntitle = "Adviser"\r\n')
    assert load_vacancy_file(path).title == "Adviser"


def test_every_problem_of_a_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "vacancy.toml"
    path.write_text('title = 3\ninterview_places = "four"\n')
    with pytest.raises(VacancyError) as refused:
        load_vacancy_file(path)
    assert len(refused.value.problems) >= 3
