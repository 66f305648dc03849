"""The one window: rail, seal banner, pages, and the line that says what was just done."""

from collections.abc import Callable
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
from edi_shortlist.desktop.dialogs.packs import OpenPackDialog
from edi_shortlist.desktop.dialogs.restoring import RestoreDialog
from edi_shortlist.desktop.dialogs.workspaces import CreateDialog, OpenDialog, UnlockDialog
from edi_shortlist.desktop.icons import tint_all
from edi_shortlist.desktop.idle import IdleSeal
from edi_shortlist.desktop.keys import add_window_keys
from edi_shortlist.desktop.pages.applications import ApplicationsPage
from edi_shortlist.desktop.pages.audit import AuditPage
from edi_shortlist.desktop.pages.base import DeskPage
from edi_shortlist.desktop.pages.forms import FormsPage
from edi_shortlist.desktop.pages.help import HelpPage
from edi_shortlist.desktop.pages.interviews import InterviewsPage
from edi_shortlist.desktop.pages.keys import KeysPage
from edi_shortlist.desktop.pages.moderation import ModerationPage
from edi_shortlist.desktop.pages.packs import PacksPage
from edi_shortlist.desktop.pages.protection import ProtectionPage
from edi_shortlist.desktop.pages.review import ReviewPage
from edi_shortlist.desktop.pages.schemes import SchemesPage
from edi_shortlist.desktop.pages.scoring import ScoringPage
from edi_shortlist.desktop.pages.setup import SetupPage
from edi_shortlist.desktop.pages.shortlist import ShortlistPage
from edi_shortlist.desktop.pages.told import ToldPage
from edi_shortlist.desktop.pages.vacancies import VacanciesPage
from edi_shortlist.desktop.pages.welcome import WelcomePage
from edi_shortlist.desktop.rail import Rail
from edi_shortlist.desktop.seal_banner import SealBanner
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.desktop.widgets.page import Page

