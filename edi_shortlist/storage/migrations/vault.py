"""The tables of ``vault.db``, the sealed side: who the applicants are and what they sent."""

from sqlite_utils import Database, Migrations

VAULT = Migrations("vault")


@VAULT()
def m001_settings(db: Database) -> None:
    """The identifier of the workspace that this vault belongs to."""
    db.executescript("CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;")


@VAULT()
def m002_applications(db: Database) -> None:
    """Identities, declarations, originals and the text read from them.

    ``name`` of an application is what its folder or file was called where it came from.
    """
    db.executescript("""
        CREATE TABLE applications (
            candidate TEXT PRIMARY KEY,
            vacancy TEXT NOT NULL,
            name TEXT NOT NULL,
            identity TEXT NOT NULL,
            declarations TEXT NOT NULL,
            adjustments TEXT NOT NULL,
            interview_mode TEXT NOT NULL,
            monitoring TEXT NOT NULL,
            unclear TEXT NOT NULL,
            imported_at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX applications_of_vacancy ON applications (vacancy);
        CREATE TABLE documents (
            id TEXT PRIMARY KEY,
            candidate TEXT NOT NULL REFERENCES applications (candidate) ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            file_name TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            original BLOB NOT NULL,
            content TEXT NOT NULL,
            UNIQUE (candidate, ordinal)
        ) STRICT;
        CREATE INDEX documents_by_hash ON documents (sha256);
        CREATE TABLE declaration_changes (
            id INTEGER PRIMARY KEY,
            candidate TEXT NOT NULL REFERENCES applications (candidate) ON DELETE CASCADE,
            at TEXT NOT NULL,
            actor TEXT NOT NULL,
            before TEXT NOT NULL,
            after TEXT NOT NULL,
            reason TEXT NOT NULL
        ) STRICT;
    """)


@VAULT()
def m003_outcomes(db: Database) -> None:
    """Why each candidate was or was not invited."""
    db.executescript("""
        CREATE TABLE outcomes (
            candidate TEXT PRIMARY KEY REFERENCES applications (candidate) ON DELETE CASCADE,
            route TEXT,
            schemes TEXT NOT NULL,
            explanation TEXT NOT NULL
        ) STRICT;
    """)


@VAULT()
def m004_anchors(db: Database) -> None:
    """The head of the audit log as it was when the vault was last open."""
    db.executescript("""
        CREATE TABLE anchors (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            number INTEGER NOT NULL,
            hash TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT;
    """)


@VAULT()
def m005_kept_apart(db: Database) -> None:
    """Pairs of applications that look like one person's and are not."""
    db.executescript("""
        CREATE TABLE kept_apart (
            one TEXT NOT NULL REFERENCES applications (candidate) ON DELETE CASCADE,
            other TEXT NOT NULL REFERENCES applications (candidate) ON DELETE CASCADE,
            actor TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (one, other),
            CHECK (one < other)
        ) STRICT, WITHOUT ROWID;
    """)


@VAULT()
def m006_confirmations(db: Database) -> None:
    """Who confirmed what was read of an application, and what that changed, so that it can be
    undone. ``changes`` maps the name of a field to its value before and after."""
    db.executescript("""
        CREATE TABLE confirmations (
            id INTEGER PRIMARY KEY,
            candidate TEXT NOT NULL REFERENCES applications (candidate) ON DELETE CASCADE,
            at TEXT NOT NULL,
            actor TEXT NOT NULL,
            changes TEXT NOT NULL,
            reason TEXT NOT NULL
        ) STRICT;
        CREATE INDEX confirmations_of_candidate ON confirmations (candidate);
    """)


@VAULT()
def m007_drafts(db: Database) -> None:
    """What was typed about an application and not confirmed yet. ``typed`` maps the name of a field
    to what was typed into it."""
    db.executescript("""
        CREATE TABLE drafts (
            candidate TEXT PRIMARY KEY REFERENCES applications (candidate) ON DELETE CASCADE,
            actor TEXT NOT NULL,
            typed TEXT NOT NULL,
            reason TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT;
    """)
