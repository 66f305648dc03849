"""What is worth another look in a person specification, each line leading to its criterion."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QLabel, QWidget

from edi_shortlist.desktop.theme import appearance
from edi_shortlist.desktop.widgets.basics import Card, text
from edi_shortlist.desktop.widgets.page import Jump, link_line
from edi_shortlist.recruitment.specification_warnings import SpecificationWarning

Line = tuple[SpecificationWarning, Jump | None]


class WarningList(Card):
    """Warnings below the criteria; hidden while there are none. It never takes the keyboard.

    Args:
        after: the widget from which the Tab key comes to the first line.
    """

    def __init__(self, after: QWidget) -> None:
        super().__init__(
            "Worth another look",
            "Nothing here stops you. Follow a line to its criterion, or leave it as it is.",
        )
        self._after = after
        self._shown: list[Line] = []
        self._lines: list[QLabel] = []
        self.hide()
        appearance().changed.connect(self._draw)

    @property
    def sentences(self) -> list[str]:
        """What it says, a sentence an entry."""
        return [warning.sentence for warning, _jump in self._shown]

    @property
    def lines(self) -> list[QLabel]:
        """The lines, top to bottom."""
        return list(self._lines)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show warnings; one with a jump is a link."""
        before = self.sentences
        self._shown = list(lines)
        if self.sentences != before:
            self._draw()
        self.setVisible(bool(lines))

    def _draw(self) -> None:
        for line in self._lines:
            self.inside.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        before = self._after
        for at, (warning, jump) in enumerate(self._shown):
            if jump is None:
                line = text(warning.sentence)
            else:
                act = partial(self._follow, at)
                line = link_line(warning.finding, act, "accent_soft_text", warning.advice)
            self.inside.addWidget(line)
            if jump is not None:
                # A new widget would come last in the order of the whole window.
                QWidget.setTabOrder(before, line)
                before = line
            self._lines.append(line)

    def _follow(self, at: int) -> None:
        _warning, jump = self._shown[at]
        if jump is not None:
            jump()
