"""Which files make up which application, before anything is read.

The rules:

- One folder or ZIP given by itself: each sub-folder is one applicant, with everything below it;
  loose files are one applicant each, or one applicant's together where their names say so
  (``stems``). A folder that holds nothing but one folder of sub-folders is looked through.
- Several paths given together: files are taken as loose files, each folder or ZIP that holds only
  files is one applicant, and one that holds sub-folders is taken as if it were given by itself.
- An e-mail, and an archive among an applicant's files, is that applicant's with all it holds.
- One table among the paths is the index, where none is named.
- An index goes before these rules: the files of a row are one applicant. A name in it is a file
  or a folder, with as many folders before it as it takes to be the only one. Other files in the
  sub-folder of a row's file belong to that row too, unless two rows share the sub-folder.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from edi_shortlist.workflow.column_mapping import ColumnMapping
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.index_file import (
    IDENTITY_COLUMNS,
    IndexRow,
    index_inside,
    read_index,
    read_index_inside,
    table_inside_to_map,
    table_to_map,
)
from edi_shortlist.workflow.indexes.fields import FIRST_NAME, LAST_NAME
from edi_shortlist.workflow.indexes.saved import mapping_for
from edi_shortlist.workflow.indexes.suggesting import suggest_mapping
from edi_shortlist.workflow.indexes.tables import SUFFIXES, Table
from edi_shortlist.workflow.sources import SourceFile, files_in, is_archive, readable
from edi_shortlist.workflow.stems import by_stem


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
    paths: Iterable[Path | str],
    index: Path | str | None = None,
    mapping: ColumnMapping | None = None,
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
    tables = [path for path in given if path.name.lower().endswith(SUFFIXES) and path.is_file()]
    if index is None and len(tables) == 1:
        index = tables[0]
        given.remove(index)
    groups = _groups(given, Path(index) if index is not None else None)
    files = [file for _, members in groups for file in members]
    planned: list[PlannedApplication]
    if index is not None:
        planned = _with_index(groups, read_index(index, mapping, files))
    elif (inside := given_index(files)) is not None:
        others = _without(groups, inside)
        files.remove(inside)
        planned = _with_index(others, read_index_inside(inside, mapping, files))
    else:
        planned = [PlannedApplication(name, tuple(members)) for name, members in groups]
    if not planned:
        raise Refused("There are no files to import here. Choose a folder with applications in it.")
    return planned


def table_to_ask_about(
    paths: Iterable[Path | str], index: Path | str | None = None
) -> Table | None:
    """Return the index among these whose columns nobody has said yet what they hold, or None.

    Args:
        paths, index: as for ``plan_import``.

    Raises:
        Refused: the index cannot be read, or names files and stands alone.
    """
    paths = list(paths)
    if index is not None:
        table = table_to_map(index)
        if table is None and not paths:
            raise Refused(
                f"'{Path(index).name}' says whose files are whose. Add it together with the files "
                "or the folder that it names."
            )
    else:
        given = [path for path in map(Path, paths) if path.is_dir() or is_archive(path)]
        files = [file for path in given for file in files_in(path)]
        inside = given_index(files)
        table = table_inside_to_map(inside) if inside is not None else None
    return table if table is not None and mapping_for(table) is None else None


def given_index(files: Sequence[SourceFile]) -> SourceFile | None:
    """Return the index among files that were given, or None.

    A table that does not say who applied (notes, a list of posts) is a file like any other.

    Raises:
        Refused: it is called an index, and cannot be read.
    """
    inside = index_inside(files)
    if inside is None or inside.file_name.lower().rsplit(".", 1)[0] == "index":
        return inside
    try:
        table = table_inside_to_map(inside)
    except Refused:
        return None
    if table is None or mapping_for(table) is not None:
        return inside
    return inside if len(_SAY_WHO & set(suggest_mapping(table).used.values())) > 1 else None


# A list of applicants tells two of these; notes and lists of posts tell none.
_SAY_WHO = {*IDENTITY_COLUMNS, FIRST_NAME, LAST_NAME}
_Groups = list[tuple[str, list[SourceFile]]]


def _without(groups: _Groups, index: SourceFile) -> _Groups:
    kept = [(name, [file for file in files if file is not index]) for name, files in groups]
    return [(name, files) for name, files in kept if files]


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
    return _by_names(groups)


def _by_names(groups: _Groups) -> _Groups:
    """Put loose files together that are one applicant's by their names."""
    loose = [index for index, (_, files) in enumerate(groups) if _is_loose(files)]
    leader: dict[int, int] = {}
    for together in by_stem([groups[index][1][0].file_name for index in loose]):
        first = loose[together[0]]
        leader |= {loose[other]: first for other in together}
    merged: dict[int, tuple[str, list[SourceFile]]] = {}
    for index, (name, files) in enumerate(groups):
        merged.setdefault(leader.get(index, index), (name, []))[1].extend(files)
    return list(merged.values())


def _is_loose(files: Sequence[SourceFile]) -> bool:
    """Whether these are one file that lies beside others, rather than in a folder of its own."""
    return len(files) == 1 and len(files[0].parts) <= 2


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
    problems = {row.line: row.problem for row in rows if row.problem}
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
        planned.append(PlannedApplication(row.name, own, row, problems.get(row.line, "")))
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
