"""Mappings saved by name in this person's settings, for the next export of the same system.

They hold names of columns only, so they lie outside the workspace and its vault.
"""

import os
import re
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import platformdirs

from edi_shortlist.workflow.column_mapping import ColumnMapping
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.indexes.tables import Table

#: Points to another folder of settings.
CONFIG_VARIABLE = "EDI_SHORTLIST_CONFIG"
_LONGEST_NAME = 60
_NAME = re.compile(r"\w[\w .,()&+'’-]*")
# Names that Windows keeps for devices.
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)


def mappings_folder() -> Path:
    """Return where mappings are saved; it need not be there yet."""
    given = os.environ.get(CONFIG_VARIABLE)
    base = Path(given) if given else Path(platformdirs.user_config_dir("edi-shortlist", False))
    return base / "mappings"


def saved_mappings() -> list[ColumnMapping]:
    """Return the saved mappings by name; a file that cannot be read is left out."""
    found = []
    for path in _files():
        with suppress(Refused):
            found.append(_read(path))
    return sorted(found, key=lambda mapping: mapping.name.casefold())


def save_mapping(mapping: ColumnMapping) -> Path:
    """Save a mapping under its name, in place of one that has the same, and return its file.

    Raises:
        Refused: the name cannot be used, or the file cannot be written.
    """
    name = " ".join(mapping.name.split())
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME or _RESERVED.fullmatch(name):
        raise Refused(
            "Give the mapping a name of letters, figures and spaces, say that of the recruitment "
            f"system, of {_LONGEST_NAME} characters at most."
        )
    path = _path_of(name) or mappings_folder() / f"{name.rstrip(' .')}.toml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Beside it first: a power cut must not leave half a mapping.
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, suffix=".new", delete=False
        ) as file:
            file.write(replace(mapping, name=name).to_toml())
        Path(file.name).replace(path)
    except OSError:
        raise Refused(
            f"The mapping cannot be saved in '{path.parent}'. Check that there is room and that "
            "you may write there."
        ) from None
    return path


def load_mapping(name_or_file: str | Path) -> ColumnMapping:
    """Return the saved mapping of a name, or the mapping in a ``.toml`` file.

    Raises:
        Refused: there is none, or it cannot be used.
    """
    file = Path(name_or_file)
    if file.suffix.lower() == ".toml" and file.is_file():
        return _read(file)
    if path := _path_of(str(name_or_file)):
        return _read(path)
    names = ", ".join(f"'{mapping.name}'" for mapping in saved_mappings())
    there = f"The saved ones are {names}." if names else "None is saved yet."
    raise Refused(f"There is no mapping '{name_or_file}'. {there}")


def rename_mapping(name: str, new_name: str) -> ColumnMapping:
    """Give a saved mapping another name, and return it.

    Raises:
        Refused: there is none of that name, the new name is taken or cannot be used.
    """
    mapping = load_mapping(name)
    old = _path_of(name)
    taken = _path_of(new_name)
    if taken is not None and taken != old:
        raise Refused(f"There is a mapping '{new_name}' already. Choose another name.")
    renamed = replace(mapping, name=" ".join(new_name.split()))
    new = save_mapping(renamed)
    if old is not None and taken is None and old != new:
        _remove(old)
    return renamed


def delete_mapping(name: str) -> ColumnMapping:
    """Delete a saved mapping, and return what it was.

    Raises:
        Refused: there is none of that name, or it cannot be deleted.
    """
    mapping = load_mapping(name)
    if path := _path_of(name):
        _remove(path)
    return mapping


def mapping_for(table: Table, *, here: bool = False) -> ColumnMapping | None:
    """Return the saved mapping that fits a table: each column that it uses stands there, or on the
    sheet that it names, if the workbook has that one. Where several fit, the one that uses most;
    None where none does.

    Args:
        here: only one for the sheet that the table is on.
    """
    fitting = [one for one in saved_mappings() if one.used and _fits(one, table, here)]
    return max(fitting, key=lambda one: len(one.used), default=None)


def _fits(mapping: ColumnMapping, table: Table, here: bool) -> bool:
    try:
        meant = table.on_sheet(mapping.sheet)
    except Refused:
        return False
    return (meant is table or not here) and not mapping.problems_in(meant)


def _files() -> list[Path]:
    try:
        return sorted(mappings_folder().glob("*.toml"))
    except OSError:
        return []


def _path_of(name: str) -> Path | None:
    """The file of a saved mapping, whatever capitals its name is asked for with."""
    wanted = " ".join(name.split()).casefold()
    for path in _files():
        with suppress(Refused):
            if _read(path).name.casefold() == wanted:
                return path
    return None


def _read(path: Path) -> ColumnMapping:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Refused(
            f"Mapping '{path.name}' cannot be opened, or is not text in UTF-8. Check the file."
        ) from None
    mapping = ColumnMapping.from_toml(text, path.name)
    return mapping if mapping.name else replace(mapping, name=path.stem)


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError:
        raise Refused(f"'{path}' cannot be deleted. Check that you may write there.") from None
