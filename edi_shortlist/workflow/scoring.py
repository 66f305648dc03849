"""Scoring: what the panel reads, what each panellist gives, and the lock after which nothing moves.

Nothing here opens the vault.
"""

import csv
import hashlib
import io
from collections import Counter
from pathlib import Path

from edi_shortlist.documents.model import Document
from edi_shortlist.recruitment.conflicts import scored_by_nobody
from edi_shortlist.recruitment.scoring import Score, missing_scores
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.storage import ScoreRecord
from edi_shortlist.workflow.agreed_scores import drop_overtaken
from edi_shortlist.workflow.answers import questions_in
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.index_file import read_csv_text
from edi_shortlist.workflow.locked_scores import check_locked_scores, digest
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.shown_documents import shown_documents
from edi_shortlist.workflow.states import VacancyState, Verb, permit
from edi_shortlist.workflow.vacancies import (
    candidate_in,
    get_vacancy,
    move,
    permitted,
    vacancy_record,
    vacancy_state,
)
from edi_shortlist.workflow.who_scores import check_scores, not_scored, removed_pairs

_COLUMNS = ("candidate", "panellist", "criterion", "score")


def panel_documents(s: Session, ref: str, candidate: str) -> list[Document]:
    """Return a candidate's anonymised documents.

    Raises:
        Refused: there is no such vacancy or candidate, or it was not released yet.
    """
    state = vacancy_state(s, ref)
    if list(VacancyState).index(state) < list(VacancyState).index(VacancyState.RELEASED):
        permit(Verb.SCORE, state, ref)
    return list(shown_documents(s, candidate_in(s, ref, candidate)).values())


def questions_answered(s: Session, ref: str) -> tuple[str, ...]:
    """Return the questions that any candidate of a released vacancy answers on a form, by number,
    then ``statement`` where there is a supporting statement; empty before release.

    Raises:
        Refused: there is no such vacancy.
    """
    return questions_in(
        Document.from_dict(dict(record.anonymised))
        for candidate in candidates(s, ref)
        for record in s.workspace.blind.documents(candidate)
        if record.anonymised is not None
    )


def candidates(s: Session, ref: str) -> list[str]:
    """Return a vacancy's candidates in reference order.

    Raises:
        Refused: there is no such vacancy.
    """
    vacancy_record(s, ref)
    return s.workspace.blind.candidates(ref)


def record_score(
    s: Session,
    ref: str,
    candidate: str,
    panellist: str,
    criterion: str,
    level: int | None,
    note: str = "",
) -> None:
    """Write a panellist's score, or take it back.

    Args:
        level: a score of the vacancy's scale; None takes the score back.

    Raises:
        Refused: the scores are locked or not open yet, the score does not fit the vacancy, or
            the panellist does not score the candidate.
    """
    with s.workspace.act():
        state = permitted(s, ref, Verb.SCORE)
        vacancy = get_vacancy(s, ref)
        candidate = candidate_in(s, ref, candidate)
        problems = fit_problems(vacancy, panellist, criterion, level)
        if problems:
            raise Refused(*problems)
        check_scores(s, candidate, panellist)
        was = s.workspace.scores.level(candidate, panellist, criterion)
        if level is None:
            s.workspace.scores.remove(candidate, panellist, criterion)
        else:
            s.workspace.scores.put(
                ScoreRecord(candidate, panellist, criterion, level, note.strip()), s.actor
            )
        if state is VacancyState.RELEASED and level is not None:
            move(s, ref, VacancyState.SCORING)
        if level != was:
            s.log(
                "score.recorded",
                ref,
                candidate,
                panellist=panellist,
                criterion=criterion,
                level=level,
                was=was,
            )


def scores_of(s: Session, ref: str, panellist: str) -> dict[tuple[str, str], tuple[int, str]]:
    """Return one panellist's ``(level, note)`` by ``(candidate, criterion)``.

    Raises:
        Refused: there is no such vacancy.
    """
    vacancy_record(s, ref)
    return {
        (score.candidate, score.criterion): (score.level, score.note)
        for score in s.workspace.scores.of_vacancy(ref, panellist)
    }


def import_scores(s: Session, ref: str, csv_path: Path | str) -> int:
    """Take in a CSV with the columns ``candidate,panellist,criterion,score,note``, all or nothing.

    A score that is there already is replaced. An empty ``score`` is skipped.

    Returns:
        how many scores were written.

    Raises:
        Refused: listing every problem with its line; nothing was taken in.
    """
    path = Path(csv_path)
    permitted(s, ref, Verb.SCORE)
    text = read_csv_text(path)
    with s.workspace.act():
        state = permitted(s, ref, Verb.SCORE)
        try:
            scores = _read_scores(s, ref, get_vacancy(s, ref), path.name, text)
        except csv.Error:
            raise Refused(
                f"'{path.name}' is not a sound CSV: perhaps a double quote is missing, and one "
                "cell swallows the rest. Save it again from the spreadsheet."
            ) from None
        for score in scores:
            s.workspace.scores.put(score, s.actor)
        if state is VacancyState.RELEASED and scores:
            move(s, ref, VacancyState.SCORING)
        s.log(
            "scores.imported",
            ref,
            scores=len(scores),
            by_panellist=dict(sorted(Counter(score.panellist for score in scores).items())),
            sha256=hashlib.sha256(text.encode()).hexdigest(),
        )
    return len(scores)


