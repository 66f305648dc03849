"""Evidence: the passages of the anonymised documents that a panellist marks for a criterion, kept
beside the score. Nothing here opens the vault.

A passage is kept as its place in the document's anonymised text, in characters, half-open; its
words stand in the document alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.storage import EvidenceRecord
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.independent_scores import check_may_see_others
from edi_shortlist.workflow.scoring import fit_problems
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.shown_documents import shown_documents
from edi_shortlist.workflow.states import Verb
from edi_shortlist.workflow.vacancies import candidate_in, get_vacancy, permitted
from edi_shortlist.workflow.who_scores import check_scores

__all__ = [
    "EvidenceRecord",
    "Quotation",
    "documents_to_mark",
    "evidence_by",
    "evidence_of",
    "exchange_evidence",
    "mark_evidence",
    "misfits",
    "quotations",
    "take_evidence_back",
]


@dataclass(frozen=True)
class Quotation:
    """A marked passage in its words.

    Attributes:
        document: which of the candidate's documents, from 1.
    """

    panellist: str
    criterion: str
    document: int
    words: str


def mark_evidence(s: Session, ref: str, evidence: EvidenceRecord) -> EvidenceRecord:
    """Mark a passage. One that touches passages marked already for the criterion becomes one with
    them.

    Returns:
        the passage as it is marked now.

    Raises:
        Refused: the scores are locked or not open yet, the panellist does not score the candidate,
            or the passage does not fit the vacancy or the document.
    """
    with s.workspace.act():
        permitted(s, ref, Verb.SCORE)
        candidate = candidate_in(s, ref, evidence.candidate)
        check_scores(s, candidate, evidence.panellist)
        _check_fit(s, get_vacancy(s, ref), evidence)
        touched = [one for one in _beside(s, evidence) if _touch(one, evidence)]
        for one in touched:
            s.workspace.evidence.remove(one)
        whole = replace(
            evidence,
            start=min(one.start for one in (evidence, *touched)),
            end=max(one.end for one in (evidence, *touched)),
        )
        s.workspace.evidence.put(whole, s.actor)
        _log(s, "scoring.evidence-marked", ref, whole)
        return whole


def take_evidence_back(s: Session, ref: str, evidence: EvidenceRecord) -> None:
    """Remove a marked passage.

    Raises:
        Refused: the scores are locked or not open yet, or no such passage is marked.
    """
    with s.workspace.act():
        permitted(s, ref, Verb.SCORE)
        if evidence not in _beside(s, evidence):
            raise Refused("That passage is not marked any more. Look at the application again.")
        s.workspace.evidence.remove(evidence)
        _log(s, "scoring.evidence-taken-back", ref, evidence)


def exchange_evidence(
    s: Session, ref: str, away: Sequence[EvidenceRecord], marked: Sequence[EvidenceRecord]
) -> list[EvidenceRecord]:
    """Take passages back and mark others, all or nothing.

    Args:
        away, marked: of one candidate and panellist; at least one passage together.

    Returns:
        what the panellist marked in the candidate's documents now.

    Raises:
        Refused: as ``take_evidence_back`` and ``mark_evidence``.
    """
    with s.workspace.act():
        for one in away:
            take_evidence_back(s, ref, one)
        for one in marked:
            mark_evidence(s, ref, one)
        whose = [*away, *marked][0]
        return evidence_by(s, ref, whose.candidate, whose.panellist)


def documents_to_mark(s: Session, ref: str, candidate: str) -> list[str]:
    """Return the identifiers of a candidate's anonymised documents, in the order in which
    ``scoring.panel_documents`` returns them.

    Raises:
        Refused: the vacancy has no such candidate.
    """
    return [
        record.id
        for record in s.workspace.blind.documents(candidate_in(s, ref, candidate))
        if record.anonymised is not None
    ]


def evidence_by(s: Session, ref: str, candidate: str, panellist: str) -> list[EvidenceRecord]:
    """Return what a panellist marked in a candidate's documents, in a fixed order.

    Raises:
        Refused: the vacancy has no such candidate.
    """
    candidate = candidate_in(s, ref, candidate)
    return [
        one for one in s.workspace.evidence.of_candidate(candidate) if one.panellist == panellist
    ]


def evidence_of(
    s: Session, ref: str, candidate: str, criterion: str, asking: str | None = None
) -> list[Quotation]:
    """Return the passages that all panellists marked for a criterion, in their words.

    Args:
        asking: the panellist who wants to see them, or None for HR and the manager.

    Raises:
        Refused: the vacancy has no such candidate, or scores are still given that nobody may see.
    """
    candidate = candidate_in(s, ref, candidate)
    check_may_see_others(s, ref, asking)
    return [one for one in quotations(s, candidate) if one.criterion == criterion]


def quotations(s: Session, candidate: str) -> list[Quotation]:
    """Return every marked passage of a candidate in its words, for the applicant's own page and
    for those who were let pass before.

    Args:
        candidate: as it is written.
    """
    texts = _texts(s, candidate)
    numbers = {name: number for number, name in enumerate(texts, 1)}
    return [
        Quotation(
            one.panellist,
            one.criterion,
            numbers[one.document],
            texts[one.document][one.start : one.end],
        )
        for one in s.workspace.evidence.of_candidate(candidate)
        if one.document in texts
    ]


def misfits(s: Session, ref: str, evidence: Sequence[EvidenceRecord]) -> bool:
    """Say whether any passage is one that the program would not have marked."""
    vacancy = get_vacancy(s, ref)
    known = set(s.workspace.blind.candidates(ref))
    for one in evidence:
        if one.candidate not in known:
            return True
        try:
            _check_fit(s, vacancy, one)
        except Refused:
            return True
    return False


def _check_fit(s: Session, vacancy: Vacancy, evidence: EvidenceRecord) -> None:
    problems = fit_problems(vacancy, evidence.panellist, evidence.criterion, None)
    text = _texts(s, evidence.candidate).get(evidence.document)
    if text is None or not 0 <= evidence.start < evidence.end <= len(text):
        problems.append("That passage is not in the application any more. Select the words again.")
    if problems:
        raise Refused(*problems)


def _texts(s: Session, candidate: str) -> dict[str, str]:
    """Return the text of each anonymised document of a candidate by its identifier, in order."""
    return {name: document.text for name, document in shown_documents(s, candidate).items()}


def _beside(s: Session, evidence: EvidenceRecord) -> list[EvidenceRecord]:
    """Return what the panellist marked for the same criterion in the same document."""
    return [
        one
        for one in s.workspace.evidence.of_candidate(evidence.candidate)
        if (one.panellist, one.criterion, one.document)
        == (evidence.panellist, evidence.criterion, evidence.document)
    ]


def _touch(one: EvidenceRecord, other: EvidenceRecord) -> bool:
    return one.start <= other.end and other.start <= one.end


def _log(s: Session, action: str, ref: str, evidence: EvidenceRecord) -> None:
    """Log an act with how many passages are marked now; where they stand is the panellist's."""
    s.log(
        action,
        ref,
        evidence.candidate,
        panellist=evidence.panellist,
        criterion=evidence.criterion,
        passages=len(_beside(s, evidence)),
    )
