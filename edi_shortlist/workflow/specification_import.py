"""A person specification out of a Word file, a PDF or another document: read in a process apart,
as every file from outside is, and understood by words that HR may add to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from edi_shortlist import bundled, documents
from edi_shortlist.documents import BlockKind, Document, DocumentError, Part
from edi_shortlist.recruitment.criteria import Criterion, CriterionKind
from edi_shortlist.recruitment.specification_found import FoundCriterion, Piece
from edi_shortlist.recruitment.specification_reading import read_specification
from edi_shortlist.recruitment.specification_words import (
    ReadingWordsError,
    SpecificationWords,
    plain,
)
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.toml_files import read_toml

_LETTERS = {CriterionKind.ESSENTIAL: "E", CriterionKind.DESIRABLE: "D"}
_WHERE = frozenset({Part.BODY, Part.TEXT_BOX})


@dataclass(frozen=True)
class ReadSpecification:
    """What a file holds.

    Attributes:
        file: its name.
        document: its text, to compare with.
        criteria: what was found; never empty.
        places: where each criterion stands in ``document.text``, half-open.
        notes: sentences on the file as a whole.
    """

    file: str
    document: Document
    criteria: tuple[FoundCriterion, ...]
    places: tuple[tuple[int, int], ...]
    notes: tuple[str, ...]


def read_specification_file(
    path: Path | str, *, read: Callable[[Path], Document] | None = None
) -> ReadSpecification:
    """Return the criteria that a file holds.

    Args:
        read: gives the Document of a file; in a process apart where it is left out.

    Raises:
        Refused: the file cannot be read, or no criterion was found in it; the sentence says what
            was looked for.
    """
    path = Path(path)
    if not path.is_file():
        raise Refused(f"'{path.name}' cannot be opened. Check that it is still there.")
    try:
        document = (read or documents.read)(path)
    except DocumentError as error:
        raise Refused(str(error)) from None
    placed = list(document.placed_blocks())
    pieces = pieces_of(document)
    reading = read_specification(pieces, reading_words())
    if not reading.criteria:
        raise Refused(_nothing_found(path.name, document))
    notes = list(document.warnings)
    if reading.repeated:
        notes.append(
            f"{reading.repeated} criteria stand in the file twice and were taken once."
            if reading.repeated > 1
            else "One criterion stands in the file twice and was taken once."
        )
    return ReadSpecification(
        path.name,
        document,
        reading.criteria,
        tuple((placed[one.piece][0], placed[one.piece][1]) for one in reading.criteria),
        tuple(notes),
    )


def pieces_of(document: Document) -> list[Piece]:
    """Return a document in the form in which a specification is understood."""
    return [
        Piece(
            index,
            block.text,
            heading=block.kind is BlockKind.HEADING,
            listed=block.kind is BlockKind.LIST_ITEM,
            table=block.cell[0] if block.cell else None,
            cell=block.cell[1:] if block.cell else None,
            paged=block.page is not None,
        )
        for index, block in enumerate(document.blocks)
        if block.part in _WHERE
    ]


def as_criteria(found: Sequence[FoundCriterion]) -> tuple[Criterion, ...]:
    """Return found criteria as those of a vacancy, each under an id of its own."""
    ids = ids_for([(one.kind, one.number) for one in found])
    return tuple(
        Criterion(own, one.kind, one.text, one.stages, one.weight)
        for own, one in zip(ids, found, strict=True)
    )


def ids_for(found: Sequence[tuple[CriterionKind, str]], existing: Sequence[str] = ()) -> list[str]:
    """Return an id for each found criterion, given its kind and the number written there.

    Where every number fits its kind and none is there twice or taken, the numbers are the ids;
    else they are counted anew, by kind.

    Args:
        existing: ids that are taken.
    """
    taken = {one.casefold() for one in existing}
    numbers = [number for _, number in found]
    fitting = all(number.startswith(_LETTERS[kind]) for kind, number in found)
    once = len({*numbers}) == len(numbers)
    if fitting and once and not taken & {number.casefold() for number in numbers}:
        return numbers
    ids = []
    for kind, _ in found:
        letter = _LETTERS[kind]
        free = (f"{letter}{n}" for n in range(1, len(taken) + 2))
        ids.append(next(one for one in free if one.casefold() not in taken))
        taken.add(ids[-1].casefold())
    return ids


def is_new(text: str, existing: Sequence[str]) -> bool:
    """Say whether no criterion has that text, whatever its capitals and marks."""
    return plain(text) not in map(plain, existing)


def reading_words() -> SpecificationWords:
    """Return the words that a specification is understood by.

    Raises:
        Refused: HR edited the file and it cannot be used.
    """
    path = bundled.resource("specification/reading.toml")
    changed = path.stat()
    return _read(path, changed.st_mtime_ns, changed.st_size)


@lru_cache(maxsize=1)
def _read(path: Path, _changed: int, _size: int) -> SpecificationWords:
    try:
        return SpecificationWords.from_dict(read_toml(path))
    except ReadingWordsError as error:
        said = (f"Words in '{path.name}': {one}" for one in error.problems)
        raise Refused(*said) from None


def _nothing_found(name: str, document: Document) -> str:
    sentence = (
        f"No criteria were found in '{name}': it has no table, heading or list that says "
        "Essential or Desirable with criteria below it. Type them, or copy them into such a table."
    )
    return " ".join((sentence, *document.warnings))
