"""What was found on the application forms of a vacancy, to be looked at; the vault must be open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from edi_shortlist.documents import Document
from edi_shortlist.storage import SealedApplication
from edi_shortlist.storage.drafts import Draft
from edi_shortlist.storage.vault import Confirmation
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.form_fields import DECLARATIONS, FormField, fields_of
from edi_shortlist.workflow.scheme_editions import schemes_for
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import candidate_in, vacancy_record

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True)
class FormDocument:
    """A document of an application, to be shown beside its fields."""

    document_id: str
    file: str
    document: Document


@dataclass(frozen=True)
class ApplicationForm:
    """What is known of one applicant, with its places.

    Attributes:
        form: title of the form's map, or "" for a form that no map knows.
        unclear: sentences about what a person must settle.
        confirmed: who confirmed it last, or None.
        draft: what was typed and not confirmed yet, or None.
    """

    candidate: str
    form: str
    fields: tuple[FormField, ...]
    documents: tuple[FormDocument, ...]
    unclear: tuple[str, ...] = ()
    confirmed: Confirmation | None = None
    draft: Draft | None = None

    @property
    def doubts(self) -> int:
        """How many fields a person has to decide about."""
        return sum(field.doubtful for field in self.fields)


@dataclass(frozen=True)
class FormSummary:
    """An application in the list of those to confirm.

    Attributes:
        name: of the applicant, as far as it is known.
        confirmed: whether a person confirmed it.
        begun: whether something was typed and not confirmed yet.
        unclear: whether it is not clear what was declared.
        doubts: how many fields to decide about, or None where that was not counted yet.
    """

    candidate: str
    name: str
    confirmed: bool
    unclear: bool = False
    doubts: int | None = None
    begun: bool = False


def form_of(s: Session, ref: str, candidate: str) -> ApplicationForm:
    """Return what is known of an applicant, and where it stands; the vault must be open.

    Raises:
        Refused: there is no such vacancy or candidate.
        VaultSealed: the vault is not open.
    """
    vault = s.vault
    vacancy_record(s, ref)
    candidate = candidate_in(s, ref, candidate)
    s.log_look("originals.opened", ref)
    application = sealed_application(s, candidate)
    confirmations = vault.confirmations(candidate)
    by_hand = {name for one in confirmations for name in one.changes}
    if vault.has_declarations_by_hand(candidate):
        by_hand.add(DECLARATIONS)
    documents = documents_of(s, candidate)
    title, fields = fields_of(
        application,
        [(one.document_id, one.document) for one in documents],
        schemes_for(s, ref),
        by_hand,
    )
    return ApplicationForm(
        candidate,
        title,
        fields,
        tuple(documents),
        application.unclear,
        confirmations[-1] if confirmations else None,
        vault.drafts.of(candidate),
    )


def list_forms(s: Session, ref: str) -> list[FormSummary]:
    """Return a vacancy's applications in reference order; the vault must be open.

    Raises:
        Refused: there is no such vacancy.
        VaultSealed: the vault is not open.
    """
    vault = s.vault
    vacancy_record(s, ref)
    s.log_look("identities.listed", ref)
    confirmed, begun = vault.confirmed(ref), vault.drafts.begun(ref)
    return [
        FormSummary(
            one.candidate,
            one.identity.get("full_name", ""),
            one.candidate in confirmed,
            bool(one.unclear),
            begun=one.candidate in begun,
        )
        for one in vault.applications(ref)
    ]


def unconfirmed(s: Session, ref: str) -> list[str]:
    """Return the candidates of a vacancy whom nobody confirmed; the vault must be open.

    Raises:
        Refused: there is no such vacancy.
        VaultSealed: the vault is not open.
    """
    return [one.candidate for one in list_forms(s, ref) if not one.confirmed]


def count_doubts(
    s: Session,
    ref: str,
    candidates: Sequence[str],
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> dict[str, int]:
    """Return how many fields of some candidates a person has to decide about.

    It reads their forms, some tenths of a second each.

    Args:
        progress: called as ``progress(done, total, "")``.
        cancelled: asked between applications; what was counted until then is returned.

    Raises:
        Refused: there is no such vacancy or candidate.
        VaultSealed: the vault is not open.
    """
    found: dict[str, int] = {}
    for candidate in candidates:
        if cancelled and cancelled():
            break
        found[candidate] = form_of(s, ref, candidate).doubts
        if progress:
            progress(len(found), len(candidates), "")
    return found


# -- for the other verbs


def documents_of(s: Session, candidate: str) -> list[FormDocument]:
    """Return a candidate's documents in order; the vault must be open."""
    records = s.workspace.blind.documents(candidate)
    return [
        FormDocument(record.id, original.file_name, Document.from_dict(dict(original.document)))
        for record, original in zip(records, s.vault.originals(candidate), strict=False)
    ]


def sealed_application(s: Session, candidate: str) -> SealedApplication:
    """Return what the vault holds of a candidate.

    Raises:
        Refused: there is no such application any more.
    """
    application = s.vault.application(candidate)
    if application is None:
        raise Refused(f"There is no application {candidate} any more. Look at the list again.")
    return application
