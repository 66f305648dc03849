"""The tables of ``shortlist.db``, the blind side: nothing that identifies an applicant."""

import unicodedata

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


@BLIND()
def m005_key_holders(db: Database) -> None:
    """The vault's key, wrapped for several officers and for a recovery code.

    ``folded`` is the name without regard to case. ``names_holder`` says whether the wrapped key
    is bound to the name. ``last_try`` is in seconds since 1970.

    The one key of before becomes that of whoever opened the vault last, as far as the log tells.
    """
    db.executescript("""
        ALTER TABLE wrapped_keys RENAME TO one_wrapped_key;
        CREATE TABLE wrapped_keys (
            kind TEXT NOT NULL CHECK (kind IN ('officer', 'recovery-code')),
            folded TEXT NOT NULL,
            name TEXT NOT NULL,
            since TEXT NOT NULL,
            memory_kib INTEGER NOT NULL,
            passes INTEGER NOT NULL,
            lanes INTEGER NOT NULL,
            salt BLOB NOT NULL,
            nonce BLOB NOT NULL,
            ciphertext BLOB NOT NULL,
            names_holder INTEGER NOT NULL,
            failures INTEGER NOT NULL DEFAULT 0,
            last_try REAL NOT NULL DEFAULT 0,
            PRIMARY KEY (kind, folded)
        ) STRICT, WITHOUT ROWID;
    """)
    # As bytes: a log that was tampered with must not keep the workspace from being opened.
    last = db.execute("""
        SELECT CAST(actor AS BLOB) FROM audit
        WHERE action IN ('workspace.created', 'vault.opened', 'vault.passphrase-changed')
        ORDER BY number DESC LIMIT 1
    """).fetchone()
    name = " ".join(last[0].decode(errors="replace").split())[:100] if last else ""
    name = name if name.isprintable() and name else "HR officer"
    db.execute(
        """
        INSERT INTO wrapped_keys (kind, folded, name, since, memory_kib, passes, lanes, salt,
            nonce, ciphertext, names_holder)
        SELECT 'officer', ?, ?, '', memory_kib, passes, lanes, salt, nonce, ciphertext, 0
        FROM one_wrapped_key
        """,
        [" ".join(unicodedata.normalize("NFKC", name).casefold().split()), name],
    )
    db.execute("DROP TABLE one_wrapped_key")


@BLIND()
def m006_samples(db: Database) -> None:
    """Samples of documents that are checked again. A sample outlives the documents that it names,
    so nothing refers to their table."""
    db.executescript("""
        CREATE TABLE samples (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            vacancy TEXT NOT NULL REFERENCES vacancies (reference),
            at TEXT NOT NULL,
            actor TEXT NOT NULL,
            seed TEXT NOT NULL,
            confidence TEXT NOT NULL,
            tolerated TEXT NOT NULL,
            population INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE sample_documents (
            sample INTEGER NOT NULL REFERENCES samples (id),
            place INTEGER NOT NULL,
            document TEXT NOT NULL,
            leaks INTEGER CHECK (leaks >= 0),
            over INTEGER CHECK (over >= 0),
            checked_by TEXT,
            checked_at TEXT,
            PRIMARY KEY (sample, place),
            UNIQUE (sample, document)
        ) STRICT, WITHOUT ROWID;
    """)
