"""Scores: recorded, imported, locked."""

from pathlib import Path

import pytest

from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.scoring import (
    candidates,
    import_scores,
    lock_scores,
    panel_documents,
    progress_of,
    record_score,
    scores_of,
)
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState
from edi_shortlist.workflow.vacancies import vacancy_state

from .conftest import REF, At

A, B = "Panellist A", "Panellist B"


def test_the_first_score_opens_scoring(at: At) -> None:
    session = at("released", sealed=True)
    candidate = candidates(session, REF)[0]
    record_score(session, REF, candidate, A, "E1", None)  # nothing to take back
    assert vacancy_state(session, REF) is VacancyState.RELEASED
    record_score(session, REF, candidate.lower(), A, "E1", 3, " told start to finish ")
    assert vacancy_state(session, REF) is VacancyState.SCORING
    assert scores_of(session, REF, A) == {(candidate, "E1"): (3, "told start to finish")}
    assert scores_of(session, REF, B) == {}
    assert progress_of(session, REF) == {A: (1, 9), B: (0, 9)}
    record_score(session, REF, candidate, A, "E1", 2)
    record_score(session, REF, candidate, A, "E1", None)
    assert scores_of(session, REF, A) == {}
    logged = [(e.details["was"], e.details["level"]) for e in audit_entries(session, action="score")]  # fmt: skip
    assert logged == [(None, 3), (3, 2), (2, None)]


@pytest.mark.parametrize(
    ("panellist", "criterion", "level", "words"),
    [
        ("Nobody", "E1", 1, "'Nobody' is not on the panel"),
        (A, "E9", 1, "'E9' is not assessed at application"),
        (A, "E3", 1, "'E3' is not assessed"),  # at interview only
        (A, "E1", 5, "not on the scale"),
        (A, "E1", -1, "not on the scale"),
    ],
)
def test_a_score_that_does_not_fit(
    at: At, panellist: str, criterion: str, level: int, words: str
) -> None:
    session = at("released", sealed=True)
    with pytest.raises(Refused, match=words):
        record_score(session, REF, candidates(session, REF)[0], panellist, criterion, level)
    assert progress_of(session, REF) == {A: (0, 9), B: (0, 9)}


def test_a_score_out_of_turn(at: At) -> None:
    early = at("reviewed", sealed=True)
    with pytest.raises(Refused, match="release it first"):
        record_score(early, REF, candidates(early, REF)[0], A, "E1", 1)
    late = at("locked", sealed=True)
    with pytest.raises(Refused, match="late score"):
        record_score(late, REF, candidates(late, REF)[0], A, "E1", 1)
    with pytest.raises(Refused, match="has no candidate"):
        record_score(at("released"), REF, "C-0000", A, "E1", 1)


def test_what_the_panel_reads(at: At) -> None:
    session = at("released", sealed=True)
    for candidate in candidates(session, REF):
        (document,) = panel_documents(session, REF, candidate)
        assert "[applicant]" in document.text
    with pytest.raises(Refused, match="has no candidate"):
        panel_documents(session, REF, "C-0000")


def _csv(path: Path, *rows: str, header: str = "candidate,panellist,criterion,score,note") -> Path:
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def _full(session: Session) -> list[str]:
    return [
        f"{candidate},{panellist},{criterion},2,"
        for candidate in candidates(session, REF)
        for panellist in (A, B)
        for criterion in ("E1", "E2", "D1")
    ]


def test_a_file_of_scores(at: At, tmp_path: Path) -> None:
    session = at("released", sealed=True)
    first, *_ = candidates(session, REF)
    rows = [f'{first.lower()},{A},E1,4,"good, clear"', f"{first},{B},E1,,not yet", f"{first},{A},E2,0"]  # fmt: skip
    assert import_scores(session, REF, _csv(tmp_path / "s.csv", *rows)) == 2
    assert scores_of(session, REF, A) == {(first, "E1"): (4, "good, clear"), (first, "E2"): (0, "")}
    assert vacancy_state(session, REF) is VacancyState.SCORING
    assert import_scores(session, REF, _csv(tmp_path / "s.csv", f"{first},{A},E1,1,")) == 1
    assert scores_of(session, REF, A)[first, "E1"] == (1, "")
    first_entry, second = audit_entries(session, action="scores.imported")
    assert first_entry.details["by_panellist"] == {A: 2}
    assert second.details["scores"] == 1


