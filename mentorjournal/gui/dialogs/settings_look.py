"""The part of the settings about how the program looks on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.widgets.fields import ChoiceField, FormRow
from mentorjournal.gui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from mentorjournal.gui.preferences import Preferences
    from mentorjournal.gui.theme import ThemeManager

SCALES = (
    ("0.9", "90 %"),
    ("1.0", "100 %"),
    ("1.15", "115 %"),
    ("1.3", "130 %"),
    ("1.5", "150 %"),
    ("2.0", "200 %"),
)


class LookSection(QWidget):
    """Theme, text size and paper; every choice takes effect at once."""

    def __init__(self, preferences: Preferences, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences, self._themes = preferences, themes
        settings = preferences.settings
        self.theme = ChoiceField(
            (
                ("system", self.tr("Like the system")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
                ("high-contrast", self.tr("High contrast")),
            ),
            name=self.tr("Theme"),
        )
        self.theme.set_value(settings.theme)
        self.theme.edited.connect(self._set_theme)
        self.scale = ChoiceField(SCALES, name=self.tr("Text size"))
        nearest = min(SCALES, key=lambda item: abs(float(item[0]) - settings.text_scale))[0]
        self.scale.set_value(nearest)
        self.scale.edited.connect(self._set_scale)
        self.paper = Segmented((("a4", "A4"), ("letter", "Letter")), settings.paper, self.tr("Paper"))
        self.paper.edited.connect(lambda paper: preferences.change(paper=paper))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(FormRow(self.tr("Theme"), self.theme))
        column.addWidget(FormRow(self.tr("Text size"), self.scale))
        column.addWidget(FormRow(self.tr("Paper"), self.paper))

    def _set_theme(self, theme: str) -> None:
        self._themes.set_choice(theme)
        self._preferences.change(theme=theme)

    def _set_scale(self, scale: str) -> None:
        self._themes.set_scale(float(scale))
        self._preferences.change(text_scale=float(scale))
