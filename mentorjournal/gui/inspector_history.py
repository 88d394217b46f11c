"""The part of the inspector that tells a record's history."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.words import day_full, how_many

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.model.record import Record
    from mentorjournal.services.history import Summary

HOUR = 3600


class HistorySection(HuggingFrame):
    """How many versions there are, how soon after the event it was written, and the way to compare."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._record_id = ""
        self._text = TextLabel("", "small", wrap=True)
        self.compare = LinkButton(self.tr("Compare and restore…"))
        self.compare.clicked.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._text)
        column.addWidget(self.compare)

    def show_record(self, record: Record | None) -> None:
        """Tell the history of this record."""
        self._record_id = record.id if record else ""
        if record is None:
            return
        now = self._context.now()
        kept = self._context.services.history.summary(record.id, now)
        self._text.setText(" ".join(part for part in (_counted(kept, now), written(record)) if part))
        self.compare.setVisible(kept.count > 1)

    def _open(self) -> None:
        from mentorjournal.gui.dialogs.versions import VersionsDialog

        VersionsDialog(self._context, self._record_id, self.window()).open()


def _counted(kept: Summary, now: dt.datetime) -> str:
    if kept.recent:
        return how_many(kept.recent, "version today.", "versions today.")
    if kept.last is not None:
        last = kept.last.astimezone(now.tzinfo).date()
        return f"{how_many(kept.count, 'version', 'versions')}, the last on {day_full(last)}."
    return ""


def written(record: Record) -> str:
    """How soon after the event the record was first written, where its day and time are known."""
    if record.date is None or record.created_at is None:
        return ""
    created = record.created_at.astimezone()
    days = (created.date() - record.date).days
    if days > 0:
        return f"Written {how_many(days, 'day', 'days')} after the event."
    if days < 0:
        return "Written before its day."
    if record.at is not None:
        event = dt.datetime.combine(record.date, record.at, created.tzinfo)
        if abs((created - event).total_seconds()) <= HOUR:
            return "Written within an hour of the event."
    return "Written on the same day."
