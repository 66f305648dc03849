"""The redaction in question: what it hides, why, how sure, and the buttons that decide it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from edi_shortlist.desktop.labels import look_of
from edi_shortlist.desktop.models.redactions import DECISION_WORDS, certainty
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.desktop.widgets.basics import button, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.workflow.reviewing import Redaction, against_of


class DecisionCard(QFrame):
    """Says what is decided and has the buttons; the page does the deciding."""

    accept = Signal()
    reject = Signal()
    relabel = Signal()
    explain = Signal()
    forward = Signal()
    hide_selection = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._redaction: Redaction | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(10)
        self.tag = QLabel()
        self.passage = text("", "strong")
        self.facts = text("", "small", wrap=False)
        row.addWidget(self.tag)
        row.addWidget(self.passage, 1)
        row.addWidget(self.facts)
        column.addLayout(row)
        self.reason = text("", "hint")
        column.addWidget(self.reason)
        holder = QWidget()
        flow = FlowLayout(holder)
        self.accept_button = button(
            "Accept (A)", self.accept.emit, kind="primary", icon="accept", tip="Hide this passage"
        )
        self.reject_button = button(
            "Reject (R)", self.reject.emit, icon="reject", tip="Keep this passage as it is"
        )
        self.label_button = button(
            "Change label (L)", self.relabel.emit, icon="label", tip="Say what it really is"
        )
        self.reason_button = button(
            "Why… (Y)", self.explain.emit, icon="info", tip="Reject it and say why"
        )
        self.next_button = button("Next (N)", self.forward.emit, icon="next", tip="Next undecided")
        self.hide_button = button(
            "Hide selection (H)",
            self.hide_selection.emit,
            icon="eye-off",
            tip="Select words in the original, then hide them",
        )
        self.hide_button.setEnabled(False)
        for one in (
            self.accept_button,
            self.reject_button,
            self.reason_button,
            self.label_button,
            self.next_button,
            self.hide_button,
        ):
            flow.addWidget(one)
        column.addWidget(holder)
        appearance().changed.connect(self._paint_tag)
        self.show_redaction(None, "")

    def show_redaction(self, redaction: Redaction | None, passage: str) -> None:
        """Show a redaction and the words it hides, or nothing."""
        self._redaction = redaction
        for one in (
            self.accept_button,
            self.reject_button,
            self.reason_button,
            self.label_button,
        ):
            one.setEnabled(redaction is not None)
        decided = redaction is not None and against_of(redaction) is not None
        self.reason_button.setToolTip(
            "Say why, for the log" if decided else "Reject it and say why"
        )
        self.tag.setVisible(redaction is not None)
        if redaction is None:
            self.passage.setText("Nothing is chosen")
            self.facts.setText("")
            self.reason.setText("Choose a marked passage, or select words to hide more.")
            return
        self.passage.setText(f"“{passage}”")
        decision = DECISION_WORDS[redaction.decision]
        if redaction.decided_by:
            decision += f" by {redaction.decided_by}"
        self.facts.setText(f"{decision} · {certainty(redaction.score)}")
        instead = f"Becomes {redaction.replacement}. " if redaction.replacement else ""
        asked = "The policy asks you whether to hide it. " if redaction.flagged else ""
        why = f" Reason given: {redaction.decision_reason}" if redaction.decision_reason else ""
        self.reason.setText(
            f"{redaction.reason} {asked}{instead}Found by: {redaction.source}.{why}"
        )
        self._paint_tag()

    def _paint_tag(self) -> None:
        if self._redaction is None:
            return
        look, dark = look_of(self._redaction.label), appearance().theme.dark
        self.tag.setText(look.word)
        self.tag.setToolTip(look.about)
        self.tag.setStyleSheet(
            f"background: {look.fill(dark)}; color: {look.ink(dark)}; "
            "border-radius: 5px; padding: 3px 9px; font-weight: 600;"
        )
