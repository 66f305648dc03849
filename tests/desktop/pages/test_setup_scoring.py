"""The choice of how the panel scores, in the set-up."""

import pytest

from edi_shortlist.desktop.pages.setup_scoring import ScoringWayCard
from edi_shortlist.recruitment.vacancy import ScoringWay


@pytest.fixture
def card(qtbot, look) -> ScoringWayCard:
    made = ScoringWayCard()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("way", [None, *ScoringWay])
def test_a_way_is_shown_and_given_back(card, way):
    mapping = {"scoring": way.value} if way else {}
    card.load({"title": "Adviser", **mapping})
    assert card.to_dict() == mapping
    assert card.box.accessibleDescription() == card._about.text() != ""


def test_choosing_another_is_told(qtbot, card):
    card.load({})
    with qtbot.waitSignal(card.changed):
        qtbot.keyClick(card.box, "Q")
    assert card.to_dict() == {"scoring": "by-question"}
