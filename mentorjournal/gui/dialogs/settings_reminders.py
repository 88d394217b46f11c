"""The part of the settings about reminders: whether, when, and of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from mentorjournal.gui.widgets.fields import ChoiceField, FormRow
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.services.reminders import ACTION, DEADLINE, ENCOURAGE, MEETING, PULSE

if TYPE_CHECKING:
    from mentorjournal.gui.preferences import Preferences

HOURS = 24


class RemindersSection(QWidget):
    """Each choice takes effect at once."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        tr, settings = self.tr, preferences.settings
        self.on = QCheckBox(tr("Remind me while it runs"))
        self.on.setChecked(settings.remind)
        self.on.toggled.connect(self._switch)
        hours = [(str(hour), f"{hour}:00") for hour in range(HOURS + 1)]
        self.first = ChoiceField(hours, str(settings.quiet_until), name=tr("Not before"))
        self.last = ChoiceField(hours, str(settings.quiet_from), name=tr("Not after"))
        self.first.edited.connect(lambda hour: preferences.change(quiet_until=int(hour)))
        self.last.edited.connect(lambda hour: preferences.change(quiet_from=int(hour)))
        self.weekends = QCheckBox(tr("On weekends, too"))
        self.weekends.setChecked(settings.remind_weekends)
        self.weekends.toggled.connect(lambda on: preferences.change(remind_weekends=on))
        self.kinds: dict[str, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.on)
        column.addWidget(FormRow(self.first.accessibleName(), self.first))
        column.addWidget(FormRow(self.last.accessibleName(), self.last))
        column.addWidget(self.weekends)
        for key, words in (
            (MEETING, tr("Meetings, two hours before")),
            (ACTION, tr("My actions that are due")),
            (DEADLINE, tr("Days that come up")),
            (ENCOURAGE, tr("Hard dates of mentees")),
            (PULSE, tr("Self-ratings that ask")),
        ):
            box = self.kinds[key] = QCheckBox(words)
            box.setChecked(key not in settings.reminders_off)
            box.toggled.connect(lambda on, key=key: self._choose(key, on=on))
            column.addWidget(box)
        column.addWidget(
            TextLabel(tr("Notifications name nothing private; the window does."), "small", wrap=True)
        )
        self._allow()

    def _switch(self, on: bool) -> None:
        self._preferences.change(remind=on)
        self._allow()

    def _choose(self, key: str, *, on: bool) -> None:
        off = set(self._preferences.settings.reminders_off) - {key}
        self._preferences.change(reminders_off=tuple(sorted(off if on else off | {key})))

    def _allow(self) -> None:
        for part in (self.first, self.last, self.weekends, *self.kinds.values()):
            part.setEnabled(self.on.isChecked())
