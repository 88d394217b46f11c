"""What the reader does with action items shown on the page of another record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject

from mentorjournal.errors import JournalError
from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.record_saving import RecordSaver
from mentorjournal.gui.widgets.promises import Promises
from mentorjournal.model.types import ActionItem


class ActionDeeds(QObject):
    """Ticks, dates, adds and deletes the actions of one list. Where the journal refuses, `show_again` is
    called, so that nothing looks done that is not."""

    def __init__(
        self,
        context: Context,
        saver: RecordSaver,
        origin: str,
        promises: Promises,
        add: Callable[[str, dt.date | None], object],
        show_again: Callable[[], None],
    ) -> None:
        super().__init__(promises)
        self._context, self._saver, self._origin = context, saver, origin
        self._add_one, self._show_again = add, show_again
        promises.ticked.connect(self._tick)
        promises.dated.connect(self._date)
        promises.removed.connect(self._remove)
        promises.added.connect(self._add)
        promises.worded.connect(lambda key, text: saver.type_other(key, "title", text))
        promises.opened.connect(context.navigator.open_record)

    def _tick(self, key: str, on: bool) -> None:
        day = self._context.today() if on else None
        self._try(lambda: self._context.services.actions.tick(key, day, origin=self._origin))

    def _date(self, key: str, day: dt.date | None) -> None:
        self._try(lambda: self._give_date(key, day))

    def _give_date(self, key: str, day: dt.date | None) -> None:
        records = self._context.services.records
        done = records.get(ActionItem, key).done_on is not None
        # The field of a line that is done shows when; without a day it would be open again.
        if done and day is None:
            self._show_again()
            return
        records.amend(key, {"done_on" if done else "due": day}, "Change date", origin=self._origin)

    def _remove(self, key: str) -> None:
        self._try(lambda: self._context.services.records.trash(key, origin=self._origin))

    def _add(self, title: str, day: dt.date | None) -> None:
        if self._saver.ensure():
            self._try(lambda: self._add_one(title, day))

    def _try(self, work: Callable[[], object]) -> None:
        try:
            if self._saver.flush():
                work()
        except JournalError as error:
            self._context.navigator.tell("error", error.message)
            self._show_again()
