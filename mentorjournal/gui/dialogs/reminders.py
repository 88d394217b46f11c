"""What comes up just now: each line opens its record, or is put off."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.widgets.buttons import LinkButton, PrimaryButton
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.rows import ListRow
from mentorjournal.gui.widgets.styling import clear_layout

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.services.reminders import Reminder

MORNING: Final = dt.time(9)


class RemindersDialog(Dialog):
    """Everything that is due, said before or not, but what was put off and the kinds that are switched off."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(
            QCoreApplication.translate("RemindersDialog", "Reminders"),
            parent,
            width=520,
            scrolls=True,
            intro=QCoreApplication.translate(
                "RemindersDialog", "What comes up just now. When you are reminded is chosen in Settings."
            ),
        )
        self._context = context
        self.rows: dict[str, ListRow] = {}
        self.waits: dict[tuple[str, str], LinkButton] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        self.add(self._column)
        self.none = TextLabel(self.tr("Nothing comes up just now."), "muted", wrap=True)
        self.add(self.none)
        close = PrimaryButton(self.tr("Close"))
        close.clicked.connect(self.reject)
        self.add_button(close)
        self.refresh()

    def refresh(self) -> None:
        """Read again what is due."""
        off = self._context.preferences.settings.reminders_off
        found = self._context.services.reminders.due(self._context.now(), off)
        clear_layout(self._column)
        self.rows, self.waits = {}, {}
        for one in found:
            self._add(one)
        self.none.setVisible(not found)

    def _add(self, one: Reminder) -> None:
        row = ListRow(one.full)
        row.clicked.connect(partial(self._open, one))
        self._column.addWidget(row)
        self.rows[one.key] = row
        line = QWidget()
        flow = FlowLayout(line, gap=14)
        for key, words in self._times():
            button = LinkButton(words, "quiet")
            button.setAccessibleName(f"{words}: {one.full}")
            button.clicked.connect(partial(self._wait, one.key, key))
            button.setDisabled(bool(self._context.read_only))
            self.waits[one.key, key] = button
            flow.addWidget(button)
        self._column.addWidget(line)

    def _times(self) -> tuple[tuple[str, str], ...]:
        return (
            ("hour", self.tr("In an hour")),
            ("tomorrow", self.tr("Tomorrow")),
            ("week", self.tr("Next week")),
        )

    def _open(self, one: Reminder, _checked: bool = False) -> None:
        self.accept()
        navigator = self._context.navigator
        if one.view:
            navigator.open_view(one.record_id if one.kind == "deadline" else "", one.view)
        else:
            navigator.open_record(one.record_id)

    def _wait(self, key: str, how_long: str, _checked: bool = False) -> None:
        now = self._context.now()
        days = {"hour": 0, "tomorrow": 1, "week": 7}[how_long]
        until = (
            now + dt.timedelta(hours=1)
            if not days
            else dt.datetime.combine(now.date() + dt.timedelta(days=days), MORNING, now.tzinfo)
        )
        try:
            self._context.services.reminders.later(key, until)
        except JournalError as error:
            self.message.show_message(error.message, "error")
            return
        self.refresh()
