"""The table of ``vault.db`` by which an act that the blind side never got is undone."""

from sqlite_utils import Database

from edi_shortlist.storage.migrations.vault import VAULT


@VAULT()
def m009_before_act(db: Database) -> None:
    """A candidate's rows in a table as they were before the last act; and the end of the log by
    which it can be told whether the blind side has that act."""
    db.execute("""
        CREATE TABLE before_act (
            id INTEGER PRIMARY KEY,
            "table" TEXT NOT NULL,
            candidate TEXT NOT NULL REFERENCES applications (candidate) ON DELETE CASCADE,
            rows TEXT NOT NULL,
            number INTEGER,
            hash TEXT,
            UNIQUE ("table", candidate)
        ) STRICT
    """)
