"""Which theme the application wears: the system's, or the one that was chosen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from mentorjournal.gui.theme.palette import build_palette
from mentorjournal.gui.theme.stylesheet import BASE_PIXELS, build_stylesheet, points
from mentorjournal.gui.theme.theme import Theme, builtin_themes, load_theme

SYSTEM = "system"
STYLE = "Fusion"
LEAST_SCALE = 0.8
MOST_SCALE = 2.0

_THEME_PROPERTY = "mentorjournal_theme"
_SCALE_PROPERTY = "mentorjournal_scale"
STYLED_PROPERTY = "mentorjournal_styled"
"""Set on an application that has `STYLE`, as from its start: `setStyle` would first load all of QStyle, for 15 ms."""


def active_theme() -> Theme:
    """The theme the application wears now; the light one before any was put on."""
    app = QApplication.instance()
    theme = app.property(_THEME_PROPERTY) if app is not None else None
    return theme if isinstance(theme, Theme) else load_theme("light")


def active_scale() -> float:
    """The text scale in use, 1.0 for 100 %."""
    app = QApplication.instance()
    scale = app.property(_SCALE_PROPERTY) if app is not None else None
    return scale if isinstance(scale, float) else 1.0


def scaled(length: int) -> int:
    """A length in pixels on the 4 px grid, grown with the text."""
    return round(length * active_scale())


class ThemeManager(QObject):
    """Puts palette, font and stylesheet on the application and follows the system while told to.

    `choice` is "system" or one of `builtin_themes()`; an unknown choice raises ValueError.
    """

    theme_changed = Signal(object)
    """Carries the Theme, after the application wears it."""

    def __init__(self, app: QApplication, choice: str = SYSTEM, scale: float = 1.0) -> None:
        super().__init__(app)
        self._app = app
        self._choice = SYSTEM
        # What an application wears already is not put on again.
        worn = app.property(_THEME_PROPERTY)
        self._theme: Theme | None = worn if isinstance(worn, Theme) else None
        self._scale = active_scale()
        # Kept, because PySide forgets the accessibility hints with the Python object of their parent.
        self._hints = app.styleHints()
        self._contrast = self._hints.accessibility()
        if not app.property(STYLED_PROPERTY):
            app.setStyle(STYLE)
            app.setProperty(STYLED_PROPERTY, True)
        self.wear(choice, scale)
        self._hints.colorSchemeChanged.connect(self._follow_system)

    @property
    def theme(self) -> Theme:
        """The theme in use."""
        return active_theme()

    @property
    def choice(self) -> str:
        """What was chosen, "system" included."""
        return self._choice

    @property
    def scale(self) -> float:
        """The text scale in use."""
        return self._scale

    def set_choice(self, choice: str) -> None:
        """Wear another theme, or follow the system again."""
        self.wear(choice, self._scale)

    def set_scale(self, scale: float) -> None:
        """Text and spacing at `scale`, kept between 80 % and 200 %."""
        self.wear(self._choice, scale)

    def wear(self, choice: str, scale: float) -> None:
        """Theme and text scale in one go."""
        if choice != SYSTEM and choice not in builtin_themes():
            raise ValueError(choice)
        self._choice = choice
        system = theme_for(self._hints.colorScheme(), self._contrast.contrastPreference())
        name = system if choice == SYSTEM else choice
        self._apply(load_theme(name), max(LEAST_SCALE, min(MOST_SCALE, scale)))
        self._tell_system()

    def _follow_system(self, scheme: Qt.ColorScheme) -> None:
        if self._choice == SYSTEM:
            self._apply(load_theme(theme_for(scheme, self._contrast.contrastPreference())), self._scale)

    def _apply(self, theme: Theme, scale: float) -> None:
        if (theme, scale) == (self._theme, self._scale):
            return
        self._theme, self._scale = theme, scale
        self._app.setProperty(_THEME_PROPERTY, theme)
        self._app.setProperty(_SCALE_PROPERTY, float(scale))
        dots = self._app.primaryScreen().logicalDotsPerInch()
        font = self._app.font()
        font.setPointSizeF(points(BASE_PIXELS, scale, dots))
        self._app.setFont(font)
        self._app.setPalette(build_palette(theme))
        self._app.setStyleSheet(build_stylesheet(theme, scale, dots, self._line_height))
        self.theme_changed.emit(theme)

    def _line_height(self, points: float) -> int:
        font = self._app.font()
        font.setPointSizeF(points)
        return QFontMetrics(font).height()

    def _tell_system(self) -> None:
        """Title bars and native dialogs wear the same scheme."""
        if self._choice == SYSTEM:
            self._hints.unsetColorScheme()
        elif self.theme.scheme == "dark":
            self._hints.setColorScheme(Qt.ColorScheme.Dark)
        else:
            self._hints.setColorScheme(Qt.ColorScheme.Light)


def theme_for(scheme: Qt.ColorScheme, wanted: Qt.ContrastPreference) -> str:
    """The built-in theme nearest to what the system asks for."""
    if wanted == Qt.ContrastPreference.HighContrast:
        return "high-contrast"
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"
