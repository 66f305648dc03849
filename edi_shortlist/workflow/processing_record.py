"""The record of processing activities that a controller must keep: UK GDPR Article 30(1), in
force since 31 December 2020.

What only the controller knows is typed and kept on the blind side; what the program knows (who
holds keys, what is kept for how long, which schemes run) is taken from the workspace each time it
is drawn. No passphrase is needed, and nothing of an applicant goes in but how many there are.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from edi_shortlist.reports.paper import UnknownPaperFormat, write_paper
from edi_shortlist.workflow.backing_up import last_backup
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.officers import list_officers, recovery_code_since
from edi_shortlist.workflow.processing_page import ProcessingRecord, sections
from edi_shortlist.workflow.processing_words import FIELDS
from edi_shortlist.workflow.retention import retention_of, retention_rules, utc_today
from edi_shortlist.workflow.scheme_editions import plain, scheme_editions
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.writing import refusals_of

__all__ = [
    "LONGEST",
    "TITLE",
    "ProcessingRecord",
    "export_processing_record",
    "processing_record",
    "sections",
    "state_processing",
]

TITLE = "Record of processing: recruitment with EDI Shortlist"
LONGEST = 1000
"""Characters of one field."""


def processing_record(s: Session) -> ProcessingRecord:
    """Draw the record from what was typed and from the workspace."""
    said = s.workspace.processing_record.stated()
    known = plain(scheme_editions(s))
    run = {
        scheme
        for record in s.workspace.blind.vacancies()
        for scheme in record.definition.get("schemes", ())
    }
    officers = list_officers(s)
    made = last_backup(s)
    return ProcessingRecord(
        said.fields,
        said.at,
        said.actor,
        utc_today(),
        tuple(sorted(known[one].name if one in known else one for one in run)),
        tuple(retention_rules(s)),
        tuple(retention_of(s)),
        len(officers),
        recovery_code_since(s) is not None,
        min((one.cost for one in officers), key=lambda cost: cost.memory_kib * cost.passes),
        made.at if made else "",
    )


def state_processing(s: Session, changes: Mapping[str, str]) -> tuple[str, ...]:
    """Write what the controller says, field by field; the log gets the names of the fields.

    Args:
        changes: new words by field; an empty text takes a field away. Fields that are not named
            stay as they are.

    Returns:
        the fields that changed.

    Raises:
        Refused: there is no such field, or its text is too long.
    """
    known = {field.key for field in FIELDS}
    problems = []
    for key, words in changes.items():
        if key not in known:
            problems.append(f"There is no field '{key}'. Choose from {', '.join(sorted(known))}.")
        elif len(words) > LONGEST:
            problems.append(
                f"The field '{key}' has {len(words)} characters; at most {LONGEST} can be kept."
            )
    if problems:
        raise Refused(*problems)
    with s.workspace.act():
        was = s.workspace.processing_record.stated().fields
        now = {key: words.strip() for key, words in {**was, **changes}.items() if words.strip()}
        changed = tuple(key for key in sorted(known) if was.get(key) != now.get(key))
        if changed:
            s.workspace.processing_record.state(now, s.actor)
            s.log("processing-record.changed", fields=list(changed))
    return changed


def export_processing_record(s: Session, path: Path) -> str:
    """Write the record to a new file, as its suffix says: ``.html``, ``.docx`` or ``.pdf``.

    Returns:
        the SHA-256 of the file in hexadecimal, which the log gets too.

    Raises:
        Refused: the suffix is none of these, or the file exists or cannot be written.
    """
    try:
        with refusals_of(path):
            written = write_paper(TITLE, list(sections(processing_record(s))), path)
    except UnknownPaperFormat as error:
        raise Refused(str(error)) from None
    digest = hashlib.sha256(written).hexdigest()
    s.log("processing-record.exported", format=path.suffix.lower().lstrip("."), sha256=digest)
    return digest
