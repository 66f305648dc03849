"""Erasing one applicant, at every stage of the job."""

import hashlib
import sqlite3
from pathlib import Path

import pytest

from edi_shortlist.storage import VaultSealed
from edi_shortlist.workflow.applications import list_applications
from edi_shortlist.workflow.auditing import audit_entries, verify_audit
from edi_shortlist.workflow.erasing import Ground, erase, name_of, preview_erasure, take_away
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.reviewing import accept_all, list_redactions, undo
from edi_shortlist.workflow.scoring import lock_scores, progress_of, record_score
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.shortlisting import ShortlistView, current_shortlist, shortlist
from edi_shortlist.workflow.states import VacancyState
from edi_shortlist.workflow.unsealing import unseal, unsealed_candidates
from edi_shortlist.workflow.vacancies import list_vacancies, vacancy_state

from .conftest import APPLICANTS, PASSPHRASE, REF, STAGES, At, candidate_named

WITH_APPLICATIONS = [stage for stage in STAGES if stage != "draft"]
#: The first applicant's own words, whatever the side they lie on.
WORDS = ("Okonjo", "zubeida", "40 evictions", "Toxteth", "heron-blue note")
WITHOUT_PLACE = {"review", "reviewed", "released", "scoring", "locked"}


def figures_of(view: ShortlistView) -> list[tuple[object, ...]]:
    """Return what a shortlist says of each candidate."""
    return [(c.candidate, c.total, c.rank, c.invited) for c in view.candidates]


def held_words(session: Session) -> set[str]:
    """Return the words that any table of either file, or any byte of the blind side, holds."""
    workspace = session.workspace
    assert workspace._vault_store is not None
    cells = "\n".join(
        str(value)
        for store in (workspace._store, workspace._vault_store)
        for table in store.db.table_names()
        for row in store.rows(f'SELECT * FROM "{table}"')
        for value in row.values()
    )
    files = b"".join(path.read_bytes() for path in Path(session.folder).iterdir())
    return {
        word
        for word in WORDS
        if word in cells
        or any(word.encode(e) in files for e in ("utf-8", "utf-16-le", "utf-16-be"))
    }


@pytest.mark.parametrize("stage", WITH_APPLICATIONS)
def test_nothing_of_the_applicant_is_left_at_any_stage(at: At, stage: str) -> None:
    session = at(stage)
    first = candidate_named(session, "first")
    if stage == "scoring":
        record_score(session, REF, first, "Panellist A", "E1", 4, "heron-blue note")
    original = session.vault.original(f"{first}/1")
    assert original is not None
    before = list_vacancies(session)[0].applications
    assert held_words(session) >= {"Okonjo", "40 evictions"}

    erased = erase(session, REF, first, Ground.REQUESTED)

    assert held_words(session) == set()
    assert (erased.documents, erased.cleaned) == (1, True)
    assert erased.place_kept == (stage not in WITHOUT_PLACE)
    assert session.vault.application(first) is None
    assert session.vault.same_files(REF, [hashlib.sha256(original[1]).hexdigest()]) is None
    assert list_vacancies(session)[0].applications == before - 1
    assert first not in {one.candidate for one in list_applications(session, REF, unsealed=True)}
    assert verify_audit(session).ok
    (entry,) = audit_entries(session, action="candidate.erased")
    assert (entry.actor, entry.vacancy, entry.candidate) == ("Ann", REF, first)
    assert entry.details["ground"] == "requested"


@pytest.mark.parametrize("stage", WITH_APPLICATIONS)
def test_the_reference_stands_only_in_the_log_and_in_its_place(at: At, stage: str) -> None:
    session = at(stage)
    first = candidate_named(session, "first")
    erase(session, REF, first, Ground.REQUESTED)
    workspace = session.workspace
    assert workspace._vault_store is not None
    holding = {
        table
        for store in (workspace._store, workspace._vault_store)
        for table in store.db.table_names()
        if first in str(store.rows(f'SELECT * FROM "{table}"'))
    }
    assert holding == {"audit", "erased"} | (set() if stage in WITHOUT_PLACE else {"candidates"})


def test_others_keep_everything(at: At) -> None:
    session = at("scoring")
    second = candidate_named(session, "second")
    scores = session.workspace.scores.of_candidate(second)
    redactions = list_redactions(session, REF, second)
    erase(session, REF, candidate_named(session, "first"))
    assert session.workspace.scores.of_candidate(second) == scores
    assert list_redactions(session, REF, second) == redactions
    assert session.vault.originals(second)[0].content == APPLICANTS[1][3].encode()
    assert progress_of(session, REF) == {"Panellist A": (6, 6), "Panellist B": (6, 6)}


def test_the_job_goes_on_without_the_erased(at: At) -> None:
    session = at("scoring")
    first = candidate_named(session, "first")
    erase(session, REF, first)
    lock_scores(session, REF)
    view = shortlist(session, REF)
    assert first not in {one.candidate for one in view.candidates}
    assert len(view.candidates) == 2


def test_a_vacancy_whose_last_applicant_is_erased_can_still_be_finished(at: At) -> None:
    session = at("locked")
    for name in ("first", "second", "third"):
        erase(session, REF, candidate_named(session, name), Ground.WITHDREW)
    view = shortlist(session, REF)
    assert (view.candidates, view.interview_list) == ((), ())
    assert unseal(session, REF) == []


