"""Panel packs taken back: what is taken, what is refused and by which sentence, and that no score is
lost or changed by any of it."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edi_shortlist.storage import StorageError
from edi_shortlist.storage.connection import Store
from edi_shortlist.storage.pack import sign as sign_scores
from edi_shortlist.storage.pack_keys import pack_key
from edi_shortlist.workflow.erasing import erase
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.pack_importing import (
    OtherScores,
    PackImport,
    PinNeeded,
    import_pack,
    pin_known,
)
from edi_shortlist.workflow.packs import export_pack, list_packs
from edi_shortlist.workflow.scoring import (
    all_scores,
    candidates,
    lock_scores,
    record_score,
    scores_of,
)
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState
from edi_shortlist.workflow.vacancies import vacancy_state

from .conftest import CHEAP, PASSPHRASE, REF, At
from .test_packs import PIN, A, B, made, opened


def take(s: Session, path: Path, pin: str | None = PIN, **more: Any) -> PackImport:
    return import_pack(s, path, pin, costs=[CHEAP], **more)


def score(path: Path, *cells: tuple[int, str, int | None, str]) -> None:
    """Score in a pack: the candidate's place in the list, criterion, level or None, note."""
    with opened(path) as pack:
        for place, criterion, level, note in cells:
            candidate = candidates(pack, REF)[place]
            record_score(pack, REF, candidate, A, criterion, level, note)


EVERY = [(place, one, 2, "") for place in range(3) for one in ("E1", "E2", "D1")]


def test_scores_come_back_and_move_the_vacancy_on(at: At, tmp_path: Path) -> None:
    with at("released") as s:
        path = made(s, tmp_path)
        score(path, (0, "E1", 4, "line 3"), (2, "D1", 0, ""))
        before = path.read_bytes()
        brought = take(s, path, pin=None)
        assert (brought.taken, brought.held, brought.left_out) == (2, 2, ())
        assert brought.sentence == (
            "2 scores of Panellist A (HSG-1) taken in; 2 of 9 scores are here."
        )
        first, _, third = candidates(s, REF)
        assert scores_of(s, REF, A) == {(first, "E1"): (4, "line 3"), (third, "D1"): (0, "")}
        assert vacancy_state(s, REF) is VacancyState.SCORING
        entry = s.workspace.audit.entries(action="pack.imported")[0]
        assert (entry.actor, entry.details["scores"], entry.candidate) == ("Ann", 2, None)
        state = list_packs(s, REF)[0]
        assert state.pack is not None
        assert (state.pack.scores, state.given) == (2, 2)
        assert path.read_bytes() == before
        assert [file.name for file in tmp_path.glob("a.edipack*")] == ["a.edipack"]
        # The same again changes nothing and says so; more is taken.
        assert "Nothing is new" in take(s, path).sentence
        assert len(s.workspace.audit.entries(action="pack.imported")) == 1
        score(path, *[one for one in EVERY if one[:2] not in {(0, "E1"), (2, "D1")}])
        assert take(s, path).taken == 7
        assert s.workspace.verify_audit().ok


def test_a_pack_without_scores_changes_nothing(at: At, tmp_path: Path) -> None:
    with at("released") as s:
        path = made(s, tmp_path)
        brought = take(s, path)
        assert brought.taken == 0
        assert "holds no scores yet" in brought.sentence
        assert vacancy_state(s, REF) is VacancyState.RELEASED


def test_a_whole_panel_by_packs_can_be_locked(at: At, tmp_path: Path) -> None:
    with at("released") as s:
        for panellist in (A, B):
            path = export_pack(s, REF, panellist, tmp_path / panellist, pin=PIN, cost=CHEAP).path
            with opened(path) as pack:
                for place, criterion, level, note in EVERY:
                    record_score(
                        pack, REF, candidates(pack, REF)[place], panellist, criterion, level, note
                    )
            assert take(s, path).given == 9
        lock_scores(s, REF)
        assert len(all_scores(s, REF)) == 18


