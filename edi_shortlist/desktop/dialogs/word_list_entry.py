"""The fields of one entry of the list of wording, checked as they are typed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from edi_shortlist.desktop.widgets.basics import Card, Note, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.growing_text import GrowingText
from edi_shortlist.recruitment.own_wording import Entry, Group
from edi_shortlist.recruitment.wording import CHARACTERISTICS, WordListError, read_wording

GROUP_WORDS = {
    Group.EXCLUDES: "Shuts people out",
    Group.NOT_ON_PAPER: "Cannot be shown on a form",
}
_KEY_WORDS = {
    "phrases": "The phrases",
    "unless": "‘Not within’",
    "why": "The reason",
    "instead": "The advice",
}


class EntryFields(Card):
    """What an entry finds and what it says.

    Signals:
        changed: the entry was changed to this one, which is valid.
        wrong: whether what is typed is no entry.
    """

    changed = Signal(Entry)
    wrong = Signal(bool)

    def __init__(self) -> None:
        super().__init__("The entry")
        self._entry: Entry | None = None
        self._filling = False
        self.problem = Note("", "danger")
        self.problem.hide()
        self.inside.addWidget(self.problem)
        self.group = QComboBox()
        for group, words in GROUP_WORDS.items():
            self.group.addItem(words, group)
        self.group.activated.connect(lambda _row: self._typed())
        self.phrases = GrowingText(most_lines=8)
        self.unless = GrowingText(most_lines=4)
        self.why = GrowingText(most_lines=4)
        self.instead = GrowingText(most_lines=4)
        for label, widget, hint in (
            ("What is wrong with it", self.group, ""),
            (
                "Phrases",
                self.phrases,
                "With commas between. * at a word's end is any ending, * alone any word, # a "
                "number.",
            ),
            ("Not within these longer phrases", self.unless, "May stay empty."),
            ("Why", self.why, ""),
            ("What to write instead", self.instead, ""),
        ):
            name = text(label, "strong")
            name.setBuddy(widget)
            widget.setAccessibleName(label)
            self.inside.addWidget(name)
            if hint:
                widget.setAccessibleDescription(hint)
                self.inside.addWidget(text(hint, "hint"))
            self.inside.addWidget(widget)
        for field in (self.phrases, self.unless, self.why, self.instead):
            field.textChanged.connect(self._typed)
        self.inside.addWidget(text("Protected characteristics it bears on", "strong"))
        holder = QWidget()
        flow = FlowLayout(holder, gap=12)
        self.characteristics: dict[str, QCheckBox] = {}
        for name_of in CHARACTERISTICS:
            box = QCheckBox(name_of.capitalize())
            box.toggled.connect(lambda _on: self._typed())
            self.characteristics[name_of] = box
            flow.addWidget(box)
        self.inside.addWidget(holder)
        self.inside.addStretch(1)

    def show_entry(self, entry: Entry | None) -> None:
        """Show an entry, or nothing."""
        self._entry = entry
        self._filling = True
        self.setEnabled(entry is not None)
        if entry is not None:
            wording = entry.wording
            self.group.setCurrentIndex(self.group.findData(entry.group))
            self.phrases.setPlainText(", ".join(wording.phrases.written))
            self.unless.setPlainText(", ".join(wording.unless.written))
            self.why.setPlainText(wording.why)
            self.instead.setPlainText(wording.instead)
            for name, box in self.characteristics.items():
                box.setChecked(name in wording.characteristics)
        self._filling = False
        self._say(())

    def _typed(self) -> None:
        entry = self._entry
        if entry is None or self._filling:
            return
        group = Group(self.group.currentData())
        written = {
            "id": entry.wording.id,
            "phrases": _listed(self.phrases.words),
            "unless": _listed(self.unless.words),
            "characteristics": [
                name for name, box in self.characteristics.items() if box.isChecked()
            ],
            "why": self.why.words,
            "instead": self.instead.words,
        }
        try:
            wording = read_wording(written)
        except WordListError as error:
            self._say(error.problems)
            return
        self._say(())
        self._entry = Entry(group, wording, entry.off, entry.shipped)
        if self._entry != entry:
            self.changed.emit(self._entry)

    def _say(self, problems: tuple[str, ...]) -> None:
        self.problem.setVisible(bool(problems))
        self.problem.say(" ".join(map(_plainly, problems)), "danger")
        self.wrong.emit(bool(problems))


def _listed(typed: str) -> list[str]:
    return [one.strip() for one in typed.split(",") if one.strip()]


def _plainly(problem: str) -> str:
    """Return a problem with its key in plain words: ``'why' must be…``."""
    key, _, rest = problem.removeprefix("'").partition("' ")
    return f"{_KEY_WORDS.get(key, 'The entry')} {rest}"
