"""Templates of person specifications: used, saved, renamed, deleted, and carried by a file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QScrollArea, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.column_rows import show_through
from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.desktop.dialogs.frame import Frame
from edi_shortlist.desktop.models.templates import TemplatesModel, in_words
from edi_shortlist.desktop.widgets.basics import Card, button, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.page import open_dialog
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.recruitment.specification_template import SpecificationTemplate, TemplateError
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow import specification_templates as verbs
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.specification_templates import KnownTemplate

FILES = "Templates (*.toml)"
_LINES_OF_TABLE = 5


class SaveTemplateDialog(Frame):
    """Asks for the name of a new template and keeps it."""

    def __init__(self, desk: Desk, parent: QWidget | None, vacancy: Vacancy) -> None:
        super().__init__(
            parent,
            "Save as a template",
            "Criteria, guides, weights, scale and the way of scoring of "
            f"{vacancy.reference} are saved, as they stand on the page; panel, schemes and places "
            "are not.",
            "Save the template",
        )
        self._desk, self._vacancy = desk, vacancy
        self.name = self.field("Name", "For example Housing adviser, grade 6")
        self.name.setText(vacancy.title)
        self.about = self.field("What it is for", "A sentence; may stay empty.")
        self.column.addStretch(1)
        self.name.setFocus()
        self.name.selectAll()
        self.fit()

    def confirm(self) -> None:
        try:
            template = SpecificationTemplate.of(self._vacancy, self.name.text(), self.about.text())
        except TemplateError as error:
            said = [
                one.replace("'name'", "The name").replace("'criteria'", "The vacancy's criteria")
                for one in error.problems
            ]
            self.show_problems([(one, self.name) for one in said])
            return
        self.run(self._desk, verbs.save_template, template, at=self.name)


class RenameTemplateDialog(Frame):
    """Asks for another name of a template."""

    def __init__(self, desk: Desk, parent: QWidget | None, name: str) -> None:
        super().__init__(parent, "Rename the template", "", "Rename")
        self._desk, self._old = desk, name
        self.name = self.field("New name")
        self.name.setText(name)
        self.name.selectAll()
        self.column.addStretch(1)
        self.name.setFocus()
        self.fit()

    def confirm(self) -> None:
        new = self.name.text().strip()
        if not new:
            self.show_problems([("Enter a name.", self.name)])
            return
        self.run(self._desk, verbs.rename_template, self._old, new, at=self.name)


class TemplatesDialog(Frame):
    """HR's own templates and those that ship.

    Args:
        vacancy: gives the vacancy as it stands on the page, for saving; None where what was typed
            is no valid vacancy yet.
        may_use: whether its set-up can be changed still.

    Attributes:
        chosen: the template to use; to be read once the dialog is accepted.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        vacancy: Callable[[], Vacancy | None],
        *,
        may_use: bool,
    ) -> None:
        super().__init__(
            parent,
            "Templates",
            "Person specifications to begin with. Your own lie in this workspace and in its "
            "backups.",
            "Use for this vacancy",
        )
        self._desk, self._vacancy, self._may_use = desk, vacancy, may_use
        self._wanted = ""
        self.model = TemplatesModel(self)
        self.table = Table("Templates")
        self.table.setModel(self.model)
        self.table.stretch(0)
        self.table.setMinimumHeight(
            self.table.verticalHeader().defaultSectionSize() * _LINES_OF_TABLE
        )
        self.table.chosen.connect(lambda _index: self._show())
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self._tools())
        self.held = text("", "small")
        self.held.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card = Card("What it holds")
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.held)
        scroll.setMinimumHeight(150)
        show_through(scroll)
        card.inside.addWidget(scroll)
        self.column.addWidget(card, 1)
        self.act.setDefault(False)
        self.cancel.setText("Close")
        self.table.setFocus()
        self.read()
        self.fit()

    def _tools(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=8)
        self.save = button("Save this vacancy's…", self._save, icon="save")
        self.rename = button("Rename…", self._rename, kind="quiet")
        self.delete = button("Delete…", self._delete, kind="quiet", icon="remove")
        self.export = button("Save to a file…", self._choose_target, kind="quiet")
        self.take = button("From a file…", self._choose_source, kind="quiet", icon="open")
        for one in (self.save, self.rename, self.delete, self.export, self.take):
            flow.addWidget(one)
        return holder

    @property
    def chosen(self) -> SpecificationTemplate | None:
        """The template that is chosen."""
        known = self._known
        return known.template if known else None

    @property
    def _known(self) -> KnownTemplate | None:
        return self.model.row_at(self.table.current_row())

    def read(self, wanted: str = "") -> None:
        """Read the templates again and choose the one of a name."""
        self._wanted = wanted
        self._desk.call(verbs.templates, done=self._fill, failed=self._failed)

    def _fill(self, known: list[KnownTemplate]) -> None:
        self.errors.clear()
        self.model.set_rows(known)
        at = self.model.find(lambda one: one.template.name == self._wanted)
        self.table.choose_row(max(at, 0))
        self._show()

    def _show(self) -> None:
        known = self._known
        own = known is not None and not known.ships
        self.rename.setEnabled(own)
        self.delete.setEnabled(own)
        self.export.setEnabled(known is not None)
        self.act.setEnabled(known is not None and self._may_use)
        self.held.setText(in_words(known.template) if known else "")

    def _failed(self, sentences: list[str]) -> None:
        self.show_problems([(sentence, self.table) for sentence in sentences])

    # Acts

    def _save(self) -> None:
        vacancy = self._vacancy()
        if vacancy is None:
            self._failed(["Mend the set-up first: what was typed there cannot be saved yet."])
            return
        dialog = SaveTemplateDialog(self._desk, self, vacancy)
        open_dialog(dialog, lambda: self.read(dialog.name.text().strip()))

    def _rename(self) -> None:
        if known := self._known:
            dialog = RenameTemplateDialog(self._desk, self, known.template.name)
            open_dialog(dialog, lambda: self.read(dialog.name.text().strip()))

    def _delete(self) -> None:
        known = self._known
        if known is None:
            return
        name = known.template.name
        dialog = ConfirmDialog(
            self,
            f"Delete ‘{name}’?",
            [
                "The template is gone from this workspace, for every officer.",
                "Vacancies that were made of it stay as they are.",
            ],
            "Delete the template",
        )
        open_dialog(dialog, lambda: self._do(verbs.delete_template, name))

    def _choose_target(self) -> None:
        known = self._known
        if known is None:
            return
        chosen, _kind = QFileDialog.getSaveFileName(
            self, "Save the template to a new file", f"{known.template.name}.toml", FILES
        )
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, path: Path) -> None:
        """Write the template that is chosen to a new file."""
        template = self.chosen
        if template is not None:
            self._do(_export, template, path, wanted=template.name)

    def _choose_source(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, "Take a template", "", FILES)
        if chosen:
            self.take_from(Path(chosen))

    def take_from(self, path: Path) -> None:
        """Keep the template that a file holds."""
        self._do(_take, path)

    def _do(self, verb: Callable[..., Any], *arguments: Any, wanted: str = "") -> None:
        self._desk.call(
            verb,
            *arguments,
            done=lambda outcome: self.read(outcome if isinstance(outcome, str) else wanted),
            failed=self._failed,
        )


def _take(s: Session, path: Path) -> str:
    template = verbs.read_template_file(path)
    verbs.save_template(s, template)
    return template.name


def _export(_s: Session, template: SpecificationTemplate, path: Path) -> None:
    verbs.export_template(template, path)
