"""Meet as one of the pages of a meeting: nothing typed is lost, and the list behind it keeps up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.meet import MeetPage
from mentorjournal.gui.pages.meetings import MeetingsPage
from mentorjournal.model.types import (
    Activity,
    Meeting,
    Person,
)
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.storage.journal_file import open_journal
from tests.gui.conftest import ContextMaker
from tests.gui.pages.meet_steps import ALT, TODAY, click, day, on_screen, type_into, unnamed
from tests.gui.pages.meeting_steps import shown
from tests.storage.helpers import Clock


@pytest.fixture
def clock(services: Services) -> Clock:
    """The journal's clock, to be turned."""
    made = Clock()
    services.journal.clock = made
    return made


@pytest.fixture
def helena(services: Services) -> Person:
    return services.records.save(Person(title="Dr Helena Brandt"))


@pytest.fixture
def meeting(services: Services, helena: Person) -> Meeting:
    return services.records.save(
        Meeting(title="Monthly", date=TODAY, at=dt.time(10, 30), minutes=45, people=(helena.id,))
    )


@pytest.fixture
def page(context: Context, clock: Clock, meeting: Meeting, qtbot: QtBot) -> Iterator[MeetPage]:
    made = on_screen(MeetPage(context), qtbot, meeting.id)
    yield made
    made.flush()


def kept(services: Services, meeting: Meeting) -> Meeting:
    return services.records.get(Meeting, meeting.id)


# What was given


def test_roles_support_and_what_was_given_are_chosen_and_typed(
    page: MeetPage, services: Services, meeting: Meeting
) -> None:
    for name, key in (("roles_played", "guide"), ("support", "coaching"), ("contributions", "contact")):
        page.view.folds[name].set_open(True)
        click(page.view.chips[name].chips[key])
    type_into(page.view.gave, "Time")
    type_into(page.view.received, "A name")
    type_into(page.view.worth, "Courage")
    assert page.flush()
    found = kept(services, meeting)
    assert (found.roles_played, found.support, found.contributions) == (
        ("guide",),
        ("coaching",),
        ("contact",),
    )
    assert (found.gave, found.received, found.worth) == ("Time", "A name", "Courage")
    page.view.folds["support"].set_open(False)
    assert page.view.folds["support"].note() == "Coaching"


# Being one of the pages


def test_what_is_typed_is_saved_by_itself_and_outlives_a_change_elsewhere(
    page: MeetPage, services: Services, meeting: Meeting, qtbot: QtBot
) -> None:
    type_into(page.view.notes.edit, "half a sen")
    services.records.amend(meeting.id, {"place": "Library"}, "Move")
    page.view.notes.edit.moveCursor(QTextCursor.MoveOperation.End)
    with qtbot.waitSignal(page.context.navigator.saved):
        QTest.keyClicks(page.view.notes.edit, "tence")
    assert (kept(services, meeting).notes, kept(services, meeting).place) == ("half a sentence", "Library")
    assert "Library" in page.view.caption.text()


def test_a_meeting_deleted_elsewhere_leaves_the_page_and_no_word_behind(
    page: MeetPage, services: Services, meeting: Meeting
) -> None:
    type_into(page.view.notes.edit, "not lost")
    services.records.trash(meeting.id)
    assert page.stack.currentWidget() is page.empty
    assert page.commands() == ()
    (rescued,) = services.records.all(Meeting)
    assert rescued.notes == "not lost"


def test_without_a_meeting_it_says_what_to_do(context: Context, services: Services, qtbot: QtBot) -> None:
    made = on_screen(MeetPage(context), qtbot)
    assert made.stack.currentWidget() is made.empty
    assert not made.show_record("no-such-id")
    with qtbot.waitSignal(context.navigator.view_wanted) as wanted:
        click(made.empty.button)
    assert wanted.args == ["", "page"]


def test_a_meeting_with_nobody_works(
    context: Context, services: Services, clock: Clock, qtbot: QtBot
) -> None:
    alone = services.records.save(Meeting(title="Alone", date=TODAY))
    made = on_screen(MeetPage(context), qtbot, alone.id)
    assert made.view.title.text() == "Alone"
    type_into(made.view.notes.edit, "Tom: a thought")
    for key in (Qt.Key.Key_A, Qt.Key.Key_V, Qt.Key.Key_Q, Qt.Key.Key_F):
        QTest.keyClick(made.view.notes.edit, key, ALT)
    assert len(made.view.made.made()) == 4


