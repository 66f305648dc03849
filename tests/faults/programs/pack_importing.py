"""Taking the scores of one panel pack after the other in, each whole or not at all.

The packs lie beside the workspace's own files, so that they are copied with it.
"""

from collections.abc import Sequence
from pathlib import Path

from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow.auditing import audit_entries
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

_PANEL = [f"Panellist {letter}" for letter in "ABCDEFGH"]
_APPLICANTS, _CRITERIA = 5, ("E1", "D1")
_PIN = "4821 0937 5516"


def _pack_of(folder: Path, panellist: str) -> Path:
    return folder / "packs" / f"{panellist}.edipack"


def _level(panellist: str, candidate: str) -> int:
    return (ord(panellist[-1]) + int(candidate[-1])) % 5


def prepare(folder: Path) -> None:
    panel = [{"name": name} for name in _PANEL]
    vacancy = Vacancy.from_dict({**small_vacancy().to_dict(), "panel": panel})
    with Session.create(folder, PASSPHRASE, OFFICER, cost=CHEAP) as s:
        with s.workspace.act():
            s.workspace.blind.add_vacancy(REF, vacancy.title, "released", vacancy.to_dict())
            for number in range(_APPLICANTS):
                s.workspace.blind.add_candidate(REF, f"C-{number:04d}", 1)
            s.log("vacancy.released", REF)
        (folder / "packs").mkdir()
        for name in _PANEL:
            export_pack(s, REF, name, _pack_of(folder, name), pin=_PIN, cost=CHEAP)
            _score(_pack_of(folder, name), name)


def _score(path: Path, panellist: str) -> None:
    with Session.open_pack(path, _PIN, costs=[CHEAP]) as pack:
        for one in candidates(pack, REF):
            for criterion in _CRITERIA:
                record_score(pack, REF, one, panellist, criterion, _level(panellist, one))


def work(folder: Path, say: Say) -> None:
    with opened(folder) as s:
        for name in _PANEL:
            if not scores_of(s, REF, name):
                import_pack(s, _pack_of(folder, name), costs=[CHEAP])
                say(name)


def check(s: Session, said: Sequence[str]) -> None:
    logged = [one.details["panellist"] for one in audit_entries(s, action="pack.imported")]
    expect(len(set(logged)) == len(logged), "a pack was taken in twice")
    expect(set(said) <= set(logged), "a pack that was taken in is not in the log")
    for name in _PANEL:
        given = {key: level for key, (level, _) in scores_of(s, REF, name).items()}
        whole = {
            (one, criterion): _level(name, one)
            for one in candidates(s, REF)
            for criterion in _CRITERIA
        }
        expect(given == (whole if name in logged else {}), "a pack is there by half")


PROGRAM = Program("pack import", prepare, work, check)