@pytest.mark.parametrize(
    ("here", "later", "words"),
    [
        ([], [(0, "E1", 3, "")], "1 score of Panellist A is here already, and the pack has another"),
        ([], [(0, "E1", 2, "other words")], "another in its place"),
        ([], [(0, "E1", None, "")], "and the pack has none in its place"),
        ([(1, "E1", 1, "")], [(1, "E1", 4, "")], "another in its place"),
        ([(1, "E1", 1, "")], [(2, "E1", 4, "")], "none in its place"),
        ([(0, "E1", 4, "")], [], "another in its place"),
        ([(0, "E1", None, "")], [(0, "E1", 4, ""), (0, "E2", 4, "")], None),
        ([], [(0, "E2", 4, "")], None),
        ([(1, "E1", 1, "")], [(1, "E1", 1, "")], None),
    ],
)  # fmt: skip
def test_scores_that_differ_from_those_here(
    at: At, tmp_path: Path, here: list, later: list, words: str | None
) -> None:
    """``here``: what is scored in the workspace, ``later``: in the pack, after a first import."""
    with at("released") as s:
        path = made(s, tmp_path)
        score(path, (0, "E1", 2, "own words"))
        take(s, path)
        for place, criterion, level, note in here:
            record_score(s, REF, candidates(s, REF)[place], A, criterion, level, note)
        score(path, *later)
        before = scores_of(s, REF, A)
        if words is None:
            take(s, path)
            with opened(path) as pack:
                assert scores_of(s, REF, A) == scores_of(pack, REF, A)
            return
        with pytest.raises(OtherScores, match=words) as refused:
            take(s, path)
        assert candidates(s, REF)[(here + later)[0][0]] in str(refused.value)
        assert scores_of(s, REF, A) == before
        entry = s.workspace.audit.entries(action="pack.refused")[-1]
        assert entry.details["ground"] == "other scores"


def test_a_note_may_be_added_to_a_score_that_was_taken(at: At, tmp_path: Path) -> None:
    with at("released") as s:
        path = made(s, tmp_path)
        score(path, (0, "E1", 2, ""))
        take(s, path)
        score(path, (0, "E1", 2, "where I found it"))
        assert take(s, path).taken == 1
        assert list(scores_of(s, REF, A).values()) == [(2, "where I found it")]


def test_two_copies_scored_apart_are_not_mixed(at: At, tmp_path: Path) -> None:
    with at("released") as s:
        path = made(s, tmp_path)
        other = Path(shutil.copy(path, tmp_path / "copy.edipack"))
        score(path, (0, "E1", 2, ""))
        score(other, (1, "E1", 2, ""))
        take(s, path)
        with pytest.raises(OtherScores, match="another copy"):
            take(s, other)
        # An older copy of what was taken is harmless.
        score(path, (1, "E1", 2, ""))
        older = Path(shutil.copy(path, tmp_path / "older.edipack"))
        score(path, (2, "E1", 2, ""))
        take(s, path)
        assert take(s, older).taken == 0
        assert len(scores_of(s, REF, A)) == 3


def test_scores_of_an_erased_candidate_are_left_out(at: At, tmp_path: Path) -> None:
    with at("released") as s:
        path = made(s, tmp_path)
        score(path, *EVERY)
        gone = candidates(s, REF)[1]
        erase(s, REF, gone)
        brought = take(s, path)
        assert (brought.taken, brought.left_out, brought.expected) == (6, (gone,), 6)
        assert gone in brought.sentence
        assert take(s, path).taken == 0


def test_the_pin_is_asked_for_only_where_the_vault_cannot_tell_it(at: At, tmp_path: Path) -> None:
    with at("released") as s:
        path = made(s, tmp_path)
        score(path, (0, "E1", 2, ""))
        assert pin_known(s, path)
        s.seal()
        assert not pin_known(s, path)
        with pytest.raises(PinNeeded, match="Type it as it was told to Panellist A"):
            take(s, path, pin=None)
        with pytest.raises(StorageError, match="does not open"):
            take(s, path, pin="0000 0000 0000")
        assert take(s, path).taken == 1


# -- packs that are not as they were handed out


