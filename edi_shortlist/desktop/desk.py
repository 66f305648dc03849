"""What lies on the desk: the open workspace, whether its vault is open, and the vacancy in hand.

Pages read this and ask it to run verbs; it holds no identity and no text of an application.
"""

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from edi_shortlist.desktop.runner import Done, Failed, Task, TaskRunner
from edi_shortlist.recruitment.scheme import Scheme
from edi_shortlist.workflow import vacancies
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.remembering import remember_or_forget, unlock_remembered
from edi_shortlist.workflow.scheme_editions import SchemeEdition, plain, scheme_editions
from edi_shortlist.workflow.session import Role, Session
from edi_shortlist.workflow.states import VacancyState


class Desk(QObject):
    """The state that all pages share. It lives in the window's thread; the session is used in the
    runner's threads.

    Signals:
        workspace_changed: another workspace was opened, or the last was closed.
        seal_changed: the vault was opened (True) or sealed (False).
        vacancies_changed: the list of vacancies was read again.
        vacancy_changed: another vacancy is in hand, or the one in hand moved on.
        went_wrong: sentences for the person, when the asking page gave no place for them.
    """

    workspace_changed = Signal()
    seal_changed = Signal(bool)
    vacancies_changed = Signal()
    vacancy_changed = Signal()
    went_wrong = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runner = TaskRunner(self)
        self._session: Session | None = None
        self._schemes: dict[str, Scheme] = {}
        self._folder: Path | None = None
        self._pack: Path | None = None
        self._only_read = False
        self._actor = ""
        self._unsealed = False
        self._summaries: list[vacancies.VacancySummary] = []
        self._reference: str | None = None
        self.candidate: str | None = None
        """The candidate whom several pages speak of, by reference."""

    # What is on the desk

    @property
    def folder(self) -> Path | None:
        """The open workspace's folder."""
        return self._folder

    @property
    def pack(self) -> Path | None:
        """The file of the panel pack that is open in place of a workspace."""
        return self._pack

    @property
    def is_copy(self) -> bool:
        """Whether that pack is a manager's copy, in which nobody scores."""
        return self._only_read

    @property
    def is_open(self) -> bool:
        """Whether a workspace or a panel pack is open."""
        return self._session is not None

    @property
    def is_unsealed(self) -> bool:
        """Whether the vault is open."""
        return self._unsealed

    @property
    def actor(self) -> str:
        """Whose acts are logged: the officer's with the vault open, otherwise the name given."""
        return self._actor

    @property
    def summaries(self) -> list[vacancies.VacancySummary]:
        """The vacancies of the workspace, as last read."""
        return self._summaries

    @property
    def schemes(self) -> dict[str, Scheme]:
        """The workspace's guaranteed-interview schemes by id, as last read; a page may keep the
        mapping, which is always the same."""
        return self._schemes

    @property
    def reference(self) -> str | None:
        """The reference of the vacancy in hand."""
        return self._reference

    @property
    def summary(self) -> vacancies.VacancySummary | None:
        """The vacancy in hand."""
        return next((s for s in self._summaries if s.reference == self._reference), None)

    @property
    def state(self) -> VacancyState | None:
        """The state of the vacancy in hand."""
        return self.summary.state if self.summary else None

    # Verbs

    def call(
        self,
        verb: Callable[..., Any],
        *arguments: Any,
        done: Done | None = None,
        failed: Failed | None = None,
        long: bool = False,
        **options: Any,
    ) -> Task:
        """Run ``verb(session, *arguments, **options)`` in the runner's thread.

        Args:
            done: receives the outcome.
            failed: receives sentences; without it ``went_wrong`` carries them.
            long: it may take more than a moment; short acts do not wait for it.
        """
        return self.runner.run(
            lambda _task: verb(self._required(), *arguments, **options),
            done,
            failed or self.went_wrong.emit,
            long=long,
        )

    def call_long(
        self,
        verb: Callable[..., Any],
        *arguments: Any,
        done: Done | None = None,
        failed: Failed | None = None,
        **options: Any,
    ) -> Task:
        """As ``call``, for a verb that takes ``progress`` and ``cancelled``."""
        return self.runner.run(
            lambda task: verb(
                self._required(),
                *arguments,
                progress=task.progress,
                cancelled=task.cancelled,
                **options,
            ),
            done,
            failed or self.went_wrong.emit,
            long=True,
        )

    def _required(self) -> Session:
        if self._session is None:
            raise RuntimeError("no workspace is open")
        return self._session

    # Workspaces

    def create(self, folder: Path, passphrase: str, actor: str, done: Done, failed: Failed) -> None:
        """Make a workspace, close the last one and take the new one on the desk, vault open."""

        def work(_task: Task) -> Session:
            session = Session.create(folder, passphrase, actor)
            self._close_session()
            return session

        self.runner.run(work, lambda session: self._opened(session, actor, done), failed)

    def open(self, folder: Path, actor: str, done: Done, failed: Failed) -> None:
        """Open a workspace, sealed, in place of the last one."""

        def work(_task: Task) -> Session:
            session = Session.open(folder, actor)
            self._close_session()
            return session

        self.runner.run(work, lambda session: self._opened(session, actor, done), failed)

    def open_pack(self, path: Path, pin: str, done: Done, failed: Failed) -> None:
        """Open a panel pack; its panellist is at work."""

        def work(_task: Task) -> Session:
            session = Session.open_pack(path, pin)
            self._close_session()
            return session

        def opened(session: Session) -> None:
            self._opened(session, session.actor, done, path)

        self.runner.run(work, opened, failed)

    def _close_session(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None

    def _opened(self, session: Session, actor: str, done: Done, pack: Path | None = None) -> None:
        self._session = session
        self._folder = None if pack else session.folder
        self._pack = pack
        self._only_read = session.pack is not None and session.pack.role is Role.MANAGER
        self._actor = actor
        self._unsealed = session.is_unsealed
        self._reference = None
        self._summaries = []
        self.workspace_changed.emit()
        self.seal_changed.emit(self._unsealed)
        self.reload(done)

    def unlock(
        self,
        passphrase: str,
        done: Done,
        failed: Failed,
        officer: str | None = None,
        remember: bool | None = None,
    ) -> None:
        """Open the vault.

        Args:
            passphrase: where it is empty, the one that the computer remembers is tried.
            officer: whose passphrase it is; may be left out as in ``Session.unlock``.
            remember: whether the computer is to remember it from now on; None leaves that as it
                is.
        """

        def work(_task: Task) -> tuple[str, str]:
            session = self._required()
            if passphrase:
                session.unlock(passphrase, officer)
            elif not unlock_remembered(session, officer):
                raise Refused("This computer does not remember the passphrase. Enter it.")
            return session.actor, remember_or_forget(session, passphrase, officer, remember)

        def opened(outcome: tuple[str, str]) -> None:
            self._actor, problem = outcome
            self._set_unsealed(True, done)
            if problem:
                self.went_wrong.emit([problem])

        self.runner.run(work, opened, failed)

    def seal(self, done: Done | None = None, reason: str = "") -> None:
        """Seal the vault. What the window shows of identities goes at once.

        Args:
            reason: why, where it was not the person who asked for it; it is logged.
        """

        def work(_task: Task) -> None:
            self._required().seal(reason)

        self.runner.cancel_long()
        # Sealed first: what pages read when they hear of it must find the vault sealed.
        self.runner.run(work, done, self.went_wrong.emit)
        self._actor = self._required().at_work
        self._set_unsealed(False, None)

    def _set_unsealed(self, unsealed: bool, done: Done | None) -> None:
        self._unsealed = unsealed
        self.seal_changed.emit(unsealed)
        if done:
            done(None)

    # Vacancies

    def reload(self, done: Done | None = None) -> None:
        """Read the list of vacancies again; pages follow by signal."""
        if self._session is None:
            return

        def known(editions: dict[str, SchemeEdition]) -> None:
            self._schemes.clear()
            self._schemes.update(plain(editions))

        def arrived(summaries: list[vacancies.VacancySummary]) -> None:
            self._summaries = summaries
            known = {s.reference for s in summaries}
            if self._reference not in known:
                self._reference = summaries[0].reference if len(summaries) == 1 else None
            self.vacancies_changed.emit()
            self.vacancy_changed.emit()
            if done:
                done(None)

        self.call(scheme_editions, done=known)
        self.call(vacancies.list_vacancies, done=arrived)

    def take(self, reference: str | None) -> None:
        """Take a vacancy in hand."""
        if reference != self._reference:
            self._reference = reference
            self.candidate = None
            self.vacancy_changed.emit()

    def close(self) -> None:
        """Finish what was begun, then seal and close the workspace. The last act of the program."""
        self.runner.stop()
        self._close_session()


def person_at_this_computer() -> str:
    """Return the name under which the person signed in to this computer, as a first guess."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
