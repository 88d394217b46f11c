"""The meetings of a year of mentoring: planned, prepared, held with a timer, and wrapped up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mentorjournal.gui.pages.follow_up import FollowUpPage
from mentorjournal.gui.pages.meet import MeetPage
from mentorjournal.gui.pages.meetings import MeetingsPage
from mentorjournal.model.types import Activity, Meeting
from tests.gui.shell import keys
from tests.gui.year_beginning import open_relationship
from tests.gui.year_of_mentoring import RETURN, Year, type_into

ALT = Qt.KeyboardModifier.AltModifier
KEYS = {
    "action": Qt.Key.Key_A,
    "decision": Qt.Key.Key_D,
    "advice": Qt.Key.Key_V,
    "question": Qt.Key.Key_Q,
    "insight": Qt.Key.Key_I,
    "feedback": Qt.Key.Key_F,
}
Lines = Sequence[tuple[str, str]]
"""What is noted, and what a key makes of it; "" leaves the line a line."""


def plan_the_first(year: Year, day: str) -> None:
    """From the page of the relationship: a day, a time, an objective, an agenda."""
    page = open_relationship(year)
    year.click(page.view, "Plan a meeting")
    meetings = year.session.window.page("meetings")
    assert isinstance(meetings, MeetingsPage)
    year.qtbot.waitUntil(lambda: year.session.window.place == "meetings")
    view = meetings.view
    for field, words in ((view.day, day), (view.at, "10:30")):
        type_into(field, words)
        QTest.keyClick(field, RETURN)
    type_into(view.objective, "One question for the year")
    type_into(view.agenda.add_row.title, "How much help is right?")
    QTest.keyClick(view.agenda.add_row.title, RETURN)
    assert meetings.flush()
    (meeting,) = year.services.records.all(Meeting)
    assert (meeting.objective, str(meeting.at)) == ("One question for the year", "10:30:00")


def next_meeting(year: Year) -> Meeting:
    (meeting,) = [meeting for meeting in year.services.records.all(Meeting) if meeting.status == "planned"]
    return meeting


def until_the_meeting(year: Year) -> None:
    """Days pass until the day of the meeting that is planned."""
    day = next_meeting(year).date
    assert day is not None
    year.pass_days((day - year.clock.today).days)


def meet(year: Year, lines: Lines, minutes: int = 45) -> None:
    """The timer runs while notes are taken; one key makes of a line what it is."""
    meeting = next_meeting(year)
    choose(year, meeting)
    page = year.view("meetings", "Meet", MeetPage)
    year.click(page.view.timer, "Start timer")
    edit = page.view.notes.edit
    for words, kind in lines:
        type_into(edit, words)
        if kind:
            QTest.keyClick(edit, KEYS[kind], ALT)
        QTest.keyClick(edit, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(edit, RETURN)
    year.pass_minutes(minutes)
    year.click(page.view.timer, "End meeting")
    kept = year.services.records.get(Meeting, meeting.id)
    assert (kept.status, kept.spent) == ("held", minutes)
    hours = [item.hours for item in year.services.records.all(Activity) if item.meeting == meeting.id]
    assert hours == [minutes / 60]


def choose(year: Year, meeting: Meeting) -> None:
    """A meeting on its own page."""
    keys(year.qtbot, year.session, Qt.Key.Key_4)
    page = year.session.window.page("meetings")
    assert isinstance(page, MeetingsPage)
    year.click(page.views.bar, "Meeting")
    assert page.show_record(meeting.id)


def follow_up(year: Year, *, again: bool) -> None:
    """The next date as the rhythm has it, and all is wrapped up."""
    meetings = year.session.window.page("meetings")
    assert isinstance(meetings, MeetingsPage)
    page = meetings.views.shown
    assert isinstance(page, FollowUpPage)
    if again:
        year.click(page.view.next, "Plan it")
        assert next_meeting(year).date is not None
    year.click(page.view, "Wrapped up")
    kept = year.services.records.get(Meeting, page.record_id)
    assert kept.wrapped_on == year.clock.today