def inside(path: Path, *statements: str, sign: bool = False) -> None:
    """Change a pack with its PIN, as somebody could who takes it apart."""
    salt = path.read_bytes()[:16]
    store = Store.open_pack(path, pack_key(PIN, salt, CHEAP), salt, threading.RLock())
    store.run("PRAGMA foreign_keys = OFF")
    for statement in statements:
        store.run(statement)
    if sign:
        sign_scores(path, store)
    store.close()


def flipped(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def cut(path: Path, to: int) -> None:
    path.write_bytes(path.read_bytes()[:to])


SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "a level": (lambda p: inside(p, "UPDATE scores SET level = 4"), "not those that it signed"),
    "a note": (lambda p: inside(p, "UPDATE scores SET note = 'x'"), "not those that it signed"),
    "a score removed": (lambda p: inside(p, "DELETE FROM scores"), "not those that it signed"),
    "the serial": (lambda p: inside(p, "UPDATE pack SET serial = 99"), "not those that it signed"),
    "a criterion": (
        lambda p: inside(p, "UPDATE vacancies SET definition = replace(definition, 'calm', 'low')", sign=True),
        "its criteria or applications",
    ),
    "a document": (
        lambda p: inside(p, "UPDATE documents SET anonymised = '{}' WHERE ordinal = 1", sign=True),
        "its criteria or applications",
    ),
    "a candidate": (
        lambda p: inside(p, "DELETE FROM documents", "DELETE FROM candidates", sign=True),
        "its criteria or applications",
    ),
    "its digest": (
        lambda p: inside(p, "UPDATE pack SET content_digest = 'x'", sign=True),
        "its criteria or applications",
    ),
    "its panellist": (
        lambda p: inside(p, f"UPDATE pack SET holder = '{B}'", sign=True),
        "another panellist's",
    ),
    "its role": (
        lambda p: inside(p, "UPDATE pack SET role = 'manager'", sign=True),
        "another panellist's",
    ),
    "its vacancy": (lambda p: inside(p, "UPDATE pack SET vacancy = 'V-2'", sign=True), "another"),
    "its key": (lambda p: inside(p, "UPDATE pack SET private_key = zeroblob(32)", "UPDATE scores SET level = 4", sign=True), "not those that it signed"),
    "somebody else's score": (
        lambda p: inside(p, f"UPDATE scores SET panellist = '{B}'", sign=True),
        "scores of somebody else",
    ),
    "a level off the scale": (
        lambda p: inside(p, "UPDATE scores SET level = 9", sign=True),
        "do not fit HSG-1",
    ),
    "an unknown criterion": (
        lambda p: inside(p, "UPDATE scores SET criterion = 'E3'", sign=True),
        "do not fit HSG-1",
    ),
    "an unknown candidate": (
        lambda p: inside(p, "UPDATE scores SET candidate = 'C-XXXX' WHERE level = 2", sign=True),
        "do not fit HSG-1",
    ),
    "its log": (
        lambda p: inside(p, "DROP TRIGGER audit_is_never_changed", "UPDATE audit SET actor = 'x' WHERE number = 1"),
        "its log",
    ),
    "its row": (lambda p: inside(p, "DELETE FROM pack"), "is damaged"),
    "its table": (lambda p: inside(p, "DROP TABLE pack"), "is damaged"),
    "its signature's form": (lambda p: inside(p, "UPDATE pack SET signature = x'00'"), "not those that it signed"),
    "a table for a query": (
        lambda p: inside(
            p,
            "ALTER TABLE scores RENAME TO given",
            "CREATE VIEW scores AS WITH RECURSIVE forever(n) AS (SELECT 1 UNION ALL SELECT n + 1 "
            "FROM forever) SELECT '' AS candidate, '' AS panellist, '' AS criterion, n AS level, "
            "'' AS note FROM forever",
        ),
        "is damaged",
    ),
    "the kind of a column": (
        lambda p: inside(
            p,
            "CREATE TABLE other AS SELECT * FROM scores",
            "DROP TABLE scores",
            "ALTER TABLE other RENAME TO scores",
            "UPDATE scores SET note = x'ff'",
        ),
        "is damaged",
    ),
    "a later version": (
        lambda p: inside(p, "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('pack', 'm999', '')"),
        "newer version",
    ),
    "a byte of the salt": (lambda p: flipped(p, 3), "no panel pack that was made in this workspace"),
    "a byte of the first page": (lambda p: flipped(p, 100), "is damaged"),
    "a byte of a later page": (lambda p: flipped(p, 50_000), "is damaged"),
    "its end": (lambda p: cut(p, 40_000), "is damaged"),
    "all but its beginning": (lambda p: cut(p, 100), "is not a panel pack"),
    "everything": (lambda p: cut(p, 0), "is not a panel pack"),
    "the file": (lambda p: p.unlink(), "is not a panel pack"),
    "another file": (lambda p: p.write_bytes(b"%PDF-1.7" * 1000), "no panel pack that was made"),
}  # fmt: skip


