"""Decisions after the lock: a late declaration or withdrawal, a corrected score, another drawing.
Each shows what it would change before it is made."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.frame import Frame
from edi_shortlist.desktop.models.audit import local_time
from edi_shortlist.desktop.models.drawing import ChangesModel
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.basics import Card, Note, text
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.recruitment.plain_words import listed
from edi_shortlist.recruitment.scheme import Scheme
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow import drawing_again, late_declarations, score_corrections
from edi_shortlist.workflow.applications import ApplicationSummary
from edi_shortlist.workflow.decision_reasons import Against, usual_reasons
from edi_shortlist.workflow.drawing_again import Difference
from edi_shortlist.workflow.late_declarations import ProvedDecision

AGREED = "What the panel agreed"


def difference_words(found: Difference | None) -> str:
    """Say what a drawing changes, or would change."""
    if found is None:
        return "The shortlist is not drawn yet; it will go by this when it is."
    if not found.changes:
        return "Nobody’s total, place or invitation changes."
    before, now = found.invited
    was = "as before" if before == now else f"before it was {before}"
    said = [f"{count(now, 'candidate')} {'is' if now == 1 else 'are'} invited, {was}."]
    for words, names in (
        ("Invited as well", found.added),
        ("Not invited any more", found.removed),
        ("Keeps the invitation that was given", found.kept),
    ):
        if names:
            said.append(f"{words}: {listed(names)}.")
    moved = [one for one in found.changes if one.total[0] != one.total[1]]
    ranks = [one for one in found.changes if one.rank[0] != one.rank[1]]
    if moved or ranks:
        places = count(len(ranks), "place")
        said.append(f"Changed: {count(len(moved), 'total')}, {places} on the merit list.")
    return " ".join(said)


class AfterLockDialog(Frame):
    """What such decisions share: what would change, and invitations that are to be withdrawn.

    Attributes:
        outcome: the ``Difference``, or None where the shortlist is not drawn yet.
    """

    def __init__(
        self, desk: Desk, parent: QWidget | None, ref: str, heading: str, lede: str, act: str
    ) -> None:
        super().__init__(parent, heading, lede, act)
        self._desk, self._ref = desk, ref
        self.change = Note("Choose what is to be decided.", "neutral")
        self._asked = 0
        self.withdrawn: dict[str, QCheckBox] = {}
        self._withdrawals = QVBoxLayout()
        self.may_withdraw = text(
            "Withdraw the invitation that was given, for the reason above:", "strong"
        )
        self.may_withdraw.hide()

    def _finish(self) -> None:
        """Put what would change at the end."""
        self.column.addWidget(self.change)
        self.column.addWidget(self.may_withdraw)
        self.column.addLayout(self._withdrawals)
        self.column.addStretch(1)
        self.fit()

    def preview(self, verb: Callable[..., Any], *arguments: Any) -> None:
        """Ask what would change; an answer to an earlier question is dropped."""
        self._asked += 1
        number = self._asked
        self._desk.call(
            verb,
            self._ref,
            *arguments,
            done=lambda found: self._previewed(number, found),
            failed=lambda sentences: self._not_previewed(number, sentences),
        )

    def _previewed(self, number: int, found: Difference | None) -> None:
        if number != self._asked:
            return
        self.act.setEnabled(True)
        self.change.say(difference_words(found), "neutral")
        self._offer_withdrawals(found.kept if found else ())

    def _not_previewed(self, number: int, sentences: list[str]) -> None:
        if number == self._asked:
            self.act.setEnabled(False)
            self.change.say(" ".join(sentences), "warning")
            self._offer_withdrawals(())

    def _offer_withdrawals(self, names: tuple[str, ...]) -> None:
        for box in self.withdrawn.values():
            self._withdrawals.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.withdrawn = {}
        self.may_withdraw.setVisible(bool(names))
        for name in names:
            box = QCheckBox(name)
            box.setAccessibleName(f"Withdraw the invitation of {name}")
            self.withdrawn[name] = box
            self._withdrawals.addWidget(box)
        self.fit()

    def _to_withdraw(self, reason: str) -> dict[str, str]:
        return {name: reason for name, box in self.withdrawn.items() if box.isChecked()}


class LateDeclarationDialog(AfterLockDialog):
    """Which schemes count as declared from now on. All of it goes into the vault."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        ref: str,
        applications: list[ApplicationSummary],
        chosen: str | None,
    ) -> None:
        super().__init__(
            desk,
            parent,
            ref,
            "Late declaration or withdrawal",
            "A decision with its reason. The vault keeps who, what and why; the log says only that "
            "it was decided. The lots stay as they were drawn.",
            "Decide it",
        )
        self._applications = {one.candidate: one for one in applications}
        self.candidate = QComboBox()
        self.candidate.addItems(list(self._applications))
        self.candidate.setCurrentIndex(max(self.candidate.findText(chosen or ""), 0))
        self.labelled("Candidate", self.candidate)
        self.column.addWidget(text("Declared for, from now on", "strong"))
        self.choices: dict[str, QCheckBox] = {}
        for scheme in desk.schemes.values():
            choice = QCheckBox(scheme.name)
            choice.toggled.connect(lambda _on: self._ask())
            self.choices[scheme.id] = choice
            self.column.addWidget(choice)
        self.reason = self.field("Why", "For example: the box on the paper form was overlooked")
        self.decided_by = self.field("Who decided it")
        self.candidate.currentIndexChanged.connect(lambda _at: self._taken())
        self._finish()
        self._taken()

    @property
    def schemes(self) -> list[str]:
        """The ids of the schemes that are ticked."""
        return [one for one, choice in self.choices.items() if choice.isChecked()]

    def _taken(self) -> None:
        application = self._applications.get(self.candidate.currentText())
        declared = application.declarations or () if application else ()
        for one, choice in self.choices.items():
            choice.blockSignals(True)
            choice.setChecked(one in declared)
            choice.blockSignals(False)
        self._ask()

    def _ask(self) -> None:
        self.preview(
            late_declarations.preview_declarations, self.candidate.currentText(), self.schemes
        )

    def confirm(self) -> None:
        reason = self.reason.text().strip()
        self.run(
            self._desk,
            late_declarations.decide_declarations,
            self._ref,
            self.candidate.currentText(),
            self.schemes,
            reason,
            self.decided_by.text(),
            withdraw=self._to_withdraw(reason),
            at=self.reason if not reason else self.decided_by,
        )


