"""Passages marked as evidence: where they may stand, whose they are, and their way through packs."""

from dataclasses import replace
from pathlib import Path

import pytest

from edi_shortlist.storage import EvidenceRecord, StorageError
from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.erasing import erase
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.manager_copies import export_copy
from edi_shortlist.workflow.scored_evidence import (
    evidence_by,
    evidence_of,
    mark_evidence,
    take_evidence_back,
)
from edi_shortlist.workflow.scoring import candidates, lock_scores, panel_documents, record_score
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.shortlisting import shortlist
from edi_shortlist.workflow.subject_access import subject_access

from .conftest import CHEAP, REF, At, candidate_named
from .test_pack_importing import inside, score, take
from .test_packs import PIN, A, B, made, opened


def passage(s: Session, candidate: str, words: str, by: str = A, criterion: str = "E1"):
    """Return where words stand in the candidate's only document."""
    (document,) = panel_documents(s, REF, candidate)
    start = document.text.index(words)
    return EvidenceRecord(candidate, by, criterion, f"{candidate}/1", start, start + len(words))


def everything(s: Session) -> list[EvidenceRecord]:
    return s.workspace.evidence.of_vacancy(REF)


def test_a_passage_is_marked_told_in_its_words_and_taken_back(at: At) -> None:
    session = at("released")
    first = candidate_named(session, "first")
    marked = mark_evidence(session, REF, passage(session, first, "prevented 40 evictions"))
    mark_evidence(session, REF, passage(session, first, "prevented", by=B))
    assert evidence_by(session, REF, first.lower(), A) == [marked]
    (entry, _) = audit_entries(session, action="scoring.evidence-marked")
    assert (entry.candidate, entry.details) == (
        first,
        {"panellist": A, "criterion": "E1", "passages": 1},
    )
    with pytest.raises(Refused, match="somebody still scores"):
        evidence_of(session, REF, first, "E1")
    with pytest.raises(Refused, match="Panellist A has given 0 of 9"):
        evidence_of(session, REF, first, "E1", asking=A)
    for candidate in candidates(session, REF):
        for panellist in (A, B):
            for criterion in ("E1", "E2", "D1"):
                record_score(session, REF, candidate, panellist, criterion, 2)
    assert [(one.panellist, one.document, one.words) for one in evidence_of(session, REF, first, "E1")] == [
        (A, 1, "prevented 40 evictions"),
        (B, 1, "prevented"),
    ]  # fmt: skip
    assert evidence_of(session, REF, first, "E2") == []
    take_evidence_back(session, REF, marked)
    assert evidence_by(session, REF, first, A) == []
    with pytest.raises(Refused, match="not marked any more"):
        take_evidence_back(session, REF, marked)
    lock_scores(session, REF)
    with pytest.raises(Refused, match="are locked"):
        mark_evidence(session, REF, marked)
    assert session.workspace.verify_audit().ok


def test_passages_that_touch_become_one(at: At) -> None:
    session = at("released")
    first = candidate_named(session, "first")
    whole = passage(session, first, "prevented 40 evictions")
    for words in ("prevented 40", "evictions", "40 evictions"):
        mark_evidence(session, REF, passage(session, first, words))
    other = passage(session, first, "40", criterion="E2")
    mark_evidence(session, REF, other)
    assert evidence_by(session, REF, first, A) == [whole, other]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"end": 10_000}, "not in the application"),
        ({"start": -1}, "not in the application"),
        ({"start": 5, "end": 5}, "not in the application"),
        ({"document": "C-0000/1"}, "not in the application"),
        ({"criterion": "E3"}, "'E3' is not assessed at application"),
        ({"panellist": "Nobody"}, "'Nobody' is not on the panel"),
        ({"candidate": "C-0000"}, "has no candidate"),
    ],
)
def test_a_passage_that_does_not_fit(at: At, changed: dict, words: str) -> None:
    session = at("released", sealed=True)
    good = EvidenceRecord(candidates(session, REF)[0], A, "E1", "", 0, 3)
    good = replace(good, document=f"{good.candidate}/1")
    with pytest.raises(Refused, match=words):
        mark_evidence(session, REF, replace(good, **changed))
    assert everything(session) == []


def test_an_erased_applicant_s_passages_go_and_the_applicant_is_told_of_them(
    at: At, tmp_path: Path
) -> None:
    session = at("released")
    first, second = (candidate_named(session, name) for name in ("first", "second"))
    mark_evidence(session, REF, passage(session, first, "40 evictions"))
    kept = mark_evidence(session, REF, passage(session, second, "led the duty team"))
    subject_access(session, REF, first, tmp_path / "bundle")
    page = (tmp_path / "bundle" / "index.html").read_text(encoding="utf-8")
    assert "What the panel marked as evidence" in page
    assert "<td>40 evictions</td>" in page
    assert "duty team" not in page
    erase(session, REF, first)
    assert everything(session) == [kept]


