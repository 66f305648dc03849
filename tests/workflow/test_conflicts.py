"""Panellists who may know a candidate, who stands in for them, and what becomes of the scores."""

from pathlib import Path

import pytest

from edi_shortlist.storage.pack_errors import AlteredPack
from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.conflicts import (
    Withdrawal,
    declare,
    list_conflicts,
    stand_in,
    withdraw,
)
from edi_shortlist.workflow.erasing import erase
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.manager_copies import export_copy
from edi_shortlist.workflow.pack_importing import import_pack
from edi_shortlist.workflow.packs import export_pack
from edi_shortlist.workflow.scored_evidence import EvidenceRecord, mark_evidence
from edi_shortlist.workflow.scoring import (
    candidates,
    import_scores,
    lock_scores,
    progress_of,
    record_score,
    scores_of,
)
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.shortlisting import shortlist
from edi_shortlist.workflow.vacancies import get_vacancy
from edi_shortlist.workflow.what_if import what_if
from edi_shortlist.workflow.who_scores import candidates_of, panellists_behind

from .conftest import CHEAP, REF, At, candidate_named

A, B, C = "Panellist A", "Panellist B", "Panellist C"
PIN = "4821 0937 5516"


def opened(path: Path) -> Session:
    return Session.open_pack(path, PIN, costs=[CHEAP])


def made(s: Session, path: Path, panellist: str = A, *, again: bool = False) -> Path:
    return export_pack(s, REF, panellist, path, pin=PIN, cost=CHEAP, again=again).path


def test_a_declaration_removes_the_pair_and_its_scores_and_nobody_elses(at: At) -> None:
    s = at("scoring", sealed=True)
    one, *others = candidates(s, REF)
    document = s.workspace.blind.documents(one)[0].id
    mark_evidence(s, REF, EvidenceRecord(one, A, "E1", document, 0, 6))
    assert declare(s, REF, one.lower(), "panellist a", "friend") == 3
    assert candidates_of(s, REF, A) == others
    assert candidates_of(s, REF, B) == [one, *others]
    assert not any(candidate == one for candidate, _ in scores_of(s, REF, A))
    assert progress_of(s, REF) == {A: (6, 6), B: (9, 9)}
    assert panellists_behind(s, REF) == {one: 1, others[0]: 2, others[1]: 2}
    assert s.workspace.evidence.of_candidate(one) == []
    (told,) = list_conflicts(s, REF)
    assert (told.candidate, told.panellist, told.kind, told.remaining) == (one, A, "friend", 1)
    (entry,) = audit_entries(s, action="conflict")
    # The log outlives the candidate, so it does not hold how they may know each other.
    assert (entry.candidate, entry.details) == (one, {"panellist": A, "scores": 3})
    with pytest.raises(Refused, match=f"{A} does not score {one}"):
        record_score(s, REF, one, A, "E1", 2)
    with pytest.raises(Refused, match="as it is"):
        declare(s, REF, one, A, "friend")


def test_a_score_in_a_table_for_a_removed_pair_is_refused_with_its_line(
    at: At, tmp_path: Path
) -> None:
    s = at("released")
    one = candidates(s, REF)[0]
    declare(s, REF, one, A, "work")
    table = tmp_path / "scores.csv"
    table.write_text(f"candidate,panellist,criterion,score\n{one},{B},E1,2\n{one},{A},E1,2\n")
    with pytest.raises(Refused, match=f"line 3: {A} does not score {one}"):
        import_scores(s, REF, table)


@pytest.mark.parametrize(
    ("stage", "changes", "words"),
    [
        ("review", {}, "Nobody scores"),
        ("locked", {}, "frozen or locked"),
        ("scoring", {"kind": "not-asked"}, "Choose from relative, friend, work, other"),
        ("scoring", {"kind": "my sister Zubeida"}, "Choose from relative"),
        ("scoring", {"panellist": "Panellist Z"}, "not on the panel"),
        ("scoring", {"candidate": "C-XXXX"}, "no candidate"),
    ],
)
def test_refused(at: At, stage: str, changes: dict[str, str], words: str) -> None:
    s = at(stage)
    given = {"candidate": candidates(s, REF)[0], "panellist": A, "kind": "friend"} | changes
    with pytest.raises(Refused, match=words):
        declare(s, REF, **given)


def test_hr_takes_one_back_until_the_lock_and_the_scores_stay_away(at: At) -> None:
    s = at("scoring")
    one = candidates(s, REF)[0]
    with pytest.raises(Refused, match="declared nothing"):
        withdraw(s, REF, one, A, Withdrawal.WRONG_CANDIDATE)
    declare(s, REF, one, A, "other")
    withdraw(s, REF, one, A, Withdrawal.WRONG_CANDIDATE)
    assert list_conflicts(s, REF) == []
    assert progress_of(s, REF)[A] == (6, 9)
    assert audit_entries(s, action="conflict.withdrawn")[0].details == {
        "panellist": A,
        "reason": "wrong-candidate",
    }
    declare(s, REF, one, A, "other")
    lock_scores(s, REF)
    with pytest.raises(Refused, match="locked"):
        withdraw(s, REF, one, A, Withdrawal.CHANGED_MIND)


def test_the_shortlist_rests_on_those_who_remain(at: At) -> None:
    s = at("scoring")
    second = candidate_named(s, "second")
    record_score(s, REF, second, A, "E1", 0)  # E1 weighs 2, the others 1
    declare(s, REF, second, A, "relative")
    lock_scores(s, REF)
    assert what_if(s, REF, places=3).candidates == 3
    total = {one.candidate: one.total for one in shortlist(s, REF).candidates}
    assert total[second] == 2 * 2 + 2 + 2


