"""What the reader does about the candidate shown, and about what matters in a mentor: dialogs, a meeting, an end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from mentorjournal.errors import JournalError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mentorjournal.gui.context import Context

T = TypeVar("T")


class SearchDeeds(QObject):
    """`shown` is the id of the candidate shown, or empty; `flush` saves what is typed before anything is done."""

    def __init__(
        self,
        context: Context,
        origin: str,
        page: QWidget,
        *,
        shown: Callable[[], str],
        flush: Callable[[], bool],
    ) -> None:
        super().__init__(page)
        self._context, self._origin, self._page = context, origin, page
        self._shown, self._flush = shown, flush

    def guarded(self, work: Callable[[], T]) -> T | None:
        """What `work` made; None where the journal refused, which is told."""
        try:
            return work()
        except JournalError as error:
            self._context.navigator.tell("error", error.message)
            return None

    def rate(self) -> None:
        """Rate how well the candidate shown fits."""
        from mentorjournal.gui.dialogs.fit_check import FitCheckDialog

        if self._shown() and self._flush():
            FitCheckDialog(self._context, self._shown(), self._page.window()).open()

    def weigh(self) -> None:
        """Change the criteria and their weights."""
        from mentorjournal.gui.dialogs.fit_criteria import FitCriteriaDialog

        if self._flush():
            FitCriteriaDialog(self._context, self._page.window()).open()

    def write_letter(self) -> None:
        """The first letter to the candidate shown."""
        from mentorjournal.gui.dialogs.first_letter import FirstLetterDialog

        if self._shown() and self._flush():
            FirstLetterDialog(self._context, self._shown(), self._page.window()).open()

    def plan_meeting(self) -> None:
        """Go to the meeting planned with them, or plan one with the checklist as its agenda."""
        key, today, search = self._shown(), self._context.today(), self._context.services.mentor_search
        if not key or not self._flush():
            return
        planned = search.planned_meeting(key, today)
        if planned:
            self._context.navigator.open_record(planned)
            return
        made = self.guarded(lambda: search.plan_first_meeting(key, today, origin=self._origin))
        if made is not None:
            self._context.navigator.open_record(made.id)

    def take_off(self) -> None:
        """Move the candidacy to the trash; the person stays."""
        key = self._shown()
        if key and self._flush():
            gone = self.guarded(lambda: self._context.services.records.trash(key, origin=self._origin))
            if gone is not None:
                off = self.tr("Off the board. Undo brings it back; the person stays.")
                self._context.navigator.tell("info", off)
