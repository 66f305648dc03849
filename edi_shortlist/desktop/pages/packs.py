"""Panel packs: one file a panellist out, scores in."""

from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.dialogs.confirm import ConfirmDialog
from edi_shortlist.desktop.dialogs.packs import PACKS, CopyDialog, PinDialog, PinsDialog
from edi_shortlist.desktop.models.packs import PacksModel
from edi_shortlist.desktop.pages.base import VacancyPage
from edi_shortlist.desktop.pages.told_note import ToldNote
from edi_shortlist.desktop.sentences import count
from edi_shortlist.desktop.states import frozen, locked, released
from edi_shortlist.desktop.widgets.basics import Card, Empty, Note, button, relabel, text
from edi_shortlist.desktop.widgets.drop import DropArea
from edi_shortlist.desktop.widgets.flow import FlowLayout
from edi_shortlist.desktop.widgets.progress import ProgressPanel
from edi_shortlist.desktop.widgets.table import Table
from edi_shortlist.workflow import packs
from edi_shortlist.workflow.agreed_importing import AgreedImport
from edi_shortlist.workflow.manager_copies import MadeCopy
from edi_shortlist.workflow.pack_importing import PackImport, PinNeeded, import_pack
from edi_shortlist.workflow.packs import MadePack, MadePacks, PackState

LATE = "The scores are locked. No pack is made or taken in any more."
MODERATED = (
    "The panel moderates. No panellist’s pack is made or taken in; a manager’s copy can be made to "
    "moderate in, and comes back as a pack does."
)
STOPPING = "Stopping after this pack. What was finished stays."


