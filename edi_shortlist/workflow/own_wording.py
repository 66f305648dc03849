"""HR's own list of wording to warn of. It lies in the workspace, so that every officer of it has
the same list and a backup holds it, and the log tells who changed it."""

import hashlib
import json
from pathlib import Path

from edi_shortlist.recruitment.own_wording import OwnWording
from edi_shortlist.recruitment.wording import WordListError
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.toml_files import read_toml
from edi_shortlist.workflow.writing import refusals_of


def own_wording(s: Session) -> OwnWording:
    """Return HR's own list; empty at first.

    Raises:
        Refused: another version of the program kept it in a form that this one cannot use.
    """
    return _read(s.workspace.specifications.wording(), "The list of this workspace")


def state_wording(s: Session, own: OwnWording) -> None:
    """Keep HR's own list in place of what was there; the log tells which entries it has."""
    with s.workspace.act():
        content = own.to_dict()
        if content == s.workspace.specifications.wording():
            return
        s.workspace.specifications.keep_wording(content)
        s.log(
            "wording.changed",
            entries=[wording.id for _group, wording in own.entries()],
            turned_off=list(own.turned_off),
            sha256=hashlib.sha256(
                json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
            ).hexdigest(),
        )


def import_wording(s: Session, path: Path | str) -> OwnWording:
    """Take a list from a file in place of the workspace's own.

    Raises:
        Refused: listing every problem of the file; nothing was changed.
    """
    own = read_wording_file(path)
    state_wording(s, own)
    return own


def read_wording_file(path: Path | str) -> OwnWording:
    """Return the list in a file.

    Raises:
        Refused: listing every problem of the file.
    """
    return _read(read_toml(Path(path)), f"Word list '{Path(path).name}'")


def export_wording(own: OwnWording, path: Path | str) -> None:
    """Write a list to a new file, for another workspace.

    Raises:
        Refused: the file is there already or cannot be written.
    """
    path = Path(path)
    with refusals_of(path), path.open("x", encoding="utf-8") as file:
        file.write(own.to_toml())


def _read(mapping: object, what: str) -> OwnWording:
    try:
        return OwnWording.from_dict(mapping if isinstance(mapping, dict) else {})
    except WordListError as error:
        raise Refused(*(f"{what}: {said}" for said in error.problems)) from None
