"""What the page Scoring reads at once: a panellist's own scores and orders, and one candidate's
documents with the passages that the panellist marked."""

from dataclasses import dataclass

from edi_shortlist.desktop.models.scores import Scores
from edi_shortlist.documents.model import Document
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow import reading, scored_evidence, scoring, vacancies
from edi_shortlist.workflow.scored_evidence import EvidenceRecord
from edi_shortlist.workflow.session import Session


@dataclass(frozen=True)
class Opened:
    """A vacancy, before anybody said who scores.

    Attributes:
        progress: scores given and expected by panellist.
        questions: those that the forms answer.
        last_panellist: who scored last, or empty.
    """

    vacancy: Vacancy
    progress: dict[str, tuple[int, int]]
    questions: tuple[str, ...]
    last_panellist: str


@dataclass(frozen=True)
class Sitting:
    """Where one panellist stands.

    Attributes:
        orders: the candidates in the order in which they are read, by the round's key.
        aside: ``(candidate, key of the round)`` of what was put aside.
        last: the candidate and the criterion that were scored last.
    """

    panellist: str
    scores: Scores
    orders: dict[str, list[str]]
    aside: set[tuple[str, str]]
    last: tuple[str, str] | None


@dataclass(frozen=True)
class ReadCandidate:
    """One candidate's anonymised documents, with their identifiers and the marked passages."""

    candidate: str
    documents: list[Document]
    identifiers: list[str]
    evidence: list[EvidenceRecord]


def read_opened(session: Session, ref: str) -> Opened:
    """Read a vacancy."""
    return Opened(
        vacancies.get_vacancy(session, ref),
        scoring.progress_of(session, ref),
        scoring.questions_answered(session, ref),
        reading.last_panellist(session, ref),
    )


def read_sitting(session: Session, ref: str, panellist: str, questions: tuple[str, ...]) -> Sitting:
    """Read where a panellist stands."""
    return Sitting(
        panellist,
        scoring.scores_of(session, ref, panellist),
        reading.orders_of(session, ref, panellist, questions),
        reading.put_aside_by(session, ref, panellist),
        reading.last_scored(session, ref, panellist),
    )


def read_candidate(session: Session, ref: str, candidate: str, panellist: str) -> ReadCandidate:
    """Read what a panellist reads of a candidate."""
    return ReadCandidate(
        candidate,
        scoring.panel_documents(session, ref, candidate),
        scored_evidence.documents_to_mark(session, ref, candidate),
        scored_evidence.evidence_by(session, ref, candidate, panellist),
    )
