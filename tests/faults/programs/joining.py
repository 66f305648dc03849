"""Joining applications two by two and splitting them again, whose files must never get lost."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.grouping import join_applications, split_application
from edi_shortlist.workflow.session import Session
from faults.applicants import NameRedactor, workspace_in_review
from faults.program import REF, Program, Say, expect, opened

_APPLICANTS = 16
_TEXTS = [f"Ada Weir\nLetter {number}." for number in range(_APPLICANTS)]


def prepare(folder: Path) -> None:
    workspace_in_review(folder, "Ada Weir", _TEXTS)


def work(folder: Path, say: Say) -> None:
    redactor = NameRedactor()
    with opened(folder) as s:
        while len(single := _with_documents(s, 1)) > 1:
            say(join_applications(s, REF, single[:2], redactor=redactor))
        for one in _with_documents(s, 2):
            say(" ".join(split_application(s, REF, one, [2], redactor=redactor)))


def _with_documents(s: Session, number: int) -> list[str]:
    counts = s.workspace.blind.documents_count(REF)
    return [candidate for candidate, documents in counts.items() if documents == number]


def check(s: Session, said: Sequence[str]) -> None:
    logged = {one.candidate: one.details for one in audit_entries(s, action="application")}
    told = {one for line in said for one in line.split()}
    expect(told <= set(logged), "an act is not in the log")
    there = set(s.workspace.blind.candidates(REF))
    expect({one.candidate for one in s.vault.applications(REF)} == there, "the two sides differ")
    held = Counter(
        original.content.decode() for one in there for original in s.vault.originals(one)
    )
    expect(held == Counter(_TEXTS), "a file is lost, or there twice")
    for one in there:
        hidden = s.workspace.redactions.of_vacancy(REF, one)
        expect(len(hidden) == logged[one]["redactions"], "redactions are missing")


PROGRAM = Program("join", prepare, work, check)
