"""Manager's copies: scores until the shortlist is drawn, then who is invited, never both."""

from pathlib import Path

import pytest

from edi_shortlist.storage import StorageError
from edi_shortlist.storage.pack_errors import ShortPin
from edi_shortlist.workflow.erasing import Ground, erase
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.manager_copies import MadeCopy, export_copy
from edi_shortlist.workflow.pack_importing import import_pack
from edi_shortlist.workflow.scoring import (
    all_scores,
    candidates,
    lock_scores,
    panel_documents,
    record_score,
)
from edi_shortlist.workflow.session import Role, Session
from edi_shortlist.workflow.shortlisting import current_shortlist
from edi_shortlist.workflow.vacancies import get_vacancy

from .conftest import CHEAP, REF, At
from .test_packs import PIN, opened

MANAGER = "Bea Lim"


def copied(s: Session, folder: Path) -> MadeCopy:
    return export_copy(s, REF, MANAGER, folder / "m.edipack", pin=PIN, cost=CHEAP)


def test_after_the_lock_a_copy_holds_every_score(at: At, tmp_path: Path) -> None:
    with at("locked") as s:
        made = copied(s, tmp_path)
        assert (made.scores, made.invited) == (18, None)
        scores, vacancy = all_scores(s, REF), get_vacancy(s, REF)
        assert made.pin not in repr(made)
        entry = s.workspace.audit.entries(action="copy.exported")[-1]
        assert (entry.details["manager"], entry.details["scores"]) == (MANAGER, 18)
        assert s.vault.pins._store.rows("SELECT * FROM pack_pins") == []
    with opened(made.path) as copy:
        assert (copy.actor, copy.pack and copy.pack.role) == (MANAGER, Role.MANAGER)
        assert all_scores(copy, REF) == scores
        assert get_vacancy(copy, REF).panel == vacancy.panel
        assert get_vacancy(copy, REF).schemes == ()
        assert current_shortlist(copy, REF) is None
        first = candidates(copy, REF)[0]
        assert panel_documents(copy, REF, first)
        with pytest.raises(Refused, match="a late score is not taken"):
            record_score(copy, REF, first, "Panellist A", "E1", 1)
        with pytest.raises(Refused, match="locked already"):
            lock_scores(copy, REF)


@pytest.mark.parametrize("stage", ["shortlisted", "unsealed", "closed"])
def test_once_drawn_a_copy_tells_who_is_invited_and_no_score(
    at: At, tmp_path: Path, stage: str
) -> None:
    with at(stage) as s:
        made = copied(s, tmp_path)
        drawn = current_shortlist(s, REF)
        assert drawn is not None
    with opened(made.path) as copy:
        view = current_shortlist(copy, REF)
        assert view is not None
        assert view.interview_list == drawn.interview_list
        assert made.invited == len(view.interview_list) > 0
        assert not view.unsealed
        assert (made.scores, all_scores(copy, REF)) == (0, [])
        # Nothing of how anybody came out is in it but the invitation.
        rows = copy.workspace._store.rows("SELECT total, rank, meets_minimum, failed_essentials FROM candidates")  # fmt: skip
        assert {tuple(row.values()) for row in rows} == {("0", None, 0, "[]")}
        assert panel_documents(copy, REF, view.interview_list[0])


def test_an_erased_candidate_is_not_in_a_copy(at: At, tmp_path: Path) -> None:
    with at("shortlisted") as s:
        drawn = current_shortlist(s, REF)
        assert drawn is not None
        gone = drawn.interview_list[0]
        erase(s, REF, gone, Ground.WITHDREW)
        copied(s, tmp_path)
    with opened(tmp_path / "m.edipack") as copy:
        view = current_shortlist(copy, REF)
        assert view is not None
        assert gone not in candidates(copy, REF)
        assert gone not in view.interview_list


@pytest.mark.parametrize(
    ("stage", "manager", "pin", "error", "words"),
    [
        ("scoring", MANAGER, PIN, Refused, "nobody sees what others scored"),
        ("locked", "  ", PIN, Refused, "Say whom the copy is for"),
        ("locked", "Bea\x00Lim", PIN, Refused, "Say whom the copy is for"),
        ("locked", "B" * 101, PIN, Refused, "at most 100 letters"),
        ("locked", MANAGER, "1234567", ShortPin, "8 letters or digits"),
    ],
)
def test_refused(
    at: At, tmp_path: Path, stage: str, manager: str, pin: str, error: type, words: str
) -> None:
    with at(stage) as s:
        with pytest.raises(error, match=words):
            export_copy(s, REF, manager, tmp_path / "m.edipack", pin=pin, cost=CHEAP)
        assert not list(tmp_path.glob("*.edipack"))


def test_nothing_is_taken_in_from_a_copy(at: At, tmp_path: Path) -> None:
    with at("locked") as s:
        made = copied(s, tmp_path)
        with pytest.raises((Refused, StorageError), match="no panel pack that was made"):
            import_pack(s, made.path, PIN, costs=[CHEAP])
