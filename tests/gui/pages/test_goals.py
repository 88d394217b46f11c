"""The goals' page: writing a goal, its milestones and actions, and what changes elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.goals import GoalsPage
from mentorjournal.model.types import Goal, Meeting, Reflection
from mentorjournal.services.bundle import Services
from tests.gui.pages.goal_steps import DAY, LEFT, add_line, aim, retype, row, saved, shown, stored


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[GoalsPage]:
    made = shown(context, qtbot)
    yield made
    made.flush()


def test_an_empty_journal_teaches_and_offers_to_begin(page: GoalsPage) -> None:
    assert page.middle.currentWidget() is page.empty
    QTest.mouseClick(page.empty.button, LEFT)
    assert page.view.head.title.hasFocus()
    assert page.services.goals.cards() == ()


def test_a_goal_comes_into_the_journal_with_its_first_words_and_is_one_step(
    page: GoalsPage, services: Services, qtbot: QtBot
) -> None:
    page.new_goal()
    QTest.keyClicks(page.view.head.title, "Submit the")
    saved(page, qtbot)
    QTest.keyClicks(page.view.head.title, " case series")
    QTest.keyClick(page.view.head.title, Qt.Key.Key_Return)
    why = page.view.texts["why"]
    assert why.hasFocus()
    QTest.keyClicks(why, "It spares others a delay.")
    saved(page, qtbot)
    goal = stored(page).goal
    assert (goal.title, goal.why, goal.start) == (
        "Submit the case series",
        "It spares others a delay.",
        DAY,
    )
    assert [str(page.list.model.index(at).data()) for at in range(2)] == ["Active", "Submit the case series"]
    assert services.history.next_undo() == "New goal"
    services.history.undo()
    assert services.goals.cards() == ()
    assert page.middle.currentWidget() is page.empty


def test_an_empty_new_page_leaves_nothing_behind(page: GoalsPage, services: Services) -> None:
    page.new_goal()
    QTest.keyClicks(page.view.head.title, "x")
    QTest.keyClick(page.view.head.title, Qt.Key.Key_Backspace)
    assert page.flush()
    assert services.goals.cards() == ()


def test_milestones_are_added_one_after_the_other_from_the_keyboard(
    page: GoalsPage, services: Services
) -> None:
    goal = aim(services)
    assert page.show_record(goal.id)
    lines = page.view.milestone_rows
    add_line(lines, "Outline agreed", "3 mar 2026")
    assert lines.add_row.title.hasFocus()
    assert lines.add_row.title.value() == ""
    add_line(lines, "First full draft by +7")
    found = [(item.title, item.due, item.original_due) for item in stored(page).milestones]
    assert found == [
        ("Outline agreed", dt.date(2026, 3, 3), dt.date(2026, 3, 3)),
        ("First full draft", DAY + dt.timedelta(days=7), DAY + dt.timedelta(days=7)),
    ]
    assert [item.title.value() for item in lines.rows()] == ["Outline agreed", "First full draft"]
    assert row(lines, "Outline agreed").note.text() == "42 days late"


def test_a_milestone_added_to_a_page_not_written_yet_makes_the_goal(
    page: GoalsPage, services: Services
) -> None:
    page.new_goal()
    add_line(page.view.milestone_rows, "Outline agreed")
    (card,) = services.goals.cards()
    assert (card.milestones, card.goal.title) == (1, "")
    assert page.saver.goal_id == card.goal.id


def test_a_day_that_cannot_be_read_adds_nothing_and_stays_to_be_corrected(
    page: GoalsPage, services: Services
) -> None:
    page.show_record(aim(services).id)
    add_line(page.view.milestone_rows, "Outline", "someday")
    assert stored(page).milestones == ()
    assert page.view.milestone_rows.add_row.title.value() == "Outline"
    assert page.view.milestone_rows.add_row.date.is_wrong()


def test_a_tick_reaches_a_milestone_today_and_the_day_can_be_corrected(
    page: GoalsPage, services: Services
) -> None:
    goal = aim(services)
    services.goals.add_milestone(goal.id, "Outline", DAY)
    page.show_record(goal.id)
    line = row(page.view.milestone_rows, "Outline")
    line.box.setFocus()
    QTest.keyClick(line.box, Qt.Key.Key_Space)
    assert stored(page).milestones[0].done_on == DAY
    assert line.date.accessibleName() == "Reached on"
    retype(line, "10 apr 2026")
    assert stored(page).milestones[0].done_on == dt.date(2026, 4, 10)
    assert line.note.text() == "Planned 14 Apr, reached 10 Apr, 4 days early"
    QTest.keyClick(line.box, Qt.Key.Key_Space)
    assert stored(page).milestones[0].done_on is None
    assert stored(page).milestones[0].due == DAY


def test_a_moved_milestone_shows_its_first_promise_and_asks_why(
    page: GoalsPage, services: Services, qtbot: QtBot
) -> None:
    goal = aim(services)
    services.goals.add_milestone(goal.id, "Outline", DAY)
    page.show_record(goal.id)
    line = row(page.view.milestone_rows, "Outline")
    assert not line.reason.isVisible()
    retype(line, "+35")
    assert line.note.text() == "First planned for 14 Apr, now 5 weeks later"
    assert line.reason.isVisible()
    QTest.keyClicks(line.reason, "The form came back.")
    saved(page, qtbot)
    assert line.reason.text() == "The form came back."
    milestone = stored(page).milestones[0]
    assert (milestone.original_due, milestone.slipped) == (DAY, "The form came back.")


def test_a_milestone_is_worded_in_place_and_deleted_into_the_trash(
    page: GoalsPage, services: Services, qtbot: QtBot
) -> None:
    goal = aim(services)
    services.goals.add_milestone(goal.id, "Outline")
    page.show_record(goal.id)
    line = row(page.view.milestone_rows, "Outline")
    line.title.setFocus()
    QTest.keyClick(line.title, Qt.Key.Key_End)
    QTest.keyClicks(line.title, " agreed")
    saved(page, qtbot)
    assert stored(page).milestones[0].title == "Outline agreed"
    assert line.title.hasFocus()
    QTest.mouseClick(line.delete, LEFT)
    assert stored(page).milestones == ()
    assert page.view.milestone_rows.rows() == ()
    services.history.undo()
    assert row(page.view.milestone_rows, "Outline agreed").isVisible()


def test_an_action_is_typed_with_its_day(page: GoalsPage, services: Services) -> None:
    page.show_record(aim(services).id)
    add_line(page.view.action_rows, "Send draft by fri")
    add_line(page.view.action_rows, "Stand by me")
    found = {item.title: item.due for item in stored(page).actions}
    assert found == {"Send draft": dt.date(2026, 4, 17), "Stand by me": None}
    line = row(page.view.action_rows, "Send draft")
    QTest.keyClick(line.box, Qt.Key.Key_Space)
    assert next(item for item in stored(page).actions if item.title == "Send draft").done_on == DAY


def test_closing_a_goal_asks_what_changed_in_me(page: GoalsPage, services: Services, qtbot: QtBot) -> None:
    page.show_record(aim(services).id)
    state, changed = page.view.head.choices["status"], page.view.texts["changed_in_me"]
    assert not changed.isVisible()
    state.setFocus()
    QTest.keyClicks(state, "Ach")
    assert state.value() == "achieved"
    assert stored(page).goal.closed_on == DAY
    assert page.view.head.dates["closed_on"].value() == DAY
    assert changed.isVisible()
    QTest.keyClicks(changed, "I send things earlier.")
    saved(page, qtbot)
    assert stored(page).goal.changed_in_me == "I send things earlier."
    assert str(page.list.model.index(0).data()) == "Achieved"


def test_the_days_of_a_goal_are_a_step_of_their_own(page: GoalsPage, services: Services) -> None:
    page.show_record(aim(services).id)
    target = page.view.head.dates["target"]
    QTest.keyClicks(target, "18 may 2026")
    QTest.keyClick(target, Qt.Key.Key_Return)
    assert stored(page).goal.target == dt.date(2026, 5, 18)
    assert services.history.next_undo() == "Change target"
    assert page.view.strip.isVisible()


def test_undo_elsewhere_refreshes_the_page(page: GoalsPage, services: Services) -> None:
    goal = aim(services)
    page.show_record(goal.id)
    services.records.amend(goal.id, {"why": "Because."}, "Edit why")
    assert page.view.texts["why"].value() == "Because."
    services.history.undo()
    assert page.view.texts["why"].value() == ""


def test_typing_survives_a_change_made_elsewhere(page: GoalsPage, services: Services) -> None:
    goal = aim(services)
    page.show_record(goal.id)
    QTest.keyClicks(page.view.texts["measure"], "It is out")
    services.records.amend(goal.id, {"visibility": "exportable"}, "Change who may see it")
    now = services.records.get(Goal, goal.id)
    assert (now.measure, now.visibility) == ("It is out", "exportable")
    assert page.view.texts["measure"].value() == "It is out"


def test_words_for_a_line_that_is_gone_do_not_stop_saving(page: GoalsPage, services: Services) -> None:
    goal = aim(services)
    services.goals.add_milestone(goal.id, "Outline")
    page.show_record(goal.id)
    line = row(page.view.milestone_rows, "Outline")
    services.history.undo()
    line.worded.emit("Outline agreed")
    QTest.keyClicks(page.view.texts["measure"], "Seen")
    assert page.flush()
    assert stored(page).goal.measure == "Seen"
    assert stored(page).milestones == ()


def test_another_goal_is_shown_after_what_was_typed_is_saved(page: GoalsPage, services: Services) -> None:
    first, second = aim(services, "First aim of mine"), aim(services, "Second aim of mine")
    page.show_record(first.id)
    QTest.keyClicks(page.view.texts["measure"], "Seen")
    view = page.list.goals
    QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(page.list.model.row_of(second.id)).center())
    assert page.view.head.title.value() == "Second aim of mine"
    assert page.view.texts["measure"].value() == ""
    assert services.records.get(Goal, first.id).measure == "Seen"


def test_delete_says_so_shows_the_next_and_undo_brings_it_back(
    page: GoalsPage, services: Services, qtbot: QtBot
) -> None:
    first, second = aim(services, "A first aim"), aim(services, "B second aim")
    page.show_record(first.id)
    with qtbot.waitSignal(page.context.navigator.message) as told:
        QTest.keyClick(
            page,
            Qt.Key.Key_Backspace,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        )
    assert told.args == ["info", "The goal is in the trash. Undo brings it back."]
    assert page.saver.goal_id == second.id
    assert page.view.head.title.value() == "B second aim"
    services.history.undo()
    assert page.list.model.ids() == [first.id, second.id]


def test_writing_about_a_goal_opens_a_page_that_is_linked_to_it(
    page: GoalsPage, services: Services, qtbot: QtBot
) -> None:
    goal = aim(services)
    page.show_record(goal.id)
    with qtbot.waitSignal(page.context.navigator.record_wanted) as wanted:
        QTest.mouseClick(page.view.linked.write, LEFT)
    made = services.records.get(Reflection, wanted.args[0])
    assert made.related == (goal.id,)
    with qtbot.waitSignal(page.context.navigator.record_wanted) as opened:
        QTest.mouseClick(page.view.linked.rows.rows()[0], LEFT)
    assert opened.args == [made.id]


def test_a_meeting_linked_elsewhere_gathers_here(page: GoalsPage, services: Services) -> None:
    goal = aim(services)
    page.show_record(goal.id)
    assert page.view.linked.none.isVisible()
    services.records.save(Meeting(title="Monthly", date=DAY, related=(goal.id,)))
    (line,) = page.view.linked.rows.rows()
    assert line.accessibleName() == "14 Apr Monthly Meeting"


def test_a_hint_is_put_aside_for_good(page: GoalsPage, services: Services) -> None:
    goal = aim(services)
    page.show_record(goal.id)
    crosses = [
        button for button in page.view.hints.findChildren(type(page.view.head.delete)) if button.isVisible()
    ]
    assert crosses[0].accessibleName() == "Put aside: Measurable"
    QTest.mouseClick(crosses[0], LEFT)
    assert "measurable" not in [hint.key for hint in services.goals.page(goal.id).hints]
    page.refresh()
    assert "Put aside: Measurable" not in {
        button.accessibleName()
        for button in page.view.hints.findChildren(type(page.view.head.delete))
        if button.isVisible()
    }
