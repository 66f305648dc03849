"""The menu of themes and text sizes."""

from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from edi_shortlist.desktop.theme import TEXT_SIZES, Choice, appearance

THEMES = {
    Choice.SYSTEM: "As the system says",
    Choice.LIGHT: "Light",
    Choice.DARK: "Dark",
}


def appearance_menu(parent: QWidget) -> QMenu:
    """Return the menu, with what is in force ticked each time it opens."""
    menu = QMenu(parent)
    menu.setAccessibleName("Appearance")
    themes, sizes = QActionGroup(menu), QActionGroup(menu)
    entries: list[tuple[QAction, Choice | int]] = []
    menu.addAction("Theme").setEnabled(False)
    for choice, words in THEMES.items():
        action = themes.addAction(menu.addAction(words))
        action.setCheckable(True)
        action.triggered.connect(partial(_choose, choice))
        entries.append((action, choice))
    menu.addSeparator()
    menu.addAction("Text size").setEnabled(False)
    for percent in TEXT_SIZES:
        action = sizes.addAction(menu.addAction(f"{percent} %"))
        action.setCheckable(True)
        action.triggered.connect(partial(_size, percent))
        entries.append((action, percent))

    def tick() -> None:
        for action, value in entries:
            action.setChecked(value in (appearance().choice, appearance().percent))

    menu.aboutToShow.connect(tick)
    return menu


def _choose(choice: Choice, _checked: bool = False) -> None:
    appearance().choose(choice)


def _size(percent: int, _checked: bool = False) -> None:
    appearance().set_percent(percent)
