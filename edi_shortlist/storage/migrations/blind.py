"""The tables of ``shortlist.db``, the blind side: nothing that identifies an applicant."""

from sqlite_utils import Database, Migrations

BLIND = Migrations("blind")


@BLIND()
def m001_settings_and_key(db: Database) -> None:
    """The workspace's identifier, and the wrapped key of its vault."""
    db.executescript("""
        CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
        CREATE TABLE wrapped_keys (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            memory_kib INTEGER NOT NULL,
            passes INTEGER NOT NULL,
            lanes INTEGER NOT NULL,
            salt BLOB NOT NULL,
            nonce BLOB NOT NULL,
            ciphertext BLOB NOT NULL
        ) STRICT;
    """)


@BLIND()
def m002_vacancies(db: Database) -> None:
    """Vacancies, candidate references, documents, redactions and acts of review.

    Candidates have no rowid, so that nothing tells the order in which they arrived.
    """
    db.executescript("""
        CREATE TABLE vacancies (
            reference TEXT PRIMARY KEY,
            title TEXT NOT NULL,
            state TEXT NOT NULL,
            definition TEXT NOT NULL,
            created_at TEXT NOT NULL,
            released_at TEXT,
            locked_at TEXT,
            shortlisted_at TEXT,
            unsealed_at TEXT,
            closed_at TEXT
        ) STRICT;
        CREATE TABLE candidates (
            reference TEXT PRIMARY KEY,
            vacancy TEXT NOT NULL REFERENCES vacancies (reference),
            total TEXT,
            rank INTEGER,
            meets_minimum INTEGER,
            failed_essentials TEXT,
            invited INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX candidates_of_vacancy ON candidates (vacancy);
        CREATE TABLE documents (
            id TEXT PRIMARY KEY,
            candidate TEXT NOT NULL REFERENCES candidates (reference),
            ordinal INTEGER NOT NULL,
            anonymised TEXT,
            UNIQUE (candidate, ordinal)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE redactions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            document_id TEXT NOT NULL REFERENCES documents (id),
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            label TEXT NOT NULL,
            score REAL NOT NULL,
            source TEXT NOT NULL,
            replacement TEXT NOT NULL,
            reason TEXT NOT NULL,
            flagged INTEGER NOT NULL DEFAULT 0,
            decision TEXT NOT NULL CHECK (decision IN ('pending', 'accepted', 'rejected')),
            decided_by TEXT,
            decided_at TEXT,
            rule TEXT NOT NULL DEFAULT '',
            CHECK (0 <= start AND start < "end")
        ) STRICT;
        CREATE INDEX redactions_of_document ON redactions (document_id);
        CREATE TABLE review_acts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            vacancy TEXT NOT NULL REFERENCES vacancies (reference),
            actor TEXT NOT NULL,
            at TEXT NOT NULL,
            act TEXT NOT NULL,
            changes TEXT NOT NULL
        ) STRICT;
        CREATE INDEX review_acts_of_vacancy ON review_acts (vacancy, actor);
    """)


@BLIND()
def m003_scores(db: Database) -> None:
    """What the panellists scored."""
    db.executescript("""
        CREATE TABLE scores (
            candidate TEXT NOT NULL REFERENCES candidates (reference),
            panellist TEXT NOT NULL,
            criterion TEXT NOT NULL,
            level INTEGER NOT NULL CHECK (level >= 0),
            note TEXT NOT NULL DEFAULT '',
            recorded_by TEXT NOT NULL,
            recorded_at TEXT NOT NULL,
            PRIMARY KEY (candidate, panellist, criterion)
        ) STRICT, WITHOUT ROWID;
    """)


@BLIND()
def m004_audit(db: Database) -> None:
    """The log, which only grows."""
    db.executescript("""
        CREATE TABLE audit (
            number INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            actor TEXT NOT NULL,
            action TEXT NOT NULL,
            vacancy TEXT,
            candidate TEXT,
            details TEXT NOT NULL,
            previous_hash TEXT NOT NULL,
            hash TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
        CREATE TRIGGER audit_is_never_cut BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
        CREATE TRIGGER audit_is_never_replaced BEFORE INSERT ON audit
        WHEN EXISTS (SELECT 1 FROM audit WHERE number = NEW.number)
        BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
    """)
