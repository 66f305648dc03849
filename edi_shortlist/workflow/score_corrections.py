"""Correcting a score after the lock: a decision with its reason, logged as a score is, after which
the shortlist is drawn again where it was drawn. It knows nothing of declarations.
"""

from collections.abc import Mapping
from dataclasses import replace

from edi_shortlist.documents.forms.words import general_form_words
from edi_shortlist.redaction.folding import fold
from edi_shortlist.storage import ScoreRecord
from edi_shortlist.workflow.decision_reasons import Against, tells_of_applicant, usual_reasons
from edi_shortlist.workflow.drawing_again import Difference, drawn_again_if_drawn, tried_out
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.locked_scores import check_locked_scores, frozen_digest
from edi_shortlist.workflow.scheme_editions import scheme_editions
from edi_shortlist.workflow.scoring import fit_problems
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import Verb
from edi_shortlist.workflow.vacancies import candidate_in, get_vacancy, permitted

_LONGEST = 200  # characters


def correct_score(
    s: Session,
    ref: str,
    candidate: str,
    panellist: str | None,
    criterion: str,
    level: int,
    reason: str,
    decided_by: str,
    *,
    withdraw: Mapping[str, str] | None = None,
) -> Difference | None:
    """Put another level in place of one that was locked, and draw the shortlist again where it was
    drawn; the vault must be open.

    Args:
        panellist: whose score it is; None for the score that the panel agreed in moderation.
        reason: for the log: one of the usual ones, or words that tell nothing of the applicant.
        decided_by: who decided it, for the log.
        withdraw: as for ``draw_again``.

    Returns:
        what drawing again changed; None where the shortlist is not drawn yet.

    Raises:
        Refused: the scores are not locked or the vacancy is closed, there is no such score, the
            level does not fit or is the same, or a reason or who decided is missing or tells
            something of the applicant.
        VaultSealed: the vault is not open.
    """
    with s.workspace.act(sealed=True):
        _correct(s, ref, candidate, panellist, criterion, level, reason, decided_by)
        return drawn_again_if_drawn(s, ref, withdraw or {})


def preview_correction(
    s: Session, ref: str, candidate: str, panellist: str | None, criterion: str, level: int
) -> Difference | None:
    """Return what such a correction would change; nothing is changed. The vault must be open.

    Raises:
        Refused, VaultSealed: as ``correct_score`` does.
    """
    with tried_out(s):
        usual = usual_reasons(Against.LOCKED)[0]
        _correct(s, ref, candidate, panellist, criterion, level, usual, "?")
        found = drawn_again_if_drawn(s, ref, {})
    return found


def _correct(
    s: Session,
    ref: str,
    candidate: str,
    panellist: str | None,
    criterion: str,
    level: int,
    reason: str,
    decided_by: str,
) -> None:
    permitted(s, ref, Verb.CORRECT_SCORE)
    check_locked_scores(s, ref)
    candidate = candidate_in(s, ref, candidate)
    vacancy = get_vacancy(s, ref)
    named = panellist if panellist is not None else next(iter(vacancy.panel), "")
    if problems := fit_problems(vacancy, named, criterion, level):
        raise Refused(*problems)
    reason = _checked(s, candidate, reason, "Say why the score is corrected after the lock.")
    decided_by = _checked(s, candidate, decided_by, "Say who decided it.")
    if panellist is None:
        was = _correct_agreed(s, candidate, criterion, level)
    else:
        was = _correct_own(s, candidate, panellist, criterion, level)
    if was == level:
        raise Refused(f"{candidate} has {level} on {criterion} already.")
    s.log(
        "score.corrected",
        ref,
        candidate,
        panellist=panellist,
        criterion=criterion,
        level=level,
        was=was,
        reason=reason,
        decided_by=decided_by,
        sha256=frozen_digest(s, ref),
    )


def _correct_agreed(s: Session, candidate: str, criterion: str, level: int) -> int:
    agreed = s.workspace.agreed.of(candidate, criterion)
    if agreed is None:
        raise Refused(
            f"The panel agreed no score of {candidate} on {criterion}. Name the panellist whose "
            "score is corrected."
        )
    s.workspace.agreed.put(replace(agreed, level=level))
    return agreed.level


def _correct_own(s: Session, candidate: str, panellist: str, criterion: str, level: int) -> int:
    if s.workspace.agreed.of(candidate, criterion):
        raise Refused(
            f"The panel agreed a score of {candidate} on {criterion}, which counts in place of "
            "the panellists'. Correct the agreed one."
        )
    known = [
        score
        for score, _at in s.workspace.scores.of_candidate(candidate)
        if (score.panellist, score.criterion) == (panellist, criterion)
    ]
    if not known:
        raise Refused(f"{panellist} gave no score of {candidate} on {criterion}.")
    s.workspace.scores.put(
        ScoreRecord(candidate, panellist, criterion, level, known[0].note), s.actor
    )
    return known[0].level


def _checked(s: Session, candidate: str, words: str, missing: str) -> str:
    """Return words that the log will keep for good, once they tell nothing of the applicant."""
    words = " ".join(words.split())
    if not words:
        raise Refused(missing)
    if words in usual_reasons(Against.LOCKED):
        return words
    if len(words) > _LONGEST:
        raise Refused(f"The log takes at most {_LONGEST} characters of it. Shorten it.")
    application = s.vault.application(candidate)
    names = {fold(one.scheme.name) for one in scheme_editions(s).values()}
    schemes = general_form_words().schemes
    if (
        tells_of_applicant(words, application.identity if application else {})
        or any(name in fold(words) for name in names)
        or any(one.named.search(words) or one.about.search(words) for one in schemes)
    ):
        raise Refused(
            "This tells something of the applicant or of a scheme, and the log must not. Say it in "
            "other words."
        )
    return words
