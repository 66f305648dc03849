"""The window as a whole: rail, seal, keys, titles, text size, names for screen readers."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)

from edi_shortlist.desktop.theme import Choice
from edi_shortlist.desktop.widgets.focus_ring import FocusFollower, FocusRing
from edi_shortlist.desktop.window import TASKS, MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
INTERACTIVE = (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QAbstractSpinBox,
    QTableView,
    QTextEdit,
)


def visible(page: QWidget, kinds) -> list[QWidget]:
    return [
        w
        for w in page.findChildren(QWidget)
        if isinstance(w, kinds) and w.isVisible() and not inner(w)
    ]


def inner(widget: QWidget) -> bool:
    """Whether a widget is a part that Qt made inside another."""
    parents = (QAbstractSpinBox, QComboBox, QTableView, QTabBar, QLineEdit)
    return isinstance(widget.parentWidget(), parents) or widget.objectName().startswith("qt_")


def name_of(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


def test_without_a_workspace_only_help_can_be_chosen(driver):
    window = driver.window
    assert window.current.name == "welcome"
    assert not any(window.rail.button(name).isEnabled() for name in TASKS)
    assert window.rail.button("help").isEnabled()
    assert not window.banner.isVisible()


def test_every_task_has_its_key(driver, qtbot):
    driver.open("review")
    assert len(set(TASKS.values())) == len(TASKS)
    for name, keys in TASKS.items():
        QTest.keySequence(driver.window, QKeySequence(keys))
        driver.settle()
        assert driver.window.current.name == name
        assert driver.window.rail.button(name).isChecked()
    qtbot.keyClick(driver.window, Qt.Key.Key_F1)
    assert driver.window.current.name == "help"


def test_every_page_shows_the_seal_and_names_task_and_vacancy_alone(driver, qapp):
    driver.open("review", unlock=True)
    banner = driver.window.banner
    for name in TASKS:
        driver.show(name)
        assert banner.isVisible(), name
        assert banner.word.text() == "Vault open", name
        assert driver.window.windowTitle().endswith("· HSG-2026-014 · EDI Shortlist"), name
        # No part of a page ever stands as a window of its own.
        shown = [w for w in qapp.topLevelWidgets() if w.isVisible()]
        assert shown == [driver.window], name
    open_colour = banner.grab().toImage().pixelColor(4, 4).name()
    driver.window.desk.seal()
    driver.settle()
    assert banner.word.text() == "Sealed"
    assert banner.grab().toImage().pixelColor(4, 4).name() != open_colour


def tabs_of(driver, name: str):
    """Go through a page's tabs, each filled."""
    page = driver.show(name)
    if name == "scoring" and page.panellist_box.isVisible():
        page.panellist_box.setCurrentIndex(1)
        page.panellist_box.activated.emit(1)
        driver.settle()
    tabs = getattr(page, "tabs", None)
    for tab in range(tabs.count() if tabs else 1):
        if tabs:
            tabs.setCurrentIndex(tab)
            driver.settle()
        yield page, tab


def is_cut_off(button: QPushButton) -> bool:
    words = QFontMetrics(button.font())
    return (
        button.width() < words.horizontalAdvance(button.text()) or button.height() < words.height()
    )


@pytest.mark.parametrize(
    ("stage", "percent"),
    [("review", 100), ("unsealed", 100), ("draft", 200), ("review", 200), ("unsealed", 200)],
)
def test_every_page_can_be_read_whole(driver, look, stage, percent):
    """All that can be used has a name; no button is cut off; large text needs no scrolling
    sideways, and a page begins at its top."""
    driver.open(stage, unlock=True)
    driver.window.resize(*((1280, 800) if percent == 100 else (1024, 700)))
    look.set_percent(percent)
    for name in (*TASKS, "help"):
        driver.show(name)
        assert driver.window.stack.currentWidget().verticalScrollBar().value() == 0, name
        for page, tab in tabs_of(driver, name):
            nameless = [w for w in visible(page, INTERACTIVE) if not name_of(w).strip()]
            assert not nameless, (name, tab, nameless)
            cut = [b.text() for b in visible(page, QPushButton) if is_cut_off(b)]
            assert not cut, (name, tab, cut)
            for area in driver.window.findChildren(QScrollArea, "pageScroll"):
                if area.isVisible():
                    assert area.horizontalScrollBar().maximum() == 0, (name, tab)


