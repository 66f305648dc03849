"""Guaranteed interviews and the shortlist: the rules of ``docs/guaranteed-interviews.md``.

Standings, which are computed from scores alone, go in unchanged and come out unchanged:
declarations decide who else is invited, never a score or a place.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from edi_shortlist.recruitment.explanations import Decision, explain
from edi_shortlist.recruitment.places import (
    MeritList,
    Share,
    guaranteed_share,
    merit_list,
    share_out,
)
from edi_shortlist.recruitment.ranking import Standing
from edi_shortlist.recruitment.scheme import EXCLUDABLE, Scheme
from edi_shortlist.recruitment.vacancy import Vacancy

Route = Literal["merit", "guaranteed"]


@dataclass(frozen=True)
class Outcome:
    """What became of one candidate. Route, schemes and explanation belong to the sealed side.

    Attributes:
        standing: as it was handed in.
        route: ``guaranteed`` only where merit alone would not have led to an interview.
        schemes: ids of every scheme under which this candidate has a guarantee, in the
            vacancy's order; empty below the minimum.
        explanation: for HR.
        decision: what the explanation rests on.
    """

    candidate: str
    standing: Standing
    invited: bool
    route: Route | None
    schemes: tuple[str, ...]
    explanation: str
    decision: Decision


@dataclass(frozen=True)
class Shortlist:
    """The outcome of every candidate, in reference order.

    Attributes:
        merit: the merit list, before any limit.
        guaranteed, others: what the limit left for those who are guaranteed an interview and for
            the others who meet the minimum; None where no limit was reached.
    """

    outcomes: tuple[Outcome, ...]
    merit: MeritList
    guaranteed: Share | None = None
    others: Share | None = None

    @property
    def interview_list(self) -> tuple[str, ...]:
        """Who is invited, in reference order: all that the recruiting manager is told."""
        return tuple(outcome.candidate for outcome in self.outcomes if outcome.invited)


def apply_guarantees(
    vacancy: Vacancy,
    standings: Sequence[Standing],
    declarations: Mapping[str, Collection[str]],
    schemes: Mapping[str, Scheme],
    lot_seed: str | None = None,
) -> Shortlist:
    """Return the shortlist.

    1. On merit: the first ``interview_places`` of those who meet the minimum, by total; ties
       for the last place by the vacancy's rule.
    2. Guaranteed, in addition: everyone who declared for a scheme that this vacancy runs and
       that does not exclude it, and who meets the minimum.
    3. Where both together exceed ``interview_limit``, the interviews are shared between those
       guaranteed and the others who meet the minimum, in proportion to their numbers, rounded
       up for the guaranteed and at least one; within each group the best go first.

    The promise and its limit: Disability Confident guidance for employers, Department for Work
    and Pensions ("where it is not practicable or appropriate to interview all disabled people
    that meet the minimum criteria"), read November 2026.

    Args:
        standings: of ``rank``, in any order.
        declarations: scheme ids by candidate; candidates who declared nothing may be missing.
        schemes: by id; at least those that the vacancy runs.
        lot_seed: decides lots where the vacancy or a limit needs them.

    Raises:
        ValueError: a candidate stands there twice, a declaration belongs to nobody, the vacancy
            runs a scheme that is not among ``schemes``, or lots are needed without a seed.
    """
    _check(vacancy, standings, declarations, schemes)
    applying = [one for one in vacancy.schemes if not schemes[one].excludes_vacancy(vacancy)]
    counting = {
        one.candidate: tuple(
            scheme for scheme in applying if scheme in declarations.get(one.candidate, ())
        )
        for one in standings
    }
    qualified = [one for one in standings if one.meets_minimum]
    merit = merit_list(qualified, vacancy.interview_places, vacancy.ties, lot_seed)
    guaranteed = [one for one in qualified if counting[one.candidate]]
    others = [one for one in qualified if not counting[one.candidate]]
    invited = merit.invited | {one.candidate for one in guaranteed}
    shares: list[Share] = []
    if vacancy.interview_limit is not None and len(invited) > vacancy.interview_limit:
        places = guaranteed_share(vacancy.interview_limit, len(guaranteed), len(others))
        for group, left in (guaranteed, places), (others, vacancy.interview_limit - places):
            shares.append(share_out(group, left, vacancy.ties, lot_seed))
        invited = frozenset().union(*(share.invited for share in shares))

    outcomes = []
    for one in sorted(standings, key=lambda standing: standing.candidate):
        declared = declarations.get(one.candidate, ())
        route: Route | None = None
        if one.candidate in invited:
            without_scheme = one.candidate in merit.invited or not counting[one.candidate]
            route = "merit" if without_scheme else "guaranteed"
        decision = Decision(
            standing=one,
            counting=tuple(schemes[scheme].name for scheme in counting[one.candidate]),
            excluded=_excluded(vacancy, declared, schemes),
            not_run=tuple(
                schemes[scheme].name if scheme in schemes else scheme
                for scheme in sorted(set(declared))
                if scheme not in vacancy.schemes
            ),
            on_merit=one.candidate in merit.invited,
            tied=one.candidate in merit.tied,
            route=route,
            share=next((share for share in shares if one.candidate in share.place), None),
        )
        outcomes.append(
            Outcome(
                candidate=one.candidate,
                standing=one,
                invited=route is not None,
                route=route,
                schemes=counting[one.candidate] if one.meets_minimum else (),
                explanation=explain(vacancy, decision),
                decision=decision,
            )
        )
    return Shortlist(tuple(outcomes), merit, *shares)


def _check(
    vacancy: Vacancy,
    standings: Sequence[Standing],
    declarations: Mapping[str, Collection[str]],
    schemes: Mapping[str, Scheme],
) -> None:
    names = {one.candidate for one in standings}
    if len(names) < len(standings):
        raise ValueError("A candidate stands in the ranking twice.")
    if strangers := sorted(set(declarations) - names):
        raise ValueError(f"There is a declaration for {strangers[0]}, who is not in the ranking.")
    if missing := [scheme for scheme in vacancy.schemes if scheme not in schemes]:
        raise ValueError(f"The vacancy runs the scheme '{missing[0]}', which is not installed.")


def _excluded(
    vacancy: Vacancy, declared: Collection[str], schemes: Mapping[str, Scheme]
) -> tuple[tuple[str, str], ...]:
    """Return ``(scheme name, kind of posts)`` for each scheme that excludes this vacancy."""
    return tuple(
        (schemes[scheme].name, " and ".join(EXCLUDABLE[kind] for kind in schemes[scheme].excludes))
        for scheme in vacancy.schemes
        if scheme in declared and schemes[scheme].excludes_vacancy(vacancy)
    )
