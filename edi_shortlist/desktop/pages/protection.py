"""Data protection: how long applications are kept, one applicant, and the record of processing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.pages.base import DeskPage
from edi_shortlist.desktop.pages.protection_applicant import ApplicantPart
from edi_shortlist.desktop.pages.protection_record import RecordPart
from edi_shortlist.desktop.pages.protection_retention import RetentionPart


class ProtectionPage(DeskPage):
    """Three parts behind tabs; a part reads again each time it comes up."""

    name = "protection"
    title = "Data protection"
    icon = "protection"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Parts of data protection")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.retention = RetentionPart(self)
        self.applicant = ApplicantPart(self)
        self.record = RecordPart(self)
        self._parts = (self.retention, self.applicant, self.record)
        for words in ("Retention", "One applicant", "Record of processing"):
            self.tabs.addTab(words)
        self.body.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        for part in self._parts:
            self.body.addWidget(part, 1)
        self.tabs.currentChanged.connect(lambda _at: self._turn())
        desk.workspace_changed.connect(self._forget)
        self._arrange()

    @property
    def unsaved(self) -> str:
        return self.record.unsaved

    def first(self) -> QWidget | None:
        return self.tabs

    def shown(self) -> None:
        if self.desk.is_open:
            self._parts[self.tabs.currentIndex()].read()

    def _desk_changed(self) -> None:
        if not self.desk.is_unsealed:
            self.applicant.forget_names()
        super()._desk_changed()

    def _arrange(self) -> None:
        part = self._parts[self.tabs.currentIndex()]
        self.show_one(part, *(other for other in self._parts if other is not part))

    def _turn(self) -> None:
        self.errors.clear()
        self._arrange()
        self.shown()

    def _forget(self) -> None:
        for part in self._parts:
            part.forget()
