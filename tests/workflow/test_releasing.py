"""Nothing reaches a panel unreviewed."""

from dataclasses import replace

import pytest

from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.storage import VaultSealed
from edi_shortlist.workflow import releasing
from edi_shortlist.workflow.auditing import audit_entries, verify_audit
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.releasing import release
from edi_shortlist.workflow.reviewing import accept, accept_all, list_redactions, reject
from edi_shortlist.workflow.scoring import candidates, panel_documents
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState
from edi_shortlist.workflow.vacancies import update_vacancy, vacancy_state

from .conftest import REF, At, candidate_named


def test_the_panel_reads_the_anonymised_documents(at: At) -> None:
    session = at("reviewed")
    assert release(session, REF) == 3
    assert vacancy_state(session, REF) is VacancyState.RELEASED
    session.seal()
    texts = {c: panel_documents(session, REF, c)[0].text for c in candidates(session, REF)}
    assert "I am [applicant] of [place].\nI prevented 40 evictions." in texts.values()
    for text in texts.values():
        for word in ("Zubeida", "Okonjo", "Toxteth", "Piotr", "Wrona", "Siân", "Rhys"):
            assert word not in text
    (entry,) = audit_entries(session, action="vacancy.released")
    total = len(list_redactions(session, REF))
    counted = {"applications": 3, "by_rule": total, "decisions": {"accepted": total}}
    assert {name: entry.details[name] for name in counted} == counted


def test_one_undecided_redaction_is_enough_to_refuse(at: At) -> None:
    session = at("review")
    first, *rest = list_redactions(session, REF)
    for redaction in rest:
        accept(session, redaction.id)
    candidate = first.document_id.split("/")[0]
    with pytest.raises(Refused, match=rf"1 redaction in 1 of 3 applications still waits .*{candidate}"):  # fmt: skip
        release(session, REF)
    assert vacancy_state(session, REF) is VacancyState.REVIEW
    with pytest.raises(Refused, match="cannot be scored yet"):
        panel_documents(session, REF, candidate)
    accept(session, first.id)
    assert release(session, REF) == 3


@pytest.mark.parametrize(
    ("stage", "words"),
    [("draft", "no applications yet"), ("released", "released already"), ("closed", "already")],
)
def test_a_release_out_of_turn(at: At, stage: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        release(at(stage), REF)


def test_it_needs_an_open_vault(at: At) -> None:
    with pytest.raises(VaultSealed):
        release(at("reviewed", sealed=True), REF)


def test_everything_that_is_missing_is_told_at_once(at: At, vacancy: Vacancy) -> None:
    session = at("review")
    only_interview = tuple(replace(c, assessed_at=("interview",)) for c in vacancy.criteria)
    update_vacancy(session, replace(vacancy, panel=(), criteria=only_interview))
    with pytest.raises(Refused) as refused:
        release(session, REF)
    assert len(refused.value.problems) == 3


def test_a_known_name_that_still_stands_stops_the_release(at: At) -> None:
    session = at("review")
    candidate = candidate_named(session, "second")
    # "Piotr Wrona\nPiotr led …": the last word is taken out of the review behind its back.
    last = list_redactions(session, REF, candidate)[-1]
    session.workspace.redactions.remove(last.id)
    accept_all(session, REF)
    with pytest.raises(Refused) as refused:
        release(session, REF)
    (sentence,) = refused.value.problems
    assert candidate in sentence
    assert "document 1" in sentence
    assert "name in line 2" in sentence
    assert "Piotr" not in sentence
    assert vacancy_state(session, REF) is VacancyState.REVIEW


def test_a_name_rejected_by_hand_is_released(at: At) -> None:
    session = at("review")
    candidate = candidate_named(session, "second")
    reject(session, list_redactions(session, REF, candidate)[-1].id)
    accept_all(session, REF)
    assert release(session, REF) == 3
    assert "Piotr led" in panel_documents(session, REF, candidate)[0].text


def test_a_decision_made_meanwhile_is_in_the_release(
    at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else rejects a redaction while the documents are being made."""
    session = at("reviewed")
    candidate = candidate_named(session, "second")
    last = list_redactions(session, REF, candidate)[-1]
    make = releasing._anonymised
    made: list[object] = []

    def make_and_interfere(s: Session, ref: str, vacancy: Vacancy):  # type: ignore[no-untyped-def]
        result = make(s, ref, vacancy)
        if not made:
            with Session.open(s.folder, "Ben") as ben:
                reject(ben, last.id)
        made.append(result)
        return result

    monkeypatch.setattr(releasing, "_anonymised", make_and_interfere)
    assert release(session, REF) == 3
    assert len(made) == 2
    assert "Piotr led" in panel_documents(session, REF, candidate)[0].text
    assert verify_audit(session).ok


def test_a_vault_that_lacks_an_application_is_not_released_without_it(at: At) -> None:
    session = at("reviewed")
    lost = session.workspace.blind.candidates(REF)[0]
    session.vault.remove_all_but({*session.workspace.blind.candidates(REF)} - {lost})
    with pytest.raises(Refused, match=rf"does not hold the application of {lost}"):
        release(session, REF)
    assert vacancy_state(session, REF) is VacancyState.REVIEW
