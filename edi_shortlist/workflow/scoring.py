"""Scoring: what the panel reads, what each panellist gives, and the lock after which nothing moves.

Nothing here opens the vault.
"""

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from edi_shortlist.documents.model import Document
from edi_shortlist.recruitment.scoring import Score, missing_scores
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.storage import ScoreRecord
from edi_shortlist.workflow.answers import questions_in
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.index_file import read_csv_text
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState, Verb, permit
from edi_shortlist.workflow.vacancies import (
    candidate_in,
    get_vacancy,
    move,
    permitted,
    vacancy_record,
    vacancy_state,
)

_COLUMNS = ("candidate", "panellist", "criterion", "score")


def panel_documents(s: Session, ref: str, candidate: str) -> list[Document]:
    """Return a candidate's anonymised documents.

    Raises:
        Refused: there is no such vacancy or candidate, or it was not released yet.
    """
    state = vacancy_state(s, ref)
    if list(VacancyState).index(state) < list(VacancyState).index(VacancyState.RELEASED):
        permit(Verb.SCORE, state, ref)
    candidate = candidate_in(s, ref, candidate)
    return [
        Document.from_dict(dict(record.anonymised))
        for record in s.workspace.blind.documents(candidate)
        if record.anonymised is not None
    ]


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
        level: index into the vacancy's scale; None takes the score back.

    Raises:
        Refused: the scores are locked or not open yet, or the score does not fit the vacancy.
    """
    with s.workspace.act():
        state = permitted(s, ref, Verb.SCORE)
        vacancy = get_vacancy(s, ref)
        candidate = candidate_in(s, ref, candidate)
        problems = fit_problems(vacancy, panellist, criterion, level)
        if problems:
            raise Refused(*problems)
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
    """Return ``(scores given, scores expected)`` by panellist, in the vacancy's order.

    Raises:
        Refused: there is no such vacancy.
    """
    vacancy = get_vacancy(s, ref)
    expected = len(candidates(s, ref)) * len(vacancy.assessed_at_application)
    missing = Counter(panellist for _, panellist, _ in _missing(s, ref, vacancy))
    return {name: (expected - missing[name], expected) for name in vacancy.panel}


def lock_scores(s: Session, ref: str) -> None:
    """Lock the scores; after this no score can be changed.

    Raises:
        Refused: a score is missing (with the counts), or there are none, or they are locked.
    """
    with s.workspace.act():
        permitted(s, ref, Verb.LOCK)
        vacancy = get_vacancy(s, ref)
        missing = Counter(panellist for _, panellist, _ in _missing(s, ref, vacancy))
        if missing:
            each = ", ".join(f"{name} {missing[name]}" for name in vacancy.panel if missing[name])
            total = sum(missing.values())
            raise Refused(
                f"{total} score{'s are' if total > 1 else ' is'} missing ({each}). The scores of "
                f"{ref} can be locked when every panellist has scored every candidate."
            )
        scores = s.workspace.scores.of_vacancy(ref)
        move(s, ref, VacancyState.LOCKED, scores=len(scores), sha256=digest(scores))


def digest(scores: Iterable[ScoreRecord]) -> str:
    """Return the SHA-256 of scores in a fixed order, which the log keeps from the lock on."""
    rows = sorted([x.candidate, x.panellist, x.criterion, x.level] for x in scores)
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def all_scores(s: Session, ref: str) -> list[Score]:
    """Return every score of a vacancy in the form that recruitment reckons with."""
    return [
        Score(score.candidate, score.panellist, score.criterion, score.level, score.note)
        for score in s.workspace.scores.of_vacancy(ref)
    ]


def _missing(s: Session, ref: str, vacancy: Vacancy) -> list[tuple[str, str, str]]:
    return missing_scores(vacancy, s.workspace.blind.candidates(ref), all_scores(s, ref))


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
    if level is not None and not 0 <= level < len(vacancy.scale.levels):
        problems.append(
            f"{level} is not on the scale, which goes from 0 to {len(vacancy.scale.levels) - 1}."
        )
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
    known = set(s.workspace.blind.candidates(ref))
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
