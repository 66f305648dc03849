"""Releasing a vacancy: the anonymised documents are made and the panel may read them."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from edi_shortlist.documents.model import Document
from edi_shortlist.recruitment.plain_words import listed
from edi_shortlist.recruitment.rounds import scoring_way
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.redaction.policy import load_policy
from edi_shortlist.storage import Redaction
from edi_shortlist.storage.redactions import ACCEPTED, PENDING
from edi_shortlist.workflow.anonymising import anonymised
from edi_shortlist.workflow.answers import questions_in
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.leaks import leaks
from edi_shortlist.workflow.reading import draw_seed
from edi_shortlist.workflow.scheme_editions import fix_schemes
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState, Verb
from edi_shortlist.workflow.vacancies import get_vacancy, move, permitted

_LEAKS_TOLD = 10


def release(s: Session, ref: str) -> int:
    """Make the anonymised documents and open scoring; the vault must be open.

    Returns:
        how many applications were released.

    Raises:
        Refused: there are no applications or no panel, a redaction is undecided, or a known
            detail of an applicant would still be readable.
        VaultSealed: the vault is not open.
    """
    _ready(s, ref)
    vacancy = get_vacancy(s, ref)
    # Anonymising takes a while, so it is done outside the act; if anybody did anything
    # meanwhile, it is done again.
    while True:
        head = s.workspace.audit.head()
        texts, found = _anonymised(s, ref, vacancy)
        if found:
            more = len(found) - _LEAKS_TOLD
            rest = [f"And {more} more documents."] if more > 0 else []
            raise Refused(*found[:_LEAKS_TOLD], *rest)
        with s.workspace.act():
            if s.workspace.audit.head() != head:
                continue
            _ready(s, ref)
            for document_id, content in texts.items():
                s.workspace.blind.set_anonymised(document_id, content)
            s.workspace.redactions.forget_acts(ref)
            candidates = s.workspace.blind.candidates(ref)
            decided = s.workspace.redactions.of_vacancy(ref)
            versions = fix_schemes(s, ref, vacancy.schemes)
            move(
                s,
                ref,
                VacancyState.RELEASED,
                applications=len(candidates),
                decisions=dict(sorted(Counter(r.decision for r in decided).items())),
                by_rule=sum(bool(r.rule) for r in decided),
                scoring=_way(vacancy, texts),
                reading_seed=draw_seed(s, ref, vacancy.panel),
                **({"scheme_versions": versions} if versions else {}),
            )
            return len(candidates)


def _way(vacancy: Vacancy, texts: Mapping[str, Mapping[str, Any]]) -> str:
    """Return how the panel goes about the scores, for the log."""
    answered = questions_in(Document.from_dict(dict(content)) for content in texts.values())
    return scoring_way(vacancy, answered).value


def _ready(s: Session, ref: str) -> None:
    """Refuse a release for whatever can be seen without reading a document."""
    permitted(s, ref, Verb.RELEASE)
    vacancy = get_vacancy(s, ref)
    problems = []
    counts = s.workspace.redactions.counts(ref)
    if not counts:
        problems.append(f"{ref} has no applications yet. Add applications first.")
    undecided = {candidate: n for candidate, (_, n) in counts.items() if n}
    if undecided:
        first = ", ".join(sorted(undecided)[:5])
        redactions = sum(undecided.values())
        problems.append(
            f"{redactions} redaction{'s' if redactions > 1 else ''} in {len(undecided)} of "
            f"{len(counts)} applications still wait{'' if redactions > 1 else 's'} for a decision "
            f"({first}{' …' if len(undecided) > 5 else ''}). Decide each of them first."
        )
    if not vacancy.panel:
        problems.append(f"{ref} has nobody on its panel. Name the panellists first.")
    if not vacancy.assessed_at_application:
        problems.append(
            f"{ref} has no criterion assessed at application, so there is nothing to score."
        )
    if problems:
        raise Refused(*problems)


def _anonymised(
    s: Session, ref: str, vacancy: Vacancy
) -> tuple[dict[str, Mapping[str, Any]], list[str]]:
    """Return the documents as the panel will read them, and a sentence for each that leaks."""
    policy = load_policy(
        vacancy.policy, [(entry.label, entry.action) for entry in vacancy.policy_overrides]
    )
    texts: dict[str, Mapping[str, Any]] = {}
    found: list[str] = []
    applications = s.vault.applications(ref)
    sealed = {application.candidate for application in applications}
    if lost := [one for one in s.workspace.blind.candidates(ref) if one not in sealed]:
        raise Refused(
            f"The vault does not hold the application of {lost[0]}. Bring both files of the "
            "workspace back from a backup of the same day."
        )
    for application in applications:
        for record in s.workspace.blind.documents(application.candidate):
            content = s.vault.content(record.id)
            if content is None:
                raise Refused(
                    f"The original of document {record.id} is missing from the vault. Bring both "
                    "files of the workspace back from a backup of the same day."
                )
            redactions = s.workspace.redactions.of_document(record.id)
            original = Document.from_dict(content)
            shown = anonymised(original, _accepted(redactions))
            texts[record.id] = shown.to_dict()
            if places := leaks(original, shown, redactions, application.identity, policy):
                found.append(
                    f"{application.candidate}, document {record.ordinal} still shows "
                    f"{listed(places)}. Hide it, or reject its redaction to leave it in."
                )
    return texts, found


def _accepted(redactions: list[Redaction]) -> list[Redaction]:
    if any(redaction.decision == PENDING for redaction in redactions):
        raise Refused("A redaction was added meanwhile and waits for a decision. Decide it first.")
    return [redaction for redaction in redactions if redaction.decision == ACCEPTED]
