"""What a shortlist report says, as sections: criteria, scores, places, decisions, who and when.

It lays out what it is given. Scores and invitations stand in sections of their own, so that a
report can have the one without the other: a total beside an invitation tells who was guaranteed
one. Which version has which is for the workflow.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from statistics import fmean

from edi_shortlist.recruitment.criteria import CriterionKind
from edi_shortlist.recruitment.entitlement import Entitlement
from edi_shortlist.recruitment.plain_words import counted, day_words, listed
from edi_shortlist.recruitment.ranking import Standing
from edi_shortlist.recruitment.scheme import Scheme
from edi_shortlist.recruitment.vacancy import TieRule, Vacancy
from edi_shortlist.reports.page import Cell, Section

#: Fewer candidates than this are not told in means: a mean of few is nearly a score.
FEWEST = 5

_TIES = {
    TieRule.INVITE_ALL: "all who tie for the last place are invited",
    TieRule.ESSENTIAL_TOTAL: "the higher total on the essential criteria decides a tie",
    TieRule.DESIRABLE_TOTAL: "the higher total on the desirable criteria decides a tie",
    TieRule.LOT: "lots decide a tie",
}


@dataclass(frozen=True)
class Agreed:
    """What the panel agreed in moderation for one candidate on one criterion."""

    level: int
    by: tuple[str, ...]
    why: str
    at: str


@dataclass(frozen=True)
class Scored:
    """What one candidate was scored. Whether the candidate is invited is not known here.

    Attributes:
        levels: by criterion, then by panellist.
        agreed, panel: by criterion.
        notes: ``(criterion, panellist, words)``.
        panellists: how many score this candidate.
    """

    standing: Standing
    levels: Mapping[str, Mapping[str, int]]
    panel: Mapping[str, Fraction]
    agreed: Mapping[str, Agreed] = field(default_factory=dict)
    notes: Sequence[tuple[str, str, str]] = ()
    panellists: int = 0

    @property
    def candidate(self) -> str:
        """The reference."""
        return self.standing.candidate


@dataclass(frozen=True)
class Act:
    """Something that was done, as the log has it; ``at`` is UTC, ISO 8601."""

    at: str
    who: str
    what: str
    about: str = ""


@dataclass(frozen=True)
class LogEnd:
    """Where the log ended when the report was made, by which it can be checked.

    Attributes:
        sentence: what a walk along the log found.
        number, hash: of its last entry.
        scores: a sentence on whether the scores are those that were locked; empty where the
            report has none.
    """

    sentence: str
    number: int
    hash: str
    scores: str = ""


@dataclass(frozen=True)
class Decision:
    """Why one candidate is invited or not. For HR alone.

    Attributes:
        name: of whom it is, where the report is to name somebody.
        schemes: which versions of which schemes guarantee the interview.
    """

    candidate: str
    invited: bool
    route: str | None
    schemes: tuple[str, ...]
    explanation: str
    total: Fraction
    place: int | None
    name: str = ""


@dataclass(frozen=True)
class RunScheme:
    """A scheme that the vacancy runs, and which version of it, in words."""

    scheme: Scheme
    edition: str


# -- the vacancy


def criteria_section(vacancy: Vacancy) -> Section:
    """Return the person specification with its weights and guides, and the scale."""
    scale = vacancy.scale
    levels = ", ".join(f"{score} {scale.name(score)}" for score in scale.scores)
    return Section(
        "Criteria",
        (
            f"Each panel member scores each candidate from {scale.span}: {levels}. "
            f"{scale.pass_level} ({scale.name(scale.pass_level)}) or more meets a criterion. "
            "Whoever meets every essential criterion assessed on the application meets the "
            "minimum.",
        ),
        ("Criterion", "Kind", "Text", "Assessed by", "Weight", "Guide to the levels"),
        [
            (
                one.id,
                one.kind.value,
                one.text,
                ", ".join(one.assessed_at),
                _number(Fraction(one.weight)),
                "\n".join(
                    f"{score} {scale.name(score)}: {words}"
                    for score, words in sorted(one.guide.items())
                    if score in scale.scores
                ),
            )
            for one in vacancy.criteria
        ],
        "There are no criteria.",
    )


def rules_sentences(vacancy: Vacancy, seed: str | None = None) -> Iterator[str]:
    """Yield how many are invited, and what decides at the last place.

    Args:
        seed: what lots were drawn from; it tells nothing to whom it may not be told.
    """
    places = counted(vacancy.interview_places, "interview place")
    yield f"There are {places} on merit; {_TIES[vacancy.ties]}."
    if vacancy.interview_limit is not None:
        yield (
            f"No more than {counted(vacancy.interview_limit, 'interview')} can be held. The reason "
            f"on record: {vacancy.interview_limit_reason}"
        )
    if seed:
        yield f"Lots were drawn from the seed {seed}, so that the draw can be repeated."


# -- the scores, without a word on who is invited


def places_section(scored: Sequence[Scored]) -> Section:
    """Return each candidate's total and place on the panel's scores alone, best first."""
    ranked = sorted(
        scored, key=lambda one: (one.standing.rank is None, one.standing.rank or 0, one.candidate)
    )
    return Section(
        "Totals and places",
        (
            "A total is the sum of the panel's scores, each times the weight of its criterion. "
            "Those who meet the minimum have a place; equal totals share one.",
        ),
        ("Candidate", "Place", "Total", "Essential", "Desirable", "Minimum", "Scored by"),
        [
            (
                one.candidate,
                one.standing.rank,
                _number(one.standing.total),
                _number(one.standing.essential_total),
                _number(one.standing.desirable_total),
                _minimum(one.standing),
                one.panellists,
            )
            for one in ranked
        ],
        "There are no candidates.",
    )


def scores_section(vacancy: Vacancy, scored: Sequence[Scored]) -> Section:
    """Return every panellist's score, what was agreed, and the panel's score that counts."""
    rows: list[Sequence[Cell]] = []
    for one in scored:
        for criterion in vacancy.assessed_at_application:
            levels = one.levels.get(criterion.id, {})
            agreed, panel = one.agreed.get(criterion.id), one.panel.get(criterion.id)
            rows.append(
                (
                    one.candidate,
                    criterion.id,
                    *(levels.get(panellist) for panellist in vacancy.panel),
                    agreed.level if agreed else None,
                    _number(panel) if panel is not None else None,
                )
            )
    return Section(
        "Scores",
        (
            "The panel's score is what was agreed in moderation, or else the mean of the panel "
            "members' scores. Where a member has none, that member does not score the candidate.",
        ),
        ("Candidate", "Criterion", *vacancy.panel, "Agreed", "Panel"),
        rows,
        "There are no scores.",
    )


def moderation_section(scored: Iterable[Scored]) -> Section:
    """Return what was agreed, by whom and why."""
    rows = [
        (one.candidate, criterion, agreed.level, listed(agreed.by), agreed.why, when(agreed.at))
        for one in scored
        for criterion, agreed in sorted(one.agreed.items())
    ]
    return Section(
        "Agreed in moderation",
        (),
        ("Candidate", "Criterion", "Agreed", "Agreed by", "Why", "When (UTC)"),
        rows,
        "Nothing was agreed in moderation: every panel score is the mean.",
    )


def notes_section(scored: Iterable[Scored]) -> Section:
    """Return what panel members wrote beside their scores."""
    return Section(
        "Notes of the panel",
        ("In the panel members' own words. Read them before you hand them on.",),
        ("Candidate", "Criterion", "Panel member", "Note"),
        [(one.candidate, *note) for one in scored for note in one.notes],
        "There are no notes.",
    )


def figures_section(vacancy: Vacancy, scored: Sequence[Scored]) -> Section:
    """Return what can be said of the scores without saying it of anybody: means by criterion."""
    about = f"{counted(len(scored), 'candidate')} were scored."
    if len(scored) < FEWEST:
        return Section(
            "The scores as a whole",
            (about, f"With fewer than {FEWEST} candidates a mean would be nearly a score."),
        )
    rows = []
    for criterion in vacancy.assessed_at_application:
        values = [float(one.panel[criterion.id]) for one in scored if criterion.id in one.panel]
        if values:
            essential = criterion.kind is CriterionKind.ESSENTIAL
            rows.append(
                (
                    criterion.id,
                    "essential" if essential else "desirable",
                    fmean(values),
                    len(values),
                )
            )
    return Section(
        "The scores as a whole",
        (about, "Single scores and totals are not told beside the interview list."),
        ("Criterion", "Kind", "Mean of the panel's scores", "Candidates"),
        rows,
        "There are no scores.",
    )


# -- who is invited, without a word on scores


def invited_section(invited: Sequence[str], candidates: int) -> Section:
    """Return the manager's list: who is invited, in the order of the references."""
    return Section(
        "Interview list",
        (
            f"{len(invited)} of {counted(candidates, 'candidate')} are invited to interview. The "
            "order is that of the references and says nothing of how anybody scored.",
        ),
        ("Candidate",),
        [(one,) for one in sorted(invited)],
        "Nobody is invited.",
    )


