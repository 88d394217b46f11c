"""Settings of this computer and of the open journal, a section for each matter; each takes effect at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mentorjournal.gui.autosave import Flushing
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.dialogs.settings_backups import BackupsSection
from mentorjournal.gui.dialogs.settings_look import LookSection
from mentorjournal.gui.dialogs.settings_owner import OwnerSection
from mentorjournal.gui.dialogs.settings_reminders import RemindersSection
from mentorjournal.gui.dialogs.settings_security import SecuritySection
from mentorjournal.gui.widgets.buttons import PrimaryButton
from mentorjournal.gui.widgets.labels import TextLabel

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.gui.preferences import Preferences
    from mentorjournal.gui.theme import ThemeManager


class SettingsDialog(Dialog):
    """`sections` are widgets below a title each; one with `flush` is saved before the dialog closes."""

    def __init__(
        self, preferences: Preferences, themes: ThemeManager, context: Context | None, parent: QWidget | None
    ) -> None:
        super().__init__("Settings", parent, width=480, scrolls=True)
        self.sections: list[QWidget] = []
        self.look = LookSection(preferences, themes)
        self._add(self.tr("On this computer"), self.look)
        if context is not None:
            self.owner = OwnerSection(context)
            self.owner.said.connect(self.say)
            self._add(self.tr("In this journal"), self.owner)
        self.security = SecuritySection(preferences, context)
        self.security.dialog_wanted.connect(self._go_on)
        self.reminders = RemindersSection(preferences)
        self._add(self.tr("Reminders"), self.reminders)
        self._add(self.tr("Security"), self.security)
        self.backups = BackupsSection(preferences)
        self._add(self.tr("Backups"), self.backups)
        self._context = context
        close = PrimaryButton(self.tr("Done"))
        close.clicked.connect(self.accept)
        self.add_button(close)

    def _add(self, title: str, section: QWidget) -> None:
        self.sections.append(section)
        self.add(TextLabel(title, "strong"))
        self.add(section)

    def _go_on(self, key: str) -> None:
        """Another dialog takes the place of this one."""
        if self._context is not None and self.flush():
            self.accept()
            self._context.navigator.dialog_wanted.emit(key)

    def flush(self) -> bool:
        """Save what is pending; False where that fails."""
        unsaved = [part for part in self.sections if isinstance(part, Flushing) and not part.flush()]
        return not unsaved

    def done(self, result: int) -> None:
        """Save what is pending before closing; stay open where that fails."""
        if self.flush():
            self.security.wipe()
            super().done(result)
