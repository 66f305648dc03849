"""The first applicants of a table, one at a time, as they would be read."""

import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QWidget

from edi_shortlist.desktop.dialogs.column_rows import show_through
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.widgets.basics import Card, button, text
from edi_shortlist.recruitment.scheme import Scheme
from edi_shortlist.workflow.indexes.row import IndexRow

#: So many applicants can be looked at.
FIRST = 20

_NAMES = (
    ("full_name", "Name"),
    ("preferred_name", "Called"),
    ("date_of_birth", "Born"),
    ("email", "E-mail"),
    ("phone", "Telephone"),
    ("address", "Address"),
    ("postcode", "Postcode"),
)
_INTERVIEW = (("adjustments", "Adjustments"), ("interview_mode", "Interview"))


def lines_of(row: IndexRow, schemes: dict[str, Scheme]) -> list[tuple[str, str]]:
    """Return what a row says of an applicant, as ``(name, words)`` in the order of reading."""
    identity = row.identity
    if "date_of_birth" in identity:
        identity["date_of_birth"] = _day(identity["date_of_birth"])
    lines = [(name, identity[key]) for key, name in _NAMES if key in identity]
    if row.files:
        lines.append(("Files", "\n".join(row.files)))
    elif row.references:
        lines.append(("Files", f"Those with {' or '.join(row.references)} in their name"))
    elif "full_name" in identity and not row.answers:
        lines.append(("Files", "Those with the applicant's name in theirs"))
    declared = [schemes[one].name if one in schemes else one for one in row.declarations]
    lines.append(("Declared", "\n".join(declared) or "Nothing"))
    lines += [("To be asked", sentence) for sentence in row.unclear]
    lines += [(name, row.cells[key]) for key, name in _INTERVIEW if key in row.cells]
    for one, answer in row.monitoring.items():
        lines.append((one.replace("-", " ").capitalize(), answer))
    for heading, answer in row.answers:
        lines.append(("Text", f"{heading}: {count(len(answer.split()), 'word')}"))
    return lines


def _day(written: str) -> str:
    """A date of birth in words, so that a wrong order of day and month is seen."""
    try:
        day = datetime.date.fromisoformat(written)
    except ValueError:
        return f"{written} (no date that can be told)"
    return f"{day.day} {day:%B %Y}"


class ApplicantPreview(Card):
    """One applicant, and buttons to the next and the one before."""

    def __init__(self, schemes: dict[str, Scheme]) -> None:
        super().__init__("As it would be read")
        self._schemes = schemes
        self._total = 0
        self._rows: list[IndexRow] = []
        self._at = 0
        top = QHBoxLayout()
        top.setSpacing(4)
        self.place = text("", "small", wrap=False)
        self.before = button("", lambda: self._step(-1), kind="quiet", icon="previous")
        self.after = button("", lambda: self._step(1), kind="quiet", icon="next")
        for one, name in ((self.before, "Applicant before"), (self.after, "Next applicant")):
            one.setAccessibleName(name)
            one.setToolTip(name)
        top.addWidget(self.place)
        top.addStretch(1)
        top.addWidget(self.before)
        top.addWidget(self.after)
        self.inside.addLayout(top)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName("The applicant as it would be read")
        self.inside.addWidget(self._area, 1)

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What is shown of the applicant."""
        return lines_of(self._rows[self._at], self._schemes) if self._rows else []

    def go_to_first(self) -> None:
        """Begin with the first applicant when the next are shown."""
        self._at = 0

    def show_rows(self, rows: list[IndexRow], total: int) -> None:
        """Show these applicants, the first of so many, at the place that was shown before."""
        self._rows, self._total = rows, total
        self._at = min(self._at, max(len(rows) - 1, 0))
        self._fill()

    def _step(self, by: int) -> None:
        self._at += by
        self._fill()

    def _fill(self) -> None:
        at = self._area.verticalScrollBar().value()
        self._area.setWidget(self._sheet())
        show_through(self._area)
        self._area.verticalScrollBar().setValue(at)
        row = self._rows[self._at] if self._rows else None
        place = f"Applicant {self._at + 1} of {self._total}"
        self.place.setText(f"{place}, line {row.line}" if row else "")
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at + 1 < len(self._rows))

    def _sheet(self) -> QWidget:
        sheet = QWidget()
        grid = QGridLayout(sheet)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        for number, (name, words) in enumerate(self.lines):
            label = text(name, "small", wrap=False)
            grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
            said = text(words, "strong" if name in ("Name", "To be asked") else "body")
            said.setAccessibleName(f"{name}: {words}")
            grid.addWidget(said, number, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        return sheet
