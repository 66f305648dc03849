"""Importing applications: from paths to sealed originals and redactions that wait for review.

A bad file harms only itself, and each application is saved as a whole or not at all. Files that
are already in are not added twice, so an import that was interrupted is finished by doing it
again.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from random import SystemRandom
from typing import TypeVar

from edi_shortlist.redaction.span import Span
from edi_shortlist.storage.vault import sha256
from edi_shortlist.workflow.alike import Alike, alike_applications
from edi_shortlist.workflow.arriving import FileFailure, ReadApplication, check_forms, read_ahead
from edi_shortlist.workflow.column_mapping import ColumnMapping
from edi_shortlist.workflow.entering import Arrival, enter
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.particulars import Particulars, put_together
from edi_shortlist.workflow.planning import PlannedApplication, plan_import
from edi_shortlist.workflow.read_documents import ReadDocument, as_read
from edi_shortlist.workflow.redactors import FindsSpans, redactor_for
from edi_shortlist.workflow.scheme_editions import names_on_offer
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState, Verb
from edi_shortlist.workflow.vacancies import (
    get_vacancy,
    move,
    permitted,
    vacancy_state,
)
from edi_shortlist.workflow.withholding import still_shown

__all__ = [
    "FileFailure",
    "ImportReport",
    "PlannedApplication",
    "UnclearApplication",
    "import_applications",
    "plan_import",
]

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]
_T = TypeVar("_T")


@dataclass(frozen=True)
class UnclearApplication:
    """An application whose declarations a person must look at; see ``set_declarations``."""

    candidate: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class ImportReport:
    """What came of an import.

    Attributes:
        added: the new candidates, in the order of the files.
        documents: what was read of them.
        failures: what could not be imported.
        unclear: applications that must be looked at before the shortlist.
        already_in: names of applications whose files were all there before.
        alike: pairs with a new application in them that may be one person's, to be asked about.
        cancelled: whether it was stopped; what is in stays in.
    """

    added: tuple[str, ...] = ()
    documents: tuple[ReadDocument, ...] = ()
    failures: tuple[FileFailure, ...] = ()
    unclear: tuple[UnclearApplication, ...] = ()
    already_in: tuple[str, ...] = ()
    alike: tuple[Alike, ...] = ()
    cancelled: bool = False


def import_applications(
    s: Session,
    ref: str,
    paths: Iterable[Path | str],
    index: Path | str | None = None,
    mapping: ColumnMapping | None = None,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    redactor: FindsSpans | None = None,
) -> ImportReport:
    """Import applications into a vacancy; the vault must be open.

    Args:
        paths: files, folders and ZIPs; ``planning`` says which files make up an application.
        index: the table that says whose files are whose, or None.
        mapping: of its columns, or None where they are our own or a saved one fits.
        progress: called as ``progress(done, total, what)``, from this thread.
        cancelled: asked between applications, which come in random order.
        redactor: in place of the vacancy's own.

    Raises:
        VaultSealed: the vault is not open.
        Refused: the vacancy takes no applications, has no criterion, or nothing can be imported;
            or a file in ``resources/forms`` that HR edited holds a mistake.
    """
    vault = s.vault
    vacancy = get_vacancy(s, ref)
    permitted(s, ref, Verb.IMPORT)
    if not vacancy.criteria:
        raise Refused(f"{ref} has no criteria yet. Add at least one before the applications.")
    check_forms()
    plan = plan_import(paths, index, mapping)
    # The log and the numbers of redactions tell the order in which applications came in. Files
    # mostly bear their senders' names, so in name order they would tell who is who.
    places = SystemRandom().sample(range(len(plan)), len(plan))
    schemes = names_on_offer(s)
    _begin(s, ref)
    redactor = redactor or redactor_for(vacancy)
    added: dict[int, str] = {}
    failures: dict[int, list[FileFailure]] = {}
    unclear: dict[int, UnclearApplication] = {}
    already_in: dict[int, str] = {}
    documents: dict[int, list[ReadDocument]] = {}
    stopped = False
    say = progress or (lambda done, total, what: None)
    try:
        say(0, len(plan), "")
        in_turn = read_ahead(
            [plan[place] for place in places],
            lambda hashes: vault.same_files(ref, hashes) is not None,
        )
        for done, (place, read) in enumerate(zip(places, in_turn, strict=True), 1):
            if cancelled and cancelled():
                stopped = True
                break
            failures[place] = [*read.failures]
            if read.already_in:
                already_in[place] = read.planned.name
            elif read.files:
                particulars = put_together(
                    read.planned.row, [file.answers for file in read.files], schemes
                )
                found = _found(redactor, read, particulars)
                if found is None:
                    failures[place] += _not_redacted(read)
                else:
                    candidate = _save(s, ref, read, particulars, found, redactor)
                    if candidate is None:
                        already_in[place] = read.planned.name
                    else:
                        added[place] = candidate
                        documents[place] = [
                            as_read(candidate, file.original.file_name, file.document)
                            for file in read.files
                        ]
                    if candidate and particulars.unclear:
                        unclear[place] = UnclearApplication(candidate, particulars.unclear)
            say(done, len(plan), read.planned.name)
    finally:
        _finish(s, ref, len(added), sum(map(len, failures.values())), stopped)
    new = set(added.values())
    return ImportReport(
        _in_order(added),
        tuple(chain.from_iterable(_in_order(documents))),
        tuple(chain.from_iterable(_in_order(failures))),
        _in_order(unclear),
        _in_order(already_in),
        tuple(one for one in alike_applications(s, ref) if new & set(one.candidates)),
        stopped,
    )


def _in_order(by_place: Mapping[int, _T]) -> tuple[_T, ...]:
    return tuple(by_place[place] for place in sorted(by_place))


# -- redacting


def _found(
    redactor: FindsSpans, read: ReadApplication, particulars: Particulars
) -> list[list[Span]] | None:
    """Return the spans of each document, or None where the redactor failed on this one."""
    documents = [file.document for file in read.files]
    try:
        found = redactor.find_all(documents, particulars.identity)
        return [still_shown(d, spans) for d, spans in zip(documents, found, strict=True)]
    except Exception:  # recognisers fail in many ways, and what they say may quote the text
        return None


def _not_redacted(read: ReadApplication) -> list[FileFailure]:
    sentence = (
        "The file was read, but its redaction failed, so its application was left out. Save it "
        "again as .docx or PDF and add it again, or tell the makers of this program."
    )
    return [
        FileFailure(f"{read.planned.name}: {f.original.file_name}", sentence) for f in read.files
    ]


# -- saving


def _begin(s: Session, ref: str) -> None:
    with s.workspace.act():
        if permitted(s, ref, Verb.IMPORT) is not VacancyState.IMPORTING:
            move(s, ref, VacancyState.IMPORTING)


def _finish(s: Session, ref: str, added: int, failed: int, stopped: bool) -> None:
    with s.workspace.act():
        if vacancy_state(s, ref) is VacancyState.IMPORTING:
            some = bool(s.workspace.blind.candidates(ref))
            after = VacancyState.REVIEW if some else VacancyState.DRAFT
            move(s, ref, after, added=added, files_failed=failed, stopped=stopped)


def _save(
    s: Session,
    ref: str,
    read: ReadApplication,
    particulars: Particulars,
    found: Sequence[Sequence[Span]],
    redactor: FindsSpans,
) -> str | None:
    """Write one application to both sides and return its candidate reference.

    None: somebody else's import brought in the same files while these were being redacted.
    """
    hashes = [sha256(file.original.content) for file in read.files]
    with s.workspace.act(sealed=True):
        permitted(s, ref, Verb.IMPORT)
        if s.vault.same_files(ref, hashes):
            return None
        arrival = Arrival(
            read.planned.name,
            particulars,
            [file.original for file in read.files],
            found,
            {
                "pictures_dropped": sum(file.document.pictures for file in read.files),
                "files_failed": len(read.failures),
            },
        )
        return enter(s, ref, arrival, redactor, "application.imported")
