"""How the window looks: the light and the dark theme, the reader's text size, and the fonts.

Colours are data (``resources/style``); this module knows no page and no vacancy.
"""

import math
import string
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from edi_shortlist import bundled

BODY_POINTS = 10.5
"""Size of body text in points at 100 %."""

TEXT_SIZES = (100, 115, 130, 150, 175, 200)
"""Text sizes that can be chosen, in per cent."""


class Choice(StrEnum):
    """What the reader asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Theme:
    """One set of colours.

    Attributes:
        name: ``light`` or ``dark``.
        colours: colour by purpose, each ``#RRGGBB``.
    """

    name: str
    colours: dict[str, str]

    @property
    def dark(self) -> bool:
        """Whether light text stands on dark."""
        return self.name == "dark"

    def colour(self, purpose: str) -> QColor:
        """Return the colour for a purpose, say ``accent``."""
        return QColor(self.colours[purpose])


@cache
def load_theme(name: str) -> Theme:
    """Read ``light`` or ``dark`` from the shipped style folder."""
    text = bundled.resource(f"style/{name}.toml").read_text(encoding="utf-8")
    return Theme(name, tomllib.loads(text))


def contrast(first: str, second: str) -> float:
    """Return the contrast of two ``#RRGGBB`` colours, from 1 to 21 (WCAG 2.2, 2023)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (
            p / 12.92 if p <= 0.04045 else math.pow((p + 0.055) / 1.055, 2.4) for p in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def style_sheet(theme: Theme, percent: int) -> str:
    """Return the style sheet for a theme and a text size in per cent."""
    template = bundled.resource("style/application.qss").read_text(encoding="utf-8")
    points = BODY_POINTS * percent / 100
    mark = round(15 * percent / 100)
    return string.Template(template).substitute(
        theme.colours,
        theme=theme.name,
        marks=bundled.resource("style").as_posix(),
        pt_body=f"{points:.1f}",
        pt_small=f"{points * 0.9:.1f}",
        pt_subheading=f"{points * 1.22:.1f}",
        pt_heading=f"{points * 1.75:.1f}",
        mark_px=mark,
        mark_radius=mark // 2 + 2,
    )


def palette(theme: Theme) -> QPalette:
    """Return the palette, for what the style sheet does not reach."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: "canvas",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "surface_quiet",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.PlaceholderText: "text_quiet",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.ToolTipBase: "surface",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.Highlight: "selection",
        QPalette.ColorRole.HighlightedText: "selection_text",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.Mid: "line_strong",
    }
    for role, purpose in roles.items():
        made.setColor(role, theme.colour(purpose))
    disabled = QPalette.ColorGroup.Disabled
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText):
        made.setColor(disabled, role, theme.colour("line_strong"))
    return made


def ensure_fonts() -> str:
    """Return the family to write in, loading the shipped font where the system has none."""
    if not QFontDatabase.families():
        loaded = QFontDatabase.addApplicationFont(str(bundled.resource("fonts/DejaVuSans.ttf")))
        QFontDatabase.addApplicationFont(str(bundled.resource("fonts/DejaVuSans-Bold.ttf")))
        families = QFontDatabase.applicationFontFamilies(loaded)
        if families:
            return families[0]
    return QApplication.font().family()


class Appearance(QObject):
    """The theme and text size in force, remembered between runs."""

    changed = Signal()

    def __init__(self, app: QApplication, settings: QSettings) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings
        self._family = ensure_fonts()
        stored = str(settings.value("appearance/theme", Choice.SYSTEM.value))
        self._choice = Choice(stored) if stored in set(Choice) else Choice.SYSTEM
        try:
            percent = int(str(settings.value("appearance/text_size", 100)))
        except ValueError:
            percent = 100
        self._percent = min(TEXT_SIZES, key=lambda size: abs(size - percent))
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self.apply()

    @property
    def choice(self) -> Choice:
        """What the reader asked for."""
        return self._choice

    @property
    def percent(self) -> int:
        """Text size in per cent."""
        return self._percent

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        if self._choice is Choice.SYSTEM:
            dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
            return load_theme("dark" if dark else "light")
        return load_theme(self._choice.value)

    @property
    def points(self) -> float:
        """Size of body text in points."""
        return BODY_POINTS * self._percent / 100

    def choose(self, choice: Choice) -> None:
        """Follow the system, or keep to light or dark."""
        self._choice = choice
        self._settings.setValue("appearance/theme", choice.value)
        self.apply()

    def set_percent(self, percent: int) -> None:
        """Set the text size in per cent, one of ``TEXT_SIZES``."""
        self._percent = min(TEXT_SIZES, key=lambda size: abs(size - percent))
        self._settings.setValue("appearance/text_size", self._percent)
        self.apply()

    def step_text(self, steps: int) -> None:
        """Make text larger (positive) or smaller by so many steps."""
        at = TEXT_SIZES.index(self._percent) + steps
        self.set_percent(TEXT_SIZES[max(0, min(at, len(TEXT_SIZES) - 1))])

    def apply(self) -> None:
        """Put the theme and size into force and tell everyone."""
        font = QFont(self._family)
        font.setPointSizeF(self.points)
        # Each of these polishes every widget again, so only what changed is set.
        if font != self._app.font():
            self._app.setFont(font)
        colours = palette(self.theme)
        if colours != self._app.palette():
            self._app.setPalette(colours)
        sheet = style_sheet(self.theme, self._percent)
        if sheet != self._app.styleSheet():
            self._app.setStyleSheet(sheet)
        self.changed.emit()

    def _system_changed(self) -> None:
        if self._choice is Choice.SYSTEM:
            self.apply()


def appearance() -> Appearance:
    """Return the appearance of the running program.

    Raises:
        RuntimeError: the program was not started through ``application.prepare``.
    """
    app = QApplication.instance()
    found = app.findChild(Appearance) if app else None
    if found is None:
        raise RuntimeError("the desktop program has not been prepared")
    return found
