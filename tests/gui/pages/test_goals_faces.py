"""The goals' page: the timeline, the side panel, reading only, the list's words, and names for everybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QTextEdit,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.goals import GoalsPage
from mentorjournal.gui.widgets.goal_list import wrapped
from mentorjournal.gui.widgets.goal_ticks import TickRow, title_and_day
from mentorjournal.gui.widgets.goal_track import Scale, month_marks, point_near
from mentorjournal.gui.widgets.goal_words import progress_words, slip_words, still_words
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.model.types import Person
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.goals import GoalCard, GoalLine
from mentorjournal.services.opening import open_services
from mentorjournal.storage.journal_file import open_journal
from tests.gui.conftest import ContextMaker
from tests.gui.pages.goal_steps import DAY, LEFT, aim, shown
from tests.gui.shell import sample


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample journal, made once."""
    return sample(tmp_path_factory.mktemp("sample") / "sample.mentorjournal", DAY)


@pytest.fixture
def services(sample_file: Path, tmp_path: Path) -> Iterator[Services]:
    """A copy of the sample journal that can be written."""
    path = tmp_path / "test.mentorjournal"
    path.write_bytes(sample_file.read_bytes())
    made = open_services(path)
    yield made
    made.journal.close()


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[GoalsPage]:
    made = shown(context, qtbot)
    yield made
    made.flush()


def segment(switch: Segmented, text: str) -> QAbstractButton:
    return next(button for button in switch.findChildren(QAbstractButton) if button.text() == text)


def test_the_switch_shows_all_goals_in_time_and_return_opens_one(page: GoalsPage) -> None:
    first = page.saver.goal_id
    QTest.mouseClick(segment(page.list.switch, "Timeline"), LEFT)
    rows = page.timeline.chart.rows
    assert rows.isVisible()
    assert page.timeline.switch.value() == "timeline"
    assert rows.currentIndex() == page.timeline.chart.model.row_of(first)
    step = Qt.Key.Key_Down if rows.currentIndex().row() == 0 else Qt.Key.Key_Up
    QTest.keyClick(rows, step)
    wanted = rows.currentIndex().data(page.timeline.chart.model.IdRole)
    assert wanted != first
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert page.list.isVisible()
    assert page.saver.goal_id == wanted


def test_a_key_goes_from_the_list_to_the_timeline_and_back(page: GoalsPage) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page, Qt.Key.Key_T, both)
    assert page.timeline.isVisible()
    QTest.keyClick(page, Qt.Key.Key_T, both)
    assert page.list.isVisible()
    assert page.list.switch.value() == "list"


def test_a_click_on_a_row_of_the_timeline_opens_its_goal(page: GoalsPage, qtbot: QtBot) -> None:
    page.show_face("timeline")
    rows = page.timeline.chart.rows
    index = page.timeline.chart.model.index(2)
    qtbot.waitUntil(lambda: rows.visualRect(index).isValid())
    QTest.mouseClick(rows.viewport(), LEFT, pos=QPoint(40, rows.visualRect(index).center().y()))
    assert page.saver.goal_id == index.data(page.timeline.chart.model.IdRole)


def test_left_and_right_go_through_time_and_titles_stay(page: GoalsPage, qtbot: QtBot) -> None:
    page.show_face("timeline")
    QTest.mouseClick(segment(page.timeline.zoom, "Half a year"), LEFT)
    rows = page.timeline.chart.rows
    bar = rows.horizontalScrollBar()
    qtbot.waitUntil(lambda: rows.title_width() < rows.scale().x(DAY) < rows.viewport().width())
    today = rows.scale().x(DAY)
    before = bar.value()
    QTest.keyClick(rows, Qt.Key.Key_Left)
    assert bar.value() < before
    assert rows.scale().x(DAY) > today


