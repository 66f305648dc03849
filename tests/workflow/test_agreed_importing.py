"""A manager's copy to moderate in: it goes out with every independent score, and what was agreed in
it comes back as it was signed, or not at all."""

import shutil
from pathlib import Path

import pytest

from edi_shortlist.storage import StorageError
from edi_shortlist.storage.connection import Store
from edi_shortlist.storage.pack import Role
from edi_shortlist.workflow.agreed_importing import AgreedImport
from edi_shortlist.workflow.erasing import erase
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.manager_copies import export_copy
from edi_shortlist.workflow.moderation import (
    Closing,
    agree,
    close_moderation,
    moderation_table,
    open_moderation,
    take_back,
)
from edi_shortlist.workflow.pack_importing import PinNeeded, import_pack
from edi_shortlist.workflow.scoring import candidates, lock_scores, record_score
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import get_vacancy

from .conftest import CHEAP, REF, At, Stages
from .test_packs import PIN, opened

A, B = "Panellist A", "Panellist B"
MANAGER = "Bea Lim"
WHY = "The second case shows the whole process."


@pytest.fixture(scope="module")
def out(stages: Stages, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a workspace under moderation, one score agreed, and a copy; not to be changed."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(stages.made("scoring"), folder / "w")
    with Session.open(folder / "w", "Ann") as s:
        open_moderation(s, REF)
        agree(s, REF, candidates(s, REF)[0], "D1", 1, [A], "As HR heard it")
        made = export_copy(s, REF, MANAGER, folder / "m.edipack", pin=PIN, cost=CHEAP)
        assert (made.scores, made.invited) == (18, None)
    return folder


@pytest.fixture
def here(out: Path, tmp_path: Path) -> Path:
    return shutil.copytree(out, tmp_path / "there")


def workspace(here: Path) -> Session:
    return Session.open(here / "w", "Ann")


def taken(s: Session, here: Path) -> AgreedImport:
    brought = import_pack(s, here / "m.edipack", PIN, costs=[CHEAP])
    assert isinstance(brought, AgreedImport)
    return brought


def agreed_in_copy(here: Path, criterion: str = "E1", level: int = 2) -> str:
    with opened(here / "m.edipack") as copy:
        candidate = candidates(copy, REF)[0]
        agree(copy, REF, candidate, criterion, level, [A, B], WHY)
    return candidate


def test_what_is_agreed_in_a_copy_comes_back(here: Path) -> None:
    with opened(here / "m.edipack") as copy:
        assert copy.pack is not None
        assert copy.pack.role is Role.MANAGER
        assert get_vacancy(copy, REF).panel == (A, B)
        assert sum(row.agreed is not None for row in moderation_table(copy, REF).rows) == 1
        with pytest.raises(Refused, match="copy to moderate in"):
            close_moderation(copy, REF, Closing.TOO_EARLY)
        with pytest.raises(Refused, match="copy to moderate in"):
            open_moderation(copy, REF)
    candidate = agreed_in_copy(here)
    with workspace(here) as s:
        with pytest.raises(PinNeeded):
            import_pack(s, here / "m.edipack", costs=[CHEAP])
        brought = taken(s, here)
        assert (brought.taken, brought.held, brought.agreed) == (1, 2, 2)
        assert brought.sentence == (
            f"1 agreed score taken in from the copy of {MANAGER} ({REF}); 2 agreed scores are here."
        )
        one = s.workspace.agreed.of(candidate, "E1")
        assert one is not None
        assert (one.level, one.agreed_by, one.why, one.recorded_by) == (2, (A, B), WHY, MANAGER)
        entry = s.workspace.audit.entries(action="copy.imported")[-1]
        assert (entry.details["manager"], entry.details["agreed"]) == (MANAGER, 1)
        assert WHY not in str(s.workspace.audit.entries())
        again = taken(s, here)
        assert (again.taken, "Nothing is new" in again.sentence) == (0, True)
        lock_scores(s, REF)


def test_a_copy_in_which_nothing_was_agreed_changes_nothing(here: Path) -> None:
    with workspace(here) as s:
        assert taken(s, here).taken == 0
        assert s.workspace.audit.entries(action="copy.imported") == []


@pytest.mark.parametrize("again", ["E1", "D1"])
def test_what_was_agreed_here_otherwise_stays(here: Path, again: str) -> None:
    candidate = agreed_in_copy(here, again, 3)
    with workspace(here) as s:
        if again == "E1":
            agree(s, REF, candidate, "E1", 4, [A, B], WHY)
        before = s.workspace.agreed.of_vacancy(REF)
        with pytest.raises(Refused, match=f"{candidate} {again} was agreed here as well"):
            taken(s, here)
        assert s.workspace.agreed.of_vacancy(REF) == before
        assert s.workspace.audit.entries(action="pack.refused")[-1].details["ground"] == "other scores"  # fmt: skip
        take_back(s, REF, candidate, again)
        assert taken(s, here).taken == 1


def test_what_was_agreed_here_meanwhile_is_kept_and_what_was_taken_back_there_is_said(
    here: Path,
) -> None:
    candidate = agreed_in_copy(here)
    with workspace(here) as s:
        agree(s, REF, candidate, "E2", 3, [A, B], WHY)
        assert taken(s, here).agreed == 3
        with opened(here / "m.edipack") as copy:
            take_back(copy, REF, candidate, "D1")
        with pytest.raises(Refused, match=f"{candidate} D1 was agreed here and taken back"):
            taken(s, here)


def test_a_copy_of_before_a_score_was_changed_is_refused(here: Path) -> None:
    agreed_in_copy(here)
    with workspace(here) as s:
        close_moderation(s, REF, Closing.WRONG_SCORE)
        with pytest.raises(Refused, match="Moderation of HSG-1 is not open any more"):
            taken(s, here)
        open_moderation(s, REF)
        assert taken(s, here).taken == 1  # nothing was changed
        close_moderation(s, REF, Closing.WRONG_SCORE)
        record_score(s, REF, candidates(s, REF)[1], A, "E1", 0)
        open_moderation(s, REF)
        with pytest.raises(Refused, match="Make a new copy"):
            taken(s, here)


def test_after_the_lock_it_is_too_late(here: Path) -> None:
    agreed_in_copy(here)
    with workspace(here) as s:
        lock_scores(s, REF)
        with pytest.raises(Refused, match="too late"):
            taken(s, here)


def test_another_vacancys_page_does_not_take_it(here: Path) -> None:
    with workspace(here) as s, pytest.raises(Refused, match="is a pack of HSG-1, not of HSG-2"):
        import_pack(s, here / "m.edipack", PIN, ref="HSG-2", costs=[CHEAP])


def test_what_is_agreed_for_an_erased_candidate_is_left_out(here: Path) -> None:
    candidate = agreed_in_copy(here)
    with workspace(here) as s:
        s.unlock("five swans over the canal")
        erase(s, REF, candidate)
        brought = taken(s, here)
        assert (brought.taken, brought.left_out) == (0, (candidate,))
        assert "erased since" in brought.sentence


SPOILT = {
    "a level": "UPDATE agreed_scores SET level = 4",
    "who agreed": "UPDATE agreed_scores SET agreed_by = '[\"Somebody\"]'",
    "one more": (
        "INSERT INTO agreed_scores SELECT candidate, 'E2', level, agreed_by, why, basis, "
        "recorded_by, recorded_at, pack FROM agreed_scores WHERE criterion = 'E1'"
    ),
    "one less": "DELETE FROM agreed_scores WHERE criterion = 'E1'",
    "a score": "UPDATE scores SET level = 0 WHERE criterion = 'E2'",
    "a role": "UPDATE pack SET role = 'panellist'",
    "no list": "UPDATE agreed_scores SET basis = '[]'",
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_copy_that_was_altered_is_refused(here: Path, spoilt: str) -> None:
    agreed_in_copy(here)
    with opened(here / "m.edipack") as copy:
        store: Store = copy.workspace._store
        store.run(SPOILT[spoilt])
    with workspace(here) as s:
        before = s.workspace.agreed.of_vacancy(REF)
        with pytest.raises(StorageError, match=r"altered|damaged"):
            taken(s, here)
        assert s.workspace.agreed.of_vacancy(REF) == before
        assert s.workspace.audit.entries(action="pack.refused")


@pytest.mark.parametrize(("agreed_by", "basis"), [([A], {A: 0, B: 0}), (["Eve"], None), ([], None)])
def test_what_the_program_would_not_have_saved_is_refused_though_it_is_signed(
    here: Path, agreed_by: list[str], basis: dict[str, int] | None
) -> None:
    candidate = agreed_in_copy(here)
    with opened(here / "m.edipack") as copy:
        one = copy.workspace.agreed.of(candidate, "E1")
        assert one is not None
        fake = type(one)(
            candidate, "E1", 2, tuple(agreed_by), WHY, one.basis if basis is None else basis, "Eve"
        )
        with copy.workspace.act():
            copy.workspace.agreed.put(fake)
    with workspace(here) as s, pytest.raises(StorageError, match="do not fit HSG-1"):
        taken(s, here)


def test_a_panellists_pack_brings_nothing_agreed(at: At, tmp_path: Path) -> None:
    from .test_packs import made

    with at("released") as s:
        path = made(s, tmp_path)
        candidate = candidates(s, REF)[0]
        with opened(path) as pack, pack.workspace.act():
            record_score(pack, REF, candidate, A, "E1", 2)
            store: Store = pack.workspace._store
            store.run("INSERT INTO agreed_scores VALUES (?, 'E1', 4, '[]', '', '{}', '', '', '')", [candidate])  # fmt: skip
        with pytest.raises(StorageError, match="scores of somebody else"):
            import_pack(s, path, PIN, costs=[CHEAP])
