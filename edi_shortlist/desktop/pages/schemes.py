"""Guaranteed-interview schemes: read them, edit them, and see every version."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.desktop.dialogs.export import ask_where
from edi_shortlist.desktop.dialogs.scheme import SchemeDialog
from edi_shortlist.desktop.models.schemes import SchemesModel
from edi_shortlist.desktop.pages.base import DeskPage
from edi_shortlist.desktop.widgets.basics import Card, button, text
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.recruitment.plain_words import day_words
from edi_shortlist.recruitment.scheme import EXCLUDABLE, Scheme
from edi_shortlist.workflow import schemes
from edi_shortlist.workflow.scheme_editions import SchemeEdition
from edi_shortlist.workflow.schemes import SchemeSummary

FILES = "Schemes (*.toml)"


class SchemesPage(DeskPage):
    """What applicants can declare for. Which of them declared is on no page but HR's own."""

    name = "schemes"
    title = "Schemes"
    icon = "schemes"

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "Who is promised an interview. The definition is the council’s choice; applicants read "
            "it word for word, and a vacancy keeps the version that it was released with.",
        )
        self.new_button = button("New scheme…", self.add, kind="primary", icon="add")
        self.acts.addWidget(self.new_button)
        self.model = SchemesModel(self)
        self.table = Table("Schemes")
        self.table.setModel(self.model)
        self.table.stretch(0, 4)
        self.table.setMinimumHeight(170)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(lambda _index: self.edit())
        self.body.addWidget(self.table, 2)
        self.body.addWidget(self._acts())
        self.reading = Card()
        self.reading.setAccessibleName("The scheme in words")
        top = QHBoxLayout()
        self.heading = text("", "subheading")
        self.versions = QComboBox()
        self.versions.setAccessibleName("Version")
        self.versions.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.versions.activated.connect(lambda _at: self._show_version())
        top.addWidget(self.heading, 1)
        top.addWidget(self.versions)
        self.reading.inside.addLayout(top)
        self.definition = text("")
        self.facts = text("", "small")
        for label in (self.definition, self.facts):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.reading.inside.addWidget(label)
        self.body.addWidget(self.reading)
        self._editions: list[SchemeEdition] = []
        self._wanted = ""
        desk.workspace_changed.connect(self._forget)

    def _acts(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, gap=10)
        self.edit_button = button("Edit…", self.edit, icon="setup")
        self.copy_button = button("Copy…", self.copy, icon="file")
        self.retire_button = button("Retire…", self.ask_retire, icon="remove")
        self.import_button = button("Import a file…", self.choose_file, icon="folder")
        self.export_button = button("Export…", self.choose_place, icon="save")
        for made in (
            self.edit_button,
            self.copy_button,
            self.retire_button,
            self.import_button,
            self.export_button,
        ):
            flow.addWidget(made)
        return row

    def _forget(self) -> None:
        self.model.set_rows([])
        self.reading.hide()

    # Reading

    def first(self) -> QWidget | None:
        return self.table

    def shown(self) -> None:
        """Read the schemes again."""
        self.desk.call(schemes.list_schemes, done=self._fill, failed=self.fail)

    def _fill(self, found: list[SchemeSummary]) -> None:
        at = max(self.table.current_row(), 0)
        self.model.set_rows(found)
        wanted = self.model.find(lambda one: one.edition.scheme.id == self._wanted)
        self._wanted = ""
        self.table.choose_row(wanted if wanted >= 0 else min(at, len(found) - 1))

    @property
    def row(self) -> SchemeSummary | None:
        """The scheme that is chosen."""
        return self.model.row_at(self.table.current_row())

    @property
    def scheme(self) -> Scheme | None:
        """The chosen scheme in its current version."""
        return self.row.edition.scheme if self.row else None

    def _chosen(self, _index: QModelIndex) -> None:
        row = self.row
        for made in (self.edit_button, self.copy_button, self.export_button):
            made.setEnabled(row is not None)
        self.retire_button.setEnabled(row is not None and not row.edition.retired)
        if row is not None:
            self.desk.call(
                schemes.scheme_versions,
                row.edition.scheme.id,
                done=self._fill_versions,
                failed=self.fail,
            )

    def _fill_versions(self, editions: list[SchemeEdition]) -> None:
        self._editions = editions
        self.versions.clear()
        for edition in editions:
            words = edition.words[:1].upper() + edition.words[1:]
            self.versions.addItem(f"{words}, retired" if edition.retired else words)
        self._show_version()

    def _show_version(self) -> None:
        at = self.versions.currentIndex()
        self.reading.setVisible(at >= 0)
        if at < 0:
            return
        edition = self._editions[at]
        scheme = edition.scheme
        source = scheme.source
        if scheme.source and scheme.date:
            source = f"{scheme.source}, read on {day_words(scheme.date)}"
        saved = f"by {edition.actor}" if edition.actor and not edition.from_file else ""
        kinds = ", ".join(EXCLUDABLE[kind] for kind in scheme.excludes)
        facts = (
            ("Minimum", scheme.minimum),
            ("Evidence", scheme.evidence),
            ("Source", source),
            ("Does not apply to", kinds),
            ("Saved", saved),
            ("Short name", scheme.id),
        )
        self.heading.setText(scheme.name)
        self.definition.setText(" ".join(scheme.definition.split()))
        self.facts.setText("\n".join(f"{label}: {words}" for label, words in facts if words))

    # Acting

    def add(self) -> None:
        """Write a new scheme."""
        self._ask(SchemeDialog(self.desk, self.window(), None))

    def edit(self) -> None:
        """Edit the chosen scheme."""
        if self.scheme is not None:
            self._ask(SchemeDialog(self.desk, self.window(), self.scheme))

    def copy(self) -> None:
        """Write a new scheme that begins with the words of the chosen one."""
        if self.scheme is not None:
            self._ask(SchemeDialog(self.desk, self.window(), self.scheme, copy=True))

    def _ask(self, dialog: SchemeDialog) -> None:
        self.errors.clear()
        self.ask(dialog, lambda: self._saved(dialog.outcome))

    def _saved(self, edition: SchemeEdition) -> None:
        self._wanted = edition.scheme.id
        self.said.emit(f"{edition.scheme.name} is saved, {edition.words}.")
        self._read_again()

    def _read_again(self) -> None:
        self.desk.reload()
        self.shown()

    def ask_retire(self) -> None:
        """Show what retiring changes, and ask once."""
        self.errors.clear()
        scheme = self.scheme
        if scheme is None:
            return
        dialog = ConfirmDialog(
            self.window(),
            f"Retire {scheme.name}?",
            [
                "New vacancies cannot choose it any more.",
                "Vacancies that were released go on with the version that they have.",
                "Its versions stay. Save it again to offer it again.",
            ],
            "Retire it",
        )
        self.ask(dialog, lambda: self._retire(scheme.id))

    def _retire(self, scheme: str) -> None:
        self._wanted = scheme
        self.desk.call(
            schemes.retire_scheme,
            scheme,
            done=lambda _edition: self._read_again(),
            failed=self.fail,
        )

    def choose_file(self) -> None:
        """Ask for the file of a scheme, say from another workspace, and show it to be saved."""
        self.errors.clear()
        chosen, _kind = QFileDialog.getOpenFileName(self, "Import a scheme", "", FILES)
        if chosen:
            self.import_file(Path(chosen))

    def import_file(self, path: Path) -> None:
        """Save the scheme of a file."""
        self.desk.call(schemes.import_scheme, path, done=self._saved, failed=self.fail)

    def choose_place(self) -> None:
        """Ask where the version that is shown is to be written."""
        self.errors.clear()
        at = self.versions.currentIndex()
        if at < 0:
            return
        edition = self._editions[at]
        path = ask_where(self, "Export the scheme", f"{edition.scheme.id}.toml", FILES)
        if path is not None:
            self.desk.call(
                lambda _session: schemes.write_scheme_file(edition, path),
                done=lambda _outcome: self.said.emit(f"The scheme is in ‘{path.name}’."),
                failed=self.fail,
            )
