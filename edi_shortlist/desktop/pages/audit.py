"""The audit log: find entries, and verify that none was changed."""

import json

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.models.audit import AuditModel, action_words, local_time
from edi_shortlist.desktop.pages.base import DeskPage
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.basics import Card, Empty, Note, button, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.workflow import auditing
from edi_shortlist.workflow.auditing import AuditEntry, AuditVerdict


class AuditPage(DeskPage):
    """Everything that was done, by whom and when. It quotes no application."""

    name = "audit"
    title = "Audit log"
    icon = "audit"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Every act in this workspace. The log quotes no application.")
        self.verify_button = button("Verify the log", self.verify, kind="primary", icon="audit")
        self.acts.addWidget(self.verify_button)
        self.verdict = Note("", "success")
        self.verdict.setProperty("role", "verdict")
        self.verdict.hide()
        self.body.addWidget(self.verdict)
        self.body.addWidget(self._filters())
        self.model = AuditModel(self)
        self.table = Table("Audit log")
        self.table.setModel(self.model)
        self.table.stretch(3)
        self.table.chosen.connect(self._show_details)
        self.body.addWidget(self.table, 1)
        self.none = Empty("search", "No entry fits", "Change or clear the filters.")
        self.none.add_button(button("Clear the filters", self.clear_filters))
        self.body.addWidget(self.none, 1)
        self.none.hide()
        self.details = Card()
        self.details_heading = text("", "strong")
        self.details_words = text("", "small")
        self.details.inside.addWidget(self.details_heading)
        self.details.inside.addWidget(self.details_words)
        self.details.hide()
        self.body.addWidget(self.details)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(200)
        self._waiting.timeout.connect(self.search)
        self._asked = 0
        desk.workspace_changed.connect(self._forget)

    def _filters(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=10)
        self.vacancy_box = self._box("Vacancy")
        self.action_box = self._box("Action")
        self.actor_box = self._box("Person")
        self.words = QLineEdit()
        self.words.setPlaceholderText("Find words")
        self.words.setAccessibleName("Find words in the log")
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(190)
        self.words.textChanged.connect(lambda _text: self._waiting.start())
        self.clear_button = button("Clear", self.clear_filters, kind="quiet")
        self.found = text("", "hint", wrap=False)
        for one in (
            self.vacancy_box,
            self.action_box,
            self.actor_box,
            self.words,
            self.clear_button,
            self.found,
        ):
            flow.addWidget(one)
        return holder

    def _box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(f"Filter by {name.lower()}")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.addItem(f"{name}: all", None)
        box.activated.connect(lambda _row: self.search())
        return box

    def _forget(self) -> None:
        self.verdict.hide()
        self.model.set_rows([])
        for box in (self.vacancy_box, self.action_box, self.actor_box):
            while box.count() > 1:
                box.removeItem(1)

    # Finding

    def first(self) -> QWidget | None:
        return self.table

    def shown(self) -> None:
        if self.desk.is_open:
            self.desk.call(auditing.audit_entries, done=self._offer, failed=self.fail)
            self.search()

    def _offer(self, entries: list[AuditEntry]) -> None:
        """Offer in the filters what the log holds."""
        self._extend(self.vacancy_box, {e.vacancy: e.vacancy for e in entries if e.vacancy})
        self._extend(self.action_box, {e.action: action_words(e.action) for e in entries})
        self._extend(self.actor_box, {e.actor: e.actor for e in entries})

    @staticmethod
    def _extend(box: QComboBox, found: dict[str, str]) -> None:
        for value in sorted(found):
            if box.findData(value) < 0:
                box.addItem(found[value], value)

    def search(self) -> None:
        """Show the entries that fit the filters, newest first."""
        self._asked += 1
        number = self._asked
        self.desk.call(
            auditing.audit_entries,
            vacancy=self.vacancy_box.currentData(),
            action=self.action_box.currentData(),
            actor=self.actor_box.currentData(),
            text=self.words.text().strip() or None,
            done=lambda entries: self._fill(number, entries),
            failed=self.fail,
        )

    def _fill(self, number: int, entries: list[AuditEntry]) -> None:
        if number != self._asked:
            return
        self.model.set_rows(list(reversed(entries)))
        self.found.setText(count(len(entries), "entry", "entries"))
        self.table.setVisible(bool(entries))
        self.none.setVisible(not entries)
        self.details.hide()
        self.table.choose_row(0)

    def clear_filters(self) -> None:
        """Show every entry again."""
        for box in (self.vacancy_box, self.action_box, self.actor_box):
            box.setCurrentIndex(0)
        self.words.clear()
        self.search()

    def _show_details(self, index: QModelIndex) -> None:
        entry = self.model.row_at(index)
        if entry is None:
            return
        self.details.show()
        self.details_heading.setText(
            f"Entry {entry.number}: {action_words(entry.action)}, {local_time(entry.at)}"
        )
        said = "; ".join(f"{key}: {_plain(value)}" for key, value in entry.details.items() if value)
        self.details_words.setText(f"{said or 'No more details.'}\nHash {entry.hash}")

    # Verifying

    def verify(self) -> None:
        """Walk the whole log and say what was found."""
        self.verify_button.setEnabled(False)
        self.verdict.hide()
        self.desk.call(auditing.verify_audit, done=self._judged, failed=self._not_judged)

    def _judged(self, verdict: AuditVerdict) -> None:
        self.verify_button.setEnabled(True)
        heading = "The log is whole." if verdict.ok else "The log was tampered with."
        more = ""
        if verdict.ok and not self.desk.is_unsealed:
            more = " Open the vault and verify again to hold its end against the vault as well."
        self.verdict.say(
            f"{heading} {verdict.sentence}{more}", "success" if verdict.ok else "danger"
        )
        self.verdict.show()
        if verdict.first_broken is not None:
            self.table.choose_row(self.model.find(lambda e: e.number == verdict.first_broken))

    def _not_judged(self, sentences: list[str]) -> None:
        self.verify_button.setEnabled(True)
        self.fail(sentences)


def _plain(value: object) -> str:
    if isinstance(value, str | int | float):
        return str(value)
    return json.dumps(value, ensure_ascii=False)