def test_a_tool_tip_names_the_milestone_under_the_pointer(page: GoalsPage, qtbot: QtBot) -> None:
    page.show_face("timeline")
    rows, model = page.timeline.chart.rows, page.timeline.chart.model
    rows.set_window("all")
    qtbot.waitUntil(lambda: rows.horizontalScrollBar().maximum() == 0)
    track = model.index(0).data(model.TrackRole)
    point = track.points[0]
    assert point.actual is not None
    place = QPoint(int(rows.scale().x(point.actual)), rows.visualRect(model.index(0)).center().y())
    QApplication.sendEvent(
        rows.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, rows.viewport().mapToGlobal(place))
    )
    assert QToolTip.text().startswith(f"{point.title}: planned ")
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_the_timeline_is_a_list_that_can_be_read_aloud(page: GoalsPage) -> None:
    page.show_face("timeline")
    rows = QAccessible.queryAccessibleInterface(page.timeline.chart.rows)
    assert rows.childCount() == 6
    spoken = rows.child(0).text(QAccessible.Text.Name)
    assert spoken.startswith("Take the overnight alert study")
    assert "The question agreed in one sentence: planned" in spoken


def test_the_timeline_follows_a_change_made_elsewhere(page: GoalsPage, services: Services) -> None:
    page.show_face("timeline")
    model = page.timeline.chart.model
    aim(services, "Learn to say no")
    assert "Learn to say no" in [str(model.index(at).data()) for at in range(model.rowCount())]


