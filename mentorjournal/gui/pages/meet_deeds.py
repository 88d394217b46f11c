"""What the reader does while meeting: the timer, the end, and taking back what was made of a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from mentorjournal.gui.pages.meetings_deeds import TalkDeeds
from mentorjournal.services.meeting_time import runs

if TYPE_CHECKING:
    import datetime as dt

    from mentorjournal.gui.pages.meet import MeetPage
    from mentorjournal.services.bundle import Services


class MeetDeeds(TalkDeeds):
    """Each is one step."""

    def __init__(self, page: MeetPage) -> None:
        view = page.view
        super().__init__(
            page.context, page.saver, page.origin, (view.agenda, view.since, view.notes), page.show_again
        )
        self._page = page
        self._time = page.services.meeting_time
        view.timer.started.connect(self.turn_timer)
        view.timer.paused.connect(self.turn_timer)
        view.timer.ended.connect(self.end)
        view.timer.corrected.connect(self._correct)
        view.made.taken_back.connect(self._take_back)

    def turn_timer(self) -> None:
        """Start the timer, or pause it where it runs."""
        meeting = self._page.meeting
        if meeting is not None:
            verb = self._time.pause if runs(meeting) else self._time.start
            self._do(lambda key: verb(key, origin=self._origin))

    def end(self) -> None:
        """The meeting is held: its timer stands, its hours are logged; go on to the follow-up."""
        meeting = self._page.meeting
        if meeting is None:
            return
        done = meeting.status == "held" and not runs(meeting)
        if done or (
            not self._context.read_only
            and self._hold(lambda key: self._meetings.hold(key, origin=self._origin))
        ):
            self._context.navigator.open_view(meeting.id, "follow_up")

    def _correct(self, minutes: float | None) -> None:
        self._do(lambda key: self._time.correct(key, minutes, origin=self._origin))

    def _take_back(self, record_id: str) -> None:
        if self._do(lambda _: self._context.services.records.trash(record_id, origin=self._origin)):
            self._context.navigator.tell("info", self.tr("Taken back. The line stays in your notes."))


def ticked_lines(services: Services, meeting_id: str, today: dt.date) -> Mapping[str, Sequence[str]]:
    """What was ticked in the meeting's brief, by the heading of its part."""
    brief = services.preparing.brief(meeting_id, today)
    return {part.title: [line.text for line in part.ticked] for part in brief.parts if part.ticked}
