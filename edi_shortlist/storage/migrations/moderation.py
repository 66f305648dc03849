"""The table of the scores that a panel agreed on, and of which packs are a manager's copies."""

from sqlite_utils import Database

# Imported first, since its table is changed below.
from edi_shortlist.storage.migrations import packs as _packs  # noqa: F401
from edi_shortlist.storage.migrations.blind import BLIND


@BLIND()
def m011_moderation(db: Database) -> None:
    """What the panel agreed, beside the independent scores, which stay as they are.

    ``agreed_by`` is a list of panellists, ``basis`` the levels by panellist that it was agreed on,
    ``pack`` the manager's copy that brought it, or empty.

    A manager's copy that scores may be moderated in is registered as a pack is, but there may be
    several for one name.
    """
    db.executescript("""
        CREATE TABLE agreed_scores (
            candidate TEXT NOT NULL REFERENCES candidates (reference),
            criterion TEXT NOT NULL,
            level INTEGER NOT NULL CHECK (level >= 0),
            agreed_by TEXT NOT NULL,
            why TEXT NOT NULL,
            basis TEXT NOT NULL,
            recorded_by TEXT NOT NULL,
            recorded_at TEXT NOT NULL,
            pack TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (candidate, criterion)
        ) STRICT, WITHOUT ROWID;
        ALTER TABLE packs ADD COLUMN role TEXT NOT NULL DEFAULT 'panellist'
            CHECK (role IN ('panellist', 'manager'));
        DROP INDEX one_pack_a_panellist;
        CREATE UNIQUE INDEX one_pack_a_panellist ON packs (vacancy, panellist)
        WHERE replaced_at IS NULL AND role = 'panellist';
    """)
