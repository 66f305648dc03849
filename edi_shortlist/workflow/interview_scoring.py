"""Scoring the interviews: each panellist gives a level a criterion, alone; then the lock, and how
the interviewed stand.

No score of the sift is read here. Levels lie on the blind side by reference; notes are written by
people who have met the applicant, so they lie in the vault. Nobody sees what others gave before the
lock.
"""

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from edi_shortlist.recruitment.interview_scoring import (
    InterviewStanding,
    assessed_at_interview,
    interview_standings,
    missing_interview_scores,
)
from edi_shortlist.recruitment.scoring import Score
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.storage import ScoreRecord
from edi_shortlist.storage.interviews import InterviewScoreRecord
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.index_file import read_csv_text
from edi_shortlist.workflow.interview_outcomes import invited_candidate
from edi_shortlist.workflow.interview_panels import interview_panels
from edi_shortlist.workflow.locked_scores import digest
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState, Verb, permit
from edi_shortlist.workflow.vacancies import get_vacancy, permitted, vacancy_state

_COLUMNS = ("candidate", "panellist", "criterion", "score")


@dataclass(frozen=True)
class InterviewProgress:
    """How far the scoring of the interviews is.

    Attributes:
        panels: who interviews each candidate that is to be scored, by reference.
        given: ``(scores given, scores expected)`` by panellist.
        locked: whether the scores are locked.
    """

    panels: Mapping[str, tuple[str, ...]]
    given: Mapping[str, tuple[int, int]]
    locked: bool

    @property
    def complete(self) -> bool:
        """Whether every score is there, and there is one."""
        return bool(self.given) and all(done == of for done, of in self.given.values())

    def interviewed_by(self, panellist: str) -> tuple[str, ...]:
        """Return whom a panellist interviews, by reference."""
        return tuple(one for one, panel in self.panels.items() if panellist in panel)


def interview_progress(s: Session, ref: str) -> InterviewProgress:
    """Return who interviews whom, and how many scores are there.

    Raises:
        Refused: the invited are not unsealed.
    """
    _interviews_begun(s, ref)
    vacancy, panels = get_vacancy(s, ref), interview_panels(s, ref)
    missing = Counter(
        who for _, who, _ in missing_interview_scores(vacancy, panels, _scores(s, ref))
    )
    criteria = len(assessed_at_interview(vacancy))
    expected = Counter(who for panel in panels.values() for who in panel)
    return InterviewProgress(
        panels,
        {who: (n * criteria - missing[who], n * criteria) for who, n in expected.items()},
        s.workspace.interviews.locked_at(ref) is not None,
    )


def record_interview_score(
    s: Session,
    ref: str,
    candidate: str,
    panellist: str,
    criterion: str,
    level: int | None,
    note: str | None = None,
) -> None:
    """Write a panellist's score for an interview, or take it back.

    Args:
        level: as the vacancy's scale counts; None takes the score and its note back.
        note: None leaves the note as it is; any other needs the vault open.

    Raises:
        Refused: the scores are locked, or the score does not fit; or there is a note and the
            vault is sealed.
    """
    if note and not s.is_unsealed:
        raise Refused(
            "A note on an interview is written by somebody who has met the applicant, so it is "
            "kept in the vault. Open the vault to write it."
        )
    with s.workspace.act(sealed=s.is_unsealed):
        candidate = _may_score(s, ref, candidate, panellist, criterion, level)
        was = _scores_by_key(s, ref).get((candidate, panellist, criterion))
        if level is None:
            s.workspace.interviews.remove_score(candidate, panellist, criterion)
        else:
            s.workspace.interviews.put_score(
                InterviewScoreRecord(candidate, panellist, criterion, level), s.actor
            )
        if s.is_unsealed and (note is not None or level is None):
            kept = (note or "").strip() if level is not None else ""
            s.vault.interviews.set_note(candidate, panellist, criterion, kept)
        if level != was:
            s.log(
                "interview-score.recorded",
                ref,
                candidate,
                panellist=panellist,
                criterion=criterion,
                level=level,
                was=was,
            )


