"""The auditor's work: the log, each redaction, samples of documents, and evidence files."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.export import FORMATS, ExportDialog, ask_where
from edi_shortlist.desktop.dialogs.noted_head import NotedHeadDialog
from edi_shortlist.desktop.pages.audit_log import LogTab
from edi_shortlist.desktop.pages.audit_redactions import RedactionsTab
from edi_shortlist.desktop.pages.audit_samples import SamplesTab
from edi_shortlist.desktop.pages.audit_tab import AuditTab
from edi_shortlist.desktop.pages.base import DeskPage
from edi_shortlist.desktop.widgets.basics import button
from edi_shortlist.desktop.widgets.progress import ProgressPanel
from edi_shortlist.workflow import auditing, evidence
from edi_shortlist.workflow.auditing import AuditVerdict
from edi_shortlist.workflow.evidence_filter import EvidenceFilter

STOPPING = "Stopping. No file is written."


class AuditPage(DeskPage):
    """What was done, by whom and when, and how well it was done. It quotes no application."""

    name = "audit"
    title = "Audit log"
    icon = "audit"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Every act in this workspace. The log quotes no application.")
        self.export_button = button("Export…", self.ask_export, icon="save")
        self.verify_button = button("Verify the log", self.verify, kind="primary", icon="audit")
        self.acts.addWidget(self.export_button)
        self.acts.addWidget(self.verify_button)
        self.log, self.redactions = LogTab(desk), RedactionsTab(desk)
        self.samples = SamplesTab(desk)
        self.parts: tuple[AuditTab, ...] = (self.log, self.redactions, self.samples)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Log, redactions or samples")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.body.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        self.progress = ProgressPanel()
        self.body.addWidget(self.progress)
        for part in self.parts:
            self.tabs.addTab(part.words)
            self.body.addWidget(part, 1)
            part.said.connect(self.said)
            part.failed.connect(self.fail)
            part.wants_vault.connect(self.wants_vault)
            part.setVisible(part is self.log)
        self.tabs.currentChanged.connect(lambda _at: self._turn())
        self.log.check_wanted.connect(self.ask_noted_head)
        self.log.save_wanted.connect(self.save_head)

    # Reading

    @property
    def part(self) -> AuditTab:
        """The tab that is shown."""
        return self.parts[self.tabs.currentIndex()]

    def first(self) -> QWidget | None:
        return self.part.first()

    def shown(self) -> None:
        if self.desk.is_open:
            self.part.read()

    def _turn(self) -> None:
        self.errors.clear()
        # What has the keyboard is about to be hidden; Qt would look for another far below.
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_one(self.part, *self.parts)
        self.verify_button.setVisible(self.part is self.log)
        self.shown()

    # Verifying

    def verify(self) -> None:
        """Walk the whole log and say what was found."""
        self.errors.clear()
        self.verify_button.setEnabled(False)
        self.log.verdict.hide()
        self.desk.call(auditing.verify_audit, done=self._judged, failed=self._not_judged)

    def _judged(self, verdict: AuditVerdict) -> None:
        self.verify_button.setEnabled(True)
        self.log.judge(verdict)

    def _not_judged(self, sentences: list[str]) -> None:
        self.verify_button.setEnabled(True)
        self.fail(sentences)

    def ask_noted_head(self) -> None:
        """Ask for a head that was noted, and hold the log against it."""
        self.errors.clear()
        dialog = NotedHeadDialog(self.desk, self.window())

        def judge() -> None:
            if dialog.verdict is not None:
                self.log.judge(dialog.verdict, against_head=True)

        self.ask(dialog, judge)

    def save_head(self) -> None:
        """Write where the log ends into a file of its own, to be printed."""
        self.errors.clear()
        self._write_to("log-head.pdf", "PDF to print (*.pdf)", EvidenceFilter(), "log", ())

    # Exporting

    def ask_export(self) -> None:
        """Ask what goes into an evidence file, and where it shall be."""
        self.errors.clear()
        part = self.part
        dialog = ExportDialog(self.window(), part.words.lower(), part.tables)
        self.ask(
            dialog,
            lambda: self._write_to(
                f"evidence.{dialog.suffix}",
                f"{FORMATS[dialog.suffix]} (*.{dialog.suffix})",
                part.only,
                dialog.table,
                dialog.tables,
            ),
        )

    def _write_to(
        self,
        name: str,
        kind: str,
        only: EvidenceFilter,
        table: str,
        tables: tuple[str, ...],
    ) -> None:
        path = ask_where(self, "Export", name, kind)
        if path is None:
            return
        self.export_button.setEnabled(False)
        task = self.desk.call_long(
            evidence.export_evidence,
            path,
            only,
            table,
            tables=tables,
            done=lambda digest: self._written(path.name, digest),
            failed=self._not_written,
        )
        self.progress.follow(task, f"Writing ‘{path.name}’", STOPPING)

    def _written(self, name: str, digest: str) -> None:
        self.export_button.setEnabled(True)
        if digest:
            self.said.emit(f"‘{name}’ is written. Its SHA-256 is in the log: {digest}")
        else:
            self.said.emit("It was stopped. No file was written.")
        self.shown()

    def _not_written(self, sentences: list[str]) -> None:
        self.export_button.setEnabled(True)
        self.errors.show_problems([(one, None) for one in sentences], "It was not exported")
