"""What was typed about an application and not confirmed yet: kept in the vault, so that nothing is
lost when the vault is sealed or the program ends. It is no act, so the log does not hold it.
"""

from collections.abc import Collection, Mapping

from edi_shortlist.storage.drafts import Draft
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import Verb
from edi_shortlist.workflow.vacancies import candidate_in, permitted


def keep_draft(
    s: Session, ref: str, candidate: str, typed: Mapping[str, str], reason: str = ""
) -> None:
    """Keep what was typed about an applicant in place of what was kept; the vault must be open.

    Args:
        typed: by the key of the field, as typed; nothing is kept where this is empty.
        reason: how it was found out, as far as that was typed.

    Raises:
        Refused: there is no such vacancy or candidate, or it is too late to correct anything.
        VaultSealed: the vault is not open.
    """
    drafts = s.vault.drafts
    with s.workspace.act(sealed=True):
        permitted(s, ref, Verb.CORRECT_DECLARATIONS)
        candidate = candidate_in(s, ref, candidate)
        if typed:
            drafts.keep(Draft(candidate, s.actor, typed, reason))
        else:
            drafts.remove(candidate)


def settle_draft(s: Session, candidate: str, settled: Collection[str]) -> None:
    """Remove what a confirmation settles from a candidate's draft; call it within the act.

    Args:
        settled: keys of fields; ``declarations`` stands for all of them.
    """
    drafts = s.vault.drafts
    s.vault.before_act.remember("drafts", candidate)
    draft = drafts.of(candidate)
    if draft is None:
        return
    left = {
        key: value
        for key, value in draft.typed.items()
        if key not in settled and key.split(".")[0] not in settled
    }
    if left:
        drafts.keep(Draft(candidate, draft.actor, left, draft.reason, draft.at))
    else:
        drafts.remove(candidate)
