"""Asks once before a release, and says how the check before it stands."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.basics import Note, button


@dataclass(frozen=True)
class CheckStands:
    """How the check before a release stands.

    Attributes:
        sentence: what the question says of it.
        tone: of the note that says it.
        act: what the note's button offers, or "" for none.
        fresh: whether the check was run over everything that the panel would read now.
    """

    sentence: str
    tone: str
    act: str
    fresh: bool

    @classmethod
    def not_run(cls) -> "CheckStands":
        """Nobody ran it."""
        return cls._to_run("The last check was not run.")

    @classmethod
    def changed_since(cls) -> "CheckStands":
        """What it read is not what the panel would read now."""
        return cls._to_run("Something changed since the last check was run.")

    @classmethod
    def stopped(cls) -> "CheckStands":
        """It did not read every document."""
        return cls._to_run("The last check was stopped before it had read every document.")

    @classmethod
    def _to_run(cls, sentence: str) -> "CheckStands":
        return cls(sentence, "warning", "Check once more", False)

    @classmethod
    def run(cls, places: int, dangerous: int) -> "CheckStands":
        """It was run since the last change.

        Args:
            places: how many it found.
            dangerous: how many of them are of high danger.
        """
        if not places:
            return cls("The last check found nothing.", "success", "", True)
        among = f", {dangerous} of them of high danger" if dangerous else ""
        if places == dangerous == 1:
            among = ", of high danger"
        return cls(
            f"The last check found {count(places, 'place')}{among}.",
            "danger" if dangerous else "warning",
            "See the places",
            True,
        )


class ReleaseDialog(ConfirmDialog):
    """What release changes, and above it how the check stands.

    Attributes:
        note: says how the check stands.
        check_button: closes the question and leads to the check or its list; None where the check
            found nothing.
        wants_check: whether that button closed the question.
    """

    def __init__(self, parent: QWidget | None, applications: int, stands: CheckStands) -> None:
        super().__init__(
            parent,
            "Release to the panel?",
            [
                f"The panel can read and score {count(applications, 'anonymised application')}.",
                "Redactions cannot be changed or undone any more.",
                "No application can be added, and the set-up cannot be changed.",
            ],
            "Release",
        )
        self.wants_check = False
        self.note = Note(stands.sentence, stands.tone)
        self.check_button = None
        if stands.act:
            self.check_button = button(stands.act, self._leave, icon="search")
            self.note.row.addWidget(self.check_button)
        # Under the heading and the errors, before what will change.
        self.column.insertWidget(2, self.note)
        self.fit()

    def _leave(self) -> None:
        self.wants_check = True
        self.reject()
