"""Where the program begins: open a workspace, make one, or try the samples."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.icons import set_icon
from edi_shortlist.desktop.widgets.basics import Card, button, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.page import Page

SAY = (
    "Read applications, hide who they are from, score what is left, and keep every promise "
    "of an interview. All of it stays on this computer."
)


WAY = (
    ("applications", "Read", "Drop the applications as they arrived."),
    ("review", "Redact and review", "Decide what is hidden, passage by passage."),
    ("scoring", "Score", "The panel scores what is left, each alone."),
    ("shortlist", "Shortlist", "Merit first, then every guaranteed interview."),
)


class WelcomePage(Page):
    """Shown while no workspace is open.

    Signals:
        wants_open: asks for the dialog that opens a workspace, for this folder or any (None).
        wants_create: asks for the dialog that makes one.
        wants_restore: asks for the dialog that restores a backup.
        wants_pack: asks for the dialog that opens a panel pack.
    """

    name = "welcome"
    title = "Welcome to EDI Shortlist"
    icon = "open"

    wants_open = Signal(object)
    wants_create = Signal()
    wants_restore = Signal()
    wants_pack = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(SAY)
        self.desk = desk
        row = FlowLayout(gap=16, fill=True)
        holder = QWidget()
        holder.setLayout(row)
        self.create_button = button(
            "Create a workspace", self.wants_create.emit, kind="primary", icon="add"
        )
        self.open_button = button(
            "Open a workspace", partial(self.wants_open.emit, None), icon="folder"
        )
        self.restore_button = button(
            "Restore a backup…", self.wants_restore.emit, kind="quiet", icon="undo"
        )
        self.pack_button = button("Open a panel pack", self.wants_pack.emit, icon="packs")
        row.addWidget(
            self._choice(
                "Start here",
                "A workspace is a folder for your vacancies. Its vault keeps identities "
                "locked under a passphrase that you choose.",
                self.create_button,
            )
        )
        row.addWidget(
            self._choice(
                "Go on with your work",
                "Open the folder of a workspace that you or a colleague made. "
                "It opens sealed: no identity is shown.",
                self.open_button,
                self.restore_button,
            )
        )
        self.body.addSpacing(8)
        self.body.addWidget(holder)
        self.body.addWidget(self._for_panellists())
        self.recent = Card("Opened before")
        self.recent_column = QVBoxLayout()
        self.recent.inside.addLayout(self.recent_column)
        self.body.addWidget(self.recent)
        self.body.addWidget(self._way())
        self.body.addStretch(1)
        self.show_recent([])

    @staticmethod
    def _choice(heading: str, words: str, *acts: QWidget) -> Card:
        card = Card(heading)
        card.inside.addWidget(text(words, "lede"))
        card.inside.addStretch(1)
        line = FlowLayout(gap=10)
        for act in acts:
            line.addWidget(act)
        card.inside.addLayout(line)
        card.setMinimumSize(460, 190)
        return card

    def _for_panellists(self) -> Card:
        """Return where somebody begins who has no workspace and was sent a pack."""
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(20)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(text("Score as a panellist", "subheading"))
        words.addWidget(
            text(
                "HR sent you a pack, which is one file, and told you its PIN. It holds the "
                "applications to score, and nobody’s name.",
                "lede",
            )
        )
        row.addLayout(words, 1)
        row.addWidget(self.pack_button)
        card.inside.addLayout(row)
        return card

    @staticmethod
    def _way() -> Card:
        """Return the steps of the work, for a newcomer."""
        card = Card("How it goes")
        row = FlowLayout(gap=18, fill=True)
        for icon, heading, words in WAY:
            step = QWidget()
            column = QVBoxLayout(step)
            column.setContentsMargins(0, 4, 0, 4)
            column.setSpacing(4)
            picture = QLabel()
            set_icon(picture, icon, "accent", 26)
            column.addWidget(picture)
            column.addWidget(text(heading, "strong"))
            column.addWidget(text(words, "hint"))
            column.addStretch(1)
            step.setFixedWidth(196)
            row.addWidget(step)
        holder = QWidget()
        holder.setLayout(row)
        card.inside.addWidget(holder)
        return card

    def show_recent(self, folders: list[Path]) -> None:
        """List the folders of workspaces opened before."""
        while (item := self.recent_column.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for folder in folders:
            self.recent_column.addWidget(
                button(
                    str(folder),
                    partial(self.wants_open.emit, folder),
                    kind="quiet",
                    icon="folder",
                ),
                0,
                Qt.AlignmentFlag.AlignLeft,
            )
        self.recent.setVisible(bool(folders))
