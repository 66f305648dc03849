"""The documents of one application beside its fields: the place of the current field, and words
taken from there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from edi_shortlist.desktop.widgets.basics import button, relabel, text
from edi_shortlist.desktop.widgets.document_view import DocumentView
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.marks import Mark
from edi_shortlist.workflow.confirming import ApplicationForm, FormDocument
from edi_shortlist.workflow.form_fields import FormField, Standing

TAKE = "Take this text"
_MARKED = "NAME"  # one colour for all: a mark says where something stands, not what it is


class DocumentPane(QWidget):
    """The documents.

    Signals:
        field_clicked: the number of the field at whose place was clicked.
        take: the words that were selected.
    """

    field_clicked = Signal(int)
    take = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.files = QComboBox()
        self.files.setAccessibleName("Document")
        self.files.setMinimumContentsLength(8)
        adjust = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.files.setSizeAdjustPolicy(adjust)
        self.files.activated.connect(self._show)
        self.view = DocumentView("Document with the place of the field", words=False)
        self.view.mark_clicked.connect(self.field_clicked)
        self.view.passage_selected.connect(lambda _some: self._offer())
        self.where = text("", "small")
        foot = QWidget()
        flow = FlowLayout(foot, gap=8)
        self.take_button = button(TAKE, self.take_selected, icon="label", tip="Ctrl+T")
        flow.addWidget(self.take_button)
        column.addWidget(self.files)
        column.addWidget(self.view, 1)
        column.addWidget(self.where)
        column.addWidget(foot)
        self._fields: tuple[FormField, ...] = ()
        self._documents: tuple[FormDocument, ...] = ()
        self._current: int | None = None
        self._into = ""

    def show_form(self, form: ApplicationForm) -> None:
        """Show an application's documents."""
        self._fields, self._documents, self._current = form.fields, form.documents, None
        self.files.clear()
        self.files.addItems([one.file for one in form.documents])
        self._show(0)

    def forget(self) -> None:
        """Take everything away."""
        self._fields, self._documents, self._current = (), (), None
        self.files.clear()
        self.view.show_document(None)
        self.where.clear()

    def _show(self, number: int) -> None:
        """Show a document, by its number from 0."""
        if 0 <= number < len(self._documents):
            self.files.setCurrentIndex(number)
            self.view.show_document(self._documents[number].document, self._marks())
            self.view.point_at(self._current)

    def _marks(self) -> list[Mark]:
        """The places of short fields, and of the current one however long it is."""
        shown = self._documents[self.files.currentIndex()].document_id
        return [
            Mark(
                number,
                field.place.start,
                field.place.end,
                _MARKED,
                "accepted" if field.standing is Standing.CERTAIN else "pending",
            )
            for number, field in enumerate(self._fields)
            if field.place is not None
            and field.place.document_id == shown
            and (field.editable or number == self._current)
        ]

    def point_at(self, number: int, name: str, *, fillable: bool) -> None:
        """Show the place of a field.

        Args:
            name: what the field is called.
            fillable: whether selected words can be taken into it.
        """
        self._current = number
        self._into = name if fillable else ""
        place = self._fields[number].place
        if place is None:
            self.where.setText(f"{name}: not found in the documents.")
        else:
            self.where.setText("")
            files = [one.document_id for one in self._documents]
            if (at := files.index(place.document_id)) != self.files.currentIndex():
                self._show(at)
        self.where.setVisible(place is None)
        if self._documents:
            self.view.set_marks(self._marks())
            self.view.point_at(number if place else None)
        self._offer()

    def _offer(self) -> None:
        relabel(self.take_button, f"{TAKE} as {_short(self._into)}" if self._into else TAKE)
        self.take_button.setEnabled(bool(self._into) and self.view.selected() is not None)

    def take_selected(self) -> bool:
        """Take the words selected into the current field; False: none are."""
        passage, shown = self.view.selected(), self.view.shown
        if passage is None or shown is None or not self._into:
            return False
        self.take.emit(" ".join(shown.text[slice(*passage)].split()))
        return True


def _short(name: str) -> str:
    """A field's name within a sentence."""
    return name[:1].lower() + name[1:]
