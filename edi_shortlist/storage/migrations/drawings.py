"""The tables of ``vault.db`` about why somebody is invited: the account of each candidate, how a
shortlist stood before it was drawn again, and late decisions on declarations."""

from sqlite_utils import Database

from edi_shortlist.storage.migrations.vault import VAULT


@VAULT()
def m010_drawings(db: Database) -> None:
    """``accounts`` has what each rule says of a candidate in the shortlist that counts;
    ``earlier_outcomes`` how that candidate came out in each earlier drawing.

    ``declaration_decisions`` has what was decided about a declaration after the lock. Its
    reference is random, and all that the log knows of it beside a digest.
    """
    db.executescript("""
        CREATE TABLE accounts (
            candidate TEXT PRIMARY KEY REFERENCES applications (candidate) ON DELETE CASCADE,
            account TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE earlier_outcomes (
            candidate TEXT NOT NULL REFERENCES applications (candidate) ON DELETE CASCADE,
            drawing INTEGER NOT NULL,
            total TEXT NOT NULL,
            rank INTEGER,
            invited INTEGER NOT NULL,
            route TEXT,
            schemes TEXT NOT NULL,
            explanation TEXT NOT NULL,
            PRIMARY KEY (candidate, drawing)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE declaration_decisions (
            reference TEXT PRIMARY KEY,
            candidate TEXT NOT NULL REFERENCES applications (candidate) ON DELETE CASCADE,
            at TEXT NOT NULL,
            actor TEXT NOT NULL,
            decided_by TEXT NOT NULL,
            before TEXT NOT NULL,
            after TEXT NOT NULL,
            reason TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX decisions_of_candidate ON declaration_decisions (candidate);
    """)
