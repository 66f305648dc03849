"""Writes or edits a guaranteed-interview scheme; each save is a new version."""

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.frame import Frame, Problems
from edi_shortlist.desktop.widgets.basics import text
from edi_shortlist.desktop.widgets.growing_text import GrowingText
from edi_shortlist.recruitment.plain_words import day_words
from edi_shortlist.recruitment.scheme import EXCLUDABLE, Scheme, SchemeError
from edi_shortlist.workflow import schemes

# Key, label, hint, and whether it may take several lines.
FIELDS = (
    ("name", "Name", "As applicants and lists call it", False),
    (
        "id",
        "Short name",
        "What vacancies and lists of applicants call it, such as care-experience; it never changes",
        False,
    ),
    ("definition", "Who it is for", "The words that applicants read", True),
    ("source", "Where the definition is from", "A policy, a law or a guide", False),
    ("date", "When it was last read there", "Such as 14 March 2026", False),
    ("minimum", "What “meets the minimum” means", "In words for applicants", True),
    (
        "evidence",
        "Evidence, and when it is asked for",
        "Such as: None. A declaration is enough",
        True,
    ),
)
LABELS = {key: label for key, label, _hint, _long in FIELDS} | {"excludes": "What it leaves out"}


class SchemeDialog(Frame):
    """The texts of one scheme.

    Attributes:
        outcome: the ``SchemeEdition`` as it is saved.
    """

    def __init__(
        self, desk: Desk, parent: QWidget | None, scheme: Scheme | None, *, copy: bool = False
    ) -> None:
        heading = "A new scheme" if scheme is None or copy else f"Edit {scheme.name}"
        super().__init__(
            parent,
            heading,
            "It is saved as a new version, and the log says so. Vacancies that were released keep "
            "the version that they have.",
            "Save",
        )
        self._desk = desk
        self.fields: dict[str, QLineEdit | GrowingText] = {}
        known = scheme.to_dict() if scheme else {}
        if scheme and scheme.date:
            known["date"] = day_words(scheme.date)
        for key, label, hint, long in FIELDS:
            said = " ".join(str(known.get(key) or "").split())
            field = GrowingText(said) if long else QLineEdit(said)
            self.fields[key] = field
            self.labelled(label, field, hint)
        short = self.fields["id"]
        if scheme is not None and not copy:
            short.setEnabled(False)
        elif copy and isinstance(short, QLineEdit):
            short.clear()
        self.column.addSpacing(4)
        self.column.addWidget(text("It does not apply to", "strong"))
        self.excluded: dict[str, QCheckBox] = {}
        for kind, words in EXCLUDABLE.items():
            choice = QCheckBox(words.capitalize())
            choice.setChecked(kind in known.get("excludes", ()))
            self.excluded[kind] = choice
            self.column.addWidget(choice)
        self.column.addStretch(1)
        self.fit()
        self.fields["name"].setFocus()

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields, by key."""
        return {
            key: field.text() if isinstance(field, QLineEdit) else field.words
            for key, field in self.fields.items()
        }

    def confirm(self) -> None:
        excludes = [kind for kind, choice in self.excluded.items() if choice.isChecked()]
        try:
            scheme = schemes.scheme_from_typed(self.typed, excludes)
        except SchemeError as error:
            self.show_problems(self._plain(error))
            return
        self.run(self._desk, schemes.save_scheme, scheme)

    def _plain(self, error: SchemeError) -> Problems:
        """Say what is wrong with the labels of the fields in place of the file's keys."""
        found: Problems = []
        for sentence in error.problems:
            _before, key, rest = sentence.split("'", 2)
            found.append((f"{LABELS.get(key, key)}{rest}", self.fields.get(key)))
        return found
