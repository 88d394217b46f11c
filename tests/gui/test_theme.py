"""Themes are complete, readable, and worn by the application."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QPushButton

from mentorjournal.gui.theme import (
    Theme,
    ThemeError,
    ThemeManager,
    active_theme,
    builtin_themes,
    load_theme,
    read_theme,
)
from mentorjournal.gui.theme.contrast import TEXT_PAIRS, contrast, too_weak
from mentorjournal.gui.theme.manager import theme_for
from mentorjournal.gui.theme.stylesheet import build_stylesheet, style_rules
from mentorjournal.gui.theme.theme import COLOUR_NAMES
from mentorjournal.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def manager(qapp: QApplication) -> Iterator[ThemeManager]:
    made = ThemeManager(qapp, "light")
    yield made
    made.wear("light", 1.0)
    made.deleteLater()


@pytest.mark.parametrize("name", builtin_themes())
def test_every_pair_in_use_reaches_aa(name: str) -> None:
    assert too_weak(load_theme(name)) == []


def test_high_contrast_text_reaches_seven_to_one() -> None:
    theme = load_theme("high-contrast")
    weak = [pair for pair in TEXT_PAIRS if contrast(theme.colour(pair[0]), theme.colour(pair[1])) < 7]
    assert weak == []


def test_black_on_white_has_the_contrast_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_text_and_background_of_one_rule_are_among_the_checked_pairs() -> None:
    checked = set(TEXT_PAIRS)
    for body in re.findall(r"\{([^}]*)\}", style_rules()):
        text = re.search(r"(?<![\w-])color:\s*@(\w+)", body)
        ground = re.search(r"(?<![\w-])background:\s*@(\w+)", body)
        # Disabled controls are exempt in the standard, and are the only ones in faint on quiet_soft.
        if text and ground and (text[1], ground[1]) != ("faint", "quiet_soft"):
            assert (text[1], ground[1]) in checked


@pytest.mark.parametrize("name", builtin_themes())
def test_pictures_inside_controls_are_seen(name: str) -> None:
    theme = load_theme(name)
    for glyph, ground in (("tick", theme.accent), ("dash", theme.accent), ("chevron", theme.surface)):
        drawing = resource_path(f"themes/style/{glyph}-{theme.scheme}.svg").read_text(encoding="utf-8")
        stroke = re.search(r'stroke="(#\w{6})"', drawing)
        assert stroke is not None
        assert contrast(stroke[1], ground) >= 3


def test_a_button_is_as_high_as_a_line_of_the_face_of_the_system() -> None:
    theme = load_theme("light")
    low = build_stylesheet(theme, 2.0, line_height=lambda _: 20)
    high = build_stylesheet(theme, 2.0, line_height=lambda _: 37)
    assert "padding: 12px 26px; min-height: 32px" in low
    assert "padding: 12px 26px; min-height: 37px" in high
    assert "line(" not in low


@pytest.mark.parametrize("name", builtin_themes())
def test_stylesheet_has_no_unfilled_name(name: str) -> None:
    sheet = build_stylesheet(load_theme(name))
    assert "@" not in sheet
    assert "$" not in sheet


def test_every_colour_of_a_theme_is_worn_by_something() -> None:
    worn = style_rules() + str(TEXT_PAIRS)
    assert [name for name in COLOUR_NAMES if name not in worn] == []


def test_sizes_double_at_two_hundred_percent_and_hairlines_stay() -> None:
    theme = load_theme("light")
    plain, large = build_stylesheet(theme), build_stylesheet(theme, 2.0)
    assert "font-size: 10.125pt" in plain
    assert "font-size: 20.250pt" in large
    assert "padding: 6px 13px" in plain
    assert "padding: 12px 26px" in large
    assert "1px solid" in large


def test_application_wears_the_chosen_theme(manager: ThemeManager, qtbot: QtBot) -> None:
    button = QPushButton("Prepare")
    qtbot.addWidget(button)
    with qtbot.waitSignal(manager.theme_changed) as caught:
        manager.set_choice("dark")
    theme = caught.args[0]
    assert isinstance(theme, Theme)
    assert active_theme() == theme
    assert button.palette().color(QPalette.ColorRole.Window) == QColor(theme.surface)
    assert button.grab().toImage().pixelColor(button.width() // 2, 4) == QColor(theme.surface)


def test_text_scale_is_kept_within_bounds(manager: ThemeManager, qapp: QApplication) -> None:
    before = qapp.font().pointSizeF()
    manager.set_scale(9)
    assert manager.scale == 2.0
    assert qapp.font().pointSizeF() == pytest.approx(before * 2)


def test_same_choice_again_changes_nothing(manager: ThemeManager, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(manager.theme_changed):
        manager.set_choice("light")


def test_system_scheme_is_followed_only_while_chosen(manager: ThemeManager, qapp: QApplication) -> None:
    worn = []
    for choice in ("light", "system"):
        manager.set_choice(choice)
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
        worn.append(manager.theme.scheme)
    assert worn == ["light", "dark"]
    assert manager.choice == "system"


def test_system_asking_for_contrast_gets_it() -> None:
    high, usual = Qt.ContrastPreference.HighContrast, Qt.ContrastPreference.NoPreference
    assert theme_for(Qt.ColorScheme.Light, high) == "high-contrast"
    assert theme_for(Qt.ColorScheme.Dark, usual) == "dark"
    assert theme_for(Qt.ColorScheme.Unknown, usual) == "light"


def test_unknown_theme_is_refused(manager: ThemeManager) -> None:
    with pytest.raises(ValueError, match="sepia"):
        manager.set_choice("sepia")
    assert manager.choice == "light"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not toml [", "could not be read"),
        ('name = "x"', "has no"),
        ("[colours]\nwindow = '#ffffff'", "lacks"),
        ("[colours]\n" + "\n".join(f"{name} = 'red'" for name in COLOUR_NAMES), "#rrggbb"),
    ],
)
def test_broken_theme_file_is_named_with_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ThemeError, match=said) as caught:
        read_theme(file)
    assert "mine.toml" in caught.value.message


def test_resources_outside_their_folder_are_refused() -> None:
    with pytest.raises(FileNotFoundError):
        resource_path("../pyproject.toml")
