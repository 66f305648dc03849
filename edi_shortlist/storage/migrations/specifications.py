"""The table of ``shortlist.db`` that holds templates of person specifications: what a post asks
for, and nothing of anybody who applied."""

from sqlite_utils import Database

from edi_shortlist.storage.migrations.blind import BLIND


@BLIND()
def m015_specification_templates(db: Database) -> None:
    """Templates by name; ``content`` is JSON in the form of a template's file."""
    db.execute("""
        CREATE TABLE specification_templates (
            name TEXT PRIMARY KEY COLLATE NOCASE,
            content TEXT NOT NULL,
            saved_at TEXT NOT NULL,
            saved_by TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
    """)
