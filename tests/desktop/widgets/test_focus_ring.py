"""Where the ring lies that shows what has the keyboard's attention."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QScrollArea, QWidget

from edi_shortlist.desktop.widgets.focus_ring import ROOM, FocusRing


@pytest.fixture
def window(qtbot) -> QWidget:
    """A window of 400 by 300."""
    made = QWidget()
    made.resize(400, 300)
    qtbot.addWidget(made)
    return made


def ring_round(window: QWidget, widget: QWidget) -> QRect | None:
    window.show()
    ring = FocusRing(window)
    ring.place(widget)
    return None if ring.isHidden() else ring.geometry()


def test_what_covers_the_inside_of_a_widget_does_not_count(window):
    """As the cards cover the sheet of criteria, all but its scroll bar."""
    area = QScrollArea(window)
    area.setGeometry(50, 40, 200, 100)
    inside = QWidget()
    inside.setMinimumHeight(900)
    inside.setAutoFillBackground(True)
    area.setWidgetResizable(True)
    area.setWidget(inside)
    whole = QRect(50, 40, 200, 100)
    assert ring_round(window, area) == whole.adjusted(-ROOM, -ROOM, ROOM, ROOM)


def test_what_is_scrolled_out_of_sight_is_left_out(window):
    area = QScrollArea(window)
    area.setGeometry(50, 40, 200, 100)
    inside = QWidget()
    inside.resize(150, 900)
    area.setWidget(inside)
    line = QWidget(inside)
    line.setGeometry(10, 60, 100, 400)
    ring = ring_round(window, line)
    assert ring is not None
    assert ring.bottom() <= 40 + 100 + ROOM
    far = QWidget(inside)
    far.setGeometry(10, 500, 100, 20)
    assert ring_round(window, far) is None


def test_at_the_edge_it_stays_in_the_window(window):
    line = QWidget(window)
    line.setGeometry(0, 280, 400, 20)
    assert ring_round(window, line) == QRect(0, 280 - ROOM, 400, 20 + ROOM)
