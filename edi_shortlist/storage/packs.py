"""Which panel packs were handed out and what came back of each; and, in the vault, their PINs.

It knows nothing of what a pack holds.
"""

from dataclasses import dataclass

from edi_shortlist.storage.audit import utc_now
from edi_shortlist.storage.connection import Row, Store


@dataclass(frozen=True)
class PackRecord:
    """A pack that was handed out.

    Attributes:
        made_at: UTC, ISO 8601.
        salt: the file's first 16 bytes, by which it is recognised before it is opened.
        content_digest: SHA-256, in hexadecimal, of what was put into it.
        public_key: Ed25519, 32 bytes; it tells what the pack signed.
        replaced_at: when another pack was made for the panellist, or None.
        imported_at: when scores were taken in from it last, or None.
        serial, scores, scores_digest: of the scores taken in last; of a manager's copy, of what
            was agreed in it.
        role: whether ``panellist`` is a panellist's name or, of a copy, the manager's.
    """

    identifier: str
    vacancy: str
    panellist: str
    made_at: str
    made_by: str
    salt: bytes
    content_digest: str
    public_key: bytes
    replaced_at: str | None = None
    imported_at: str | None = None
    serial: int = 0
    scores: int = 0
    scores_digest: str | None = None
    role: str = "panellist"


class PackStore:
    """The packs that a workspace handed out, on its blind side."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, pack: PackRecord) -> None:
        """Write a new pack; a panellist's last one must be replaced."""
        self._store.insert("packs", vars(pack))

    def replace(self, identifier: str) -> None:
        """Write that another pack takes the place of this one."""
        self._store.run(
            "UPDATE packs SET replaced_at = ? WHERE identifier = ?", [utc_now(), identifier]
        )

    def set_imported(self, identifier: str, serial: int, scores: int, digest: str) -> None:
        """Write that a pack's scores were taken in now.

        Args:
            serial: the number of the signature under them.
            scores, digest: how many the pack held, and their SHA-256 in hexadecimal.
        """
        self._store.run(
            "UPDATE packs SET imported_at = ?, serial = ?, scores = ?, scores_digest = ? "
            "WHERE identifier = ?",
            [utc_now(), serial, scores, digest, identifier],
        )

    def of_panellist(self, vacancy: str, panellist: str) -> PackRecord | None:
        """Return the pack that a panellist has now, or None."""
        return _pack(
            self._store.row(
                "SELECT * FROM packs WHERE vacancy = ? AND panellist = ? AND replaced_at IS NULL "
                "AND role = 'panellist'",
                [vacancy, panellist],
            )
        )

    def replaced(self, vacancy: str, panellist: str) -> list[PackRecord]:
        """Return the packs that a panellist had before, in no order."""
        return [
            PackRecord(**row)
            for row in self._store.rows(
                "SELECT * FROM packs WHERE vacancy = ? AND panellist = ? "
                "AND replaced_at IS NOT NULL",
                [vacancy, panellist],
            )
        ]

    def made_until(self, vacancy: str, at: str) -> list[PackRecord]:
        """Return every pack and copy made until a time (UTC, ISO 8601), also those replaced since,
        the oldest first."""
        return [
            PackRecord(**row)
            for row in self._store.rows(
                "SELECT * FROM packs WHERE vacancy = ? AND made_at <= ? ORDER BY made_at",
                [vacancy, at],
            )
        ]

    def copies(self, vacancy: str) -> list[PackRecord]:
        """Return the manager's copies that may come back, the oldest first."""
        return [
            PackRecord(**row)
            for row in self._store.rows(
                "SELECT * FROM packs WHERE vacancy = ? AND role = 'manager' ORDER BY made_at",
                [vacancy],
            )
        ]

    def of_salt(self, salt: bytes) -> PackRecord | None:
        """Return the pack whose file begins with these bytes, or None; also one replaced."""
        return _pack(self._store.row("SELECT * FROM packs WHERE salt = ?", [salt]))


def _pack(row: Row | None) -> PackRecord | None:
    return PackRecord(**row) if row else None


class PinStore:
    """The PINs in an open vault, so that HR can look one up again."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, pack: str, pin: str) -> None:
        """Write the PIN of a pack."""
        self._store.insert("pack_pins", {"pack": pack, "pin": pin})

    def of(self, pack: str) -> str | None:
        """Return the PIN of a pack, or None where it was made with the vault sealed."""
        found = self._store.value("SELECT pin FROM pack_pins WHERE pack = ?", [pack])
        return None if found is None else str(found)

    def forget(self, pack: str) -> None:
        """Remove the PIN of a pack that was replaced."""
        self._store.run("DELETE FROM pack_pins WHERE pack = ?", [pack])
