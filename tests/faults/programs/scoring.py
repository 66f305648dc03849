"""Scoring: a panel of two gives scores, changes them and takes some back."""

import random
from collections.abc import Sequence
from pathlib import Path

from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.scoring import candidates, record_score
from edi_shortlist.workflow.session import Session
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

_APPLICANTS, _SCORES = 40, 150


def prepare(folder: Path) -> None:
    vacancy = small_vacancy()
    with Session.create(folder, PASSPHRASE, OFFICER, cost=CHEAP) as s, s.workspace.act():
        s.workspace.blind.add_vacancy(REF, vacancy.title, "released", vacancy.to_dict())
        for number in range(_APPLICANTS):
            s.workspace.blind.add_candidate(REF, f"C-{number:04d}", 1)
        s.log("vacancy.released", REF)


def work(folder: Path, say: Say) -> None:
    chance = random.Random()
    with opened(folder) as s:
        every = candidates(s, REF)
        for _ in range(_SCORES):
            key = (
                chance.choice(every),
                chance.choice(["Panellist A", "Panellist B"]),
                chance.choice(["E1", "D1"]),
            )
            was = s.workspace.scores.level(*key)
            level = chance.choice([one for one in (None, 0, 1, 2, 3, 4) if one != was])
            record_score(s, REF, *key, level, "A note.")
            say(" | ".join((*key, str(level))))


def check(s: Session, said: Sequence[str]) -> None:
    logged = [
        (
            str(one.candidate),
            one.details["panellist"],
            one.details["criterion"],
            one.details["level"],
        )
        for one in audit_entries(s, action="score.recorded")
    ]
    told = iter(" | ".join((*key, str(level))) for *key, level in logged)
    expect(all(line in told for line in said), "a score is not in the log, or out of its place")
    given = {(candidate, who, what): level for candidate, who, what, level in logged}
    stored = {
        (one.candidate, one.panellist, one.criterion): one.level
        for one in s.workspace.scores.of_vacancy(REF)
    }
    expect(
        stored == {key: level for key, level in given.items() if level is not None},
        "the scores are not those of the log",
    )


PROGRAM = Program("scoring", prepare, work, check)
