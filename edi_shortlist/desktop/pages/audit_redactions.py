"""Every redaction of the workspace, what was decided about it, and what that comes to."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.labels import label_looks, look_of
from edi_shortlist.desktop.models.audit import local_time
from edi_shortlist.desktop.models.evidence import (
    MANNER_WORDS,
    EvidenceTableModel,
    ToldRedactionsModel,
)
from edi_shortlist.desktop.models.redactions import DECISION_WORDS
from edi_shortlist.desktop.pages.audit_tab import AuditTab
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.basics import Card, Empty, Note, button, text
from edi_shortlist.desktop.widgets.filters import FilterRow
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.table import LEAST_CHARACTERS, Table
from edi_shortlist.reports.evidence import EvidenceTable
from edi_shortlist.workflow.auditing import LogReading
from edi_shortlist.workflow.evidence_agreement import not_as_logged
from edi_shortlist.workflow.evidence_filter import EvidenceFilter
from edi_shortlist.workflow.evidence_reading import (
    EvidenceReading,
    ToldRedaction,
    read_evidence,
)
from edi_shortlist.workflow.session import Session

EACH = "Each redaction"
Summed = Callable[[EvidenceReading, EvidenceFilter], EvidenceTable]
SUMS: dict[str, tuple[Summed, str, tuple[int, ...]]] = {
    "By label": (
        lambda reading, only: reading.counts(only, "label"),
        "Enter shows the redactions of that label.",
        (0,),
    ),
    "By recogniser": (
        lambda reading, only: reading.counts(only, "recogniser"),
        "Enter shows the redactions of that recogniser.",
        (0,),
    ),
    "Overrides": (
        EvidenceReading.overrides,
        "Choices against the policy and the places, with their reasons, and decisions of reviewers "
        "against what was proposed.",
        (5, 6),
    ),
    "Import to release": (
        EvidenceReading.times,
        "Hours from the first import to the release, and the median over the applications. Of the "
        "filters, only the vacancy counts here.",
        (0,),
    ),
    "Versions": (
        EvidenceReading.versions,
        "Which program, model, policy and lexicons decided, and about how many applications. Of "
        "the filters, only the vacancy counts here.",
        (4,),
    ),
}
"""What can be shown instead: the table, what it says, and the columns that share the room."""
NAMED = 12
"""How many redactions are named that are not as the log says."""
TOLD_IN_FULL = ("Overrides", "Versions")
"""Whose lines may be too long for their columns, so that the current one stands below as well."""


@dataclass(frozen=True)
class _Gathered:
    """What fits the choices that were made; a table where one is shown that sums up."""

    view: str
    redactions: list[ToldRedaction]
    summary: str
    table: EvidenceTable | None


class RedactionsTab(AuditTab):
    """Redactions by their places and labels, never by their words. The vault may be sealed."""

    words = "Redactions"
    tables = ("redactions", "counts", "overrides", "times", "versions")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.filters = FilterRow("Vacancy", "Label", "Recogniser", "Decision", "Decided by", "How")
        (
            self.vacancy_box,
            self.label_box,
            self.recogniser_box,
            self.decision_box,
            self.person_box,
            self.manner_box,
        ) = self.filters.boxes
        self.filters.changed.connect(self._show)
        self.filters.found.hide()  # the line below says it
        self.summary = text("", "strong")
        self.model = ToldRedactionsModel(self)
        self.table = Table("Redactions")
        self.table.setModel(self.model)
        self.table.stretch(6)
        self.table.chosen.connect(self._show_details)
        self.sums_model = EvidenceTableModel(self)
        self.sums = Table("Redactions summed up")
        self.sums.setModel(self.sums_model)
        self.sums.opened.connect(self._narrow)
        self.sums.chosen.connect(self._show_line)
        self.hint = text("", "hint")
        self.none = Empty("search", "No redaction fits", "Change or clear the filters.")
        self.none_button = self.none.add_button(
            button("Clear the filters", self.filters.clear_button.click)
        )
        self.details = Card()
        self.details_heading = text("", "strong")
        self.details_words = text("", "small")
        self.details_words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details.inside.addWidget(self.details_heading)
        self.details.inside.addWidget(self.details_words)
        self.not_as_logged = Note("", "danger")
        self.not_as_logged.hide()
        self.body.addWidget(self.not_as_logged)
        self.body.addWidget(self.filters)
        self.body.addWidget(self._views())
        self.body.addWidget(self.summary)
        self.body.addWidget(self.hint)
        for widget in (self.table, self.sums, self.none):
            self.body.addWidget(widget, 1)
        self.body.addWidget(self.details)
        for hidden in (self.sums, self.none, self.details, self.hint):
            hidden.hide()
        self._reading: EvidenceReading | None = None
        self._forgotten = self._asked = 0

    def _views(self) -> QWidget:
        """Return the choice of what is shown."""
        holder = QWidget()
        flow = FlowLayout(holder)
        self.view_buttons: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        for words in (EACH, *SUMS):
            made = button(words, kind="toggle")
            made.setCheckable(True)
            group.addButton(made)
            flow.addWidget(made)
            self.view_buttons[words] = made
        self.view_buttons[EACH].setChecked(True)
        group.buttonToggled.connect(lambda _made, checked: self._show() if checked else None)
        return holder

    # Reading

    def first(self) -> QWidget | None:
        return self.table if self.table.isVisible() else self.vacancy_box

    def forget(self) -> None:
        self._reading = None
        self._forgotten += 1
        self._asked += 1
        self.not_as_logged.hide()
        self.filters.forget()
        self.model.set_rows([])
        self.sums_model.set_rows([], [])

    def read(self) -> None:
        number = self._forgotten
        self.desk.call(
            _read,
            self._reading.log if self._reading else None,
            done=lambda found: self._arrived(number, *found),
            failed=self.failed.emit,
        )

    def _arrived(self, number: int, reading: EvidenceReading, differing: list[int]) -> None:
        if number != self._forgotten:
            return
        self._reading = reading
        self.not_as_logged.setVisible(bool(differing))
        if differing:
            self.not_as_logged.say(_differing_words(differing), "danger")
        offer = self.filters.offer
        offer(self.vacancy_box, {s.reference: s.reference for s in self.desk.summaries})
        there = {one.redaction.label for one in reading.every}
        offer(self.label_box, {n: look.word for n, look in label_looks().items() if n in there})
        offer(self.recogniser_box, {one: one for one in reading.recognisers})
        offer(self.decision_box, DECISION_WORDS)
        offer(self.person_box, {one: one for one in reading.people})
        offer(self.manner_box, MANNER_WORDS)
        self._show()

    @property
    def only(self) -> EvidenceFilter:
        return EvidenceFilter(
            vacancy=self.vacancy_box.currentData(),
            label=self.label_box.currentData(),
            recogniser=self.recogniser_box.currentData(),
            decision=self.decision_box.currentData(),
            person=self.person_box.currentData(),
            manner=self.manner_box.currentData(),
        )

    # Showing

    @property
    def view(self) -> str:
        """What is shown: each redaction, or one of the tables that sum up."""
        return next(words for words, made in self.view_buttons.items() if made.isChecked())

    def _show(self) -> None:
        """Work out what fits the choices, and show it; there may be tens of thousands."""
        if self._reading is None:
            return
        self._asked += 1
        number, reading, only, view = self._asked, self._reading, self.only, self.view
        self.desk.runner.run(
            lambda _task: _gather(reading, only, view),
            lambda gathered: self._fill(number, gathered),
            self.failed.emit,
        )

    def _fill(self, number: int, gathered: _Gathered) -> None:
        if number != self._asked:
            return
        self.summary.setText(gathered.summary)
        self.summary.setVisible(bool(gathered.summary))
        self.model.set_rows(gathered.redactions)
        shown, rows = self.table, len(gathered.redactions)
        if gathered.table is not None:
            _, said, roomy = SUMS[gathered.view]
            self.sums_model.show_table(gathered.table)
            self.sums.stretch(*roomy, least=22 if len(roomy) > 1 else LEAST_CHARACTERS)
            self.sums.setAccessibleName(f"Redactions: {gathered.view}")
            self.hint.setText(said)
            shown, rows = self.sums, len(gathered.table.rows)
        for widget in (self.table, self.sums):
            widget.setVisible(widget is shown and rows > 0)
        self.hint.setVisible(shown is self.sums and rows > 0)
        self.none.setVisible(rows == 0)
        self._say_none(gathered.view)
        self.details.hide()
        shown.choose_row(0)

    def _say_none(self, view: str) -> None:
        none_yet = self._reading is not None and not self._reading.every
        self.none_button.setVisible(not none_yet)
        if none_yet:
            self.none.say(
                "No redaction yet",
                "They are proposed when applications are added to a vacancy, and stand here from "
                "then on.",
            )
        elif view == EACH:
            self.none.say("No redaction fits", "Change or clear the filters.")
        else:
            self.none.say("Nothing of the kind", "Change or clear the filters.")

    def _show_details(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is None:
            return
        one = row.redaction
        self.details_heading.setText(
            f"Redaction {one.id}: {look_of(one.label).word} in {one.document_id}, characters "
            f"{one.start} to {one.end}"
        )
        said = [
            f"The panel reads {one.replacement or 'nothing'} instead.",
            one.reason,
            f"Proposed {local_time(row.proposed_at)}." if row.proposed_at else "",
            f"Decided under the rule {one.rule}." if one.rule else "",
            f"The reviewer said why: {one.decision_reason}" if one.decision_reason else "",
            "The policy left it to the reviewer." if one.flagged else "",
        ]
        told = [" ".join(part for part in said if part)]
        if row.versions:
            told.append(", ".join(f"{name} {version}" for name, version in row.versions.items()))
        if one.digest:
            told.append(f"Digest {one.digest}")
        self.details_words.setText("\n".join(told))
        self.details.show()

    def _show_line(self, index: QModelIndex) -> None:
        if self.view not in TOLD_IN_FULL or self.sums_model.row_at(index) is None:
            return
        cells = [
            (self.sums_model.headerData(at, Qt.Orientation.Horizontal), index.siblingAtColumn(at))
            for at in range(self.sums_model.columnCount())
        ]
        self.details_heading.setText(self.view)
        self.details_words.setText("; ".join(f"{name}: {cell.data()}" for name, cell in cells))
        self.details.show()

    def _narrow(self, index: QModelIndex) -> None:
        """Show the redactions that a line of the counts counts."""
        row, table = self.sums_model.row_at(index), self.sums_model.shown
        if row is None or table is None or table.columns[0] not in ("label", "recogniser"):
            return
        box = self.label_box if table.columns[0] == "label" else self.recogniser_box
        self.filters.choose(box, str(row[0]))
        self.view_buttons[EACH].setChecked(True)
        self.table.show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _read(s: Session, before: LogReading | None) -> tuple[EvidenceReading, list[int]]:
    """Return what evidence is drawn from, and the redactions that are not as the log says."""
    reading = read_evidence(s, before=before)
    every = (one.redaction for one in reading.every)
    return reading, not_as_logged(reading.log.entries, every)


def _differing_words(differing: list[int]) -> str:
    named = ", ".join(map(str, differing[:NAMED])) + (" …" if len(differing) > NAMED else "")
    many = len(differing) > 1
    return (
        f"{count(len(differing), 'redaction')} {'are' if many else 'is'} not as the log says "
        f"{'they were' if many else 'it was'} decided: {named}. Verify the log, and compare the "
        "workspace with a backup."
    )


def _gather(reading: EvidenceReading, only: EvidenceFilter, view: str) -> _Gathered:
    redactions = reading.redactions(only)
    table = SUMS[view][0](reading, only) if view in SUMS else None
    return _Gathered(view, redactions, _summary(redactions), table)


def _summary(redactions: list[ToldRedaction]) -> str:
    decided = Counter(row.redaction.decision for row in redactions)
    by_rule = sum(bool(row.redaction.rule) for row in redactions)
    parts = [
        f"{decided[name]} {words.lower()}"
        for name, words in DECISION_WORDS.items()
        if decided[name]
    ]
    unread = f" {by_rule} were decided under a rule, unread." if by_rule else ""
    return f"{count(len(redactions), 'redaction')}: {', '.join(parts)}.{unread}" if parts else ""