class PacksPage(VacancyPage):
    """Hand packs to the panel, and take their scores back."""

    name = "packs"
    title = "Panel packs"
    icon = "packs"

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "One encrypted file a panellist, scored on any computer and sent back. It holds the "
            "anonymised applications and nothing else.",
        )
        self.all_button = button(
            "Packs for all…", self.choose_folder, kind="primary", icon="folder"
        )
        self.copy_button = button("Manager’s copy…", self.ask_copy, icon="file")
        self.acts.addWidget(self.all_button)
        self.acts.addWidget(self.copy_button)
        self.late = Note(LATE, "neutral")
        self.body.addWidget(self.late)
        self.told_note = ToldNote(desk)
        self.told_note.wanted.connect(lambda: self.go.emit("told"))
        self.body.addWidget(self.told_note)
        self.progress = ProgressPanel()
        self.body.addWidget(self.progress)
        self.outcomes = QWidget()
        self._lines = QVBoxLayout(self.outcomes)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)
        self.body.addWidget(self.outcomes)
        self.model = PacksModel(self)
        self.table = Table("Panellists and their packs")
        self.table.setModel(self.model)
        self.table.stretch(0)
        self.table.setMinimumHeight(150)
        self.table.chosen.connect(self._row_chosen)
        self.table.opened.connect(lambda _index: self.choose_file())
        self.body.addWidget(self.table, 1)
        self.one = self._one()
        self.body.addWidget(self.one)
        self.drop = DropArea("Packs that came back", "Drop them here, one or several at once.")
        self.import_button = button("Import packs…", self.choose_packs, icon="add")
        self.drop.buttons.addWidget(self.import_button)
        self.drop.dropped.connect(self.import_files)
        self.body.addWidget(self.drop)
        self.early = Empty(
            "packs",
            "There is nothing to hand out yet",
            "Packs are made when the redactions are reviewed and the applications released.",
        )
        self.early.add_button(
            button("Go to the review", lambda: self.go.emit("review"), kind="primary", icon="next")
        )
        self.body.addWidget(self.early, 1)
        self._waiting: list[Path] = []
        self._taken = 0
        desk.workspace_changed.connect(self._forget)

    def _one(self) -> Card:
        """Return what can be done for the panellist who is chosen."""
        card = Card()
        row = QWidget()
        flow = FlowLayout(row, gap=10)
        self.who = text("", "strong", wrap=False)
        self.make_button = button("Make the pack…", self.choose_file, icon="packs")
        self.pin_button = button("Show the PIN", self.show_pin, icon="unlock")
        for widget in (self.who, self.make_button, self.pin_button):
            flow.addWidget(widget)
        card.inside.addWidget(row)
        return card

    def _forget(self) -> None:
        self._waiting.clear()
        self._clear_outcomes()
        self.model.set_rows([])

    # Reading

    def first(self) -> QWidget | None:
        return self.table

    def read(self) -> None:
        state = self.desk.state
        ready = released(state)
        open_still = ready and not frozen(state)
        self.early.setVisible(not ready)
        self.lede.setVisible(ready)
        self.late.say(LATE if locked(state) else MODERATED, "neutral")
        self.late.setVisible(frozen(state))
        self.copy_button.setVisible(frozen(state))
        self.table.setVisible(ready)
        for widget in (self.all_button, self.one):
            widget.setVisible(open_still)
        self.drop.setVisible(ready and not locked(state))
        self.told_note.read()
        if ready:
            self.desk.call(packs.list_packs, self.reference, done=self._fill, failed=self.fail)

    def _fill(self, states: list[PackState]) -> None:
        at = max(self.table.current_row(), 0)
        self.model.set_rows(states)
        self.table.choose_row(at)
        self._tell_of_one()

    @property
    def row(self) -> PackState | None:
        """The panellist who is chosen."""
        return self.model.row_at(self.table.current_row())

    def _row_chosen(self, _index: QModelIndex) -> None:
        self._tell_of_one()

    def _tell_of_one(self) -> None:
        row = self.row
        if row is None:
            self.one.hide()
            return
        self.who.setText(row.panellist)
        relabel(self.make_button, "Make it again…" if row.pack else "Make the pack…")
        self.make_button.setAccessibleName(
            f"Make the pack of {row.panellist}{' again' if row.pack else ''}"
        )
        self.pin_button.setVisible(row.pack is not None)
        self.pin_button.setEnabled(row.pin_known)
        self.pin_button.setToolTip(
            ""
            if row.pin_known
            else "Open the vault; a PIN is kept where the vault was open when the pack was made."
        )

    # Making

    def choose_file(self) -> None:
        """Ask where the chosen panellist's pack is to be written; before, whether it is to replace
        one."""
        self.errors.clear()
        row = self.row
        if row is None or frozen(self.desk.state):
            return
        if row.pack is None:
            self._save_as(row.panellist, again=False)
            return
        dialog = ConfirmDialog(
            self.window(),
            f"Make the pack of {row.panellist} again?",
            [
                "The pack that was handed out before is refused from then on.",
                f"The new one begins with the {count(row.given, 'score')} that "
                f"{'is' if row.given == 1 else 'are'} here already.",
                "It has a PIN of its own.",
            ],
            "Make it again",
        )
        self.ask(dialog, lambda: self._save_as(row.panellist, again=True))

    def _save_as(self, panellist: str, *, again: bool) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self,
            f"The pack of {panellist}",
            packs.pack_name(self.reference, panellist),
            PACKS,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            path = Path(chosen)
            self.make(
                panellist, path if path.suffix else path.with_suffix(packs.PACK_SUFFIX), again
            )

    def make(self, panellist: str, path: Path, again: bool = False) -> None:
        """Write one pack and show its PIN."""
        self.make_button.setEnabled(False)
        task = self.desk.call(
            packs.export_pack,
            self.reference,
            panellist,
            path,
            again=again,
            done=self._made,
            failed=self.fail,
        )
        task.ended.connect(lambda: self.make_button.setEnabled(True))

    def _made(self, made: MadePack) -> None:
        self.said.emit(f"The pack of {made.panellist} is in ‘{made.path}’.")
        self._show_pins(MadePacks((made,)))

    def choose_folder(self) -> None:
        """Ask for the folder of the packs for everybody who has none."""
        self.errors.clear()
        chosen = QFileDialog.getExistingDirectory(self, "Folder for the packs")
        if chosen:
            self.make_all(Path(chosen))

    def make_all(self, folder: Path) -> None:
        """Write a pack for everybody who has none, and show the PINs."""
        self.all_button.setEnabled(False)
        task = self.desk.call_long(
            packs.export_packs,
            self.reference,
            folder,
            done=self._show_pins,
            failed=self.fail,
        )
        self.progress.follow(task, "Making packs", STOPPING)
        task.ended.connect(lambda: self.all_button.setEnabled(True))

    def _show_pins(self, outcome: MadePacks) -> None:
        self.read()
        notes = list(outcome.problems)
        if outcome.had_one:
            notes.append(f"These have a pack already: {', '.join(outcome.had_one)}.")
        if not outcome.made:
            self.fail(notes or ["No pack was made."])
            return
        self.ask(
            PinsDialog(
                self.window(),
                [(one.panellist, one.pin) for one in outcome.made],
                kept=all(one.pin_kept for one in outcome.made),
                notes=notes,
            ),
            lambda: None,
        )

    def ask_copy(self) -> None:
        """Ask whom a manager's copy is for, make it, and show its PIN."""
        self.errors.clear()
        dialog = CopyDialog(self.desk, self.window(), self.reference)
        self.ask(dialog, lambda: self._copied(dialog.outcome))

    def _copied(self, made: MadeCopy) -> None:
        self.said.emit(f"The copy for {made.manager} is in ‘{made.path}’.")
        pins = [(made.manager, made.pin)]
        self.ask(PinsDialog(self.window(), pins, kept=False), lambda: None)

    def show_pin(self) -> None:
        """Show the PIN of the chosen panellist's pack again."""
        self.errors.clear()
        if row := self.row:
            panellist = row.panellist
            self.desk.call(
                packs.pin_of,
                self.reference,
                panellist,
                done=lambda pin: self.ask(
                    PinsDialog(self.window(), [(panellist, pin)], kept=True), lambda: None
                ),
                failed=self.fail,
            )

    # Importing

    def choose_packs(self) -> None:
        """Ask for the packs that came back."""
        chosen, _kind = QFileDialog.getOpenFileNames(self, "Import packs", "", PACKS)
        if chosen:
            self.import_files([Path(one) for one in chosen])

    def import_files(self, files: list[Path]) -> None:
        """Import packs one after the other, and say a sentence of each."""
        self.errors.clear()
        if not self._waiting:
            self._clear_outcomes()
            self._waiting = list(files)
            self._taken = 0
            self.import_button.setEnabled(False)
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            self.import_button.setEnabled(True)
            self.said.emit(f"{count(self._taken, 'score')} taken in.")
            self.desk.reload()
            return
        file = self._waiting[0]
        task = self.desk.call(
            import_pack,
            file,
            ref=self.reference,
            done=self._imported,
            failed=lambda sentences: self._refused(task.error, sentences),
        )

    def _imported(self, brought: PackImport | AgreedImport) -> None:
        self._taken += brought.taken
        whole = brought.taken and not brought.left_out
        self._tell(brought.sentence, "success" if whole else "neutral")

    def _refused(self, error: BaseException | None, sentences: list[str]) -> None:
        if not isinstance(error, PinNeeded):
            self._tell(" ".join(sentences), "danger")
            return
        dialog = PinDialog(self.desk, self.window(), self.reference, self._waiting[0])
        dialog.finished.connect(lambda result: self._pin_given(dialog, result))
        self.ask(dialog, lambda: None)

    def _pin_given(self, dialog: PinDialog, result: int) -> None:
        if not self._waiting:
            return
        if result == QDialog.DialogCode.Accepted:
            self._imported(dialog.outcome)
            return
        said = dialog.errors.sentences or ["no PIN was given."]
        self._tell(f"‘{self._waiting[0].name}’ was not imported: {' '.join(said)}", "danger")

    def _tell(self, sentence: str, tone: str) -> None:
        """Say what came of the file in hand, and go on to the next."""
        self._lines.addWidget(Note(sentence, tone))
        self.outcomes.show()
        self._waiting.pop(0)
        self._next()

    def _clear_outcomes(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if widget := item.widget():
                widget.setParent(None)
                widget.deleteLater()
        self.outcomes.hide()

    @property
    def told(self) -> list[str]:
        """What is said of the packs that were imported last."""
        return [note.words for note in self.outcomes.findChildren(Note)]