class CorrectScoreDialog(AfterLockDialog):
    """Another level in place of one that was locked; the log keeps it with its reason."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        vacancy: Vacancy,
        candidates: list[str],
        chosen: str | None,
    ) -> None:
        super().__init__(
            desk,
            parent,
            vacancy.reference,
            "Correct a score",
            "The log keeps the correction with its reason. A shortlist that was drawn is drawn "
            "again, and the earlier one is kept.",
            "Correct it",
        )
        self.candidate = self._box("Candidate", [(one, one) for one in candidates])
        self.candidate.setCurrentIndex(max(self.candidate.findText(chosen or ""), 0))
        self.panellist = self._box(
            "Whose score", [(one, one) for one in vacancy.panel] + [(AGREED, None)]
        )
        self.criterion = self._box(
            "Criterion",
            [(f"{one.id}  {one.text}", one.id) for one in vacancy.assessed_at_application],
        )
        self.level = self._box(
            "The score as it should be",
            [(f"{one} {vacancy.scale.name(one)}", one) for one in vacancy.scale.scores],
        )
        self.reason = self._box("Why", [(one, one) for one in usual_reasons(Against.LOCKED)])
        self.own = self.field(
            "Or in your own words", "For the log: nothing about the applicant, and no scheme"
        )
        self.decided_by = self.field("Who decided it")
        for box in (self.candidate, self.panellist, self.criterion, self.level):
            box.currentIndexChanged.connect(lambda _at: self._ask())
        self._finish()
        self._ask()

    def _box(self, label: str, items: list[tuple[str, Any]]) -> QComboBox:
        box = QComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for words, value in items:
            box.addItem(words, value)
        self.labelled(label, box)
        return box

    @property
    def _score(self) -> tuple[str, str | None, str, int]:
        return (
            self.candidate.currentText(),
            self.panellist.currentData(),
            self.criterion.currentData(),
            self.level.currentData(),
        )

    def _ask(self) -> None:
        self.preview(score_corrections.preview_correction, *self._score)

    def confirm(self) -> None:
        reason = self.own.text().strip() or self.reason.currentText()
        self.run(
            self._desk,
            score_corrections.correct_score,
            self._ref,
            *self._score,
            reason,
            self.decided_by.text(),
            withdraw=self._to_withdraw(reason),
            at=self.own if self.own.text().strip() else self.decided_by,
        )


class DrawAgainDialog(AfterLockDialog):
    """Another drawing on what is stored now, say after an applicant withdrew and was erased."""

    def __init__(self, desk: Desk, parent: QWidget | None, ref: str) -> None:
        super().__init__(
            desk,
            parent,
            ref,
            "Draw the shortlist again?",
            "The rules are applied again to the applications and scores that are here now, with "
            "the same lots. The earlier shortlist is kept.",
            "Draw it again",
        )
        self.reason = self.field("Why an invitation is withdrawn, if one is")
        self._finish()
        self.preview(drawing_again.preview_again)

    def confirm(self) -> None:
        self.run(
            self._desk,
            drawing_again.draw_again,
            self._ref,
            withdraw=self._to_withdraw(self.reason.text().strip()),
            at=self.reason,
        )


class DifferenceDialog(Frame):
    """What the last drawing changed, candidate by candidate."""

    def __init__(self, parent: QWidget | None, found: Difference) -> None:
        super().__init__(
            parent,
            f"What drawing {found.drawing} changed",
            "The earlier shortlist is kept in the vault. The manager is told the numbers only.",
            "Done",
        )
        self.cancel.hide()
        self.note = Note(difference_words(found), "neutral")
        self.column.addWidget(self.note)
        self.model = ChangesModel(self)
        self.model.set_rows(found.changes)
        self.table = Table("What changed")
        self.table.setModel(self.model)
        self.table.stretch(4)
        self.table.setMinimumHeight(220)
        self.column.addWidget(self.table, 1)
        self.fit()

    def confirm(self) -> None:
        self.accept()


class DecidedDialog(Frame):
    """What was decided on declarations after the lock, held against the log."""

    def __init__(
        self, parent: QWidget | None, found: list[ProvedDecision], schemes: Mapping[str, Scheme]
    ) -> None:
        super().__init__(
            parent,
            "Declarations decided after the lock",
            "All of it stays in the vault. The log has a digest of each, by which it is checked "
            "that nothing was altered since.",
            "Done",
        )
        self.cancel.hide()
        self.cards = []
        for one in found:
            decision = one.decision
            card = Card(decision.candidate)
            before, after = (
                ", ".join(schemes[name].name if name in schemes else name for name in names)
                for names in (decision.before, decision.after)
            )
            card.inside.addWidget(text(f"{before or 'None'} → {after or 'none'}", "strong"))
            card.inside.addWidget(text(decision.reason))
            card.inside.addWidget(
                text(
                    f"Decided by {decision.decided_by}; written down by {decision.actor}, "
                    f"{local_time(decision.at)}",
                    "small",
                )
            )
            if not one.proved:
                altered = "This is not the decision whose digest the log has."
                card.inside.addWidget(Note(altered, "danger"))
            self.cards.append(card)
            self.column.addWidget(card)
        if not found:
            self.column.addWidget(text("Nothing was decided yet.", "lede"))
        self.column.addStretch(1)
        self.fit()

    def confirm(self) -> None:
        self.accept()
