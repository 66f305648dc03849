"""The sections of a vacancy's set-up. Each shows its part of the mapping of ``vacancy.toml`` and
gives it back as typed; whether it is valid is for ``Vacancy.from_dict`` to say."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from edi_shortlist.desktop.labels import label_looks
from edi_shortlist.desktop.pages.setup_scoring import ScoringWayCard
from edi_shortlist.desktop.widgets.basics import Card, Note, text, whole_number
from edi_shortlist.desktop.widgets.lines import FieldRows, Lines
from edi_shortlist.desktop.widgets.turning_row import TurningRow
from edi_shortlist.recruitment.plain_words import day_words
from edi_shortlist.recruitment.vacancy import TieRule
from edi_shortlist.redaction.policy import Policy
from edi_shortlist.workflow.scheme_editions import SchemeEdition

Mapping = dict[str, Any]

TIE_WORDS = {
    TieRule.INVITE_ALL: ("Invite everyone who ties", "May go over the number of places."),
    TieRule.ESSENTIAL_TOTAL: (
        "Prefer the higher total on essential criteria",
        "Whoever still ties is invited.",
    ),
    TieRule.DESIRABLE_TOTAL: (
        "Prefer the higher total on desirable criteria",
        "Whoever still ties is invited.",
    ),
    TieRule.LOT: ("Draw lots", "The log keeps the seed, so that anyone can draw them again."),
}

ACTION_WORDS = {
    "hide": "Hide it",
    "generalise": "Say it in general words",
    "flag": "Ask the reviewer",
    "keep": "Keep it",
}


class Section(QWidget):
    """One tab of the set-up.

    Attributes:
        fields: the widget to go to for a problem, by the key that the problem names.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 4, 8, 4)
        self.column.setSpacing(14)
        self.fields: dict[str, QWidget] = {}

    def load(self, mapping: Mapping) -> None:
        """Show this section's part of the mapping."""

    def to_dict(self) -> Mapping:
        """Return this section's part of the mapping, as typed."""
        return {}

    def field_of(self, key: str) -> QWidget | None:
        """Return the widget for a key such as ``panel[2].name``, or None if it lies elsewhere."""
        return self.fields.get(key)

    def _labelled(self, card: Card, label: str, widget: QWidget, hint: str = "") -> None:
        name = text(label, "strong")
        name.setBuddy(widget)
        widget.setAccessibleName(label)
        card.inside.addWidget(name)
        if hint:
            widget.setAccessibleDescription(hint)
            card.inside.addWidget(text(hint, "hint"))
        card.inside.addWidget(widget)

    def _tell(self, *_anything: object) -> None:
        self.changed.emit()


class PostSection(Section):
    """The post, the interviews, and what happens at the last place."""

    def __init__(self) -> None:
        super().__init__()
        post = Card("The post")
        self.reference = QLineEdit()
        self.reference.setReadOnly(True)
        self.title = QLineEdit()
        self.school = QCheckBox("This post is based in a school")
        self._labelled(post, "Reference", self.reference, "It cannot be changed.")
        self._labelled(post, "Title", self.title)
        post.inside.addWidget(self.school)
        post.inside.addWidget(text("Some schemes do not apply to school-based posts.", "hint"))
        post.inside.addStretch(1)
        interviews = Card("Interviews")
        self.places = whole_number(0, 999, widest=160)
        self._labelled(
            interviews,
            "Places",
            self.places,
            "How many are invited on merit. Guaranteed interviews come on top.",
        )
        self.limited = QCheckBox("Limit the number of interviews")
        self.limit = whole_number(0, 9999, widest=160)
        self.limit.setAccessibleName("The most interviews that can be held")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("For example: 212 applications for a seasonal post")
        interviews.inside.addSpacing(4)
        interviews.inside.addWidget(self.limited)
        self.limit_box = QWidget()
        box = QVBoxLayout(self.limit_box)
        box.setContentsMargins(28, 0, 0, 0)
        box.setSpacing(5)
        box.addWidget(text("The most interviews that can be held", "strong"))
        box.addWidget(self.limit)
        reason = text("Why, for the record", "strong")
        reason.setBuddy(self.reason)
        box.addWidget(reason)
        box.addWidget(self.reason)
        self.reason.setAccessibleName("Why interviews are limited, for the record")
        interviews.inside.addWidget(self.limit_box)
        interviews.inside.addStretch(1)
        self.column.addWidget(TurningRow(post, interviews))
        self.column.addWidget(self._ties())
        self.column.addStretch(1)
        self.fields = {
            "reference": self.reference,
            "title": self.title,
            "school_based": self.school,
            "interview_places": self.places,
            "interview_limit": self.limit,
            "interview_limit_reason": self.reason,
            "ties": self.ties[TieRule.INVITE_ALL],
        }
        self.limited.toggled.connect(self.limit_box.setVisible)
        self.limit_box.hide()
        self.title.textEdited.connect(self._tell)
        self.reason.textEdited.connect(self._tell)
        self.school.toggled.connect(self._tell)
        self.limited.toggled.connect(self._tell)
        self.places.valueChanged.connect(self._tell)
        self.limit.valueChanged.connect(self._tell)

    def _ties(self) -> Card:
        card = Card("When candidates tie for the last place")
        self.ties: dict[TieRule, QRadioButton] = {}
        group = QButtonGroup(self)
        for rule, (words, more) in TIE_WORDS.items():
            choice = QRadioButton(words)
            choice.setAccessibleDescription(more)
            choice.setToolTip(more)
            choice.toggled.connect(self._tell)
            group.addButton(choice)
            self.ties[rule] = choice
            card.inside.addWidget(choice)
        return card

    def load(self, mapping: Mapping) -> None:
        self.reference.setText(mapping["reference"])
        self.title.setText(mapping["title"])
        self.school.setChecked(mapping["school_based"])
        self.places.setValue(mapping["interview_places"])
        limit = mapping.get("interview_limit")
        self.limited.setChecked(limit is not None)
        self.limit.setValue(limit or mapping["interview_places"])
        self.reason.setText(mapping.get("interview_limit_reason", ""))
        self.ties[TieRule(mapping["ties"])].setChecked(True)

    def to_dict(self) -> Mapping:
        mapping: Mapping = {
            "reference": self.reference.text().strip(),
            "title": self.title.text().strip(),
            "school_based": self.school.isChecked(),
            "interview_places": self.places.value(),
            "ties": next(rule.value for rule, choice in self.ties.items() if choice.isChecked()),
        }
        if self.limited.isChecked():
            mapping["interview_limit"] = self.limit.value()
            mapping["interview_limit_reason"] = self.reason.text().strip()
        return mapping


