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
TABBED = ("setup", "audit", "protection")
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


def test_the_seal_shows_on_every_page_in_word_and_colour(driver):
    driver.open("review", unlock=True)
    banner = driver.window.banner
    for name in TASKS:
        driver.show(name)
        assert banner.isVisible()
        assert banner.word.text() == "Vault open"
    open_colour = banner.grab().toImage().pixelColor(4, 4).name()
    driver.window.desk.seal()
    driver.settle()
    assert banner.word.text() == "Sealed"
    assert banner.grab().toImage().pixelColor(4, 4).name() != open_colour


def test_titles_name_task_and_vacancy_only(driver):
    driver.open("review", unlock=True)
    for name in TASKS:
        driver.show(name)
        assert driver.window.windowTitle().endswith("· HSG-2026-014 · EDI Shortlist")


@pytest.mark.parametrize("stage", ["review", "unsealed"])
def test_everything_that_can_be_used_has_a_name(driver, stage):
    driver.open(stage, unlock=True)
    for name in (*TASKS, "help"):
        page = driver.show(name)
        if name == "scoring" and stage == "unsealed":
            page.panellist_box.setCurrentIndex(1)
            page.panellist_box.activated.emit(1)
            driver.settle()
        tabs = page.tabs.count() if name in TABBED else 1
        for tab in range(tabs):
            if name in TABBED:
                page.tabs.setCurrentIndex(tab)
                driver.settle()
            nameless = [w for w in visible(page, INTERACTIVE) if not name_of(w).strip()]
            assert not nameless, (name, nameless)


@pytest.mark.parametrize("stage", ["review", "unsealed"])
@pytest.mark.parametrize(("size", "percent"), [((1280, 800), 100), ((1024, 700), 200)])
def test_no_button_is_cut_off(driver, look, stage, percent, size):
    driver.open(stage, unlock=True)
    driver.window.resize(*size)
    look.set_percent(percent)
    for name in (*TASKS, "help"):
        page = driver.show(name)
        for button in visible(page, QPushButton):
            need = QFontMetrics(button.font()).horizontalAdvance(button.text())
            assert button.width() >= need, (name, button.text())
            assert button.height() >= QFontMetrics(button.font()).height(), (name, button.text())


@pytest.mark.parametrize("stage", ["draft", "review", "unsealed"])
def test_large_text_needs_no_scrolling_sideways_and_begins_at_the_top(driver, look, stage):
    driver.open(stage, unlock=True)
    driver.window.resize(1024, 700)
    look.set_percent(200)
    for name in (*TASKS, "help"):
        page = driver.show(name)
        for tab in range(page.tabs.count() if name in TABBED else 1):
            if name in TABBED:
                page.tabs.setCurrentIndex(tab)
                driver.settle()
            for area in driver.window.findChildren(QScrollArea, "pageScroll"):
                if area.isVisible():
                    assert area.horizontalScrollBar().maximum() == 0, (name, tab)
        assert driver.window.stack.currentWidget().verticalScrollBar().value() == 0, name


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


def test_no_part_of_a_page_ever_stands_as_a_window_of_its_own(driver, qapp):
    driver.open("released", unlock=True)
    for name in TASKS:
        driver.show(name)
        shown = [w for w in qapp.topLevelWidgets() if w.isVisible()]
        assert shown == [driver.window], name


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