def test_where_nobody_is_left_the_scores_are_not_locked_before_somebody_stands_in(at: At) -> None:
    s = at("scoring", sealed=True)
    one, two, three = candidates(s, REF)
    for name in (A, B):
        declare(s, REF, one, name, "work")
    with pytest.raises(Refused, match=f"Nobody on the panel scores {one}"):
        lock_scores(s, REF)
    assert stand_in(s, REF, "  Panellist   C ", [one]) == (one,)
    assert get_vacancy(s, REF).panel == (A, B, C)
    assert candidates_of(s, REF, C) == [one]
    assert [one.panellist for one in list_conflicts(s, REF)] == [A, B]
    assert progress_of(s, REF)[C] == (0, 3)
    for criterion in ("E1", "E2", "D1"):
        record_score(s, REF, one, C, criterion, 3)
    with pytest.raises(Refused, match=f"{C} does not score {two}"):
        record_score(s, REF, two, C, "E1", 3)
    # Whoever stands in already may take on more, but not whom they may know.
    stand_in(s, REF, "panellist c", [two])
    assert candidates_of(s, REF, C) == [one, two]
    with pytest.raises(Refused, match=r"scores .* already"):
        stand_in(s, REF, A, [two])
    with pytest.raises(Refused, match="may know"):
        stand_in(s, REF, A, [one])
    with pytest.raises(Refused, match="one candidate at least"):
        stand_in(s, REF, "Panellist D", [])
    declare(s, REF, two, C, "friend")
    lock_scores(s, REF)
    assert panellists_behind(s, REF) == {one: 1, two: 2, three: 2}
    logged = [entry.details for entry in audit_entries(s, action="panel.stand-in")]
    assert [(one["joins"], one["scored_by_nobody"]) for one in logged] == [(True, 1), (False, 0)]


def test_the_erased_take_what_was_declared_with_them(at: At) -> None:
    s = at("scoring")
    one = candidates(s, REF)[0]
    declare(s, REF, one, A, "friend")
    erase(s, REF, one)
    assert s.workspace.conflicts.of_candidate(one) == []
    assert progress_of(s, REF) == {A: (6, 6), B: (6, 6)}
    lock_scores(s, REF)


# -- packs and copies


def test_a_pack_brings_what_was_declared_in_it(at: At, tmp_path: Path) -> None:
    s = at("released", sealed=True)
    path = made(s, tmp_path / "a.edipack")
    one, two, three = candidates(s, REF)
    with opened(path) as pack:
        record_score(pack, REF, one, A, "E1", 2)
        record_score(pack, REF, two, A, "E1", 2)
        assert declare(pack, REF, one, A, "relative") == 1
        assert candidates_of(pack, REF, A) == [two, three]
        with pytest.raises(Refused, match="HR takes it back"):
            withdraw(pack, REF, one, A, Withdrawal.CHANGED_MIND)
        with pytest.raises(Refused, match="HR names"):
            stand_in(pack, REF, C, [one])
    brought = import_pack(s, path, PIN, costs=[CHEAP])
    assert (brought.taken, brought.conflicts) == (1, 1)
    assert "may know a candidate" in brought.sentence
    assert [(c.candidate, c.kind, c.declared_by) for c in list_conflicts(s, REF)] == [
        (one, "relative", A)
    ]
    again = import_pack(s, path, PIN, costs=[CHEAP])
    assert (again.taken, again.conflicts) == (0, 0)
    # What HR took back does not come again with the same pack.
    withdraw(s, REF, one, A, Withdrawal.WRONG_CANDIDATE)
    assert import_pack(s, path, PIN, costs=[CHEAP]).conflicts == 0
    assert list_conflicts(s, REF) == []


def test_a_pack_from_before_leaves_out_the_scores_of_a_removed_pair(at: At, tmp_path: Path) -> None:
    s = at("released", sealed=True)
    path = made(s, tmp_path / "a.edipack")
    one, two, _ = candidates(s, REF)
    with opened(path) as pack:
        for candidate in (one, two):
            record_score(pack, REF, candidate, A, "E1", 2)
    declare(s, REF, one, A, "friend")  # as the panellist told HR by telephone
    assert import_pack(s, path, PIN, costs=[CHEAP]).taken == 1
    assert set(scores_of(s, REF, A)) == {(two, "E1")}
    with opened(made(s, tmp_path / "again.edipack", again=True)) as pack:
        assert one not in candidates(pack, REF)
        assert progress_of(pack, REF) == {A: (1, 6)}


def test_what_was_declared_in_a_pack_is_signed(at: At, tmp_path: Path) -> None:
    s = at("released", sealed=True)
    path = made(s, tmp_path / "a.edipack")
    one = candidates(s, REF)[0]
    with opened(path) as pack:
        declare(pack, REF, one, A, "friend")
        pack.workspace._store.run("UPDATE conflicts SET kind = 'work'")
    with pytest.raises(AlteredPack, match="not those that it signed"):
        import_pack(s, path, PIN, costs=[CHEAP])
    assert list_conflicts(s, REF) == []


def test_a_managers_copy_tells_that_a_pair_is_not_scored_and_not_why(
    at: At, tmp_path: Path
) -> None:
    s = at("scoring")
    one = candidates(s, REF)[0]
    declare(s, REF, one, A, "relative")
    lock_scores(s, REF)
    export_copy(s, REF, "Manager", tmp_path / "m.edipack", pin=PIN, cost=CHEAP)
    with opened(tmp_path / "m.edipack") as copy:
        assert progress_of(copy, REF) == {A: (6, 6), B: (9, 9)}
        assert list_conflicts(copy, REF) == []
        with pytest.raises(Refused, match="Tell HR"):
            declare(copy, REF, one, B, "friend")
