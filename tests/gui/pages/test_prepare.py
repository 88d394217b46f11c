"""Prepare: the brief of a meeting is shown, printed and gone through by day; the relationship beside it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.errors import StorageFailed
from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.meetings import MeetingsPage
from mentorjournal.gui.pages.prepare import PreparePage
from mentorjournal.gui.session import Session
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.model.fields import Section
from mentorjournal.model.types import (
    Goal,
    Meeting,
    Observation,
    Person,
    Pulse,
    Relationship,
)
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.reporting.pages import page_texts
from mentorjournal.storage.journal_file import open_journal
from tests.gui.conftest import ContextMaker
from tests.gui.pages.prepare_steps import (
    LEFT,
    LONG,
    after,
    brief,
    day,
    gathered,
    opened,
    row,
    us,
    words,
    write,
)

Key = Qt.Key


def test_it_says_with_whom_when_and_since_when(context: Context, services: Services, qtbot: QtBot) -> None:
    page = opened(context, qtbot, us(services))
    assert page.view.title.text() == "Prepare: Dr Helena Brandt"
    assert page.view.gathered.text() == (
        "Thursday 16 April, 10:30. Gathered from what changed since 12 Mar; "
        "untick what you do not want to bring."
    )
    assert words(page, "actions") == ["Action 0", "Action 1", "Action 2"]


def test_without_a_meeting_the_page_says_what_it_is_for(context: Context, qtbot: QtBot) -> None:
    page = opened(context, qtbot, None)
    assert page.stack.currentWidget() is page.empty
    assert page.commands() == ()
    with qtbot.waitSignal(context.navigator.view_wanted) as asked:
        page.empty.action_clicked.emit()
    assert asked.args == ["", "page"]
    assert not page.show_record("nothing")


def test_the_objective_is_saved_as_typed_and_asked_for_gently(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    page = opened(context, qtbot, us(services))
    services.records.save(Person(title="So that the meeting and its objective are two steps"))
    assert page.view.missing.isVisible()
    page.view.objective.setFocus()
    write(page.view.objective, "Send it or not")
    with qtbot.waitSignal(context.navigator.saved, timeout=LONG):
        pass
    assert brief(page).objective == "Send it or not"
    after(page, qtbot, lambda: not page.view.missing.isVisible())
    services.history.undo()
    after(page, qtbot, lambda: page.view.objective.text() == "")


def test_a_concern_is_offered_unticked_with_a_badge(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    meeting = us(services)
    services.records.save(Observation(kind="concern", title="Authorship", person=meeting.people[0]))
    services.records.save(Goal(title="Swim", scope="personal"))
    page = opened(context, qtbot, meeting)
    concern = row(page, "concerns", 0)
    assert (concern.value(), concern.badge.text()) == (False, "private")
    assert words(page, "progress") == ["Personal goal, left out"]


def test_a_mentor_sees_the_private_page_and_takes_another_question(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    page = opened(context, qtbot, us(services, "mentor"))
    assert page.view.private.isVisible()
    before = words(page, "coaching")
    button = next(
        found
        for found in row(page, "coaching", 0).findChildren(QAbstractButton)
        if found.accessibleName() == "Take another question"
    )
    QTest.mouseClick(button, LEFT)
    after(page, qtbot, lambda: words(page, "coaching")[0] != before[0])
    assert words(page, "coaching")[1] == before[1]


def test_beside_it_stand_we_two_the_last_meetings_the_check_and_the_roles(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    meeting = us(services)
    scores = (Section("trust", "Trust", "9"), Section("time", "Time", "5"))
    (tie,) = services.records.all(Relationship)
    services.records.save(
        Pulse(confidential=True, instrument="relationship_check", about=tie.id, date=day(-60), scores=scores)
    )
    page = opened(context, qtbot, meeting)

    def said() -> list[str]:
        return [label.text() for label in page.view.side.findChildren(TextLabel) if label.isVisible()]

    qtbot.waitUntil(lambda: "Main mentor since March 2025" in said(), timeout=LONG)
    for text in ("Main mentor since March 2025", "Timeline", "Relationship check, February", "9", "Coach"):
        assert text in said()
    with qtbot.waitSignal(context.navigator.record_wanted):
        QTest.mouseClick(
            next(
                button
                for button in page.view.side.findChildren(QAbstractButton)
                if "Timeline" in button.accessibleName()
            ),
            LEFT,
        )


def test_where_i_mentor_the_roles_are_mine(context: Context, services: Services, qtbot: QtBot) -> None:
    page = opened(context, qtbot, us(services, "mentor"))

    def said() -> set[str]:
        return {label.text() for label in page.view.side.findChildren(TextLabel) if label.isVisible()}

    qtbot.waitUntil(lambda: "Roles I play" in said(), timeout=LONG)
    assert "Roles they play" not in said()


def test_what_has_no_room_on_the_page_is_named(context: Context, services: Services, qtbot: QtBot) -> None:
    page = opened(context, qtbot, us(services, actions=90))
    qtbot.waitUntil(page.view.also.isVisible, timeout=LONG)
    assert page.view.also.text().startswith("Also, not on the page: Action ")


def test_it_is_saved_as_a_pdf_of_one_page(
    context: Context, services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(context, qtbot, us(services))
    page.ask_path()
    dialog = page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert dialog.selectedFiles()[0].endswith("Brief 2026-04-16 Dr Helena Brandt.pdf")
    path = tmp_path / "brief.pdf"
    with qtbot.waitSignal(context.navigator.message, timeout=LONG) as said:
        dialog.fileSelected.emit(str(path))
    dialog.reject()
    assert said.args == ["ok", "Saved brief.pdf, one page."]
    (text,) = page_texts(path.read_bytes())
    assert "Action 2" in text


def test_a_confidential_meeting_is_shown_and_not_printed(
    context: Context, services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    meeting = us(services)
    services.records.amend(meeting.id, {"confidential": True})
    page = opened(context, qtbot, meeting)
    with qtbot.waitSignal(context.navigator.message, timeout=LONG) as said:
        page.paper.save_to(str(tmp_path / "brief.pdf"), (meeting.id,))
    assert said.args is not None
    assert said.args[0] == "error"
    assert not (tmp_path / "brief.pdf").exists()


def test_the_meetings_of_a_day_are_gone_through_and_saved_together(
    context: Context, services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    first = us(services)
    services.records.save(Meeting(title="Second", date=day(2), at=dt.time(14, 0)))
    page = opened(context, qtbot, first)
    assert page.view.day_words.text() == "Meeting 1 of 2 that day"
    assert not page.view.earlier.isEnabled()
    QTest.mouseClick(page.view.later, LEFT)
    after(page, qtbot, lambda: page.view.title.text() == "Prepare: Second")
    QTest.keyClick(page.view.objective, Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    after(page, qtbot, lambda: page.record_id == first.id and page.view.later.isEnabled())
    assert [action.text() for action in page.paper_menu().actions()][-1] == "Print the day…"
    path = tmp_path / "day.pdf"
    page.ask_day_path()
    dialog = page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    with qtbot.waitSignal(context.navigator.message, timeout=LONG):
        dialog.fileSelected.emit(str(path))
    dialog.reject()
    assert len(page_texts(path.read_bytes())) == 2


def test_start_meeting_goes_on_to_the_meeting(context: Context, services: Services, qtbot: QtBot) -> None:
    meeting = us(services)
    page = opened(context, qtbot, meeting)
    with qtbot.waitSignal(context.navigator.view_wanted) as asked:
        QTest.mouseClick(page.view.start_button, LEFT)
    assert asked.args == [meeting.id, "meet"]


def test_a_meeting_that_is_undone_leaves_the_page_empty(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    page = opened(context, qtbot, us(services))
    services.history.undo()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty, timeout=LONG)
    assert page.record_id == ""


def test_an_objective_that_could_not_be_saved_stays_with_its_meeting(
    context: Context, services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = us(services)
    other = services.records.save(Meeting(title="Another", date=day(3)))
    page = opened(context, qtbot, meeting)

    def refuse(*_: object, **__: object) -> None:
        raise StorageFailed("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(services.records, "amend", refuse)
        write(page.view.objective, "Send it or not")
        assert page.show_record(other.id)
        assert (page.record_id, page.view.objective.text()) == (meeting.id, "Send it or not")
    assert page.show_record(other.id)
    assert services.records.get(Meeting, meeting.id).objective == "Send it or not"
    assert page.record_id == other.id


def test_an_objective_typed_for_a_meeting_that_is_gone_becomes_a_quick_note(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    meeting = us(services)
    page = opened(context, qtbot, meeting)
    services.capture.keep_draft("Before.")
    write(page.view.objective, "Send it or not")
    services.records.trash(meeting.id, origin=page.origin)
    services.records.erase_for_good(meeting.id)
    page.refresh()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty, timeout=LONG)
    assert services.capture.draft() == "Before.\nSend it or not"


def test_a_meeting_with_nobody_is_prepared_too(context: Context, services: Services, qtbot: QtBot) -> None:
    alone = services.records.save(Meeting(title="Alone", date=day(1)))
    page = opened(context, qtbot, alone)
    assert page.view.title.text() == "Prepare: Alone"
    assert words(page, "actions") == []


def test_a_journal_that_is_only_read_shows_the_brief_and_changes_nothing(
    services: Services, make_context: ContextMaker, qtbot: QtBot
) -> None:
    meeting = us(services)
    with open_journal(services.journal.path, read_only=True) as journal:
        context = make_context(services_for(journal))
        page = opened(context, qtbot, meeting)
        line = row(page, "actions", 0)
        assert not line.box.isEnabled()
        assert line.box.toolTip() == context.read_only
        line.start_editing()
        assert not line.editing
        assert not page.view.parts["wins"].add.isEnabled()
        assert page.view.objective.isReadOnly()
        context.relay.stop()
        context.tasks.wait()
        page.close()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [520, 1200])
def test_nothing_is_cut_off_and_everything_has_a_name(
    context: Context, services: Services, qtbot: QtBot, scale: float, width: int
) -> None:
    context.themes.wear("light", scale)
    page = opened(context, qtbot, us(services), width)
    view = page.view
    inside = view.widget()
    assert inside is not None
    assert inside.width() <= view.viewport().width()
    for kind in (QAbstractButton, QCheckBox, QLineEdit):
        for widget in page.findChildren(kind):
            assert isinstance(widget, QWidget)
            if widget.isVisible():
                assert widget.accessibleName() or getattr(widget, "text", str)(), widget
    for label in page.findChildren(TextLabel):
        if label.isVisible() and not label.wordWrap():
            assert label.width() >= label.minimumSizeHint().width() - 1, label.text()


def test_the_brief_is_a_view_of_meetings_reached_from_anywhere(
    session: Session, services: Services, qtbot: QtBot
) -> None:
    meeting = us(services)
    path = services.journal.path
    services.journal.close()
    assert session.open(path)
    window = session.window
    window.open_view(meeting.id, "prepare")
    places = [page for page in window.findChildren(PreparePage) if page.isVisible()]
    assert [page.record_id for page in places] == [meeting.id]
    keys = {command.key for command in window.commands()}
    assert {"prepare-start", "prepare-save", "prepare-print", "prepare-later"} <= keys
    gathered(places[0], qtbot)


def test_the_meeting_page_leads_here_by_keys_and_by_command(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    meeting = us(services)
    page = MeetingsPage(context)
    qtbot.addWidget(page)
    page.resize(1200, 900)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    assert page.show_record(meeting.id)
    assert "meeting-prepare" in {command.key for command in page.commands()}
    page.view.title.setFocus()
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.view.title, Key.Key_B, modifiers)
    prepare = page.views.shown
    assert isinstance(prepare, PreparePage)
    assert prepare.record_id == meeting.id
    gathered(prepare, qtbot)