# -- why, for HR alone


def decisions_section(decisions: Sequence[Decision]) -> Section:
    """Return every candidate's outcome with its reason."""
    named = any(one.name for one in decisions)
    columns = ["Candidate", "Place", "Total", "Invited", "Route", "Schemes", "Why"]
    rows: list[Sequence[Cell]] = []
    for one in decisions:
        row: list[Cell] = [
            one.candidate,
            one.place,
            _number(one.total),
            one.invited,
            one.route or "",
            ", ".join(one.schemes),
            one.explanation,
        ]
        rows.append([one.candidate, one.name, *row[1:]] if named else row)
    if named:
        columns.insert(1, "Name")
    return Section(
        "Decisions and reasons", (), tuple(columns), rows, "The shortlist is not drawn yet."
    )


def entitlement_section(entitlements: Iterable[Entitlement]) -> Section:
    """Return what each candidate was entitled to, rule by rule."""
    return Section(
        "Why, rule by rule",
        (),
        ("Candidate", "Rule", "What it says here"),
        [
            (one.candidate, finding.rule, " ".join(finding.sentences))
            for one in entitlements
            for finding in one.findings
        ],
        "The shortlist is not drawn yet.",
    )


def schemes_section(schemes: Iterable[RunScheme]) -> Section:
    """Return the schemes that the vacancy runs, as they were defined for it."""
    return Section(
        "Schemes of this vacancy",
        (),
        ("Scheme", "Version", "Definition shown to applicants", "Source"),
        [
            (
                one.scheme.name,
                one.edition,
                " ".join(one.scheme.definition.split()),
                ", ".join(
                    filter(
                        None,
                        [
                            one.scheme.source,
                            f"read on {day_words(one.scheme.date)}" if one.scheme.date else "",
                        ],
                    )
                ),
            )
            for one in schemes
        ],
        "The vacancy runs no scheme.",
    )


