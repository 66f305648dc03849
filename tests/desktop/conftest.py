"""A window over a workspace, as it stands after each step of the job.

The stages are made once by the verbs themselves from three of the sample applications, with the
real redactor, and copied for the test that asks for one.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from made_once import made_once
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QDialog

from edi_shortlist import bundled
from edi_shortlist.desktop.application import prepare
from edi_shortlist.desktop.theme import Appearance, Choice
from edi_shortlist.desktop.window import MainWindow
from edi_shortlist.storage import KeyCost, system_keyring
from edi_shortlist.workflow import (
    importing,
    releasing,
    reviewing,
    scoring,
    shortlisting,
    unsealing,
    vacancies,
)
from edi_shortlist.workflow.session import Session

PASSPHRASE = "five swans over the canal"
REF = "HSG-2026-014"
SAMPLES = ("application-03", "application-06", "application-08")
CHEAP = KeyCost(memory_kib=8, passes=1, lanes=1)
STAGES = ("draft", "review", "decided", "released", "scored", "locked", "shortlisted", "unsealed")


def sample_paths(names: tuple[str, ...] = SAMPLES) -> list[Path]:
    """Return the folders of sample applicants."""
    return [bundled.resource("samples/applications") / name for name in names]


def _score_all(session: Session) -> None:
    vacancy = vacancies.get_vacancy(session, REF)
    for number, candidate in enumerate(scoring.candidates(session, REF)):
        for panellist in vacancy.panel:
            for criterion in vacancy.assessed_at_application:
                scoring.record_score(
                    session, REF, candidate, panellist, criterion.id, 2 + number % 3
                )


def _step(session: Session, stage: str) -> None:
    """Do what leads from the stage before to this one."""
    match stage:
        case "draft":
            path = bundled.resource("samples/vacancy.toml")
            vacancies.create_vacancy(session, vacancies.load_vacancy_file(path))
        case "review":
            report = importing.import_applications(session, REF, sample_paths())
            assert not report.failures, report.failures
        case "decided":
            reviewing.accept_all(session, REF)
        case "released":
            releasing.release(session, REF)
        case "scored":
            _score_all(session)
        case "locked":
            scoring.lock_scores(session, REF)
        case "shortlisted":
            shortlisting.shortlist(session, REF)
        case "unsealed":
            unsealing.unseal(session, REF)


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Give the folder of a workspace at a stage; not to be changed."""

    def folder(stage: str) -> Path:
        return made_once(tmp_path_factory, f"desktop-{stage}", lambda place: make(stage, place))

    def make(stage: str, place: Path) -> Path:
        made, at = place / stage, STAGES.index(stage)
        if at == 0:
            session = Session.create(made, PASSPHRASE, "HR officer", cost=CHEAP)
        else:
            shutil.copytree(folder(STAGES[at - 1]), made)
            session = Session.open(made, "HR officer")
        with session:
            session.unlock(PASSPHRASE)
            _step(session, stage)
        return made

    return folder


@pytest.fixture(scope="session")
def look(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Appearance:
    """The prepared application, in the light theme at 100 %."""
    path = tmp_path_factory.mktemp("settings") / "appearance.ini"
    made = prepare(qapp, QSettings(str(path), QSettings.Format.IniFormat))
    made.choose(Choice.LIGHT)
    return made


@pytest.fixture(autouse=True)
def usual_look(look: Appearance) -> None:
    """Every test begins in the light theme at 100 %."""
    if look.choice is not Choice.LIGHT:
        look.choose(Choice.LIGHT)
    if look.percent != 100:
        look.set_percent(100)


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test asks the keyring of whoever runs it."""
    monkeypatch.setattr(system_keyring, "has_keyring", lambda: False)


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    """Settings of their own for each test."""
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


class Driver:
    """A window and the few things that every test does with it."""

    def __init__(self, window: MainWindow, qtbot, stages: Callable[[str], Path], tmp: Path) -> None:
        self.window = window
        self.bot = qtbot
        self._stages = stages
        self._tmp = tmp

    def settle(self, timeout: int = 120_000) -> None:
        """Wait until nothing runs and every answer has arrived."""
        quiet = 0
        while quiet < 3:
            self.bot.waitUntil(lambda: not self.window.desk.runner.busy, timeout=timeout)
            self.bot.wait(15)
            quiet = 0 if self.window.desk.runner.busy else quiet + 1

    def open(self, stage: str, *, unlock: bool = False) -> Path:
        """Open a copy of a stage."""
        folder = self._tmp / f"workspace-{stage}"
        shutil.copytree(self._stages(stage), folder)
        answers: list[object] = []
        self.window.desk.open(folder, "HR officer", answers.append, self._fail)
        self.settle()
        if unlock:
            self.window.desk.unlock(PASSPHRASE, answers.append, self._fail)
            self.settle()
        return folder

    @staticmethod
    def _fail(sentences: list[str]) -> None:
        raise AssertionError(sentences)

    def show(self, name: str):
        """Go to a page by its button on the rail, and wait until it is filled."""
        self.window.activateWindow()
        self.window.rail.button(name).click()
        self.settle()
        return self.window.page(name)

    def dialog(self, kind: type[QDialog] = QDialog):
        """Return the dialog that is open, waiting for it."""
        self.bot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
        return QApplication.activeModalWidget()

    def confirm(self) -> list[str]:
        """Say yes to the dialog that asks, and return what it said would change."""
        dialog = self.dialog()
        changes = list(getattr(dialog, "changes", []))
        dialog.act.click()
        self.settle()
        self.window.activateWindow()
        return changes


@pytest.fixture
def driver(
    qtbot, look: Appearance, settings: QSettings, stages: Callable[[str], Path], tmp_path: Path
) -> Iterator[Driver]:
    """A window with no workspace open."""
    window = MainWindow(settings)
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    yield Driver(window, qtbot, stages, tmp_path)
    window._close_unsaved()
    window.deleteLater()
    QApplication.processEvents()
