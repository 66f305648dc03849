"""The list of places to look at once more: what each cell says, and to a screen reader."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from edi_shortlist.desktop.models.doubts import DoubtsModel
from edi_shortlist.desktop.pages.review_places import said_of
from edi_shortlist.desktop.widgets.table import TONE_ROLE
from edi_shortlist.workflow.last_look import Doubt, Look


def doubt(kind: str, danger: float, **more) -> Doubt:
    where = {"candidate": "C-07QK", "document_id": "C-07QK/2", "document": 2, "line": 31}
    return Doubt(**(where | more), start=0, end=4, kind=kind, danger=danger, reason="It is rare.")


@pytest.mark.parametrize(
    ("kind", "danger", "word", "tone"),
    [
        ("other applicant", 0.97, "High", "danger"),
        ("own identity", 1.0, "High", "danger"),
        ("uncertain", 0.5, "Medium", "warning"),
        ("unexplained", 0.1, "Low", "neutral"),
    ],
)
def test_a_place_says_how_dangerous_it_is_in_a_word(kind, danger, word, tone):
    model = DoubtsModel()
    watch = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows([doubt(kind, danger)])
    cells = [model.index(0, column) for column in range(model.columnCount())]
    assert [cell.data() for cell in cells] == [word, "C-07QK, doc 2, line 31", "It is rare."]
    assert cells[0].data(TONE_ROLE) == tone
    assert cells[0].data(Qt.ItemDataRole.AccessibleTextRole) == f"Danger: {word}"
    assert cells[1].data(Qt.ItemDataRole.AccessibleTextRole) == "Place: C-07QK, doc 2, line 31"
    assert cells[2].data(Qt.ItemDataRole.ToolTipRole) == "It is rare."
    assert model.dangerous == (word == "High")
    assert watch is not None


def test_the_headings():
    model = DoubtsModel()
    across = Qt.Orientation.Horizontal
    found = [model.headerData(column, across) for column in range(model.columnCount())]
    assert found == ["Danger", "Place", "Reason"]


@pytest.mark.parametrize(
    ("doubts", "read", "said", "tone"),
    [
        (0, 3, "There is nothing to look at again.", "success"),
        (1, 3, "1 place found, most dangerous first. Press Enter to go to one.", "warning"),
        (2, 3, "2 places found, most dangerous first. Press Enter to go to one.", "warning"),
        (
            0,
            1,
            "You stopped the check after 1 of 3 documents. Nothing was found until then.",
            "warning",
        ),
        (
            1,
            2,
            "You stopped the check after 2 of 3 documents. 1 place found, most dangerous first. "
            "Press Enter to go to one.",
            "warning",
        ),
    ],
)
def test_a_check_is_put_in_a_sentence(doubts, read, said, tone):
    look = Look((doubt("uncertain", 0.5),) * doubts, read, 3, "")
    assert said_of(look) == (said, tone)
