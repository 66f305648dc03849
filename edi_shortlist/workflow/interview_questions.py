"""Interview questions by criterion, and what a good answer shows: written by HR or the manager,
the same for every candidate. They hold nothing of an applicant and lie on the blind side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from edi_shortlist.recruitment.criteria import Criterion
from edi_shortlist.recruitment.fields import Fields
from edi_shortlist.recruitment.interview_scoring import assessed_at_interview
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.storage.interviews import QuestionRecord
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import Verb
from edi_shortlist.workflow.toml_files import read_toml
from edi_shortlist.workflow.vacancies import get_vacancy, permitted

_LONGEST = 1000  # characters


@dataclass(frozen=True)
class InterviewQuestion:
    """A question.

    Attributes:
        criterion: the id of the criterion that it is about.
        good: what a good answer shows, by level.
    """

    criterion: str
    text: str
    good: Mapping[int, str] = field(default_factory=dict)


def questions(s: Session, ref: str) -> list[InterviewQuestion]:
    """Return the questions of a vacancy in the order in which they are asked.

    Raises:
        Refused: there is no such vacancy.
    """
    get_vacancy(s, ref)
    return [
        InterviewQuestion(one.criterion, one.question, one.good)
        for one in s.workspace.interviews.questions(ref)
    ]


def set_questions(s: Session, ref: str, asked: Sequence[InterviewQuestion]) -> None:
    """Write the questions of a vacancy in place of those that were.

    Raises:
        Refused: a question does not fit the vacancy; a candidate was scored at interview already
            on a criterion whose questions would change, and everybody is asked the same; or the
            vacancy is closed.
    """
    with s.workspace.act():
        permitted(s, ref, Verb.WRITE_QUESTIONS)
        vacancy = get_vacancy(s, ref)
        asked = [_tidied(one) for one in asked]
        before = questions(s, ref)
        # One that is there may have lost its criterion since; it does not hold up the others.
        new = [(n, one) for n, one in enumerate(asked, 1) if one not in before]
        problems = [said for n, one in new for said in _problems(vacancy, n, one)]
        scored = {score.criterion for score in s.workspace.interviews.scores(ref)}
        problems += [
            f"A candidate was scored on {criterion} at interview already, so its questions stay: "
            "everybody is asked the same."
            for criterion in sorted(scored)
            if _about(criterion, before) != _about(criterion, asked)
        ]
        if problems:
            raise Refused(*problems)
        if before == asked:
            return
        s.workspace.interviews.set_questions(
            ref, [QuestionRecord(one.criterion, one.text, dict(one.good)) for one in asked]
        )
        s.log("questions.written", ref, questions=len(asked))


def copy_questions(s: Session, ref: str, earlier: str) -> int:
    """Add the questions of another vacancy, each to the criterion of the same words or, where none
    has them, of the same id; what is there already is not added again.

    Returns:
        how many were added.

    Raises:
        Refused: none of them fits, or as ``set_questions``.
    """
    vacancy = get_vacancy(s, ref)
    theirs = {criterion.id: criterion for criterion in get_vacancy(s, earlier).criteria}
    now = questions(s, ref)
    known = {(one.criterion, one.text.casefold()) for one in now}
    added = []
    for one in questions(s, earlier):
        found = _counterpart(vacancy, theirs.get(one.criterion))
        if found is None or (found.id, one.text.casefold()) in known:
            continue
        good = {level: said for level, said in one.good.items() if level in vacancy.scale.scores}
        added.append(replace(one, criterion=found.id, good=good))
    if not added:
        raise Refused(
            f"{earlier} has no question for a criterion of {ref} that is not there already."
        )
    set_questions(s, ref, [*now, *added])
    return len(added)


def load_questions_file(path: Path | str) -> list[InterviewQuestion]:
    """Read a TOML file with a table ``[[questions]]`` for each: ``criterion``, ``text``, ``good``.

    Raises:
        Refused: it is not there, not TOML, or lists what is wrong, each naming the key.
    """
    mapping: dict[str, Any] = read_toml(Path(path))
    problems: list[str] = []
    fields = Fields(mapping, problems)
    found = []
    for row in fields.tables("questions"):
        found.append(
            InterviewQuestion(row.text("criterion"), row.text("text"), row.numbered_texts("good"))
        )
        row.refuse_unknown()
    fields.refuse_unknown()
    if not found and not problems:
        problems.append("'questions' must hold one question or more.")
    if problems:
        raise Refused(*problems)
    return found


def _tidied(one: InterviewQuestion) -> InterviewQuestion:
    good = {level: said.strip() for level, said in sorted(one.good.items()) if said.strip()}
    return InterviewQuestion(one.criterion, " ".join(one.text.split()), good)


def _about(criterion: str, asked: Sequence[InterviewQuestion]) -> list[InterviewQuestion]:
    return [one for one in asked if one.criterion == criterion]


def _problems(vacancy: Vacancy, number: int, one: InterviewQuestion) -> list[str]:
    known = [criterion.id for criterion in assessed_at_interview(vacancy)]
    found = []
    if one.criterion not in known:
        choose = f"Choose from {', '.join(known)}." if known else "No criterion is."
        found.append(f"Question {number}: '{one.criterion}' is not scored at interview. {choose}")
    if not one.text:
        found.append(f"Question {number} has no words.")
    if max(map(len, (one.text, *one.good.values()))) > _LONGEST:
        found.append(f"Question {number}: a text has at most {_LONGEST} characters. Shorten it.")
    for level in one.good:
        if level not in vacancy.scale.scores:
            found.append(f"Question {number}: {level} is not a level from {vacancy.scale.span}.")
    return found


def _counterpart(vacancy: Vacancy, theirs: Criterion | None) -> Criterion | None:
    if theirs is None:
        return None
    ours = assessed_at_interview(vacancy)
    words = theirs.text.casefold()
    same_words = [one for one in ours if one.text.casefold() == words]
    same_id = [one for one in ours if one.id.casefold() == theirs.id.casefold()]
    return next(iter([*same_words, *same_id]), None)
