"""Joining applications that are one person's, and splitting one that is two people's, by hand.

Both read what the vault keeps of the files, look for what must be hidden again (a name in one
document hides in the other), and put new applications in place of the old ones under new
references, so that nothing on the blind side tells which they came from but the log.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from edi_shortlist.documents import Document, read_form
from edi_shortlist.redaction.span import Span
from edi_shortlist.storage import Original, SealedApplication
from edi_shortlist.storage.vault import sha256
from edi_shortlist.workflow.entering import Arrival, enter, forget, take_out
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.particulars import Particulars, put_together
from edi_shortlist.workflow.redactors import FindsSpans, redactor_for
from edi_shortlist.workflow.scheme_editions import names_on_offer
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import Verb
from edi_shortlist.workflow.vacancies import (
    candidate_in,
    get_vacancy,
    permitted,
)
from edi_shortlist.workflow.withholding import still_shown

_LOOK_AGAIN = (
    "This application was split from another. Check which of the two declared a scheme, and set "
    "it by hand."
)


def join_applications(
    s: Session, ref: str, candidates: Sequence[str], *, redactor: FindsSpans | None = None
) -> str:
    """Make one application of several; the vault must be open.

    The first one's identity goes before the others'. A file that came twice is kept once. What
    was decided about their redactions must be decided again.

    Returns:
        The new reference.

    Raises:
        Refused: fewer than two different candidates, one that does not exist, or the vacancy was
            released; or the redaction failed.
        VaultSealed: the vault is not open.
    """
    joined = list(dict.fromkeys(candidate_in(s, ref, one) for one in candidates))
    if len(joined) < 2:
        raise Refused("Choose two applications or more to join.")
    permitted(s, ref, Verb.IMPORT)
    sealed = [_sealed(s, one) for one in joined]
    originals: dict[str, Original] = {}
    for one in joined:
        for original in _originals(s, one):
            originals.setdefault(sha256(original.content), original)
    arrival = _arrival(
        s, ref, sealed[0].name, _together(sealed), list(originals.values()), redactor
    )
    with s.workspace.act(sealed=True):
        _still_there(s, ref, joined)
        candidate = enter(
            s,
            ref,
            replace(arrival[0], noted={"joined": joined}),
            arrival[1],
            "application.joined",
        )
        for one in joined:
            take_out(s, ref, one)
    forget(s, joined)
    return candidate


def split_application(
    s: Session,
    ref: str,
    candidate: str,
    ordinals: Sequence[int],
    *,
    redactor: FindsSpans | None = None,
) -> tuple[str, str]:
    """Make two applications of one; the vault must be open.

    Args:
        ordinals: the numbers, from 1, of the documents that are somebody else's.

    Returns:
        The new references: of what stays together, and of the documents named.

    Raises:
        Refused: not some but all or none of its documents are named, a number does not exist, or
            the vacancy was released; or the redaction failed.
        VaultSealed: the vault is not open.
    """
    candidate = candidate_in(s, ref, candidate)
    permitted(s, ref, Verb.IMPORT)
    originals = _originals(s, candidate)
    moved = sorted(set(ordinals))
    if any(not 1 <= n <= len(originals) for n in moved):
        raise Refused(f"{candidate} has documents 1 to {len(originals)}. Choose from them.")
    if not 0 < len(moved) < len(originals):
        raise Refused("Choose some of the documents, not all of them: the others stay together.")
    before = _sealed(s, candidate)
    theirs = [originals[n - 1] for n in moved]
    ours = [original for n, original in enumerate(originals, 1) if n not in moved]
    staying, leaving = _apart(s, before, ours, theirs)
    first, used = _arrival(s, ref, before.name, staying, ours, redactor)
    second, _ = _arrival(s, ref, theirs[0].file_name, leaving, theirs, redactor)
    with s.workspace.act(sealed=True):
        _still_there(s, ref, [candidate])
        noted = {"split": candidate}
        made = (
            enter(s, ref, replace(first, noted=noted), used, "application.split"),
            enter(s, ref, replace(second, noted=noted), used, "application.split"),
        )
        take_out(s, ref, candidate)
    forget(s, [candidate])
    return made


def _arrival(
    s: Session,
    ref: str,
    name: str,
    particulars: Particulars,
    originals: Sequence[Original],
    redactor: FindsSpans | None,
) -> tuple[Arrival, FindsSpans]:
    redactor = redactor or redactor_for(get_vacancy(s, ref))
    documents = [_document(original) for original in originals]
    try:
        found: list[list[Span]] = [
            still_shown(document, spans)
            for document, spans in zip(
                documents, redactor.find_all(documents, particulars.identity), strict=True
            )
        ]
    except Exception:  # what recognisers say may quote the text
        raise Refused(
            "The redaction of these documents failed, so nothing was changed. Tell the makers of "
            "this program."
        ) from None
    return Arrival(name, particulars, originals, found), redactor


def _still_there(s: Session, ref: str, candidates: Sequence[str]) -> None:
    permitted(s, ref, Verb.IMPORT)
    for one in candidates:
        candidate_in(s, ref, one)


def _sealed(s: Session, candidate: str) -> SealedApplication:
    application = s.vault.application(candidate)
    if application is None:
        raise Refused(f"There is no application {candidate} any more. Look at the list again.")
    return application


def _originals(s: Session, candidate: str) -> list[Original]:
    return s.vault.originals(candidate)


def _document(original: Original) -> Document:
    return Document.from_dict(dict(original.document))


def _together(applications: Sequence[SealedApplication]) -> Particulars:
    """What several applications of one person say; the first goes before the others."""
    identity: dict[str, str] = {}
    monitoring: dict[str, str] = {}
    for one in applications:
        for known, said in ((identity, one.identity), (monitoring, one.monitoring)):
            for name, value in said.items():
                known.setdefault(name, value)
    unclear = [sentence for one in applications for sentence in one.unclear]
    if len({frozenset(one.declarations) for one in applications if one.declarations}) > 1:
        unclear.append("The applications that were joined do not declare the same schemes.")
    return Particulars(
        identity,
        tuple(dict.fromkeys(d for one in applications for d in one.declarations)),
        "; ".join(dict.fromkeys(one.adjustments for one in applications if one.adjustments)),
        next((one.interview_mode for one in applications if one.interview_mode), ""),
        monitoring,
        tuple(dict.fromkeys(unclear)),
    )


def _apart(
    s: Session, before: SealedApplication, ours: Sequence[Original], theirs: Sequence[Original]
) -> tuple[Particulars, Particulars]:
    """What each half of an application says: its own forms, and for the half that stays also
    what was known before and is not the other's."""
    schemes = names_on_offer(s)
    said = [
        put_together(None, [read_form(_document(original)) for original in half], schemes)
        for half in (ours, theirs)
    ]
    own, other = said
    doubtful = (_LOOK_AGAIN,) if before.declarations or before.unclear else ()
    return (
        Particulars(
            _without(before.identity, other.identity) | dict(own.identity),
            own.declarations
            or tuple(d for d in before.declarations if d not in other.declarations),
            own.adjustments
            or (before.adjustments if before.adjustments != other.adjustments else ""),
            own.interview_mode or before.interview_mode,
            _without(before.monitoring, other.monitoring) | dict(own.monitoring),
            own.unclear + doubtful,
        ),
        replace(other, unclear=other.unclear + doubtful),
    )


def _without(known: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in known.items() if others.get(name) != value}
