"""A workspace with one vacancy that a panel of three has scored, made without reading any file."""

import random
from pathlib import Path

from edi_shortlist.documents.model import Block, Document
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.storage import EvidenceRecord, KeyCost
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import create_vacancy

CHEAP = KeyCost(memory_kib=8, passes=1, lanes=1)
PASSPHRASE = "five swans over the canal"
REF = "HSG-2026-014"
PANEL = ("Panellist A", "Panellist B", "Panellist C")
TEXTS = (
    "Experience of preventing homelessness",
    "Knows the duties under the Homelessness Reduction Act 2017",
    "Explains difficult decisions clearly and kindly",
    "Keeps accurate case records",
    "Has worked with a local authority",
)
_WORDS = "At the advice centre I kept forty families in their homes by talking to landlords early."
_MARKED = (_WORDS.index("kept"), _WORDS.index(" by talking"))


def vacancy(criteria: int = len(TEXTS)) -> Vacancy:
    """Return the vacancy; every fifth criterion is desirable."""
    return Vacancy.from_dict(
        {
            "reference": REF,
            "title": "Housing Options Adviser",
            "interview_places": 4,
            "criteria": [
                {
                    "id": f"{'D' if number % 5 == 4 else 'E'}{number + 1}",
                    "kind": "desirable" if number % 5 == 4 else "essential",
                    "text": TEXTS[number % len(TEXTS)],
                    "guide": {"2": "one case described start to finish", "4": "changed practice"},
                }
                for number in range(criteria)
            ],
            "panel": [{"name": name} for name in PANEL],
        }
    )


def make_scored(
    folder: Path, candidates: int = 24, criteria: int = len(TEXTS), seed: int = 7
) -> None:
    """Make the workspace: every score is given. Panellist A is severer than the others, and much so
    on the second criterion; on the third each gives what comes to mind."""
    post, chance = vacancy(criteria), random.Random(seed)
    with Session.create(folder, PASSPHRASE, "Ann", cost=CHEAP) as session:
        create_vacancy(session, post)
        workspace, store = session.workspace, session.workspace._store
        with workspace.act():
            document = Document((Block(_WORDS),)).to_dict()
            scores = []
            for number in range(candidates):
                candidate = f"C-{number:04}"
                workspace.blind.add_candidate(REF, candidate, 1)
                workspace.blind.set_anonymised(f"{candidate}/1", document)
                for criterion in post.criteria:
                    merit = chance.uniform(0.4, 3.6)
                    for name in PANEL:
                        lower = (0.5 + (criterion.id == "E2")) * (name == PANEL[0])
                        noise = 1.6 if criterion.id == "E3" else 0.4
                        level = round(min(max(merit - lower + chance.gauss(0, noise), 0), 4))
                        note = "One case, well told" if level == 2 else ""
                        scores.append((candidate, name, criterion.id, level, note, name, "2026"))
            for one in scores:
                store.run("INSERT INTO scores VALUES (?, ?, ?, ?, ?, ?, ?)", one)
            if candidates:
                marked = EvidenceRecord("C-0000", PANEL[1], "E1", "C-0000/1", *_MARKED)
                workspace.evidence.put(marked, PANEL[1])
            store.run("UPDATE vacancies SET state = 'scoring'")
