"""Confirming applications: who the applicant is changes, and with it what is hidden."""

from collections.abc import Sequence
from pathlib import Path

from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.confirming import confirm_form
from edi_shortlist.workflow.session import Session
from faults.applicants import NameRedactor, workspace_in_review
from faults.program import REF, Program, Say, expect, opened

_APPLICANTS = 24
_BEFORE, _AFTER = "Ada Weir", "Ada Heron"


def prepare(folder: Path) -> None:
    text = f"{_BEFORE}\nI am {_AFTER} since we married."
    workspace_in_review(folder, _BEFORE, [text] * _APPLICANTS)


def work(folder: Path, say: Say) -> None:
    with opened(folder) as s:
        for one in s.vault.applications(REF):
            if one.identity["full_name"] != _AFTER:
                corrections = {"identity.full_name": _AFTER}
                confirm_form(s, REF, one.candidate, corrections, None, redactor=NameRedactor())
                say(one.candidate)


def check(s: Session, said: Sequence[str]) -> None:
    logged = [one.candidate for one in audit_entries(s, action="form.confirmed")]
    expect(len(set(logged)) == len(logged), "somebody was confirmed twice")
    expect(set(said) <= set(logged), "a confirmation is not in the log")
    for one in s.vault.applications(REF):
        confirmed = one.candidate in logged
        expect(bool(s.vault.confirmations(one.candidate)) == confirmed, "a confirmation is missing")
        expect(one.identity["full_name"] == (_AFTER if confirmed else _BEFORE), "half a correction")
        text = s.vault.originals(one.candidate)[0].content.decode()
        hidden = {
            text[redaction.start : redaction.end]
            for redaction in s.workspace.redactions.of_vacancy(REF, one.candidate)
        }
        right = set((_AFTER if confirmed else _BEFORE).split())
        expect(hidden == right, "the redactions are not those of the name")


PROGRAM = Program("confirm", prepare, work, check)