#: The pages over the desk, by name.
PAGES: dict[str, type[DeskPage]] = {
    page.name: page
    for page in (
        VacanciesPage,
        SetupPage,
        ApplicationsPage,
        FormsPage,
        ReviewPage,
        PacksPage,
        ScoringPage,
        ToldPage,
        ModerationPage,
        ShortlistPage,
        InterviewsPage,
        SchemesPage,
        AuditPage,
        ProtectionPage,
        KeysPage,
    )
}
TASKS = {
    "vacancies": "Ctrl+1",
    "setup": "Ctrl+2",
    "applications": "Ctrl+3",
    "forms": "Ctrl+4",
    "review": "Ctrl+5",
    "packs": "Ctrl+P",
    "scoring": "Ctrl+6",
    "moderation": "Ctrl+M",
    "shortlist": "Ctrl+7",
    "interviews": "Ctrl+I",
    "schemes": "Ctrl+G",
    "audit": "Ctrl+8",
    "protection": "Ctrl+9",
    "keys": "Ctrl+B",
}
"""The pages of the rail, from the top, with the keys that lead there."""
WORDS = {
    "vacancies": "Vacancies",
    "setup": "Set-up",
    "applications": "Applications",
    "forms": "Forms",
    "review": "Review",
    "packs": "Panel packs",
    "scoring": "Scoring",
    "told": "From the panel",
    "moderation": "Moderation",
    "shortlist": "Shortlist",
    "interviews": "Interviews",
    "schemes": "Schemes",
    "audit": "Audit log",
    "protection": "Data protection",
    "keys": "Keys and backups",
    "help": "Help",
}
OF_A_VACANCY = (
    *("setup", "applications", "forms", "review", "packs", "scoring", "moderation"),
    *("told", "shortlist", "interviews"),
)
#: Pages without a button on the rail, each with the one that leads there.
BEHIND = {"told": "scoring"}
OF_A_PACK = ("scoring", "help")
OF_A_COPY = ("scoring", "moderation", "shortlist", "help")
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
        self._scrolls: dict[str, QScrollArea] = {}
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
        self.welcome.wants_pack.connect(self.ask_open_pack)
        self._add_page(self.welcome)
        for name, shortcut in TASKS.items():
            if name == "setup":
                self.vacancy_caption = self.rail.add_caption("Vacancy")
            if name == "schemes":
                self.rail.add_caption("Workspace")
            self.rail.add_page(name, WORDS[name], PAGES[name].icon, shortcut)
        self.rail.add_page("help", WORDS["help"], "help", "F1")
        self.rail.finish()
        self.rail.chosen.connect(self.show_page)
        self.banner.toggled.connect(self.toggle_seal)

    # Pages

    def page(self, name: str) -> Page:
        """Return a page by its name. It is made when it is first asked for, since a page with all
        its tables takes a good part of a second."""
        if name not in self._pages:
            self._add_page(HelpPage() if name == HelpPage.name else PAGES[name](self.desk))
        return self._pages[name]

    def _add_page(self, page: Page) -> None:
        self._pages[page.name] = page
        scroll = self._scrolls[page.name] = QScrollArea()
        scroll.setObjectName("pageScroll")
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        self.stack.addWidget(scroll)
        page.go.connect(self.show_page)
        page.said.connect(self.say)
        page.wants_vault.connect(self.ask_unlock)
        if isinstance(page, WelcomePage | KeysPage):
            page.wants_restore.connect(self.ask_restore)

    @property
    def current(self) -> Page:
        """The page that is shown."""
        shown = self.stack.currentWidget()
        return next(page for name, page in self._pages.items() if self._scrolls[name] is shown)

    def show_page(self, name: str) -> None:
        """Show a page, if there is what it needs."""
        task = BEHIND.get(name, name)
        if task in TASKS and not self.rail.button(task).isEnabled():
            return
        page, scroll = self.page(name), self._scrolls[name]
        came = page is not self.current
        self.stack.setCurrentWidget(scroll)
        self.rail.mark(task)
        page.errors.clear()
        page.shown()
        first = page.first()
        if first is not None and first.isVisible():
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        if came:
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
        offered = self._offered() or TASKS
        for name in TASKS:
            is_there = name not in OF_A_VACANCY or self.desk.summary is not None
            self.rail.enable(name, is_open and is_there and name in offered)
        self.vacancy_caption.setText(self.desk.reference or "Vacancy")
        if self.current.name in OF_A_VACANCY and self.desk.summary is None:
            self.show_page("vacancies" if is_open else "welcome")
        if self.desk.pack and self.desk.summary is not None and self.current is self.welcome:
            self.show_page("scoring")
        self._entitle()

    def _offered(self) -> tuple[str, ...] | None:
        """Return the tasks of a pack or copy that is open; None where all may be chosen."""
        if self.desk.pack is None:
            return None
        return OF_A_COPY if self.desk.is_copy else OF_A_PACK

    # The workspace

    def _workspace_changed(self) -> None:
        folder, pack = self.desk.folder, self.desk.pack
        self.banner.setVisible(self.desk.is_open and pack is None)
        self.rail.offer(self._offered())
        held = "Manager’s copy" if self.desk.is_copy else "Panel pack"
        self.rail.say_workspace(folder.name if folder else held if pack else "")
        self.rail.workspace.setToolTip(str(folder) if folder else "")
        if folder is not None:
            recent = [str(folder), *(f for f in self.recent() if f != str(folder))][:RECENT]
            self._settings.setValue("recent/folders", recent)
            self._settings.setValue("recent/actor", self.desk.actor)
        self.welcome.show_recent([Path(one) for one in self.recent()])
        self._enable_tasks()
        self.show_page("vacancies" if folder else "welcome")

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

    def ask_restore(self) -> None:
        """Ask for the backup to restore, and for the folder; what is restored is opened in place
        of the workspace that is open."""
        actor = self.desk.actor or str(self._settings.value("recent/actor", ""))

        def restore() -> None:
            self.current.ask(RestoreDialog(self.desk, self, actor), lambda: None)

        if not self._asked_about_unsaved("Open another workspace without saving?", restore):
            restore()

    def ask_open_pack(self, file: Path | None = None) -> None:
        """Ask for the panel pack to open, and its PIN."""
        self._pages["welcome"].ask(OpenPackDialog(self.desk, self, file), lambda: None)

    # The seal

    def _seal_changed(self, unsealed: bool) -> None:
        if self.desk.pack:
            return  # there is no vault to speak of
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
        if self.desk.folder and not self.desk.is_unsealed:
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

    def _asked_about_unsaved(self, question: str, act: Callable[[], object]) -> bool:
        """Ask before an act by which something typed is lost; say whether there is anything."""
        unsaved = [page for page in self._pages.values() if page.unsaved]
        if not unsaved:
            return False
        self.show_page(unsaved[0].name)
        words = question.removesuffix("?")
        dialog = ConfirmDialog(self, question, [page.unsaved for page in unsaved], words)
        unsaved[0].ask(dialog, act)
        return True

    def _close_unsaved(self) -> None:
        self._leaving = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        question = "Close without saving?"
        if not self._leaving and self._asked_about_unsaved(question, self._close_unsaved):
            event.ignore()
            return
        self._settings.setValue("window/geometry", self.saveGeometry())
        self.desk.close()
        super().closeEvent(event)
