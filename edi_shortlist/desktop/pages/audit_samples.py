"""Samples: how many documents to check again, drawing them, and what each sample says so far."""

from decimal import Decimal

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.models.samples import SamplesModel
from edi_shortlist.desktop.pages.audit_check import CheckSample
from edi_shortlist.desktop.pages.audit_tab import AuditTab
from edi_shortlist.desktop.widgets.basics import Card, Empty, Note, button, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.workflow import sampling
from edi_shortlist.workflow.evidence_filter import EvidenceFilter
from edi_shortlist.workflow.sampling import SamplePlan, SampleRecord, SampleResult
from edi_shortlist.workflow.states import Verb, is_allowed


class SamplesTab(AuditTab):
    """Draw samples of documents, and check one of them."""

    words = "Samples"
    tables = ("samples", "sample_documents")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.overview = QWidget()
        column = QVBoxLayout(self.overview)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.drawing = DrawCard(desk)
        self.drawing.drawn.connect(self._drawn)
        self.drawing.failed.connect(self.failed)
        self.model = SamplesModel(self)
        self.table = Table("Samples")
        self.table.setModel(self.model)
        self.table.stretch(3)
        self.table.chosen.connect(self._tell)
        self.table.opened.connect(self._open_row)
        self.none = Empty(
            "search",
            "No sample yet",
            "Draw one above: then check each of its documents with an HR officer beside you, who "
            "has the original.",
        )
        self.result = Note("", "neutral")
        self.open_button = button(
            "Check its documents",
            lambda: self._open_row(self.table.currentIndex()),
            kind="primary",
            icon="next",
            tip="Enter",
        )
        self.result.row.addWidget(self.open_button)
        for widget in (self.table, self.none):
            column.addWidget(widget, 1)
            widget.hide()
        column.insertWidget(0, self.drawing)
        column.addWidget(self.result)
        self.result.hide()
        self.check = CheckSample(desk)
        self.check.hide()
        self.check.left.connect(self._leave)
        self.check.said.connect(self.said)
        self.check.failed.connect(self.failed)
        self.check.wants_vault.connect(self.wants_vault)
        self.body.addWidget(self.overview, 1)
        self.body.addWidget(self.check, 1)

    # Reading

    def first(self) -> QWidget | None:
        if not self.check.isHidden():
            return self.check.leaks
        return self.table if self.model.rows else self.drawing.vacancy_box

    def forget(self) -> None:
        self.model.set_rows([])
        self.drawing.forget()
        self._show(self.overview)
        self.check.forget()

    def read(self) -> None:
        self.drawing.offer()
        self.desk.call(sampling.list_samples, done=self._fill, failed=self.failed.emit)
        if not self.check.isHidden():
            self.check.read()

    def _fill(self, found: list[SampleResult]) -> None:
        current = self.model.row_at(self.table.current_row())
        self.model.set_rows(list(reversed(found)))
        self.table.setVisible(bool(found))
        self.none.setVisible(not found)
        self.result.setVisible(bool(found))
        at = self.model.find(lambda r: current is not None and r.sample.id == current.sample.id)
        self.table.choose_row(max(at, 0))

    def _tell(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is not None:
            self.result.say(f"Sample {row.sample.id}. {' '.join(row.sentences)}", tone_of(row))

    @property
    def only(self) -> EvidenceFilter:
        return EvidenceFilter(vacancy=None if self.check.isHidden() else self.check.reference)

    # Drawing and checking

    def _drawn(self, record: SampleRecord) -> None:
        self.said.emit(f"Sample {record.id} is drawn with seed {record.seed}, as the log says too.")
        self.open_sample(record)

    def _open_row(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is not None:
            self.open_sample(row.sample)

    def open_sample(self, record: SampleRecord) -> None:
        """Show the documents of a sample, one by one."""
        self._show(self.check)
        self.check.open(record)

    def _leave(self) -> None:
        self._show(self.overview)
        self.check.forget()
        self.read()
        self.table.setFocus()

    def _show(self, widget: QWidget) -> None:
        for one in (self.overview, self.check):
            one.setVisible(one is widget)


def tone_of(result: SampleResult) -> str:
    """Return the tone in which a sample's result is told."""
    if result.rate is None:
        return "neutral"
    return "danger" if result.leaking else "success"


class DrawCard(Card):
    """How sure and how strict one wants to be, and how many documents that takes.

    Signals:
        drawn: a ``SampleRecord`` was drawn.
        failed: sentences; nothing was drawn.
    """

    drawn = Signal(object)
    failed = Signal(list)

    def __init__(self, desk: Desk) -> None:
        super().__init__("Draw a sample of documents to check again")
        self._desk = desk
        self._asked = 0
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(150)
        self._waiting.timeout.connect(self.plan)
        self.vacancy_box = QComboBox()
        self.vacancy_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.vacancy_box.activated.connect(lambda _row: self.plan())
        self.confidence = PerCentBox(95, 50, 99.9)
        self.tolerated = PerCentBox(2, 0, 50)
        for box in (self.confidence, self.tolerated):
            box.valueChanged.connect(lambda _value: self._waiting.start())
        self.seed = QLineEdit()
        self.seed.setPlaceholderText("random")
        self.seed.setToolTip(
            "A whole number that the drawing depends on, for instance one that was thrown with "
            "dice. The log keeps it, so that anybody can draw the sample again."
        )
        self.draw_button = button("Draw the sample", self.draw, kind="primary", icon="add")
        holder = QWidget()
        flow = FlowLayout(holder, gap=14)
        for words, widget in (
            ("Vacancy", self.vacancy_box),
            ("How sure", self.confidence),
            ("May leak at most", self.tolerated),
            ("Seed", self.seed),
        ):
            flow.addWidget(_labelled(words, widget))
        self.inside.addWidget(holder)
        self.sentence = text("")
        self.inside.addWidget(self.sentence)
        foot = QWidget()
        FlowLayout(foot).addWidget(self.draw_button)
        self.inside.addWidget(foot)

    def forget(self) -> None:
        """Offer no vacancy."""
        self._asked += 1
        self.vacancy_box.clear()
        self.sentence.clear()

    def offer(self) -> None:
        """Offer the vacancies whose documents are in; the one in hand first."""
        chosen = self.vacancy_box.currentData() or self._desk.reference
        there = [s for s in self._desk.summaries if is_allowed(Verb.SAMPLE, s.state)]
        self.vacancy_box.clear()
        for summary in there:
            self.vacancy_box.addItem(summary.reference, summary.reference)
        self.vacancy_box.setCurrentIndex(max(self.vacancy_box.findData(chosen), 0))
        self.plan()

    @property
    def _wanted(self) -> tuple[str, str, str]:
        return (
            str(self.vacancy_box.currentData()),
            _share(self.confidence.value()),
            _share(self.tolerated.value()),
        )

    def plan(self) -> None:
        """Say how many documents would be drawn, and what they could show."""
        self._asked += 1
        number = self._asked
        self.draw_button.setEnabled(False)
        if self.vacancy_box.count() == 0:
            self.sentence.setText(
                "No vacancy has all its applications in yet. Import them first; then a sample can "
                "be drawn."
            )
            return
        self._desk.call(
            sampling.plan_sample,
            *self._wanted,
            done=lambda plan: self._planned(number, plan),
            failed=lambda said: self._not_planned(number, said),
        )

    def _planned(self, number: int, plan: SamplePlan) -> None:
        if number == self._asked:
            self.sentence.setText(plan.sentence)
            self.draw_button.setEnabled(True)

    def _not_planned(self, number: int, sentences: list[str]) -> None:
        if number == self._asked:
            self.sentence.setText(" ".join(sentences))

    def draw(self) -> None:
        """Draw the sample."""
        self.draw_button.setEnabled(False)
        self._desk.call(
            sampling.draw_sample,
            *self._wanted,
            self.seed.text(),
            done=self._drawn,
            failed=self._not_drawn,
        )

    def _drawn(self, record: SampleRecord) -> None:
        self.draw_button.setEnabled(True)
        self.seed.clear()
        self.drawn.emit(record)

    def _not_drawn(self, sentences: list[str]) -> None:
        self.draw_button.setEnabled(True)
        self.failed.emit(sentences)


class PerCentBox(QDoubleSpinBox):
    """A share in per cent, with a decimal where it has one."""

    def __init__(self, value: float, least: float, most: float) -> None:
        super().__init__()
        self.setDecimals(1)
        self.setRange(least, most)
        self.setSuffix(" %")
        self.setValue(value)
        self.lineEdit().setTextMargins(7, 0, 0, 0)

    def textFromValue(self, value: float) -> str:
        return f"{value:.1f}".removesuffix(".0")


def _share(per_cent: float) -> str:
    """Return a share as a decimal fraction, exactly as it was typed: 2.0 is ``0.02``."""
    return f"{(Decimal(f'{per_cent:.1f}') / 100).normalize():f}"


def _labelled(words: str, widget: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    label = text(words, "strong", wrap=False)
    label.setBuddy(widget)
    widget.setAccessibleName(words)
    column.addWidget(label)
    column.addWidget(widget)
    return holder
