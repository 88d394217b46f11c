"""One record of a backup against the journal: what would go and what would come, word by word."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.backup_words import kinds_words
from mentorjournal.gui.dialogs.versions import marked
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.styling import clear_layout

if TYPE_CHECKING:
    from pathlib import Path

    from mentorjournal.gui.bridge import Task
    from mentorjournal.gui.context import Context
    from mentorjournal.services.history import FieldChange
    from mentorjournal.services.restoring import Preview

UNSAID = ("time_zone", "source_id")
"""What a record has besides what somebody wrote."""


class BackupPreview(QScrollArea):
    """Reads on the worker; of records asked for in quick succession only the last is shown."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._backup: Path | None = None
        self._passphrase = ""
        self.wanted = ""
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setSpacing(8)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(scaled(250))
        self.setAccessibleName(self.tr("What would change"))

    def set_backup(self, backup: Path, passphrase: str) -> None:
        """The backup whose records are shown."""
        self._backup, self._passphrase = backup, passphrase
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self.wanted = ""
        clear_layout(self._column)

    def say(self, text: str) -> None:
        """Show a sentence in place of a record."""
        self.clear()
        self._column.addWidget(TextLabel(text, "muted", wrap=True))
        self._column.addStretch(1)

    def show_record(self, record_id: str) -> None:
        """Show this record as soon as it is read."""
        self.wanted = record_id
        backup, passphrase = self._backup, self._passphrase
        restoring = self._context.services.restoring

        def read(_: Task) -> Preview | None:
            if backup is None or self.wanted != record_id:
                return None
            return restoring.preview(backup, record_id, passphrase)

        self._context.tasks.start(read, self._show, self._fail)

    def _fail(self, error: JournalError) -> None:
        self.say(error.message)

    def _show(self, found: Preview | None) -> None:
        if found is None or found.there.id != self.wanted:
            return
        clear_layout(self._column)
        if found.here is not None and found.changes:
            said = self.tr("Struck out is in the journal now, underlined is in the backup.")
            self._column.addWidget(TextLabel(said, "small", wrap=True))
        for change in _worth_showing(found):
            self._column.addWidget(SectionLabel(change.label))
            label = QLabel(marked(change.pieces))
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setWordWrap(True)
            self._column.addWidget(label)
        for line in _beside(found):
            self._column.addWidget(TextLabel(line, "small", wrap=True))
        self._column.addStretch(1)


def _worth_showing(found: Preview) -> list[FieldChange]:
    """What differs; of a record that comes back as it was, its text, without what every record says."""
    if found.here is not None and found.changes:
        return list(found.changes)
    usual = {field.name: field.default for field in dataclasses.fields(found.there)}
    return [
        field
        for field in found.whole
        if field.name not in UNSAID and getattr(found.there, field.name) != usual[field.name]
    ]


def _beside(found: Preview) -> list[str]:
    said = []
    if found.here is not None and found.here.deleted_at is not None:
        said.append("It lies in the trash now; restoring takes it out.")
    if found.here is not None and found.there.deleted_at is not None and found.here.deleted_at is None:
        said.append("It lay in the trash when the backup was made; restoring puts it there again.")
    if not found.changes and not said:
        said.append("Nothing that can be read differs.")
    if found.needs:
        kinds: dict[str, int] = {}
        for item in found.needs:
            kinds[item.type] = kinds.get(item.type, 0) + 1
        said.append(f"With it come back, because it needs them: {kinds_words(kinds)}.")
    return said
