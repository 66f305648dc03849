"""A small vacancy with three applicants, as it stands after each step of the job.

Each stage is made once, by the verbs themselves, and copied for the test that asks for it. The
redactor is a small one that needs no model; ``test_demonstration`` uses the real one.
"""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import spacy

from edi_shortlist.documents import Document, Reader
from edi_shortlist.documents.parts import ReadPart, read_parts
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.redaction.identity import Identity
from edi_shortlist.redaction.last_check import Concern, OtherApplicants, concerns
from edi_shortlist.redaction.span import Label, Span
from edi_shortlist.storage import KeyCost
from edi_shortlist.workflow import arriving
from edi_shortlist.workflow.importing import import_applications
from edi_shortlist.workflow.releasing import release
from edi_shortlist.workflow.reviewing import accept_all
from edi_shortlist.workflow.scoring import lock_scores, record_score
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.shortlisting import shortlist
from edi_shortlist.workflow.unsealing import close_vacancy, unseal
from edi_shortlist.workflow.vacancies import create_vacancy

CHEAP = KeyCost(memory_kib=8, passes=1, lanes=1)
PASSPHRASE = "five swans over the canal"
REF = "HSG-1"

VACANCY = {
    "reference": REF,
    "title": "Housing Options Adviser",
    "interview_places": 1,
    "schemes": ["disability-confident", "care-experience"],
    "criteria": [
        {"id": "E1", "kind": "essential", "text": "Prevents homelessness", "weight": 2},
        {
            "id": "E2",
            "kind": "essential",
            "text": "Stays calm",
            "assessed_at": ["application", "interview"],
        },
        {"id": "D1", "kind": "desirable", "text": "A qualification"},
        {"id": "E3", "kind": "essential", "text": "Presents", "assessed_at": ["interview"]},
    ],
    "panel": [{"name": "Panellist A"}, {"name": "Panellist B"}],
}

#: Folder, name, declarations, and the applicant's one document.
APPLICANTS = (
    ("first", "Zubeida Okonjo", "", "I am Zubeida Okonjo of Toxteth.\nI prevented 40 evictions."),
    ("second", "Piotr Wrona", "disability-confident", "Piotr Wrona\nPiotr led the duty team."),
    ("third", "Siân Rhys", "care-experience;disability-confident", "Letter\nSiân Rhys, adviser."),
)
INDEX_HEADER = "files,full_name,email,declarations,adjustments,interview_mode,monitoring.ethnicity"


_BARE = spacy.blank("en")


class WordRedactor:
    """Finds the words of the applicant's name, and a few fixed words."""

    versions: Mapping[str, str] = {"model": "words 1"}
    fixed: Mapping[str, Label] = {"Toxteth": Label.LOCATION}

    def find_all(
        self, documents: Sequence[Document], identity: Mapping[str, str]
    ) -> list[list[Span]]:
        return [list(self._find(document.text, identity)) for document in documents]

    def last_check(
        self, text: str, identity: Mapping[str, str], others: OtherApplicants
    ) -> list[Concern]:
        known = Identity.from_mapping(dict(identity))
        return concerns(text, _BARE(text), known, others)

    def _find(self, text: str, identity: Mapping[str, str]) -> Iterator[Span]:
        words = identity.get("full_name", "").split()
        wanted = {**dict.fromkeys(words, Label.NAME), **self.fixed}
        for match in re.finditer(r"\w+", text):
            if label := wanted.get(match[0]):
                yield Span(
                    match.start(),
                    match.end(),
                    label,
                    0.99,
                    "known-identity" if label is Label.NAME else "places",
                    "[applicant]" if label is Label.NAME else "[place]",
                    "The applicant's name." if label is Label.NAME else "A home town.",
                    flagged=label is Label.LOCATION,
                )