# -- who and when, and how it can be checked


def acts_section(panel: Sequence[str], acts: Iterable[Act]) -> Section:
    """Return who was on the panel, and who did what when."""
    rows = [(when(act.at), act.who, act.what, act.about) for act in acts]
    told = any(row[3] for row in rows)
    return Section(
        "Who and when",
        (f"The panel: {listed(panel)}.",) if panel else (),
        ("When (UTC)", "Who", "What", "About")[: 4 if told else 3],
        [row[: 4 if told else 3] for row in rows],
        "Nothing was logged.",
    )


def check_section(end: LogEnd) -> Section:
    """Return by what the report can be checked."""
    sentences = [
        end.sentence,
        f"When this report was made, the log ended with entry {end.number}, whose hash is "
        f"{end.hash}. audit verify --head {end.number}:{end.hash} says later whether the log is "
        "still the same up to there.",
        end.scores,
        "The SHA-256 of this file is in the log: whoever changes the file is found out.",
    ]
    return Section("How to check this report", tuple(filter(None, sentences)))


def when(at: str) -> str:
    """Return a time of the log as ``2026-03-10 14:05``, in UTC as it is there."""
    return at[:16].replace("T", " ")


def _minimum(standing: Standing) -> str:
    return "met" if standing.meets_minimum else f"below on {listed(standing.failed_essentials)}"


def _number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)
