"""The fields of one application, grouped, to be looked through and corrected."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from edi_shortlist.desktop.models.form_fields import SCHEMES, group_of, name_of
from edi_shortlist.desktop.pages.forms_rows import FieldRow, row_for
from edi_shortlist.desktop.pages.forms_typing import Step, Typed
from edi_shortlist.desktop.widgets.basics import Note, text
from edi_shortlist.recruitment.scheme import Scheme
from edi_shortlist.workflow.confirming import ApplicationForm
from edi_shortlist.workflow.corrections import checked
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.form_fields import UNCLEAR, YES

HOW_YOU_KNOW = "How you found out"
_DECLARED = "declarations."


class FieldsPane(QScrollArea):
    """The fields.

    Signals:
        entered: the number of the field that the keyboard came to.
        edited: key, value before.
        reason_edited: how it was found out what was declared.
    """

    entered = Signal(int)
    edited = Signal(str, str)
    reason_edited = Signal()

    def __init__(self, schemes: Mapping[str, Scheme]) -> None:
        super().__init__()
        self.setObjectName("pageScroll")
        self.setWidgetResizable(True)
        self.setAccessibleName("What was found in the application")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._schemes = schemes
        self.rows: list[FieldRow] = []
        self.reason = QLineEdit()
        self._reason_label = QLabel()
        self._at = -1
        self._may_declare = True

    # What is shown

    def show_form(
        self,
        form: ApplicationForm,
        typed: Typed,
        *,
        may_name: bool,
        may_declare: bool,
    ) -> None:
        """Show an application.

        Args:
            typed: what was typed before; fields that can only be read stay as they are.
            may_name: whether who the applicant is can still be corrected.
            may_declare: whether the rest can.
        """
        self._may_declare = may_declare
        inner = QWidget()
        inner.setObjectName("canvas")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(2)
        for sentence in form.unclear:
            column.addWidget(Note(sentence, "warning"))
        self.rows = []
        group = ""
        for number, field in enumerate(form.fields):
            if group_of(field.key) != group:
                if group == SCHEMES:
                    self._add_reason(column)
                group = group_of(field.key)
                heading = text(group, "subheading")
                heading.setContentsMargins(14, 14 if number or form.unclear else 2, 0, 4)
                column.addWidget(heading)
            row = row_for(field, name_of(field, self._schemes))
            named = field.key.startswith("identity.")
            row.set_open(may_name if named else may_declare)
            row.entered.connect(lambda number=number: self._row_entered(number))
            row.stepped.connect(lambda way, number=number: self.go_to(number + way))
            row.edited.connect(lambda before, row=row: self._edited(row, before))
            if row.is_open and field.key in typed.values:
                row.put(typed.values[field.key])
            self.rows.append(row)
            column.addWidget(row)
        column.addStretch(1)
        self._at = -1
        self.setWidget(inner)
        self.reason.setText(typed.reason)
        self._offer_reason()

    def _add_reason(self, column: QVBoxLayout) -> None:
        self._reason_label = text(HOW_YOU_KNOW, "strong")
        self.reason = QLineEdit()
        self.reason.setAccessibleName(HOW_YOU_KNOW)
        self.reason.textEdited.connect(lambda _text: self.reason_edited.emit())
        self.reason.setPlaceholderText("For example: asked by telephone on 3 March")
        self._reason_label.setBuddy(self.reason)
        for one in (self._reason_label, self.reason):
            one.setContentsMargins(14, 4, 10, 0)
            column.addWidget(one)

    def forget(self) -> None:
        """Take everything away."""
        self.rows = []
        self._at = -1
        self.setWidget(QWidget())
        self.reason, self._reason_label = QLineEdit(), QLabel()

    # Going through

    @property
    def current(self) -> FieldRow | None:
        """The field whose place is shown."""
        return self.rows[self._at] if 0 <= self._at < len(self.rows) else None

    def go_to(self, number: int) -> None:
        """Put the keyboard into a field, if there is one of that number."""
        if 0 <= number < len(self.rows):
            self.rows[number].editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self._row_entered(number)

    def go_to_doubt(self) -> bool:
        """Go to the next field to decide about, round again from the last; False: there is none."""
        order = [*range(self._at + 1, len(self.rows)), *range(max(self._at, 0) + 1)]
        for number in order:
            if number < len(self.rows) and self._doubtful(self.rows[number]):
                self.go_to(number)
                return True
        return False

    @staticmethod
    def _doubtful(row: FieldRow) -> bool:
        return row.field.doubtful and (not row.changed or row.value == UNCLEAR)

    def begin(self) -> None:
        """Go to the first field to decide about, or else to the first."""
        if not self.go_to_doubt():
            self.go_to(0)

    def show_first(self) -> None:
        """Make the first field the current one, and leave the keyboard where it is."""
        self._row_entered(0)

    def _row_entered(self, number: int) -> None:
        if number == self._at:
            return
        if self.current is not None:
            self.current.set_current(False)
        self._at = number
        self.rows[number].set_current(True)
        self._bring_into_view()
        self.entered.emit(number)

    def _bring_into_view(self) -> None:
        """Show the current field; a form that just came up is laid out after this."""
        if (row := self.current) is not None:
            QTimer.singleShot(0, row, lambda: self._show_row(row))

    def _show_row(self, row: FieldRow) -> None:
        self.ensureWidgetVisible(row, 0, 24)
        # Where the parts stand one above the other, the page around them scrolls too.
        around = self.parentWidget()
        if not row.editor.hasFocus():
            return
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(row, 0, 24)
            around = around.parentWidget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bring_into_view()

    # Changing

    def _edited(self, row: FieldRow, before: str) -> None:
        row.set_bad(False)
        self._offer_reason()
        self.edited.emit(row.field.key, before)

    def _offer_reason(self) -> None:
        wanted = self._declared_anew and self._may_declare
        if wanted and self.reason.isHidden():
            reason = self.reason
            QTimer.singleShot(0, reason, lambda: self.ensureWidgetVisible(reason, 0, 12))
        for one in (self._reason_label, self.reason):
            if one.parentWidget() is not None:
                one.setVisible(wanted)

    def put(self, key: str, value: str) -> None:
        """Show a value in a field, and go there."""
        for number, row in enumerate(self.rows):
            if row.field.key == key:
                row.put(value)
                self._offer_reason()
                self.go_to(number)
                # The keyboard may have been on another choice of the same field.
                row.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # What was entered

    @property
    def typed(self) -> Typed:
        """What was changed, the declarations too, and the reason given."""
        values = {row.field.key: row.value for row in self.rows if row.changed}
        return Typed(values, self.reason.text() if self._declared_anew else "")

    @property
    def steps_back(self) -> list[Step]:
        """A step for each field that was changed, back to the vault's value."""
        return [Step(row.field.key, row.first) for row in self.rows if row.changed]

    @property
    def _declared(self) -> list[FieldRow]:
        return [row for row in self.rows if row.field.key.startswith(_DECLARED)]

    @property
    def _declared_anew(self) -> bool:
        return any(row.changed for row in self._declared)

    @property
    def corrections(self) -> dict[str, str]:
        """What was changed, by key; without the declarations."""
        return {
            row.field.key: row.value
            for row in self.rows
            if row.changed and not row.field.key.startswith(_DECLARED)
        }

    @property
    def declarations(self) -> list[str] | None:
        """The schemes declared, or None where nothing was changed about them."""
        if not self._declared_anew:
            return None
        return [row.field.key.removeprefix(_DECLARED) for row in self._declared if row.value == YES]

    def problems(self) -> list[tuple[str, QWidget]]:
        """Return what keeps the application from being confirmed, each with where to go."""
        found: list[tuple[str, QWidget]] = []
        for row in self.rows:
            said = _problem(row)
            row.set_bad(bool(said))
            if said:
                found.append((f"{row.name}: {said}", row.editor))
        if self._declared_anew and not self.reason.text().strip():
            found.append(("Say how you found out what was declared.", self.reason))
        return found


def _problem(row: FieldRow) -> str:
    if row.field.key.startswith(_DECLARED):
        unclear = row.value == UNCLEAR
        return "it is not clear. Ask the applicant, then choose Yes or No." if unclear else ""
    if not row.changed:
        return ""
    try:
        checked(row.field.key, row.value)
    except Refused as refused:
        said = str(refused)
        return said[:1].lower() + said[1:]
    return ""
