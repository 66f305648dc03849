"""Importing applications: from paths to sealed originals and redactions that wait for review.

A bad file harms only itself, and each application is saved as a whole or not at all. Files that
are already in are not added twice, so an import that was interrupted is finished by doing it
again.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from random import SystemRandom
from typing import TypeVar

from edi_shortlist.documents import Document, DocumentError, Reader
from edi_shortlist.redaction.span import Span
from edi_shortlist.storage import Original, Redaction, SealedApplication
from edi_shortlist.storage.vault import sha256
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.particulars import Answers, Particulars, put_together
from edi_shortlist.workflow.planning import PlannedApplication, plan_import
from edi_shortlist.workflow.redactors import FindsSpans, redactor_for
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.sources import Unusable, on_disk
from edi_shortlist.workflow.states import VacancyState, Verb
from edi_shortlist.workflow.vacancies import (
    available_schemes,
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
class FileFailure:
    """A file (or a row of the index) that could not be imported, and why.

    ``file`` may hold the applicant's name: it is for the screen, and is written nowhere.
    """

    file: str
    sentence: str


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
        failures: what could not be imported.
        unclear: applications that must be looked at before the shortlist.
        already_in: names of applications whose files were all there before.
        cancelled: whether it was stopped; what is in stays in.
    """

    added: tuple[str, ...] = ()
    failures: tuple[FileFailure, ...] = ()
    unclear: tuple[UnclearApplication, ...] = ()
    already_in: tuple[str, ...] = ()
    cancelled: bool = False


@dataclass(frozen=True)
class _ReadFile:
    """A file that was read."""

    original: Original
    document: Document
    answers: Answers


@dataclass(frozen=True)
class _ReadApplication:
    """The files of an application that could be read, and why the others could not."""

    planned: PlannedApplication
    files: tuple[_ReadFile, ...]
    failures: tuple[FileFailure, ...]


def import_applications(
    s: Session,
    ref: str,
    paths: Iterable[Path | str],
    index: Path | str | None = None,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    redactor: FindsSpans | None = None,
) -> ImportReport:
    """Import applications into a vacancy; the vault must be open.

    Args:
        paths: files, folders and ZIPs; ``planning`` says which files make up an application.
        index: the CSV that says whose files are whose, or None.
        progress: called as ``progress(done, total, what)``, from this thread.
        cancelled: asked between applications, which come in random order.
        redactor: in place of the vacancy's own.

    Raises:
        VaultSealed: the vault is not open.
        Refused: the vacancy takes no applications, has no criterion, or nothing can be imported.
    """
    vault = s.vault
    vacancy = get_vacancy(s, ref)
    permitted(s, ref, Verb.IMPORT)
    if not vacancy.criteria:
        raise Refused(f"{ref} has no criteria yet. Add at least one before the applications.")
    plan = plan_import(paths, index)
    # The log and the numbers of redactions tell the order in which applications came in. Files
    # mostly bear their senders' names, so in name order they would tell who is who.
    places = SystemRandom().sample(range(len(plan)), len(plan))
    schemes = available_schemes()
    _begin(s, ref)
    redactor = redactor or redactor_for(vacancy)
    added: dict[int, str] = {}
    failures: dict[int, list[FileFailure]] = {}
    unclear: dict[int, UnclearApplication] = {}
    already_in: dict[int, str] = {}
    stopped = False
    say = progress or (lambda done, total, what: None)
    try:
        say(0, len(plan), "")
        in_turn = _read_ahead([plan[place] for place in places])
        for done, (place, read) in enumerate(zip(places, in_turn, strict=True), 1):
            if cancelled and cancelled():
                stopped = True
                break
            failures[place] = [*read.failures]
            hashes = [sha256(file.original.content) for file in read.files]
            if vault.same_files(ref, hashes):
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
                    if candidate and particulars.unclear:
                        unclear[place] = UnclearApplication(candidate, particulars.unclear)
            say(done, len(plan), read.planned.name)
    finally:
        _finish(s, ref, len(added), sum(map(len, failures.values())), stopped)
    return ImportReport(
        _in_order(added),
        tuple(chain.from_iterable(_in_order(failures))),
        _in_order(unclear),
        _in_order(already_in),
        stopped,
    )


