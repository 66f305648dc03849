"""The record of processing as parts of a page. It only words what ``processing_record`` drew."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from edi_shortlist.reports.page import Section
from edi_shortlist.storage import KeyCost
from edi_shortlist.workflow.processing_words import (
    CATEGORIES,
    FIELDS,
    NEEDED,
    PURPOSES,
    RECIPIENTS,
)
from edi_shortlist.workflow.retention import RetentionGroup, VacancyRetention

MISSING = "Not filled in yet"
_WHO = ("controller", "contact", "data_protection_officer", "joint_controllers")


@dataclass(frozen=True)
class ProcessingRecord:
    """The record as it stands today.

    Attributes:
        stated: what the controller said, by field; a field that is empty is left out.
        stated_at, stated_by: when that was last changed (UTC, ISO 8601) and by whom, or empty.
        drawn_on: the day on which the rest was taken from the workspace.
        schemes: names of the guaranteed-interview schemes that its vacancies run.
        recovery_code: whether there is one.
        cost: what a try at the cheapest of the passphrases costs.
        backed_up_at: when the workspace was last backed up, as far as the log knows, or empty.
    """

    stated: Mapping[str, str]
    stated_at: str
    stated_by: str
    drawn_on: date
    schemes: tuple[str, ...]
    retention: tuple[VacancyRetention, ...]
    held: tuple[RetentionGroup, ...]
    officers: int
    recovery_code: bool
    cost: KeyCost
    backed_up_at: str

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that must be filled in and are not."""
        return tuple(key for key in NEEDED if key not in self.stated)


def sections(record: ProcessingRecord) -> Iterator[Section]:
    """Yield the parts, in the order of UK GDPR Article 30(1)."""
    yield _who(record)
    yield _purposes(record)
    yield _categories(record)
    yield _recipients(record)
    yield _transfers(record)
    yield _how_long(record)
    yield _security(record)
    yield _about(record)


def _who(record: ProcessingRecord) -> Section:
    labels = {field.key: field.label for field in FIELDS}
    return Section(
        "Who is responsible",
        (),
        ("Who", "Name and contact"),
        [
            (labels[key], _said(record, key))
            for key in _WHO
            if key in record.stated or key in record.missing
        ],
    )


def _purposes(record: ProcessingRecord) -> Section:
    return Section(
        "What it is for, and on what ground",
        (
            "Articles are those of the UK GDPR. No decision is taken by the program alone: people "
            "give every score, and it adds them up and applies published rules.",
            f"Guaranteed-interview schemes: {', '.join(record.schemes) or 'none'}.",
            f"Appropriate policy document: {_said(record, 'policy')}",
        ),
        ("Purpose", "Whose data", "Lawful basis", "Condition for special categories"),
        [
            (
                one.words,
                one.whose,
                _said(record, one.basis),
                _said(record, one.condition) if one.condition else "none needed",
            )
            for one in PURPOSES
        ],
    )


def _categories(record: ProcessingRecord) -> Section:
    held = sum(one.held for one in record.retention)
    return Section(
        "Whose data, and which",
        (
            f"The workspace has {_count(len(record.retention), 'vacancy', 'vacancies')} and holds "
            f"{_count(held, 'application')}. Declarations and monitoring answers never leave the "
            "vault, and no score rests on them.",
        ),
        ("What", "Whose", "Where it lies", "Who sees it"),
        CATEGORIES,
    )


def _recipients(record: ProcessingRecord) -> Section:
    others = record.stated.get("other_recipients")
    rows = [*RECIPIENTS, *([("Others", others)] if others else [])]
    return Section("Who receives it", (), ("Who", "What"), rows)


def _transfers(record: ProcessingRecord) -> Section:
    return Section(
        "Transfers outside the United Kingdom",
        (
            "The program opens no network and sends nothing anywhere.",
            f"The controller says: {_said(record, 'transfers')}",
        ),
    )


def _how_long(record: ProcessingRecord) -> Section:
    due: dict[str, list[str]] = {}
    for group in record.held:
        if group.due is not None:
            due.setdefault(group.vacancy, []).append(group.due.isoformat())
    return Section(
        "How long it is kept",
        (
            "Months count from the day the vacancy is closed, or its shortlist was drawn. Then HR "
            "erases from both files. An applicant can be erased before, on request.",
            "The log stays, with a shortlist that was drawn: they hold the bare reference, which "
            "leads to nobody once the applicant is erased.",
        ),
        ("Vacancy", "Not invited", "Invited", "Held now", "Due next"),
        [
            (
                one.vacancy,
                _count(one.rule.months, "month"),
                _count(one.rule.invited_months, "month")
                if one.rule.invited_months
                else "until HR says otherwise",
                str(one.held),
                min(due.get(one.vacancy, ["not by itself"])),
            )
            for one in record.retention
        ],
        "There is no vacancy yet.",
    )


def _security(record: ProcessingRecord) -> Section:
    code = (
        "A recovery code was made, to be locked away on paper."
        if record.recovery_code
        else "There is no recovery code."
    )
    backup = (
        f"Last backed up on {record.backed_up_at[:10]}; the vault stays encrypted in a backup."
        if record.backed_up_at
        else "No backup is known to the log."
    )
    rows = [
        (
            "Encryption",
            "The vault is encrypted with SQLCipher (AES-256) under a random key. Without the vault "
            "open nothing of an applicant's identity can be seen.",
        ),
        (
            "Who holds a key",
            f"{_count(record.officers, 'HR officer')}, nobody by another's passphrase (Argon2id, "
            f"{record.cost.memory_kib // 1024} MiB a try). {code} The vault seals itself where it "
            "is not used.",
        ),
        (
            "Blindness",
            "The panel sees anonymised copies alone, once every redaction in them was decided by a "
            "person.",
        ),
        (
            "Accountability",
            "Every act is logged with its author, in a chain of digests that shows any change.",
        ),
        ("Erasure", "What is erased is overwritten, and both files are written anew without it."),
        ("Backups", backup),
    ]
    if own := record.stated.get("other_security"):
        rows.append(("The controller's own", own))
    return Section("How it is kept safe", (), ("Measure", "How"), rows)


def _about(record: ProcessingRecord) -> Section:
    changed = (
        f" What the controller says was last changed on {record.stated_at[:10]} by "
        f"{record.stated_by}."
        if record.stated_at
        else ""
    )
    left = len(record.missing)
    complete = (
        f"{_count(left, 'field')} of it {'is' if left == 1 else 'are'} still to be filled in."
        if left
        else "Every field that is needed is filled in."
    )
    return Section(
        "About this record",
        (
            "It is kept under UK GDPR Article 30(1) and must be shown to the Information "
            "Commissioner on request (Article 30(4)).",
            f"It was drawn from the workspace on {record.drawn_on.isoformat()}.{changed} "
            f"{complete}",
        ),
    )


def _said(record: ProcessingRecord, key: str) -> str:
    return record.stated.get(key, MISSING)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"
