"""Whose passphrase it is, choosing a new one, and how strong that is, roughly, in a word."""

import math

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QWidget

from edi_shortlist.desktop.dialogs.frame import Frame, Problems
from edi_shortlist.desktop.widgets.basics import text

WORDS = ("Too short", "Weak", "Fair", "Strong")
SOME_BITS, MANY_BITS = 40.0, 60.0


def strength(passphrase: str) -> int:
    """Return 0 (too short) to 3 (strong).

    Counts what a guesser has to try: about 11 bits a word of four letters or more (a word out of
    two thousand), and for the rest the kinds of characters used. Repeats count once.
    """
    if len(passphrase) < 8:
        return 0
    words = {w.lower() for w in passphrase.split() if len(w) >= 4 and w.isalpha()}
    rest = "".join(w for w in passphrase.split() if w.lower() not in words)
    pool = (
        26 * any(c.islower() for c in rest)
        + 26 * any(c.isupper() for c in rest)
        + 10 * any(c.isdigit() for c in rest)
        + 30 * any(not c.isalnum() for c in rest)
    )
    distinct = len(set(rest))
    bits = 11.0 * len(words) + (min(len(rest), distinct * 2) * math.log2(pool) if pool else 0)
    return 1 + (bits >= SOME_BITS) + (bits >= MANY_BITS)


class StrengthMeter(QWidget):
    """A bar and a word."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.bar = QProgressBar()
        self.bar.setRange(0, 3)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Strength of the passphrase")
        self.word = text("", "small", wrap=False)
        self.word.setMinimumWidth(120)
        row.addWidget(self.bar, 1)
        row.addWidget(self.word)
        self.measure("")

    def measure(self, passphrase: str) -> None:
        """Show the strength of what is typed."""
        level = strength(passphrase)
        self.bar.setValue(level if passphrase else 0)
        self.bar.setProperty("done", level >= 2)
        self.bar.style().unpolish(self.bar)
        self.bar.style().polish(self.bar)
        self.word.setText(f"Strength: {WORDS[level].lower()}" if passphrase else "")


class NewPassphrase:
    """The fields of a dialog in which a new passphrase is chosen, twice."""

    def __init__(self, frame: Frame, label: str) -> None:
        self.field = frame.field(
            label, "Four or more words that nobody would guess together.", secret=True
        )
        self.meter = StrengthMeter()
        frame.column.addWidget(self.meter)
        self.field.textChanged.connect(self.meter.measure)
        self.again = frame.field("Passphrase again", secret=True)

    @property
    def words(self) -> str:
        """What was chosen."""
        return self.field.text()

    def problems(self) -> Problems:
        """Return what is wrong with it, each with the field to mend."""
        if strength(self.words) == 0:
            return [("Choose a passphrase of 8 characters or more.", self.field)]
        if self.words != self.again.text():
            return [("The two passphrases are not the same. Type them again.", self.again)]
        return []


class SignIn:
    """The fields of a dialog in which an officer signs in for this one act, also while the vault
    is open. The name is only asked for where there are several officers."""

    def __init__(self, frame: Frame, officers: list[str], likely: str) -> None:
        self.officer = OfficerChoice()
        whose = frame.labelled("Your name", self.officer)
        self.officer.offer(officers, officers[0] if len(officers) == 1 else likely)
        for one in (whose, self.officer):
            one.setVisible(len(officers) > 1)
        self.passphrase = frame.field(
            "Your passphrase",
            "Asked for again, so that an empty chair lets nobody in.",
            secret=True,
        )

    def problems(self) -> Problems:
        """Return what is missing, each with its field."""
        found: Problems = []
        if self.officer.chosen is None:
            found.append(("Choose your name.", self.officer))
        if not self.passphrase.text():
            found.append(("Enter your passphrase.", self.passphrase))
        return found


class OfficerChoice(QComboBox):
    """The officers who have a passphrase of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("Choose your name")

    @property
    def names(self) -> list[str]:
        """The officers who are offered."""
        return [self.itemText(row) for row in range(self.count())]

    @property
    def chosen(self) -> str | None:
        """The officer who is chosen, if one is."""
        return self.currentText() or None

    def offer(self, names: list[str], likely: str) -> None:
        """Offer these names, and keep the choice; before one was made, choose the likely name.

        Nobody else is chosen beforehand, lest a wrong try counts as another officer's.
        """
        kept = (self.chosen or likely).casefold()
        self.clear()
        self.addItems(names)
        self.setCurrentIndex(next((i for i, n in enumerate(names) if n.casefold() == kept), -1))
