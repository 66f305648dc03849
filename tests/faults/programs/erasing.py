"""Erasing one applicant after the other, whose words must be gone from the files."""

from collections.abc import Sequence
from pathlib import Path

from edi_shortlist.storage import Original, SealedApplication, StandingRecord
from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.erasing import erase
from edi_shortlist.workflow.session import Session
from faults.program import CHEAP, OFFICER, PASSPHRASE, REF, Program, Say, expect, opened

_APPLICANTS = 20


def _words_of(candidate: str) -> str:
    """Return words that stand in one applicant's text alone."""
    return f"heron {candidate[2:]} of the weir"


def prepare(folder: Path) -> None:
    with Session.create(folder, PASSPHRASE, OFFICER, cost=CHEAP) as s, s.workspace.act(sealed=True):
        blind = s.workspace.blind
        blind.add_vacancy(REF, "Adviser", "shortlisted", {})
        for number in range(_APPLICANTS):
            candidate = f"C-{number:04d}"
            text = _words_of(candidate)
            s.vault.add_application(
                SealedApplication(candidate, REF, text), [Original("cv", text.encode(), {})]
            )
            (document,) = blind.add_candidate(REF, candidate, 1)
            blind.set_anonymised(document, {"text": text * 20})
            blind.set_standings([StandingRecord(candidate, "3", 1, True, (), False)])
        s.log("vacancy.shortlisted", REF)


def work(folder: Path, say: Say) -> None:
    with opened(folder) as s:
        for candidate in s.workspace.blind.candidates(REF):
            erase(s, REF, candidate)
            say(candidate)


def check(s: Session, said: Sequence[str]) -> None:
    blind = s.workspace.blind
    erased = {gone.candidate for gone in blind.erasures.of_vacancy(REF)}
    expect(set(said) <= erased, "somebody who was erased is there again")
    logged = {one.candidate for one in audit_entries(s, action="candidate.erased")}
    expect(logged == erased, "the log names others")
    held = set(blind.candidates(REF))
    sealed = {one.candidate for one in s.vault.applications(REF)}
    expect(sealed == held, "the two sides differ")
    expect(
        all((s.vault.digest_keys.of(one) is not None) == (one in held) for one in held | erased),
        "a key of digests is missing, or outlived its application",
    )
    expect(held | erased == {one.candidate for one in blind.standings(REF)}, "a place is missing")
    files = b"".join(path.read_bytes() for path in s.folder.iterdir())
    for candidate in held | erased:
        there = _words_of(candidate).encode() in files
        expect(there == (candidate in held), "erased words are in the files, or others gone")


PROGRAM = Program("erase", prepare, work, check)
