"""The log only grows: whatever is done to its file, verifying finds it."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from edi_shortlist.cli.app import app
from edi_shortlist.workflow.auditing import AuditVerdict, audit_entries, verify_audit
from edi_shortlist.workflow.session import Session

from .sample_job import PASSPHRASE, Job

TRIGGERS = ("audit_is_never_changed", "audit_is_never_cut", "audit_is_never_replaced")
COLUMNS = ("at", "actor", "action", "vacancy", "candidate", "details", "previous_hash", "hash")


def _tamper(folder: Path, *statements: str) -> None:
    """Do what somebody with a database tool could do to the file."""
    db = sqlite3.connect(folder / "shortlist.db")
    try:
        for trigger in TRIGGERS:
            db.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            assert db.execute(statement).rowcount != 0, statement
        db.commit()
    finally:
        db.close()


def _verdict(folder: Path, *, unlocked: bool = False) -> AuditVerdict:
    with Session.open(folder, "auditor") as s:
        if unlocked:
            s.unlock(PASSPHRASE)
        return verify_audit(s)


def _length(folder: Path) -> int:
    with Session.open(folder, "auditor") as s:
        return len(audit_entries(s))


@pytest.fixture
def copy(job: Job, tmp_path: Path) -> Path:
    return job.copy_to(tmp_path / "copy")


# Which entry, of a log of so many: the first, one in the middle, the last.
PLACES: list[Callable[[int], int]] = [lambda n: 1, lambda n: n // 2, lambda n: n]


def test_the_untouched_log_verifies(copy: Path) -> None:
    assert _verdict(copy).ok
    assert _verdict(copy, unlocked=True).ok
    assert _length(copy) > 500  # every redaction of the sixteen has its entry


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("column", COLUMNS)
def test_one_changed_character_is_found(
    copy: Path, column: str, place: Callable[[int], int]
) -> None:
    number = place(_length(copy))
    _tamper(
        copy,
        f"""UPDATE audit SET {column} =
        CASE WHEN {column} IS NULL OR {column} = '' THEN 'x'
        ELSE CHAR(UNICODE({column}) + 1) || SUBSTR({column}, 2) END WHERE number = {number}""",
    )
    verdict = _verdict(copy)
    assert not verdict.ok
    assert verdict.first_broken == number
    assert str(number) in verdict.sentence


def test_one_flipped_bit_of_the_file_is_found(copy: Path) -> None:
    """The byte is changed in the file itself, as a failing disk would."""
    with Session.open(copy, "auditor") as s:
        entry = audit_entries(s)[400]
    path = copy / "shortlist.db"
    flipped = bytearray(entry.hash.encode())
    flipped[0] ^= 0b1
    content = path.read_bytes()
    assert entry.hash.encode() in content
    path.write_bytes(content.replace(entry.hash.encode(), bytes(flipped)))
    verdict = _verdict(copy)
    assert not verdict.ok
    assert verdict.first_broken == entry.number


@pytest.mark.parametrize("place", PLACES[:2])
def test_a_removed_entry_is_found(copy: Path, place: Callable[[int], int]) -> None:
    number = place(_length(copy))
    _tamper(copy, f"DELETE FROM audit WHERE number = {number}")
    verdict = _verdict(copy)
    assert not verdict.ok
    assert verdict.first_broken == number


@pytest.mark.parametrize("place", PLACES[:2])
def test_a_removed_entry_is_found_after_renumbering(
    copy: Path, place: Callable[[int], int]
) -> None:
    number = place(_length(copy))
    _tamper(
        copy,
        f"DELETE FROM audit WHERE number = {number}",
        f"UPDATE audit SET number = -(number - 1) WHERE number > {number}",
        "UPDATE audit SET number = -number WHERE number < 0",
    )
    verdict = _verdict(copy)
    assert not verdict.ok
    assert verdict.first_broken == number


def test_two_entries_that_changed_places_are_found(copy: Path) -> None:
    number = _length(copy) // 2
    _tamper(
        copy,
        f"UPDATE audit SET number = -1 WHERE number = {number}",
        f"UPDATE audit SET number = {number} WHERE number = {number + 1}",
        f"UPDATE audit SET number = {number + 1} WHERE number = -1",
    )
    verdict = _verdict(copy)
    assert not verdict.ok
    assert verdict.first_broken == number


def test_an_entry_put_in_is_found(copy: Path) -> None:
    number = _length(copy)
    _tamper(
        copy,
        f"""INSERT INTO audit SELECT number + 1, at, actor, action, vacancy, candidate, details,
        previous_hash, hash FROM audit WHERE number = {number}""",
    )
    verdict = _verdict(copy)
    assert not verdict.ok
    assert verdict.first_broken == number + 1


def test_a_log_cut_at_its_end_is_found_with_the_vault_open(copy: Path) -> None:
    number = _length(copy)
    _tamper(copy, f"DELETE FROM audit WHERE number > {number - 20}")
    assert not _verdict(copy, unlocked=True).ok


def test_the_database_itself_refuses_to_change_the_log(copy: Path) -> None:
    db = sqlite3.connect(copy / "shortlist.db")
    try:
        for statement in (
            "UPDATE audit SET actor = 'nobody' WHERE number = 3",
            "DELETE FROM audit WHERE number = 3",
            "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE number = 3",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="only grows"):
                db.execute(statement)
    finally:
        db.close()


def test_the_command_fails_on_a_log_that_was_tampered_with(copy: Path) -> None:
    run = CliRunner()
    words = ["--workspace", str(copy), "audit", "verify"]
    assert run.invoke(app, words).exit_code == 0
    _tamper(copy, "UPDATE audit SET details = details || ' ' WHERE number = 7")
    result = run.invoke(app, words)
    assert result.exit_code == 1
    assert "Entry 7" in result.output
