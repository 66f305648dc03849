"""What the vault held before an act, until both files have the act.

An act commits the vault first and the blind side second. A program killed between the two leaves
the vault ahead. What it added is told by the blind side not knowing it; what it changed is put back
from here. Nothing here knows what the rows mean.
"""

import json
from collections.abc import Callable, Iterable

from edi_shortlist.storage.audit import Anchor
from edi_shortlist.storage.connection import Row, Store

_KEYS = {"kept_apart": "one"}
_KEY = "candidate"


class BeforeAct:
    """The rows of an open vault that the act under way changes, as they were."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def remember(self, table: str, candidate: str) -> None:
        """Keep a candidate's rows in a table as they are; call it before they are changed."""
        rows = self._store.rows(
            f"SELECT * FROM {table} WHERE {_KEYS.get(table, _KEY)} = ?", [candidate]
        )
        self._store.run(
            'INSERT OR IGNORE INTO before_act ("table", candidate, rows) VALUES (?, ?, ?)',
            [table, candidate, json.dumps(rows, ensure_ascii=False)],
        )

    def remember_all(self, table: str, candidates: Iterable[str]) -> None:
        """Keep the rows of many candidates; of a great many it is quicker than one by one."""
        names, key = list(candidates), _KEYS.get(table, _KEY)
        held: dict[str, list[Row]] = {name: [] for name in names}
        for row in self._store.each(
            f"SELECT * FROM {table} WHERE {key} IN (SELECT value FROM json_each(?))",
            [json.dumps(names)],
        ):
            held[row[key]].append(row)
        self._store.run_many(
            'INSERT OR IGNORE INTO before_act ("table", candidate, rows) VALUES (?, ?, ?)',
            [(table, name, json.dumps(rows, ensure_ascii=False)) for name, rows in held.items()],
        )

    def finish(self, head: Anchor | None) -> None:
        """Write by which end of the log it can be told that the blind side has the act too; call
        it last before the vault commits."""
        if head is not None:
            self._store.run("UPDATE before_act SET number = ?, hash = ?", [head.number, head.hash])

    def is_any(self) -> bool:
        """Say whether anything is remembered."""
        return self._store.value("SELECT 1 FROM before_act LIMIT 1") is not None

    def undo_unless(self, happened: Callable[[Anchor], bool]) -> None:
        """Put back what an act changed that the blind side never got, and forget it; call it where
        no act can be between the two files.

        Args:
            happened: says whether the log holds that entry.
        """
        for row in self._store.rows("SELECT * FROM before_act WHERE number IS NOT NULL"):
            if not happened(Anchor(row["number"], row["hash"])):
                self._put_back(row["table"], row["candidate"], json.loads(row["rows"]))
        self._store.run("DELETE FROM before_act")

    def _put_back(self, table: str, candidate: str, rows: list[Row]) -> None:
        if table == "applications":  # to delete it would take the documents away
            for row in rows:
                columns = ", ".join(f'"{name}" = :{name}' for name in row)
                self._store.run(f"UPDATE applications SET {columns} WHERE {_KEY} = :{_KEY}", row)
            return
        self._store.run(f"DELETE FROM {table} WHERE {_KEYS.get(table, _KEY)} = ?", [candidate])
        for row in rows:
            self._store.insert(table, row)
