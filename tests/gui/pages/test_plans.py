"""The development plan in the window: written, given goals, printed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.goals import GoalsPage
from mentorjournal.gui.pages.plans import PlansPage
from mentorjournal.model.types import Goal, Plan
from tests.gui.pages.place_steps import RETURN, cards, saved, shown, unnamed_controls, wait_until_it_fits


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[PlansPage]:
    made = shown(PlansPage, context, qtbot)
    yield made
    made.flush()


def stored(page: PlansPage) -> Plan:
    return page.services.records.get(Plan, page.saver.record_id)


def begin(page: PlansPage, qtbot: QtBot) -> None:
    page.new_record()
    QTest.keyClicks(page.view.title, "2026")
    saved(page, qtbot)


def add(page: PlansPage, role: str, words: str) -> None:
    field = page.view.picked[role].field
    QTest.keyClicks(field, words)
    QTest.keyClick(field, RETURN)


def test_three_goals_are_made_in_it_and_one_is_taken_out(page: PlansPage, qtbot: QtBot) -> None:
    begin(page, qtbot)
    for words in ("Write", "Teach", "Rest"):
        add(page, "goals", words)
    assert page.view.sums.text() == "0 of 3 reached, 3 still open."
    assert [card.second for card in cards(page)] == ["0 of 3 goals reached"]
    page.view.picked["goals"].rows.rows()[1].remove.click()  # type: ignore[attr-defined]
    goals = [page.services.records.get(Goal, key).title for key in stored(page).goals]
    assert goals == ["Write", "Rest"]
    assert len(page.services.records.all(Goal)) == 3
    page.services.history.undo()
    assert len(stored(page).goals) == 3


def test_where_i_stand_is_typed_below_its_questions_and_kept(page: PlansPage, qtbot: QtBot) -> None:
    begin(page, qtbot)
    QTest.keyClicks(page.view.assessment.editor("judged"), "I start late")
    saved(page, qtbot)
    kept = {part.tag: part.text for part in stored(page).assessment}
    assert kept["judged"] == "I start late"
    page.view.discussed.box.click()
    assert stored(page).discussed_on == page.context.today()


def test_it_prints_as_a_development_plan(page: PlansPage, context: Context, qtbot: QtBot) -> None:
    begin(page, qtbot)
    with qtbot.waitSignal(context.navigator.document_wanted) as asked:
        page.view.print_button.click()
    assert asked.args[0] == "idp"


def test_the_goals_place_shows_a_plan_in_its_view(context: Context, qtbot: QtBot) -> None:
    plan = context.services.records.save(Plan(title="2026"))
    goal = context.services.records.save(Goal(title="Write"))
    place = GoalsPage(context)
    qtbot.addWidget(place)
    with qtbot.waitExposed(place):
        place.show()
    assert place.show_record(plan.id)
    assert place.views.current == "plan"
    assert place.show_record(goal.id)
    assert (place.views.current, place.saver.goal_id) == ("goals", goal.id)
    assert place.show_view("chances", "")
    assert [command.key for command in place.commands()] == ["opportunity-new"]
    assert place.flush()


def test_every_control_has_a_name_and_fits_at_twice_the_size(page: PlansPage, qtbot: QtBot) -> None:
    begin(page, qtbot)
    add(page, "goals", "A goal with a title that is longer than most of the windows it is shown in")
    assert unnamed_controls(page) == []
    wait_until_it_fits(page, 2.0, qtbot)
