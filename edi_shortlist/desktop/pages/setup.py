"""Setting up a vacancy: the post and its interviews, criteria, schemes, panel and redaction."""

import re
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QTabBar, QTabWidget, QWidget

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.pages.base import VacancyPage
from edi_shortlist.desktop.pages.setup_criteria import CriteriaSection
from edi_shortlist.desktop.pages.setup_sections import (
    PanelSection,
    PostSection,
    SchemesSection,
    Section,
)
from edi_shortlist.desktop.pages.setup_sources import Sources
from edi_shortlist.desktop.states import before_release
from edi_shortlist.desktop.widgets.basics import Note, button
from edi_shortlist.recruitment.scale_presets import ScalePreset
from edi_shortlist.recruitment.vacancy import Vacancy, VacancyError
from edi_shortlist.redaction.policy import available_policies
from edi_shortlist.workflow import vacancies
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.scheme_editions import editions_of
from edi_shortlist.workflow.specification import (
    scale_presets,
    warnings_about,
)

KEY_WORDS = {
    "reference": "The reference",
    "title": "The title",
    "interview_places": "The number of places",
    "interview_limit": "The limit on interviews",
    "interview_limit_reason": "The reason for the limit",
    "ties": "The rule for ties",
    "schemes": "The schemes",
    "policy": "The redaction policy",
    "scoring": "How the panel scores",
    "scale.levels": "The scale",
    "scale.pass": "The level from which a criterion is met",
    "scale.first": "The score of the lowest level",
    "criteria": "The criteria",
    "panel": "The panel",
}
PART_WORDS = {
    "id": "the id",
    "kind": "the kind",
    "text": "the text",
    "weight": "the weight",
    "assessed_at": "where it is assessed",
    "name": "the name",
    "label": "the kind of detail",
    "action": "the action",
    "reason": "the reason",
    "guide": "the guide",
}
ROW_WORDS = {"criteria": "Criterion", "panel": "Panellist", "policy_overrides": "Exception"}


def in_plain_words(problem: str) -> tuple[str, str]:
    """Return the key that a problem names, and the problem with the key in plain words.

    ``'criteria[2].weight' must be more than 0.`` becomes
    ``Criterion 2, the weight: must be more than 0.``
    """
    found = re.match(r"'([^']+)' (.*)", problem, re.DOTALL)
    if not found:
        return "", problem
    key, rest = found[1], found[2]
    rest = re.sub(r"'([a-z_.]+)'", lambda m: _lower(KEY_WORDS.get(m[1], m[1])), rest)
    row = re.match(r"(\w+)\[(\d+)\]\.(\w+)", key)
    if row and row[1] in ROW_WORDS:
        part = PART_WORDS.get(row[3], row[3])
        return key, f"{ROW_WORDS[row[1]]} {row[2]}, {part}: {rest}"
    return key, f"{KEY_WORDS.get(key, key)} {rest}"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _presets() -> tuple[ScalePreset, ...]:
    """Return the scales to begin with; where HR's list of them cannot be used there are none."""
    try:
        return scale_presets()
    except (Refused, FileNotFoundError):
        return ()