@pytest.fixture(scope="module")
def handed_out(stages: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace, and beside it A's pack with two scores in it."""
    folder = tmp_path_factory.mktemp("handed-out")
    shutil.copytree(stages.made("released"), folder / "w")
    with Session.open(folder / "w", "Ann") as s:
        s.unlock(PASSPHRASE)
        path = made(s, folder)
    score(path, (0, "E1", 2, "line 1"), (1, "E1", 3, ""))
    return folder


@pytest.fixture
def back(handed_out: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(handed_out, tmp_path / "back"))


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_pack_that_was_altered_is_refused(back: Path, spoilt: str) -> None:
    spoil, words = SPOILT[spoilt]
    spoil(back / "a.edipack")
    with Session.open(back / "w", "Ann") as s:
        s.unlock(PASSPHRASE)
        with pytest.raises((StorageError, Refused), match=words) as refused:
            take(s, back / "a.edipack", pin=None)
        assert "a.edipack" in str(refused.value)
        assert str(refused.value).endswith(".")
        assert all_scores(s, REF) == []
        assert vacancy_state(s, REF) is VacancyState.RELEASED


def test_a_pack_of_an_earlier_version_is_taken_as_it_is_and_brought_up_to_date_when_opened(
    back: Path,
) -> None:
    path = back / "a.edipack"
    older = ("DROP TABLE packs", "DELETE FROM _sqlite_migrations WHERE name = 'm008_packs'")
    inside(path, *older)
    with Session.open(back / "w", "Ann") as s:
        s.unlock(PASSPHRASE)
        assert take(s, path, pin=None).taken == 2
        with opened(path) as pack:
            assert "packs" in pack.workspace._store.db.table_names()
        assert take(s, path, pin=None).taken == 0


def test_an_unspoilt_one_is_taken(back: Path) -> None:
    """Otherwise the table above would prove nothing."""
    with Session.open(back / "w", "Ann") as s:
        s.unlock(PASSPHRASE)
        assert take(s, back / "a.edipack", pin=None).taken == 2


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("replaced", "another was made in its place"),
        ("another vacancy", "is a pack of HSG-1, not of LIB-2"),
        ("another workspace", "no panel pack that was made in this workspace"),
        ("after the lock", "too late and was not taken in"),
        ("the workspace itself", "no panel pack that was made in this workspace"),
    ],
)  # fmt: skip
def test_a_sound_pack_in_the_wrong_place_is_refused(
    at: At, back: Path, tmp_path: Path, how: str, words: str
) -> None:
    path = back / "a.edipack"
    with Session.open(back / "w", "Ann") as s:
        s.unlock(PASSPHRASE)
        where: Session = s
        more: dict[str, Any] = {}
        if how == "replaced":
            export_pack(s, REF, A, tmp_path / "n.edipack", pin=PIN, again=True, cost=CHEAP)
        elif how == "another vacancy":
            more = {"ref": "LIB-2"}
        elif how == "another workspace":
            where = at("released")
        elif how == "after the lock":
            for candidate in candidates(s, REF):
                for panellist in (A, B):
                    for criterion in ("E1", "E2", "D1"):
                        record_score(s, REF, candidate, panellist, criterion, 1)
            lock_scores(s, REF)
        else:
            path = back / "w" / "shortlist.db"
        before = all_scores(where, REF)
        with pytest.raises(Refused, match=words):
            take(where, path, **more)
        assert all_scores(where, REF) == before


