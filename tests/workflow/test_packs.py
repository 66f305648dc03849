"""Panel packs: made, scored as in a workspace, listed, and made again."""

from pathlib import Path

import pytest

from edi_shortlist.storage import StorageError, VaultSealed, connection
from edi_shortlist.storage import pack as storage_pack
from edi_shortlist.storage.connection import Store
from edi_shortlist.storage.pack_errors import PackBusy, ShortPin, TooManyPins, WrongPin
from edi_shortlist.storage.pack_keys import PinTries
from edi_shortlist.workflow.erasing import erase
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.pack_importing import import_pack
from edi_shortlist.workflow.packs import (
    export_pack,
    export_packs,
    list_packs,
    pack_name,
    pin_of,
)
from edi_shortlist.workflow.scoring import (
    candidates,
    panel_documents,
    progress_of,
    questions_answered,
    record_score,
    scores_of,
)
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import get_vacancy, list_vacancies

from .conftest import CHEAP, REF, At

A, B = "Panellist A", "Panellist B"
PIN = "4821 0937 5516"


def made(s: Session, folder: Path, panellist: str = A, name: str = "a.edipack") -> Path:
    return export_pack(s, REF, panellist, folder / name, pin=PIN, cost=CHEAP).path


def opened(path: Path, pin: str = PIN) -> Session:
    return Session.open_pack(path, pin, costs=[CHEAP])


def test_a_pack_is_scored_as_a_workspace_is(at: At, tmp_path: Path) -> None:
    with at("released") as s:
        path = made(s, tmp_path)
        references = candidates(s, REF)
        documents = {one: panel_documents(s, REF, one) for one in references}
    with opened(path) as pack:
        assert pack.actor == A
        assert [one.reference for one in list_vacancies(pack)] == [REF]
        assert candidates(pack, REF) == references
        assert {one: panel_documents(pack, REF, one) for one in references} == documents
        assert questions_answered(pack, REF) == ()
        for one in references:
            record_score(pack, REF, one, A, "E1", 3, "page 2")
        assert progress_of(pack, REF) == {A: (3, 9)}
    with opened(path) as again:
        assert scores_of(again, REF, A) == {(one, "E1"): (3, "page 2") for one in references}
        assert again.workspace.verify_audit().ok
    assert list(tmp_path.glob("a.edipack*")) == [path]


def test_a_pack_holds_what_its_panellist_needs_and_no_more(at: At, tmp_path: Path) -> None:
    with at("scoring") as s:
        vacancy = get_vacancy(s, REF)
        with opened(made(s, tmp_path)) as pack:
            needed = get_vacancy(pack, REF)
            assert needed.criteria == vacancy.criteria
            assert needed.scale == vacancy.scale
            assert (needed.panel, needed.schemes) == ((A,), ())
            # What the panellist gave already goes with it; what others gave does not.
            assert len(scores_of(pack, REF, A)) == 9
            assert scores_of(pack, REF, B) == {}
            store = pack.workspace._store
            filled = {
                name
                for name in store.db.table_names()
                if not name.startswith("_") and store.value(f"SELECT count(*) FROM {name}")
            }
            needed_tables = {"pack", "vacancies", "candidates", "documents", "scores", "audit"}
            assert filled == {*needed_tables, "reading_orders"}
            # The orders are this panellist's; the seed would tell those of the others.
            assert store.rows("SELECT DISTINCT panellist FROM reading_orders") == [{"panellist": A}]
            with pytest.raises(Refused, match="not on the panel"):
                record_score(pack, REF, candidates(pack, REF)[0], B, "E1", 2)
            with pytest.raises(VaultSealed):
                pack.vault.applications(REF)
            with pytest.raises(StorageError):
                pack.unlock("five swans over the canal")


@pytest.mark.parametrize(
    ("stage", "arguments", "error", "words"),
    [
        ("review", {}, Refused, "nothing to hand out yet"),
        ("locked", {}, Refused, "no panel pack is made any more"),
        ("released", {"panellist": "Panellist C"}, Refused, "Choose from Panellist A, Panellist B"),
        ("released", {"pin": "1234-567"}, ShortPin, "8 letters or digits"),
        ("released", {"pin": "        "}, ShortPin, "let the program make one"),
        ("released", {"path": "not there/a.edipack"}, StorageError, "Choose another folder"),
        ("released", {"path": "workspace-0"}, StorageError, "already something called"),
    ],
)  # fmt: skip
def test_refused(
    at: At, tmp_path: Path, stage: str, arguments: dict, error: type, words: str
) -> None:
    with at(stage) as s:
        given = {"panellist": A, "path": "a.edipack", "pin": PIN} | arguments
        with pytest.raises(error, match=words):
            export_pack(
                s, REF, given["panellist"], tmp_path / given["path"], pin=given["pin"], cost=CHEAP
            )
        assert all(state.pack is None for state in list_packs(s, REF))
        assert not list(tmp_path.rglob("*.edipack"))


def test_the_vault_keeps_the_pin_where_it_is_open(at: At, tmp_path: Path) -> None:
    with at("released") as s:
        first = export_pack(s, REF, "panellist a", tmp_path / "a.edipack", cost=CHEAP)
        assert (first.panellist, first.pin_kept) == (A, True)
        assert len(first.pin.replace(" ", "")) == 12
        assert pin_of(s, REF, A) == first.pin
        assert [(one.panellist, one.pin_known) for one in list_packs(s, REF)] == [
            (A, True),
            (B, False),
        ]
        s.seal()
        second = export_pack(s, REF, B, tmp_path / "b.edipack", cost=CHEAP)
        assert not second.pin_kept
        with pytest.raises(VaultSealed):
            pin_of(s, REF, A)
        assert not any(one.pin_known for one in list_packs(s, REF))
        s.unlock("five swans over the canal")
        with pytest.raises(Refused, match="was not kept"):
            pin_of(s, REF, B)
        assert first.pin.encode() not in (s.folder / "shortlist.db").read_bytes()
        assert first.pin not in repr(first)
        logged = [one.action for one in s.workspace.audit.entries(action="pack")]
        assert logged == ["pack.exported", "pack.exported"]


