"""A small workspace with one vacancy that was released, made without reading any file."""

from pathlib import Path

from edi_shortlist.documents.model import Block, Document
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.storage import KeyCost
from edi_shortlist.workflow.reading import draw_seed
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import create_vacancy

REF = "V-1"
A, B = "Panellist A", "Panellist B"
CANDIDATES = [f"C-{number:04d}" for number in range(1, 21)]
VACANCY = {
    "reference": REF,
    "title": "Adviser",
    "scoring": "by-criterion",
    "criteria": [
        {
            "id": "E1",
            "kind": "essential",
            "text": "Prevents homelessness",
            "guide": {"2": "a case"},
        },
        {"id": "D1", "kind": "desirable", "text": "A qualification"},
    ],
    "panel": [{"name": A}, {"name": B}],
}


def make_released(folder: Path, **changed: object) -> None:
    """Make a workspace with twenty candidates who can be scored, without reading any file."""
    cost = KeyCost(memory_kib=8, passes=1, lanes=1)
    with Session.create(folder, "five swans over the canal", "Ann", cost=cost) as session:
        vacancy = Vacancy.from_dict(VACANCY | changed)
        create_vacancy(session, vacancy)
        with session.workspace.act():
            for one in CANDIDATES:
                (name,) = session.workspace.blind.add_candidate(REF, one, 1)
                blocks = (Block(f"Of {one}."), Block("I kept forty homes.", question="Q1"))
                session.workspace.blind.set_anonymised(name, Document(blocks).to_dict())
            session.workspace.blind.set_state(REF, "released")
            draw_seed(session, REF, vacancy.panel)
