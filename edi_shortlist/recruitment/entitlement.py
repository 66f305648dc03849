"""Why a candidate is invited or not, rule by rule and in plain English: for HR or a tribunal, and
as it can be read out to the applicant.

It decides nothing: what was decided goes in, words come out. HR's account tells who declared what
and where others stand. The applicant's tells of nobody else: no total, place or number of others.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from edi_shortlist.recruitment.explanations import Decision
from edi_shortlist.recruitment.guarantees import Outcome, Shortlist
from edi_shortlist.recruitment.places import Share
from edi_shortlist.recruitment.plain_words import counted, day_words, listed, number_words
from edi_shortlist.recruitment.scheme import EXCLUDABLE, Scheme
from edi_shortlist.recruitment.vacancy import TieRule, Vacancy

_TIES = {
    TieRule.INVITE_ALL: "all who tie for the last place are invited",
    TieRule.ESSENTIAL_TOTAL: "the higher total on the essential criteria decides",
    TieRule.DESIRABLE_TOTAL: "the higher total on the desirable criteria decides",
    TieRule.LOT: "lots are drawn",
}

_IN_ADDITION = ", in addition to those on merit; nobody is displaced by it."
_AS_FAR = ", as far as the limit on interviews allows."


@dataclass(frozen=True)
class Finding:
    """What one rule says of one candidate: the rule's name, and sentences."""

    rule: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Entitlement:
    """What one candidate was entitled to, and why.

    Attributes:
        explanation: HR's in one or two sentences.
        findings: rule by rule, for HR or a tribunal.
        for_applicant: rule by rule, addressed to the applicant; of nobody else.
    """

    candidate: str
    invited: bool
    route: str | None
    schemes: tuple[str, ...]
    explanation: str
    findings: tuple[Finding, ...]
    for_applicant: tuple[Finding, ...]


@dataclass(frozen=True)
class Ground:
    """What the accounts of a vacancy rest on, beside each candidate's own outcome.

    Attributes:
        schemes: by id; at least those that the vacancy runs.
        editions: which version of a scheme it is, in words, by id.
        panel_scores: candidate -> criterion id -> the panel's score.
        lot_seed: what lots were drawn from.
    """

    vacancy: Vacancy
    shortlist: Shortlist
    schemes: Mapping[str, Scheme]
    editions: Mapping[str, str]
    panel_scores: Mapping[str, Mapping[str, Fraction]]
    lot_seed: str | None

    @cached_property
    def essential(self) -> dict[str, str]:
        """The criteria of the minimum, each with how a sentence about it begins."""
        return {
            one.id: f"{one.id}, {one.text.strip().rstrip('.;')}: the panel’s score is "
            for one in self.vacancy.essential_at_application
        }

    @cached_property
    def definitions(self) -> dict[str, str]:
        """What each scheme says, and where that is from, by its id."""
        return {
            name: f"{scheme.name}{self.version(name)}: {_definition(scheme)}"
            for name, scheme in self.schemes.items()
        }

    def version(self, scheme: str) -> str:
        """Return which version of a scheme counts, in brackets; empty where it has none."""
        edition = self.editions.get(scheme)
        return f" ({edition})" if edition else ""

    @cached_property
    def meeting(self) -> int:
        """How many meet the minimum."""
        return sum(one.standing.meets_minimum for one in self.shortlist.outcomes)


def account_for(ground: Ground, outcome: Outcome, declared: Collection[str]) -> Entitlement:
    """Return the account of one candidate.

    Args:
        declared: ids of the schemes that the candidate declared for.
    """
    limited = outcome.decision.share is not None
    minimum = Finding("The minimum", tuple(_minimum(ground, outcome)))
    findings = [
        minimum,
        Finding("On merit", tuple(_merit(ground, outcome))),
        Finding("Guaranteed interview", tuple(_guarantee(ground, outcome, declared))),
    ]
    theirs = [
        minimum,
        Finding("On merit", tuple(_own_merit(ground, outcome))),
        Finding("Guaranteed interview", tuple(_own_guarantee(ground, outcome, declared))),
    ]
    if said := tuple(_what_schemes_say(ground, declared)):
        for account in (findings, theirs):
            account.append(Finding("What the schemes say", said))
    if limited:
        findings.append(Finding("The limit on interviews", tuple(_limit(ground, outcome))))
        theirs.append(Finding("The limit on interviews", tuple(_own_limit(ground, outcome))))
    findings.append(Finding("Outcome", (outcome.explanation,)))
    invited = "You are invited" if outcome.invited else "You are not invited"
    theirs.append(Finding("Outcome", (f"{invited} to interview.",)))
    return Entitlement(
        outcome.candidate,
        outcome.invited,
        outcome.route,
        outcome.schemes,
        outcome.explanation,
        tuple(findings),
        tuple(theirs),
    )


