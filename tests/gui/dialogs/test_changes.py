"""What changed: read by day, opened by a click, compared, and what was deleted brought back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.dialogs.changes import ChangesDialog
from mentorjournal.gui.dialogs.versions import VersionsDialog
from mentorjournal.gui.session import Session
from mentorjournal.model.types import Goal, Insight, Meeting
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import create_services
from tests.gui.shell import bury, button, click, dialog, journal_of, no_dialog


def days_ago(days: int) -> dt.datetime:
    return dt.datetime.now(dt.UTC) - dt.timedelta(days=days)


@pytest.fixture
def opened(session: Session, tmp_path: Path) -> Services:
    """A goal of three weeks ago that was edited two days ago, and two records of today, one deleted."""
    services = create_services(tmp_path / "mine.mentorjournal")
    moment = [days_ago(20)]
    services.journal.clock = lambda: moment[0]
    goal = services.records.save(Goal(title="Submit the series"))
    met = days_ago(1).astimezone().date()
    services.records.save(Meeting(title="With Ada", date=met, at=dt.time(0, 5), status="held"))
    moment[0] = days_ago(2)
    services.records.amend(goal.id, {"title": "Submit the case series"}, "Edit title")
    moment[0] = dt.datetime.now(dt.UTC)
    services.records.save(Insight(title="Silence helps", confidential=True))
    services.records.trash(services.records.save(Goal(title="Too much")).id)
    services.journal.close()
    assert session.open(tmp_path / "mine.mentorjournal")
    return journal_of(session)


def rows(asked: ChangesDialog) -> list[str]:
    """The changes shown, without the days."""
    model = asked.list.model()
    shown = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    return [text.rsplit(",", 1)[0] for text in shown if text.count(",") > 1]


@pytest.fixture
def asked(qtbot: QtBot, session: Session, opened: Services) -> ChangesDialog:
    """The dialog with the changes of this week."""
    session.open_dialog("changes")
    found = dialog(qtbot, session, ChangesDialog)
    qtbot.waitUntil(lambda: bool(rows(found)))
    return found


def at(asked: ChangesDialog, text: str) -> QModelIndex:
    model = asked.list.model()
    found = (model.index(row, 0) for row in range(model.rowCount()))
    return next(index for index in found if str(index.data()).startswith(text))


def press(asked: ChangesDialog, text: str, *, at_the_end: bool = False) -> None:
    index = at(asked, text)
    asked.list.scrollTo(index)
    place = asked.list.visualRect(index)
    point = QPoint(place.right() - 12, place.center().y()) if at_the_end else place.center()
    QTest.mouseClick(asked.list.viewport(), Qt.MouseButton.LeftButton, pos=point)


WEEK = [
    "Too much, Goal, New; in the trash now",
    "Silence helps, Insight, New",
    "Submit the case series, Goal, Edited: Title",
]


def test_this_week_comes_first_and_confidential_records_are_in_it(asked: ChangesDialog) -> None:
    assert rows(asked) == WEEK
    assert "3 changes since" in asked.summary.text()


def test_a_month_and_the_time_since_the_meeting_are_others(qtbot: QtBot, asked: ChangesDialog) -> None:
    click(qtbot, asked, "A month") if asked.stretch.segments.isVisible() else pick(asked, "month")
    qtbot.waitUntil(lambda: any("With Ada" in row for row in rows(asked)))
    pick(asked, "meeting")
    qtbot.waitUntil(lambda: "since “With Ada” on" in asked.summary.text())
    assert not any("Submit the case" in row for row in rows(asked))


def pick(asked: ChangesDialog, key: str) -> None:
    field = asked.stretch.drop_down
    field.setCurrentIndex(field.findData(key))
    field.activated.emit(field.currentIndex())


def test_a_day_is_chosen_by_typing(qtbot: QtBot, asked: ChangesDialog) -> None:
    pick(asked, "day")
    qtbot.waitUntil(asked.day.isVisible)
    asked.day.setFocus()
    asked.day.selectAll()
    QTest.keyClicks(asked.day, f"{days_ago(2).astimezone():%Y-%m-%d}")
    QTest.keyClick(asked.day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rows(asked) == ["Submit the case series, Goal, Edited: Title"])


def test_a_click_opens_the_record(
    qtbot: QtBot, session: Session, opened: Services, asked: ChangesDialog
) -> None:
    press(asked, "Submit the case series")
    qtbot.waitUntil(lambda: no_dialog(session, ChangesDialog))
    assert session.window.place == "goals"


def test_the_sign_at_the_end_and_the_button_open_the_versions(
    qtbot: QtBot, session: Session, asked: ChangesDialog
) -> None:
    press(asked, "Submit the case series", at_the_end=True)
    found = dialog(qtbot, session, VersionsDialog)
    assert (found.left.currentIndex(), found.right.currentIndex()) == (1, 0)
    QTest.keyClick(found, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: no_dialog(session, VersionsDialog))
    asked.list.setCurrentIndex(at(asked, "Silence helps"))
    click(qtbot, asked, "Compare versions…")
    dialog(qtbot, session, VersionsDialog)


def test_what_was_deleted_is_brought_back(qtbot: QtBot, opened: Services, asked: ChangesDialog) -> None:
    press(asked, "Too much")
    assert not button(asked, "Open").isEnabled()
    click(qtbot, asked, "Bring it back")
    assert "Too much" in {goal.title for goal in opened.records.all(Goal)}
    qtbot.waitUntil(lambda: button(asked, "Open").isEnabled())


def test_return_opens_and_a_read_only_journal_brings_nothing_back(
    qtbot: QtBot, session: Session, opened: Services, tmp_path: Path
) -> None:
    session.close_journal()
    holder = create_services(tmp_path / "held.mentorjournal")
    holder.records.save(Goal(title="Kept"))
    holder.records.trash(holder.records.save(Goal(title="Held")).id)
    assert session.open(tmp_path / "held.mentorjournal")
    session.open_dialog("changes")
    found = dialog(qtbot, session, ChangesDialog)
    qtbot.waitUntil(lambda: len(rows(found)) >= 2)
    found.list.setCurrentIndex(at(found, "Held"))
    assert not button(found, "Bring it back").isEnabled()
    found.list.setCurrentIndex(at(found, "Kept"))
    QTest.keyClick(found.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: no_dialog(session, ChangesDialog))
    assert session.window.place == "goals"
    holder.journal.close()


def test_closing_before_the_answer_is_there_leaves_nothing_behind(
    qtbot: QtBot, session: Session, opened: Services
) -> None:
    session.open_dialog("changes")
    found = dialog(qtbot, session, ChangesDialog)
    assert session.window.context is not None
    tasks = session.window.context.tasks
    found.stretch.edited.emit("month")
    found.done(0)
    bury()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert no_dialog(session, ChangesDialog)
