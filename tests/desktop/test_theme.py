import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QPalette

from edi_shortlist.desktop.labels import label_looks, look_of
from edi_shortlist.desktop.theme import (
    TEXT_SIZES,
    Appearance,
    Choice,
    contrast,
    load_theme,
    style_sheet,
)
from edi_shortlist.redaction.span import Label

TEXT_PAIRS = [
    ("text", "canvas"),
    ("text", "surface"),
    ("text", "surface_hover"),
    ("text_quiet", "canvas"),
    ("text_quiet", "surface"),
    ("text_quiet", "surface_quiet"),
    ("text_quiet", "accent_soft"),
    ("accent_text", "accent"),
    ("accent_text", "accent_hover"),
    ("accent_soft_text", "surface"),
    ("accent_soft_text", "accent_soft"),
    ("rail_text", "rail"),
    ("rail_quiet", "rail"),
    ("rail_chosen_text", "rail_chosen"),
    ("sealed_text", "sealed"),
    ("vault_open_text", "vault_open"),
    ("danger_text", "danger"),
    ("danger_soft_text", "danger_soft"),
    ("success_soft_text", "success_soft"),
    ("warning_soft_text", "warning_soft"),
    ("purple_soft_text", "purple_soft"),
    ("neutral_soft_text", "neutral_soft"),
    ("selection_text", "selection"),
]
EDGE_PAIRS = [
    ("line_strong", "surface"),
    ("line_strong", "canvas"),
    ("accent", "surface"),
    ("danger", "surface"),
    ("focus", "rail"),
    ("focus_edge", "focus"),
]
THEMES = ("light", "dark")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read(theme, ink, ground):
    colours = load_theme(theme).colours
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_edges_can_be_seen(theme, edge, ground):
    colours = load_theme(theme).colours
    assert contrast(colours[edge], colours[ground]) >= 3


def test_contrast_knows_its_ends():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


def test_both_themes_have_the_same_names():
    assert load_theme("light").colours.keys() == load_theme("dark").colours.keys()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_every_name_of_the_style_sheet_is_filled(theme, percent):
    sheet = style_sheet(load_theme(theme), percent)
    assert "${" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_sizes_grow_with_the_text():
    assert style_sheet(load_theme("light"), 100) != style_sheet(load_theme("light"), 200)
    assert "21.0pt" in style_sheet(load_theme("light"), 200)


def test_every_label_has_one_word_and_one_colour_of_its_own():
    looks = label_looks()
    assert set(looks) == {label.value for label in Label}
    assert all(len(look.word.split()) == 1 for look in looks.values())
    for part in ("word", "light", "dark"):
        values = [getattr(look, part) for look in looks.values()]
        assert len(set(values)) == len(values), part


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("label", [*(label.value for label in Label), "EVIDENCE"])
def test_marked_text_and_its_word_can_be_read(theme, label):
    colours, look = load_theme(theme).colours, look_of(label)
    dark = theme == "dark"
    assert contrast(colours["text"], look.fill(dark)) >= 4.5
    assert contrast(look.ink(dark), look.fill(dark)) >= 4.5
    assert contrast(look.ink(dark), colours["surface"]) >= 4.5


def test_choice_and_size_are_remembered(look: Appearance, qapp, tmp_path):
    settings = QSettings(str(tmp_path / "look.ini"), QSettings.Format.IniFormat)
    first = Appearance(qapp, settings)
    first.choose(Choice.DARK)
    first.set_percent(150)
    again = Appearance(qapp, settings)
    assert (again.choice, again.percent) == (Choice.DARK, 150)
    assert again.theme.dark
    assert qapp.palette().color(QPalette.ColorRole.Base).name().upper() == "#19212C"
    first.setParent(None)
    again.setParent(None)


def test_spoilt_settings_fall_back(look: Appearance, qapp, tmp_path):
    settings = QSettings(str(tmp_path / "look.ini"), QSettings.Format.IniFormat)
    settings.setValue("appearance/theme", "pink")
    settings.setValue("appearance/text_size", "huge")
    made = Appearance(qapp, settings)
    assert (made.choice, made.percent) == (Choice.SYSTEM, 100)
    made.setParent(None)


def test_text_steps_stop_at_the_ends(look: Appearance):
    look.step_text(-1)
    assert look.percent == 100
    look.step_text(len(TEXT_SIZES) + 3)
    assert look.percent == 200