# -- the minimum, in the same words for both


def _minimum(ground: Ground, outcome: Outcome) -> Iterator[str]:
    scale = ground.vacancy.scale
    essential = ground.essential
    if not essential:
        yield "No essential criterion is assessed on the application, so everybody meets it."
        return
    yield (
        "Every essential criterion that is assessed on the application must be scored "
        f"{scale.pass_level} ({scale.name(scale.pass_level)}) or more."
    )
    scores = ground.panel_scores[outcome.candidate]
    for criterion, begins in essential.items():
        met = "below" if criterion in outcome.standing.failed_essentials else "met"
        yield f"{begins}{number_words(scores[criterion])}, {met}."
    if outcome.standing.meets_minimum:
        yield "So the minimum is met."
    else:
        yield f"So the minimum is not met: below on {listed(outcome.standing.failed_essentials)}."


# -- on merit


def _merit(ground: Ground, outcome: Outcome) -> Iterator[str]:
    one, merit = outcome.standing, ground.shortlist.merit
    yield (
        f"The weighted total is {number_words(one.total)}: {number_words(one.essential_total)} on "
        f"the essential criteria and {number_words(one.desirable_total)} on the desirable ones."
    )
    if one.rank is None:
        yield "Only those who meet the minimum are on the merit list."
        return
    places = ground.vacancy.interview_places
    yield (
        f"That is place {one.rank} among the {ground.meeting} who meet the minimum; "
        f"{_places(places)} on merit."
    )
    if merit.last is not None:
        yield f"The last place went to a total of {number_words(merit.last)}."
    if outcome.decision.tied:
        yield (
            f"{len(merit.tied)} candidates tie at that total for {counted(merit.left, 'place')}: "
            f"{_TIES[ground.vacancy.ties]}."
        )
        if ground.vacancy.ties is TieRule.LOT:
            drawn = "was drawn" if outcome.decision.on_merit else "was not drawn"
            yield f"This candidate {drawn}. {_lot(ground)}"
    yield _whether_on_merit(outcome.decision, "This candidate")


def _own_merit(ground: Ground, outcome: Outcome) -> Iterator[str]:
    one = outcome.standing
    yield f"Your weighted total is {number_words(one.total)}."
    if one.rank is None:
        yield "Only those who meet the minimum are on the merit list."
        return
    yield (
        f"That is place {one.rank} of those who meet the minimum; "
        f"{_places(ground.vacancy.interview_places)} on merit."
    )
    if outcome.decision.tied:
        yield (
            "You were level with the last of these. Where that is so, "
            f"{_TIES[ground.vacancy.ties]}."
        )
    yield _whether_on_merit(outcome.decision, "Your application")


def _places(number: int) -> str:
    return f"there {'is' if number == 1 else 'are'} {counted(number, 'interview place')}"


def _whether_on_merit(decision: Decision, who: str) -> str:
    return f"{who} is {'' if decision.on_merit else 'not '}on the merit list."


# -- guaranteed


def _guarantee(ground: Ground, outcome: Outcome, declared: Collection[str]) -> Iterator[str]:
    vacancy, decision = ground.vacancy, outcome.decision
    if not declared:
        yield "No declaration for a scheme was made."
        return
    for scheme in _in_order(vacancy, declared):
        version = ground.version(scheme)
        yield from _scheme(ground, scheme, f"Declared for {_named(ground, scheme)}", version)
    if not decision.counting:
        yield "So no scheme counts here."
    elif outcome.standing.meets_minimum:
        yield (
            f"Declared for {listed(decision.counting)} and meets the minimum, so an interview is "
            f"guaranteed{_AS_FAR if decision.share else _IN_ADDITION}"
        )
    else:
        yield "The guarantee is for those who meet the minimum, so it does not reach here."


