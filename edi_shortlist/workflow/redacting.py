"""Anonymised copies of one applicant's files, with no workspace: what ``redact`` does.

The copies are named ``document-1.docx``, ``document-2.pdf`` and so on in the order given, since
file names hold names; what is already in the folder is never overwritten.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from edi_shortlist.documents import Document, DocumentError, Reader
from edi_shortlist.documents.forms import read_form
from edi_shortlist.redaction import PolicyError, Span, anonymise
from edi_shortlist.reports.anonymised_copy import write
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.importing import FileFailure
from edi_shortlist.workflow.redactors import FindsSpans, load_redactor, versions_of
from edi_shortlist.workflow.withholding import withheld

_SUFFIXES = (".docx", ".pdf")


@dataclass(frozen=True)
class RedactedFile:
    """A copy that was written.

    Attributes:
        file: the original, as given.
        copy, log: the anonymised copy, and the JSON that says what is hidden where and why.
        redactions: how many passages are hidden.
    """

    file: str
    copy: str
    log: str
    redactions: int


@dataclass(frozen=True)
class RedactReport:
    """What was written, and what could not be read."""

    written: tuple[RedactedFile, ...]
    failures: tuple[FileFailure, ...]


def redact_files(
    files: Sequence[Path | str],
    out_dir: Path | str,
    policy: str = "standard",
    identity: Mapping[str, str | None] | None = None,
    *,
    progress: Callable[[int, int, str], None] | None = None,
    redactor: FindsSpans | None = None,
) -> RedactReport:
    """Write an anonymised copy, in the format of the original, and a span log for each file.

    Nobody has reviewed these copies; what the policy only flags is hidden. Monitoring pages and
    scheme questions are left out, as they are for a panel; the log then says so.

    Args:
        files: the documents of one applicant.
        identity: what is known of the applicant; what a form among the files says is added.
        progress: called as ``progress(done, total, what)``.
        redactor: in place of the policy's own.

    Raises:
        Refused: the policy does not exist, the folder cannot be written, or no file can be read.
    """
    try:
        redactor = redactor or load_redactor(policy)
    except PolicyError as error:
        raise Refused(str(error)) from None
    say = progress or (lambda done, total, what: None)
    read: list[tuple[Path, Document]] = []
    failures: list[FileFailure] = []
    with Reader() as reader:
        for done, file in enumerate(map(Path, files)):
            say(done, len(files), file.name)
            try:
                read.append((file, reader.read(file)))
            except DocumentError as error:
                failures.append(FileFailure(file.name, error.sentence))
    if not read:
        raise Refused(*(f"'{failure.file}': {failure.sentence}" for failure in failures))
    documents = [document for _, document in read]
    found = redactor.find_all(documents, _known(identity or {}, documents))
    written = []
    folder = Path(out_dir)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for (file, document), spans in zip(read, found, strict=True):
            written.append(_write(folder, file, document, spans, policy, redactor))
    except OSError:
        raise Refused(
            f"The folder '{folder.name}' cannot be written. Choose a folder of your own."
        ) from None
    say(len(files), len(files), "")
    return RedactReport(tuple(written), tuple(failures))


def _known(identity: Mapping[str, str | None], documents: Sequence[Document]) -> dict[str, str]:
    known = {name: str(value) for name, value in identity.items() if value}
    for document in documents:
        for name, value in read_form(document).identity.items():
            known.setdefault(name, value)
    return known


def _write(
    folder: Path,
    file: Path,
    document: Document,
    spans: Sequence[Span],
    policy: str,
    redactor: FindsSpans,
) -> RedactedFile:
    suffix = file.suffix.lower() if file.suffix.lower() in _SUFFIXES else ".txt"
    number = 1
    while any(folder.glob(f"document-{number}.*")):
        number += 1
    copy = folder / f"document-{number}{suffix}"
    log = folder / f"document-{number}.json"
    shown = anonymise(document, spans)
    panels = withheld(document, shown)
    write(panels, copy)
    said = {
        "document": copy.name,
        "source_sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "policy": policy,
        "versions": versions_of(redactor),
        "pictures_dropped": document.pictures,
        "reviewed": False,
        "withheld_from_panels": panels != shown,
        "spans": [span.to_dict() for span in spans],
    }
    log.write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return RedactedFile(str(file), str(copy), str(log), len(spans))