def test_the_first_pack_s_scores_go_into_the_one_that_replaces_it(back: Path) -> None:
    with Session.open(back / "w", "Ann") as s:
        s.unlock(PASSPHRASE)
        take(s, back / "a.edipack")
        path = export_pack(s, REF, A, back / "n", pin=PIN, again=True, cost=CHEAP).path
        score(path, (2, "E1", 1, ""))
        assert take(s, path).taken == 1
        assert len(scores_of(s, REF, A)) == 3


def test_a_pack_is_taken_back_while_a_window_scores_in_it(back: Path) -> None:
    with Session.open(back / "w", "Ann") as s, opened(back / "a.edipack") as pack:
        first = candidates(pack, REF)[0]
        record_score(pack, REF, first, A, "E2", 1)
        assert take(s, back / "a.edipack").taken == 3
        record_score(pack, REF, first, A, "D1", 1)
        assert take(s, back / "a.edipack").taken == 1


def test_a_pack_cut_off_while_it_was_saved_asks_to_be_opened_once(back: Path) -> None:
    path = back / "a.edipack"
    with opened(path) as pack:
        store = pack.workspace._store
        store.run("PRAGMA cache_size = 1")
        store.run("BEGIN IMMEDIATE")
        store.run("UPDATE documents SET anonymised = anonymised || '     '")
        store.run("UPDATE scores SET level = 0")
        for name in ("a.edipack", "a.edipack-journal"):
            shutil.copy(back / name, back / f"cut-{name}")
        store.run("ROLLBACK")
    torn = back / "cut-a.edipack"
    assert (back / "cut-a.edipack-journal").stat().st_size
    with Session.open(back / "w", "Ann") as s:
        before = torn.read_bytes()
        with pytest.raises(StorageError, match="its journal still lies beside it"):
            take(s, torn)
        assert torn.read_bytes() == before
        with opened(torn) as pack:
            assert len(scores_of(pack, REF, A)) == 2
        assert take(s, torn).taken == 2


def test_a_later_version_s_pack_is_not_scored_either(back: Path) -> None:
    SPOILT["a later version"][0](back / "a.edipack")
    with pytest.raises(StorageError, match="newer version"):
        opened(back / "a.edipack")


# -- any order of scoring and importing

CELL = st.tuples(
    st.integers(0, 2), st.sampled_from(["E1", "E2", "D1"]), st.sampled_from([0, 4, None])
)
STEP = st.one_of(
    st.tuples(st.just("score"), CELL),
    st.tuples(st.just("here"), CELL),
    st.tuples(st.sampled_from(["import", "copy", "import copy", "score copy"]), CELL),
)


@pytest.fixture(scope="module")
def ground(stages: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[int]]:
    folder = tmp_path_factory.mktemp("ground")
    shutil.copytree(stages.made("released"), folder / "w")
    with Session.open(folder / "w", "Ann") as s:
        made(s, folder)
    return folder, [0]


@given(steps=st.lists(STEP, min_size=3, max_size=8))
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_comes_in_whichever_order_no_score_here_changes_by_an_import(
    ground: tuple[Path, list[int]], steps: list
) -> None:
    folder, number = ground
    number[0] += 1
    path, copy = folder / f"{number[0]}.edipack", folder / f"{number[0]}-copy.edipack"
    for one in (path, copy):
        shutil.copy(folder / "a.edipack", one)
    where = Path(shutil.copytree(folder / "w", folder / f"w{number[0]}"))
    with Session.open(where, "Ann") as s:
        for act, (place, criterion, level) in steps:
            before = scores_of(s, REF, A)
            if act == "score":
                score(path, (place, criterion, level, ""))
            elif act == "score copy":
                score(copy, (place, criterion, level, ""))
            elif act == "here":
                record_score(s, REF, candidates(s, REF)[place], A, criterion, level)
            elif act == "copy":
                shutil.copy(path, copy)
            else:
                brought = path if act == "import" else copy
                try:
                    take(s, brought)
                except OtherScores:
                    assert scores_of(s, REF, A) == before
                    continue
                after = scores_of(s, REF, A)
                assert before.items() <= after.items()
                with opened(brought) as pack:
                    assert scores_of(pack, REF, A).items() <= after.items()
        assert s.workspace.verify_audit().ok
