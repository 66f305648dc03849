"""A declaration never touches a score: whatever is declared, scores, totals and merit stay."""

import csv
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from edi_shortlist.workflow.applications import set_declarations
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.late_declarations import decide_declarations
from edi_shortlist.workflow.releasing import release
from edi_shortlist.workflow.scoring import import_scores, lock_scores, record_score
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.shortlisting import ShortlistView, shortlist

from .sample_job import PASSPHRASE, REF, SAMPLES, folder_names, reviewed

BOTH = ("disability-confident", "care-experience")


@pytest.fixture(scope="module")
def locked(imported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample job up to the lock."""
    place = tmp_path_factory.mktemp("locked")
    folder = Path(shutil.copytree(imported, place / "workspace"))
    with Session.open(folder, "hr") as s:
        s.unlock(PASSPHRASE)
        release(reviewed(s), REF)
        names = folder_names(s)
        with (SAMPLES / "scores.csv").open(encoding="utf-8", newline="") as file:
            rows = [row | {"candidate": names[row["candidate"]]} for row in csv.DictReader(file)]
        with (place / "scores.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        assert import_scores(s, REF, place / "scores.csv") == len(rows)
        lock_scores(s, REF)
    return folder


def _scores(folder: Path) -> list[Any]:
    db = sqlite3.connect(folder / "shortlist.db")
    try:
        return db.execute("SELECT * FROM scores ORDER BY 1, 2, 3").fetchall()
    finally:
        db.close()


Declare = Callable[[str], Iterable[str]]


@pytest.fixture
def draw(locked: Path, tmp_path: Path) -> Callable[[str, Declare], ShortlistView]:
    """Draws the shortlist of a copy in which everybody declared what ``declare`` says."""

    def drawn(name: str, declare: Declare) -> ShortlistView:
        folder = Path(shutil.copytree(locked, tmp_path / name))
        before = _scores(folder)
        with Session.open(folder, "hr") as s:
            s.unlock(PASSPHRASE)
            for applicant, candidate in folder_names(s).items():
                application, wanted = s.vault.application(candidate), list(declare(applicant))
                assert application is not None
                if application.unclear or set(application.declarations) != set(wanted):
                    decide_declarations(s, REF, candidate, wanted, "asked", "hr")
            view = shortlist(s, REF)
        assert _scores(folder) == before
        return view

    return drawn


def _merits(view: ShortlistView) -> dict[str, tuple[Any, ...]]:
    return {
        c.candidate: (c.total, c.rank, c.meets_minimum, c.failed_essentials)
        for c in view.candidates
    }


def _by_route(view: ShortlistView, route: str) -> set[str]:
    return {c.candidate for c in view.candidates if c.route == route}


CASES: dict[str, Declare] = {
    "all declare both": lambda applicant: BOTH,
    "the lower half declare": lambda applicant: BOTH if applicant > "application-08" else (),
    "the best declare": lambda applicant: BOTH[:1] if applicant == "application-01" else (),
    "those below the minimum declare": lambda applicant: (
        BOTH if applicant in ("application-10", "application-12", "application-13") else ()
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_totals_ranks_and_merit_stay_whatever_is_declared(
    draw: Callable[[str, Declare], ShortlistView], case: str
) -> None:
    nobody = draw("nobody", lambda applicant: ())
    changed = draw("changed", CASES[case])
    assert _merits(changed) == _merits(nobody)
    assert _by_route(changed, "merit") == _by_route(nobody, "merit")
    assert len(_by_route(nobody, "merit")) == 5
    assert _by_route(nobody, "guaranteed") == set()
    assert set(nobody.interview_list) <= set(changed.interview_list)


def test_declaring_invites_all_who_meet_the_minimum_and_nobody_else(
    draw: Callable[[str, Declare], ShortlistView],
) -> None:
    everybody = draw("everybody", CASES["all declare both"])
    assert {c.candidate for c in everybody.candidates if c.invited} == {
        c.candidate for c in everybody.candidates if c.meets_minimum
    }


def test_no_score_is_taken_once_declarations_may_be_read(locked: Path, tmp_path: Path) -> None:
    with Session.open(shutil.copytree(locked, tmp_path / "late"), "hr") as s:
        s.unlock(PASSPHRASE)
        candidate = folder_names(s)["application-12"]
        with pytest.raises(Refused):
            record_score(s, REF, candidate, "Panellist A", "E2", 4)
        shortlist(s, REF)
        with pytest.raises(Refused):
            record_score(s, REF, candidate, "Panellist A", "E2", 4)
        with pytest.raises(Refused):
            set_declarations(s, REF, candidate, BOTH, "too late")


def test_scores_changed_behind_the_programs_back_are_not_used(locked: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(locked, tmp_path / "changed"))
    db = sqlite3.connect(folder / "shortlist.db")
    db.execute("UPDATE scores SET level = 4 WHERE criterion = 'E2'")
    db.commit()
    db.close()
    with Session.open(folder, "hr") as s:
        s.unlock(PASSPHRASE)
        with pytest.raises(Refused, match="not those that were locked"):
            shortlist(s, REF)