class SetupPage(VacancyPage):
    """Change a vacancy until it is released."""

    name = "setup"
    title = "Set up the vacancy"
    icon = "setup"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.discard = button("Discard changes", self._discard, icon="undo")
        self.save = button("Save", self.store, kind="primary", icon="save", tip="Ctrl+S")
        self.templates = button("Templates…", icon="file")
        self.acts.addWidget(self.templates)
        self.acts.addWidget(self.discard)
        self.acts.addWidget(self.save)
        self.closed_note = Note(
            "This vacancy was released to the panel, so its set-up cannot be changed any more.",
            "neutral",
        )
        self.closed_note.hide()
        self.body.addWidget(self.closed_note)
        self.warnings = Note("", "warning")
        self.warnings.hide()
        self.body.addWidget(self.warnings)
        self.post = PostSection()
        self.criteria = CriteriaSection(
            lambda criteria: warnings_about(criteria, self.sources.own_words), _presets()
        )
        self.sources = Sources(self, self.criteria, self.typed, self._show_typed)
        self.templates.clicked.connect(self.sources.open_templates)
        self.body.addWidget(self.sources)
        self.schemes = SchemesSection()
        self.panel = PanelSection(available_policies())
        self._sections: list[tuple[str, Section]] = [
            ("Post and interviews", self.post),
            ("Criteria and scale", self.criteria),
            ("Schemes", self.schemes),
            ("Panel and redaction", self.panel),
        ]
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        bar: QTabBar = self.tabs.tabBar()
        bar.setAccessibleName("Parts of the set-up")
        bar.setExpanding(False)
        bar.setDrawBase(False)
        for words, section in self._sections:
            scroll = QScrollArea()
            scroll.setObjectName("pageScroll")
            scroll.setWidgetResizable(True)
            scroll.setWidget(section)
            section.setObjectName("canvas")
            self.tabs.addTab(scroll, words)
            section.changed.connect(self._changed)
        self.criteria.warned.connect(self._count_warnings)
        self.criteria.file_wanted.connect(self.sources.choose_file)
        self.criteria.words_wanted.connect(self.sources.open_word_list)
        self.body.addWidget(self.tabs, 1)
        self._loaded: str | None = None
        self._dirty = False
        self._filling = False
        # What was typed and not saved, while another vacancy is in hand.
        self._drafts: dict[str, dict[str, Any]] = {}
        self._tell_dirty()
        desk.workspace_changed.connect(self._forget)

    def _forget(self) -> None:
        self._drafts.clear()
        self._dirty, self._loaded = False, None

    @property
    def dirty(self) -> bool:
        """Whether something was typed, for any vacancy, that is not saved."""
        return self._dirty or bool(self._drafts)

    @property
    def unsaved(self) -> str:
        return "What you typed into the set-up and did not save is lost." if self.dirty else ""

    def first(self) -> QWidget | None:
        return self.tabs.tabBar()

    def read(self) -> None:
        """Read the vacancy, unless the person is in the middle of changing it."""
        self.sources.read_own_words()
        if self._dirty and self._loaded == self.reference:
            return
        if self._dirty and self._loaded is not None:
            self._drafts[self._loaded] = self.typed()
        self.desk.call(editions_of, self.reference, done=self.schemes.offer, failed=self.fail)
        self.desk.call(vacancies.get_vacancy, self.reference, done=self._fill, failed=self.fail)

    def _fill(self, vacancy: Vacancy) -> None:
        self._filling = True
        draft = self._drafts.pop(vacancy.reference, None)
        mapping: dict[str, Any] = draft or vacancy.to_dict()
        for _words, section in self._sections:
            section.load(mapping)
        self._filling = False
        self._loaded = vacancy.reference
        self._dirty = draft is not None
        self.errors.clear()
        self.sources.hide()
        editable = before_release(self.desk.state)
        self.closed_note.setVisible(not editable)
        for _words, section in self._sections:
            section.setEnabled(editable)
        for one in (self.save, self.discard):
            one.setVisible(editable)
        self._warn(vacancy)
        self._tell_dirty()

    def _warn(self, vacancy: Vacancy) -> None:
        found = [in_plain_words(one)[1] for one in vacancy.warnings()]
        self.warnings.setVisible(bool(found) and before_release(self.desk.state))
        self.warnings.say(" ".join(found), "warning")

    def _count_warnings(self, count: int) -> None:
        """Say beside the name of the part how many warnings wait there."""
        at = next(n for n, (_, one) in enumerate(self._sections) if one is self.criteria)
        words = self._sections[at][0]
        self.tabs.setTabText(at, f"{words} ({count})" if count else words)
        said = f"{count} to look at again" if count else ""
        self.tabs.setTabToolTip(at, said)

    def _changed(self) -> None:
        if self._filling:
            return
        self._dirty = True
        self.schemes.say_school_based(self.post.school.isChecked())
        self._tell_dirty()

    def _tell_dirty(self) -> None:
        self.save.setEnabled(self._dirty)
        self.discard.setEnabled(self._dirty)

    def _discard(self) -> None:
        self._dirty = False
        self.read()
        self.said.emit("Your changes were discarded.")

    def _show_typed(self, mapping: dict[str, Any]) -> None:
        """Show a set-up in place of what was typed, as if it had been typed."""
        for _words, section in self._sections:
            section.load(mapping)
        self._changed()

    # Saving

    def typed(self) -> dict[str, Any]:
        """Return the mapping as typed, in the form of ``vacancy.toml``."""
        mapping: dict[str, Any] = {}
        for _words, section in self._sections:
            mapping |= section.to_dict()
        return mapping

    def store(self) -> None:
        """Check what was typed and save it."""
        focused = self.window().focusWidget()
        if focused is not None:
            focused.clearFocus()  # an open cell of the table takes what was typed
        if not self._dirty:
            return
        try:
            vacancy = Vacancy.from_dict(self.typed())
        except VacancyError as error:
            self._refuse(list(error.problems))
            return
        self.desk.call(
            vacancies.update_vacancy,
            vacancy,
            done=lambda _outcome: self._stored(vacancy),
            failed=self._refuse,
        )

    def _stored(self, vacancy: Vacancy) -> None:
        self._dirty = False
        self.errors.clear()
        self.sources.hide()
        self._tell_dirty()
        self._warn(vacancy)
        self.said.emit(f"The set-up of {vacancy.reference} is saved.")
        self.desk.reload()

    def _refuse(self, problems: list[str]) -> None:
        shown: list[tuple[str, Callable[[], object] | None]] = []
        for problem in problems:
            key, words = in_plain_words(problem)
            shown.append((words, self._jump(key) if key else None))
        self.errors.show_problems(shown, "The set-up is not saved yet")

    def _jump(self, key: str) -> Callable[[], None]:
        def go() -> None:
            for number, (_words, section) in enumerate(self._sections):
                field: QWidget | None = section.field_of(key)
                if field is not None:
                    self.tabs.setCurrentIndex(number)
                    field.setFocus(Qt.FocusReason.ShortcutFocusReason)
                    return

        return go