def test_between_lock_and_shortlist_the_ground_must_be_said(at: At) -> None:
    session = at("locked")
    first = candidate_named(session, "first")
    with pytest.raises(Refused, match=r"changes who is ranked\. Say why"):
        erase(session, REF, first)
    assert session.vault.application(first) is not None
    erase(session, REF, first, Ground.WITHDREW)
    # The one place on merit goes to the next, and the lock still holds for the scores left.
    view = shortlist(session, REF)
    assert candidate_named(session, "second") in view.interview_list


def test_an_erasure_does_not_make_changed_scores_good(at: At) -> None:
    session = at("locked")
    second = candidate_named(session, "second")
    session.workspace._store.run("UPDATE scores SET level = 4 WHERE candidate = ?", [second])
    with pytest.raises(Refused, match="not those that were locked"):
        erase(session, REF, candidate_named(session, "first"), Ground.WITHDREW)
    with pytest.raises(Refused, match="not those that were locked"):
        shortlist(session, REF)


def test_scores_changed_after_an_erasure_are_found(at: At) -> None:
    session = at("locked")
    erase(session, REF, candidate_named(session, "first"), Ground.WITHDREW)
    session.workspace._store.run("UPDATE scores SET level = 4")
    with pytest.raises(Refused, match="not those that were locked"):
        shortlist(session, REF)


def test_a_drawn_shortlist_keeps_the_place_and_its_figures_of(at: At) -> None:
    session = at("shortlisted")
    before = current_shortlist(session, REF)
    assert before is not None
    first = candidate_named(session, "first")
    erase(session, REF, first)
    after = current_shortlist(session, REF)
    assert after is not None
    assert after.interview_list == before.interview_list
    assert figures_of(after) == figures_of(before)
    (place,) = [c for c in after.candidates if c.candidate == first]
    assert (place.route, place.schemes) == (None, None)
    assert "was erased" in (place.explanation or "")
    assert after.to_dict()["candidates"][0]["schemes"] is not None
    # Whoever was invited and is erased is not unsealed.
    assert first not in {one.candidate for one in unseal(session, REF)}
    assert first not in {one.candidate for one in unsealed_candidates(session, REF)}
    assert vacancy_state(session, REF) is VacancyState.UNSEALED


def test_what_was_erased_is_said_so(at: At) -> None:
    session = at("shortlisted")
    first = candidate_named(session, "first")
    erase(session, REF, first)
    for act in (erase, preview_erasure, name_of):
        with pytest.raises(Refused, match=f"{first} was erased on 2"):
            act(session, REF, first.lower())


@pytest.mark.parametrize("candidate", ["C-0000", "", "nobody"])
def test_who_is_not_there_cannot_be_erased(at: At, candidate: str) -> None:
    with pytest.raises(Refused, match="has no candidate"):
        erase(at("review"), REF, candidate)


def test_the_vault_must_be_open(at: At) -> None:
    session = at("review", sealed=True)
    candidate = session.workspace.blind.candidates(REF)[0]
    with pytest.raises(VaultSealed):
        erase(session, REF, candidate)
    assert candidate in session.workspace.blind.candidates(REF)


def test_a_preview_says_what_goes_and_changes_nothing(at: At) -> None:
    session = at("scoring")
    first = candidate_named(session, "first")
    head = session.workspace.audit.head()
    preview = preview_erasure(session, REF, first)
    assert session.workspace.audit.head() == head
    assert (preview.documents, preview.scores, preview.place_kept) == (1, 6, False)
    assert preview.redactions == len(list_redactions(session, REF, first)) > 0
    assert name_of(session, REF, first) == "Zubeida Okonjo"
    assert audit_entries(session, action="identities.listed")


def test_an_act_of_review_on_the_erased_cannot_be_undone(at: At) -> None:
    session = at("review")
    first, second = (candidate_named(session, name) for name in ("first", "second"))
    accept_all(session, REF, second)
    accept_all(session, REF, first)
    erase(session, REF, first)
    undo(session, REF)
    assert {r.decision for r in list_redactions(session, REF, second)} == {"pending"}
    assert undo(session, REF) is None


def test_a_vault_that_cannot_be_written_is_told_and_finished_later(
    at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = at("review")
    first = candidate_named(session, "first")

    def full(candidate: str) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(session.vault, "remove_application", full)
    with pytest.raises(Refused, match="seal the vault and open it again"):
        erase(session, REF, first)
    session.seal()
    session.unlock(PASSPHRASE)
    assert held_words(session) == set()


@pytest.mark.parametrize("stage", ["review", "shortlisted"])
def test_a_kill_between_the_two_sides_is_finished_by_the_next_opening(
    at: At, stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = at(stage)
    first = candidate_named(session, "first")

    def killed(candidate: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(session.vault, "remove_application", killed)
    with pytest.raises(KeyboardInterrupt):
        take_away(session, REF, first, Ground.REQUESTED)
    assert session.vault.application(first) is not None
    session.seal()
    session.unlock(PASSPHRASE)
    assert session.vault.application(first) is None
    assert held_words(session) == set()
    assert verify_audit(session).ok
