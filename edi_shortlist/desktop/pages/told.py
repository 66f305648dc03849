"""What panellists told HR while they scored: passages that tell who somebody is, and candidates
whom they may know."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.pages.base import VacancyPage
from edi_shortlist.desktop.pages.told_conflicts import ConflictsPart
from edi_shortlist.desktop.pages.told_reports import ReportsPart
from edi_shortlist.desktop.states import released
from edi_shortlist.desktop.widgets.basics import Empty, button


class ToldPage(VacancyPage):
    """Two parts behind tabs; it is reached from the pages of scoring and of packs."""

    name = "told"
    title = "From the panel"
    icon = "person"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.acts.addWidget(
            button("Back to scoring", lambda: self.go.emit("scoring"), icon="previous")
        )
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("What panellists told")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.reports, self.conflicts = ReportsPart(desk), ConflictsPart(desk)
        self.early = Empty(
            "scoring",
            "The panel reads nothing yet",
            "What panellists tell while they score stands here once they can.",
        )
        self.body.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.reports, self.conflicts):
            self.tabs.addTab(part.heading)
            self.body.addWidget(part, 1)
            part.said.connect(self.said)
            part.failed.connect(self.fail)
        self.body.addWidget(self.early, 1)
        self.reports.wants_vault.connect(self.wants_vault)
        self.tabs.currentChanged.connect(lambda _at: self._turn())
        desk.workspace_changed.connect(self._forget)

    @property
    def part(self) -> ReportsPart | ConflictsPart:
        """The tab that is shown."""
        return self.conflicts if self.tabs.currentIndex() else self.reports

    def first(self) -> QWidget | None:
        return self.part.table if self.part.table.isVisible() else self.tabs

    def read(self) -> None:
        ready = released(self.desk.state)
        self.tabs.setVisible(ready)
        shown: QWidget = self.part if ready else self.early
        self.show_one(shown, self.reports, self.conflicts, self.early)
        if ready:
            self.part.read()

    def _desk_changed(self) -> None:
        if not self.desk.is_unsealed:
            self.reports.forget_passages()
        super()._desk_changed()

    def _turn(self) -> None:
        self.errors.clear()
        self.read()

    def _forget(self) -> None:
        self.reports.forget()
        self.conflicts.forget()
