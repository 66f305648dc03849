"""Two programs that write to one log at once: one with the vault open, one with it sealed."""

import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.session import Session
from faults.program import CHEAP, OFFICER, PASSPHRASE, Program, Say, expect

_ENTRIES = 120
_ACTION = "test.written"


def prepare(folder: Path) -> None:
    Session.create(folder, PASSPHRASE, OFFICER, cost=CHEAP).close()


def work(folder: Path, say: Say) -> None:
    other = os.fork()
    run = secrets.token_hex(4)
    with Session.open(folder, "Ben" if other else OFFICER) as s:
        if not other:
            s.unlock(PASSPHRASE)
        for number in range(_ENTRIES):
            s.log(_ACTION, run=run, number=number)
            say(f"{run} {number}")
    if not other:
        os._exit(0)
    _, status = os.waitpid(other, 0)
    expect(status == 0, "the other writer failed")


def check(s: Session, said: Sequence[str]) -> None:
    logged = [
        f"{one.details['run']} {one.details['number']}" for one in audit_entries(s, action=_ACTION)
    ]
    expect(len(set(logged)) == len(logged), "an entry is there twice")
    expect(set(said) <= set(logged), "an entry is missing")


PROGRAM = Program("two writers", prepare, work, check)
