"""The entries of the list of wording, as HR edits them, with what each finds in the criteria."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from edi_shortlist.desktop.models.rows import Column, RowsModel
from edi_shortlist.recruitment.own_wording import Entry, Origin
from edi_shortlist.recruitment.wording import Wording

_ORIGIN_WORDS = {
    Origin.SHIPPED: "Program",
    Origin.CHANGED: "Changed",
    Origin.OWN: "Yours",
}
_ORIGIN_TONES = {Origin.SHIPPED: "neutral", Origin.CHANGED: "accent", Origin.OWN: "purple"}
Found = Callable[[Wording], tuple[str, ...]]


def origin_words(entry: Entry) -> str:
    """Return where an entry comes from, or that it is off."""
    return "Off" if entry.off else _ORIGIN_WORDS[entry.origin]


class WordListModel(RowsModel[Entry]):
    """One row an entry.

    Args:
        found: the passages that an entry finds in what it is tried on.
    """

    def __init__(self, found: Found, parent: QObject | None = None) -> None:
        super().__init__(
            [
                Column(
                    "Phrases",
                    lambda e: ", ".join(e.wording.phrases.written),
                    tip=lambda e: e.wording.why,
                ),
                Column(
                    "From",
                    origin_words,
                    tone=lambda e: "warning" if e.off else _ORIGIN_TONES[e.origin],
                ),
                Column("Finds here", lambda e: "" if e.off else ", ".join(found(e.wording))),
            ],
            parent,
        )

    def look_again(self) -> None:
        """What the entries are tried on has changed."""
        if self.rows:
            self.dataChanged.emit(self.index(0, 2), self.index(len(self.rows) - 1, 2))

    def add(self, entry: Entry) -> int:
        """Append an entry, and return its row."""
        self.set_rows([*self.rows, entry])
        return len(self.rows) - 1

    def remove(self, at: int) -> None:
        """Take an own entry away."""
        self.set_rows([*self.rows[:at], *self.rows[at + 1 :]])

    def turn(self, at: int) -> None:
        """Turn an entry off, or on again."""
        self.replace_row(at, replace(self.rows[at], off=not self.rows[at].off))

    def restore(self, at: int) -> None:
        """Put an entry back as it ships with the program."""
        shipped = self.rows[at].shipped
        if shipped is not None:
            self.replace_row(at, Entry(*shipped, shipped=shipped))
