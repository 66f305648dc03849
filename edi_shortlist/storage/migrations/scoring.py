"""The tables of ``shortlist.db`` that a panellist's scoring needs beside the scores: in which order
candidates are read, what is put aside for later, and the passages marked as evidence."""

from sqlite_utils import Database

from edi_shortlist.storage.migrations.blind import BLIND


@BLIND()
def m009_scoring(db: Database) -> None:
    """Reading orders, what is put aside, and evidence.

    ``reading_seeds`` has the seed that was drawn at release, and the panel of that day, a list of
    names; a vacancy released before has none.
    ``reading_orders`` is filled in a panel pack only, with its panellist's own orders, since the
    seed would tell those of the others. ``round`` is what recruitment calls a round, ``candidates``
    a list of references.

    Places of evidence are in characters of the document's anonymised text, half-open. ``pack`` is
    the panel pack that brought it, or empty.
    """
    db.executescript("""
        CREATE TABLE reading_seeds (
            vacancy TEXT PRIMARY KEY REFERENCES vacancies (reference),
            seed TEXT NOT NULL,
            panel TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE reading_orders (
            vacancy TEXT NOT NULL REFERENCES vacancies (reference),
            panellist TEXT NOT NULL,
            round TEXT NOT NULL,
            candidates TEXT NOT NULL,
            PRIMARY KEY (vacancy, panellist, round)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE put_aside (
            candidate TEXT NOT NULL REFERENCES candidates (reference),
            panellist TEXT NOT NULL,
            round TEXT NOT NULL,
            PRIMARY KEY (candidate, panellist, round)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE evidence (
            candidate TEXT NOT NULL REFERENCES candidates (reference),
            panellist TEXT NOT NULL,
            criterion TEXT NOT NULL,
            document TEXT NOT NULL REFERENCES documents (id),
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            recorded_by TEXT NOT NULL,
            recorded_at TEXT NOT NULL,
            pack TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (candidate, panellist, criterion, document, start),
            CHECK (0 <= start AND start < "end")
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX evidence_in_document ON evidence (document);
    """)
