"""The keys that work on every page."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from edi_shortlist.desktop.pages.applications import ApplicationsPage
from edi_shortlist.desktop.pages.protection import ProtectionPage
from edi_shortlist.desktop.pages.setup import SetupPage
from edi_shortlist.desktop.pages.vacancies import VacanciesPage
from edi_shortlist.desktop.theme import Choice, appearance

if TYPE_CHECKING:
    from edi_shortlist.desktop.window import MainWindow

THEME_WORDS = {
    Choice.SYSTEM: "The theme follows the system.",
    Choice.LIGHT: "Light theme.",
    Choice.DARK: "Dark theme.",
}


def add_window_keys(window: "MainWindow", tasks: Mapping[str, str]) -> None:
    """Give the window its keys; the help page lists them.

    Args:
        tasks: the keys of each page of the rail.
    """

    def add(keys: str, act: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), window).activated.connect(act)

    def page(name: str) -> Callable[[], None]:
        return lambda: window.show_page(name)

    for name, keys in tasks.items():
        add(keys, page(name))
    add("F1", page("help"))
    add("Ctrl+L", window.toggle_seal)
    add("Ctrl+N", lambda: _new_vacancy(window))
    add("Ctrl+S", lambda: _save(window))
    add("Ctrl+O", lambda: _add_files(window))
    add("Ctrl+W", window.close)
    add("Ctrl++", lambda: _text(window, 1))
    add("Ctrl+=", lambda: _text(window, 1))
    add("Ctrl+-", lambda: _text(window, -1))
    add("Ctrl+0", lambda: _normal_text(window))
    add("Ctrl+D", lambda: next_theme(window))


def _new_vacancy(window: "MainWindow") -> None:
    page = window.page("vacancies")
    if window.rail.button("vacancies").isEnabled() and isinstance(page, VacanciesPage):
        window.show_page("vacancies")
        page.start_blank()


def _save(window: "MainWindow") -> None:
    page = window.current
    if isinstance(page, SetupPage):
        page.store()
    elif isinstance(page, ProtectionPage) and page.record.isVisible():
        page.record.store()


def _add_files(window: "MainWindow") -> None:
    page = window.current
    if isinstance(page, ApplicationsPage) and page.add_files.isVisible():
        page.choose_files()


def _text(window: "MainWindow", steps: int) -> None:
    appearance().step_text(steps)
    window.say(f"Text size {appearance().percent} %.")


def _normal_text(window: "MainWindow") -> None:
    appearance().set_percent(100)
    window.say("Text size 100 %.")


def next_theme(window: "MainWindow") -> None:
    """Go from the system's theme to light, to dark, and round again."""
    choices = list(Choice)
    following = choices[(choices.index(appearance().choice) + 1) % len(choices)]
    appearance().choose(following)
    window.say(THEME_WORDS[following])