class SchemesSection(Section):
    """Which guaranteed-interview schemes the vacancy runs, with what applicants are told."""

    def __init__(self) -> None:
        super().__init__()
        self.column.addWidget(
            text(
                "Whoever declares for a scheme and meets the minimum is interviewed in addition "
                "to those invited on merit. Panellists never see who declared.",
                "lede",
            )
        )
        self._editions: dict[str, SchemeEdition] = {}
        self._order: list[str] = []
        self.school_note = Note("", "warning")
        self.school_note.hide()
        self.column.addWidget(self.school_note)
        self.choices: dict[str, QCheckBox] = {}
        self._cards: dict[str, Card] = {}
        self.column.addStretch(1)

    def offer(self, editions: dict[str, SchemeEdition]) -> None:
        """Show these schemes to choose from; a retired one shows where it was chosen before."""
        if editions == self._editions:
            return
        chosen = {one for one, choice in self.choices.items() if choice.isChecked()}
        for card in self._cards.values():
            self.column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._editions, self.choices, self._cards = editions, {}, {}
        for at, (name, edition) in enumerate(editions.items(), 2):
            card = self._card(edition)
            self._cards[name] = card
            self.choices[name].setChecked(name in chosen)
            self.choices[name].toggled.connect(self._tell)
            self.column.insertWidget(at, card)
        self.fields = {"schemes": next(iter(self.choices.values()))} if self.choices else {}

    def _card(self, edition: SchemeEdition) -> Card:
        scheme, card = edition.scheme, Card()
        choice = QCheckBox(scheme.name)
        choice.setProperty("role", "strong")
        definition = " ".join(scheme.definition.split())
        choice.setAccessibleDescription(definition)
        card.inside.addWidget(choice)
        card.inside.addWidget(text(definition))
        source = f"{scheme.source}, read on {day_words(scheme.date)}" if scheme.date else ""
        facts = (
            ("Minimum", scheme.minimum),
            ("Evidence", scheme.evidence),
            ("Source", source or scheme.source),
            ("Text", edition.words),
        )
        said = "\n".join(f"{label}: {words}" for label, words in facts if words)
        card.inside.addWidget(text(said, "small"))
        self.choices[scheme.id] = choice
        return card

    def say_school_based(self, school_based: bool) -> None:
        """Warn of chosen schemes that do not apply to a school-based post."""
        excluded = [
            self._editions[one].scheme.name
            for one, choice in self.choices.items()
            if school_based
            and choice.isChecked()
            and "school-based" in self._editions[one].scheme.excludes
        ]
        self.school_note.setVisible(bool(excluded))
        if excluded:
            self.school_note.say(
                f"This post is school-based, so this does not apply to it: {', '.join(excluded)}.",
                "warning",
            )

    def load(self, mapping: Mapping) -> None:
        self._order = list(mapping["schemes"])
        for one, choice in self.choices.items():
            choice.setChecked(one in mapping["schemes"])
            retired = self._editions[one].retired
            self._cards[one].setVisible(not retired or choice.isChecked())
        self.say_school_based(mapping["school_based"])

    def to_dict(self) -> Mapping:
        """Return the chosen schemes in the vacancy's own order. One that is not installed any more
        stays, so that saving says so."""
        chosen = {one for one, choice in self.choices.items() if choice.isChecked()}
        kept = [one for one in self._order if one in chosen or one not in self.choices]
        return {"schemes": kept + [one for one in self.choices if one in chosen - set(kept)]}


