"""Colours, spacing and type of the window."""

from mentorjournal.gui.theme.manager import SYSTEM, ThemeManager, active_scale, active_theme, scaled
from mentorjournal.gui.theme.theme import Theme, ThemeError, builtin_themes, load_theme, read_theme

__all__ = [
    "SYSTEM",
    "Theme",
    "ThemeError",
    "ThemeManager",
    "active_scale",
    "active_theme",
    "builtin_themes",
    "load_theme",
    "read_theme",
    "scaled",
]
