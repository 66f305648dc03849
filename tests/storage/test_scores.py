"""Scores as stored."""

import pytest

from edi_shortlist.storage import ScoreRecord, Workspace
from edi_shortlist.storage.connection import DATABASE_ERRORS


def test_a_score_is_written_replaced_and_taken_back(workspace: Workspace) -> None:
    workspace.blind.add_vacancy("V-1", "", "scoring", {})
    workspace.blind.add_candidate("V-1", "C-0001", 0)
    scores = workspace.scores
    first = ScoreRecord("C-0001", "A", "E1", 2, "")
    second = ScoreRecord("C-0001", "A", "E1", 3, "told start to finish")
    other = ScoreRecord("C-0001", "B", "E1", 0, "")
    scores.put(first, "Ann")
    scores.put(other, "Ann")
    assert scores.level("C-0001", "A", "E1") == 2
    scores.put(second, "Ann")
    assert scores.of_vacancy("V-1") == [second, other]
    assert scores.of_vacancy("V-1", "B") == [other]
    assert scores.of_vacancy("V-2") == []
    scores.remove("C-0001", "A", "E1")
    assert scores.level("C-0001", "A", "E1") is None
    assert scores.of_vacancy("V-1") == [other]


@pytest.mark.parametrize(("candidate", "level"), [("C-NONE", 1), ("C-0001", -1)])
def test_the_database_refuses_what_no_verb_would_write(
    workspace: Workspace, candidate: str, level: int
) -> None:
    workspace.blind.add_vacancy("V-1", "", "scoring", {})
    workspace.blind.add_candidate("V-1", "C-0001", 0)
    with pytest.raises(DATABASE_ERRORS):
        workspace.scores.put(ScoreRecord(candidate, "A", "E1", level, ""), "Ann")
