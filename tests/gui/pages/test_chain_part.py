"""The chain on a page: followed both ways, ticked, made longer by one click; in the inspector and the filters."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.inspector import Inspector
from mentorjournal.gui.models.timeline_model import TimelineModel
from mentorjournal.gui.pages.chain_part import ChainPart
from mentorjournal.gui.pages.goals import GoalsPage
from mentorjournal.gui.pages.journal import JournalPage
from mentorjournal.gui.pages.journal_filters import UNACTED
from mentorjournal.gui.pages.journal_thought import ThoughtView
from mentorjournal.gui.widgets.rows import ActionRow, ListRow, RowList
from mentorjournal.model.types import (
    ActionItem,
    Advice,
    Connection,
    Decision,
    Feedback,
    Goal,
    Insight,
    Observation,
    Person,
    Question,
    Reflection,
)
from mentorjournal.services.bundle import Services
from tests.gui.pages.journal_steps import DAY, LEFT, shown


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> JournalPage:
    return shown(context, qtbot)


def part_of(page: JournalPage, record_id: str) -> ChainPart:
    assert page.show_record(record_id)
    view = page.desk.view
    assert isinstance(view, ThoughtView)
    return view.chain


def words(rows: RowList) -> list[str]:
    found: list[str] = []
    for row in rows.rows():
        found += [part.label.text() for part in row.findChildren(ListRow)]
        found += [part.label.text() for part in row.findChildren(ActionRow)]
    return found


def first(kind: type[QWidget], inside: RowList) -> QWidget:
    return next(part for row in inside.rows() for part in row.findChildren(kind))


def test_an_insight_is_taken_further_by_clicks_and_read_back(
    page: JournalPage, context: Context, services: Services, qtbot: QtBot
) -> None:
    entry = services.records.save(Reflection(title="Bad talk", date=DAY))
    insight = services.records.save(Insight(title="I rush slides", date=DAY, origin=entry.id))
    part = part_of(page, insight.id)
    assert (words(part.above), words(part.below)) == (["Bad talk"], [])
    with qtbot.waitSignal(context.navigator.made) as told:
        QTest.mouseClick(part.buttons["decision"], LEFT)
    (decision,) = services.records.all(Decision)
    assert told.args == [decision.id, "Decision made: I rush slides"]
    assert (decision.origin, decision.date, decision.visibility) == (insight.id, DAY, "private")
    part = part_of(page, decision.id)
    assert words(part.above) == ["I rush slides", "Bad talk"]
    QTest.mouseClick(part.buttons["goal"], LEFT)
    (goal,) = services.records.all(Goal)
    services.actions.add("Cut the deck", goal=goal.id)
    part = part_of(page, insight.id)
    assert words(part.below) == ["I rush slides", "I rush slides", "Cut the deck"]
    assert services.timeline.page(UNACTED) == ()


def test_each_link_opens_its_record_and_an_action_is_ticked_in_place(
    page: JournalPage, context: Context, services: Services, qtbot: QtBot
) -> None:
    insight = services.records.save(Insight(title="Ask early", date=DAY))
    decision = services.chain.make("decision", insight.id, "When to ask?")
    action = services.actions.add("Ask at nine", source=decision.id, due=DAY - dt.timedelta(2))
    part = part_of(page, insight.id)
    row = first(ListRow, part.below)
    with qtbot.waitSignal(context.navigator.record_wanted, check_params_cb=partial(str.__eq__, decision.id)):
        QTest.mouseClick(row, LEFT)
    ticked = first(ActionRow, part.below)
    assert isinstance(ticked, ActionRow)
    assert ticked.badge.text() == "2 days late"
    ticked.box.setFocus()
    QTest.keyClick(ticked.box, Qt.Key.Key_Space)
    assert services.records.get(ActionItem, action.id).done_on == DAY
    again = first(ActionRow, part.below)
    assert isinstance(again, ActionRow)
    assert again.value()
    assert again.box.hasFocus()


def test_undo_takes_back_what_was_made_and_the_page_follows(page: JournalPage, services: Services) -> None:
    insight = services.records.save(Insight(title="Ask early", date=DAY))
    part = part_of(page, insight.id)
    QTest.mouseClick(part.buttons["action"], LEFT)
    assert words(part.below) == ["Ask early"]
    assert services.history.undo() == "New action item"
    assert words(part.below) == []


def test_taking_it_further_is_a_command_too(page: JournalPage, services: Services) -> None:
    insight = services.records.save(Insight(title="Ask early", date=DAY))
    assert page.show_record(insight.id)
    commands = {command.text: command for command in page.commands()}
    assert {"Make a decision", "Make a goal", "Make an action"} <= set(commands)
    commands["Make a goal"].run()
    assert [item.origin for item in services.records.all(Goal)] == [insight.id]


def test_a_circle_and_a_long_chain_are_shown_once(page: JournalPage, services: Services) -> None:
    one = services.records.save(Question(title="One", date=DAY))
    two = services.records.save(Question(title="Two", date=DAY, origin=one.id))
    services.records.amend(one.id, {"origin": two.id})
    part = part_of(page, one.id)
    assert (words(part.above), words(part.below)) == (["Two"], ["Two"])


def test_a_goal_says_where_it_came_from(qtbot: QtBot, context: Context, services: Services) -> None:
    decision = services.records.save(Decision(title="Which lab?", choice="The small lab", date=DAY))
    goal = services.chain.make("goal", decision.id, day=DAY)
    services.actions.add("Write to Ana", goal=goal.id)
    services.records.save(Question(title="Whom to ask first?", date=DAY, goal=goal.id))
    services.chain.make("insight", goal.id, "It takes a year", day=DAY)
    goals = GoalsPage(context)
    qtbot.addWidget(goals)
    goals.resize(1200, 900)
    with qtbot.waitExposed(goals):
        goals.show()
    assert goals.show_record(goal.id)
    (part,) = goals.findChildren(ChainPart)
    assert words(part.above) == ["Which lab?"]
    # Its actions stand on the page already.
    assert words(part.below) == ["It takes a year"]
    assert part.above.isVisible()
    linked = goals.view.linked
    assert [row.label.text() for row in linked.rows.findChildren(ListRow)] == ["Whom to ask first?"]
    assert not linked.more.isVisible()


def test_the_inspector_shows_the_chain_further_along(
    qtbot: QtBot, context: Context, services: Services
) -> None:
    insight = services.records.save(Insight(title="Ask early", date=DAY))
    decision = services.chain.make("decision", insight.id, "When to ask?")
    services.chain.make("goal", decision.id, "Ask every week")
    inspector = Inspector(context)
    qtbot.addWidget(inspector)
    inspector.show_record(insight.id)
    further = inspector.links.further
    assert [row.label.text() for row in further.findChildren(ListRow)] == ["Ask every week"]
    with qtbot.waitSignal(context.relay.changed):
        services.chain.make("action", decision.id, "Ask today")
    shown_rows = [row.label.text() for row in further.rows() if isinstance(row, ListRow)]
    assert shown_rows == ["Ask every week", "Ask today"]


def test_insights_with_no_action_are_one_filter_that_follows(
    page: JournalPage, services: Services, qtbot: QtBot
) -> None:
    idle = services.records.save(Insight(title="Idle", date=DAY))
    acted = services.records.save(Insight(title="Acted on", date=DAY))
    services.chain.make("action", acted.id)
    services.records.save(Reflection(title="Entry", date=DAY))
    menu = page.list.filters.menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "Insights with no action yet").trigger()
    assert page.list.filters.value() == UNACTED
    assert listed(page) == ["Idle"]
    decision = services.chain.make("decision", idle.id)
    assert listed(page) == ["Idle"]
    services.chain.make("action", decision.id)
    qtbot.waitUntil(lambda: listed(page) == [])
    services.history.undo()
    qtbot.waitUntil(lambda: listed(page) == ["Idle"])


def listed(page: JournalPage) -> list[str]:
    model = page.list.model
    rows = (model.index(row) for row in range(model.rowCount()))
    return [str(row.data()) for row in rows if row.data(TimelineModel.IdRole)]


def test_rows_of_the_timeline_say_whom_they_concern(page: JournalPage, services: Services) -> None:
    ana = services.records.save(Person(title="Ana Cruz")).id
    save = services.records.save
    made = {
        save(Question(title="Q", date=DAY, for_whom=ana)).id: "Question for Ana Cruz",
        save(Question(title="Q2", date=DAY)).id: "Question",
        save(Advice(title="A", date=DAY, person=ana)).id: "Advice from Ana Cruz",
        save(Advice(title="A2", date=DAY, person=ana, direction="given")).id: "Advice to Ana Cruz",
        save(Observation(title="O", date=DAY, person=ana, kind="talent")).id: "Talent I see: Ana Cruz",
        save(Observation(title="O2", date=DAY)).id: "Win",
        save(Connection(title="C", date=DAY, introducer=ana)).id: "Introduction by Ana Cruz",
        save(Feedback(title="F", date=DAY, person=ana)).id: "Feedback from Ana Cruz",
        save(Decision(title="D", date=DAY)).id: "Decision",
    }
    model = page.list.model
    said = {key: model.row_of(key).data(TimelineModel.SaidRole) for key in made}
    assert said == made
    spoken = str(model.row_of(next(iter(made))).data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.endswith("Question for Ana Cruz: Q")
    page.list.reload()
    assert {key: model.row_of(key).data(TimelineModel.SaidRole) for key in made} == made
