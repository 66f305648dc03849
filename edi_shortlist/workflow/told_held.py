"""What panellists told of one applicant while they scored, as it is told to the applicant."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from edi_shortlist.recruitment.conflicts import ConflictKind
from edi_shortlist.reports.page import Section
from edi_shortlist.storage.conflicts import ConflictRecord
from edi_shortlist.storage.passage_reports import KEPT, RESTORED, ReportRecord
from edi_shortlist.workflow.session import Session

_KINDS = {
    ConflictKind.RELATIVE: "a relative",
    ConflictKind.FRIEND: "a friend",
    ConflictKind.WORK: "somebody they work with",
    ConflictKind.OTHER: "somebody they know otherwise",
}
_DECISIONS = {KEPT: "hidden for good", RESTORED: "shown to the panel again"}


@dataclass(frozen=True)
class ToldHeld:
    """What panellists told of one candidate.

    Attributes:
        conflicts: what was declared, also what was taken back.
        reports: the passages that were reported.
    """

    conflicts: Sequence[ConflictRecord]
    reports: Sequence[ReportRecord]


def told_held(s: Session, candidate: str) -> ToldHeld:
    """Return what panellists told of a candidate."""
    return ToldHeld(
        tuple(s.workspace.conflicts.of_candidate(candidate)),
        tuple(s.workspace.reports.of_candidate(candidate)),
    )


def told_sections(held: ToldHeld, person: Callable[[str], str]) -> Iterator[Section]:
    """Yield the parts of the page.

    Args:
        person: how somebody is called on it.
    """
    yield Section(
        "Who did not score you",
        (
            "A panellist who thinks that they know an applicant says so and does not score them. "
            "The panellist was not told whether they were right.",
        ),
        ("Who", "Thought that you may be", "When", "Taken back"),
        [
            (
                person(one.panellist),
                _KINDS.get(ConflictKind(one.kind), "nobody: they scored others only"),
                _when(one.declared_at),
                _when(one.withdrawn_at or ""),
            )
            for one in held.conflicts
        ],
        "Every panellist scored you.",
    )
    yield Section(
        "What panellists reported",
        (
            "A panellist who finds something that tells who you are reports it. It is hidden at "
            "once, and HR decides whether it stays hidden.",
        ),
        ("Who", "When", "Places", "Decision"),
        [
            (
                person(one.panellist),
                _when(one.reported_at),
                str(len(one.places)),
                _DECISIONS.get(one.decision, "hidden, not decided yet"),
            )
            for one in held.reports
        ],
        "Nothing was reported.",
    )


def _when(at: str) -> str:
    return f"{at[:10]} {at[11:16]} UTC" if at else ""
