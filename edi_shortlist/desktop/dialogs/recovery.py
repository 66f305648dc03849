"""The recovery code: shown once, to be printed or written down; and a new passphrase by it."""

import html
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QFont, QFontDatabase, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.frame import Frame, Problems
from edi_shortlist.desktop.dialogs.passphrase import NewPassphrase, OfficerChoice
from edi_shortlist.desktop.printing import print_sheet
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.desktop.widgets.basics import Card, Note, button, text
from edi_shortlist.desktop.widgets.page import open_dialog
from edi_shortlist.workflow import officers

_GROUPS_A_LINE = 4
KEEP = (
    "Keep the sheet locked away, apart from this computer and its backups: whoever has it and the "
    "workspace can open the vault."
)


def code_lines(code: str) -> str:
    """Return a code on as many lines as it takes to be read with ease."""
    groups = code.split("-")
    return "\n".join(
        "-".join(groups[at : at + _GROUPS_A_LINE]) for at in range(0, len(groups), _GROUPS_A_LINE)
    )


def sheet(code: str, workspace: str, day: str) -> str:
    """Return the sheet with a code, as HTML to be printed."""
    lines = html.escape(code_lines(code)).replace("\n", "<br>")
    return (
        f"<h1>Recovery code</h1><p>of the EDI Shortlist workspace <b>{html.escape(workspace)}</b>, "
        f"made on {day}</p><p style='font: 20pt monospace;'>{lines}</p>"
        "<p>It sets a new passphrase of an HR officer if every passphrase is lost: in the program "
        "choose <b>Forgotten passphrase?</b> where the vault is opened. It works once. A code made "
        f"later ends this one.</p><p>{html.escape(KEEP)}</p>"
    )


class CodeDialog(Frame):
    """Shows a code, once. It closes when the person says that it is on paper."""

    def __init__(self, parent: QWidget | None, code: str, workspace: str) -> None:
        super().__init__(
            parent,
            "The recovery code",
            "It is shown this once. Print it, or write it down; the letters O, I and L are not "
            "used.",
            "Done",
        )
        self._code = code
        self._workspace = workspace
        self.cancel.hide()
        card = Card()
        self.code = text(code_lines(code))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(appearance().points * 1.5)
        font.setWeight(QFont.Weight.DemiBold)
        self.code.setFont(font)
        self.code.setStyleSheet(f"font-size: {font.pointSizeF():.1f}pt;")
        self.code.setAccessibleName("Recovery code")
        self.code.setAccessibleDescription(code)
        self.code.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        card.inside.addWidget(self.code)
        self.print_button = button("Print…", self._print, icon="file")
        card.inside.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(card)
        self.column.addWidget(Note(KEEP, "warning"))
        self.written = QCheckBox("I have written it down or printed it")
        self.written.toggled.connect(self.act.setEnabled)
        self.column.addWidget(self.written)
        self.column.addStretch(1)
        self.act.setEnabled(False)
        self.print_button.setFocus()
        self.fit()

    def _print(self) -> None:
        print_sheet(self, sheet(self._code, self._workspace, f"{datetime.now():%d %B %Y}"))

    def _may_close(self) -> bool:
        if not self.written.isChecked():
            self.show_problems(
                [("Write the code down first: it cannot be shown again.", self.written)]
            )
        return self.written.isChecked()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._may_close():
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if event.spontaneous() and not self._may_close():
            event.ignore()
            return
        super().closeEvent(event)


class RecoverDialog(Frame):
    """Sets an officer's new passphrase by the recovery code, which is used up by it; its outcome
    is a new code."""

    def __init__(self, desk: Desk, parent: QWidget | None, names: list[str], likely: str) -> None:
        super().__init__(
            parent,
            "Forgotten passphrase",
            "Another officer can open the vault with theirs. If nobody can, the recovery code on "
            "the printed sheet sets a new passphrase. It works once; you get a new code.",
            "Set the passphrase",
        )
        self._desk = desk
        self.officer = OfficerChoice()
        whose = self.labelled("Your name", self.officer)
        self.officer.offer(names, names[0] if len(names) == 1 else likely)
        for one in (whose, self.officer):
            one.setVisible(len(names) > 1)
        self.code = self.field(
            "Recovery code", "Seven groups of four. Capitals and hyphens do not matter."
        )
        self.new = NewPassphrase(self, "New passphrase")
        self.column.addStretch(1)
        self.code.setFocus()
        self.fit()

    def confirm(self) -> None:
        problems: Problems = []
        if self.officer.chosen is None:
            problems.append(("Choose your name.", self.officer))
        if not self.code.text().strip():
            problems.append(("Enter the recovery code.", self.code))
        problems += self.new.problems()
        if problems:
            self.show_problems(problems)
            return
        self.run(
            self._desk,
            officers.recover,
            self.officer.chosen,
            self.code.text(),
            self.new.words,
            at=self.code,
        )


def ask_recovery(desk: Desk, parent: QWidget | None, names: list[str], likely: str) -> None:
    """Ask for the recovery code and a new passphrase, then show the new code."""
    dialog = RecoverDialog(desk, parent, names, likely)
    open_dialog(dialog, lambda: show_code(desk, parent, dialog.outcome))


def show_code(desk: Desk, parent: QWidget | None, code: str) -> None:
    """Show a code, once."""
    open_dialog(CodeDialog(parent, code, desk.folder.name if desk.folder else ""), lambda: None)
