"""The one window: rail, seal banner, pages, and the line that says what was just done."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.desktop.dialogs.workspaces import CreateDialog, OpenDialog, UnlockDialog
from edi_shortlist.desktop.icons import tint_all
from edi_shortlist.desktop.idle import IdleSeal
from edi_shortlist.desktop.keys import add_window_keys
from edi_shortlist.desktop.pages.applications import ApplicationsPage
from edi_shortlist.desktop.pages.audit import AuditPage
from edi_shortlist.desktop.pages.forms import FormsPage
from edi_shortlist.desktop.pages.help import HelpPage
from edi_shortlist.desktop.pages.review import ReviewPage
from edi_shortlist.desktop.pages.scoring import ScoringPage
from edi_shortlist.desktop.pages.setup import SetupPage
from edi_shortlist.desktop.pages.shortlist import ShortlistPage
from edi_shortlist.desktop.pages.vacancies import VacanciesPage
from edi_shortlist.desktop.pages.welcome import WelcomePage
from edi_shortlist.desktop.rail import Rail
from edi_shortlist.desktop.seal_banner import SealBanner
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.desktop.widgets.page import Page

TASKS = (
    "vacancies",
    "setup",
    "applications",
    "forms",
    "review",
    "scoring",
    "shortlist",
    "audit",
)
WORDS = {
    "vacancies": "Vacancies",
    "setup": "Set-up",
    "applications": "Applications",
    "forms": "Forms",
    "review": "Review",
    "scoring": "Scoring",
    "shortlist": "Shortlist",
    "audit": "Audit log",
    "help": "Help",
}
OF_A_VACANCY = ("setup", "applications", "forms", "review", "scoring", "shortlist")
FOLD_BELOW = 1140
RECENT = 6


class MainWindow(QMainWindow):
    """The program's window. It remembers its size and which folders were open; nothing else."""

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self.setWindowTitle("EDI Shortlist")
        self._settings = settings
        self.desk = Desk(self)
        self.rail = Rail()
        self.banner = SealBanner()
        self.stack = QStackedWidget()
        self.notice = QLabel()
        self.notice.setObjectName("notice")
        self.notice.setTextFormat(Qt.TextFormat.PlainText)
        self._pages: dict[str, Page] = {}
        self._leaving = False
        self._build()
        add_window_keys(self, TASKS)
        self.desk.workspace_changed.connect(self._workspace_changed)
        self.desk.seal_changed.connect(self._seal_changed)
        self.desk.vacancy_changed.connect(self._enable_tasks)
        self.desk.vacancies_changed.connect(self._enable_tasks)
        self.desk.went_wrong.connect(self._went_wrong)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.idle = IdleSeal(self.desk, settings, app)
        self.idle.sealed.connect(self.say)
        appearance().changed.connect(self._restyled)
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(8000)
        self._fade.timeout.connect(self.notice.clear)
        self.resize(1280, 800)
        self.setMinimumSize(720, 520)
        geometry = settings.value("window/geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        self._enable_tasks()
        self._workspace_changed()

    def _build(self) -> None:
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.banner)
        right.addWidget(self.stack, 1)
        right.addWidget(self.notice)
        row.addLayout(right, 1)
        self.setCentralWidget(middle)
        self.welcome = WelcomePage(self.desk)
        self.welcome.wants_open.connect(self.ask_open)
        self.welcome.wants_create.connect(self.ask_create)
        desk = self.desk
        pages: list[Page] = [
            self.welcome,
            VacanciesPage(desk),
            SetupPage(desk),
            ApplicationsPage(desk),
            FormsPage(desk),
            ReviewPage(desk),
            ScoringPage(desk),
            ShortlistPage(desk),
            AuditPage(desk),
            HelpPage(),
        ]
        for page in pages:
            self._pages[page.name] = page
            scroll = QScrollArea()
            scroll.setObjectName("pageScroll")
            scroll.setWidgetResizable(True)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            scroll.setWidget(page)
            self.stack.addWidget(scroll)
            page.go.connect(self.show_page)
            page.said.connect(self.say)
            page.wants_vault.connect(self.ask_unlock)
        for number, name in enumerate(TASKS, 1):
            if name == "setup":
                self.vacancy_caption = self.rail.add_caption("Vacancy")
            if name == "audit":
                self.rail.add_caption("Workspace")
            self.rail.add_page(name, WORDS[name], self._pages[name].icon, f"Ctrl+{number}")
        self.rail.add_page("help", WORDS["help"], "help", "F1")
        self.rail.finish()
        self.rail.chosen.connect(self.show_page)
        self.banner.toggled.connect(self.toggle_seal)

    # Pages

    def page(self, name: str) -> Page:
        """Return a page by its name."""
        return self._pages[name]

    @property
    def current(self) -> Page:
        """The page that is shown."""
        return list(self._pages.values())[self.stack.currentIndex()]

    def show_page(self, name: str) -> None:
        """Show a page, if there is what it needs."""
        if name in TASKS and not self.rail.button(name).isEnabled():
            return
        page = self._pages[name]
        came = page is not self.current
        self.stack.setCurrentIndex(list(self._pages).index(name))
        self.rail.mark(name)
        page.errors.clear()
        page.shown()
        first = page.first()
        if first is not None and first.isVisible():
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        scroll = self.stack.currentWidget()
        if came and isinstance(scroll, QScrollArea):
            # The keyboard's way from the page before may have scrolled this one.
            scroll.verticalScrollBar().setValue(0)
        self._entitle()

    def _entitle(self) -> None:
        """Title the window by task and vacancy, never by an applicant."""
        parts = [WORDS.get(self.current.name, ""), self.desk.reference or "", "EDI Shortlist"]
        self.setWindowTitle(" · ".join(part for part in parts if part))

    def say(self, words: str) -> None:
        """Say what was done, on the screen and to a screen reader."""
        self.notice.setText(words)
        self._fade.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _went_wrong(self, sentences: list[str]) -> None:
        self.current.fail(sentences)

    def _enable_tasks(self) -> None:
        is_open = self.desk.is_open
        for name in TASKS:
            needs_vacancy = name in OF_A_VACANCY
            self.rail.enable(name, is_open and (not needs_vacancy or self.desk.summary is not None))
        self.vacancy_caption.setText(self.desk.reference or "Vacancy")
        if self.current.name in OF_A_VACANCY and self.desk.summary is None:
            self.show_page("vacancies" if is_open else "welcome")
        self._entitle()

    # The workspace

    def _workspace_changed(self) -> None:
        folder = self.desk.folder
        self.banner.setVisible(self.desk.is_open)
        self.rail.say_workspace(folder.name if folder else "")
        self.rail.workspace.setToolTip(str(folder) if folder else "")
        if folder is not None:
            recent = [str(folder), *(f for f in self.recent() if f != str(folder))][:RECENT]
            self._settings.setValue("recent/folders", recent)
            self._settings.setValue("recent/actor", self.desk.actor)
        self.welcome.show_recent([Path(one) for one in self.recent()])
        self._enable_tasks()
        self.show_page("vacancies" if self.desk.is_open else "welcome")

    def recent(self) -> list[str]:
        """Return the folders of workspaces opened before, the last first."""
        stored = self._settings.value("recent/folders", [])
        found = stored if isinstance(stored, list) else [stored]
        return [str(one) for one in found if one and Path(str(one)).is_dir()]

    def ask_open(self, folder: Path | None = None) -> None:
        """Ask for the workspace to open."""
        actor = str(self._settings.value("recent/actor", ""))
        self._pages["welcome"].ask(OpenDialog(self.desk, self, folder, actor), lambda: None)

    def ask_create(self) -> None:
        """Ask for the workspace to make."""
        actor = str(self._settings.value("recent/actor", ""))
        self._pages["welcome"].ask(CreateDialog(self.desk, self, None, actor), lambda: None)

    # The seal

    def _seal_changed(self, unsealed: bool) -> None:
        self.banner.show_seal(unsealed)
        self.say("The vault is open." if unsealed else "The vault is sealed.")

    def toggle_seal(self) -> None:
        """Seal at once, or ask for the passphrase."""
        if self.desk.is_unsealed:
            self.desk.seal()
        else:
            self.ask_unlock()

    def ask_unlock(self) -> None:
        """Ask for the passphrase of the vault."""
        if self.desk.is_open and not self.desk.is_unsealed:
            self._pages["welcome"].ask(UnlockDialog(self.desk, self.idle, self), lambda: None)

    # The window

    def _restyled(self) -> None:
        tint_all()
        self._fold()

    def _fold(self) -> None:
        self.rail.fold(self.width() < FOLD_BELOW * appearance().percent / 100)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _close_unsaved(self) -> None:
        self._leaving = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        setup = self._pages["setup"]
        if isinstance(setup, SetupPage) and setup.dirty and not self._leaving:
            event.ignore()
            self.show_page("setup")
            dialog = ConfirmDialog(
                self,
                "Close without saving?",
                ["What you typed into the set-up and did not save is lost."],
                "Close without saving",
            )
            setup.ask(dialog, self._close_unsaved)
            return
        self._settings.setValue("window/geometry", self.saveGeometry())
        self.desk.close()
        super().closeEvent(event)
