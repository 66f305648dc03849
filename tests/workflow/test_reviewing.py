"""Decisions about redactions: saved, logged, undone."""

import pytest

from edi_shortlist.redaction.span import Label
from edi_shortlist.storage import VaultSealed
from edi_shortlist.workflow.auditing import audit_entries, verify_audit
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.reviewing import (
    Redaction,
    Undone,
    accept,
    accept_all,
    add_redaction,
    change_label,
    list_redactions,
    preview,
    reject,
    review_documents,
    undo,
)
from edi_shortlist.workflow.session import Session

from .conftest import PASSPHRASE, REF, At, candidate_named


def _first(session: Session) -> tuple[str, list[Redaction]]:
    """Return the first applicant's document and its redactions."""
    (document,) = review_documents(session, REF, candidate_named(session, "first"))
    return document.document_id, document.redactions


def _decisions(session: Session, candidate: str | None = None) -> list[str]:
    return [r.decision for r in list_redactions(session, REF, candidate)]


def test_a_document_under_review(at: At) -> None:
    session = at("review")
    (document,) = review_documents(session, REF, candidate_named(session, "first"))
    assert document.ordinal == 1
    assert document.document.text.startswith("I am Zubeida Okonjo of Toxteth.")
    assert len(document.redactions) == 3
    assert len(audit_entries(session, action="originals.opened")) == 1


def test_originals_need_an_open_vault_but_decisions_do_not(at: At) -> None:
    session = at("review", sealed=True)
    redaction, *_ = list_redactions(session, REF)
    candidate = redaction.document_id.split("/")[0]
    for look in (
        lambda: review_documents(session, REF, candidate),
        lambda: preview(session, redaction.document_id),
        lambda: add_redaction(session, redaction.document_id, 0, 4, "NAME"),
    ):
        with pytest.raises(VaultSealed):
            look()
    assert accept(session, redaction.id).decision == "accepted"


def test_a_decision_is_saved_and_logged_without_the_words(at: At) -> None:
    session = at("review")
    document_id, (name, *_) = _first(session)
    decided = accept(session, name.id)
    assert (decided.decision, decided.decided_by, decided.rule) == ("accepted", "Ann", "")
    assert decided.decided_at is not None
    folder = session.folder
    session.close()
    with Session.open(folder, "Ben") as again:
        assert list_redactions(again, REF, document_id.split("/")[0])[0] == decided
        (entry,) = audit_entries(again, action="redaction.accepted")
        assert entry.details == {
            "redaction": name.id,
            "document": document_id,
            "label": "NAME",
            "source": "known-identity",
            "score": 0.99,
            "digest": name.digest,
        }
        assert len(name.digest) == 64
        assert entry.actor == "Ann"


def test_the_same_decision_again_is_no_decision(at: At) -> None:
    session = at("review")
    _, (name, *_) = _first(session)
    accept(session, name.id)
    accept(session, name.id)
    assert len(audit_entries(session, action="redaction.accepted")) == 1
    reject(session, name.id)
    assert len(audit_entries(session, action="redaction")) == 2


def test_accepting_all_says_that_nobody_looked(at: At) -> None:
    session = at("review")
    candidate = candidate_named(session, "first")
    total = len(list_redactions(session, REF))
    rejected = reject(session, _first(session)[1][0].id)
    assert accept_all(session, REF, candidate) == 2
    assert accept_all(session, REF) == total - 3
    assert accept_all(session, REF) == 0
    by_rule = [r for r in list_redactions(session, REF) if r.rule == "accept-all"]
    assert len(by_rule) == total - 1
    assert rejected in list_redactions(session, REF)
    assert [e.details["count"] for e in audit_entries(session, action="redactions")] == [2, total - 3]  # fmt: skip
    assert len(audit_entries(session, text='"rule":"accept-all"', action="redaction")) == total - 1
    assert verify_audit(session).ok


def test_accepting_the_certain_leaves_what_the_policy_asks_about(at: At) -> None:
    session = at("review")
    candidate = candidate_named(session, "first")
    assert accept_all(session, REF, candidate, at_least=0.9) == 2
    pending = [r for r in list_redactions(session, REF, candidate) if r.decision == "pending"]
    assert [r.label for r in pending] == ["LOCATION"]
    assert accept_all(session, REF, at_least=0.999) == 0


def test_looking_at_what_a_rule_accepted_counts_as_looking(at: At) -> None:
    session = at("review")
    accept_all(session, REF)
    _, (name, *_) = _first(session)
    assert accept(session, name.id).rule == ""


def test_another_label_brings_its_wording_and_keeps_the_decision(at: At) -> None:
    session = at("review")
    _, (name, *_) = _first(session)
    changed = change_label(session, name.id, "SCHOOL")
    assert (changed.label, changed.replacement, changed.decision) == ("SCHOOL", "[school]", "pending")  # fmt: skip
    assert change_label(session, name.id, Label.NAME).replacement == "[person]"
    (first, second) = audit_entries(session, action="redaction.relabelled")
    assert (first.details["was"], first.details["label"]) == ("NAME", "SCHOOL")
    assert second.details["was"] == "SCHOOL"
    with pytest.raises(Refused, match="no label 'HOBBY'"):
        change_label(session, name.id, "HOBBY")


