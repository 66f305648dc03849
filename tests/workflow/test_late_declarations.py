"""Declarations and withdrawals after the lock: a decision, another drawing, and a silent log."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from edi_shortlist.storage import VaultSealed
from edi_shortlist.workflow.auditing import audit_entries, verify_audit
from edi_shortlist.workflow.drawing_again import (
    difference_of,
    draw_again,
    drawn_again,
    preview_again,
)
from edi_shortlist.workflow.erasing import Ground, erase
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.explaining import explanation_of
from edi_shortlist.workflow.late_declarations import (
    decide_declarations,
    decisions_of,
    preview_declarations,
)
from edi_shortlist.workflow.shortlisting import current_shortlist, shortlist
from edi_shortlist.workflow.subject_access import subject_access
from edi_shortlist.workflow.unsealing import unseal, unsealed_candidates

from .conftest import REF, At, candidate_named

DC = "disability-confident"
REASON = "the box on the paper form was overlooked"


def invited(session) -> set[str]:
    view = current_shortlist(session, REF)
    assert view is not None
    return set(view.interview_list)


def test_a_withdrawal_before_the_shortlist_is_a_decision_and_draws_nothing(at: At) -> None:
    session = at("locked")
    second = candidate_named(session, "second")
    assert decide_declarations(session, REF, second, [], REASON, "Ann Poole") is None
    assert session.workspace.drawings.of(REF) == []
    shortlist(session, REF)
    assert second not in invited(session)


def test_a_withdrawal_after_the_shortlist_draws_it_again_and_keeps_the_earlier_one(at: At) -> None:
    session = at("shortlisted")
    second, before = candidate_named(session, "second"), invited(session)
    found = preview_declarations(session, REF, second, [])
    assert invited(session) == before  # a preview changes nothing
    assert session.vault.decisions.of(second) == []
    done = decide_declarations(session, REF, second, [], REASON, "Ann Poole")
    assert done == found == difference_of(session, REF)
    assert done is not None
    assert (done.drawing, done.removed, done.added, done.invited) == (2, (second,), (), (2, 1))
    (change,) = done.changes
    assert (change.route, change.rank) == (("guaranteed", None), (2, 2))
    assert invited(session) == before - {second}
    earlier = session.vault.accounts.earlier(REF, 1)[second]
    assert (earlier.invited, earlier.schemes) == (True, (DC,))


def test_a_late_declaration_invites_in_addition(at: At) -> None:
    session = at("shortlisted")
    second, before = candidate_named(session, "second"), invited(session)
    decide_declarations(session, REF, second, [], REASON, "Ann")
    found = decide_declarations(session, REF, second, [DC], REASON, "Ann")
    assert found is not None
    assert (found.drawing, found.added, found.removed) == (3, (second,), ())
    assert invited(session) == before


def test_an_invitation_that_was_given_stays_unless_it_is_withdrawn_with_a_reason(at: At) -> None:
    session = at("unsealed")
    second, third = (candidate_named(session, one) for one in ("second", "third"))
    found = decide_declarations(session, REF, second, [], REASON, "Ann")
    assert found is not None
    assert (found.kept, found.removed) == ((second,), ())
    assert second in invited(session)
    account = explanation_of(session, REF, second)
    assert account.explanation.startswith("The invitation given before")
    assert account.for_applicant[-1].sentences == (
        "You were invited to interview, and that stays.",
    )
    with pytest.raises(Refused, match="none to withdraw"):
        draw_again(session, REF, withdraw={third: "No."})
    with pytest.raises(Refused, match="Say why"):
        draw_again(session, REF, withdraw={second: " "})
    gone = draw_again(session, REF, withdraw={second: "The applicant agreed by telephone."})
    assert gone.removed == (second,)
    assert second not in {one.candidate for one in unsealed_candidates(session, REF)}
    assert "agreed by telephone" in explanation_of(session, REF, second).explanation


def test_whoever_is_invited_after_unsealing_is_unsealed(at: At) -> None:
    session = at("shortlisted")
    second = candidate_named(session, "second")
    decide_declarations(session, REF, second, [], REASON, "Ann")
    assert second not in {one.candidate for one in unseal(session, REF)}
    decide_declarations(session, REF, second, [DC], REASON, "Ann")
    assert second in {one.candidate for one in unsealed_candidates(session, REF)}
    unsealed = audit_entries(session, action="candidate.unsealed")
    assert unsealed[-1].candidate == second


def test_what_is_held_is_told_to_the_applicant_and_goes_with_the_application(
    at: At, tmp_path: Path
) -> None:
    session = at("shortlisted")
    second = candidate_named(session, "second")
    decide_declarations(session, REF, second, [], REASON, "Zoë Grey")
    subject_access(session, REF, second, tmp_path / "held")
    page = (tmp_path / "held" / "index.html").read_text(encoding="utf-8")
    assert "Every essential criterion that is assessed on the application must be" in page
    assert "disability-confident → none" in page
    assert REASON in page
    assert "Zoë Grey" not in page
    assert "How you came out before the shortlist was drawn again" in page
    erase(session, REF, second, Ground.WITHDREW)
    vault = session.vault
    assert (vault.accounts.of(second), vault.decisions.of(second)) == (None, [])
    assert vault.accounts.earlier_of(second) == []
    assert difference_of(session, REF).changes == ()


def test_the_place_of_somebody_who_withdrew_passes_on(at: At) -> None:
    session = at("shortlisted")
    first, second = (candidate_named(session, one) for one in ("first", "second"))
    with pytest.raises(Refused, match="as it is"):
        draw_again(session, REF)
    erase(session, REF, first, Ground.WITHDREW)
    assert preview_again(session, REF).changes
    found = draw_again(session, REF)
    (change,) = found.changes
    assert (change.candidate, change.route, change.rank) == (
        second,
        ("guaranteed", "merit"),
        (2, 1),
    )


def test_the_log_tells_that_it_was_decided_and_nothing_of_whom(at: At) -> None:
    session = at("shortlisted")
    second = candidate_named(session, "second")
    decide_declarations(session, REF, second, [], REASON, "Zoë Grey")
    (proved,) = decisions_of(session, REF)
    assert proved.proved
    assert (proved.decision.candidate, proved.decision.before, proved.decision.after) == (
        second,
        (DC,),
        (),
    )
    decided, drawn = audit_entries(session)[-2:]
    assert (decided.action, decided.candidate) == ("declarations.decided", None)
    assert set(decided.details) == {"decision", "digest"}
    assert drawn.details["removed"] == 1
    session.seal()
    told = drawn_again(session, REF)  # the manager's numbers, without the vault
    assert told is not None
    assert (told.drawing, told.invited, told.added, told.removed) == (2, 1, 0, 1)
    said = json.dumps([(one.candidate, one.details) for one in (decided, drawn)])
    assert not [one for one in (second, DC, REASON, "Zoë", "interview_list") if one in said]
    assert verify_audit(session).ok
    session.close()
    with closing(sqlite3.connect(session.folder / "shortlist.db")) as blind:
        assert REASON not in "".join(blind.iterdump())


def test_a_decision_that_was_altered_in_the_vault_is_found(at: At) -> None:
    session = at("locked")
    decide_declarations(session, REF, candidate_named(session, "second"), [], REASON, "Ann")
    assert session.workspace._vault_store is not None
    session.workspace._vault_store.run("UPDATE declaration_decisions SET reason = 'another'")
    assert [one.proved for one in decisions_of(session, REF)] == [False]


@pytest.mark.parametrize(
    ("stage", "schemes", "reason", "by", "match"),
    [
        ("scoring", [], REASON, "Ann", "not locked yet"),
        ("closed", [], REASON, "Ann", "is closed"),
        ("locked", ["carers"], REASON, "Ann", "no scheme 'carers'"),
        ("locked", [], " ", "Ann", "Say why"),
        ("locked", [], REASON, "", "Say who"),
        ("locked", [DC], REASON, "Ann", "declared that already"),
    ],
)
def test_what_cannot_be_decided(at: At, stage, schemes, reason, by, match) -> None:
    session = at(stage)
    with pytest.raises(Refused, match=match):
        decide_declarations(session, REF, candidate_named(session, "second"), schemes, reason, by)


def test_sealed_nothing_is_decided(at: At) -> None:
    session = at("locked", sealed=True)
    with pytest.raises(VaultSealed):
        decide_declarations(session, REF, session.workspace.blind.candidates(REF)[0], [], "r", "A")
