"""The keyboard finds everything: palette, quick note, undo and redo, shortcuts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mentorjournal.gui.dialogs.capture import CaptureDialog
from mentorjournal.gui.dialogs.settings import SettingsDialog
from mentorjournal.gui.dialogs.shortcuts import ShortcutsDialog
from mentorjournal.gui.session import Session
from mentorjournal.model.types import ActionItem, Feedback, Goal, Insight, Meeting, Reflection, Resource
from mentorjournal.services.bundle import Services
from mentorjournal.services.capture import KINDS
from mentorjournal.services.opening import create_services
from tests.gui.shell import bury, click, dialog, keys, no_dialog, palette_titles, search, texts, today


@pytest.fixture
def opened(session: Session, tmp_path: Path) -> Services:
    """An empty journal in the window."""
    create_services(tmp_path / "mine.mentorjournal").journal.close()
    assert session.open(tmp_path / "mine.mentorjournal")
    assert session.services is not None
    return session.services


def test_a_record_is_found_by_typing_and_opened_by_return(
    qtbot: QtBot, session: Session, opened: Services
) -> None:
    opened.records.save(Insight(title="Silence helps", detail="In the clinic", date=dt.date(2026, 3, 2)))
    opened.records.save(Insight(title="Ask twice", date=dt.date(2026, 3, 3)))
    search(qtbot, session, "clinic sil", "Silence helps")
    assert session.window.place == "journal"
    assert "Silence helps" in list(texts(session.window.page("journal")))
    assert session.window.palette_list.isHidden()
    assert session.window.top.search.text() == ""


def test_an_empty_field_lists_what_was_changed_last(qtbot: QtBot, session: Session, opened: Services) -> None:
    opened.records.save(Insight(title="Older"))
    opened.records.save(Insight(title="Newer"))
    keys(qtbot, session, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: palette_titles(session)[:2] == ["Newer", "Older"])
    assert "Quick note" in palette_titles(session)


def test_a_command_is_found_by_typing_and_run(qtbot: QtBot, session: Session, opened: Services) -> None:
    search(qtbot, session, "sett", "Settings")
    qtbot.waitUntil(lambda: not no_dialog(session, SettingsDialog))


def test_a_place_is_a_command_too(qtbot: QtBot, session: Session, opened: Services) -> None:
    search(qtbot, session, "go jour", "Go to Journal")
    qtbot.waitUntil(lambda: session.window.place == "journal")


def test_nothing_found_is_said(qtbot: QtBot, session: Session, opened: Services) -> None:
    keys(qtbot, session, Qt.Key.Key_K)
    QTest.keyClicks(session.window.top.search, "xyzzy")
    shown = session.window.palette_list
    qtbot.waitUntil(lambda: shown.isVisible() and palette_titles(session) == [])
    assert any("Nothing found" in text for text in texts(shown))
    QTest.keyClick(session.window.top.search, Qt.Key.Key_Return)
    assert session.window.place == "today"


def test_escape_leaves_the_search_and_goes_back_to_where_one_wrote(
    qtbot: QtBot, session: Session, opened: Services
) -> None:
    field = today(session).write.field
    field.setFocus()
    keys(qtbot, session, Qt.Key.Key_K)
    assert session.window.top.search.hasFocus()
    QTest.keyClicks(session.window.top.search, "a")
    QTest.keyClick(session.window.top.search, Qt.Key.Key_Escape)
    assert session.window.palette_list.isHidden()
    assert field.hasFocus()


def test_a_click_takes_a_line_of_the_palette(qtbot: QtBot, session: Session, opened: Services) -> None:
    opened.records.save(Insight(title="Silence helps"))
    keys(qtbot, session, Qt.Key.Key_K)
    shown = session.window.palette_list._list
    qtbot.waitUntil(lambda: "Silence helps" in palette_titles(session) and shown.isVisible())
    place = shown.visualRect(shown.model().index(0, 0)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert session.window.place == "journal"


def note(qtbot: QtBot, session: Session) -> CaptureDialog:
    keys(qtbot, session, Qt.Key.Key_N)
    asked = dialog(qtbot, session, CaptureDialog)
    qtbot.waitUntil(asked.field.hasFocus)
    return asked


def test_a_leading_word_names_the_kind_of_a_note(qtbot: QtBot, session: Session, opened: Services) -> None:
    asked = note(qtbot, session)
    QTest.keyClicks(asked.field, "action: send the draft")
    assert asked.kind == "action"
    assert asked._chips["action"].isChecked()
    QTest.keyClick(asked.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (action,) = opened.records.all(ActionItem)
    assert action.title == "send the draft"
    assert "Saved: Action item, send the draft" in session.window.toast.text()
    assert opened.capture.draft() == ""


def test_an_action_noted_with_a_day_is_due_then(qtbot: QtBot, session: Session, opened: Services) -> None:
    asked = note(qtbot, session)
    QTest.keyClicks(asked.field, "action: send the draft by 14 Apr 2031")
    QTest.keyClick(asked.field, Qt.Key.Key_Return)
    QTest.keyClicks(asked.field, "Ask Helena first")
    click(qtbot, asked, "Save")
    (action,) = opened.records.all(ActionItem)
    assert (action.title, action.due) == ("send the draft", dt.date(2031, 4, 14))
    assert action.detail == "Ask Helena first"


def test_a_goal_and_a_meeting_noted_with_a_day_have_it(
    qtbot: QtBot, session: Session, opened: Services
) -> None:
    asked = note(qtbot, session)
    QTest.keyClicks(asked.field, "goal: submit by tomorrow")
    click(qtbot, asked, "Save")
    today = session.window.context.today() if session.window.context else None
    assert today is not None
    tomorrow = today + dt.timedelta(days=1)
    assert [(goal.title, goal.target) for goal in opened.records.all(Goal)] == [("submit", tomorrow)]
    asked = note(qtbot, session)
    QTest.keyClicks(asked.field, "meeting: Helena tomorrow")
    click(qtbot, asked, "Save")
    assert [(held.title, held.date) for held in opened.records.all(Meeting)] == [("Helena", tomorrow)]


def test_tab_goes_through_the_kinds_and_back(qtbot: QtBot, session: Session, opened: Services) -> None:
    asked = note(qtbot, session)
    QTest.keyClicks(asked.field, "Keep the silence")
    seen = [asked.kind]
    for _ in KINDS:
        QTest.keyClick(asked.field, Qt.Key.Key_Tab)
        seen.append(asked.kind)
    assert seen == [*KINDS, KINDS[0]]
    QTest.keyClick(asked.field, Qt.Key.Key_Tab)
    QTest.keyClick(asked.field, Qt.Key.Key_Tab)
    QTest.keyClick(asked.field, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert asked.kind == "insight"
    click(qtbot, asked, "Save")
    assert [found.title for found in opened.records.all(Insight)] == ["Keep the silence"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_captured_undone_and_done_again(
    qtbot: QtBot, session: Session, opened: Services, kind: str
) -> None:
    asked = note(qtbot, session)
    QTest.keyClicks(asked.field, "Four words of it")
    asked.choose(kind)
    QTest.keyClick(asked.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened.records.counts().get(kind) == 1
    label = session.window.undo_action.text()
    assert label.startswith("Undo “New ")
    keys(qtbot, session, Qt.Key.Key_Z)
    assert opened.records.counts().get(kind, 0) == 0
    assert session.window.redo_action.text() == label.replace("Undo", "Redo")
    assert not session.window.undo_action.isEnabled()
    assert session.window.toast.text().startswith("Undone: New ")
    keys(qtbot, session, Qt.Key.Key_Z, shift=True)
    assert opened.records.counts().get(kind) == 1
    assert session.window.undo_action.text() == label


def test_escape_keeps_a_draft_for_the_next_time(qtbot: QtBot, session: Session, opened: Services) -> None:
    asked = note(qtbot, session)
    QTest.keyClicks(asked.field, "goal: half a thou")
    QTest.keyClick(asked.field, Qt.Key.Key_Escape)
    assert no_dialog(session, CaptureDialog)
    assert opened.records.counts() == {}
    asked = note(qtbot, session)
    assert asked.field.toPlainText() == "goal: half a thou"
    assert asked.kind == "goal"
    asked.field.moveCursor(asked.field.textCursor().MoveOperation.End)
    QTest.keyClicks(asked.field, "ght")
    click(qtbot, asked, "Save")
    assert [goal.title for goal in opened.records.all(Goal)] == ["half a thought"]
    assert note(qtbot, session).field.toPlainText() == ""


def test_a_kind_without_words_is_not_saved(qtbot: QtBot, session: Session, opened: Services) -> None:
    asked = note(qtbot, session)
    QTest.keyClicks(asked.field, "insight:")
    click(qtbot, asked, "Save")
    assert asked.isVisible()
    assert "Write a few words" in asked.message.text()
    assert opened.records.counts() == {}


def test_a_closed_dialog_is_freed(qtbot: QtBot, session: Session, opened: Services) -> None:
    for kind, open_it in (
        (CaptureDialog, session.capture),
        (SettingsDialog, session.show_settings),
        (ShortcutsDialog, session.show_shortcuts),
    ):
        open_it()
        found = dialog(qtbot, session, kind)
        QTest.keyClick(found, Qt.Key.Key_Escape)
        bury()
        assert session.window.findChildren(kind) == []


def test_a_field_undoes_its_own_typing_before_the_journal_is_asked(
    qtbot: QtBot, session: Session, opened: Services
) -> None:
    goal = opened.records.save(Goal(title="Kept until the field has nothing left"))
    field = today(session).write.field
    field.setFocus()
    QTest.keyClicks(field, "Hm")
    for _ in range(2):
        if field.value():
            keys(qtbot, session, Qt.Key.Key_Z)
    assert field.value() == ""
    assert opened.records.counts().get("goal") == 1
    assert opened.history.next_undo() == "New goal"
    keys(qtbot, session, Qt.Key.Key_Z)
    assert opened.records.peek(goal.id) is None


def test_undo_takes_typing_that_was_saved_back_out_of_the_editor(
    qtbot: QtBot, session: Session, opened: Services
) -> None:
    page = today(session)
    page.write.field.setFocus()
    QTest.keyClicks(page.write.field, "A whole sentence.")
    assert session.window.flush()
    assert session.window.undo_action.text() == "Undo “New reflection”"
    session.window.undo_action.trigger()
    assert page.write.field.value() == ""
    assert opened.records.counts() == {}
    session.window.redo_action.trigger()
    (entry,) = opened.records.all(Reflection)
    assert entry.sections[0].text == "A whole sentence."


def test_undo_of_a_delete_brings_the_record_back_where_one_looks(
    qtbot: QtBot, session: Session, opened: Services
) -> None:
    for record in (Insight(title="Silence helps"), Feedback(title="Slow down"), Resource(title="On rigour")):
        saved = opened.records.save(record)
        opened.records.trash(saved.id)
        assert session.window.undo_action.text() == f"Undo “Delete {record.LABEL.lower()}”"
        session.window.setFocus()
        keys(qtbot, session, Qt.Key.Key_Z)
        kept = opened.records.peek(saved.id)
        assert kept is not None
        assert kept.deleted_at is None


def test_undo_elsewhere_is_offered_in_the_palette_by_its_name(
    qtbot: QtBot, session: Session, opened: Services
) -> None:
    opened.records.save(Goal(title="Plan"))
    search(qtbot, session, "undo", "Undo “New goal”")
    qtbot.waitUntil(lambda: opened.records.counts() == {})


def test_f1_lists_the_shortcuts_of_the_commands(qtbot: QtBot, session: Session, opened: Services) -> None:
    QTest.keyClick(session.window, Qt.Key.Key_F1)
    asked = dialog(qtbot, session, ShortcutsDialog)
    shown = list(texts(asked))
    for words in ("Ctrl+K", "Ctrl+N", "Quick note", "Go to Goals", "Ctrl+3", "Lock"):
        assert words in shown, words


def test_the_number_keys_open_the_places(qtbot: QtBot, session: Session, opened: Services) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    for key, place in ((Qt.Key.Key_2, "journal"), (Qt.Key.Key_3, "goals"), (Qt.Key.Key_1, "today")):
        QTest.keyClick(QApplication.focusWidget() or session.window, key, control)
        assert session.window.place == place
