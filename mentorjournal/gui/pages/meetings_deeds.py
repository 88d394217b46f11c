"""What the reader does on a meeting's page beside typing: people, agenda, promises, lines, holding it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mentorjournal.errors import JournalError
from mentorjournal.gui.pages.record_actions import ActionDeeds
from mentorjournal.gui.words import day_short

if TYPE_CHECKING:
    import datetime as dt

    from mentorjournal.gui.context import Context
    from mentorjournal.gui.pages.meetings_view import MeetingView
    from mentorjournal.gui.pages.record_saving import RecordSaver
    from mentorjournal.services.meeting_capture import LineKind


class MeetingDeeds(QObject):
    """Every deed keeps a new meeting first. Where the journal refuses, that is told and the page is shown
    again, so that nothing looks done that is not."""

    def __init__(
        self,
        context: Context,
        saver: RecordSaver,
        origin: str,
        view: MeetingView,
        show_again: Callable[[], None],
    ) -> None:
        super().__init__(view)
        self._context, self._saver, self._origin = context, saver, origin
        self._view, self._show_again = view, show_again
        self._meetings = context.services.meetings
        self.promises = ActionDeeds(context, saver, origin, view.agreed, self._add_action, show_again)
        agenda = view.agenda
        agenda.added.connect(self._add_agenda_item)
        agenda.ticked.connect(
            lambda key, on: self._do(lambda _: self._meetings.tick_agenda_item(key, on, origin=origin))
        )
        agenda.moved.connect(
            lambda key, steps: self._do(lambda _: self._meetings.move_agenda_item(key, steps, origin=origin))
        )
        agenda.worded.connect(lambda key, text: saver.type_other(key, "title", text))
        agenda.removed.connect(
            lambda key: self._do(lambda _: context.services.records.trash(key, origin=origin))
        )
        view.since.ticked.connect(self._tick)
        view.people_named.connect(self._name_people)
        view.notes.line_wanted.connect(self._take_line)
        view.hold_wanted.connect(self.hold)

    def hold(self) -> None:
        """Mark the meeting as held, and plan the next one where its day is given."""
        self._view.next_date.settle()
        following = self._view.next_date.value()
        if self._view.next_date.is_wrong():
            self._view.next_date.setFocus()
            return
        if self._do(lambda key: self._meetings.hold(key, next_date=following, origin=self._origin)):
            self._show_again()
            if following is not None:
                day = day_short(following, self._context.today())
                self._tell(self.tr("Held. The next one is planned for {0}.").format(day))

    def _do(self, verb: Callable[[str], object]) -> bool:
        key = self._saver.ensure()
        if not key:
            return False
        try:
            verb(key)
        except JournalError as error:
            self._context.navigator.tell("error", error.message)
            self._show_again()
            return False
        return True

    def _tell(self, text: str) -> None:
        self._context.navigator.tell("ok", text)

    def _add_agenda_item(self, title: str, _day: dt.date | None) -> None:
        self._do(lambda key: self._meetings.add_agenda_item(key, title, origin=self._origin))

    def _add_action(self, title: str, day: dt.date | None) -> None:
        self._meetings.add_action(self._saver.record_id, title, day, origin=self._origin)

    def _tick(self, action_id: str, on: bool) -> None:
        day = self._context.today() if on else None
        self._do(lambda _: self._context.services.actions.tick(action_id, day, origin=self._origin))

    def _name_people(self, names: tuple[str, ...]) -> None:
        self._do(lambda key: self._context.services.records.set_people(key, names, origin=self._origin))

    def _take_line(self, kind: LineKind, line: str) -> None:
        def capture(key: str) -> None:
            made = self._meetings.capture_line(key, line, kind, origin=self._origin)
            self._tell(self.tr("Now {0}: {1}").format(made.LABEL.lower(), made.title))

        self._do(capture)
