"""Which files make up which application, before anything is read.

The rules:

- One folder or ZIP given by itself: each sub-folder is one applicant, with everything below it;
  each loose file is one applicant. A folder that holds nothing but one folder of sub-folders is
  looked through.
- Several paths given together: each file is one applicant, each folder or ZIP that holds only
  files is one applicant, and one that holds sub-folders is taken as if it were given by itself.
- An index goes before these rules: the files of a row are one applicant. A name in it is a file
  or a folder, with as many folders before it as it takes to be the only one. Other files in the
  sub-folder of a row's file belong to that row too, unless two rows share the sub-folder.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.index_file import IndexRow, read_index
from edi_shortlist.workflow.sources import SourceFile, files_in, is_archive, readable


@dataclass(frozen=True)
class PlannedApplication:
    """The files of one applicant.

    Attributes:
        name: the folder's or file's name, for the person who imports.
        files: in name order.
        row: the applicant's row in the index, or None.
        problem: why it cannot be imported as the index says, or empty.
    """

    name: str
    files: tuple[SourceFile, ...]
    row: IndexRow | None = None
    problem: str = ""


def plan_import(
    paths: Iterable[Path | str], index: Path | str | None = None
) -> list[PlannedApplication]:
    """Return the applications that these paths hold, in name order, those with a row first.

    Raises:
        Refused: a path is not there, an archive or the index cannot be read, or there is nothing
            to import.
    """
    given = [Path(path) for path in paths]
    missing = [path.name or str(path) for path in given if not path.exists()]
    if missing:
        raise Refused(*(f"'{name}' is not there. Check its name and folder." for name in missing))
    groups = _groups(given, Path(index) if index is not None else None)
    if not groups:
        raise Refused("There are no files to import here. Choose a folder with applications in it.")
    if index is None:
        return [PlannedApplication(name, tuple(files)) for name, files in groups]
    return _with_index(groups, read_index(index))


_Groups = list[tuple[str, list[SourceFile]]]


def _groups(given: Sequence[Path], index: Path | None) -> _Groups:
    groups: _Groups = []
    for path in given:
        if not (path.is_dir() or is_archive(path)):
            name = readable(path.name)
            groups.append((name, [SourceFile((name,), path)]))
            continue
        path = path.resolve() if path.is_dir() else path
        files = files_in(path)
        if index is not None:
            files = [f for f in files if f.member or not _same_file(f.path, index)]
        if len(given) > 1 and files and not any(len(file.parts) > 2 for file in files):
            groups.append((files[0].parts[0], files))
        else:
            groups += _applicants(files)
    return groups


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them is gone meanwhile; reading it will say so
        return False


def _applicants(files: list[SourceFile]) -> _Groups:
    """Group the files of one folder or archive."""
    depth = 1
    while (
        files
        and len({file.parts[: depth + 1] for file in files}) == 1
        and all(len(file.parts) > depth + 2 for file in files)
    ):
        depth += 1
    groups: dict[tuple[str, ...], list[SourceFile]] = {}
    for file in files:
        groups.setdefault(file.parts[: depth + 1], []).append(file)
    return [(parts[-1], members) for parts, members in groups.items()]


def _with_index(groups: _Groups, rows: Sequence[IndexRow]) -> list[PlannedApplication]:
    files = [file for _, members in groups for file in members]
    owner: dict[SourceFile, IndexRow] = {}
    problems: dict[int, str] = {}
    for row in rows:
        found: list[SourceFile] = []
        for name in row.files:
            matches = _matches(name, files)
            if isinstance(matches, str):
                problems.setdefault(row.line, f"Line {row.line} of the index: {matches}")
            elif any(file in owner for file in matches):
                problems.setdefault(
                    row.line,
                    f"Line {row.line} of the index: '{name}' belongs to another line already.",
                )
            else:
                found += matches
        if row.line not in problems:
            owner |= dict.fromkeys(found, row)
    _adopt(groups, owner)
    planned = []
    for row in rows:
        own = tuple(file for file in files if owner.get(file) is row)
        planned.append(
            PlannedApplication("; ".join(row.files), own, row, problems.get(row.line, ""))
        )
    # What a faulty row meant to claim must not come in as somebody unknown.
    spoilt = {
        file
        for row in rows
        if row.line in problems
        for name in row.files
        if not isinstance(matches := _matches(name, files), str)
        for file in matches
    }
    for name, members in groups:
        rest = tuple(file for file in members if file not in owner and file not in spoilt)
        if rest:
            planned.append(PlannedApplication(name, rest))
    return planned


def _adopt(groups: _Groups, owner: dict[SourceFile, IndexRow]) -> None:
    """Give the other files of a sub-folder to the one row that claims some of it."""
    for _, members in groups:
        rows = {owner[file].line: owner[file] for file in members if file in owner}
        if len(rows) == 1:
            row = next(iter(rows.values()))
            for file in members:
                owner.setdefault(file, row)


def _matches(name: str, files: Iterable[SourceFile]) -> list[SourceFile] | str:
    """Return the files that a name in the index means, or a sentence that it means none or
    more than one."""
    wanted = tuple(_plain(part) for part in name.replace("\\", "/").split("/") if part)
    found: dict[tuple[str, ...], list[SourceFile]] = {}
    for file in files:
        parts = tuple(map(_plain, file.parts))
        for start in range(len(parts) - len(wanted) + 1):
            if parts[start : start + len(wanted)] == wanted:
                found.setdefault(parts[: start + len(wanted)], []).append(file)
                break
    if not found or not wanted:
        return f"there is no file or folder '{name}' among what was given."
    if len(found) > 1:
        return f"'{name}' may be any of {len(found)}. Write the folder before it."
    return next(iter(found.values()))


def _plain(part: str) -> str:
    return unicodedata.normalize("NFC", part.strip()).casefold()
