"""What is held on one applicant about the drawing of the shortlist, told to the applicant: why
rule by rule, what was decided about declarations after the lock, and earlier drawings."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from edi_shortlist.recruitment.entitlement import Finding
from edi_shortlist.reports.page import Section
from edi_shortlist.storage.declaration_decisions import DeclarationDecision
from edi_shortlist.storage.drawings import EarlierOutcome
from edi_shortlist.workflow.drawing import findings_from
from edi_shortlist.workflow.session import Session


@dataclass(frozen=True)
class DrawnHeld:
    """What the vault holds of one applicant's place in a shortlist.

    Attributes:
        findings: rule by rule, in the words for the applicant.
        decisions: on declarations, after the lock.
        earlier: how the applicant came out in drawings that count no more.
    """

    findings: Sequence[Finding]
    decisions: Sequence[DeclarationDecision]
    earlier: Sequence[EarlierOutcome]


def drawn_held(s: Session, candidate: str) -> DrawnHeld:
    """Gather it; the vault must be open.

    Raises:
        VaultSealed: it is not.
    """
    vault = s.vault
    account = vault.accounts.of(candidate)
    return DrawnHeld(
        findings_from(account["for_applicant"]) if account else (),
        vault.decisions.of(candidate),
        vault.accounts.earlier_of(candidate),
    )


def drawn_sections(held: DrawnHeld, person: Callable[[str], str]) -> Iterator[Section]:
    """Yield the parts of the page.

    Args:
        person: how a member of staff is told.
    """
    yield Section(
        "Why, rule by rule",
        ("How the published rules were applied to your application.",),
        ("Rule", "What it says"),
        [(one.rule, "\n".join(one.sentences)) for one in held.findings],
        "The shortlist is not drawn yet.",
    )
    if held.decisions:
        yield Section(
            "What was decided about your declarations after the scores were locked",
            ("It stays sealed. No score was changed by it.",),
            ("When", "Written down by", "Decided by", "Declarations", "Why"),
            [
                (
                    f"{one.at[:10]} {one.at[11:16]} UTC",
                    person(one.actor),
                    person(one.decided_by),
                    f"{', '.join(one.before) or 'none'} → {', '.join(one.after) or 'none'}",
                    one.reason,
                )
                for one in held.decisions
            ],
        )
    if held.earlier:
        yield Section(
            "How you came out before the shortlist was drawn again",
            ("A shortlist is drawn again when a score was corrected or something decided.",),
            ("Drawing", "Place on the merit list", "Invited", "Explanation"),
            [
                (
                    str(one.drawing),
                    str(one.rank or "none"),
                    "yes" if one.invited else "no",
                    one.explanation,
                )
                for one in held.earlier
            ],
        )
