"""Letters to applicants: to whom, from which template, with which comments; one can be looked at
before any is saved. The place is asked for after it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.frame import Frame
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.desktop.widgets.basics import Note, button, text
from edi_shortlist.desktop.widgets.file_line import FileLine
from edi_shortlist.desktop.widgets.page import open_dialog
from edi_shortlist.workflow import letters
from edi_shortlist.workflow.letter_contents import read_comments
from edi_shortlist.workflow.letters import Recipients

_WORDS = {
    Recipients.ALL: "Everybody",
    Recipients.INVITED: "The invited",
    Recipients.NOT_INVITED: "Those who are not invited",
}


class LetterDialog(Frame):
    """Shows the text of one letter. It goes when the vault is sealed."""

    def __init__(self, desk: Desk, parent: QWidget | None, candidate: str, words: str) -> None:
        super().__init__(parent, f"The letter to {candidate}", "", "Done")
        self.cancel.hide()
        self.letter = QPlainTextEdit(words)
        self.letter.setReadOnly(True)
        self.letter.setAccessibleName("The letter’s text")
        self.letter.setMinimumHeight(420 * appearance().percent // 100)
        self.column.addWidget(self.letter, 1)
        desk.seal_changed.connect(self._sealed)
        self.fit()
        self.letter.setFocus()

    def _sealed(self, unsealed: bool) -> None:
        if not unsealed:
            self.letter.clear()
            self.reject()


class LettersDialog(Frame):
    """Accepted with ``to``, ``template``, ``comments`` and ``suffix``."""

    def __init__(self, desk: Desk, parent: QWidget | None, reference: str) -> None:
        super().__init__(
            parent,
            "Letters",
            "A Word letter for each applicant, with feedback by criterion.",
            "Choose where…",
        )
        self._desk, self._reference = desk, reference
        self.comments: Mapping[tuple[str, str], str] = {}
        self.to_box = QComboBox()
        for to, words in _WORDS.items():
            self.to_box.addItem(words, to)
        self.labelled("To", self.to_box)
        self.template_line = FileLine("Choose a template", "Word documents (*.docx)")
        self._template_label = self.labelled(
            "Template of your own",
            self.template_line,
            "Left empty, the workspace’s own templates are used, or else the usual ones.",
        )
        self.copy_button = button(
            "Copy the usual templates to edit them", self.copy_templates, icon="file"
        )
        self.copied = text("", "hint")
        self.copied.hide()
        self.column.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.copied)
        self.comments_line = FileLine("Choose the comments", "CSV (*.csv)")
        self.labelled(
            "Comments of the panel",
            self.comments_line,
            "May be left empty. A CSV with the columns candidate, criterion and comment.",
        )
        self.column.addWidget(text("Files", "strong"))
        self.one_file = QRadioButton("One Word file, a page for each letter")
        self.each = QRadioButton("One Word file each in a ZIP, called by reference")
        self.one_file.setChecked(True)
        for choice in (self.one_file, self.each):
            self.column.addWidget(choice)
        self._add_preview()
        self.column.addWidget(
            Note(
                "Letters name people and are not encrypted. Keep them where only HR can read them, "
                "and delete them once they are sent.",
                "warning",
            )
        )
        self.column.addStretch(1)
        self.to_box.currentIndexChanged.connect(lambda _at: self._offer())
        self._offer()
        self.fit()

    def _add_preview(self) -> None:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        self.candidate_box = QComboBox()
        self.candidate_box.setAccessibleName("Letter to look at")
        self.look_button = button("Look at it", self.look, icon="search")
        row.addWidget(self.candidate_box, 1)
        row.addWidget(self.look_button)
        both.setFocusProxy(self.candidate_box)
        self.labelled("Look at one letter", both, "That it was looked at is logged.")

    @property
    def to(self) -> Recipients:
        """Who is written to."""
        return Recipients(self.to_box.currentData())

    @property
    def template(self) -> Path | None:
        """The Word file chosen, if any."""
        if self.to is Recipients.ALL or not self.template_line.text:
            return None
        return self.template_line.path

    @property
    def suffix(self) -> str:
        """The suffix of what is written, without its dot."""
        return "docx" if self.one_file.isChecked() else "zip"

    def copy_templates(self) -> None:
        """Copy the usual templates into the workspace, to be edited in Word."""
        self.errors.clear()
        self._desk.call(letters.copy_templates, done=self._copied, failed=self._failed)

    def look(self) -> None:
        """Show the text of the chosen letter."""
        self.errors.clear()
        if self.candidate_box.count():
            self._with_comments(self._look)

    def confirm(self) -> None:
        self.errors.clear()
        self._with_comments(self.accept)

    def _offer(self) -> None:
        """Follow whom the letters go to."""
        one_kind = self.to is not Recipients.ALL
        self.template_line.setEnabled(one_kind)
        self._template_label.setEnabled(one_kind)
        self._desk.call(
            letters.recipients, self._reference, self.to, done=self._list, failed=self._failed
        )

    def _list(self, candidates: list[str]) -> None:
        self.candidate_box.clear()
        self.candidate_box.addItems(candidates)
        self.look_button.setEnabled(bool(candidates))

    def _with_comments(self, then: Callable[[], object]) -> None:
        """Read the comments, if there are any, and go on."""
        if not self.comments_line.text:
            self.comments = {}
            then()
            return

        def read(found: Mapping[tuple[str, str], str]) -> None:
            self.comments = found
            then()

        self._desk.call(
            read_comments,
            self._reference,
            self.comments_line.path,
            done=read,
            failed=lambda said: self.show_problems([(one, self.comments_line) for one in said]),
        )

    def _look(self) -> None:
        self._desk.call(
            letters.letter_text,
            self._reference,
            self.candidate_box.currentText(),
            template=self.template,
            comments=self.comments,
            done=self._show,
            failed=self._failed,
        )

    def _show(self, words: str) -> None:
        if self._desk.is_unsealed:  # it may have been sealed while the letter was under way
            open_dialog(
                LetterDialog(self._desk, self, self.candidate_box.currentText(), words),
                lambda: None,
            )

    def _copied(self, paths: list[Path]) -> None:
        self.copied.setText(
            f"Edit {' and '.join(path.name for path in paths)} in '{paths[0].parent}'. They are "
            "used from now on."
        )
        self.copied.show()
        self.fit()

    def _failed(self, sentences: list[str]) -> None:
        self.show_problems([(sentence, None) for sentence in sentences])
