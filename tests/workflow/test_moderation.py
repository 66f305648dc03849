"""Moderation: frozen scores, what is agreed beside them, and what counts from then on."""

from fractions import Fraction

import pytest

from edi_shortlist.recruitment.criteria import Criterion, CriterionKind, Scale
from edi_shortlist.recruitment.moderation import difference
from edi_shortlist.workflow.agreed_held import agreed_section
from edi_shortlist.workflow.erasing import Ground, erase
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.locked_scores import are_as_locked
from edi_shortlist.workflow.moderation import (
    Closing,
    Difference,
    agree,
    close_moderation,
    moderation_detail,
    moderation_table,
    open_moderation,
    take_back,
)
from edi_shortlist.workflow.panel_scoring import panel_scores_of
from edi_shortlist.workflow.scoring import import_scores, lock_scores, record_score
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.shortlisting import shortlist
from edi_shortlist.workflow.states import VacancyState
from edi_shortlist.workflow.vacancies import get_vacancy, vacancy_state

from .conftest import REF, At, candidate_named

A, B = "Panellist A", "Panellist B"
WHY = "The second case shows the whole process."


def differing(s: Session) -> str:
    """Let the panel differ on the second applicant (2 and 2 before), and return the reference."""
    second = candidate_named(s, "second")
    record_score(s, REF, second, A, "E1", 1, "No case")
    record_score(s, REF, second, B, "E1", 2, "One case")
    record_score(s, REF, second, B, "D1", 4)
    record_score(s, REF, second, A, "E2", 3)
    return second


@pytest.mark.parametrize(
    ("kind", "levels", "expected"),
    [
        ("essential", (), Difference.NONE),
        ("essential", (1,), Difference.NONE),
        ("essential", (2, 2, 2), Difference.NONE),
        ("essential", (1, 2), Difference.PASS_FAIL),
        ("essential", (0, 4), Difference.PASS_FAIL),
        ("desirable", (1, 2), Difference.NARROW),
        ("desirable", (0, 4), Difference.WIDE),
        ("essential", (2, 3), Difference.NARROW),
        ("essential", (2, 4, 3), Difference.WIDE),
        ("essential", (0, 1), Difference.NARROW),
    ],
)
def test_how_levels_differ(kind: str, levels: tuple[int, ...], expected: Difference) -> None:
    criterion = Criterion("E1", CriterionKind(kind), "Advice")
    assert difference(criterion, Scale(), levels) is expected


def test_the_table_begins_with_what_the_minimum_hangs_on(at: At) -> None:
    with at("scoring") as s:
        second = differing(s)
        with pytest.raises(Refused, match="nobody sees what others scored"):
            moderation_table(s, REF)
        open_moderation(s, REF)
        table = moderation_table(s, REF)
        assert table.panel == (A, B)
        assert len(table.rows) == 9
        first, then, narrow = table.rows[:3]
        assert (first.candidate, first.criterion, first.levels) == (second, "E1", (1, 2))
        assert (first.difference, first.is_open) == (Difference.PASS_FAIL, True)
        assert (then.criterion, then.difference) == ("D1", Difference.WIDE)
        assert (narrow.criterion, narrow.difference) == ("E2", Difference.NARROW)
        assert not narrow.is_open
        assert first.mean == Fraction(3, 2)
        rest = [row.candidate for row in table.rows[3:]]
        assert rest == sorted(rest)
        detail = moderation_detail(s, REF, second.lower(), "E1")
        assert detail.agreed is None
        assert [(one.panellist, one.level, one.note) for one in detail.given] == [
            (A, 1, "No case"),
            (B, 2, "One case"),
        ]


def test_what_is_agreed_counts_and_the_independent_scores_stay(at: At) -> None:
    with at("scoring") as s:
        second = differing(s)
        open_moderation(s, REF)
        scores = s.workspace.scores.of_vacancy(REF)
        agreed = agree(s, REF, second, "E1", 2, ["panellist b", A], f" {WHY}\n")
        assert (agreed.agreed_by, agreed.why) == ((A, B), WHY)
        assert dict(agreed.basis) == {A: 1, B: 2}
        assert moderation_table(s, REF).rows[0].agreed == 2
        assert s.workspace.scores.of_vacancy(REF) == scores
        counted = panel_scores_of(s, get_vacancy(s, REF))[second]
        assert counted == {"E1": Fraction(2), "E2": Fraction(5, 2), "D1": Fraction(3)}
        entry = s.workspace.audit.entries(action="score.agreed")[-1]
        assert entry.candidate == second
        assert dict(entry.details) == {"criterion": "E1", "level": 2, "was": None, "by": [A, B]}
        lock_scores(s, REF)
        locked = s.workspace.audit.entries(action="vacancy.locked")[-1]
        assert locked.details["agreed"] == 1
        assert are_as_locked(s, REF)
        view = shortlist(s, REF)
        (row,) = (one for one in view.candidates if one.candidate == second)
        assert row.meets_minimum  # by the mean of 1 and 2 it did not


def test_an_agreed_score_that_was_changed_behind_the_lock_is_found(at: At) -> None:
    with at("scoring") as s:
        second = differing(s)
        open_moderation(s, REF)
        agree(s, REF, second, "E1", 2, [A, B], WHY)
        lock_scores(s, REF)
        s.workspace._store.run("UPDATE agreed_scores SET level = 4")
        with pytest.raises(Refused, match="not those that were locked"):
            shortlist(s, REF)


def test_frozen_scores_that_were_changed_are_found_at_the_lock(at: At) -> None:
    with at("scoring") as s:
        open_moderation(s, REF)
        s.workspace._store.run("UPDATE scores SET level = 0 WHERE criterion = 'D1'")
        with pytest.raises(Refused, match="not those that were locked"):
            lock_scores(s, REF)


