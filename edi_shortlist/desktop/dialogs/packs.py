"""Opening a panel pack, typing its PIN when it comes back, and telling HR a PIN."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.frame import Frame
from edi_shortlist.desktop.widgets.basics import Card, Note, button, text
from edi_shortlist.desktop.widgets.file_line import FileLine
from edi_shortlist.workflow.manager_copies import export_copy
from edi_shortlist.workflow.pack_importing import import_pack
from edi_shortlist.workflow.packs import PACK_SUFFIX

PACKS = "Panel packs (*.edipack)"
PIN_HINT = "Told by HR. Blanks and hyphens do not matter."


class OpenPackDialog(Frame):
    """Opens a pack to score in it."""

    def __init__(self, desk: Desk, parent: QWidget | None, file: Path | None = None) -> None:
        super().__init__(
            parent,
            "Open a panel pack",
            "Everything you score is saved in this file at once. Nothing leaves your computer.",
            "Open",
        )
        self._desk = desk
        self.file = FileLine("Choose a panel pack", PACKS, str(file) if file else "")
        self.labelled("File", self.file, "The pack that HR sent you; its name ends in .edipack.")
        self.pin = self.field("PIN", PIN_HINT, secret=True)
        self.column.addStretch(1)
        self.file.chosen.connect(lambda: self.pin.setFocus(Qt.FocusReason.OtherFocusReason))
        begin: QWidget = self.pin if file else self.file
        begin.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fit()

    def confirm(self) -> None:
        problems: list[tuple[str, QWidget | None]] = []
        if not self.file.text:
            problems.append(("Choose the file.", self.file))
        if not self.pin.text().strip():
            problems.append(("Enter the PIN.", self.pin))
        if problems:
            self.show_problems(problems)
            return
        self.busy(True)
        self._desk.open_pack(self.file.path, self.pin.text(), self._opened, self._failed)

    def _opened(self, _outcome: object) -> None:
        self.busy(False)
        self.accept()

    def _failed(self, sentences: list[str]) -> None:
        self.busy(False)
        self.pin.selectAll()
        self.show_problems([(sentence, self.pin) for sentence in sentences])


class CopyDialog(Frame):
    """Asks whom a manager's copy is for and where it is written. ``outcome`` is the copy."""

    def __init__(self, desk: Desk, parent: QWidget | None, reference: str) -> None:
        super().__init__(
            parent,
            "A manager’s copy",
            "For reading away from here: the anonymised applications with the scores and notes, "
            "or, once the shortlist is drawn, with who is invited in their place. While the panel "
            "moderates, it can agree scores in the copy; send it back to take them in.",
            "Make the copy",
        )
        self._desk, self._reference = desk, reference
        self.manager = self.field("Manager’s name", "Written into the log.")
        self.file = FileLine(
            "File for the copy", PACKS, save_as=f"{reference}-manager{PACK_SUFFIX}"
        )
        self.labelled("File", self.file, "Where the copy is written.")
        self.column.addStretch(1)
        self.manager.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fit()

    def confirm(self) -> None:
        problems: list[tuple[str, QWidget | None]] = []
        if not self.manager.text().strip():
            problems.append(("Enter the manager’s name.", self.manager))
        if not self.file.text:
            problems.append(("Choose the file.", self.file))
        if problems:
            self.show_problems(problems)
            return
        self.run(self._desk, export_copy, self._reference, self.manager.text(), self.file.path)


class PinDialog(Frame):
    """Asks for the PIN of a pack that came back, and imports it. ``outcome`` is what it brought."""

    def __init__(self, desk: Desk, parent: QWidget | None, reference: str, file: Path) -> None:
        super().__init__(
            parent,
            f"Import ‘{file.name}’",
            "The vault does not tell its PIN: it is sealed, or was when the pack was made.",
            "Import",
        )
        self._desk, self._reference, self._file = desk, reference, file
        self.pin = self.field("PIN", "As it was told to the panellist.", secret=True)
        self.column.addStretch(1)
        self.pin.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fit()

    def confirm(self) -> None:
        if not self.pin.text().strip():
            self.show_problems([("Enter the PIN.", self.pin)])
            return
        self.run(
            self._desk,
            import_pack,
            self._file,
            self.pin.text(),
            ref=self._reference,
            at=self.pin,
        )


class PinsDialog(Frame):
    """Shows PINs, large, to be told to the panellists."""

    def __init__(
        self,
        parent: QWidget | None,
        pins: Sequence[tuple[str, str]],
        *,
        kept: bool,
        notes: Sequence[str] = (),
    ) -> None:
        """Args:
        pins: names of panellists, each with the PIN.
        kept: whether the vault keeps them.
        notes: what else there is to say, a sentence each.
        """
        super().__init__(
            parent,
            "The PIN of the pack" if len(pins) == 1 else "The PINs of the packs",
            f"Tell {'it' if len(pins) == 1 else 'each'} by telephone or in person, to nobody but "
            "whom the pack is for. Never send it with the file.",
            "Done",
        )
        self.cancel.hide()
        self.copies = []
        for panellist, pin in pins:
            card = Card()
            row = QHBoxLayout()
            row.setSpacing(16)
            words = QVBoxLayout()
            words.setSpacing(2)
            words.addWidget(text(panellist, "strong"))
            shown = text(pin, "heading")
            shown.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            shown.setAccessibleName(f"PIN of {panellist}: {pin}")
            words.addWidget(shown)
            row.addLayout(words, 1)
            copy = button("Copy", self._copier(pin), icon="file")
            copy.setAccessibleName(f"Copy the PIN of {panellist}")
            self.copies.append(copy)
            row.addWidget(copy, 0, Qt.AlignmentFlag.AlignVCenter)
            card.inside.addLayout(row)
            self.column.addWidget(card)
        for note in notes:
            self.column.addWidget(Note(note, "warning"))
        if kept:
            self.column.addWidget(
                Note("With the vault open you can see it again on this page.", "neutral")
            )
        else:
            self.column.addWidget(
                Note(
                    "The vault does not keep it. Write it down for as long as the file is needed; "
                    "it cannot be shown again.",
                    "warning",
                )
            )
        self.column.addStretch(1)
        self.act.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fit()

    @staticmethod
    def _copier(pin: str) -> Callable[[], None]:
        return partial(QGuiApplication.clipboard().setText, pin)
