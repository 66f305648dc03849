from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from edi_shortlist.desktop.widgets.growing_text import GrowingText


def test_a_field_grows_with_its_words_up_to_its_limit_and_tab_leaves_it(qtbot, look):
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    field, after = GrowingText("One case", most_lines=3), QLineEdit()
    column.addWidget(field)
    column.addWidget(after)
    holder.resize(240, 300)
    holder.show()
    qtbot.waitExposed(holder)
    heights = [field.height()]
    for words in ("One case, told from its start to its end, and what came of it", "word " * 200):
        field.setPlainText(words)
        heights.append(field.height())
    assert heights[0] < heights[1] <= heights[2]
    line = field.fontMetrics().lineSpacing()
    assert heights[2] < heights[0] + 3 * line
    field.setPlainText("one\n two  three ")
    assert field.words == "one two three"
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert holder.focusWidget() is after
