"""The tables of ``shortlist.db`` about guaranteed-interview schemes, and how often a shortlist was
drawn. A scheme is public: nothing here knows who declared for one."""

from sqlite_utils import Database

from edi_shortlist.storage.migrations.blind import BLIND


@BLIND()
def m012_schemes(db: Database) -> None:
    """The versions of each scheme, which version a released vacancy runs, and the drawings.

    ``from_file`` is 1 where the version is what lay in the program's own files. A version is never
    changed. ``drawings`` has a row for each time a shortlist was drawn again, and not for the
    first; ``decision`` is a reference into the vault, which holds why.
    """
    db.executescript("""
        CREATE TABLE schemes (
            id TEXT NOT NULL,
            number INTEGER NOT NULL CHECK (number > 0),
            at TEXT NOT NULL,
            actor TEXT NOT NULL,
            definition TEXT NOT NULL,
            from_file INTEGER NOT NULL,
            retired INTEGER NOT NULL,
            PRIMARY KEY (id, number)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE vacancy_schemes (
            vacancy TEXT NOT NULL REFERENCES vacancies (reference),
            scheme TEXT NOT NULL,
            number INTEGER NOT NULL,
            PRIMARY KEY (vacancy, scheme),
            FOREIGN KEY (scheme, number) REFERENCES schemes (id, number)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE drawings (
            vacancy TEXT NOT NULL REFERENCES vacancies (reference),
            number INTEGER NOT NULL CHECK (number > 1),
            at TEXT NOT NULL,
            actor TEXT NOT NULL,
            PRIMARY KEY (vacancy, number)
        ) STRICT, WITHOUT ROWID;
    """)
