"""The tables of ``shortlist.db`` about what panellists tell while they score: whom they think they
know, and which passages tell who somebody is."""

from sqlite_utils import Database

from edi_shortlist.storage.migrations.blind import BLIND


@BLIND()
def m010_conflicts_and_reports(db: Database) -> None:
    """Pairs that are not scored, and passages that were hidden on a panellist's report.

    A pair that HR took back stays with its time, so that a pack that tells of it again does not
    remove it again. ``token`` of a report is its name in every file that tells of it. Places are
    in characters of the document's anonymised text, whose length never changes after release.
    ``place_key`` is the key of the digest under which the log knows the place; ``reported_in`` is
    the pack that told of it, if one did.
    """
    db.executescript("""
        CREATE TABLE conflicts (
            candidate TEXT NOT NULL REFERENCES candidates (reference),
            panellist TEXT NOT NULL,
            kind TEXT NOT NULL,
            declared_at TEXT NOT NULL,
            declared_by TEXT NOT NULL,
            withdrawn_at TEXT,
            withdrawn_by TEXT,
            PRIMARY KEY (candidate, panellist)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE reports (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            token TEXT NOT NULL UNIQUE,
            candidate TEXT NOT NULL REFERENCES candidates (reference),
            panellist TEXT NOT NULL,
            reported_at TEXT NOT NULL,
            hidden_at TEXT NOT NULL,
            place_key BLOB NOT NULL,
            reported_in TEXT,
            decision TEXT NOT NULL DEFAULT 'waiting'
                CHECK (decision IN ('waiting', 'kept', 'restored')),
            label TEXT NOT NULL DEFAULT '',
            replacement TEXT NOT NULL DEFAULT '',
            decided_by TEXT,
            decided_at TEXT
        ) STRICT;
        CREATE INDEX reports_of_candidate ON reports (candidate);
        CREATE TABLE report_places (
            report INTEGER NOT NULL REFERENCES reports (id),
            document_id TEXT NOT NULL REFERENCES documents (id),
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            PRIMARY KEY (report, document_id, start),
            CHECK (0 <= start AND start < "end")
        ) STRICT, WITHOUT ROWID;
    """)