def interview_scores_of(
    s: Session, ref: str, panellist: str
) -> dict[tuple[str, str], tuple[int, str]]:
    """Return one panellist's ``(level, note)`` by ``(candidate, criterion)``; notes are empty where
    the vault is sealed.

    Raises:
        Refused: the invited are not unsealed.
    """
    _interviews_begun(s, ref)
    notes = s.vault.interviews.notes(ref) if s.is_unsealed else {}
    return {
        (candidate, criterion): (level, notes.get((candidate, who, criterion), ""))
        for (candidate, who, criterion), level in _scores_by_key(s, ref).items()
        if who == panellist
    }


def import_interview_scores(s: Session, ref: str, csv_path: Path | str) -> int:
    """Take in a CSV with the columns ``candidate,panellist,criterion,score,note``, all or nothing.

    A score that is there already is replaced. An empty ``score`` is skipped.

    Returns:
        how many scores were written.

    Raises:
        Refused: listing every problem with its line, or there are notes and the vault is sealed;
            nothing was taken in.
    """
    path = Path(csv_path)
    permitted(s, ref, Verb.INTERVIEW)
    text = read_csv_text(path)
    problems: list[str] = []
    with s.workspace.act(sealed=s.is_unsealed):
        try:
            rows = list(_rows(path.name, text, problems))
        except csv.Error:
            raise Refused(
                f"'{path.name}' is not a sound CSV: perhaps a double quote is missing, and one "
                "cell swallows the rest. Save it again from the spreadsheet."
            ) from None
        seen: set[tuple[str, ...]] = set()
        for line, key, level, note in rows:
            where = f"'{path.name}' line {line}: "
            if key in seen:
                problems.append(f"{where}this score is given above already.")
            seen.add(key)
            try:
                record_interview_score(s, ref, *key, level, note or None)
            except Refused as error:
                problems += [where + said for said in error.problems]
        if not rows and not problems:
            problems.append(f"'{path.name}' holds no scores.")
        if problems:
            raise Refused(*problems)
        s.log(
            "interview-scores.imported",
            ref,
            scores=len(rows),
            by_panellist=dict(sorted(Counter(key[1] for _, key, _, _ in rows).items())),
            sha256=hashlib.sha256(text.encode()).hexdigest(),
        )
    return len(rows)


def lock_interview_scores(s: Session, ref: str) -> None:
    """Lock the scores of the interviews; after this none can be changed, and the results are told.

    Raises:
        Refused: a score is missing (with the counts), nobody was interviewed, or they are locked.
    """
    with s.workspace.act():
        permitted(s, ref, Verb.INTERVIEW)
        progress = interview_progress(s, ref)
        if progress.locked:
            raise Refused(f"The scores of the interviews of {ref} are locked already.")
        missing = {who: of - done for who, (done, of) in progress.given.items() if done < of}
        if nobodys := [one for one, panel in progress.panels.items() if not panel]:
            raise Refused(
                f"Nobody on the panel scores {', '.join(nobodys)} at interview: whoever is on it "
                "declared that they may know them. Choose a room with another panel."
            )
        if missing:
            each = ", ".join(f"{who} {number}" for who, number in missing.items())
            raise Refused(
                f"{sum(missing.values())} scores are missing ({each}). Where somebody did not "
                "come or withdrew, record that as the outcome, and no score is asked for."
            )
        if not any(of for _, of in progress.given.values()):
            raise Refused(f"There is nothing to lock: nobody is scored at interview for {ref}.")
        s.workspace.interviews.lock(ref, s.actor)
        scores = s.workspace.interviews.scores(ref)
        s.log(
            "interview-scores.locked",
            ref,
            scores=len(scores),
            sha256=digest(
                ScoreRecord(one.candidate, one.panellist, one.criterion, one.level, "")
                for one in scores
            ),
        )