def test_the_side_panel_shows_the_goal_and_folds(page: GoalsPage) -> None:
    assert page.side.isVisible()
    assert page.side.record_id == page.saver.goal_id
    QTest.mouseClick(page.view.head.side, LEFT)
    assert not page.side.isVisible()
    QTest.keyClick(
        page, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert page.side.isVisible()


def test_the_side_panel_leaves_where_there_is_no_room(page: GoalsPage) -> None:
    page.resize(800, 700)
    assert not page.side.isVisible()
    page.resize(1200, 700)
    assert page.side.isVisible()


def test_a_record_that_is_no_goal_is_refused(page: GoalsPage, services: Services) -> None:
    assert not page.show_record(services.records.save(Person(title="Helena Brandt")).id)
    assert not page.show_record("nowhere")


def test_commands_fit_what_is_shown(page: GoalsPage) -> None:
    keys = {command.key for command in page.commands()}
    ever = {"goal-face", "goal-plan"}
    assert keys == {"goal-new", "goal-milestone", "goal-write", "goal-delete", "goal-side"} | ever
    page.toggle_face()
    assert {command.key for command in page.commands()} == {"goal-new"} | ever
    page.new_goal()
    assert {command.key for command in page.commands()} == {"goal-new", "goal-milestone"} | ever


def test_a_journal_for_reading_only_is_read(
    services: Services, make_context: ContextMaker, qtbot: QtBot
) -> None:
    goal = aim(services, why="As it was.")
    services.goals.add_milestone(goal.id, "Outline", DAY)
    services.journal.close()
    with open_journal(services.journal.path, read_only=True) as database:
        context = make_context(services_for(database))
        page = shown(context, qtbot)
        page.show_record(goal.id)
        QTest.keyClicks(page.view.texts["why"], "nothing of this")
        QTest.keyClicks(page.view.head.title, "nor this")
        (line,) = page.view.milestone_rows.rows()
        QTest.keyClick(line.box, Qt.Key.Key_Space)
        assert page.view.texts["why"].value() == "As it was."
        assert page.view.head.title.value() == goal.title
        assert not line.box.isChecked()
        assert not page.view.milestone_rows.add_row.isVisible()
        assert not page.list.new.isEnabled()
        assert page.list.new.toolTip() == context.read_only
        page.new_goal()
        assert page.saver.goal_id == goal.id
        assert {command.key for command in page.commands()} == {"goal-face", "goal-plan", "goal-side"}
        page.close()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_page_fits_its_window_at_any_text_size(page: GoalsPage, scale: float) -> None:
    page.context.themes.wear("dark", scale)
    page.resize(968, 750)
    assert page.width() == 968
    inside = page.view.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= page.view.viewport().width()


def test_every_control_has_a_name(page: GoalsPage) -> None:
    page.view.show_around(page.services.goals.page(page.saver.goal_id))
    kinds = (QAbstractButton, QLineEdit, QComboBox, QTextEdit)
    own: list[QWidget] = [page.list, page.view, page.timeline]
    controls = [item for part in own for kind in kinds for item in part.findChildren(kind)]
    assert len(controls) > 40
    unnamed = [
        item
        for item in controls
        if not QAccessible.queryAccessibleInterface(item).text(QAccessible.Text.Name).strip()
        and not item.objectName().startswith("qt_")
    ]
    assert unnamed == []


def test_a_long_title_is_cut_after_two_lines(qapp: QApplication) -> None:
    font = qapp.font()
    lines = wrapped("a much longer title than any two lines of this width could ever hold at once", font, 120)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert wrapped("short", font, 400) == ["short"]


@pytest.mark.parametrize(
    ("typed", "day", "expected"),
    [
        ("Send draft by fri", None, ("Send draft", dt.date(2026, 4, 17))),
        ("Stand by me", None, ("Stand by me", None)),
        ("Send draft by fri", DAY, ("Send draft by fri", DAY)),
        ("  Send  ", None, ("Send", None)),
        ("Read by Dr Lim by +2", None, ("Read by Dr Lim", dt.date(2026, 4, 16))),
    ],
)
def test_a_day_at_the_end_of_a_line_is_read(
    typed: str, day: dt.date | None, expected: tuple[str, dt.date | None]
) -> None:
    assert title_and_day(typed, day, DAY) == expected


def test_slips_are_told_in_days_and_weeks() -> None:
    due, later = dt.date(2026, 3, 3), dt.date(2026, 4, 7)
    assert slip_words(due, later, DAY, reached=False) == "First planned for 3 Mar, now 5 weeks later"
    assert slip_words(later, due, DAY, reached=True) == "Planned 7 Apr, reached 3 Mar, 5 weeks early"
    assert slip_words(due, due, DAY, reached=False) == ""
    assert slip_words(due, due, DAY, reached=True) == "Reached on the day"
    assert slip_words(None, due, DAY, reached=True) == ""


def test_a_row_says_progress_and_what_stands_still() -> None:
    line = GoalLine("a", "Aim", "active", "career", None, dt.date(2026, 5, 18), None)
    card = GoalCard(line, 5, 3, 0, None, DAY - dt.timedelta(days=44))
    assert progress_words(card, DAY)[0] == "3 of 5 milestones · due 18 May"
    assert still_words(card, DAY) == "6 weeks still"


def test_months_are_marked_as_far_apart_as_their_names_need(page: GoalsPage) -> None:
    wide = Scale(dt.date(2026, 1, 1), dt.date(2026, 12, 31), 0.0, 4.0)
    narrow = Scale(dt.date(2026, 1, 1), dt.date(2026, 12, 31), 0.0, 0.5)
    metrics = page.fontMetrics()
    assert [text for _, text in month_marks(wide, metrics)][:3] == ["Jan 2026", "Feb", "Mar"]
    assert 1 <= len(month_marks(narrow, metrics)) <= 4
    track = page.services.goals.page(page.saver.goal_id).track()
    assert point_near(track, wide, -10_000.0) is None


def test_lines_with_notes_get_the_height_they_need_when_another_goal_is_shown(
    page: GoalsPage, qtbot: QtBot
) -> None:
    shown_first = len(page.view.milestone_rows.rows())
    study = next(card for card in page.services.goals.cards() if card.milestones == 8)
    page.show_record(study.goal.id)
    lines = page.view.milestone_rows
    assert len(lines.rows()) == 8 != shown_first
    qtbot.waitUntil(page.view.updatesEnabled)
    assert [row for row in lines.rows() if row.height() < row.sizeHint().height()] == []
    page.show_record(page.list.model.ids()[0])
    assert len([row for row in lines.findChildren(TickRow) if row.isVisible()]) == shown_first
