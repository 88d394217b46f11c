"""What the reader does after a meeting: each deed is one step that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mentorjournal.gui.pages.follow_up_view import next_day
from mentorjournal.gui.pages.meetings_words import moved_words
from mentorjournal.gui.words import day_short
from mentorjournal.model.types import Meeting

if TYPE_CHECKING:
    import datetime as dt

    from mentorjournal.gui.pages.follow_up import FollowUpPage


class FollowUpDeeds(QObject):
    """Serves one page."""

    def __init__(self, page: FollowUpPage) -> None:
        super().__init__(page)
        self._page = page
        self._context, self._origin = page.context, page.origin
        self._service = page.services.follow_up
        view, navigator = page.view, page.context.navigator
        view.wrap_wanted.connect(self.wrap_up)
        view.next.planned.connect(self._plan)
        view.next.opened.connect(navigator.open_record)
        view.thanks.taken.connect(self._thank)
        view.left_open.taken.connect(self._carry_over)
        view.questions.answered.connect(self._answer)
        view.questions.typed.connect(self._type_answer)
        view.carried.connect(self._decide_carried)
        view.shrunk.connect(self._shrink)
        view.reflection.begun.connect(self.reflect)
        view.reflection.opened.connect(navigator.open_record)
        view.reflection.written.connect(
            lambda key, sections: page.saver.type_other(key, "sections", sections)
        )

    @property
    def _key(self) -> str:
        return self._page.record_id

    def _today(self) -> dt.date:
        return self._context.today()

    def _tell(self, text: str) -> None:
        self._context.navigator.tell("ok", text)

    def wrap_up(self) -> None:
        """Say that all is done."""
        page = self._page
        if self._context.read_only or not self._key:
            return
        planned = page.meeting.date if page.meeting is not None else None
        if page.try_to(lambda: self._service.wrap_up(self._key, self._today(), origin=self._origin)):
            day = page.services.records.get(Meeting, self._key).date
            moved = moved_words(planned, day, self._today())
            self._tell(" ".join(filter(None, (self.tr("Wrapped up."), moved))))

    def reflect(self) -> None:
        """Begin a reflection, or go on with the one there is."""
        page = self._page
        if self._context.read_only or not self._key:
            return
        begun = page.shown is not None and page.shown.reflection is not None
        if begun or page.try_to(lambda: self._service.reflect(self._key, self._today(), origin=self._origin)):
            page.view.reflection.start()

    def _plan(self, day: dt.date, at: dt.time | None) -> None:
        if self._page.try_to(lambda: self._service.plan_next(self._key, day, at, origin=self._origin)):
            self._tell(self.tr("Planned for {0}.").format(day_short(day, self._today())))

    def _thank(self, place: str) -> None:
        shown = self._page.shown
        if shown is not None and int(place) < len(shown.suggestions):
            wanted = shown.suggestions[int(place)]
            self._page.try_to(lambda: self._service.take(self._key, wanted, origin=self._origin))

    def _carry_over(self, action_id: str) -> None:
        day = next_day(self._page.shown) if self._page.shown is not None else None
        if day is not None:
            self._page.try_to(lambda: self._service.carry_over(action_id, day, origin=self._origin))

    def _type_answer(self, question_id: str, text: str) -> None:
        saver, meeting = self._page.saver, self._page.meeting
        saver.type_other(question_id, "answer", text)
        if meeting is not None and meeting.confidential:
            # What is said at a confidential meeting is confidential, also before Return.
            saver.type_other(question_id, "confidential", True)

    def _answer(self, question_id: str, text: str) -> None:
        self._page.try_to(
            lambda: self._service.answer(question_id, self._key, text, self._today(), origin=self._origin)
        )

    def _decide_carried(self, choice: str, action_id: str) -> None:
        if choice == "drop":
            self._page.try_to(lambda: self._service.drop(action_id, self._today(), origin=self._origin))
        elif self._page.try_to(lambda: self._service.ask_for_help(action_id, self._key, origin=self._origin)):
            self._tell(self.tr("It is a question now, and on the next agenda where one is planned."))

    def _shrink(self, action_id: str, title: str, day: dt.date | None) -> None:
        self._page.try_to(lambda: self._service.shrink(action_id, title, day, origin=self._origin))
