"""Settings of this computer and of the open journal; each takes effect at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mentorjournal.gui.autosave import Autosaver
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.widgets.buttons import PrimaryButton
from mentorjournal.gui.widgets.fields import ChoiceField, FormRow, TextField
from mentorjournal.gui.widgets.labels import SectionLabel
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.model.choices import CHOICES

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
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


class SettingsDialog(Dialog):
    """Every choice takes effect at once."""

    def __init__(
        self, preferences: Preferences, themes: ThemeManager, context: Context | None, parent: QWidget | None
    ) -> None:
        super().__init__("Settings", parent, width=460, scrolls=True)
        self._preferences = preferences
        settings = preferences.settings
        self._themes = themes
        self._context = context
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
        self.add(SectionLabel(self.tr("On this computer")))
        self.add(FormRow(self.tr("Theme"), self.theme))
        self.add(FormRow(self.tr("Text size"), self.scale))
        self.add(FormRow(self.tr("Paper"), self.paper))
        self._saver = Autosaver(self._save_owner, self)
        self._saver.failed.connect(self.say)
        self._saver.saved.connect(lambda: self.say(""))
        if context is not None:
            self._add_owner(context)
        close = PrimaryButton(self.tr("Done"))
        close.clicked.connect(self.accept)
        self.add_button(close)

    def _add_owner(self, context: Context) -> None:
        owner = context.services.profile.owner()
        self.name = TextField(name=self.tr("Name"))
        self.stage = TextField(name=self.tr("Stage"))
        self.organisation = TextField(name=self.tr("Organisation"))
        self.role = Segmented(tuple(CHOICES["role"].items()), owner.role, self.tr("I am a"))
        self.organisation.set_value(owner.organisation)
        self.name.set_value(owner.name)
        self.stage.set_value(owner.stage)
        self.add(SectionLabel(self.tr("In this journal")))
        self.add(FormRow(self.tr("Name"), self.name))
        self.add(FormRow(self.tr("Stage, as it stands on paper"), self.stage))
        self.add(FormRow(self.tr("Organisation, as it stands on paper"), self.organisation))
        self.add(FormRow(self.tr("I am a"), self.role))
        for field in (self.name, self.stage, self.organisation, self.role):
            field.setEnabled(not context.read_only)
            field.edited.connect(lambda _: self._saver.touch())

    def _set_theme(self, theme: str) -> None:
        self._themes.set_choice(theme)
        self._preferences.change(theme=theme)

    def _set_scale(self, scale: str) -> None:
        self._themes.set_scale(float(scale))
        self._preferences.change(text_scale=float(scale))

    def _save_owner(self) -> None:
        if self._context is not None:
            owner = self._context.services.profile.owner()
            self._context.services.profile.save(
                replace(
                    owner,
                    name=self.name.value().strip(),
                    stage=self.stage.value().strip(),
                    organisation=self.organisation.value().strip(),
                    role=self.role.value(),
                )
            )

    def flush(self) -> bool:
        """Save what is pending; False where that fails."""
        return self._saver.flush()

    def done(self, result: int) -> None:
        """Save what is pending before closing; stay open where that fails."""
        if self.flush():
            super().done(result)
