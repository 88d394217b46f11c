"""What the reader does on the pages of a meeting beside typing: agenda, lines, people, promises, holding it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mentorjournal.errors import JournalError
from mentorjournal.gui.pages.meetings_words import moved_words
from mentorjournal.gui.pages.record_actions import ActionDeeds
from mentorjournal.gui.widgets.goal_ticks import title_and_day
from mentorjournal.gui.words import day_short
from mentorjournal.model.types import Meeting

if TYPE_CHECKING:
    import datetime as dt

    from mentorjournal.gui.context import Context
    from mentorjournal.gui.pages.meetings_notes import MeetingNotes
    from mentorjournal.gui.pages.meetings_view import MeetingView
    from mentorjournal.gui.pages.record_saving import RecordSaver
    from mentorjournal.gui.widgets.agenda_list import AgendaList
    from mentorjournal.gui.widgets.since_list import SinceList
    from mentorjournal.services.meeting_capture import LineKind


class TalkDeeds(QObject):
    """The agenda, the promises since last time and the lines of the notes, which two pages show.

    Every deed keeps a new meeting first. Where the journal refuses, that is told and the page is shown
    again, so that nothing looks done that is not.
    """

    def __init__(
        self,
        context: Context,
        saver: RecordSaver,
        origin: str,
        parts: tuple[AgendaList, SinceList, MeetingNotes],
        show_again: Callable[[], None],
    ) -> None:
        super().__init__(parts[0])
        self._context, self._saver, self._origin = context, saver, origin
        self._show_again = show_again
        self._meetings = context.services.meetings
        agenda, since, notes = parts
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
        since.ticked.connect(self._tick)
        notes.line_wanted.connect(self._take_line)

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

    def _hold(self, verb: Callable[[str], Meeting], more: str = "") -> bool:
        """Let a deed mark the meeting as held; where that moved it from a day still ahead, say so too."""
        dates: list[dt.date | None] = []

        def hold(key: str) -> None:
            before = self._context.services.records.get(Meeting, key)
            dates.extend((before.date, verb(key).date))

        done = self._do(hold)
        moved = moved_words(dates[0], dates[1], self._context.today()) if done else ""
        if words := " ".join(filter(None, (more if done else "", moved))):
            self._tell(words)
        return done

    def _tell(self, text: str) -> None:
        self._context.navigator.tell("ok", text)

    def _add_agenda_item(self, title: str, _day: dt.date | None) -> None:
        self._do(lambda key: self._meetings.add_agenda_item(key, title, origin=self._origin))

    def _tick(self, action_id: str, on: bool) -> None:
        day = self._context.today() if on else None
        self._do(lambda _: self._context.services.actions.tick(action_id, day, origin=self._origin))

    def _take_line(self, kind: LineKind, text: str) -> None:
        line, day = line_and_day(text, self._context.today()) if kind == "action" else (text, None)

        def capture(key: str) -> None:
            made = self._meetings.capture_line(key, line, kind, day, origin=self._origin)
            self._tell(self.tr("Now {0}: {1}").format(made.LABEL.lower(), made.title))

        self._do(capture)


class MeetingDeeds(TalkDeeds):
    """All that is done on a meeting's own page."""

    def __init__(
        self,
        context: Context,
        saver: RecordSaver,
        origin: str,
        view: MeetingView,
        show_again: Callable[[], None],
    ) -> None:
        super().__init__(context, saver, origin, (view.agenda, view.since, view.notes), show_again)
        self._view = view
        self.promises = ActionDeeds(context, saver, origin, view.agreed, self._add_action, show_again)
        view.people_named.connect(self._name_people)
        view.hold_wanted.connect(self.hold)

    def hold(self) -> None:
        """Mark the meeting as held, and plan the next one where its day is given."""
        self._view.next_date.settle()
        following = self._view.next_date.value()
        if self._view.next_date.is_wrong():
            self._view.next_date.setFocus()
            return
        planned = ""
        if following is not None:
            day = day_short(following, self._context.today())
            planned = self.tr("Held. The next one is planned for {0}.").format(day)
        origin = self._origin
        if self._hold(lambda key: self._meetings.hold(key, next_date=following, origin=origin), planned):
            self._show_again()

    def set_status(self, status: str) -> None:
        """Say whether it was held; its hours come and go with that."""
        if self._hold(lambda key: self._meetings.set_status(key, status, origin=self._origin)):
            self._show_again()

    def set_length(self, minutes: float | None) -> None:
        """Say how long it is; hours that are logged for it follow."""
        time = self._context.services.meeting_time
        if self._do(lambda key: time.set_length(key, minutes, origin=self._origin)):
            self._show_again()

    def _add_action(self, title: str, day: dt.date | None) -> None:
        self._meetings.add_action(self._saver.record_id, title, day, origin=self._origin)

    def _name_people(self, names: tuple[str, ...]) -> None:
        self._do(lambda key: self._context.services.records.set_people(key, names, origin=self._origin))


def line_and_day(text: str, today: dt.date) -> tuple[str, dt.date | None]:
    """`Send the draft by fri` as the words and the day of an action; lines below the first stay."""
    first, end, rest = text.strip().partition("\n")
    title, day = title_and_day(first, None, today)
    return f"{title}{end}{rest}", day