class ReaderHere(Reader):
    """Reads in this process, which is quicker; ``test_importing`` has a test of the real one."""

    def read_parts(self, path: object, *, timeout: float | None = None) -> tuple[ReadPart, ...]:
        return read_parts(Path(str(path)))


@pytest.fixture(autouse=True)
def reads_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arriving, "Reader", ReaderHere)


@pytest.fixture
def vacancy() -> Vacancy:
    return Vacancy.from_dict(VACANCY)


@pytest.fixture
def redactor() -> WordRedactor:
    return WordRedactor()


def write_applications(folder: Path) -> tuple[Path, Path]:
    """Write the applicants' folders and their index; return both paths."""
    rows = [INDEX_HEADER]
    for name, full_name, declarations, text in APPLICANTS:
        (folder / "applications" / name).mkdir(parents=True)
        (folder / "applications" / name / f"{full_name} letter.txt").write_text(
            text, encoding="utf-8"
        )
        email = f"{full_name.split()[0].lower()}@example.com"
        rows.append(f"{name},{full_name},{email},{declarations},a lift,online,Welsh")
    (folder / "index.csv").write_text("\n".join(rows), encoding="utf-8")
    return folder / "applications", folder / "index.csv"


def _score_all(session: Session) -> None:
    by_name = {a.name: a.candidate for a in session.vault.applications(REF)}
    levels = {"first": 4, "second": 2, "third": 1}
    for name, candidate in by_name.items():
        for panellist in ("Panellist A", "Panellist B"):
            for criterion in ("E1", "E2", "D1"):
                record_score(session, REF, candidate, panellist, criterion, levels[name])


STAGES: dict[str, Callable[[Session, Path], object]] = {
    "draft": lambda s, folder: create_vacancy(s, Vacancy.from_dict(VACANCY)),
    "review": lambda s, folder: import_applications(
        s, REF, *_as_arguments(folder), redactor=WordRedactor()
    ),
    "reviewed": lambda s, folder: accept_all(s, REF),
    "released": lambda s, folder: release(s, REF),
    "scoring": lambda s, folder: _score_all(s),
    "locked": lambda s, folder: lock_scores(s, REF),
    "shortlisted": lambda s, folder: shortlist(s, REF),
    "unsealed": lambda s, folder: unseal(s, REF),
    "closed": lambda s, folder: close_vacancy(s, REF),
}


def _as_arguments(folder: Path) -> tuple[list[Path], Path]:
    applications, index = write_applications(folder)
    return [applications], index


class Stages:
    """Workspaces by stage, each made from the one before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def made(self, stage: str) -> Path:
        target = self.folder / stage
        if target.exists():
            return target
        names = list(STAGES)
        at = names.index(stage)
        if at:
            shutil.copytree(self.made(names[at - 1]), target)
            opened = Session.open(target, "Ann")
            opened.unlock(PASSPHRASE)
        else:
            opened = Session.create(target, PASSPHRASE, "Ann", cost=CHEAP)
        with opened as session:
            STAGES[stage](session, self.folder)
        return target


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    return Stages(tmp_path_factory.mktemp("stages"))


At = Callable[..., Session]


@pytest.fixture
def at(stages: Stages, tmp_path: Path) -> Iterator[At]:
    """Open a copy of the workspace as it stands at a stage; ``at("review", sealed=True)``."""
    opened: list[AbstractContextManager[object]] = []

    def open_at(stage: str, *, sealed: bool = False, actor: str = "Ann") -> Session:
        folder = tmp_path / f"workspace-{len(opened)}"
        shutil.copytree(stages.made(stage), folder)
        session = Session.open(folder, actor)
        opened.append(session)
        if not sealed:
            session.unlock(PASSPHRASE)
        return session

    yield open_at
    for session in opened:
        session.__exit__(None, None, None)


def candidate_named(session: Session, name: str) -> str:
    """Return the reference of the applicant whose folder has that name."""
    return next(a.candidate for a in session.vault.applications(REF) if a.name == name)