def test_a_journal_that_is_only_read_changes_nothing(
    services: Services, meeting: Meeting, make_context: ContextMaker, qtbot: QtBot
) -> None:
    path: Path = services.journal.path
    with open_journal(path, read_only=True) as journal:
        made = on_screen(MeetPage(make_context(services_for(journal))), qtbot, meeting.id)
        assert made.view.notes.edit.isReadOnly()
        assert not made.view.timer.toggle.isEnabled()
        assert made.view.timer.toggle.toolTip()
        assert not made.view.timer.end.isEnabled()
        assert made.commands() == ()


def test_every_control_has_a_name_and_nothing_is_wider_than_the_page(page: MeetPage, qtbot: QtBot) -> None:
    type_into(page.view.notes.edit, "A line")
    QTest.keyClick(page.view.notes.edit, Qt.Key.Key_A, ALT)
    assert unnamed(page) == []
    page.resize(760, 700)
    page.context.themes.wear("light", 2.0)
    qtbot.waitUntil(lambda: page.view.horizontalScrollBar().maximum() == 0)
    widest = max(part.minimumSizeHint().width() for part in (page.view.timer, page.view.made))
    assert widest <= page.view.viewport().width()


# The meeting's own page


def test_the_state_of_a_meeting_changes_its_hours_from_its_own_page(
    context: Context, services: Services, meeting: Meeting, qtbot: QtBot
) -> None:
    place = shown(context, qtbot)
    assert place.show_record(meeting.id)
    place.view.status.edited.emit("held")
    assert [item.hours for item in services.records.all(Activity)] == [0.75]
    assert place.view.stand.text() == "Not wrapped up yet"
    place.view.minutes.take(30)
    assert [item.hours for item in services.records.all(Activity)] == [0.5]
    place.view.status.edited.emit("cancelled")
    assert services.records.all(Activity) == ()


def test_every_meeting_of_the_past_is_reached_by_scrolling(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    with services.journal.writing("Many") as change:
        ids = [
            change.put(Meeting(title=f"m{number}", date=day(-number), status="held")).id
            for number in range(1, 520)
        ]
    place: MeetingsPage = shown(context, qtbot)
    bar = place.list.view.verticalScrollBar()
    assert len(place.keys()) == 200
    for _ in range(2):
        bar.setValue(bar.maximum())
    assert len(place.keys()) == 519
    assert place.keys()[-1] == ids[-1]
    other = MeetingsPage(context)
    qtbot.addWidget(other)
    assert other.show_record(ids[-1])
    cards = other.keys()
    assert ids[-1] in cards
    other.flush()
    place.flush()


def test_the_list_behind_reads_nothing_until_it_is_seen_again(
    context: Context, services: Services, meeting: Meeting, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = shown(context, qtbot)
    assert place.show_record(meeting.id)
    type_into(place.view.notes.edit, "typed just before")
    assert place.show_view("meet", meeting.id)
    meet = place.views.shown
    assert isinstance(meet, MeetPage)
    assert meet.view.notes.edit.value() == "typed just before"
    read: list[str] = []
    monkeypatch.setattr(place, "reload_list", lambda: read.append("again"))
    services.records.amend(meeting.id, {"title": "Renamed", "place": "Library"}, "Rename")
    assert read == []
    assert "Renamed" in meet.view.caption.text()
    assert place.show_view("page", "")
    assert read == ["again"]
    assert (place.view.title.value(), place.view.place.value()) == ("Renamed", "Library")
    place.flush()


def test_the_key_that_deletes_a_meeting_does_nothing_while_meeting(
    context: Context, services: Services, meeting: Meeting, qtbot: QtBot
) -> None:
    place = shown(context, qtbot)
    assert place.show_view("meet", meeting.id)
    place.delete_record()
    assert services.records.all(Meeting) == (meeting,)
    assert place.show_view("page", meeting.id)
    place.delete_record()
    assert services.records.all(Meeting) == ()
