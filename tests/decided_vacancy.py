"""A small workspace with one vacancy that was shortlisted, made without reading any file."""

from pathlib import Path

from edi_shortlist.documents.model import Block, Document
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.storage import (
    KeyCost,
    Original,
    ScoreRecord,
    SealedApplication,
    SealedOutcome,
    StandingRecord,
)
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import create_vacancy

CHEAP = KeyCost(memory_kib=8, passes=1, lanes=1)
PASSPHRASE = "five swans over the canal"
VACANCY = {
    "reference": "V-1",
    "title": "Adviser",
    "interview_places": 1,
    "criteria": [{"id": "E1", "kind": "essential", "text": "Advice"}],
    "panel": [{"name": "Petra Voss"}],
}
PEOPLE = {"C-0001": "Aisha Khan", "C-0002": "Tom Price"}


def make_decided(folder: Path) -> None:
    """Make the workspace: its vacancy was shortlisted on 10 March 2026, and C-0001 is invited."""
    with Session.create(folder, PASSPHRASE, "Ann", cost=CHEAP) as session:
        create_vacancy(session, Vacancy.from_dict(VACANCY))
        workspace = session.workspace
        with workspace.act(sealed=True):
            for candidate, name in PEOPLE.items():
                document = Document((Block(f"{name} gave advice."),)).to_dict()
                workspace.vault.add_application(
                    SealedApplication(candidate, "V-1", "cv.txt", {"full_name": name}),
                    [Original("cv.txt", name.encode(), document)],
                )
                workspace.blind.add_candidate("V-1", candidate, 1)
                workspace.scores.put(ScoreRecord(candidate, "Petra Voss", "E1", 3, "Good"), "Ann")
            workspace.blind.set_standings(
                StandingRecord(c, "3", n, True, (), n == 1) for n, c in enumerate(PEOPLE, 1)
            )
            workspace.vault.set_outcomes(SealedOutcome(c, None, (), "Why.") for c in PEOPLE)
            workspace.blind.set_state("V-1", "shortlisted")
            workspace._store.run("UPDATE vacancies SET shortlisted_at = '2026-03-10T10:00:00Z'")