class _Exception(QWidget):
    """One exception from the redaction policy: which label, what to do, and why."""

    def __init__(self, changed: Callable[..., None]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.label = QComboBox()
        self.label.setAccessibleName("Kind of detail")
        for look in label_looks().values():
            self.label.addItem(look.word, look.label)
        self.action = QComboBox()
        self.action.setAccessibleName("What to do with it")
        for action, words in ACTION_WORDS.items():
            self.action.addItem(words, action)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Why, for the log")
        self.reason.setAccessibleName("Why, for the log")
        row.addWidget(self.label)
        row.addWidget(self.action)
        row.addWidget(self.reason, 1)
        self.label.activated.connect(changed)
        self.action.activated.connect(changed)
        self.reason.textEdited.connect(changed)

    def load(self, mapping: Mapping) -> None:
        self.label.setCurrentIndex(max(0, self.label.findData(mapping["label"])))
        self.action.setCurrentIndex(max(0, self.action.findData(mapping["action"])))
        self.reason.setText(mapping["reason"])

    def to_dict(self) -> Mapping:
        return {
            "label": self.label.currentData(),
            "action": self.action.currentData(),
            "reason": self.reason.text().strip(),
        }


class PanelSection(Section):
    """Who scores, and what is hidden from them."""

    def __init__(self, policies: list[Policy]) -> None:
        super().__init__()
        panel = Card("The panel", "Each scores alone, under this name.")
        self.panel = Lines("Add a panellist", "panellist")
        self.panel.changed.connect(self.changed)
        panel.inside.addWidget(self.panel)
        panel.inside.addStretch(1)
        redaction = Card("What is hidden from the panel")
        self.policy = QComboBox()
        self._about = text("", "hint")
        self._policies = {policy.name: policy for policy in policies}
        for policy in policies:
            self.policy.addItem(policy.title, policy.name)
        self.policy.currentIndexChanged.connect(self._policy_chosen)
        self._labelled(redaction, "Redaction policy", self.policy)
        redaction.inside.addWidget(self._about)
        redaction.inside.addWidget(text("Exceptions for this vacancy", "strong"))
        redaction.inside.addWidget(
            text("Say why: a criterion that asks for a language keeps languages.", "hint")
        )
        self.exceptions = FieldRows(lambda: _Exception(self._tell), "Add an exception", "exception")
        self.exceptions.changed.connect(self.changed)
        redaction.inside.addWidget(self.exceptions)
        redaction.inside.addStretch(1)
        self.scoring = ScoringWayCard()
        self.scoring.changed.connect(self.changed)
        self.column.addWidget(panel)
        self.column.addWidget(self.scoring)
        self.column.addWidget(redaction)
        self.column.addStretch(1)
        self.fields = {
            "panel": self.panel.add_button,
            "policy": self.policy,
            "scoring": self.scoring.box,
        }

    def _policy_chosen(self) -> None:
        policy = self._policies.get(self.policy.currentData())
        self._about.setText(policy.description if policy else "")
        self._tell()

    def field_of(self, key: str) -> QWidget | None:
        if key.startswith(("panel[", "policy_overrides[")):
            rows = self.panel.rows if key.startswith("panel[") else self.exceptions.rows
            number = int(key.split("[")[1].split("]")[0]) - 1
            if 0 <= number < len(rows):
                row = rows[number]
                return row.reason if isinstance(row, _Exception) else row
        return super().field_of(key)

    def load(self, mapping: Mapping) -> None:
        self.panel.set_texts([one["name"] for one in mapping["panel"]])
        self.scoring.load(mapping)
        self.policy.setCurrentIndex(max(0, self.policy.findData(mapping["policy"])))
        self._policy_chosen()
        self.exceptions.clear()
        for entry in mapping.get("policy_overrides", []):
            row = self.exceptions.add()
            if isinstance(row, _Exception):
                row.load(entry)

    def to_dict(self) -> Mapping:
        return {
            "panel": [{"name": name} for name in self.panel.texts],
            **self.scoring.to_dict(),
            "policy": self.policy.currentData(),
            "policy_overrides": [
                row.to_dict() for row in self.exceptions.rows if isinstance(row, _Exception)
            ],
        }
