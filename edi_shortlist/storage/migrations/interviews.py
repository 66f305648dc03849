"""The tables of the interview stage: on the blind side what is said of references only, in the
vault what ties a person to a time."""

from sqlite_utils import Database

from edi_shortlist.storage.migrations.blind import BLIND
from edi_shortlist.storage.migrations.vault import VAULT


@BLIND()
def m013_interviews(db: Database) -> None:
    """The plan, questions, who interviews whom, scores and outcomes.

    An outcome that was taken back stays, with when and by whom. No rowid tells an order but that
    of the outcomes, whose days are written anyway.
    """
    db.executescript("""
        CREATE TABLE interview_plans (
            vacancy TEXT PRIMARY KEY REFERENCES vacancies (reference),
            plan TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE interview_questions (
            vacancy TEXT NOT NULL REFERENCES vacancies (reference),
            criterion TEXT NOT NULL,
            place INTEGER NOT NULL,
            question TEXT NOT NULL,
            good TEXT NOT NULL,
            PRIMARY KEY (vacancy, criterion, place)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE interview_panels (
            candidate TEXT NOT NULL REFERENCES candidates (reference),
            place INTEGER NOT NULL,
            panellist TEXT NOT NULL,
            PRIMARY KEY (candidate, place)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE interview_scores (
            candidate TEXT NOT NULL REFERENCES candidates (reference),
            panellist TEXT NOT NULL,
            criterion TEXT NOT NULL,
            level INTEGER NOT NULL CHECK (level >= 0),
            recorded_by TEXT NOT NULL,
            recorded_at TEXT NOT NULL,
            PRIMARY KEY (candidate, panellist, criterion)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE interview_locks (
            vacancy TEXT PRIMARY KEY REFERENCES vacancies (reference),
            at TEXT NOT NULL,
            by TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE interview_outcomes (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            candidate TEXT NOT NULL REFERENCES candidates (reference),
            outcome TEXT NOT NULL,
            day TEXT NOT NULL,
            place INTEGER CHECK (place > 0),
            recorded_by TEXT NOT NULL,
            recorded_at TEXT NOT NULL,
            taken_back_by TEXT,
            taken_back_at TEXT
        ) STRICT;
        CREATE INDEX interview_outcomes_of_candidate ON interview_outcomes (candidate);
    """)


@VAULT()
def m011_interviews(db: Database) -> None:
    """What each invited applicant needs and when each is interviewed, and the panel's notes, which
    are written by people who met the applicant.

    ``uid`` and ``sequence`` name the interview in calendars. ``start`` is the time of the clock in
    England. ``mode`` is NULL where it is as the applicant chose.
    """
    db.executescript("""
        CREATE TABLE interviews (
            candidate TEXT PRIMARY KEY REFERENCES applications (candidate) ON DELETE CASCADE,
            uid TEXT NOT NULL UNIQUE,
            sequence INTEGER NOT NULL DEFAULT 0,
            mode TEXT,
            extra INTEGER NOT NULL DEFAULT 0,
            free INTEGER NOT NULL DEFAULT 0,
            panel_words TEXT NOT NULL DEFAULT '',
            room TEXT,
            start TEXT,
            minutes INTEGER
        ) STRICT;
        CREATE TABLE interview_notes (
            candidate TEXT NOT NULL REFERENCES applications (candidate) ON DELETE CASCADE,
            panellist TEXT NOT NULL,
            criterion TEXT NOT NULL,
            note TEXT NOT NULL,
            PRIMARY KEY (candidate, panellist, criterion)
        ) STRICT, WITHOUT ROWID;
    """)
