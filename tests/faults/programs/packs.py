"""Panel packs: a panellist scores in a pack, and HR takes the scores in again and again."""

import random
from collections.abc import Sequence
from pathlib import Path

from edi_shortlist.workflow.pack_importing import import_pack
from edi_shortlist.workflow.packs import export_pack
from edi_shortlist.workflow.scoring import candidates, record_score, scores_of
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

_APPLICANTS, _AT_ONCE = 20, 2
_PANELLIST, _PIN, _FILE = "Panellist A", "4821 0937 5516", "a.edipack"


def prepare(folder: Path) -> None:
    vacancy = small_vacancy()
    with Session.create(folder, PASSPHRASE, OFFICER, cost=CHEAP) as s:
        with s.workspace.act():
            s.workspace.blind.add_vacancy(REF, vacancy.title, "released", vacancy.to_dict())
            for number in range(_APPLICANTS):
                s.workspace.blind.add_candidate(REF, f"C-{number:04d}", 1)
            s.log("vacancy.released", REF)
        export_pack(s, REF, _PANELLIST, folder / _FILE, pin=_PIN, cost=CHEAP)


def work(folder: Path, say: Say) -> None:
    chance = random.Random()
    with opened(folder) as s, Session.open_pack(folder / _FILE, _PIN, costs=[CHEAP]) as pack:
        given = scores_of(pack, REF, _PANELLIST)
        places = [(one, c) for one in candidates(pack, REF) for c in ("E1", "D1")]
        left = [place for place in places if place not in given]
        chance.shuffle(left)
        for number, place in enumerate(left, 1):
            level = chance.randrange(5)
            record_score(pack, REF, place[0], _PANELLIST, place[1], level, "A note.")
            say(" | ".join(("scored", *place, str(level))))
            if number % _AT_ONCE == 0 or number == len(left):
                say(f"taken | {import_pack(s, folder / _FILE, costs=[CHEAP]).given}")


def check(s: Session, said: Sequence[str]) -> None:
    with Session.open_pack(s.folder / _FILE, _PIN, costs=[CHEAP]) as pack:
        expect(pack.workspace.verify_audit().ok, "the pack's log does not verify")
        given = scores_of(pack, REF, _PANELLIST)
    here = scores_of(s, REF, _PANELLIST)
    for line in said:
        what, *rest = line.split(" | ")
        if what == "scored":
            candidate, criterion, level = rest
            expect(
                given.get((candidate, criterion)) == (int(level), "A note."),
                "a score is not in the pack",
            )
        else:
            expect(len(here) >= int(rest[0]), "a score that was taken in is not there")
    expect(here.items() <= given.items(), "a score is here that the pack does not hold")
    # What a kill left must still be signed.
    import_pack(s, s.folder / _FILE, costs=[CHEAP])
    expect(scores_of(s, REF, _PANELLIST) == given, "the pack's scores were not taken in")


PROGRAM = Program("packs", prepare, work, check)
