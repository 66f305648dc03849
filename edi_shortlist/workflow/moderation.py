"""Moderation: once every panellist has scored, the panel talks over where it differs and agrees a
score, which stands beside the independent ones and counts in place of their mean.

Nothing here opens the vault, and nothing tells who is invited or who declared what.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from edi_shortlist.recruitment.criteria import Criterion
from edi_shortlist.recruitment.moderation import TO_MODERATE, Difference, difference
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.storage import AgreedRecord
from edi_shortlist.workflow.agreed_scores import drop_overtaken
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.locked_scores import digest
from edi_shortlist.workflow.scored_evidence import Quotation, evidence_of
from edi_shortlist.workflow.scoring import check_complete, fit_problems
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState, Verb
from edi_shortlist.workflow.vacancies import candidate_in, get_vacancy, move, permitted

__all__ = [
    "CLOSING_WORDS",
    "TO_MODERATE",
    "AgreedRecord",
    "Closing",
    "Difference",
    "GivenScore",
    "ModeratedScore",
    "ModerationDetail",
    "ModerationTable",
    "agree",
    "close_moderation",
    "moderation_detail",
    "moderation_table",
    "open_moderation",
    "scores_stamp",
    "take_back",
]

_ORDER = {kind: number for number, kind in enumerate(Difference)}


class Closing(StrEnum):
    """Why moderation is closed again. A fixed list, since free words in the log might name
    somebody."""

    WRONG_SCORE = "wrong-score"
    CONFLICT = "conflict"
    TOO_EARLY = "too-early"


CLOSING_WORDS = {
    Closing.WRONG_SCORE: "A score was entered wrongly",
    Closing.CONFLICT: "A panellist knows a candidate",
    Closing.TOO_EARLY: "Moderation was opened too early",
}


@dataclass(frozen=True, slots=True)
class ModeratedScore:
    """What the panel gave one candidate on one criterion.

    Attributes:
        levels: by panellist, in the panel's order; None where a panellist does not score the
            candidate.
        agreed: the level that the panel agreed, or None.
    """

    candidate: str
    criterion: str
    levels: tuple[int | None, ...]
    difference: Difference
    agreed: int | None

    @property
    def is_open(self) -> bool:
        """Whether the panel still has to talk about it."""
        return self.agreed is None and self.difference in TO_MODERATE

    @property
    def mean(self) -> Fraction | None:
        """The exact mean of the independent levels, or None where nobody gave one."""
        given = [level for level in self.levels if level is not None]
        return Fraction(sum(given), len(given)) if given else None


@dataclass(frozen=True)
class ModerationTable:
    """Every candidate and criterion: pass/fail differences on essentials first, then those of two
    levels or more, then the rest, each in the order of candidates and criteria."""

    panel: tuple[str, ...]
    rows: tuple[ModeratedScore, ...]


@dataclass(frozen=True)
class GivenScore:
    """What one panellist gave, and why.

    Attributes:
        level: None where the panellist does not score the candidate.
        evidence: the passages that the panellist marked, in their words.
    """

    panellist: str
    level: int | None
    note: str
    evidence: tuple[Quotation, ...] = ()


@dataclass(frozen=True)
class ModerationDetail:
    """What there is to talk about for one candidate on one criterion.

    Attributes:
        given: in the panel's order.
        agreed: what the panel agreed, or None.
    """

    candidate: str
    criterion: str
    given: tuple[GivenScore, ...]
    agreed: AgreedRecord | None


def open_moderation(s: Session, ref: str) -> None:
    """Open moderation: the independent scores are frozen, and the panel may see them together.

    What was agreed before, on levels that were changed since, is removed.

    Raises:
        Refused: a score is missing, moderation was opened already, or this is no workspace.
    """
    _check_workspace(s)
    with s.workspace.act():
        permitted(s, ref, Verb.OPEN_MODERATION)
        check_complete(s, ref, "moderated")
        overtaken = drop_overtaken(s, ref)
        scores = s.workspace.scores.of_vacancy(ref)
        move(
            s,
            ref,
            VacancyState.MODERATING,
            scores=len(scores),
            sha256=digest(scores),
            **({"overtaken": overtaken} if overtaken else {}),
        )


def close_moderation(s: Session, ref: str, reason: Closing) -> None:
    """Close moderation again, so that scores can be changed. What was agreed is kept as long as
    the levels stay on which it was agreed.

    Raises:
        Refused: moderation is not open, or this is no workspace.
    """
    _check_workspace(s)
    with s.workspace.act():
        permitted(s, ref, Verb.MODERATE)
        s.log("moderation.closed", ref, reason=reason)
        move(s, ref, VacancyState.SCORING)


def agree(
    s: Session,
    ref: str,
    candidate: str,
    criterion: str,
    level: int,
    by: Sequence[str],
    why: str,
) -> AgreedRecord:
    """Write what the panel agreed for a candidate on a criterion, in place of what it agreed
    before. The independent scores stay as they are.

    Args:
        level: a score of the vacancy's scale.
        by: the panellists who agreed, whatever the case of their names.
        why: what settled it. It is kept with the score and does not go into the log.

    Raises:
        Refused: moderation is not open, the score does not fit the vacancy, somebody who did not
            score the candidate is said to have agreed, or no reason is given.
    """
    with s.workspace.act():
        permitted(s, ref, Verb.MODERATE)
        vacancy = get_vacancy(s, ref)
        candidate = candidate_in(s, ref, candidate)
        basis = _levels_of(s, candidate, criterion)
        problems = fit_problems(vacancy, vacancy.panel[0], criterion, level)
        if not problems:
            problems = _agreement_problems(basis, by, why)
        if problems:
            raise Refused(*problems)
        named = {name.casefold(): name for name in basis}
        agreed_by = {named[name.strip().casefold()] for name in by}
        was = s.workspace.agreed.of(candidate, criterion)
        s.workspace.agreed.put(
            AgreedRecord(
                candidate,
                criterion,
                level,
                tuple(name for name in basis if name in agreed_by),
                " ".join(why.split()),
                basis,
                s.actor,
            )
        )
        s.log(
            "score.agreed",
            ref,
            candidate,
            criterion=criterion,
            level=level,
            was=was.level if was else None,
            by=[name for name in basis if name in agreed_by],
        )
        agreed = s.workspace.agreed.of(candidate, criterion)
    assert agreed is not None
    return agreed


def take_back(s: Session, ref: str, candidate: str, criterion: str) -> None:
    """Take back what the panel agreed for a candidate on a criterion, if anything.

    Raises:
        Refused: moderation is not open, or there is no such candidate.
    """
    with s.workspace.act():
        permitted(s, ref, Verb.MODERATE)
        candidate = candidate_in(s, ref, candidate)
        if was := s.workspace.agreed.of(candidate, criterion):
            s.workspace.agreed.remove(candidate, criterion)
            s.log("score.agreement-withdrawn", ref, candidate, criterion=criterion, was=was.level)


def scores_stamp(s: Session, ref: str) -> tuple[object, ...]:
    """Return what stays the same as long as ``moderation_table`` does; it is quickly told.

    Raises:
        Refused: not every panellist has scored yet, or moderation was not opened.
    """
    permitted(s, ref, Verb.COMPARE)
    return (*s.workspace.scores.stamp(ref), *s.workspace.agreed.stamp(ref))


def moderation_table(s: Session, ref: str) -> ModerationTable:
    """Return what every panellist gave every candidate, the differences first.

    Raises:
        Refused: not every panellist has scored yet, or moderation was not opened.
    """
    permitted(s, ref, Verb.COMPARE)
    vacancy = get_vacancy(s, ref)
    levels: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for candidate, criterion, panellist, level in s.workspace.scores.levels(ref):
        levels[candidate, criterion][panellist] = level
    agreed = {one.place: one.level for one in s.workspace.agreed.of_vacancy(ref)}
    rows = [
        _row(vacancy, criterion, place, levels[place], agreed.get(place))
        for candidate in s.workspace.blind.candidates(ref)
        for criterion in vacancy.assessed_at_application
        if (place := (candidate, criterion.id)) in levels
    ]
    rows.sort(key=lambda row: _ORDER[row.difference])  # stable: the order within stays
    return ModerationTable(vacancy.panel, tuple(rows))


def moderation_detail(s: Session, ref: str, candidate: str, criterion: str) -> ModerationDetail:
    """Return what each panellist gave a candidate on a criterion, and why.

    Raises:
        Refused: not every panellist has scored yet, or there is no such candidate.
    """
    permitted(s, ref, Verb.COMPARE)
    candidate = candidate_in(s, ref, candidate)
    scores = {
        score.panellist: score
        for score, _at in s.workspace.scores.of_candidate(candidate)
        if score.criterion == criterion
    }
    marked = evidence_of(s, ref, candidate, criterion)
    given = [
        GivenScore(
            name,
            scores[name].level if name in scores else None,
            scores[name].note if name in scores else "",
            tuple(one for one in marked if one.panellist == name),
        )
        for name in get_vacancy(s, ref).panel
    ]
    return ModerationDetail(
        candidate, criterion, tuple(given), s.workspace.agreed.of(candidate, criterion)
    )


def _row(
    vacancy: Vacancy,
    criterion: Criterion,
    place: tuple[str, str],
    given: dict[str, int],
    agreed: int | None,
) -> ModeratedScore:
    return ModeratedScore(
        *place,
        tuple(map(given.get, vacancy.panel)),
        difference(criterion, vacancy.scale, given.values()),
        agreed,
    )


def _levels_of(s: Session, candidate: str, criterion: str) -> dict[str, int]:
    return {
        score.panellist: score.level
        for score, _at in s.workspace.scores.of_candidate(candidate)
        if score.criterion == criterion
    }


def _agreement_problems(basis: dict[str, int], by: Sequence[str], why: str) -> list[str]:
    scored = {name.casefold() for name in basis}
    problems = [
        f"'{name}' did not score this candidate on this criterion. Choose from {', '.join(basis)}."
        for name in by
        if name.strip().casefold() not in scored
    ]
    if not by:
        problems.append("Say which panellists agreed.")
    if not why.strip():
        problems.append("Say why in a sentence: what in the application settled it.")
    return problems


def _check_workspace(s: Session) -> None:
    if s.pack is not None:
        raise Refused(
            "This is a copy to moderate in. Moderation is opened, closed and locked by HR, where "
            "the copy was made."
        )
