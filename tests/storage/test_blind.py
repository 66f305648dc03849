"""Vacancies, candidates, documents and standings on the blind side."""

import re

import pytest

from edi_shortlist.storage import StandingRecord, Workspace
from edi_shortlist.storage import blind as blind_module
from edi_shortlist.storage.connection import DATABASE_ERRORS


def test_a_vacancy_reads_back_and_changes(workspace: Workspace) -> None:
    blind = workspace.blind
    blind.add_vacancy("V-1", "Adviser", "draft", {"title": "Adviser", "weight": "1/3"})
    blind.change_vacancy("V-1", "Senior Adviser", {"title": "Senior Adviser"})
    blind.set_state("V-1", "locked")
    found = blind.vacancy("V-1")
    assert found is not None
    assert (found.title, found.state, found.definition) == (
        "Senior Adviser",
        "locked",
        {"title": "Senior Adviser"},
    )
    assert found.locked_at is not None
    assert found.shortlisted_at is None
    assert blind.vacancy("V-2") is None
    assert [v.reference for v in blind.vacancies()] == ["V-1"]


def test_references_are_random_unused_and_easy_to_read_out(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.blind.add_vacancy("V-1", "", "draft", {})
    drawn = set()
    for _ in range(50):
        reference = workspace.blind.new_reference()
        assert re.fullmatch(r"C-[0-9A-HJKMNP-TV-Z]{4}", reference)
        workspace.blind.add_candidate("V-1", reference, 0)
        drawn.add(reference)
    assert len(drawn) == 50
    # Where every short one is taken, references grow.
    monkeypatch.setattr(blind_module, "_ALPHABET", "0")
    workspace.blind.add_candidate("V-1", "C-0000", 0)
    assert workspace.blind.new_reference() == "C-00000"


def test_candidates_come_in_reference_order_not_in_order_of_arrival(workspace: Workspace) -> None:
    workspace.blind.add_vacancy("V-1", "", "draft", {})
    workspace.blind.add_vacancy("V-2", "", "draft", {})
    for candidate in ("C-ZZZZ", "C-0001", "C-MMMM"):
        workspace.blind.add_candidate("V-1", candidate, 2)
    workspace.blind.add_candidate("V-2", "C-AAAA", 1)
    assert workspace.blind.candidates("V-1") == ["C-0001", "C-MMMM", "C-ZZZZ"]
    assert workspace.blind.vacancy_of("C-AAAA") == "V-2"
    assert workspace.blind.vacancy_of("C-NONE") is None
    assert workspace.blind.documents_count("V-1") == {"C-0001": 2, "C-MMMM": 2, "C-ZZZZ": 2}
    assert workspace.blind.every_candidate() == {"C-0001", "C-MMMM", "C-ZZZZ", "C-AAAA"}


def test_documents_are_numbered_and_anonymised_later(workspace: Workspace) -> None:
    workspace.blind.add_vacancy("V-1", "", "draft", {})
    assert workspace.blind.add_candidate("V-1", "C-0001", 2) == ["C-0001/1", "C-0001/2"]
    workspace.blind.set_anonymised("C-0001/2", {"blocks": []})
    first, second = workspace.blind.documents("C-0001")
    assert (first.ordinal, first.anonymised) == (1, None)
    assert (second.ordinal, second.anonymised) == (2, {"blocks": []})
    assert workspace.blind.candidate_of("C-0001/2") == "C-0001"
    assert workspace.blind.candidate_of("C-0001/3") is None


def test_standings_read_back(workspace: Workspace) -> None:
    workspace.blind.add_vacancy("V-1", "", "draft", {})
    for candidate in ("C-0002", "C-0001"):
        workspace.blind.add_candidate("V-1", candidate, 0)
    assert workspace.blind.standings("V-1") == []
    standings = [
        StandingRecord("C-0001", "22/3", 1, True, (), True),
        StandingRecord("C-0002", "4", None, False, ("E1", "E2"), False),
    ]
    workspace.blind.set_standings(standings)
    assert workspace.blind.standings("V-1") == standings
    assert workspace.blind.invited("V-1") == ["C-0001"]


def test_a_candidate_needs_its_vacancy(workspace: Workspace) -> None:
    with pytest.raises(DATABASE_ERRORS, match="FOREIGN KEY"):
        workspace.blind.add_candidate("V-none", "C-0001", 1)
