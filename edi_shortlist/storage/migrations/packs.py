"""The tables about panel packs: on the blind side which were handed out, in the vault their PINs,
and in a pack itself whose it is."""

from sqlite_utils import Database, Migrations

from edi_shortlist.storage.migrations.blind import BLIND
from edi_shortlist.storage.migrations.vault import VAULT

PACK = Migrations("pack")


@BLIND()
def m008_packs(db: Database) -> None:
    """The packs that were handed out, one at a time for each panellist.

    ``salt`` is the file's first 16 bytes, by which a pack is recognised before it is opened.
    ``serial``, ``scores`` and ``scores_digest`` are of the last import that took something.
    """
    db.executescript("""
        CREATE TABLE packs (
            identifier TEXT PRIMARY KEY,
            vacancy TEXT NOT NULL REFERENCES vacancies (reference),
            panellist TEXT NOT NULL,
            made_at TEXT NOT NULL,
            made_by TEXT NOT NULL,
            salt BLOB NOT NULL UNIQUE,
            content_digest TEXT NOT NULL,
            public_key BLOB NOT NULL,
            replaced_at TEXT,
            imported_at TEXT,
            serial INTEGER NOT NULL DEFAULT 0,
            scores INTEGER NOT NULL DEFAULT 0,
            scores_digest TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX one_pack_a_panellist ON packs (vacancy, panellist)
        WHERE replaced_at IS NULL;
    """)


@VAULT()
def m008_pack_pins(db: Database) -> None:
    """The PIN of each pack that was made with the vault open."""
    db.executescript("""
        CREATE TABLE pack_pins (pack TEXT PRIMARY KEY, pin TEXT NOT NULL) STRICT, WITHOUT ROWID;
    """)


@PACK()
def m001_pack(db: Database) -> None:
    """Whose the pack is, the key that it signs with, and its last signature.

    ``serial`` counts how often its scores were signed.
    """
    db.executescript("""
        CREATE TABLE pack (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            identifier TEXT NOT NULL,
            workspace TEXT NOT NULL,
            vacancy TEXT NOT NULL REFERENCES vacancies (reference),
            role TEXT NOT NULL CHECK (role IN ('panellist', 'manager')),
            holder TEXT NOT NULL,
            made_at TEXT NOT NULL,
            program TEXT NOT NULL,
            content_digest TEXT NOT NULL,
            private_key BLOB NOT NULL,
            serial INTEGER NOT NULL,
            signature BLOB NOT NULL
        ) STRICT;
    """)
