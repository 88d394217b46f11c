"""The part of the settings about backups: how much room they may take, and where a second copy of each goes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal import settings as kept
from mentorjournal.gui.backup_words import seen_words
from mentorjournal.gui.widgets.buttons import LinkButton, QuietButton
from mentorjournal.gui.widgets.fields import ChoiceField, FormRow
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel

if TYPE_CHECKING:
    from mentorjournal.gui.preferences import Preferences

ROOM = (
    (200, "200 MB"),
    (500, "500 MB"),
    (1_000, "1 GB"),
    (2_000, "2 GB"),
    (5_000, "5 GB"),
    (20_000, "20 GB"),
    (100_000, "100 GB"),
)
"""What backups may take, in megabytes."""


class BackupsSection(QWidget):
    """Follows the preferences, and changes them at once."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.room = ChoiceField(self._rooms(), name=self.tr("Room for backups"))
        self.place = TextLabel("", wrap=True)
        self.seen = TextLabel("", "small", wrap=True)
        self.choose = QuietButton(self.tr("Choose a folder…"), "folder")
        self.none = LinkButton(self.tr("No second place"))
        for button in (self.choose, self.none):
            button.setAutoDefault(False)
        self._lay_out()
        self.room.edited.connect(lambda room: preferences.change(backup_megabytes=int(room)))
        self.choose.clicked.connect(self._ask)
        self.none.clicked.connect(
            lambda: preferences.change(second_place="", second_seen="", second_copies=())
        )
        preferences.changed.connect(self._show)
        self._show()

    def _lay_out(self) -> None:
        hint = self.tr(
            "A backup is made each hour in which something changed. Kept are the last day's, one of each day for "
            "a month, and one of each month; beyond this room the oldest go. They lie in {0}."
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.none)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(FormRow(self.tr("Room for backups"), self.room, hint.format(kept.backup_folder())))
        second = QVBoxLayout()
        second.setSpacing(5)
        second.addWidget(SectionLabel(self.tr("Second place")))
        second.addWidget(self.place)
        second.addWidget(self.seen)
        second.addLayout(buttons)
        column.addLayout(second)

    def _rooms(self) -> list[tuple[str, str]]:
        own = self._preferences.settings.backup_megabytes
        rooms = ROOM if own in dict(ROOM) else (*ROOM, (own, f"{own} MB"))
        return [(str(megabytes), label) for megabytes, label in sorted(rooms)]

    @Slot(object)
    def _show(self, _: object = None) -> None:
        settings = self._preferences.settings
        self.room.set_value(str(settings.backup_megabytes))
        self.place.setText(
            settings.second_place
            or self.tr("None. A memory stick or a synced folder would hold a second copy of each backup.")
        )
        now = dt.datetime.now().astimezone()
        self.seen.setText(seen_words(settings.second_seen, now) if settings.second_place else "")
        self.seen.setHidden(not settings.second_place)
        self.none.setHidden(not settings.second_place)

    def _ask(self) -> None:
        start = self._preferences.settings.second_place or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self.tr("A second place for backups"), start)
        if chosen:
            self.take(Path(chosen))

    def take(self, folder: Path) -> None:
        """Copy backups to this folder too, from now on."""
        if str(folder) != self._preferences.settings.second_place:
            self._preferences.change(second_place=str(folder), second_seen="", second_copies=())
