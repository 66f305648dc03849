"""A small workspace with one vacancy whose invited are unsealed, made without reading any file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

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
REF = "V-2"
VACANCY: Mapping[str, Any] = {
    "reference": REF,
    "title": "Housing Options Adviser",
    "interview_places": 2,
    "criteria": [
        {"id": "E1", "kind": "essential", "text": "Prevents homelessness"},
        {
            "id": "E2",
            "kind": "essential",
            "text": "Stays calm when somebody is distressed",
            "assessed_at": ["application", "interview"],
        },
        {
            "id": "D1",
            "kind": "desirable",
            "text": "Explains figures plainly",
            "assessed_at": ["presentation"],
        },
    ],
    "panel": [{"name": "Petra Voss"}, {"name": "Femi Ade"}],
}
#: Reference, name, adjustments, mode; all but the last are invited.
PEOPLE = (
    ("C-0A01", "Aisha Khan", "", "in person"),
    ("C-0B02", "Tom Price", "A sign language interpreter, and a break halfway", "online"),
    ("C-0C03", "Siân Rhys", "", ""),
)


def make_interviewing(folder: Path, people: tuple[tuple[str, str, str, str], ...] = PEOPLE) -> None:
    """Make the workspace."""
    with Session.create(folder, PASSPHRASE, "Ann", cost=CHEAP) as session:
        create_vacancy(session, Vacancy.from_dict(VACANCY))
        workspace = session.workspace
        with workspace.act(sealed=True):
            for candidate, name, adjustments, mode in people:
                first = name.split()[0].lower()
                identity = {
                    "full_name": name,
                    "email": f"{first}@example.com",
                    "phone": "07700 900123",
                }
                document = Document((Block(f"{name} gave advice."),)).to_dict()
                workspace.vault.add_application(
                    SealedApplication(
                        *(candidate, REF, "cv.txt", identity),
                        adjustments=adjustments,
                        interview_mode=mode,
                    ),
                    [Original("cv.txt", name.encode(), document)],
                )
                workspace.blind.add_candidate(REF, candidate, 1)
                for panellist in ("Petra Voss", "Femi Ade"):
                    for criterion in ("E1", "E2"):
                        score = ScoreRecord(candidate, panellist, criterion, 4, "At the sift")
                        workspace.scores.put(score, "Ann")
            workspace.blind.set_standings(
                StandingRecord(one[0], "8", n, True, (), n < len(people))
                for n, one in enumerate(people, 1)
            )
            workspace.vault.set_outcomes(SealedOutcome(one[0], None, (), "Why.") for one in people)
            for state in ("shortlisted", "unsealed"):
                workspace.blind.set_state(REF, state)
