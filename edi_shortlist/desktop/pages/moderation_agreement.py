"""How well a panel agrees, by criterion and by panellist, with drawn intervals and what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.widgets.basics import Card, Note, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.interval_bar import IntervalBar
from edi_shortlist.recruitment.agreement import (
    RELIABLE,
    TENTATIVE,
    Band,
    CriterionAgreement,
    Estimate,
    PanellistAgreement,
    Silence,
)
from edi_shortlist.workflow.agreement import AgreementReport, agreement_of, words

TONES = {Band.RELIABLE: "success", Band.TENTATIVE: "warning", Band.POOR: "danger"}
ABOUT = (
    "Agreement is Krippendorff’s alpha: 1 where everybody gives the same, 0 where it is as by "
    "chance. From 0.80 on it is good; below 0.67 little (Krippendorff, 2004). The line is the "
    "95 % interval. It is reckoned from the independent scores, before anything was agreed."
)


class AgreementTab(QScrollArea):
    """The agreement of the panel in hand.

    Signals:
        failed: sentences; nothing can be shown.
    """

    heading = "Agreement"
    failed = Signal(list)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("pageScroll")
        self.setWidgetResizable(True)
        self.setAccessibleName("How well the panel agrees")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setObjectName("canvas")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(12)
        self.summary = Note("", "neutral")
        column.addWidget(self.summary)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(10)
        column.addLayout(self._cards)
        column.addWidget(text(ABOUT, "small"))
        column.addStretch(1)
        self.setWidget(inner)
        self.cards: list[Card] = []

    def read(self) -> None:
        """Reckon the agreement; with thousands of candidates it takes a moment."""
        if not self.cards:
            self.summary.say("The agreement is reckoned…", "neutral")
        self._desk.call(
            agreement_of,
            self._desk.reference or "",
            done=self._show,
            failed=self._not_reckoned,
            long=True,
        )

    def forget(self) -> None:
        """Show nothing of the vacancy that was in hand before."""
        for card in self.cards:
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []

    def _not_reckoned(self, sentences: list[str]) -> None:
        self.forget()
        self.summary.hide()
        self.failed.emit(sentences)

    def _show(self, report: AgreementReport) -> None:
        if report.vacancy != self._desk.reference:
            return
        self.forget()
        said = words.summary(report.found)
        told = [one.alpha for one in report.found.criteria if isinstance(one.alpha, Estimate)]
        poor = any(one.band is Band.POOR for one in told)
        self.summary.say(said, "warning" if poor else "success" if told else "neutral")
        self.summary.show()
        for criterion in report.found.criteria:
            self._add(_criterion_card(criterion))
        for panellist in report.found.panellists:
            self._add(_panellist_card(panellist, report.candidates))

    def _add(self, card: Card) -> None:
        self._cards.addWidget(card)
        self.cards.append(card)


def _criterion_card(one: CriterionAgreement) -> Card:
    card = Card(one.criterion)
    grid = _grid(card)
    figure = words.figure_words(one.alpha, one.candidates)
    _row(grid, 0, words.band_words(one.alpha), one.alpha, figure)
    _say(card, words.criterion_sentences(one))
    _name(card, [one.criterion, words.band_words(one.alpha), figure])
    return card


def _panellist_card(one: PanellistAgreement, candidates: int) -> Card:
    card = Card(one.panellist)
    grid = _grid(card)
    figure = words.figure_words(one.alpha, candidates)
    _row(grid, 0, "With the others", one.alpha, figure)
    line = QWidget()
    flow = FlowLayout(line, gap=18)
    for said in _figures(one, candidates):
        flow.addWidget(text(said, "hint", wrap=False))
    card.inside.addWidget(line)
    _say(card, words.panellist_sentences(one))
    _name(card, [one.panellist, f"with the others {figure}", *_figures(one, candidates)])
    return card


def _figures(one: PanellistAgreement, candidates: int) -> list[str]:
    found = [f"Mean {one.mean:.2f}", f"Spread {one.spread:.2f}"]
    for name, figure in (("Beside the others", one.apart), ("First to last", one.drift)):
        said = words.figure_words(figure, candidates)
        found.append(f"{name}: {said}")
    return found


def _grid(card: Card) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setColumnStretch(1, 1)
    letter = QFontMetrics(QApplication.font()).averageCharWidth()
    grid.setColumnMinimumWidth(0, 18 * letter)  # so that the bars of all cards stand in line
    grid.setColumnMinimumWidth(2, 21 * letter)
    card.inside.addLayout(grid)
    return grid


def _row(grid: QGridLayout, row: int, label: str, found: Estimate | Silence, figure: str) -> None:
    grid.addWidget(text(label, "strong", wrap=False), row, 0)
    bar = IntervalBar(0, 1, (TENTATIVE, RELIABLE))
    if isinstance(found, Estimate):
        drawn = (found.value, found.low, found.high)
        bar.show_figure(drawn, TONES[found.band], f"Agreement {figure}")
    else:
        bar.show_figure(None, "accent", f"No figure: {figure}")
    grid.addWidget(bar, row, 1)
    grid.addWidget(text(figure, wrap=isinstance(found, Silence)), row, 2)


def _say(card: Card, sentences: list[str]) -> None:
    if sentences:
        card.inside.addWidget(text(" ".join(sentences)))


def _name(card: Card, parts: list[str]) -> None:
    card.setAccessibleName("; ".join(parts))
