"""The log of the whole job, read and verified."""

import sqlite3
from contextlib import closing

import pytest

from edi_shortlist.workflow.auditing import audit_entries, log_head, verify_audit
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.session import Session

from .conftest import APPLICANTS, PASSPHRASE, REF, At


def test_the_log_tells_the_whole_job_in_order(at: At) -> None:
    session = at("closed")
    states = [
        entry.action
        for entry in audit_entries(session, vacancy=REF)
        if entry.action.startswith("vacancy.")
    ]
    assert states == [
        "vacancy.created",
        "vacancy.importing",
        "vacancy.review",
        "vacancy.released",
        "vacancy.scoring",
        "vacancy.locked",
        "vacancy.shortlisted",
        "vacancy.unsealed",
        "vacancy.closed",
    ]
    verdict = verify_audit(session)
    assert verdict.ok
    assert "against the vault" in verdict.sentence


def test_the_log_quotes_no_applicant(at: At) -> None:
    told = str(audit_entries(at("closed")))
    for _, name, _, text in APPLICANTS:
        for word in (*name.split(), *text.split()):
            if len(word) > 4:
                assert word not in told
    for word in ("a lift", "Welsh", "@example.com", "care-experience;"):
        assert word not in told


def test_filters_are_passed_on(at: At) -> None:
    session = at("closed")
    assert {e.action for e in audit_entries(session, action="score")} == {"score.recorded"}
    assert {e.actor for e in audit_entries(session, actor="Ann")} == {"Ann"}
    assert audit_entries(session, actor="Ben") == []
    assert audit_entries(session, text="accept-all", action="redactions")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("UPDATE audit SET actor = 'Eve' WHERE number = 5", "Entry 5 is not as it was written"),
        ("DELETE FROM audit WHERE number = 5", "Entry 5 is not as it was written"),
        ("DELETE FROM audit WHERE number > 5", "The log was cut"),
    ],
)
def test_tampering_is_found(at: At, change: str, sentence: str) -> None:
    session = at("closed")
    session.close()
    with closing(sqlite3.connect(session.folder / "shortlist.db")) as file, file:
        for (trigger,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():  # fmt: skip
            file.execute(f"DROP TRIGGER {trigger}")
        file.execute(change)
    with Session.open(session.folder, "Ann") as again:
        again.unlock(PASSPHRASE)
        verdict = verify_audit(again)
        assert not verdict.ok
        assert sentence in verdict.sentence


def test_a_log_that_was_emptied_is_found_with_the_vault_sealed(at: At) -> None:
    session = at("draft")
    session.close()
    with closing(sqlite3.connect(session.folder / "shortlist.db")) as file, file:
        file.execute("DROP TRIGGER audit_is_never_cut")
        file.execute("DELETE FROM audit")
    with Session.open(session.folder, "Ann") as again:
        verdict = verify_audit(again)
    assert (verdict.ok, verdict.first_broken) == (False, 1)
    assert "The log is empty" in verdict.sentence


@pytest.mark.parametrize("sealed", [True, False])
def test_a_head_that_was_noted_finds_a_cut_without_the_vault(at: At, sealed: bool) -> None:
    session = at("closed", sealed=sealed)
    noted = log_head(session)
    session.log("vault.opened")
    assert verify_audit(session, noted).ok
    assert verify_audit(session, f" {noted.upper()} ").ok
    number, _, digest = noted.partition(":")
    for wrong, words in (
        (f"{number}:{digest[::-1]}", "was rewritten"),
        (f"{int(number) + 2}:{digest}", "was cut"),
    ):
        verdict = verify_audit(session, wrong)
        assert not verdict.ok
        assert words in verdict.sentence
        assert "the head that was noted" in verdict.sentence
    for wrong in ("610", f"0:{digest}", f"{number}:{digest[1:]}", f"{number} {digest}"):
        with pytest.raises(Refused, match="NUMBER:HASH"):
            verify_audit(session, wrong)
