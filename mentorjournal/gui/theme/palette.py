"""A theme as a QPalette, for everything the stylesheet does not draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette

if TYPE_CHECKING:
    from mentorjournal.gui.theme.theme import Theme

_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.Window, "surface"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "window"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.PlaceholderText, "faint"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.BrightText, "late_text"),
    (QPalette.ColorRole.ToolTipBase, "tip"),
    (QPalette.ColorRole.ToolTipText, "on_tip"),
    (QPalette.ColorRole.Highlight, "selection"),
    (QPalette.ColorRole.HighlightedText, "text"),
    (QPalette.ColorRole.Link, "accent_text"),
    (QPalette.ColorRole.LinkVisited, "accent_text"),
    (QPalette.ColorRole.Accent, "accent"),
    (QPalette.ColorRole.Light, "surface"),
    (QPalette.ColorRole.Midlight, "hover"),
    (QPalette.ColorRole.Mid, "line"),
    (QPalette.ColorRole.Dark, "control"),
    (QPalette.ColorRole.Shadow, "control"),
)

_DISABLED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def build_palette(theme: Theme) -> QPalette:
    """Colours of all states; only disabled text differs."""
    palette = QPalette()
    for role, name in _ROLES:
        palette.setColor(role, QColor(theme.colour(name)))
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.faint))
    return palette
