"""The demonstration, with the real redactor and reader, on the real samples."""

from pathlib import Path

import pytest

from edi_shortlist.documents import Reader
from edi_shortlist.storage import WrongPassphrase
from edi_shortlist.workflow import arriving
from edi_shortlist.workflow.applications import list_applications
from edi_shortlist.workflow.auditing import verify_audit
from edi_shortlist.workflow.demonstration import run_demo
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.shortlisting import current_shortlist
from edi_shortlist.workflow.vacancies import list_vacancies

from .conftest import CHEAP, PASSPHRASE


@pytest.mark.slow
def test_the_whole_job_and_once_more_in_the_same_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "Reader", Reader)
    calls: list[tuple[int, int, str]] = []
    views = [
        run_demo(tmp_path / "w", PASSPHRASE, "Ann", lambda *call: calls.append(call), cost=CHEAP)
        for _ in range(2)
    ]
    assert views[0].unsealed
    assert len(views[0].candidates) == 16
    assert {c.route for c in views[0].candidates} == {"merit", "guaranteed", None}
    # The same files and scores give the same outcome, whatever references were drawn.
    outcomes = [sorted((c.total, c.rank or 0, c.explanation) for c in v.candidates) for v in views]
    assert outcomes[0] == outcomes[1]
    assert calls[-1][:2] == (16, 16)
    with pytest.raises(WrongPassphrase):
        run_demo(tmp_path / "w", "another", "Ann")
    with Session.open(tmp_path / "w", "Ben") as session:
        first, second = list_vacancies(session)
        assert (first.state, second.state) == ("shortlisted", "shortlisted")
        assert second.reference == f"{first.reference}-2"
        sealed = current_shortlist(session, first.reference)
        assert sealed is not None
        assert not sealed.unsealed
        assert sealed.interview_list == views[0].interview_list
        assert not [a for a in list_applications(session, first.reference) if a.undecided]
        session.unlock(PASSPHRASE)
        assert verify_audit(session).ok
