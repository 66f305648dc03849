"""What both files hold so that a redaction can be proved: its digest on the blind side, and in the
vault the key of that, which goes with the application.
"""

from sqlite_utils import Database

from edi_shortlist.storage.digests import new_key
from edi_shortlist.storage.migrations.blind import BLIND
from edi_shortlist.storage.migrations.vault import VAULT


@BLIND()
def m007_digests(db: Database) -> None:
    """When a redaction was recorded, the keyed digest of what it hides, and why a person decided
    so. The first two are empty where an earlier version recorded it; the digest is made when the
    vault is opened."""
    for column in ("recorded_at", "digest", "decision_reason"):
        db.execute(f"ALTER TABLE redactions ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")


@VAULT()
def m008_digest_keys(db: Database) -> None:
    """A key for each application, which is deleted with it."""
    db.execute("""
        CREATE TABLE digest_keys (
            candidate TEXT PRIMARY KEY REFERENCES applications (candidate) ON DELETE CASCADE,
            key BLOB NOT NULL
        ) STRICT
    """)
    for (candidate,) in db.execute("SELECT candidate FROM applications").fetchall():
        db.execute("INSERT INTO digest_keys VALUES (?, ?)", [candidate, new_key()])
