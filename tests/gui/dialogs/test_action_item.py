"""An action item that belongs to nothing else: found, read, changed and deleted in a dialog of its own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.dialogs.action_item import ActionDialog
from mentorjournal.gui.session import Session
from mentorjournal.model.types import ActionItem, Person
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import create_services
from tests.gui.shell import click, dialog, journal_of, no_dialog, search


@pytest.fixture
def opened(session: Session, tmp_path: Path) -> Services:
    create_services(tmp_path / "mine.mentorjournal").journal.close()
    assert session.open(tmp_path / "mine.mentorjournal")
    return journal_of(session)


def found(qtbot: QtBot, session: Session) -> ActionDialog:
    search(qtbot, session, "protocol", "Send the protocol")
    return dialog(qtbot, session, ActionDialog)


def test_a_search_hit_opens_a_loose_action_item_to_change(
    qtbot: QtBot, session: Session, opened: Services
) -> None:
    zoe = opened.records.save(Person(title="Zoë Lim"))
    item = opened.actions.add("Send the protocol")
    asked = found(qtbot, session)
    assert asked.title.value() == "Send the protocol"
    QTest.keyClick(asked.title, Qt.Key.Key_End)
    QTest.keyClicks(asked.title, " again")
    asked.due.setFocus()
    QTest.keyClicks(asked.due, "14 Apr 2031")
    QTest.keyClick(asked.due, Qt.Key.Key_Tab)
    asked.owner.setFocus()
    QTest.keyClick(asked.owner, Qt.Key.Key_Down)
    QTest.keyClicks(asked.detail, "With the tables")
    click(qtbot, asked, "Exportable")
    click(qtbot, asked, "Close")
    kept = opened.records.get(ActionItem, item.id)
    assert (kept.title, kept.due) == ("Send the protocol again", dt.date(2031, 4, 14))
    assert (kept.owner, kept.detail, kept.visibility) == (zoe.id, "With the tables", "exportable")


def test_deleting_it_closes_and_undo_brings_it_back(qtbot: QtBot, session: Session, opened: Services) -> None:
    item = opened.actions.add("Send the protocol")
    click(qtbot, found(qtbot, session), "Delete")
    assert no_dialog(session, ActionDialog)
    assert opened.records.all(ActionItem) == ()
    session.window.undo_action.trigger()
    assert [kept.id for kept in opened.records.all(ActionItem)] == [item.id]


def test_an_item_removed_elsewhere_closes_its_dialog(
    qtbot: QtBot, session: Session, opened: Services
) -> None:
    item = opened.actions.add("Send the protocol")
    found(qtbot, session)
    opened.records.trash(item.id)
    qtbot.waitUntil(lambda: no_dialog(session, ActionDialog))
