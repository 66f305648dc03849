"""The tables of ``shortlist.db`` about how long applications are kept, and which were erased."""

from sqlite_utils import Database

from edi_shortlist.storage.migrations.blind import BLIND


@BLIND()
def retention_and_erased(db: Database) -> None:
    """How long a vacancy's applications are kept, where HR set it, and the candidates erased.

    ``invited_months`` is NULL where the invited are kept. An erased candidate is a bare reference
    here; the row in ``candidates`` stays only where it has a place in a shortlist that was drawn.
    Neither has a rowid, so that nothing tells more of the order than the time that is written.
    """
    db.executescript("""
        CREATE TABLE retention (
            vacancy TEXT PRIMARY KEY REFERENCES vacancies (reference),
            months INTEGER NOT NULL CHECK (months > 0),
            invited_months INTEGER CHECK (invited_months > 0)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE erased (
            candidate TEXT PRIMARY KEY,
            vacancy TEXT NOT NULL REFERENCES vacancies (reference),
            ground TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX erased_of_vacancy ON erased (vacancy);
    """)
