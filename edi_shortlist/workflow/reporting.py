"""Shortlist reports: what the recruiting manager may have, and what HR keeps sealed.

A manager's report holds either the scores or who is invited, never both, for the reason that a
manager's copy does: somebody invited with a lower total than somebody who is not has declared for
a scheme. Until the shortlist is drawn it is "Scores and agreement"; afterwards "Interview list",
with figures of all candidates together. HR's report has everything, and needs the vault open.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from edi_shortlist.recruitment.plain_words import day_words
from edi_shortlist.reports.agreement_sections import by_criterion, by_panellist
from edi_shortlist.reports.page import Section
from edi_shortlist.reports.paper import UnknownPaperFormat, check_suffix, write_paper
from edi_shortlist.reports.shortlist_report import (
    FEWEST,
    acts_section,
    check_section,
    criteria_section,
    decisions_section,
    entitlement_section,
    figures_section,
    invited_section,
    moderation_section,
    notes_section,
    places_section,
    rules_sentences,
    schemes_section,
    scores_section,
)
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.report_facts import SAVED, Facts, facts_of, scores_handed_out
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState, Verb
from edi_shortlist.workflow.vacancies import permitted
from edi_shortlist.workflow.writing import Cancelled, Progress, Stopped, refusals_of, stepper

SUFFIXES = (".pdf", ".docx", ".xlsx")

_FOR_MANAGERS = "OFFICIAL: for the recruiting manager, without names"
_FOR_HR = "OFFICIAL-SENSITIVE: for HR only, holds special category data"


class Audience(StrEnum):
    """Whom a report is for."""

    MANAGER = "manager"
    HR = "hr"


class Kind(StrEnum):
    """Which report it is; the value stands in the log."""

    SCORES = "scores"
    INTERVIEW_LIST = "interview-list"
    DECISIONS = "decisions"
    WHOLE = "whole"


TITLES = {
    Kind.SCORES: "Scores and agreement",
    Kind.INTERVIEW_LIST: "Interview list",
    Kind.DECISIONS: "Decisions and reasons",
    Kind.WHOLE: "Shortlist report",
}


@dataclass(frozen=True)
class SavedReport:
    """A report that was saved.

    Attributes:
        sha256: of the file, which the log has too.
        warnings: sentences on how to handle it.
    """

    path: Path
    kind: Kind
    sha256: str
    warnings: tuple[str, ...]


def kind_of(state: VacancyState, audience: Audience, short: bool) -> Kind:
    """Return which report somebody gets of a vacancy in a state in which one can be saved.

    Raises:
        Refused: the short one was asked for and the shortlist is not drawn.
    """
    drawn = state is not VacancyState.LOCKED
    if short and not drawn:
        raise Refused(
            "The short report says who is invited, and the shortlist is not drawn yet. Draw it "
            "first, or save the whole report."
        )
    if audience is Audience.HR:
        return Kind.DECISIONS if short else Kind.WHOLE
    return Kind.INTERVIEW_LIST if drawn else Kind.SCORES


def save_report(
    s: Session,
    ref: str,
    path: Path,
    audience: Audience,
    *,
    short: bool = False,
    names: bool = False,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> SavedReport | None:
    """Save a shortlist report as its suffix says, and log that with its digest.

    Args:
        path: must not exist.
        audience: HR's needs the vault open.
        short: only the interview list, or only the decisions with their reasons.
        names: name the invited, in HR's report, once they are unsealed.
        progress: called as ``progress(rows, of_rows, what)``, from this thread.
        cancelled: asked between pieces of work.

    Returns:
        what was saved, or None where it was stopped, and nothing was written.

    Raises:
        Refused: the scores are not locked, the invited are not unsealed and are to be named, the
            suffix is none of ``SUFFIXES``, or the file exists or cannot be written.
        VaultSealed: HR's report is asked for and the vault is not open.
    """
    if s.pack is not None:
        raise Refused("A report is saved by HR, from the workspace. Ask HR for one.")
    try:
        check_suffix(path, SUFFIXES)
    except UnknownPaperFormat as error:
        raise Refused(str(error)) from None
    with s.workspace.act():  # what is read here is of one moment
        kind = kind_of(permitted(s, ref, Verb.SAVE_REPORT), audience, short)
        facts = facts_of(s, ref, sealed=audience is Audience.HR, names=names)
        warnings = tuple(_warnings(s, ref, kind))
    parts, now = _PARTS[kind](facts, short), datetime.now(UTC)
    try:
        with refusals_of(path):
            written = write_paper(
                f"{TITLES[kind]}: {ref}",
                parts,
                path,
                marking=_FOR_HR if audience is Audience.HR else _FOR_MANAGERS,
                made=f"Made on {day_words(now)} at {now:%H:%M} UTC by {s.actor}",
                suffixes=SUFFIXES,
                step=stepper(progress, cancelled),
            )
    except Stopped:
        return None
    digest = hashlib.sha256(written).hexdigest()
    s.log(
        SAVED,
        ref,
        report=kind.value,
        audience=audience.value,
        format=path.suffix.lower().lstrip("."),
        named=names,
        sha256=digest,
    )
    return SavedReport(path, kind, digest, warnings)


def _warnings(s: Session, ref: str, kind: Kind) -> Sequence[str]:
    match kind:
        case Kind.SCORES:
            return (
                "Have this report deleted before you hand the interview list over: the two "
                "together tell who was guaranteed an interview.",
            )
        case Kind.INTERVIEW_LIST:
            if day := scores_handed_out(s, ref):
                return (
                    f"The scores were handed out on {day}. Beside the interview list they tell who "
                    "was guaranteed an interview: have them deleted before you hand this on.",
                )
            return ()
    return (
        "It says who declared for which scheme, which is special category data, and is not "
        "encrypted. Keep it where only HR can read it.",
    )


# -- what each report holds


def _scores(facts: Facts, short: bool) -> list[Section]:
    return [
        _about(
            facts,
            "It has the panel's scores and says nothing of who is invited or who declared for a "
            "guaranteed interview. Delete it once you have the interview list.",
            *rules_sentences(facts.vacancy),
        ),
        places_section(facts.scored),
        *_scoring(facts),
        acts_section(facts.vacancy.panel, facts.steps),
        check_section(facts.log_end),
    ]


def _interview_list(facts: Facts, short: bool) -> list[Section]:
    vacancy = facts.vacancy
    invited = invited_section(facts.invited, facts.candidates)
    if short:
        return [_about(facts), invited]
    return [
        _about(
            facts,
            "It says who is invited. It has no scores, since the two together would tell who was "
            "guaranteed an interview.",
        ),
        invited,
        criteria_section(vacancy),
        figures_section(vacancy, facts.scored),
        *([by_criterion(facts.agreement)] if len(facts.scored) >= FEWEST else []),
        acts_section(vacancy.panel, facts.steps),
        check_section(replace(facts.log_end, scores="")),
    ]


def _decisions(facts: Facts, short: bool) -> list[Section]:
    return [
        _about(facts, _SEALED, *rules_sentences(facts.vacancy, facts.seed)),
        decisions_section(facts.decisions),
        entitlement_section(facts.entitlements),
    ]


def _whole(facts: Facts, short: bool) -> list[Section]:
    return [
        *_decisions(facts, short),
        schemes_section(facts.schemes),
        places_section(facts.scored),
        *_scoring(facts),
        acts_section(facts.vacancy.panel, facts.acts),
        check_section(facts.log_end),
    ]


_PARTS: dict[Kind, Callable[[Facts, bool], list[Section]]] = {
    Kind.SCORES: _scores,
    Kind.INTERVIEW_LIST: _interview_list,
    Kind.DECISIONS: _decisions,
    Kind.WHOLE: _whole,
}

_SEALED = (
    "For HR only. It says who declared for which scheme, and scores beside invitations tell it "
    "too. No manager or panel member may see it."
)


def _about(facts: Facts, *sentences: str) -> Section:
    vacancy = facts.vacancy
    return Section(
        "About this report",
        (f"{vacancy.title} ({vacancy.reference}).", *sentences),
    )


def _scoring(facts: Facts) -> list[Section]:
    """Return the parts on how the panel scored."""
    return [
        criteria_section(facts.vacancy),
        scores_section(facts.vacancy, facts.scored),
        moderation_section(facts.scored),
        notes_section(facts.scored),
        by_criterion(facts.agreement),
        by_panellist(facts.agreement, len(facts.scored)),
    ]
