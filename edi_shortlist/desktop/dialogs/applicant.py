"""What data protection asks for one applicant: erasing, and a copy of all that is held."""

from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.desktop.dialogs.frame import Frame, Problems
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.basics import Note, button
from edi_shortlist.workflow import erasing, subject_access
from edi_shortlist.workflow.erasing import Erasure, Ground
from edi_shortlist.workflow.states import VacancyState

GROUNDS = {
    Ground.REQUESTED: "The applicant asked for it",
    Ground.WITHDREW: "The applicant withdrew",
    Ground.MISTAKE: "It came in by mistake",
}


def what_goes(erasure: Erasure) -> list[str]:
    """Return what erasing an applicant takes away, a sentence a line."""
    counted = ", ".join(
        (
            count(erasure.documents, "document"),
            count(erasure.redactions, "redaction"),
            count(erasure.scores, "score"),
        )
    )
    said = [
        f"{counted}: erased from both files, originals too.",
        "Identity, declarations, adjustments, monitoring answers and the explanation of the "
        "outcome are erased too.",
    ]
    if erasure.place_kept:
        said.append("The place in the shortlist stays, as the bare reference with its figures.")
    if erasure.state is VacancyState.LOCKED:
        said.append("The scores are locked and the shortlist is not drawn: who is ranked changes.")
    said.append(
        "The log keeps that it was done, without a name. It cannot be taken back. Packs, copies "
        "and backups made before are not reached."
    )
    return said


class EraseDialog(ConfirmDialog):
    """Asks once, with the reference typed, and erases. The outcome is the erasure."""

    def __init__(self, desk: Desk, parent: QWidget | None, erasure: Erasure, name: str) -> None:
        # The name stands inside: the heading is also the window's title, which others may see.
        super().__init__(
            parent,
            f"Erase {erasure.candidate}?",
            what_goes(erasure),
            "Erase for good",
            lede=f"This is {name}." if name else "The applicant's name is not known.",
        )
        self._desk = desk
        self._erasure = erasure
        self.ground = QComboBox()
        self.ground.setPlaceholderText("Choose the reason")
        for ground, words in GROUNDS.items():
            self.ground.addItem(words, ground)
        self.ground.setCurrentIndex(-1)
        self.labelled("Why", self.ground, "One of these, since free words might name somebody.")
        self.typed = self.field(f"Type {erasure.candidate} to confirm")
        self.enter_acts()
        self.column.addStretch(1)
        self.fit()

    def confirm(self) -> None:
        problems: Problems = []
        if self.ground.currentIndex() < 0:
            problems.append(("Choose why the applicant is erased.", self.ground))
        if self.typed.text().strip().upper() != self._erasure.candidate:
            problems.append(
                (f"Type the reference {self._erasure.candidate} to confirm.", self.typed)
            )
        if problems:
            self.show_problems(problems)
            return
        self.run(
            self._desk,
            erasing.erase,
            self._erasure.vacancy,
            self._erasure.candidate,
            self.ground.currentData(),
            at=self.typed,
            long=True,
        )


class SubjectAccessDialog(Frame):
    """Asks where the bundle is written, and writes it. The outcome is the bundle."""

    def __init__(self, desk: Desk, parent: QWidget | None, vacancy: str, candidate: str) -> None:
        super().__init__(
            parent,
            f"All that is held on {candidate}",
            "A ZIP with a page to read, the originals, and the copies that the panel reads. Other "
            "applicants are left out. The answer is due within one month of the request.",
            "Write the bundle",
        )
        self._desk = desk
        self._vacancy, self._candidate = vacancy, candidate
        self.path = QLineEdit()
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.path, 1)
        row.addWidget(button("Choose…", self._choose, icon="folder"))
        self.labelled("File", both, "A new file that ends in .zip.")
        both.setFocusProxy(self.path)
        self.path.setAccessibleName("File")
        self.name_staff = QCheckBox("Name panellists and staff")
        self.column.addSpacing(4)
        self.column.addWidget(self.name_staff)
        self.column.addWidget(
            Note(
                "Otherwise they are told by their part, such as panellist 1. Name them only where "
                "they agreed, or where that is reasonable.",
                "neutral",
            )
        )
        self.column.addWidget(
            Note(
                "The bundle is not encrypted: whoever has it can read it. Check who asks, send it "
                "by a safe way to the applicant alone, and delete it once it is sent.",
                "warning",
            )
        )
        self.column.addStretch(1)
        self.path.setFocus()
        self.fit()

    def _choose(self) -> None:
        start = self.path.text().strip() or f"{self._candidate}.zip"
        chosen, _kind = QFileDialog.getSaveFileName(
            self, "Where to write the bundle", start, "ZIP (*.zip)"
        )
        if chosen:
            self.path.setText(chosen)

    def confirm(self) -> None:
        words = self.path.text().strip()
        if not words.lower().endswith(".zip"):
            self.show_problems([("Choose a file that ends in .zip.", self.path)])
            return
        self.run(
            self._desk,
            subject_access.subject_access,
            self._vacancy,
            self._candidate,
            Path(words).expanduser(),
            name_staff=self.name_staff.isChecked(),
            at=self.path,
            long=True,
        )