def test_a_narrow_window_folds_the_rail(driver, qtbot):
    driver.open("draft")
    driver.window.resize(1280, 800)
    wide = driver.window.rail.width()
    driver.window.resize(1000, 700)
    qtbot.waitUntil(lambda: driver.window.rail.width() < wide)
    assert driver.window.rail.button("audit").accessibleName() == "Audit log"


def test_text_size_and_theme_have_keys(driver, look, qtbot):
    driver.open("draft")
    qtbot.keyClick(driver.window, Qt.Key.Key_Plus, CTRL)
    assert look.percent == 115
    qtbot.keyClick(driver.window, Qt.Key.Key_0, CTRL)
    assert look.percent == 100
    qtbot.keyClick(driver.window, Qt.Key.Key_D, CTRL)
    assert look.choice is Choice.DARK
    assert look.theme.dark


def test_the_keyboard_reaches_every_button_of_a_page(driver, qtbot):
    driver.open("review", unlock=True)
    page = driver.show("review")
    wanted = {b for b in visible(page, QPushButton) if b.isEnabled()}
    reached = set()
    page.work.table.setFocus()
    for _ in range(80):
        qtbot.keyClick(driver.window.focusWidget(), Qt.Key.Key_Tab)
        reached.add(driver.window.focusWidget())
    assert wanted <= reached


def test_the_focus_ring_follows_the_keyboard(driver, qtbot, qapp):
    driver.open("draft")
    page = driver.show("vacancies")
    follower = qapp.findChild(FocusFollower)
    handle = driver.window.windowHandle()
    qtbot.mouseClick(handle, Qt.MouseButton.LeftButton, pos=QPoint(600, 500))
    page.next_setup.setFocus(Qt.FocusReason.OtherFocusReason)
    assert follower.surrounded is None
    QTest.keyClick(handle, Qt.Key.Key_Tab)
    assert driver.window.focusWidget() is page.next_act
    assert follower.surrounded is page.next_act
    ring = driver.window.findChild(FocusRing)
    assert ring.geometry().contains(
        QRect(page.next_act.mapTo(driver.window, QPoint(0, 0)), page.next_act.size())
    )
    dialog = page.new.click() or driver.dialog()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.title.setFocus(Qt.FocusReason.TabFocusReason)
    assert follower.surrounded is dialog.title
    dialog.reject()
    driver.settle()
    qtbot.waitUntil(driver.window.isActiveWindow)
    page.next_setup.setFocus(Qt.FocusReason.TabFocusReason)
    assert follower.surrounded is page.next_setup


def test_an_error_in_the_background_is_shown_on_the_page(driver):
    driver.open("draft")

    def broken(_session):
        raise OSError(28, "No space left on device")

    driver.window.desk.call(broken)
    driver.settle()
    assert "no space left" in driver.window.current.errors.sentences[0]


def test_geometry_is_remembered(driver, settings):
    driver.window.resize(780, 600)
    driver.window.close()
    again = MainWindow(settings)
    assert again.size().width() == 780
    again.close()
    again.deleteLater()


def test_opening_another_workspace_leaves_nothing_of_the_first(driver):
    driver.open("review", unlock=True)
    driver.show("applications")
    driver.open("draft")
    page = driver.show("applications")
    assert page.model.rowCount() == 0
    assert not driver.window.desk.is_unsealed
    assert driver.window.banner.word.text() == "Sealed"
