"""The versions of a record: compare any with the present one, restore a field or all of it."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mentorjournal.errors import JournalError
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.theme import active_theme, scaled
from mentorjournal.gui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.styling import clear_layout

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.services.history import FieldChange, Piece


class VersionsDialog(Dialog):
    """Versions on the left, newest first; what differs from the present one on the right."""

    def __init__(self, context: Context, record_id: str, parent: QWidget | None) -> None:
        super().__init__(
            "History",
            parent,
            width=820,
            intro="Words struck out are in the older version only, underlined words are in the present one only.",
        )
        self._context = context
        self._record_id = record_id
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Versions"))
        self.list.setFixedWidth(scaled(240))
        self.list.currentRowChanged.connect(self._compare)
        inside = QWidget()
        self._changes = QVBoxLayout(inside)
        self._changes.setSpacing(8)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setMinimumHeight(scaled(380))
        area.setAccessibleName(self.tr("What differs"))
        row = QHBoxLayout()
        row.addWidget(self.list)
        row.addWidget(area, 1)
        self.add(row)
        self.restore = PrimaryButton(self.tr("Restore this version"))
        self.restore.setAutoDefault(False)
        self.restore.clicked.connect(lambda: self._restore(""))
        close = QuietButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        self.add_button(close)
        self.add_button(self.restore)
        self._load()

    def _load(self) -> None:
        zone = self._context.now().tzinfo
        self._versions = [
            v for v in self._context.services.history.versions(self._record_id) if v.after is not None
        ]
        self.list.clear()
        for place, version in enumerate(self._versions):
            at = version.at.astimezone(zone)
            label = self.tr("Now") if place == 0 else version.label
            self.list.addItem(QListWidgetItem(f"{at.day} {at:%b %Y, %H:%M}\n{label}"))
        self.list.setCurrentRow(min(1, len(self._versions) - 1))

    def _compare(self, row: int) -> None:
        clear_layout(self._changes)
        present = self._context.services.records.peek(self._record_id)
        chosen = self._versions[row].after if 0 <= row < len(self._versions) else None
        changes = self._context.services.history.compare(chosen, present) if chosen and present else ()
        self.restore.setEnabled(bool(changes) and not self._context.read_only)
        if not changes:
            self._changes.addWidget(TextLabel(self.tr("Nothing differs from the present version."), "muted"))
        for change in changes:
            self._show(change)
        self._changes.addStretch(1)

    def _show(self, change: FieldChange) -> None:
        head = QHBoxLayout()
        head.addWidget(SectionLabel(change.label), 1)
        back = LinkButton(self.tr("Restore this field"))
        back.setAutoDefault(False)
        back.setAccessibleName(self.tr("Restore {0}").format(change.label))
        back.setEnabled(not self._context.read_only)
        back.clicked.connect(lambda: self._restore(change.name))
        head.addWidget(back)
        self._changes.addLayout(head)
        label = QLabel(marked(change.pieces))
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        self._changes.addWidget(label)

    def _restore(self, field: str) -> None:
        version = self._versions[self.list.currentRow()]
        try:
            self._context.services.history.restore(self._record_id, version.id, field=field)
        except JournalError as error:
            self.say(error.message)
            return
        self._context.navigator.tell("ok", self.tr("Restored. Ctrl+Z takes it back."))
        self._load()


def marked(pieces: tuple[Piece, ...]) -> str:
    """The pieces as rich text: removed words struck out, added ones underlined, in state colours too."""
    theme = active_theme()
    dress = {
        "same": "{0}",
        "removed": f'<s style="background:{theme.late_soft}; color:{theme.late_text}">{{0}}</s>',
        "added": f'<u style="background:{theme.ok_soft}; color:{theme.ok_text}">{{0}}</u>',
    }
    return (
        "<span>"
        + "".join(dress[kind].format(html.escape(text).replace("\n", "<br>")) for kind, text in pieces)
        + "</span>"
    )
