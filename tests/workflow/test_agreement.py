"""The agreement of a vacancy's panel: from the scores, with the orders as far as they are known."""

import shutil
from pathlib import Path

import pytest

from edi_shortlist.recruitment.agreement import Estimate, Silence
from edi_shortlist.workflow.agreement import agreement_of
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.moderation import agree, moderation_table, open_moderation
from edi_shortlist.workflow.reading import draw_seed, order_of
from edi_shortlist.workflow.scoring import import_scores
from edi_shortlist.workflow.session import Session
from tests.scored_vacancy import PANEL, REF, make_scored


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scored") / "w"
    make_scored(folder, candidates=30, criteria=3)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "w")


def test_what_the_panel_gave_is_told_and_not_what_it_agreed(folder: Path) -> None:
    with Session.open(folder, "Ann") as s:
        with pytest.raises(Refused, match="before everybody has"):
            agreement_of(s, REF)
        open_moderation(s, REF)
        report = agreement_of(s, REF)
        first = moderation_table(s, REF).rows[0]
        agree(s, REF, first.candidate, first.criterion, 4, PANEL, "It is so")
        assert agreement_of(s, REF) == report
    assert report.candidates == 30
    told = report.to_dict()
    assert [one["criterion"] for one in told["criteria"]] == ["E1", "E2", "E3"]
    assert set(told["criteria"][0]["alpha"]) == {"value", "low", "high"}
    severe = told["panellists"][0]
    assert severe["apart"]["value"] < -0.4
    assert severe["most_on"] == "E2"
    assert severe["drift"] is None
    assert any("is not known" in said for said in severe["sentences"])
    assert "E3" in told["summary"]


def test_drift_is_told_where_the_order_is_known(folder: Path, tmp_path: Path) -> None:
    with Session.open(folder, "Ann") as s:
        with s.workspace.act():
            draw_seed(s, REF, PANEL)
        order = order_of(s, REF, PANEL[1], "application")
        late = set(order[15:])
        store = s.workspace._store
        store.run(
            "UPDATE scores SET level = max(level - 1, 0) WHERE panellist = ? AND candidate IN "
            f"({','.join('?' * len(late))})",
            [PANEL[1], *late],
        )
        table = tmp_path / "c.csv"
        table.write_text(f"candidate,panellist,criterion,score\nC-0000,{PANEL[2]},E1,2\n")
        import_scores(s, REF, table)
        open_moderation(s, REF)
        first, harsher, from_table = agreement_of(s, REF).found.panellists
    assert isinstance(harsher.drift, Estimate)
    assert harsher.drift.high < 0
    assert isinstance(first.drift, Estimate)
    assert from_table.drift is Silence.ORDER  # a table may have been filled in in any order
