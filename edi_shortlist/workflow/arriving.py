"""Reading planned applications: each file in a worker process, e-mails and archives taken apart.

It reads ahead, and knows nothing of redaction or storage's tables.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from edi_shortlist.documents import Document, DocumentError, Reader
from edi_shortlist.storage import Original
from edi_shortlist.storage.vault import sha256
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.index_file import IndexRow
from edi_shortlist.workflow.indexes.answers import answers_document, answers_name
from edi_shortlist.workflow.particulars import Answers
from edi_shortlist.workflow.planning import PlannedApplication
from edi_shortlist.workflow.sources import SourceFile, Unusable, on_disk


@dataclass(frozen=True)
class FileFailure:
    """A file (or a row of the index) that could not be imported, and why.

    ``file`` may hold the applicant's name: it is for the screen, and is written nowhere.
    """

    file: str
    sentence: str


@dataclass(frozen=True)
class ReadFile:
    """A document that was read, with what it says as a form."""

    original: Original
    document: Document
    answers: Answers


@dataclass(frozen=True)
class ReadApplication:
    """The documents of an application that could be read, and why others could not.

    Attributes:
        already_in: its files are in already; they were not read again.
    """

    planned: PlannedApplication
    files: tuple[ReadFile, ...] = ()
    failures: tuple[FileFailure, ...] = ()
    already_in: bool = False


#: Asked with the SHA-256 of each file of an application: are they all in already?
AreKnown = Callable[[Sequence[str]], bool]


def check_forms() -> None:
    """See that the files by which forms are read hold no mistake, before anything is read.

    Raises:
        Refused: naming the file and each mistake.
    """
    from edi_shortlist.documents.forms.maps import form_maps
    from edi_shortlist.documents.forms.words import FormWordsError, general_form_words

    try:
        general_form_words()
        form_maps()
    except FormWordsError as error:
        raise Refused(str(error)) from None


def read_ahead(
    plan: Sequence[PlannedApplication], are_known: AreKnown
) -> Iterator[ReadApplication]:
    """Read applications in order, the next one while the last is being redacted.

    Args:
        are_known: called from another thread.
    """
    with Reader() as reader:
        pool = ThreadPoolExecutor(1)
        try:
            ahead = pool.submit(_read, reader, plan[0], are_known)
            for planned in plan[1:]:
                read = ahead.result()
                ahead = pool.submit(_read, reader, planned, are_known)
                yield read
            yield ahead.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _read(reader: Reader, planned: PlannedApplication, are_known: AreKnown) -> ReadApplication:
    if planned.problem:
        return ReadApplication(planned, (), (FileFailure(planned.name, planned.problem),))
    files: list[ReadFile] = []
    failures: list[FileFailure] = []
    contents: list[tuple[SourceFile, bytes]] = []
    for file in planned.files:
        try:
            contents.append((file, file.content()))
        except Unusable as error:
            failures.append(FileFailure(file.name, str(error)))
    answered = _answers(planned.row) if planned.row is not None and planned.row.answers else []
    hashes = [sha256(content) for _, content in contents]
    hashes += [sha256(one.original.content) for one in answered]
    if hashes and not failures and are_known(hashes):
        return ReadApplication(planned, already_in=True)
    for file, content in contents:
        try:
            read, failed = _read_file(reader, file, content)
            files += read
            failures += failed
        except Unusable as error:
            failures.append(FileFailure(file.name, str(error)))
        except DocumentError as error:
            failures.append(FileFailure(file.name, error.sentence))
    return ReadApplication(planned, (*files, *answered), tuple(failures))


def _answers(row: IndexRow) -> list[ReadFile]:
    """The part of an application that stands in the index itself."""
    from edi_shortlist.documents.forms import read_form

    document = answers_document(row)
    content = document.text.encode()
    original = Original(answers_name(row), content, document.to_dict())
    return [ReadFile(original, document, read_form(document))]


def _read_file(
    reader: Reader, file: SourceFile, content: bytes
) -> tuple[list[ReadFile], list[FileFailure]]:
    """Read one file, and each file in it where it is an e-mail or archive."""
    from edi_shortlist.documents.forms import read_form

    with on_disk(file, content) as path:
        parts = reader.read_parts(path)
    read: list[ReadFile] = []
    failed: list[FileFailure] = []
    for part in parts:
        if part.document is not None:
            name = file.file_name if part.content is None else part.name
            own = content if part.content is None else part.content
            original = Original(name, own, part.document.to_dict())
            read.append(ReadFile(original, part.document, read_form(part.document)))
        elif part.error is not None:
            failed.append(FileFailure(f"{file.name}: {part.name}", part.error.sentence))
    return read, failed
