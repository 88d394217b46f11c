"""The open questions for who is at a meeting stand on its page, to be ticked and opened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.meetings import MeetingsPage
from mentorjournal.gui.widgets.rows import ActionRow
from mentorjournal.model.types import Meeting, Person, Question
from mentorjournal.services.bundle import Services
from tests.gui.pages.meeting_steps import TODAY, shown


@pytest.fixture
def page(context: Context, services: Services, qtbot: QtBot) -> MeetingsPage:
    helena = services.records.save(Person(title="Helena Brandt")).id
    services.records.save(Meeting(title="Monthly", date=TODAY, people=(helena,)))
    services.records.save(Question(title="Small", date=TODAY, for_whom=helena))
    services.records.save(Question(title="Big", date=TODAY, for_whom=helena, importance="high"))
    services.records.save(Question(title="For nobody", date=TODAY))
    return shown(context, qtbot)


def rows(page: MeetingsPage) -> list[ActionRow]:
    return [row for row in page.view.questions.rows.rows() if isinstance(row, ActionRow)]


def test_questions_for_who_is_there_stand_by_importance(page: MeetingsPage, services: Services) -> None:
    part = page.view.questions
    assert part.heading.text() == "Questions for Helena Brandt"
    assert [row.label.text() for row in rows(page)] == ["Big", "Small"]
    assert rows(page)[0].badge.text() == "most important"


def test_a_question_is_ticked_as_answered_and_undone(page: MeetingsPage, services: Services) -> None:
    box = rows(page)[0].box
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    big = next(item for item in services.records.all(Question) if item.title == "Big")
    assert big.answered_on == TODAY
    assert rows(page)[0].value()
    assert box.hasFocus()
    assert services.history.undo() == "Answer question"
    assert [row.value() for row in rows(page)] == [False, False]


def test_a_question_opens_and_one_asked_elsewhere_joins(
    page: MeetingsPage, context: Context, services: Services, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(context.navigator.record_wanted):
        QTest.keyClick(rows(page)[1].box, Qt.Key.Key_Return)
    (helena,) = services.records.all(Person)
    services.records.save(Question(title="Another", date=TODAY, for_whom=helena.id))
    assert [row.label.text() for row in rows(page)] == ["Big", "Small", "Another"]


def test_nothing_stands_there_without_a_question(page: MeetingsPage, services: Services) -> None:
    for item in services.records.all(Question):
        services.records.trash(item.id)
    assert not page.view.questions.isVisible()
