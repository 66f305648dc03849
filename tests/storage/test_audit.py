"""The log only grows: whatever else is done to it is found."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edi_shortlist.storage import Workspace
from edi_shortlist.storage.audit import AuditLog, entry_hash
from edi_shortlist.storage.connection import DATABASE_ERRORS, Store
from edi_shortlist.storage.migrations import BLIND

from .conftest import CHEAP, PASSPHRASE

COLUMNS = (
    "number",
    "at",
    "actor",
    "action",
    "vacancy",
    "candidate",
    "details",
    "previous_hash",
    "hash",
)
words = st.text(max_size=12)
acts = st.lists(
    st.tuples(
        words,
        words,
        st.none() | words,
        st.none() | words,
        st.dictionaries(words, st.none() | st.integers() | words | st.lists(words), max_size=3),
    ),
    min_size=1,
    max_size=8,
)


class Bench:
    """A log in memory whose triggers can be taken off, as someone with the file could."""

    def __init__(self) -> None:
        self.store = Store.open_plain(Path(":memory:"), threading.RLock())
        BLIND.apply(self.store.db)
        self.log = AuditLog(self.store)

    def rows(self) -> list[list[object]]:
        return [list(row.values()) for row in self.store.rows("SELECT * FROM audit")]

    def rewrite(self, rows: list[list[object]]) -> None:
        for trigger in ("changed", "cut", "replaced"):
            self.store.run(f"DROP TRIGGER IF EXISTS audit_is_never_{trigger}")
        self.store.run("DELETE FROM audit")
        for row in rows:
            self.store.insert("audit", dict(zip(COLUMNS, row, strict=True)))


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.store.close()


def _filled(entries: list[tuple]) -> Bench:  # type: ignore[type-arg]
    bench = Bench()
    for actor, action, vacancy, candidate, details in entries:
        bench.log.append(actor, action, vacancy=vacancy, candidate=candidate, details=details)
    return bench


@given(acts)
@settings(max_examples=40, deadline=None)
def test_what_was_appended_verifies_and_reads_back(entries: list[tuple]) -> None:  # type: ignore[type-arg]
    bench = _filled(entries)
    with closing(bench.store):
        assert bench.log.verify().ok
        found = bench.log.entries()
        assert [e.number for e in found] == list(range(1, len(entries) + 1))
        assert [(e.actor, e.action, e.vacancy, e.candidate, e.details) for e in found] == entries


@given(acts, st.data())
@settings(max_examples=60, deadline=None)
def test_any_edit_is_found(entries: list[tuple], data: st.DataObject) -> None:  # type: ignore[type-arg]
    bench = _filled(entries)
    with closing(bench.store):
        rows = bench.rows()
        at = data.draw(st.integers(0, len(rows) - 1))
        column = data.draw(st.integers(1, len(COLUMNS) - 1))
        before = rows[at][column]
        nullable = COLUMNS[column] in ("vacancy", "candidate")
        new = data.draw((st.none() | words if nullable else words).filter(lambda v: v != before))
        rows[at][column] = new
        bench.rewrite(rows)
        verdict = bench.log.verify()
        assert not verdict.ok
        assert verdict.first_broken == at + 1
        assert f"Entry {at + 1} " in verdict.sentence


@given(acts.filter(lambda e: len(e) > 1), st.data())
@settings(max_examples=40, deadline=None)
def test_any_removal_but_the_tail_is_found(entries: list[tuple], data: st.DataObject) -> None:  # type: ignore[type-arg]
    bench = _filled(entries)
    with closing(bench.store):
        rows = bench.rows()
        at = data.draw(st.integers(0, len(rows) - 2))
        renumber = data.draw(st.booleans())
        del rows[at]
        if renumber:
            for row in rows[at:]:
                row[0] -= 1  # type: ignore[operator]
        bench.rewrite(rows)
        verdict = bench.log.verify()
        assert (verdict.ok, verdict.first_broken) == (False, at + 1)


@given(acts.filter(lambda e: len(e) > 1), st.data())
@settings(max_examples=40, deadline=None)
def test_any_swap_is_found(entries: list[tuple], data: st.DataObject) -> None:  # type: ignore[type-arg]
    bench = _filled(entries)
    with closing(bench.store):
        rows = bench.rows()
        first = data.draw(st.integers(0, len(rows) - 2))
        second = data.draw(st.integers(first + 1, len(rows) - 1))
        rows[first][1:], rows[second][1:] = rows[second][1:], rows[first][1:]
        bench.rewrite(rows)
        verdict = bench.log.verify()
        assert (verdict.ok, verdict.first_broken) == (False, first + 1)


@given(acts, st.data())
@settings(max_examples=40, deadline=None)
def test_any_insertion_is_found(entries: list[tuple], data: st.DataObject) -> None:  # type: ignore[type-arg]
    bench = _filled(entries)
    with closing(bench.store):
        rows = bench.rows()
        at = data.draw(st.integers(0, len(rows) - 1))
        copy = list(rows[data.draw(st.integers(0, len(rows) - 1))])
        rows.insert(at, copy)
        for number, row in enumerate(rows, 1):
            row[0] = number
        bench.rewrite(rows)
        verdict = bench.log.verify()
        assert not verdict.ok
        assert verdict.first_broken in (at + 1, at + 2)  # a copy of its own place fits once


@given(acts, st.data())
@settings(max_examples=40, deadline=None)
def test_a_cut_tail_is_found_by_the_anchor(entries: list[tuple], data: st.DataObject) -> None:  # type: ignore[type-arg]
    bench = _filled(entries)
    with closing(bench.store):
        anchor = bench.log.head()
        rows = bench.rows()
        kept = data.draw(st.integers(0, len(rows) - 1))
        bench.rewrite(rows[:kept])
        assert bench.log.verify().ok  # the chain alone cannot know
        verdict = bench.log.verify(anchor)
        assert (verdict.ok, verdict.first_broken) == (False, kept + 1)
        assert "was cut" in verdict.sentence


def test_a_log_written_anew_is_found_by_the_anchor(bench: Bench) -> None:
    for number in range(3):
        bench.log.append("Ann", "score.recorded", details={"level": number})
    anchor = bench.log.head()
    bench.rewrite([])
    for _ in range(5):
        bench.log.append("Ann", "score.recorded", details={"level": 4})
    assert bench.log.verify().ok
    verdict = bench.log.verify(anchor)
    assert (verdict.ok, verdict.first_broken) == (False, 3)
    assert "rewritten" in verdict.sentence


def test_an_edit_sealed_with_its_own_new_hash_is_found(bench: Bench) -> None:
    """The next entry still names the hash that was there before."""
    for number in range(4):
        bench.log.append("Ann", f"act-{number}")
    rows = bench.rows()
    rows[1][2] = "Eve"
    rows[1][8] = entry_hash(*rows[1][:8])  # type: ignore[arg-type]
    bench.rewrite(rows)
    verdict = bench.log.verify()
    assert (verdict.ok, verdict.first_broken) == (False, 3)


def test_whitespace_in_details_counts(bench: Bench) -> None:
    bench.log.append("Ann", "vacancy.created", details={"a": 1})
    rows = bench.rows()
    rows[0][6] = '{"a": 1}'
    bench.rewrite(rows)
    assert bench.log.verify().first_broken == 1


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit SET actor = 'Eve' WHERE number = 1",
        "DELETE FROM audit WHERE number = 1",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE number = 1",
        "UPDATE audit SET number = 9 WHERE number = 1",
    ],
)
def test_the_database_itself_refuses_to_change_the_log(bench: Bench, sql: str) -> None:
    bench.log.append("Ann", "vacancy.created")
    with pytest.raises(DATABASE_ERRORS, match="only grows"):
        bench.store.run(sql)
    assert bench.log.verify().entries == 1


def test_filters(bench: Bench) -> None:
    bench.log.append(
        "Ann", "redaction.accepted", vacancy="V1", candidate="C-1", details={"label": "NAME"}
    )
    bench.log.append("Ben", "redaction.rejected", vacancy="V1", candidate="C-2")
    bench.log.append("Ann", "redactions.accepted-by-rule", vacancy="V2")

    def numbers(**wanted: str) -> list[int]:
        return [entry.number for entry in bench.log.entries(**wanted)]

    assert numbers() == [1, 2, 3]
    assert numbers(vacancy="V1") == [1, 2]
    assert numbers(actor="Ann") == [1, 3]
    assert numbers(action="redaction") == [1, 2]
    assert numbers(action="redaction.rejected") == [2]
    assert numbers(text="name") == [1]
    assert numbers(text="c-2") == [2]
    assert numbers(vacancy="V1", actor="Ann", text="NAME") == [1]


def test_a_log_is_read_on_from_where_it_was_read_before(bench: Bench) -> None:
    bench.log.append("Ann", "vacancy.created", vacancy="V1", details={"title": "Adviser Ü"})
    first = bench.log.reading()
    bench.log.append("Ben", "vacancy.changed", vacancy="V1")
    second = bench.log.reading(first)
    assert [entry.number for entry in first.entries] == [1]
    assert [entry.number for entry in second.entries] == [1, 2]
    assert second.entries[0] is first.entries[0], "what was read is not read again"
    assert bench.log.reading(second) == second
    assert [entry.number for entry in second.find(text="adviser ü")] == [1]
    assert second.find(actor="Ben") == bench.log.entries(actor="Ben")
    assert bench.log.reading().find() == list(second.entries)


def test_flipping_any_byte_of_an_entry_in_the_file_is_found(tmp_path: Path) -> None:
    """The bytes of the file itself, with another program, as the invariant says it."""
    folder = tmp_path / "w"
    with Workspace.create(folder, PASSPHRASE, CHEAP) as workspace:
        for number in range(4):
            workspace.audit.append(
                "Ann", "score.recorded", vacancy="V-1", details={"level": number}
            )
    file = folder / "shortlist.db"
    whole = file.read_bytes()
    with closing(sqlite3.connect(file)) as connection:
        entries = connection.execute(
            "SELECT actor, action, vacancy, details, hash FROM audit"
        ).fetchall()
    texts = [str(text).encode() for text in entries[2]]
    start = whole.index(b"".join([*texts[:3], texts[3]]))
    for at in range(start, start + sum(map(len, texts[:4]))):
        flipped = bytearray(whole)
        flipped[at] ^= 0x41
        file.write_bytes(flipped)
        with Workspace.open(folder) as workspace:
            verdict = workspace.verify_audit()
            assert (verdict.ok, verdict.first_broken) == (False, 3)
            assert len(workspace.audit.entries()) == 4  # the page still shows what is left
    file.write_bytes(whole)
    with Workspace.open(folder) as workspace:
        assert workspace.verify_audit().ok


def test_details_are_canonical(bench: Bench) -> None:
    bench.log.append("Ann", "x.y", details={"b": "é", "a": [1, None]})
    assert bench.rows()[0][6] == '{"a":[1,null],"b":"é"}'
    assert json.loads(str(bench.rows()[0][6])) == {"a": [1, None], "b": "é"}