def progress_of(s: Session, ref: str) -> dict[str, tuple[int, int]]:
    """Return ``(scores given, scores expected)`` by panellist, in the vacancy's order; none are
    expected of candidates whom they do not score.

    Raises:
        Refused: there is no such vacancy.
    """
    vacancy = get_vacancy(s, ref)
    everybody, criteria = candidates(s, ref), len(vacancy.assessed_at_application)
    not_theirs = Counter(panellist for _, panellist in removed_pairs(s, ref))
    expected = {name: (len(everybody) - not_theirs[name]) * criteria for name in vacancy.panel}
    missing = Counter(panellist for _, panellist, _ in _missing(s, ref, vacancy))
    return {name: (expected[name] - missing[name], expected[name]) for name in vacancy.panel}


def lock_scores(s: Session, ref: str) -> None:
    """Lock the scores, and what the panel agreed; after this none can be changed.

    Raises:
        Refused: a score is missing (with the counts), there are none, they are locked, or they are
            not those that were frozen for moderation.
    """
    with s.workspace.act():
        moderated = permitted(s, ref, Verb.LOCK) is VacancyState.MODERATING
        check_complete(s, ref, "locked")
        if moderated:
            check_locked_scores(s, ref)
        else:
            drop_overtaken(s, ref)
        scores = s.workspace.scores.of_vacancy(ref)
        agreed = s.workspace.agreed.of_vacancy(ref)
        move(
            s,
            ref,
            VacancyState.LOCKED,
            scores=len(scores),
            sha256=digest(scores, agreed),
            **({"agreed": len(agreed)} if agreed else {}),
        )


def check_complete(s: Session, ref: str, to_be: str) -> None:
    """Let a vacancy pass whose panellists have given every score.

    Args:
        to_be: what is done with the scores, for the sentence: ``locked``.

    Raises:
        Refused: scores are missing, and it says how many of whom; or nobody scores a candidate.
    """
    vacancy = get_vacancy(s, ref)
    if nobodys := scored_by_nobody(vacancy, candidates(s, ref), removed_pairs(s, ref)):
        raise Refused(
            f"Nobody on the panel scores {', '.join(nobodys)}: whoever is on it declared that they "
            f"may know them. The scores of {ref} can be {to_be} when somebody stands in: name them "
            "on the page Scoring, under From the panel."
        )
    missing = Counter(panellist for _, panellist, _ in _missing(s, ref, vacancy))
    if missing:
        each = ", ".join(f"{name} {missing[name]}" for name in vacancy.panel if missing[name])
        total = sum(missing.values())
        raise Refused(
            f"{total} score{'s are' if total > 1 else ' is'} missing ({each}). The scores of "
            f"{ref} can be {to_be} when every panellist has scored every candidate."
        )


def all_scores(s: Session, ref: str) -> list[Score]:
    """Return every score of a vacancy in the form that recruitment reckons with."""
    return [
        Score(score.candidate, score.panellist, score.criterion, score.level, score.note)
        for score in s.workspace.scores.of_vacancy(ref)
    ]


def _missing(s: Session, ref: str, vacancy: Vacancy) -> list[tuple[str, str, str]]:
    return missing_scores(
        vacancy,
        s.workspace.blind.candidates(ref),
        all_scores(s, ref),
        removed_pairs(s, ref),
    )


def fit_problems(vacancy: Vacancy, panellist: str, criterion: str, level: int | None) -> list[str]:
    """Return a sentence for each way in which a score does not fit a vacancy."""
    problems = []
    if panellist not in vacancy.panel:
        problems.append(
            f"'{panellist}' is not on the panel. Choose from {', '.join(vacancy.panel)}."
        )
    assessed = [known.id for known in vacancy.assessed_at_application]
    if criterion not in assessed:
        problems.append(
            f"'{criterion}' is not assessed at application. Choose from {', '.join(assessed)}."
        )
    if level is not None and level not in vacancy.scale.scores:
        problems.append(f"{level} is not on the scale, which goes from {vacancy.scale.span}.")
    return problems


def _read_scores(s: Session, ref: str, vacancy: Vacancy, file: str, text: str) -> list[ScoreRecord]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    header = [(name or "").strip().lower() for name in reader.fieldnames or []]
    reader.fieldnames = header
    if missing := [name for name in _COLUMNS if name not in header]:
        raise Refused(
            f"'{file}' has no column '{missing[0]}'. The columns are "
            f"{', '.join((*_COLUMNS, 'note'))}."
        )
    known, removed = set(s.workspace.blind.candidates(ref)), removed_pairs(s, ref)
    scores: dict[tuple[str, str, str], ScoreRecord] = {}
    problems: list[str] = []
    for row in reader:
        cells = {name: (row.get(name) or "").strip() for name in (*_COLUMNS, "note")}
        if not cells["score"]:
            continue
        where = f"'{file}' line {reader.line_num}: "
        candidate = cells["candidate"].upper()
        found = []
        if candidate not in known:
            found.append(f"{ref} has no candidate '{cells['candidate']}'.")
        written = cells["score"]  # no scale has a level of ten digits, and int() has a limit
        level = int(written) if written.isdecimal() and len(written) < 10 else None
        if level is None:
            found.append(f"the score '{cells['score']}' is not a whole number.")
        found += fit_problems(vacancy, cells["panellist"], cells["criterion"], level)
        key = (candidate, cells["panellist"], cells["criterion"])
        if key[:2] in removed:
            found.append(not_scored(*key[:2]))
        if key in scores:
            found.append("this panellist scored this candidate on this criterion above already.")
        problems += [where + said for said in found]
        if level is not None:
            scores[key] = ScoreRecord(*key, level, cells["note"])
    if not scores and not problems:
        problems.append(f"'{file}' holds no scores.")
    if problems:
        raise Refused(*problems)
    return list(scores.values())
