"""Setting up vacancies: from a file or the criteria editor to the workspace, until release."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.redaction.policy import PolicyError, load_policy
from edi_shortlist.storage import VacancyRecord
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.scheme_editions import schemes_on_offer
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState, Verb, follows, permit
from edi_shortlist.workflow.toml_files import read_toml


@dataclass(frozen=True)
class VacancySummary:
    """A vacancy as a list shows it; ``places`` are the interviews given on merit."""

    reference: str
    title: str
    state: VacancyState
    applications: int
    places: int


def load_vacancy_file(path: Path | str) -> Vacancy:
    """Read a ``vacancy.toml``.

    Raises:
        Refused: the file is not there or not TOML.
        VacancyError: listing every problem, each naming the key.
    """
    return Vacancy.from_dict(read_toml(Path(path)))


def create_vacancy(s: Session, vacancy: Vacancy) -> None:
    """Add a vacancy, as a draft.

    Raises:
        Refused: there is one with its reference, or it names an unknown scheme or policy.
    """
    _check_names(s, vacancy)
    with s.workspace.act():
        if s.workspace.blind.vacancy(vacancy.reference):
            raise Refused(
                f"There is already a vacancy {vacancy.reference}. Give this one another reference."
            )
        s.workspace.blind.add_vacancy(
            vacancy.reference, vacancy.title, VacancyState.DRAFT, vacancy.to_dict()
        )
        s.log("vacancy.created", vacancy.reference, **_logged(vacancy))


def update_vacancy(s: Session, vacancy: Vacancy) -> None:
    """Exchange a vacancy for one with the same reference, until it is released.

    Raises:
        Refused: it was released, does not exist, names an unknown scheme or policy, or its
            redaction policy changed although applications were redacted under the old one.
    """
    _check_names(s, vacancy)
    with s.workspace.act():
        record = vacancy_record(s, vacancy.reference)
        permit(Verb.CHANGE, VacancyState(record.state), record.reference)
        before = Vacancy.from_dict(record.definition)
        if before == vacancy:
            return
        redacted_as = (before.policy, before.policy_overrides)
        if redacted_as != (
            vacancy.policy,
            vacancy.policy_overrides,
        ) and s.workspace.blind.candidates(vacancy.reference):
            raise Refused(
                f"The redaction policy of {vacancy.reference} cannot be changed: its applications "
                "were redacted under the old one. Make a new vacancy and add them there."
            )
        s.workspace.blind.change_vacancy(vacancy.reference, vacancy.title, vacancy.to_dict())
        s.log("vacancy.changed", vacancy.reference, **_logged(vacancy))


def list_vacancies(s: Session) -> list[VacancySummary]:
    """Return every vacancy, the oldest first."""
    return [
        VacancySummary(
            record.reference,
            record.title,
            VacancyState(record.state),
            len(s.workspace.blind.candidates(record.reference)),
            int(record.definition["interview_places"]),
        )
        for record in s.workspace.blind.vacancies()
    ]


def get_vacancy(s: Session, ref: str) -> Vacancy:
    """Return a vacancy.

    Raises:
        Refused: there is none of that reference.
    """
    return _checked(json.dumps(vacancy_record(s, ref).definition))


@lru_cache(maxsize=32)
def _checked(definition: str) -> Vacancy:
    """Return the vacancy of a definition. Every score that is saved asks for it, and checking it
    takes longer than all the rest of that."""
    return Vacancy.from_dict(json.loads(definition))


def vacancy_state(s: Session, ref: str) -> VacancyState:
    """Return where a vacancy stands.

    Raises:
        Refused: there is none of that reference.
    """
    return VacancyState(vacancy_record(s, ref).state)


# -- for the other verbs


def vacancy_record(s: Session, ref: str) -> VacancyRecord:
    """Return a vacancy as stored.

    Raises:
        Refused: there is none of that reference.
    """
    record = s.workspace.blind.vacancy(ref)
    if record is None:
        raise Refused(f"There is no vacancy {ref} in this workspace. Look for it in the list.")
    return record


def permitted(s: Session, ref: str, verb: Verb) -> VacancyState:
    """Let a verb pass and return the vacancy's state; call it inside the act.

    Raises:
        Refused: the vacancy does not exist or its state does not allow the verb.
    """
    state = vacancy_state(s, ref)
    permit(verb, state, ref)
    return state


def candidate_in(s: Session, ref: str, candidate: str) -> str:
    """Return the candidate's reference as it is written, having checked that it belongs here.

    Raises:
        Refused: the vacancy has no such candidate.
    """
    reference = candidate.strip().upper()
    if s.workspace.blind.vacancy_of(reference) != ref:
        raise Refused(f"{ref} has no candidate {candidate}. Look for the reference in the list.")
    return reference


def move(s: Session, ref: str, to: VacancyState, **details: Any) -> None:
    """Move a vacancy to its next state and log it; call it inside the act.

    Raises:
        ValueError: no verb may do that; a mistake of the program, not of the person.
    """
    state = vacancy_state(s, ref)
    if not follows(state, to):
        raise ValueError(f"a vacancy cannot go from {state} to {to}")
    s.workspace.blind.set_state(ref, to)
    s.log(f"vacancy.{to}", ref, **details)


def _check_names(s: Session, vacancy: Vacancy) -> None:
    problems = []
    known = schemes_on_offer(s)
    for scheme in vacancy.schemes:
        if scheme not in known:
            problems.append(
                f"There is no scheme '{scheme}'. Choose from {', '.join(sorted(known))}."
            )
    try:
        load_policy(
            vacancy.policy, [(entry.label, entry.action) for entry in vacancy.policy_overrides]
        )
    except PolicyError as error:
        problems.append(str(error))
    if problems:
        raise Refused(*problems)


def _logged(vacancy: Vacancy) -> dict[str, Any]:
    """What the log says of a vacancy's set-up: the choices that need a reason on record."""
    return {
        "criteria": [criterion.id for criterion in vacancy.criteria],
        "panel": list(vacancy.panel),
        "places": vacancy.interview_places,
        "limit": vacancy.interview_limit,
        "limit_reason": vacancy.interview_limit_reason,
        "ties": vacancy.ties.value,
        "schemes": list(vacancy.schemes),
        "scoring": vacancy.scoring.value if vacancy.scoring else None,
        "policy": vacancy.policy,
        "policy_overrides": [vars(entry) for entry in vacancy.policy_overrides],
    }
