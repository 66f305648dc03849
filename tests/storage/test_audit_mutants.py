"""A log of 500 entries, damaged in every place in every way: ``verify`` names the first broken entry,
and a head that was noted finds what was cut off.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from edi_shortlist.storage.audit import Anchor, AuditLog
from edi_shortlist.storage.connection import Store
from edi_shortlist.storage.migrations import BLIND

ENTRIES = 500
COLUMNS = ("at", "actor", "action", "vacancy", "candidate", "details", "previous_hash", "hash")


class Damaged:
    """One log, whose rows can be changed by a statement and are put back after it."""

    def __init__(self) -> None:
        self.store = Store.open_plain(Path(":memory:"), threading.RLock())
        BLIND.apply(self.store.db)
        self.log = AuditLog(self.store)
        acts = (
            (f"act.{n % 7}", "V-1" if n % 3 else None, f"C-{n:04}" if n % 2 else None, {"n": n})
            for n in range(1, ENTRIES + 1)
        )
        self.log.append_all("Ann", acts)
        for trigger in ("changed", "cut", "replaced"):
            self.store.run(f"DROP TRIGGER audit_is_never_{trigger}")

    @contextmanager
    def by(self, *statements: str) -> Iterator[None]:
        """Do what somebody with a database tool could do, and take it back."""
        self.store.db.execute("BEGIN")
        try:
            for statement in statements:
                assert self.store.run(statement) > 0, statement
            yield
        finally:
            self.store.db.execute("ROLLBACK")

    def first_broken(self, anchor: Anchor | None = None) -> int | None:
        verdict = self.log.verify(anchor)
        assert verdict.ok is (verdict.first_broken is None)
        if anchor is None and verdict.first_broken:
            assert f"Entry {verdict.first_broken} " in verdict.sentence
        return verdict.first_broken


@pytest.fixture(scope="module")
def damaged() -> Iterator[Damaged]:
    made = Damaged()
    yield made
    assert made.first_broken() is None, "every mutant was taken back"
    made.store.close()


def changed(column: str, number: int) -> str:
    return (
        f"UPDATE audit SET {column} = CASE WHEN {column} IS NULL THEN 'x' "
        f"ELSE {column} || ' ' END WHERE number = {number}"
    )


def swapped(first: int, second: int) -> tuple[str, ...]:
    """Statements that exchange two entries, their numbers staying where they are."""
    return (
        f"UPDATE audit SET number = -1 WHERE number = {first}",
        f"UPDATE audit SET number = {first} WHERE number = {second}",
        f"UPDATE audit SET number = {second} WHERE number = -1",
    )


def test_each_entry_that_is_changed_is_found(damaged: Damaged) -> None:
    """In one of its fields, another from entry to entry; the first entries in each of theirs."""
    mutants = [(COLUMNS[n % len(COLUMNS)], n) for n in range(1, ENTRIES + 1)]
    mutants += [(column, n) for n in range(1, 3 * len(COLUMNS)) for column in COLUMNS]
    for column, number in mutants:
        with damaged.by(changed(column, number)):
            assert damaged.first_broken() == number, (column, number)


def test_each_entry_that_is_removed_is_found(damaged: Damaged) -> None:
    for number in range(1, ENTRIES):  # the last one is the end that was cut
        with damaged.by(f"DELETE FROM audit WHERE number = {number}"):
            assert damaged.first_broken() == number, number


def test_each_entry_that_is_moved_is_found(damaged: Damaged) -> None:
    """Exchanged with the next, or with one far away."""
    for number in range(1, ENTRIES):
        other = number + 1 if number % 2 else ENTRIES
        if other > number:
            with damaged.by(*swapped(number, other)):
                assert damaged.first_broken() == number, (number, other)


def test_each_entry_that_is_put_in_is_found(damaged: Damaged) -> None:
    """A copy of the entry before, the later ones moved up by one."""
    run = damaged.store.run
    with damaged.by("UPDATE audit SET number = number"):
        for number in range(ENTRIES, 1, -1):
            run(f"UPDATE audit SET number = {number + 1} WHERE number = {number}")
            run(
                f"INSERT INTO audit SELECT {number}, {', '.join(COLUMNS)} FROM audit "
                f"WHERE number = {number - 1}"
            )
            assert damaged.first_broken() == number, number
            run(f"DELETE FROM audit WHERE number = {number}")


def test_each_end_that_is_cut_is_found_by_the_head_that_was_noted(damaged: Damaged) -> None:
    head = damaged.log.head()
    assert damaged.log.verify(head).ok
    with damaged.by("UPDATE audit SET number = number"):
        for last in range(ENTRIES - 1, -1, -1):
            damaged.store.run(f"DELETE FROM audit WHERE number > {last}")
            assert damaged.first_broken(head) == last + 1, last