def test_passages_come_back_with_a_pack_and_are_taken_back_with_it(at: At, tmp_path: Path) -> None:
    with at("released") as s:
        first, second = (candidate_named(s, name) for name in ("first", "second"))
        before = mark_evidence(s, REF, passage(s, first, "prevented"))
        path = made(s, tmp_path)
        here = mark_evidence(s, REF, passage(s, second, "duty team"))
        mark_evidence(s, REF, passage(s, first, "evictions", by=B))
        with opened(path) as pack:
            assert everything(pack) == [before], "one's own, and nobody else's"
            there = mark_evidence(pack, REF, passage(pack, second, "led"))
        brought = take(s, path)
        assert (brought.taken, brought.passages) == (0, 1)
        assert brought.sentence.startswith("The passages that Panellist A (HSG-1) marked")
        assert evidence_by(s, REF, second, A) == sorted([there, here], key=lambda one: one.start)
        older = path.read_bytes()
        with opened(path) as pack:
            take_evidence_back(pack, REF, there)
            record_score(pack, REF, first, A, "E1", 3)
        assert (take(s, path).taken, evidence_by(s, REF, second, A)) == (1, [here])
        # A copy of before the last one that was taken in brings nothing back.
        path.write_bytes(older)
        s.workspace.scores.remove_all(first)
        assert take(s, path).passages == 0
        assert evidence_by(s, REF, second, A) == [here]
        assert evidence_by(s, REF, first, B)
        assert s.workspace.verify_audit().ok


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ('UPDATE evidence SET "end" = "end" - 1', "not those that it signed"),
        ("DELETE FROM evidence", "not those that it signed"),
        ("UPDATE reading_orders SET candidates = '[]'", "not those that were handed out"),
    ],
)
def test_passages_that_the_pack_did_not_sign_are_refused(
    at: At, tmp_path: Path, change: str, words: str
) -> None:
    with at("released") as s:
        path = made(s, tmp_path)
        first = candidates(s, REF)[0]
        with opened(path) as pack:
            mark_evidence(pack, REF, EvidenceRecord(first, A, "E1", f"{first}/1", 0, 4))
        inside(path, change)
        with pytest.raises(StorageError, match=words):
            take(s, path)
        assert everything(s) == []


def test_passages_that_do_not_fit_the_documents_here_are_refused(at: At, tmp_path: Path) -> None:
    with at("released") as s:
        path = made(s, tmp_path)
        first = candidates(s, REF)[0]
        with opened(path) as pack, pack.workspace.act():
            beyond = EvidenceRecord(first, A, "E1", f"{first}/1", 0, 100_000)
            pack.workspace.evidence.put(beyond, A)
        with pytest.raises(StorageError, match="passages that do not fit"):
            take(s, path)
        assert everything(s) == []


def test_a_pack_of_before_there_was_evidence_is_taken_as_it_is(at: At, tmp_path: Path) -> None:
    with at("released") as s:
        s.workspace._store.run("DELETE FROM reading_seeds")
        path = made(s, tmp_path)
        score(path, (0, "E1", 2, ""))
        tables = ("reading_seeds", "reading_orders", "put_aside", "evidence")
        done = "DELETE FROM _sqlite_migrations WHERE name = 'm009_scoring'"
        inside(path, *(f"DROP TABLE {name}" for name in tables), done)
        assert take(s, path).taken == 1
        with opened(path) as pack:
            assert everything(pack) == []
        assert take(s, path).taken == 0


def test_a_manager_s_copy_with_the_scores_quotes_the_evidence(at: At, tmp_path: Path) -> None:
    with at("locked") as s:
        first = candidate_named(s, "first")
        with s.workspace.act():
            s.workspace.evidence.put(passage(s, first, "40 evictions", by=B), B)
        path = tmp_path / "m.edipack"
        export_copy(s, REF, "Bea Lim", path, pin=PIN, cost=CHEAP)
        shortlist(s, REF)
        late = tmp_path / "late.edipack"
        export_copy(s, REF, "Bea Lim", late, pin=PIN, cost=CHEAP)
    with opened(path) as copy:
        assert [(one.panellist, one.words) for one in evidence_of(copy, REF, first, "E1")] == [
            (B, "40 evictions")
        ]
    with opened(late) as copy:
        assert everything(copy) == [], "it tells who is invited, so it holds no scores"
