"""Where a set-up takes criteria from beside the keyboard: a file, a template; and the list of words
that they are looked at with."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from edi_shortlist.desktop.dialogs.specification_import import SpecificationImportDialog
from edi_shortlist.desktop.dialogs.templates import TemplatesDialog
from edi_shortlist.desktop.dialogs.word_list import WordListDialog
from edi_shortlist.desktop.pages.base import VacancyPage
from edi_shortlist.desktop.pages.setup_criteria import CriteriaSection
from edi_shortlist.desktop.pages.setup_sections import Mapping
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.states import before_release
from edi_shortlist.desktop.widgets.basics import Note, button
from edi_shortlist.recruitment.own_wording import OwnWording
from edi_shortlist.recruitment.specification_template import SpecificationTemplate
from edi_shortlist.recruitment.vacancy import Vacancy, VacancyError
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.own_wording import own_wording
from edi_shortlist.workflow.specification import shipped_word_list
from edi_shortlist.workflow.specification_import import (
    ReadSpecification,
    read_specification_file,
)

SPECIFICATIONS = "Documents (*.docx *.doc *.pdf *.odt *.rtf *.html *.htm *.txt);;Every file (*)"


class Sources(Note):
    """Takes criteria over into the page, and is the strip that says so and puts them back.

    Args:
        page: whose set-up it is.
        criteria: the section that they go into.
        typed: gives the set-up as typed.
        show: shows a set-up in place of what is typed.
    """

    def __init__(
        self,
        page: VacancyPage,
        criteria: CriteriaSection,
        typed: Callable[[], Mapping],
        show: Callable[[Mapping], None],
    ) -> None:
        super().__init__("", "success")
        self._page, self._criteria = page, criteria
        self._typed, self._show = typed, show
        self._before: Mapping = {}
        self.own_words = OwnWording()
        self.put_back = button("Undo", self._put_back, icon="undo", kind="quiet")
        self.row.addWidget(self.put_back)
        self.hide()

    def _tell_taken(self, said: str, before: Mapping) -> None:
        self._before = before
        self.say(f"{said} Nothing is saved yet.", "success")
        self.show()

    def _put_back(self) -> None:
        """Undo what was taken over, and whatever was typed since."""
        self._show(self._before)
        self.hide()

    # A file

    def choose_file(self) -> None:
        """Ask for a person specification and read it."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self._page, "Read a person specification", "", SPECIFICATIONS
        )
        if chosen:
            self.read_file(Path(chosen))

    def read_file(self, path: Path) -> None:
        """Read criteria from a file, and ask which are to be taken over."""
        self._criteria.from_file.setEnabled(False)
        self._page.said.emit(f"Reading {path.name}…")
        reference = self._page.reference
        self._page.desk.runner.run(
            lambda _task: read_specification_file(path),
            lambda read: self._read(read, reference),
            self._refused,
            long=True,
        )

    def _read(self, read: ReadSpecification, reference: str) -> None:
        self._criteria.from_file.setEnabled(True)
        if reference != self._page.desk.reference:
            return  # another vacancy was taken in hand meanwhile
        self._page.errors.clear()
        self._page.said.emit(f"{read.file} was read.")
        dialog = SpecificationImportDialog(
            self._page.window(), read, len(self._criteria.model.rows)
        )
        self._page.ask(dialog, lambda: self._take_over(dialog, read.file))

    def _refused(self, sentences: list[str]) -> None:
        self._criteria.from_file.setEnabled(True)
        self._page.fail(sentences)

    def _take_over(self, dialog: SpecificationImportDialog, file: str) -> None:
        before = self._typed()
        taken = self._criteria.take_over(dialog.rows, replace=dialog.replaces)
        said = f"{count(taken, 'criterion', 'criteria')} taken over from ‘{file}’."
        if there := len(dialog.rows) - taken:
            said += f" {count(there, 'was', 'were')} there already."
        self._tell_taken(said, before)

    # Templates

    def open_templates(self) -> None:
        """Show the templates, to use one or to save this set-up as one."""
        dialog = TemplatesDialog(
            self._page.desk,
            self._page.window(),
            self._as_typed,
            may_use=before_release(self._page.desk.state),
        )
        self._page.ask(dialog, lambda: self._use(dialog.chosen))

    def _as_typed(self) -> Vacancy | None:
        try:
            return Vacancy.from_dict(self._typed())
        except VacancyError:
            return None

    def _use(self, template: SpecificationTemplate | None) -> None:
        if template is None:
            return
        before, held = self._typed(), template.to_dict()
        said = f"The criteria and scale of ‘{held.pop('name')}’ are taken over."
        held.pop("about")
        self._show(before | held)
        self._tell_taken(said, before)

    # The list of words

    def read_own_words(self) -> None:
        """Read HR's own list of wording anew."""
        desk = self._page.desk
        desk.call(own_wording, done=self._take_own_words, failed=self._page.fail)

    def _take_own_words(self, own: OwnWording) -> None:
        self.own_words = own
        self._criteria.look_again()

    def open_word_list(self) -> None:
        """Show the list of wording, with what it finds in the criteria as they are typed."""
        try:
            shipped = shipped_word_list()
        except (Refused, FileNotFoundError) as error:
            self._page.fail([str(error)])
            return
        rows = self._criteria.model.rows
        texts = [words for row in rows for words in (row.text, *row.guide.values())]
        dialog = WordListDialog(
            self._page.desk, self._page.window(), shipped, self.own_words, texts
        )
        self._page.ask(dialog, lambda: self._take_own_words(dialog.own))
