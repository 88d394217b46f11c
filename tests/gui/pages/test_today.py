"""Today: the next meeting, actions ticked where they stand, insights that become actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.today import TodayPage
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.next_meeting import NextMeeting
from mentorjournal.gui.widgets.rows import ActionRow, ListRow
from mentorjournal.model.fields import Section
from mentorjournal.model.types import ActionItem, Goal, Insight, Meeting, Milestone, Person, Reflection
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.storage.database import open_journal
from tests.gui.conftest import ContextMaker
from tests.gui.pages.today_steps import LEFT, TODAY, button, day, row_of, see, shown, texts


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[TodayPage]:
    made = shown(context, qtbot)
    yield made
    made.flush()


# An empty journal


def test_an_empty_journal_teaches_what_belongs_here(page: TodayPage, qtbot: QtBot) -> None:
    said = texts(page)
    assert {"Tuesday 14 April", "Nothing is due today.", "No meeting is planned."} <= said
    assert any(text.startswith("Nothing open. Capture one") for text in said)
    assert "Nobody owes you anything just now." in said
    assert "No milestone or goal falls due." in said
    assert not {"Insights with no action yet", "Not moved lately", "On this day"} & said
    (empty,) = page.findChildren(EmptyState)
    with qtbot.waitSignal(page.context.navigator.place_wanted) as wanted:
        QTest.mouseClick(empty.button, LEFT)
    assert wanted.args == ["meetings"]


# The next meeting


def test_the_next_meeting_is_shown_and_prepared(page: TodayPage, services: Services, qtbot: QtBot) -> None:
    helena = services.records.save(Person(title="Dr Helena Brandt"))
    last = services.records.save(Meeting(title="m", date=day(-33), status="held", people=(helena.id,)))
    meeting = services.records.save(
        Meeting(
            title="Monthly", date=day(2), at=dt.time(10, 30), minutes=45, place="Library", people=(helena.id,)
        )
    )
    services.meetings.add_agenda_item(meeting.id, "Aims")
    services.actions.add("mine", meeting=last.id, due=day(-1))
    services.actions.add("hers", meeting=last.id, owner=helena.id)
    see(
        qtbot,
        page,
        "Dr Helena Brandt",
        "Monthly, 45 min, Library. Last met 12 Mar.",
        "1 agenda item",
        "1 promise of yours is late",
        "1 promise to you is open",
        "10:30",
    )
    (card,) = (card for card in page.findChildren(NextMeeting) if card.isVisible())
    with qtbot.waitSignal(page.context.navigator.record_wanted) as wanted:
        QTest.mouseClick(card.button, LEFT)
    assert wanted.args == [meeting.id]


# Actions


def test_an_action_is_ticked_where_it_stands_and_keeps_the_focus(
    page: TodayPage, services: Services, qtbot: QtBot
) -> None:
    send = services.actions.add("Send the page", due=day(-2))
    services.actions.add("Book the clinic", due=TODAY)
    see(qtbot, page, "2 actions are due")
    row = row_of(qtbot, page, ActionRow, "Send the page")
    assert row.badge.text() == "2 days late"
    row.box.setFocus()
    QTest.keyClick(row.box, Qt.Key.Key_Space)
    assert services.records.get(ActionItem, send.id).done_on == TODAY
    after = row_of(qtbot, page, ActionRow, "Send the page")
    assert (after.value(), after.badge.text()) == (True, "done")
    qtbot.waitUntil(after.box.hasFocus)
    see(qtbot, page, "1 action is due")
    QTest.mouseClick(after.box, LEFT)
    assert services.records.get(ActionItem, send.id).done_on is None
    assert services.history.undo() == "Reopen action item"
    assert row_of(qtbot, page, ActionRow, "Send the page").value()


def test_a_click_on_an_action_goes_to_where_it_belongs(
    page: TodayPage, services: Services, qtbot: QtBot
) -> None:
    send = services.actions.add("Send the page")
    with qtbot.waitSignal(page.context.navigator.record_wanted) as wanted:
        QTest.mouseClick(row_of(qtbot, page, ActionRow, "Send the page").label, LEFT)
    assert wanted.args == [send.id]


def test_what_others_owe_names_them(page: TodayPage, services: Services, qtbot: QtBot) -> None:
    tom = services.records.save(Person(title="Tom Okafor"))
    services.actions.add("Comment on it", owner=tom.id, due=day(9))
    assert row_of(qtbot, page, ListRow, "Comment on it").badge.text() == "Tom Okafor, due 23 Apr"
    assert not any(row.isVisible() for row in page.findChildren(ActionRow))


def test_more_than_eight_actions_are_counted(page: TodayPage, services: Services, qtbot: QtBot) -> None:
    for number in range(11):
        services.actions.add(f"Action {number}")
    see(qtbot, page, "and 3 more")


def test_an_insight_becomes_an_action(page: TodayPage, services: Services, qtbot: QtBot) -> None:
    insight = services.records.save(Insight(title="Draw first", date=day(-11)))
    see(qtbot, page, "Insights with no action yet")
    with qtbot.waitSignal(page.context.navigator.message) as told:
        QTest.mouseClick(button(page, "Make it an action"), LEFT)
    assert told.args == ["ok", "Now an action: Draw first"]
    (made,) = services.records.all(ActionItem)
    assert (made.title, made.origin) == ("Draw first", insight.id)
    row_of(qtbot, page, ActionRow, "Draw first")
    assert "Insights with no action yet" not in texts(page)
    assert services.history.undo() == "New action item"
    see(qtbot, page, "Insights with no action yet")


def test_what_comes_and_what_was_on_this_day_leads_there(
    page: TodayPage, services: Services, qtbot: QtBot
) -> None:
    goal = services.records.save(Goal(title="Submit", target=day(40)))
    services.records.save(Milestone(title="Ethics", goal=goal.id, due=day(4)))
    old = services.records.save(
        Reflection(
            title="First journal club",
            date=dt.date(2025, 4, 14),
            sections=(Section("what", "", "My hands shook while I spoke. " * 12),),
        )
    )
    see(qtbot, page, "Milestone: Ethics", "Goal: Submit", "14 April 2025, Reflection")
    said = texts(page)
    (preview,) = (text for text in said if text.startswith("My hands"))
    assert preview.endswith(("spoke.…", "hands…", "shook…", "while…", "I…", "My…"))
    with qtbot.waitSignal(page.context.navigator.record_wanted) as wanted:
        QTest.mouseClick(button(page, "First journal club"), LEFT)
    assert wanted.args == [old.id]
    with qtbot.waitSignal(page.context.navigator.record_wanted) as wanted:
        QTest.mouseClick(row_of(qtbot, page, ListRow, "Goal: Submit"), LEFT)
    assert wanted.args == [goal.id]


def test_a_journal_that_cannot_be_written_is_only_read(
    services: Services, make_context: ContextMaker, qtbot: QtBot
) -> None:
    services.actions.add("Send the page")
    services.records.save(Insight(title="Draw first"))
    path: Path = services.journal.path
    services.journal.close()
    with open_journal(path, read_only=True) as journal:
        page = shown(make_context(services_for(journal)), qtbot)
        assert not row_of(qtbot, page, ActionRow, "Send the page").isEnabled()
        assert not button(page, "Make it an action").isEnabled()
        assert page.write.field.isReadOnly()
        QTest.keyClicks(page.write.field, "x")
        page.write.choose_shape("gibbs")
        assert page.flush()