def interview_results(s: Session, ref: str) -> list[InterviewStanding]:
    """Return how the interviewed stand, best first, on the interview alone.

    Raises:
        Refused: the scores are not locked yet.
    """
    _interviews_begun(s, ref)
    if s.workspace.interviews.locked_at(ref) is None:
        raise Refused(
            f"The scores of the interviews of {ref} are not locked yet; until then nobody sees "
            "what others gave. Lock them when every panellist has scored."
        )
    scores, vacancy = _scores(s, ref), get_vacancy(s, ref)
    panels = interview_panels(s, ref)
    # Somebody who was found not to have come after the lock still has scores; another has none.
    short = {c for c, _, _ in missing_interview_scores(vacancy, panels, scores)}
    return interview_standings(
        vacancy, {c: panel for c, panel in panels.items() if panel and c not in short}, scores
    )


def _interviews_begun(s: Session, ref: str) -> None:
    state = vacancy_state(s, ref)
    if state is not VacancyState.CLOSED:
        permit(Verb.INTERVIEW, state, ref)


def _scores(s: Session, ref: str) -> list[Score]:
    return [
        Score(one.candidate, one.panellist, one.criterion, one.level)
        for one in s.workspace.interviews.scores(ref)
    ]


def _scores_by_key(s: Session, ref: str) -> dict[tuple[str, str, str], int]:
    return {(x.candidate, x.panellist, x.criterion): x.level for x in _scores(s, ref)}


def _may_score(
    s: Session, ref: str, candidate: str, panellist: str, criterion: str, level: int | None
) -> str:
    """Let a score pass, and return the candidate's reference as it is written."""
    permitted(s, ref, Verb.INTERVIEW)
    vacancy = get_vacancy(s, ref)
    candidate = invited_candidate(s, ref, candidate)
    if s.workspace.interviews.locked_at(ref) is not None:
        raise Refused(
            f"The scores of the interviews of {ref} are locked; none is changed any more."
        )
    panel = interview_panels(s, ref).get(candidate)
    if panel is None:
        raise Refused(f"{candidate} did not come to the interview, so no score is given.")
    if problems := _problems(vacancy, panel, candidate, panellist, criterion, level):
        raise Refused(*problems)
    return candidate


def _problems(
    vacancy: Vacancy,
    panel: tuple[str, ...],
    candidate: str,
    panellist: str,
    criterion: str,
    level: int | None,
) -> list[str]:
    found = []
    if panellist not in panel:
        found.append(
            f"'{panellist}' does not interview {candidate}. Choose from {', '.join(panel)}."
        )
    known = [one.id for one in assessed_at_interview(vacancy)]
    if criterion not in known:
        choose = f"Choose from {', '.join(known)}." if known else "No criterion is."
        found.append(f"'{criterion}' is not scored at interview. {choose}")
    if level is not None and level not in vacancy.scale.scores:
        found.append(f"{level} is not on the scale, which goes from {vacancy.scale.span}.")
    return found


def _rows(
    file: str, text: str, problems: list[str]
) -> Iterator[tuple[int, tuple[str, str, str], int, str]]:
    """Yield line, ``(candidate, panellist, criterion)``, level and note of each score."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    header = [(name or "").strip().lower() for name in reader.fieldnames or []]
    reader.fieldnames = header
    if missing := [name for name in _COLUMNS if name not in header]:
        raise Refused(
            f"'{file}' has no column '{missing[0]}'. The columns are "
            f"{', '.join((*_COLUMNS, 'note'))}."
        )
    for row in reader:
        cells = {name: (row.get(name) or "").strip() for name in (*_COLUMNS, "note")}
        written = cells["score"]
        if not written:
            continue
        if not written.isdecimal() or len(written) > 9:
            problems.append(
                f"'{file}' line {reader.line_num}: the score '{written}' is not a whole number."
            )
            continue
        key = (cells["candidate"].upper(), cells["panellist"], cells["criterion"])
        yield reader.line_num, key, int(written), cells["note"]
