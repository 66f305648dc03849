"""What is said above the fields of an application: who confirmed it, and what was typed about it
and is not confirmed yet."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from edi_shortlist.desktop.models.form_fields import day_first
from edi_shortlist.desktop.widgets.basics import Note
from edi_shortlist.workflow.confirming import ApplicationForm


class FormNotes(QWidget):
    """The notes; none is shown where there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.confirmed = Note("", "success")
        self.draft = Note("", "neutral")
        for note in (self.confirmed, self.draft):
            column.addWidget(note)
        self._has_draft = False
        self.forget()

    def forget(self) -> None:
        """Take everything away."""
        self._has_draft = False
        for note in (self.confirmed, self.draft):
            note.hide()
        self.hide()

    def show_form(self, form: ApplicationForm) -> None:
        """Say how an application stands."""
        self.forget()
        if form.confirmed is not None:
            day = day_first(form.confirmed.at[:10])
            self.confirmed.say(f"Confirmed by {form.confirmed.actor} on {day}.", "success")
            self.confirmed.show()
        if form.draft is not None:
            self._has_draft = True
            day = day_first(form.draft.at[:10])
            words = f"Typed by {form.draft.actor} on {day} and not confirmed: see ‘Changed’ below."
            self.draft.say(words, "neutral")
        self.show_draft(shown=False)

    def show_draft(self, *, shown: bool) -> None:
        """Show whether the fields hold something that was typed earlier."""
        self.draft.setVisible(self._has_draft and shown)
        self.setVisible(not (self.confirmed.isHidden() and self.draft.isHidden()))