def test_every_problem_of_a_file_is_told_and_nothing_is_taken(at: At, tmp_path: Path) -> None:
    session = at("released", sealed=True)
    first, second, _ = candidates(session, REF)
    path = _csv(
        tmp_path / "s.csv",
        f"{first},{A},E1,2,",
        f"C-0000,{A},E1,2,",
        f"{first},Nobody,E9,2,",
        f"{second},{A},E1,two,",
        f"{second},{A},E2,2.5,",
        f"{second},{A},D1,7,",
        f"{first},{A},E1,3,again",
    )
    with pytest.raises(Refused) as refused:
        import_scores(session, REF, path)
    lines = [said.split(":")[0] for said in refused.value.problems]
    assert lines == [f"'s.csv' line {number}" for number in (3, 4, 4, 5, 6, 7, 8)]
    assert scores_of(session, REF, A) == {}
    assert vacancy_state(session, REF) is VacancyState.RELEASED


@pytest.mark.parametrize(
    ("header", "rows", "words"),
    [
        ("candidate,panellist,criterion", [], "no column 'score'"),
        ("candidate,panellist,criterion,score", [], "holds no scores"),
        ("candidate,panellist,criterion,score", [f"C-1,{A},E1,"], "holds no scores"),
    ],
)
def test_a_file_without_scores(
    at: At, tmp_path: Path, header: str, rows: list[str], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        import_scores(at("released"), REF, _csv(tmp_path / "s.csv", *rows, header=header))


def test_a_file_as_a_spreadsheet_saves_it(at: At, tmp_path: Path) -> None:
    session = at("released", sealed=True)
    path = tmp_path / "s.csv"
    first = candidates(session, REF)[0]
    path.write_bytes(f"\ufeffCandidate,Panellist,Criterion,Score,Note\r\n{first},{A},E1,2,\r\n".encode())  # fmt: skip
    assert import_scores(session, REF, path) == 1


def test_locking_names_who_has_not_scored(at: At, tmp_path: Path) -> None:
    session = at("released", sealed=True)
    with pytest.raises(Refused, match="there are none yet"):
        lock_scores(session, REF)
    rows = _full(session)
    import_scores(session, REF, _csv(tmp_path / "s.csv", *rows[:-4]))
    with pytest.raises(Refused, match=r"4 scores are missing \(Panellist A 1, Panellist B 3\)"):
        lock_scores(session, REF)
    import_scores(session, REF, _csv(tmp_path / "s.csv", *rows))
    lock_scores(session, REF)
    assert vacancy_state(session, REF) is VacancyState.LOCKED
    (entry,) = audit_entries(session, action="vacancy.locked")
    assert entry.details["scores"] == 18
    with pytest.raises(Refused, match="locked already"):
        lock_scores(session, REF)
    with pytest.raises(Refused, match="late score"):
        import_scores(session, REF, _csv(tmp_path / "s.csv", *rows))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('C-1,"' + "A" * 200_000, "is not a sound CSV"),
        ("C-1,Panellist A,E1," + "9" * 5_000, "is not a whole number"),
    ],
)
def test_a_csv_that_breaks_its_reader_is_refused_in_words(
    at: At, tmp_path: Path, line: str, said: str
) -> None:
    (tmp_path / "scores.csv").write_text(f"candidate,panellist,criterion,score\n{line}\n")
    with pytest.raises(Refused, match=said):
        import_scores(at("released", sealed=True), REF, tmp_path / "scores.csv")
