"""Projects in the window: question and wordings, milestones, hours; and where goals and activities name one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.feedback_form import FeedbackFormDialog
from mentorjournal.gui.dialogs.versions import VersionsDialog
from mentorjournal.gui.pages.goals import GoalsPage
from mentorjournal.gui.pages.journal_activity import ActivityView
from mentorjournal.gui.pages.projects import ProjectsPage
from mentorjournal.model.types import Activity, Goal, Milestone, Project, Skill
from tests.gui.pages.place_steps import (
    DAY,
    RETURN,
    cards,
    headings,
    saved,
    shown,
    unnamed_controls,
    wait_until_it_fits,
)


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[ProjectsPage]:
    made = shown(ProjectsPage, context, qtbot)
    yield made
    made.flush()


def begin(page: ProjectsPage, qtbot: QtBot, title: str = "Overnight alerts") -> None:
    page.new_record()
    QTest.keyClicks(page.view.title, title)
    saved(page, qtbot)


def test_milestones_are_added_ticked_dated_and_reasoned(page: ProjectsPage, qtbot: QtBot) -> None:
    begin(page, qtbot)
    row = page.view.milestones.add_row
    QTest.keyClicks(row.title, "Extract approved by 1 May")
    QTest.keyClick(row.title, RETURN)
    (point,) = page.services.records.all(Milestone)
    assert (point.project, point.due) == (page.saver.record_id, dt.date(2026, 5, 1))
    page.view.milestones.dated.emit(point.id, dt.date(2026, 6, 1))
    line = page.view.milestones.rows()[0]
    assert "First planned for 1 May" in line.note.text()
    QTest.keyClicks(line.reason, "The board was ill")
    saved(page, qtbot)
    line.box.click()
    kept = page.services.records.get(Milestone, point.id)
    assert (kept.slipped, kept.done_on) == ("The board was ill", DAY)
    assert cards(page)[0].second == "1 of 1 milestones"
    assert headings(page) == ["Active"]
    line.delete.click()
    assert page.services.records.all(Milestone) == ()


def test_the_question_shows_how_it_was_worded_and_what_changed(
    page: ProjectsPage, context: Context, qtbot: QtBot
) -> None:
    key = context.services.records.save(Project(title="Alerts", question="Why so many?")).id
    context.services.records.amend(key, {"question": "Which are heard?"}, "Edit")
    page.show_record(key)
    assert page.view.questions_note.text().startswith("It was worded in 1 other way before")
    page.view.questions.rows.rows()[0].click()  # type: ignore[attr-defined]
    dialog = page.findChild(VersionsDialog)
    assert dialog is not None
    assert "1 field differs" in dialog.summary.text()
    dialog.accept()
    page.view.ask.click()
    form = page.findChild(FeedbackFormDialog)
    assert form is not None
    assert (form.on_what.value(), form.ask().about) == ("Alerts", key)
    form.person.set_value("Dr Lim")
    form.reject()
    page.services.records.amend(key, {"confidential": True})
    assert FeedbackFormDialog(page.context, about=key).on_what.value() == ""


def test_time_is_logged_for_it(page: ProjectsPage, context: Context, qtbot: QtBot) -> None:
    begin(page, qtbot)
    with qtbot.waitSignal(context.navigator.record_wanted):
        page.view.log.click()
    (made,) = context.services.records.all(Activity)
    context.services.records.amend(made.id, {"hours": 2.5}, "Edit")
    qtbot.waitUntil(lambda: page.view.sums.text() == "2.5 hours in 1 entry.")


def test_a_goal_and_an_activity_name_skills_and_a_project(context: Context, qtbot: QtBot) -> None:
    records = context.services.records
    project = records.save(Project(title="Alerts"))
    goal = records.save(Goal(title="Study", start=DAY))
    goals = GoalsPage(context)
    qtbot.addWidget(goals)
    goals.open_goal(goal.id)
    goals.view.skills.added.emit("Defending a number")
    goals.view.project.edited.emit(project.id)
    kept = records.get(Goal, goal.id)
    (skill,) = records.all(Skill)
    assert (kept.skills, kept.project) == ((skill.id,), project.id)
    activity = records.save(Activity(title="Course", hours=2.0))
    view = ActivityView(context, "test")
    qtbot.addWidget(view)
    view.be_about(activity.id)
    view.display(activity)
    view.skills.added.emit("defending a number")
    assert records.get(Activity, activity.id).skills == (skill.id,)
    assert len(view.skills.rows.rows()) == 1
    view.part.project.set_value(project.id)
    view.times.set_value(3)
    after = view.applied_to(records.get(Activity, activity.id))
    assert isinstance(after, Activity)
    assert (after.project, after.times, after.skills) == (project.id, 3, (skill.id,))
    assert context.services.skills.page(skill.id).goals == ((goal.id, "Study"),)


def test_every_control_has_a_name_and_fits_at_twice_the_size(
    page: ProjectsPage, context: Context, qtbot: QtBot
) -> None:
    begin(page, qtbot)
    assert unnamed_controls(page) == []
    wait_until_it_fits(page, 2.0, qtbot)
