"""Today: the next meeting, actions ticked where they stand, insights that become actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.today import TodayPage
from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.next_meeting import NextMeeting
from mentorjournal.gui.widgets.rows import ActionRow, ListRow
from mentorjournal.model.fields import Section
from mentorjournal.model.types import (
    ActionItem,
    Goal,
    Insight,
    Meeting,
    Milestone,
    Person,
    Question,
    Reflection,
    Relationship,
)
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.profile import Owner
from mentorjournal.services.templates import prompts
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import open_journal
from mentorjournal.storage.reader import Reader
from tests.gui.conftest import ContextMaker
from tests.gui.pages.today_steps import LEFT, TODAY, button, day, row_of, see, shown, texts


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[TodayPage]:
    made = shown(context, qtbot)
    yield made
    made.flush()


def seen_empty(page: TodayPage, qtbot: QtBot) -> EmptyState:
    def seen() -> list[EmptyState]:
        return [card for card in page.findChildren(EmptyState) if card.isVisible()]

    qtbot.waitUntil(lambda: bool(seen()))
    return seen()[0]


# An empty journal


def test_an_empty_journal_teaches_what_belongs_here(page: TodayPage, qtbot: QtBot) -> None:
    said = texts(page)
    assert {"Tuesday 14 April", "Nothing is due today.", "No meeting is planned."} <= said
    assert any(text.startswith("Nothing open. Capture one") for text in said)
    assert "Nobody owes you anything just now." in said
    assert "Nothing falls due: no milestone, goal, review or date to remember." in said
    assert not {"Insights with no action yet", "Not moved lately", "On this day"} & said


def test_without_any_relationship_a_mentor_can_be_looked_for(
    page: TodayPage, services: Services, qtbot: QtBot
) -> None:
    search = next(button for button in page.findChildren(LinkButton) if button.text() == "Find a mentor")
    with qtbot.waitSignal(page.context.navigator.view_wanted) as wanted:
        QTest.mouseClick(search, LEFT)
    assert wanted.args == ["", "search"]
    services.mentor_search.add("Dr Okafor")
    qtbot.waitUntil(lambda: "Find a mentor" not in [b.text() for b in page.findChildren(LinkButton)])
    assert seen_empty(page, qtbot).button.text() == "Plan a meeting"


# Meetings


def test_planning_with_the_only_person_there_is_begins_at_once(
    page: TodayPage, services: Services, qtbot: QtBot
) -> None:
    helena = services.records.save(Person(title="Dr Helena Brandt"))
    services.records.save(Relationship(person=helena.id, phase="cultivation", minutes=45))
    empty = seen_empty(page, qtbot)
    with qtbot.waitSignal(page.context.navigator.record_wanted) as wanted:
        QTest.mouseClick(empty.button, LEFT)
    (meeting,) = services.records.all(Meeting)
    assert wanted.args == [meeting.id]
    assert (meeting.people, meeting.minutes, meeting.date) == ((helena.id,), 45, day(7))
    see(qtbot, page, "Dr Helena Brandt")
    assert services.history.undo() == "Plan meeting"
    see(qtbot, page, "No meeting is planned.")


def test_planning_asks_with_whom_where_there_are_several(
    page: TodayPage, services: Services, qtbot: QtBot
) -> None:
    for name in ("Helena", "Tom"):
        person = services.records.save(Person(title=name))
        services.records.save(Relationship(person=person.id))
    empty = seen_empty(page, qtbot)
    empty.button.setFocus()
    QTest.keyClick(empty.button, Qt.Key.Key_Space)
    (menu,) = page.findChildren(QMenu)
    assert [action.text() for action in menu.actions() if action.text()] == ["Helena", "Tom", "Somebody else"]
    with qtbot.waitSignal(page.context.navigator.record_wanted):
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
    (meeting,) = services.records.all(Meeting)
    assert services.records.titles(meeting.people) == {meeting.people[0]: "Tom"}


def test_planning_with_nobody_makes_an_empty_meeting(
    page: TodayPage, services: Services, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.context.navigator.record_wanted):
        page.plan_meeting()
    (meeting,) = services.records.all(Meeting)
    assert (meeting.people, meeting.date) == ((), day(7))


def test_the_next_meeting_is_shown_and_prepared(page: TodayPage, services: Services, qtbot: QtBot) -> None:
    helena = services.records.save(Person(title="Dr Helena Brandt"))
    last = services.records.save(Meeting(title="m", date=day(-33), status="held", people=(helena.id,)))
    meeting = services.records.save(
        Meeting(
            title="Monthly", date=day(2), at=dt.time(10, 30), minutes=45, place="Library", people=(helena.id,)
        )
    )
    services.meetings.add_agenda_item(meeting.id, "Aims")
    see(qtbot, page, "1 agenda item")
    services.actions.add("mine", meeting=last.id, due=day(-1))
    services.actions.add("hers", meeting=last.id, owner=helena.id)
    services.records.save(Question(title="Who comes first?", for_whom=helena.id))
    services.records.save(Insight(title="Draw first"))
    services.records.save(Goal(title="Submit"))
    see(
        qtbot,
        page,
        "Dr Helena Brandt",
        "Monthly, 45 min, Library. Last met 12 Mar.",
        "2 things changed",
        "1 promise of yours is late",
        "1 open question",
        "10:30",
    )
    (card,) = cards(page)
    with qtbot.waitSignal(page.context.navigator.view_wanted) as wanted:
        QTest.mouseClick(card.button, LEFT)
    assert wanted.args == [meeting.id, "prepare"]
    with qtbot.waitSignal(page.context.navigator.record_wanted) as opened:
        QTest.mouseClick(card.title, LEFT)
    assert opened.args == [meeting.id]
    with qtbot.waitSignal(page.context.navigator.view_wanted) as wanted:
        next(command for command in page.commands() if command.key == "today-prepare").run()
    assert wanted.args == [meeting.id, "prepare"]


def cards(page: TodayPage) -> list[NextMeeting]:
    return [card for card in page.findChildren(NextMeeting) if card.isVisible()]


def test_a_day_of_several_meetings_shows_them_all(page: TodayPage, services: Services, qtbot: QtBot) -> None:
    for hour in (9, 14, 11):
        services.records.save(Meeting(title=f"At {hour}", date=TODAY, at=dt.time(hour)))
    see(qtbot, page, "At 9", "At 11", "At 14", "11:00")
    assert [card.title.accessibleName() for card in cards(page)] == ["At 9", "At 11", "At 14"]


def test_a_meeting_that_runs_leads_to_it(page: TodayPage, services: Services, qtbot: QtBot) -> None:
    meeting = services.records.save(
        Meeting(title="Monthly", date=TODAY, timer_from="2026-04-14T08:31:00+00:00")
    )
    see(qtbot, page, "Meeting runs since 10:31", "Monthly")
    with qtbot.waitSignal(page.context.navigator.view_wanted) as wanted:
        QTest.mouseClick(button(page, "Go to the meeting"), LEFT)
    assert wanted.args == [meeting.id, "meet"]
    assert cards(page) == []


def test_a_meeting_held_asks_to_be_wrapped_up(page: TodayPage, services: Services, qtbot: QtBot) -> None:
    meeting = services.records.save(Meeting(title="Monthly", date=day(-2), status="held"))
    row = row_of(qtbot, page, ListRow, "Monthly")
    assert row.badge.text() == "held 12 Apr"
    with qtbot.waitSignal(page.context.navigator.view_wanted) as wanted:
        QTest.keyClick(row, Qt.Key.Key_Space)
    assert wanted.args == [meeting.id, "follow_up"]
    services.follow_up.wrap_up(meeting.id, TODAY)
    qtbot.waitUntil(lambda: "To wrap up, in a minute" not in texts(page))


# The mentor's side


def test_a_mentor_sees_who_needs_attention_and_a_mentee_does_not(
    page: TodayPage, services: Services, qtbot: QtBot
) -> None:
    amara = services.records.save(Person(title="Amara Osei"))
    tie = services.records.save(Relationship(person=amara.id, my_role="mentor", rough=True))
    assert "Mentees who need you" not in texts(page)
    services.profile.save(Owner("Me", role="mentor"))
    row = row_of(qtbot, page, ListRow, "Amara Osei")
    assert row.badge.text() == "rough patch, no next date"
    with qtbot.waitSignal(page.context.navigator.view_wanted) as wanted:
        QTest.mouseClick(row, LEFT)
    assert wanted.args == [tie.id, "relationships"]
    with qtbot.waitSignal(page.context.navigator.view_wanted) as wanted:
        QTest.mouseClick(button(page, "All my mentees"), LEFT)
    assert wanted.args == ["", "mentees"]


def test_the_role_decides_the_prompts(page: TodayPage, services: Services) -> None:
    services.profile.save(Owner("Me", role="mentor"))
    mentors = {prompt.text for prompt in prompts("mentor")}
    seen = set()
    for _ in range(len(mentors)):
        seen.add(page.write._prompt.text())
        QTest.mouseClick(button(page, "Another prompt"), LEFT)
    assert seen == mentors


# One read, nothing moved


def test_the_page_is_drawn_from_one_read(
    services: Services, context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.actions.add("Send the page")
    services.records.save(Meeting(title="Monthly", date=day(2)))
    opened: list[Database] = []
    usual = Database.reading

    def counted(self: Database) -> AbstractContextManager[Reader]:
        opened.append(self)
        return usual(self)

    monkeypatch.setattr(Database, "reading", counted)
    page = shown(context, qtbot)
    assert {"Monthly", "Send the page"} <= texts(page)
    assert len(opened) == 1


def test_a_change_elsewhere_keeps_focus_place_and_what_did_not_change(
    page: TodayPage, services: Services, qtbot: QtBot
) -> None:
    page.resize(1160, 400)
    for number in range(8):
        services.actions.add(f"Action {number}")
    services.records.save(Insight(title="Draw first"))
    waiting = row_of(qtbot, page, ActionRow, "Action 3")
    head = row_of(qtbot, page, ListRow, "Draw first")
    waiting.box.setFocus()
    bar = page.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    services.records.save(Person(title="Somebody"))
    assert row_of(qtbot, page, ActionRow, "Action 3") is waiting
    services.actions.add("Action 8")
    again = row_of(qtbot, page, ActionRow, "Action 3")
    assert again is not waiting
    qtbot.waitUntil(again.box.hasFocus)
    qtbot.waitUntil(lambda: bar.value() == place)
    assert row_of(qtbot, page, ListRow, "Draw first") is head


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
    services.actions.add("Read it", owner=tom.id)
    assert row_of(qtbot, page, ListRow, "Read it").badge.text().startswith("Tom Okafor, since ")
    assert not any(row.isVisible() for row in page.findChildren(ActionRow))


def test_more_than_six_actions_are_counted(page: TodayPage, services: Services, qtbot: QtBot) -> None:
    for number in range(11):
        services.actions.add(f"Action {number}")
    see(qtbot, page, "and 5 more")


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
        assert "not write" in page.write.field.placeholderText()
        assert not button(page, "Gibbs, six headings").isEnabled()
        QTest.keyClicks(page.write.field, "x")
        page.write.choose_shape("gibbs")
        assert page.flush()