def _in_order(by_place: Mapping[int, _T]) -> tuple[_T, ...]:
    return tuple(by_place[place] for place in sorted(by_place))


# -- reading


def _read_ahead(plan: Sequence[PlannedApplication]) -> Iterator[_ReadApplication]:
    """Read applications in order, the next one while the last is being redacted."""
    with Reader() as reader:
        pool = ThreadPoolExecutor(1)
        try:
            ahead = pool.submit(_read, reader, plan[0])
            for planned in plan[1:]:
                read = ahead.result()
                ahead = pool.submit(_read, reader, planned)
                yield read
            yield ahead.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _read(reader: Reader, planned: PlannedApplication) -> _ReadApplication:
    from edi_shortlist.documents.forms import read_form

    if planned.problem:
        return _ReadApplication(planned, (), (FileFailure(planned.name, planned.problem),))
    files: list[_ReadFile] = []
    failures: list[FileFailure] = []
    for file in planned.files:
        try:
            content = file.content()
            with on_disk(file, content) as path:
                document = reader.read(path)
            original = Original(file.file_name, content, document.to_dict())
            files.append(_ReadFile(original, document, read_form(document)))
        except Unusable as error:
            failures.append(FileFailure(file.name, str(error)))
        except DocumentError as error:
            failures.append(FileFailure(file.name, error.sentence))
    return _ReadApplication(planned, tuple(files), tuple(failures))


# -- redacting


def _found(
    redactor: FindsSpans, read: _ReadApplication, particulars: Particulars
) -> list[list[Span]] | None:
    """Return the spans of each document, or None where the redactor failed on this one."""
    documents = [file.document for file in read.files]
    try:
        found = redactor.find_all(documents, particulars.identity)
        return [still_shown(d, spans) for d, spans in zip(documents, found, strict=True)]
    except Exception:  # recognisers fail in many ways, and what they say may quote the text
        return None


def _not_redacted(read: _ReadApplication) -> list[FileFailure]:
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
    read: _ReadApplication,
    particulars: Particulars,
    found: Sequence[Sequence[Span]],
    redactor: FindsSpans,
) -> str | None:
    """Write one application to both sides and return its candidate reference.

    None: somebody else's import brought in the same files while these were being redacted.
    """
    workspace = s.workspace
    with workspace.act(sealed=True):
        permitted(s, ref, Verb.IMPORT)
        if s.vault.same_files(ref, [sha256(file.original.content) for file in read.files]):
            return None
        candidate = workspace.blind.new_reference()
        application = SealedApplication(
            candidate,
            ref,
            read.planned.name,
            particulars.identity,
            particulars.declarations,
            particulars.adjustments,
            particulars.interview_mode,
            particulars.monitoring,
            particulars.unclear,
        )
        s.vault.add_application(application, [file.original for file in read.files])
        documents = workspace.blind.add_candidate(ref, candidate, len(read.files))
        for document, spans in zip(documents, found, strict=True):
            for span in spans:
                workspace.redactions.add(_pending(document, span))
        every = [span for spans in found for span in spans]
        s.log(
            "application.imported",
            ref,
            candidate,
            documents=len(documents),
            pictures_dropped=sum(file.document.pictures for file in read.files),
            files_failed=len(read.failures),
            redactions=len(every),
            by_label=dict(sorted(Counter(span.label.value for span in every).items())),
            by_source=dict(sorted(Counter(span.source for span in every).items())),
            versions=dict(redactor.versions),
        )
    return candidate


def _pending(document: str, span: Span) -> Redaction:
    return Redaction(
        0,
        document,
        span.start,
        span.end,
        span.label.value,
        round(span.score, 4),
        span.source,
        span.replacement,
        span.reason,
        flagged=span.flagged,
    )
