"""Drawing a shortlist again after a score was corrected, a declaration decided or an applicant
erased, and what that changed.

The lots are drawn from the same seed as before, so that nothing but what was decided changes
anything. Nobody is told of an invitation before unsealing; from then on an invitation that the
rules do not give any more stays, unless HR withdraws it with a reason.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction

from edi_shortlist.storage.drawings import EarlierOutcome
from edi_shortlist.workflow.drawing import Drawing, reckon, write
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState, Verb
from edi_shortlist.workflow.vacancies import permitted, vacancy_state

_STAYS = "The invitation given before the shortlist was drawn again stays."
_NONE: Mapping[str, str] = {}
_AGAIN = "shortlist.drawn-again"


@dataclass(frozen=True)
class OutcomeChange:
    """How one candidate stood before and after; each pair is ``(before, after)``.

    Attributes:
        total: weighted, exact.
        rank: place on the merit list, or None.
        keeps: invited only because an invitation that was given stays.
    """

    candidate: str
    total: tuple[Fraction, Fraction]
    rank: tuple[int | None, int | None]
    invited: tuple[bool, bool]
    route: tuple[str | None, str | None]
    keeps: bool = False


@dataclass(frozen=True)
class Difference:
    """What drawing a shortlist again changed.

    Attributes:
        drawing: which drawing it is, from 2.
        candidates: how many there are.
        invited: how many were invited before, and how many are now.
        changes: of the candidates of whom anything changed, in reference order.
    """

    drawing: int
    candidates: int
    invited: tuple[int, int]
    changes: tuple[OutcomeChange, ...]

    @property
    def added(self) -> tuple[str, ...]:
        """Who is invited now and was not before."""
        return tuple(one.candidate for one in self.changes if one.invited == (False, True))

    @property
    def removed(self) -> tuple[str, ...]:
        """Who was invited before and is not now."""
        return tuple(one.candidate for one in self.changes if one.invited == (True, False))

    @property
    def kept(self) -> tuple[str, ...]:
        """Who keeps an invitation that the rules do not give any more."""
        return tuple(one.candidate for one in self.changes if one.keeps)


@dataclass(frozen=True)
class DrawnAgain:
    """That a shortlist was drawn again, as the manager may know it: numbers, and not why.

    Attributes:
        drawing: which drawing it is, from 2.
        at: UTC, ISO 8601.
        invited, added, removed: how many.
    """

    drawing: int
    at: str
    invited: int
    added: int
    removed: int


def drawn_again(s: Session, ref: str) -> DrawnAgain | None:
    """Return what the log has of the last time that a shortlist was drawn again, or None."""
    entries = s.workspace.audit.entries(vacancy=ref, action=_AGAIN)
    if not entries:
        return None
    last = entries[-1].details
    numbers = (int(last[name]) for name in ("invited", "added", "removed"))
    return DrawnAgain(int(last["drawing"]), entries[-1].at, *numbers)


def draw_again(s: Session, ref: str, *, withdraw: Mapping[str, str] = _NONE) -> Difference:
    """Draw a shortlist again on what is stored now, say after an applicant withdrew and was erased;
    the vault must be open.

    Args:
        withdraw: why, by candidate, where an invitation that was given and that the rules do not
            give any more is to be withdrawn.

    Raises:
        Refused: the shortlist is not drawn, nothing would change, or an invitation cannot be
            withdrawn.
        VaultSealed: the vault is not open.
    """
    with s.workspace.act(sealed=True):
        permitted(s, ref, Verb.DRAW_AGAIN)
        found = replace_shortlist(s, ref, withdraw)
        if not found.changes:
            raise Refused(f"The shortlist of {ref} would come out as it is, so it stays.")
    return found


def preview_again(s: Session, ref: str) -> Difference:
    """Return what drawing again would change; nothing is changed. The vault must be open.

    Raises:
        Refused: the shortlist is not drawn.
        VaultSealed: the vault is not open.
    """
    permitted(s, ref, Verb.DRAW_AGAIN)
    with tried_out(s):
        found = replace_shortlist(s, ref, _NONE)
    return found


def difference_of(s: Session, ref: str, drawing: int | None = None) -> Difference:
    """Return what one drawing changed, of the candidates who were not erased since; the vault must
    be open.

    Args:
        drawing: from 2; the last one where left out.

    Raises:
        Refused: the shortlist was never drawn again, or not so often.
        VaultSealed: the vault is not open.
    """
    vault = s.vault
    drawings = s.workspace.drawings.of(ref)
    number = len(drawings) + 1 if drawing is None else drawing
    if not 2 <= number <= len(drawings) + 1:
        raise Refused(
            f"The shortlist of {ref} was drawn again {len(drawings)} times."
            if drawings
            else f"The shortlist of {ref} was drawn once only."
        )
    before = vault.accounts.earlier(ref, number - 1)
    last = number == len(drawings) + 1
    after = stood(s, ref, number) if last else vault.accounts.earlier(ref, number)
    return compared(number, before, after)


# -- for the decisions that lead to another drawing


@contextmanager
def tried_out(s: Session) -> Iterator[None]:
    """Do what is inside on both sides and undo all of it."""

    class Undone(Exception):
        pass

    try:
        with s.workspace.act(sealed=True):
            yield
            raise Undone
    except Undone:
        pass


def drawn_again_if_drawn(s: Session, ref: str, withdraw: Mapping[str, str]) -> Difference | None:
    """Draw the shortlist again where there is one, even if nothing changes by it; call it inside
    the act on both sides that changed what it rests on.

    Raises:
        Refused: an invitation cannot be withdrawn.
    """
    if vacancy_state(s, ref) is VacancyState.LOCKED:
        return None
    return replace_shortlist(s, ref, withdraw)


def replace_shortlist(s: Session, ref: str, withdraw: Mapping[str, str]) -> Difference:
    """Put the shortlist as the rules give it now in place of the one that was drawn, and keep that;
    call it inside an act on both sides.

    Raises:
        Refused: an invitation cannot be withdrawn.
    """
    told = vacancy_state(s, ref) is VacancyState.UNSEALED
    seed = seed_of(s, ref)
    drawing = reckon(s, ref, seed)
    outcomes = s.vault.outcomes(ref)
    number = s.workspace.drawings.add(ref, s.actor)
    before = stood(s, ref, number - 1)
    losing = _losing(drawing, before) if told else []
    if wrong := [one for one in withdraw if one not in losing]:
        raise Refused(
            f"{wrong[0]} holds no invitation that the rules do not give any more, so there is none "
            "to withdraw."
        )
    if [one for one, reason in withdraw.items() if not reason.strip()]:
        raise Refused("Say why an invitation that was given is withdrawn.")
    held = {one: outcomes[one] for one in losing if one not in withdraw}
    notes = dict.fromkeys(held, _STAYS) | {
        one: f"The invitation was withdrawn: {' '.join(reason.split()).rstrip('.')}."
        for one, reason in withdraw.items()
    }
    s.vault.accounts.put_aside(before.values())
    write(s, drawing, held, notes)
    found = compared(number, before, stood(s, ref, number), frozenset(held))
    if told:
        for candidate in found.added:
            s.log("candidate.unsealed", ref, candidate)
    s.log(
        _AGAIN,
        ref,
        drawing=number,
        candidates=found.candidates,
        invited=found.invited[1],
        added=len(found.added),
        removed=len(found.removed),
        kept=len(held),
        lot_seed=seed,
    )
    return found


def stood(s: Session, ref: str, drawing: int) -> dict[str, EarlierOutcome]:
    """Return how the candidates stand in the shortlist that counts, without the erased."""
    outcomes = s.vault.outcomes(ref)
    return {
        one.candidate: EarlierOutcome(
            one.candidate,
            drawing,
            one.total,
            one.rank,
            one.invited,
            outcomes[one.candidate].route,
            outcomes[one.candidate].schemes,
            outcomes[one.candidate].explanation,
        )
        for one in s.workspace.blind.standings(ref)
        if one.candidate in outcomes
    }


def compared(
    number: int,
    before: Mapping[str, EarlierOutcome],
    after: Mapping[str, EarlierOutcome],
    held: frozenset[str] = frozenset(),
) -> Difference:
    """Return what changed from one drawing to the next, of the candidates of both.

    Args:
        held: who keeps an invitation, where it is known; otherwise it is told by the sentence that
            begins the explanation.
    """
    both = [name for name in sorted(after) if name in before]
    changes = [
        OutcomeChange(
            name,
            (Fraction(before[name].total), Fraction(after[name].total)),
            (before[name].rank, after[name].rank),
            (before[name].invited, after[name].invited),
            (before[name].route, after[name].route),
            name in held or (after[name].invited and after[name].explanation.startswith(_STAYS)),
        )
        for name in both
    ]
    return Difference(
        number,
        len(both),
        (sum(before[one].invited for one in both), sum(after[one].invited for one in both)),
        tuple(
            one
            for one in changes
            if one.keeps
            or any(pair[0] != pair[1] for pair in (one.total, one.rank, one.invited, one.route))
        ),
    )


def seed_of(s: Session, ref: str) -> str | None:
    """Return the seed that the log has of a vacancy's lots, or None."""
    entries = s.workspace.audit.entries(vacancy=ref, action="vacancy.shortlisted")
    seeds = [entry.details.get("lot_seed") for entry in entries]
    return str(seeds[0]) if seeds and seeds[0] else None


def _losing(drawing: Drawing, before: Mapping[str, EarlierOutcome]) -> list[str]:
    return [
        one.candidate
        for one in drawing.shortlist.outcomes
        if not one.invited and one.candidate in before and before[one.candidate].invited
    ]
