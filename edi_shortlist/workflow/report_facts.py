"""What a shortlist report is made of, gathered from a workspace at one moment.

What a manager's report is made of comes from the blind side alone, and of the log only when the
vacancy moved on: an entry that names a candidate could tell who declared.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from edi_shortlist.recruitment.agreement import Agreement
from edi_shortlist.recruitment.entitlement import Entitlement
from edi_shortlist.recruitment.ranking import Standing, rank
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.reports.shortlist_report import (
    Act,
    Agreed,
    Decision,
    LogEnd,
    RunScheme,
    Scored,
)
from edi_shortlist.storage import AuditEntry, StandingRecord, VaultSealed
from edi_shortlist.workflow.agreement import agreement_of
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.explaining import explanations
from edi_shortlist.workflow.locked_scores import are_as_locked
from edi_shortlist.workflow.log_words import action_words
from edi_shortlist.workflow.panel_scoring import panel_scores_of
from edi_shortlist.workflow.scheme_editions import editions_of
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.shortlisting import current_shortlist
from edi_shortlist.workflow.states import VacancyState
from edi_shortlist.workflow.unsealing import unsealed_candidates
from edi_shortlist.workflow.vacancies import get_vacancy, vacancy_record, vacancy_state
from edi_shortlist.workflow.who_scores import panellists_behind

#: What is about single redactions, documents and scores: too many entries to read, and told by the
#: report itself or by an evidence file.
_FINE_PRINT = frozenset(
    ("application", "digest", "form", "redaction", "redactions", "sample", "scoring")
)
_TOLD_ELSEWHERE = frozenset(("score.recorded", "score.agreed", "interview-score.recorded"))
#: How the log calls the saving of a report.
SAVED = "shortlist-report.saved"
_STATES = frozenset(f"vacancy.{state}" for state in VacancyState)


@dataclass(frozen=True)
class Facts:
    """The facts of one vacancy.

    Attributes:
        candidates: how many there are, those among them whose place alone was kept.
        invited: in reference order; empty until the shortlist is drawn.
        scored: in reference order, without those who were erased.
        entries: of the log, about this vacancy.
        decisions, entitlements, schemes: empty unless the report is sealed.
        seed: what lots were drawn from.
    """

    vacancy: Vacancy
    candidates: int
    invited: Sequence[str]
    scored: Sequence[Scored]
    entries: Sequence[AuditEntry]
    log_end: LogEnd
    agreement: Agreement
    decisions: Sequence[Decision] = ()
    entitlements: Sequence[Entitlement] = ()
    schemes: Sequence[RunScheme] = ()
    seed: str | None = None

    @cached_property
    def steps(self) -> list[Act]:
        """When the vacancy moved on, and who moved it: all that a manager is told of the log."""
        return [
            Act(one.at, one.actor, action_words(one.action))
            for one in self.entries
            if one.action in _STATES
        ]

    @cached_property
    def acts(self) -> list[Act]:
        """What HR and the panel did, but for single redactions and scores."""
        return [
            Act(one.at, one.actor, action_words(one.action), _about(one))
            for one in self.entries
            if one.action.split(".")[0] not in _FINE_PRINT and one.action not in _TOLD_ELSEWHERE
        ]


def facts_of(s: Session, ref: str, *, sealed: bool, names: bool) -> Facts:
    """Gather the facts; call it inside an act, so that they are of one moment.

    Args:
        sealed: with decisions, reasons and schemes; the vault must be open.
        names: name the invited.

    Raises:
        Refused: there is no such vacancy, or somebody is to be named who is not unsealed.
        VaultSealed: the report is to be sealed and the vault is not open.
    """
    if sealed and not s.is_unsealed:
        raise VaultSealed
    if names and not sealed:
        raise Refused("A report for the manager names nobody. Leave the names out.")
    vacancy, standings = get_vacancy(s, ref), s.workspace.blind.standings(ref)
    scored = _scored(s, vacancy, {one.candidate: one for one in standings})
    entries = s.workspace.audit.entries(vacancy=ref)
    facts = Facts(
        vacancy,
        len({one.candidate for one in scored} | {one.candidate for one in standings}),
        s.workspace.blind.invited(ref),
        scored,
        entries,
        _log_end(s, ref),
        agreement_of(s, ref).found,
    )
    if not sealed:
        return facts
    drawn = vacancy_record(s, ref).shortlisted_at is not None
    return replace(
        facts,
        decisions=_decisions(s, ref, _names(s, ref) if names else {}),
        entitlements=explanations(s, ref) if drawn else (),
        schemes=[
            RunScheme(edition.scheme, edition.words)
            for scheme, edition in editions_of(s, ref).items()
            if scheme in vacancy.schemes
        ],
        seed=_seed(entries),
    )


def scores_handed_out(s: Session, ref: str) -> str:
    """Return the day on which scores last went to a manager, in a report or a copy; else empty."""
    days = [
        entry.at[:10]
        for entry in s.workspace.audit.entries(vacancy=ref)
        if (entry.action == SAVED and entry.details.get("report") == "scores")
        or (entry.action == "copy.exported" and entry.details.get("scores"))
    ]
    return days[-1] if days else ""


def _scored(s: Session, vacancy: Vacancy, drawn: dict[str, StandingRecord]) -> list[Scored]:
    ref = vacancy.reference
    panel = panel_scores_of(s, vacancy)
    behind = panellists_behind(s, ref)
    levels: defaultdict[str, defaultdict[str, dict[str, int]]]
    levels = defaultdict(lambda: defaultdict(dict))
    notes: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for score in s.workspace.scores.of_vacancy(ref):
        levels[score.candidate][score.criterion][score.panellist] = score.level
        if score.note:
            notes[score.candidate].append((score.criterion, score.panellist, score.note))
    agreed: defaultdict[str, dict[str, Agreed]] = defaultdict(dict)
    for one in s.workspace.agreed.of_vacancy(ref):
        agreed[one.candidate][one.criterion] = Agreed(
            one.level, one.agreed_by, one.why, one.recorded_at
        )
    return [
        Scored(
            _as_drawn(standing, drawn.get(standing.candidate)),
            levels[standing.candidate],
            panel[standing.candidate],
            agreed[standing.candidate],
            tuple(notes[standing.candidate]),
            behind.get(standing.candidate, 0),
        )
        for standing in sorted(rank(vacancy, panel), key=lambda one: one.candidate)
    ]


def _as_drawn(standing: Standing, record: StandingRecord | None) -> Standing:
    """Return a standing with the place that was drawn: who was erased since has one too."""
    if record is None:
        return standing
    return replace(standing, total=Fraction(record.total), rank=record.rank)


def _decisions(s: Session, ref: str, names: dict[str, str]) -> list[Decision]:
    view = current_shortlist(s, ref)
    if view is None:
        return []
    known = editions_of(s, ref)
    return [
        Decision(
            one.candidate,
            one.invited,
            one.route,
            tuple(
                f"{known[scheme].scheme.name} ({known[scheme].words})"
                if scheme in known
                else scheme
                for scheme in one.schemes or ()
            ),
            one.explanation or "",
            one.total,
            one.rank,
            names.get(one.candidate, ""),
        )
        for one in view.candidates
    ]


def _names(s: Session, ref: str) -> dict[str, str]:
    """Return the names of the invited.

    Raises:
        Refused: they are not unsealed.
    """
    if vacancy_state(s, ref) not in (VacancyState.UNSEALED, VacancyState.CLOSED):
        raise Refused(
            f"The invited of {ref} are not unsealed yet, so nobody can be named. Leave the names "
            "out, or unseal the invited first."
        )
    return {one.candidate: one.identity.get("full_name", "") for one in unsealed_candidates(s, ref)}


def _seed(entries: Sequence[AuditEntry]) -> str | None:
    seeds = [entry.details.get("lot_seed") for entry in entries if "lot_seed" in entry.details]
    return str(seeds[-1]) if seeds and seeds[-1] else None


def _log_end(s: Session, ref: str) -> LogEnd:
    verdict, head = s.workspace.verify_audit(), s.workspace.audit.head()
    scores = (
        "The scores are those that were locked."
        if are_as_locked(s, ref)
        else "The scores are NOT those that were locked: something else changed them."
    )
    return LogEnd(verdict.sentence, head.number if head else 0, head.hash if head else "", scores)


def _about(entry: AuditEntry) -> str:
    """Return whom an entry is about, and its details."""
    return "; ".join(filter(None, [entry.candidate, *_details(entry)]))


def _details(entry: AuditEntry) -> Iterator[str]:
    for name, value in entry.details.items():
        if value in (None, "", [], {}):
            continue
        if isinstance(value, list) and all(isinstance(one, str | int) for one in value):
            said = ", ".join(map(str, value))
        elif isinstance(value, str | int | float):
            said = str(value)
        else:
            said = json.dumps(value, ensure_ascii=False)
        yield f"{name.replace('_', ' ')} {said}"
