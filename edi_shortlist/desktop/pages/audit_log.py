"""The log: every entry, filtered as one types, and its head, to be noted elsewhere."""

import json

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.models.audit import AuditModel, local_time
from edi_shortlist.desktop.pages.audit_tab import AuditTab
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.basics import Card, Empty, Note, button, text
from edi_shortlist.desktop.widgets.filters import FilterRow
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.workflow import auditing
from edi_shortlist.workflow.auditing import AuditVerdict, LogReading
from edi_shortlist.workflow.evidence_filter import EvidenceFilter
from edi_shortlist.workflow.log_words import action_words


class LogTab(AuditTab):
    """The entries of the log, newest first. They quote no application.

    The log is read once and then only what was appended, so a filter never waits for a file.

    Signals:
        check_wanted: the log shall be held against a head that was noted.
        save_wanted: the head shall be written into a file.
    """

    check_wanted = Signal()
    save_wanted = Signal()

    words = "Log"
    tables = ("log",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.verdict = Note("", "success")
        self.verdict.setProperty("role", "verdict")
        self.verdict.hide()
        self.filters = FilterRow("Vacancy", "Action", "Person")
        self.vacancy_box, self.action_box, self.actor_box = self.filters.boxes
        self.search_line = QLineEdit()
        self.search_line.setPlaceholderText("Find words")
        self.search_line.setAccessibleName("Find words in the log")
        self.search_line.setClearButtonEnabled(True)
        self.search_line.setMinimumWidth(190)
        self.search_line.textChanged.connect(lambda _text: self.search())
        self.filters.put_before_clear(self.search_line)
        self.filters.clear_button.clicked.connect(lambda _checked: self.search_line.clear())
        self.filters.changed.connect(self.search)
        self.found = self.filters.found
        self.model = AuditModel(self)
        self.table = Table("Audit log")
        self.table.setModel(self.model)
        # No cell is a tag, and each key typed into the search paints all that are seen anew.
        self.table.setItemDelegate(QStyledItemDelegate(self.table))
        self.table.stretch(3, least=26)
        self.table.chosen.connect(self._show_details)
        self.none = Empty("search", "No entry fits", "Change or clear the filters.")
        self.none.add_button(button("Clear the filters", self.filters.clear_button.click))
        self.none.hide()
        self.details = Card()
        self.details_heading = text("", "strong")
        self.details_words = text("", "small")
        self.details_words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details.inside.addWidget(self.details_heading)
        self.details.inside.addWidget(self.details_words)
        self.details.hide()
        self.body.addWidget(self.verdict)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.none, 1)
        self.body.addWidget(self.details)
        self.body.addWidget(self._head_line())
        self._reading = LogReading()
        self._forgotten = 0

    def _head_line(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=10)
        label = text("Head of the log", "strong", wrap=False)
        self.head = QLineEdit()
        self.head.setReadOnly(True)
        self.head.setMinimumWidth(330)
        self.head.setAccessibleName("Head of the log: number and hash of the last entry")
        self.head.setToolTip(
            "The number and hash of the last entry. Note it elsewhere: later it shows that the log "
            "still holds all that it holds now."
        )
        label.setBuddy(self.head)
        self.copy_button = button("Copy", self._copy_head)
        self.save_button = button("Save to print…", self.save_wanted.emit, icon="save")
        self.check_button = button("Check against a noted head…", self.check_wanted.emit)
        for one in (label, self.head, self.copy_button, self.save_button, self.check_button):
            flow.addWidget(one)
        return holder

    def _copy_head(self) -> None:
        QGuiApplication.clipboard().setText(self.head.text())
        self.said.emit("The head of the log is copied. Keep it somewhere else.")

    # Finding

    def first(self) -> QWidget | None:
        return self.table

    def forget(self) -> None:
        self._reading = LogReading()
        self._forgotten += 1
        self.verdict.hide()
        self.details.hide()
        self.model.set_rows([])
        self.filters.forget()
        self.head.clear()

    def read(self) -> None:
        number = self._forgotten
        self.desk.call(
            auditing.read_log,
            self._reading,
            done=lambda reading: self._arrived(number, reading),
            failed=self.failed.emit,
        )

    def _arrived(self, number: int, reading: LogReading) -> None:
        if number != self._forgotten:
            return
        self._reading = reading
        entries = reading.entries
        offer = self.filters.offer
        offer(
            self.vacancy_box,
            {one: one for one in sorted({e.vacancy or "" for e in entries}) if one},
        )
        actions = sorted({e.action for e in entries}, key=action_words)
        offer(self.action_box, {one: action_words(one) for one in actions})
        offer(self.actor_box, {one: one for one in sorted({e.actor for e in entries})})
        self.head.setText(f"{entries[-1].number}:{entries[-1].hash}" if entries else "")
        self.head.setCursorPosition(0)
        self.search()

    @property
    def only(self) -> EvidenceFilter:
        return EvidenceFilter(
            vacancy=self.vacancy_box.currentData(),
            action=self.action_box.currentData(),
            person=self.actor_box.currentData(),
            text=self.search_line.text().strip() or None,
        )

    def search(self) -> None:
        """Show the entries that fit the filters, newest first."""
        found = self._reading.find(
            vacancy=self.vacancy_box.currentData(),
            action=self.action_box.currentData(),
            actor=self.actor_box.currentData(),
            text=self.search_line.text().strip(),
        )
        found.reverse()
        self.model.set_rows(found)
        self.found.setText(count(len(found), "entry", "entries"))
        self.table.setVisible(bool(found))
        self.none.setVisible(not found and bool(self._reading.entries))
        self.details.hide()
        self.table.choose_row(0)

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

    def judge(self, verdict: AuditVerdict, *, against_head: bool = False) -> None:
        """Say what a walk along the log found, and go to the entry that is broken.

        Args:
            against_head: the log was held against a head that somebody had noted.
        """
        heading = "The log is whole." if verdict.ok else "The log was tampered with."
        more = ""
        if verdict.ok and against_head:
            more = " It still begins with all that it held when the head was noted."
        elif verdict.ok and not self.desk.is_unsealed:
            more = " Open the vault and verify again to hold its end against the vault as well."
        self.verdict.say(
            f"{heading} {verdict.sentence}{more}", "success" if verdict.ok else "danger"
        )
        self.verdict.show()
        if not verdict.ok:
            # What was read before may not be what the file holds any more.
            self._forgotten += 1
            number, broken = self._forgotten, verdict.first_broken
            self.desk.call(
                auditing.read_log,
                done=lambda reading: self._show_broken(number, reading, broken),
                failed=self.failed.emit,
            )

    def _show_broken(self, number: int, reading: LogReading, broken: int | None) -> None:
        self._arrived(number, reading)
        entry = next((e for e in reading.entries if e.number == broken), None)
        if entry is not None and entry not in self.model.rows:
            self.filters.clear_button.click()
        self.table.choose_row(self.model.find(lambda e: e is entry))


def _plain(value: object) -> str:
    if isinstance(value, str | int | float):
        return str(value)
    return json.dumps(value, ensure_ascii=False)
