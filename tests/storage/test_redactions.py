"""Redaction records and the acts of review."""

from dataclasses import replace

import pytest

from edi_shortlist.storage import Redaction, Workspace


def _redaction(document: str, start: int, end: int, **rest: object) -> Redaction:
    return Redaction(
        0, document, start, end, "NAME", 0.99, "known-identity", "[applicant]", "The name.",
        **rest,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    workspace.blind.add_vacancy("V-1", "", "review", {})
    workspace.blind.add_candidate("V-1", "C-0002", 1)
    workspace.blind.add_candidate("V-1", "C-0001", 2)
    return workspace


def test_a_redaction_reads_back(filled: Workspace) -> None:
    store = filled.redactions
    added = store.add(_redaction("C-0001/1", 3, 9, flagged=True))
    assert added.id == 1
    assert store.get(added.id) == added
    assert added.flagged is True
    assert store.get(99) is None
    changed = replace(
        added, label="TITLE", replacement="[title]", decision="accepted", decided_by="Ann",
        decided_at="2026-03-01T00:00:00Z", rule="accept-all",
    )  # fmt: skip
    store.change(changed)
    assert store.get(added.id) == changed


def test_they_come_in_the_order_of_candidate_document_and_text(filled: Workspace) -> None:
    places = [("C-0002/1", 0, 2), ("C-0001/2", 5, 9), ("C-0001/1", 7, 8), ("C-0001/1", 1, 4)]
    for place in places:
        filled.redactions.add(_redaction(*place))
    found = filled.redactions.of_vacancy("V-1")
    assert [(r.document_id, r.start, r.end) for r in found] == sorted(places)
    assert len(filled.redactions.of_vacancy("V-1", "C-0001")) == 3
    assert filled.redactions.of_vacancy("V-2") == []
    assert [r.start for r in filled.redactions.of_document("C-0001/1")] == [1, 7]


def test_counts_name_candidates_without_any(filled: Workspace) -> None:
    filled.redactions.add(_redaction("C-0001/1", 0, 2))
    filled.redactions.add(_redaction("C-0001/2", 0, 2, decision="rejected"))
    assert filled.redactions.counts("V-1") == {"C-0001": (2, 1), "C-0002": (0, 0)}


def test_an_id_is_never_used_again(filled: Workspace) -> None:
    first = filled.redactions.add(_redaction("C-0001/1", 0, 2))
    filled.redactions.remove(first.id)
    assert filled.redactions.add(_redaction("C-0001/1", 0, 2)).id == first.id + 1


def test_acts_are_a_stack_for_each_person(filled: Workspace) -> None:
    before = filled.redactions.add(_redaction("C-0001/1", 0, 2))
    after = replace(before, decision="accepted")
    filled.redactions.add_act("V-1", "Ann", "accept", [(before, after)])
    filled.redactions.add_act("V-1", "Ben", "add", [(None, after)])
    filled.redactions.add_act("V-1", "Ann", "reject", [(after, before)])
    last = filled.redactions.last_act("V-1", "Ann")
    assert last is not None
    assert (last.act, last.changes) == ("reject", ((after, before),))
    filled.redactions.forget_act(last.id)
    last = filled.redactions.last_act("V-1", "Ann")
    assert last is not None
    assert last.act == "accept"
    last = filled.redactions.last_act("V-1", "Ben")
    assert last is not None
    assert last.changes == ((None, after),)
    filled.redactions.forget_acts("V-1")
    assert filled.redactions.last_act("V-1", "Ann") is None
    assert filled.redactions.last_act("V-1", "Ben") is None
