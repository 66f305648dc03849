"""In which order panellists read the candidates, and what they put aside for later.

It knows nothing of how an order is drawn.
"""

import json
from collections.abc import Mapping, Sequence

from edi_shortlist.storage.connection import Store


class ReadingStore:
    """Seeds, orders and what is put aside, of one workspace or panel pack."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def set_seed(self, vacancy: str, seed: str, panel: Sequence[str]) -> None:
        """Write the seed of a vacancy's orders, once.

        Args:
            seed: in hexadecimal.
            panel: the panel as it is now.
        """
        record = {"vacancy": vacancy, "seed": seed, "panel": json.dumps(list(panel))}
        self._store.insert("reading_seeds", record)

    def seed(self, vacancy: str) -> tuple[str, list[str]] | None:
        """Return the seed of a vacancy's orders and the panel as it was drawn, or None: in a pack,
        and where a vacancy was released before there were any."""
        row = self._store.row("SELECT * FROM reading_seeds WHERE vacancy = ?", [vacancy])
        return (row["seed"], list(json.loads(row["panel"]))) if row else None

    def set_orders(self, vacancy: str, panellist: str, orders: Mapping[str, Sequence[str]]) -> None:
        """Write a panellist's orders by round into a pack."""
        for name, candidates in orders.items():
            self._store.insert(
                "reading_orders",
                {
                    "vacancy": vacancy,
                    "panellist": panellist,
                    "round": name,
                    "candidates": json.dumps(list(candidates)),
                },
            )

    def order(self, vacancy: str, panellist: str, name: str) -> list[str] | None:
        """Return the order that a pack holds for a round, or None."""
        found = self._store.value(
            "SELECT candidates FROM reading_orders "
            "WHERE vacancy = ? AND panellist = ? AND round = ?",
            [vacancy, panellist, name],
        )
        return None if found is None else list(json.loads(found))

    def put_aside(self, candidate: str, panellist: str, name: str) -> None:
        """Write that a panellist comes back to a candidate later in a round."""
        self._store.run(
            "INSERT OR IGNORE INTO put_aside (candidate, panellist, round) VALUES (?, ?, ?)",
            [candidate, panellist, name],
        )

    def take_up(self, candidate: str, panellist: str, name: str) -> int:
        """Remove that again, and return whether it was so."""
        return self._store.run(
            "DELETE FROM put_aside WHERE candidate = ? AND panellist = ? AND round = ?",
            [candidate, panellist, name],
        )

    def aside(self, vacancy: str, panellist: str) -> set[tuple[str, str]]:
        """Return ``(candidate, round)`` of everything that a panellist put aside."""
        return {
            (row["candidate"], row["round"])
            for row in self._store.rows(
                "SELECT p.candidate, p.round FROM put_aside p "
                "JOIN candidates c ON c.reference = p.candidate "
                "WHERE c.vacancy = ? AND p.panellist = ?",
                [vacancy, panellist],
            )
        }

    def aside_of(self, candidate: str) -> list[tuple[str, str]]:
        """Return ``(panellist, round)`` of everything of a candidate that was put aside."""
        return [
            (row["panellist"], row["round"])
            for row in self._store.rows(
                "SELECT panellist, round FROM put_aside WHERE candidate = ? "
                "ORDER BY panellist, round",
                [candidate],
            )
        ]

    def remove_all(self, candidate: str) -> None:
        """Remove what was put aside of a candidate."""
        self._store.run("DELETE FROM put_aside WHERE candidate = ?", [candidate])