def _own_guarantee(ground: Ground, outcome: Outcome, declared: Collection[str]) -> Iterator[str]:
    decision = outcome.decision
    if not declared:
        yield "You did not declare for a guaranteed interview."
        return
    for scheme in _in_order(ground.vacancy, declared):
        yield from _scheme(ground, scheme, f"You declared for {_named(ground, scheme)}")
    if not decision.counting:
        yield "So no scheme counts here."
    elif outcome.standing.meets_minimum:
        as_far = _AS_FAR if decision.share else "."
        yield f"You meet the minimum, so you are guaranteed an interview under it{as_far}"
    else:
        yield "The guarantee is for those who meet the minimum."


def _scheme(ground: Ground, scheme: str, declared: str, version: str = "") -> Iterator[str]:
    known = ground.schemes.get(scheme)
    if scheme not in ground.vacancy.schemes or known is None:
        yield f"{declared}, which this vacancy does not run."
        return
    yield f"{declared}{version}."
    if known.excludes_vacancy(ground.vacancy):
        kinds = listed([EXCLUDABLE[kind] for kind in known.excludes])
        yield f"{known.name} does not apply to {kinds}, and this is one."


def _what_schemes_say(ground: Ground, declared: Collection[str]) -> Iterator[str]:
    for scheme in ground.vacancy.schemes:
        if scheme in declared and scheme in ground.schemes:
            yield ground.definitions[scheme]


def _definition(scheme: Scheme) -> str:
    said = f"“{' '.join(scheme.definition.split())}”"
    if scheme.source:
        said += f" Source: {scheme.source}"
        said += f", read on {day_words(scheme.date)}." if scheme.date else "."
    return said


def _in_order(vacancy: Vacancy, declared: Collection[str]) -> list[str]:
    run = [scheme for scheme in vacancy.schemes if scheme in declared]
    return run + sorted(set(declared) - set(run))


def _named(ground: Ground, scheme: str) -> str:
    return ground.schemes[scheme].name if scheme in ground.schemes else scheme


# -- the limit


def _limit(ground: Ground, outcome: Outcome) -> Iterator[str]:
    vacancy, shortlist = ground.vacancy, ground.shortlist
    share, guaranteed, others = outcome.decision.share, shortlist.guaranteed, shortlist.others
    assert share is not None
    assert guaranteed is not None
    assert others is not None
    limit = vacancy.interview_limit or 0
    yield _reason(vacancy)
    exact = number_words(Fraction(limit * guaranteed.size, guaranteed.size + others.size))
    yield (
        "Those on merit and those guaranteed an interview are more than that, so the interviews "
        f"are shared in proportion: {guaranteed.size} are guaranteed one and {others.size} others "
        f"meet the minimum. {limit} × {guaranteed.size} ÷ {guaranteed.size + others.size} is "
        f"{exact}, rounded up to {guaranteed.places} for the guaranteed; the others have "
        f"{others.places}."
    )
    group = "guaranteed" if outcome.decision.counting else "others"
    yield (
        f"This candidate stands at place {share.place[outcome.candidate]} of {share.size} among "
        f"the {group}; the best go first."
    )
    if outcome.candidate in share.by_lot:
        yield f"{_between_lots(share, outcome.candidate)} {_lot(ground)}"


def _own_limit(ground: Ground, outcome: Outcome) -> Iterator[str]:
    share = outcome.decision.share
    assert share is not None
    yield _reason(ground.vacancy)
    yield (
        "The interviews were shared, in proportion to their numbers, between those who are "
        "guaranteed one and the others who meet the minimum; in each group the best go first."
    )
    group = "those guaranteed one" if outcome.decision.counting else "those others"
    yield f"You stand at place {share.place[outcome.candidate]} among {group}."
    if outcome.candidate in share.by_lot:
        won = "you were drawn" if outcome.invited else "you were not drawn"
        yield f"You were level with the last who could be invited, so lots were drawn: {won}."


def _reason(vacancy: Vacancy) -> str:
    reason = vacancy.interview_limit_reason.strip().rstrip(".")
    limit = counted(vacancy.interview_limit or 0, "interview")
    return f"No more than {limit} can be held. The reason on record: {reason}."


def _between_lots(share: Share, candidate: str) -> str:
    drawn = "was" if candidate in share.invited else "was not"
    return (
        "It is level with others at the last place, so lots were drawn between "
        f"{len(share.by_lot)} candidates, and it {drawn} drawn."
    )


def _lot(ground: Ground) -> str:
    return (
        f"The seed is {ground.lot_seed}; the lots are the candidates’ references hashed under it "
        "(HMAC-SHA-256), the lowest first, so the draw can be repeated."
    )
