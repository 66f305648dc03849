"""Whose files are whose, where a table does not say: by the applicant's reference in the names of
files and folders, or by the applicant's name there. Only what is unique counts."""

import re
from collections.abc import Sequence
from dataclasses import replace

from edi_shortlist.workflow.indexes.column_names import folded
from edi_shortlist.workflow.indexes.row import IndexRow
from edi_shortlist.workflow.sources import SourceFile

_SHORT = 4  # a reference of fewer characters stands in many a name by chance


def with_files(rows: Sequence[IndexRow], files: Sequence[SourceFile]) -> list[IndexRow]:
    """Return the rows with files found for those that name none, or with the problem.

    A row that holds the application itself needs no files, and is left as it is where none is
    found.
    """
    spoken_for = [_folded_parts(file) for file in files]
    found = {
        row.line: _found(row, files, spoken_for)
        for row in rows
        if not row.files and not row.problem
    }
    claims: dict[SourceFile, list[int]] = {}
    for line, matches in found.items():
        for file in matches:
            claims.setdefault(file, []).append(line)
    return [_settled(row, found[row.line], claims) if row.line in found else row for row in rows]


def _settled(
    row: IndexRow, matches: list[SourceFile], claims: dict[SourceFile, list[int]]
) -> IndexRow:
    shared = sorted({line for file in matches for line in claims[file]} - {row.line})
    if shared:
        others = ", ".join(map(str, shared[:5]))
        return replace(  # with the files, so that they do not come in as somebody else's
            row,
            files=tuple(file.name for file in matches),
            problem=f"Line {row.line} of the index: the same files fit line {others} as well. "
            "Rename the files, or put each applicant's into a folder with the reference.",
        )
    if matches:
        return replace(row, files=tuple(file.name for file in matches))
    if row.answers:
        return row
    looked_for = "reference" if row.references else "name"
    return replace(
        row,
        problem=f"Line {row.line} of the index: no file or folder has this applicant's "
        f"{looked_for} in its name. Rename the files, or add a column with their names.",
    )


def _folded_parts(file: SourceFile) -> tuple[tuple[str, ...], ...]:
    """The words of the file's name and of each folder above it but the first, which was given."""
    parts = file.parts[1:] if len(file.parts) > 1 else file.parts
    *folders, name = parts
    stem = re.sub(r"\.\w{1,5}$", "", name)
    return tuple(tuple(folded(part).split()) for part in (*folders, stem))


def _found(
    row: IndexRow, files: Sequence[SourceFile], names: Sequence[tuple[tuple[str, ...], ...]]
) -> list[SourceFile]:
    for reference in row.references:
        words = tuple(folded(reference).split())
        matches = [
            file
            for file, parts in zip(files, names, strict=True)
            if any(_has_reference(words, part) for part in parts)
        ]
        if matches:
            return matches
    for forms in _names(row):
        matches = [
            file
            for file, parts in zip(files, names, strict=True)
            if any(_has_name(form, part) for form in forms for part in parts)
        ]
        if matches:
            return matches
    return []


def _has_reference(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    if not words:
        return False
    if len("".join(words)) < _SHORT:
        return part == words
    return any(part[at : at + len(words)] == words for at in range(len(part)))


def _names(row: IndexRow) -> list[tuple[str, str]]:
    """The names under which an applicant's files may stand, the fullest first: each in both
    orders, in letters alone. A shorter one counts only where no file has a fuller one."""
    words = folded(row.cells.get("full_name", "")).split()
    if len(words) < 2:
        return []
    called = folded(row.cells.get("preferred_name", "")).split()
    first, last = "".join(words[:-1]), words[-1]
    firsts = dict.fromkeys([first, words[0], *called[:1]])
    return [(f"{one}{last}", f"{last}{one}") for one in firsts]


def _has_name(wanted: str, part: tuple[str, ...]) -> bool:
    """Whether words that stand together make up a name: ``Smith, Jane``, ``JaneSmith``."""
    for at in range(len(part)):
        joined = ""
        for word in part[at:]:
            joined += word
            if joined == wanted:
                return True
            if not wanted.startswith(joined):
                break
    return False