def test_a_passage_that_nothing_found_is_hidden(at: At) -> None:
    session = at("review")
    document_id, _ = _first(session)
    text = review_documents(session, REF, candidate_named(session, "first"))[0].document.text
    start = text.index(" 40 evictions")
    added = add_redaction(session, document_id, start, start + len(" 40 evictions"), "ID_NUMBER")
    assert text[added.start : added.end] == "40 evictions"  # without the space around it
    assert (added.decision, added.source, added.replacement) == ("accepted", "reviewer", "[number]")
    assert "I prevented [number]." in preview(session, document_id).text


@pytest.mark.parametrize(("start", "end"), [(4, 4), (9, 3), (1, 2), (900, 950), (-5, 0)])
def test_a_passage_that_holds_nothing_is_refused(at: At, start: int, end: int) -> None:
    session = at("review")
    with pytest.raises(Refused, match="at least one letter"):
        add_redaction(session, _first(session)[0], start, end, "NAME")


def test_preview_shows_what_waits_as_hidden_unless_the_policy_asks(at: At) -> None:
    session = at("review")
    document_id, (first_name, last_name, place) = _first(session)
    assert preview(session, document_id).text.startswith("I am [applicant] of Toxteth.")
    reject(session, first_name.id)
    accept(session, place.id)
    assert preview(session, document_id).text.startswith("I am Zubeida [applicant] of [place].")
    accept(session, last_name.id)
    assert preview(session, document_id).text.startswith("I am Zubeida [applicant] of [place].")


def _undone(undone: Undone | None) -> tuple[str, int]:
    assert undone is not None
    (redaction,) = undone.redactions
    return undone.act, redaction


def test_undo_goes_back_step_by_step(at: At) -> None:
    session = at("review")
    document_id, before = _first(session)
    accept(session, before[0].id)
    change_label(session, before[0].id, "TITLE")
    added = add_redaction(session, document_id, 0, 4, "GENDER")
    accept_all(session, REF)
    steps = []
    while (step := undo(session, REF)) is not None:
        steps.append(step.act)
    assert steps == ["accept all", "add redaction", "change label", "accept"]
    assert _first(session)[1] == before
    assert set(_decisions(session)) == {"pending"}
    assert len(audit_entries(session, action="redaction.undone")) == 4
    with pytest.raises(Refused, match="no redaction"):
        accept(session, added.id)


def test_undo_outlives_the_program(at: At) -> None:
    session = at("review")
    _, (name, *_) = _first(session)
    reject(session, name.id)
    session.close()
    with Session.open(session.folder, "Ann") as again:
        undone = undo(again, REF)
        assert undone == Undone("reject", name.document_id.split("/")[0], (name.id,))
        assert undo(again, REF) is None


def test_undo_is_for_ones_own_acts_and_never_over_somebody_elses(at: At) -> None:
    session = at("review")
    _, (name, second, _) = _first(session)
    accept(session, name.id)
    accept(session, second.id)
    with Session.open(session.folder, "Ben") as ben:
        assert undo(ben, REF) is None
        reject(ben, second.id)
    with pytest.raises(Refused, match="somebody else decided"):
        undo(session, REF)
    with Session.open(session.folder, "Ben") as ben:
        assert _undone(undo(ben, REF)) == ("reject", second.id)
    assert _undone(undo(session, REF)) == ("accept", second.id)
    assert _undone(undo(session, REF)) == ("accept", name.id)
    assert undo(session, REF) is None


@pytest.mark.parametrize("act", [accept, reject, lambda s, r: change_label(s, r, "TITLE")])
def test_after_release_nothing_moves(at: At, act) -> None:  # type: ignore[no-untyped-def]
    session = at("released")
    before = list_redactions(session, REF)
    for call in (
        lambda: act(session, before[0].id),
        lambda: accept_all(session, REF),
        lambda: undo(session, REF),
        lambda: add_redaction(session, before[0].document_id, 0, 4, "NAME"),
    ):
        with pytest.raises(Refused, match="cannot be changed any more"):
            call()
    assert list_redactions(session, REF) == before


def test_what_is_not_there(at: At) -> None:
    session = at("review")
    for call in (
        lambda: accept(session, 999),
        lambda: preview(session, "C-0000/1"),
        lambda: add_redaction(session, "C-0000/1", 0, 4, "NAME"),
        lambda: review_documents(session, REF, "C-0000"),
        lambda: list_redactions(session, "V-9"),
    ):
        with pytest.raises(Refused, match=r"[Tt]here is no|has no"):
            call()


def test_the_vault_can_be_sealed_between_decisions(at: At) -> None:
    session = at("review")
    document_id, (name, *_) = _first(session)
    session.seal()
    accept(session, name.id)
    session.unlock(PASSPHRASE)
    assert "Zubeida" not in preview(session, document_id).text
    assert verify_audit(session).ok
