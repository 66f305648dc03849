"""Programs with faults, which the fault suite must notice; and an import that needs no model."""

import time
from collections.abc import Sequence
from pathlib import Path

from edi_shortlist.workflow.importing import import_applications
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import create_vacancy
from faults.applicants import NameRedactor
from faults.program import (
    CHEAP,
    OFFICER,
    PASSPHRASE,
    REF,
    Program,
    Say,
    expect,
    opened,
    small_vacancy,
)
from faults.programs.importing import check_imported

_ACTS, _APPLICATIONS = 20, 12


def prepare(folder: Path) -> None:
    Session.create(folder, PASSPHRASE, OFFICER, cost=CHEAP).close()


def check(s: Session, said: Sequence[str]) -> None:
    numbers = {str(one.details.get("number")) for one in s.workspace.audit.entries()}
    expect(set(said) <= numbers, "an act is not there")


def _says_too_soon(folder: Path, say: Say) -> None:
    with opened(folder) as s:
        for number in range(_ACTS):
            with s.workspace.act():
                s.log("test.written", number=number)
                say(str(number))
                time.sleep(0.02)


def _forgets(folder: Path, say: Say) -> None:
    with opened(folder):
        say("0")


def _fails(folder: Path, say: Say) -> None:
    with opened(folder) as s:
        s.log("test.written", number=0)
        raise KeyError("a mistake of the program")


SAYS_TOO_SOON = Program("says too soon", prepare, _says_too_soon, check)
FORGETS = Program("forgets", prepare, _forgets, check)
FAILS = Program("fails", prepare, _fails, check)


def _prepare_import(folder: Path) -> None:
    prepare(folder)
    for number in range(_APPLICATIONS):
        (folder / "given" / f"{number}").mkdir(parents=True)
        (folder / "given" / f"{number}" / "letter.txt").write_text(f"I am Ada Weir, the {number}.")
    with opened(folder) as s:
        create_vacancy(s, small_vacancy())


def _import(folder: Path, say: Say) -> None:
    with opened(folder) as s:
        import_applications(
            s,
            REF,
            [folder / "given"],
            progress=lambda done, total, what: say(what) if what else None,
            redactor=NameRedactor(),
        )


def _check_import(s: Session, said: Sequence[str]) -> None:
    check_imported(s, said, REF)


LIGHT_IMPORT = Program("light import", _prepare_import, _import, _check_import)
