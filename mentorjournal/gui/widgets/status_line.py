"""The quiet line below: whether it can be written, when it was saved and backed up last, whether it is encrypted, which file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.labels import ElidedLabel, TextLabel
from mentorjournal.gui.widgets.styling import set_style

if TYPE_CHECKING:
    import datetime as dt


class StatusLine(QWidget):
    """A few short texts; that of the backups leads to them."""

    backups_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("State of the journal"))
        self._saved = TextLabel("", "tiny")
        self._saved.hide()
        self._encrypted = TextLabel("", "tiny")
        self._reads = TextLabel("", "tiny")
        self._reads.hide()
        self.backup = LinkButton("", "quiet")
        self.backup.hide()
        self.backup.clicked.connect(self.backups_wanted)
        self._file = ElidedLabel("", "tiny")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 20, 5)
        row.setSpacing(18)
        row.addWidget(self._reads)
        row.addWidget(self._saved)
        row.addWidget(self.backup)
        row.addWidget(self._encrypted)
        self._file.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._file, 1)

    def show_saved(self, now: dt.datetime) -> None:
        """The moment of the last save, local."""
        self._saved.setText(self.tr("Saved {0}").format(f"{now:%H:%M}"))
        self._saved.show()

    def show_journal(self, name: str, *, encrypted: bool) -> None:
        """The open file."""
        self._encrypted.setText(self.tr("Encrypted") if encrypted else self.tr("Not encrypted"))
        self._file.set_text(self.tr("Journal: {0}").format(name))

    def show_read_only(self, because: str) -> None:
        """That it can only be read, for as long as it is so, and why; with nothing, that it can be written."""
        self._reads.setText(self.tr("Read only") if because else "")
        self._reads.setToolTip(because)
        self._reads.setAccessibleDescription(because)
        self._reads.setHidden(not because)

    def show_backup(self, said: str, whole: str, well: bool) -> None:
        """How it stands with the backups in a few words, and in whole sentences; nothing hides it."""
        set_style(self.backup, "tone", "quiet" if well else "late")
        self.backup.setText(said)
        self.backup.setToolTip(whole)
        self.backup.setAccessibleDescription(whole)
        self.backup.setHidden(not said)

    def clear(self) -> None:
        """No journal is open."""
        self._saved.hide()
        self.show_read_only("")
        self.show_backup("", "", True)
        for label in (self._saved, self._encrypted):
            label.setText("")
        self._file.set_text("")