def test_a_second_pack_takes_the_place_of_the_first_only_when_asked(at: At, tmp_path: Path) -> None:
    with at("released") as s:
        first = made(s, tmp_path)
        with pytest.raises(Refused, match="has a pack"):
            made(s, tmp_path, name="again.edipack")
        before = list_packs(s, REF)[0].pack
        export_pack(s, REF, A, tmp_path / "again.edipack", again=True, cost=CHEAP)
        after = list_packs(s, REF)[0].pack
        assert before is not None
        assert after is not None
        assert after.identifier != before.identifier
        assert s.vault.pins.of(before.identifier) is None
        assert first.read_bytes()[:16] != (tmp_path / "again.edipack").read_bytes()[:16]
        entry = s.workspace.audit.entries(action="pack")[-1]
        assert entry.details["replaces"] == before.identifier


def test_packs_for_a_whole_panel(at: At, tmp_path: Path) -> None:
    with at("released") as s:
        made(s, tmp_path)
        (tmp_path / pack_name(REF, B)).touch()
        told: list[tuple[int, int, str]] = []
        packs = export_packs(s, REF, tmp_path, cost=CHEAP, progress=lambda *said: told.append(said))
        assert (packs.made, packs.had_one) == ((), (A,))
        assert "already something called" in packs.problems[0]
        assert told[-1][:2] == (2, 2)
        (tmp_path / pack_name(REF, B)).unlink()
        (one,) = export_packs(s, REF, tmp_path, cost=CHEAP).made
        assert one.path.name == "HSG-1-Panellist-B.edipack"
        with opened(one.path, one.pin) as pack:
            assert pack.actor == B


def test_cancelling_makes_no_more(at: At, tmp_path: Path) -> None:
    with at("released") as s:
        assert export_packs(s, REF, tmp_path, cost=CHEAP, cancelled=lambda: True).made == ()


@pytest.mark.parametrize(
    "typed", ["482109375516", " 4821-0937-5516 ", "４８２１ ０９３７ ５５１６"]
)
def test_how_a_pin_is_typed_does_not_matter(at: At, tmp_path: Path, typed: str) -> None:
    with at("released") as s:
        path = made(s, tmp_path)
    with opened(path, typed) as pack:
        assert pack.actor == A


def test_two_windows_on_one_pack_lose_no_score(at: At, tmp_path: Path) -> None:
    with at("released") as s:
        path = made(s, tmp_path)
    with opened(path) as one, opened(path) as other:
        first, second, third = candidates(one, REF)
        record_score(one, REF, first, A, "E1", 1)
        record_score(other, REF, second, A, "E1", 2)
        record_score(one, REF, third, A, "E1", 3)
        record_score(other, REF, first, A, "E2", 4)
        assert len(scores_of(one, REF, A)) == len(scores_of(other, REF, A)) == 4
        assert one.workspace.verify_audit().ok
    assert [file.name for file in tmp_path.glob("a.edipack*")] == ["a.edipack"]


def test_an_erased_candidate_is_not_put_into_a_new_pack(at: At, tmp_path: Path) -> None:
    with at("released") as s:
        gone = candidates(s, REF)[0]
        erase(s, REF, gone)
        with opened(made(s, tmp_path)) as pack:
            assert len(candidates(pack, REF)) == 2
            assert gone not in candidates(pack, REF)


def test_a_wrong_pin_is_slowed_down(
    at: At, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(storage_pack, "TRIES", PinTries(lambda: now[0]))
    with at("released") as s:
        path = made(s, tmp_path)
    for _ in range(5):
        with pytest.raises(WrongPin, match="spaces do not matter"):
            opened(path, "0000 0000 0000")
    with pytest.raises(TooManyPins, match="Wait 2 seconds"):
        opened(path)
    now[0] += 2
    with opened(path) as pack:
        assert pack.actor == A
    with pytest.raises(WrongPin):  # the count began anew
        opened(path, "0000 0000 0000")


def test_a_pack_where_nothing_can_be_saved_says_so(
    at: At, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at("released") as s:
        path = made(s, tmp_path)
    opening = Store.open_pack.__func__
    monkeypatch.setattr(
        Store,
        "open_pack",
        classmethod(lambda cls, *given, read_only: opening(cls, *given, read_only=True)),
    )
    with pytest.raises(StorageError, match="Copy the file to a folder of your own"):
        opened(path)


def test_a_pack_that_another_program_holds_says_so(
    at: At, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with at("released") as s:
        path = made(s, tmp_path)
        with opened(path) as one, opened(path) as other:
            candidate = candidates(one, REF)[0]
            other.workspace._store.run("BEGIN EXCLUSIVE")
            for act in (
                lambda: record_score(one, REF, candidate, A, "E1", 2),
                lambda: import_pack(s, path, PIN, costs=[CHEAP]),
                lambda: opened(path),
            ):
                with pytest.raises(PackBusy, match="Wait until it has finished"):
                    act()
            other.workspace._store.run("ROLLBACK")
            record_score(one, REF, candidate, A, "E1", 2)
        assert import_pack(s, path, PIN, costs=[CHEAP]).taken == 1