def test_without_moderation_the_digest_is_that_of_the_scores_alone(at: At) -> None:
    with at("locked") as s:
        entry = s.workspace.audit.entries(action="vacancy.locked")[-1]
        assert set(entry.details) == {"scores", "sha256"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"level": 5}, "not on the scale"),
        ({"criterion": "E3"}, "not assessed at application"),
        ({"by": []}, "Say which panellists agreed"),
        ({"by": [A, "Bea Lim"]}, "'Bea Lim' did not score this candidate"),
        ({"why": "  "}, "Say why"),
        ({"candidate": "C-9999"}, "no candidate C-9999"),
    ],
)
def test_what_does_not_fit_is_refused(at: At, change: dict[str, object], words: str) -> None:
    with at("scoring") as s:
        second = differing(s)
        open_moderation(s, REF)
        said = {"candidate": second, "criterion": "E1", "level": 2, "by": [A], "why": WHY}
        with pytest.raises(Refused, match=words):
            agree(s, REF, **(said | change))  # type: ignore[arg-type]
        assert s.workspace.agreed.of_vacancy(REF) == []


def test_it_needs_every_score_and_freezes_them(at: At, tmp_path) -> None:  # type: ignore[no-untyped-def]
    with at("scoring") as s:
        second = differing(s)
        record_score(s, REF, second, A, "E1", None)
        with pytest.raises(Refused, match=r"1 score is missing .* can be moderated when"):
            open_moderation(s, REF)
        record_score(s, REF, second, A, "E1", 1)
        with pytest.raises(Refused, match="Moderation of HSG-1 is not open"):
            agree(s, REF, second, "E1", 2, [A], WHY)
        open_moderation(s, REF)
        with pytest.raises(Refused, match="opened already"):
            open_moderation(s, REF)
        with pytest.raises(Refused, match="independent scores are frozen"):
            record_score(s, REF, second, A, "E1", 3)
        late = tmp_path / "late.csv"
        late.write_text(f"candidate,panellist,criterion,score\n{second},{A},E1,4\n")
        with pytest.raises(Refused, match="independent scores are frozen"):
            import_scores(s, REF, late)


def test_taken_back_and_agreed_again(at: At) -> None:
    with at("scoring") as s:
        second = differing(s)
        open_moderation(s, REF)
        take_back(s, REF, second, "E1")  # nothing to take back
        assert s.workspace.audit.entries(action="score.agreement-withdrawn") == []
        agree(s, REF, second, "E1", 2, [A, B], WHY)
        agree(s, REF, second, "E1", 3, [B], WHY)
        assert s.workspace.audit.entries(action="score.agreed")[-1].details["was"] == 2
        take_back(s, REF, second, "E1")
        assert s.workspace.agreed.of_vacancy(REF) == []
        assert s.workspace.audit.entries(action="score.agreement-withdrawn")[-1].details["was"] == 3


def test_closed_again_what_rests_on_changed_scores_goes(at: At) -> None:
    with at("scoring") as s:
        second = differing(s)
        open_moderation(s, REF)
        agree(s, REF, second, "E1", 2, [A, B], WHY)
        agree(s, REF, second, "D1", 3, [A, B], WHY)
        close_moderation(s, REF, Closing.WRONG_SCORE)
        assert vacancy_state(s, REF) is VacancyState.SCORING
        assert s.workspace.audit.entries(action="moderation.closed")[-1].details == {
            "reason": "wrong-score"
        }
        record_score(s, REF, second, A, "E1", 2)
        open_moderation(s, REF)
        assert s.workspace.audit.entries(action="vacancy.moderating")[-1].details["overtaken"] == 1
        assert [one.criterion for one in s.workspace.agreed.of_vacancy(REF)] == ["D1"]
        close_moderation(s, REF, Closing.TOO_EARLY)
        record_score(s, REF, second, B, "D1", 2)
        lock_scores(s, REF)  # without moderation
        assert s.workspace.agreed.of_vacancy(REF) == []
        assert are_as_locked(s, REF)


def test_an_erased_candidate_leaves_nothing_behind_and_the_rest_can_be_locked(at: At) -> None:
    with at("scoring") as s:
        second = differing(s)
        third = candidate_named(s, "third")
        open_moderation(s, REF)
        agree(s, REF, second, "E1", 2, [A, B], "Zubeida's case was the best")
        agree(s, REF, third, "D1", 2, [A], WHY)
        erase(s, REF, second, Ground.REQUESTED)
        assert [one.candidate for one in s.workspace.agreed.of_vacancy(REF)] == [third]
        lock_scores(s, REF)
        erase(s, REF, third, Ground.WITHDREW)
        assert are_as_locked(s, REF)
        assert shortlist(s, REF).candidates
        folder = s.workspace.folder
    blind = b"".join(path.read_bytes() for path in folder.glob("shortlist.db*"))
    assert b"was the best" not in blind


def test_the_applicant_is_told_what_was_agreed(at: At) -> None:
    with at("scoring") as s:
        second = differing(s)
        open_moderation(s, REF)
        agree(s, REF, second, "E1", 2, [B], WHY)
        names = {A: "panellist 1", B: "panellist 2"}
        section = agreed_section(
            s.workspace.agreed.of_candidate(second),
            get_vacancy(s, REF),
            lambda name: names.get(name, "member of staff 1"),
        )
    (row,) = section.rows
    assert row[:5] == (
        "E1: Prevents homelessness",
        "2 (Meets)",
        "panellist 2",
        WHY,
        "member of staff 1",
    )
