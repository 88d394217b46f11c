"""Texts that save themselves while one writes: nothing else of the page is read again for them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.follow_up import FollowUpPage
from mentorjournal.gui.pages.meet import MeetPage
from mentorjournal.gui.pages.relationships import RelationshipsPage
from mentorjournal.model.types import Meeting, Person, Question, Relationship
from mentorjournal.services.bundle import Services
from tests.gui.pages.meet_steps import TODAY, click, on_screen, type_into
from tests.gui.pages.place_steps import shown


class Reads:
    """How often a page read what it shows."""

    def __init__(self, page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.times = 0
        self._read = page.read
        monkeypatch.setattr(page, "read", self)

    def __call__(self, record_id: str) -> Any:
        self.times += 1
        return self._read(record_id)


@pytest.fixture
def helena(services: Services) -> Person:
    return services.records.save(Person(title="Helena Brandt"))


@pytest.fixture
def meeting(services: Services, helena: Person) -> Meeting:
    return services.records.save(Meeting(title="Monthly", date=TODAY, people=(helena.id,)))


def test_a_summary_an_answer_and_a_reflection_are_saved_without_reading_the_follow_up_again(
    context: Context, services: Services, meeting: Meeting, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = services.records.save(Question(title="Which journal?", meeting=meeting.id))
    page = on_screen(FollowUpPage(context), qtbot, meeting.id)
    page.reflect()
    reads = Reads(page, monkeypatch)
    summary = page.view.summary
    type_into(summary.text, "In my words. ")
    assert page.flush()
    page.view.reflection.text.start_writing()
    type_into(page.view.reflection.text.editors()[0], "It went well.")
    assert page.flush()
    page.saver.type_other(question.id, "answer", "The second")
    assert page.flush()
    assert reads.times == 0
    assert "In my words. " in services.records.get(Meeting, meeting.id).summary
    assert page.shown is not None
    assert page.shown.summary == services.records.get(Meeting, meeting.id).summary
    assert summary.state.text().startswith("In your words.")
    summary.text.setFocus()
    QTest.keySequence(summary.text, QKeySequence(QKeySequence.StandardKey.SelectAll))
    QTest.keyClick(summary.text, Qt.Key.Key_Delete)
    page.view.wrap.setFocus()
    assert page.flush()
    assert reads.times == 1
    assert summary.text.value() == page.shown.generated


def test_notes_are_saved_without_reading_the_meeting_again(
    context: Context, services: Services, meeting: Meeting, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = on_screen(MeetPage(context), qtbot, meeting.id)
    reads = Reads(page, monkeypatch)
    type_into(page.view.notes.edit, "Talked about the pilot.")
    assert page.flush()
    assert reads.times == 0
    assert services.records.get(Meeting, meeting.id).notes == "Talked about the pilot."
    assert page.meeting == services.records.get(Meeting, meeting.id)
    page.deeds.turn_timer()
    assert reads.times > 0


def test_the_purpose_is_saved_without_adding_up_the_relationship_again(
    context: Context, services: Services, helena: Person, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tie = services.records.save(Relationship(person=helena.id, started_on=dt.date(2026, 1, 5)))
    page = shown(RelationshipsPage, context, qtbot)
    page.show_record(tie.id)
    reads = Reads(page, monkeypatch)
    type_into(page.view.purpose, "To write a thesis.")
    assert page.flush()
    assert reads.times == 0
    assert services.records.get(Relationship, tie.id).purpose == "To write a thesis."
    click(page.view.rough)
    assert reads.times > 0
    assert services.records.get(Relationship, tie.id).rough
