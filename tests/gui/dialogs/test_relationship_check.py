"""The check of a relationship is begun from its page, by the card's button and by command."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.relationship_check import RelationshipCheckDialog
from mentorjournal.gui.pages.relationships import RelationshipsPage
from mentorjournal.model.types import Person, Question, Relationship
from mentorjournal.services.bundle import Services


@pytest.fixture
def page(qtbot: QtBot, services: Services, context: Context) -> RelationshipsPage:
    helena = services.records.save(Person(title="Helena Brandt"))
    made = services.records.save(
        Relationship(person=helena.id, phase="cultivation", started_on=dt.date(2025, 5, 1))
    )
    page = RelationshipsPage(context)
    qtbot.addWidget(page)
    page.resize(1160, 760)
    with qtbot.waitExposed(page):
        page.show()
    assert page.show_record(made.id)
    return page


def asked(page: RelationshipsPage) -> RelationshipCheckDialog:
    (dialog,) = page.findChildren(RelationshipCheckDialog)
    assert dialog.isVisible()
    return dialog


def test_the_button_of_the_card_begins_it_and_the_card_shows_it(
    qtbot: QtBot, page: RelationshipsPage
) -> None:
    QTest.mouseClick(page.view.check.begin, Qt.MouseButton.LeftButton)
    dialog = asked(page)
    QTest.keyClicks(dialog.rows["trust"].scale, "8")
    QTest.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert page.view.check.title.text() == "Relationship check, April"


def test_the_palette_begins_it(page: RelationshipsPage) -> None:
    next(command for command in page.commands() if command.key == "tie-check").run()
    asked(page).reject()


def test_what_is_given_is_left_only_when_asked_again_without_having_gone_on(
    qtbot: QtBot, page: RelationshipsPage
) -> None:
    QTest.mouseClick(page.view.check.begin, Qt.MouseButton.LeftButton)
    dialog = asked(page)
    QTest.keyClicks(dialog.rows["trust"].scale, "8")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    QTest.keyClicks(dialog.note, "An hour of writing")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_to_raise_comes_into_sight_and_is_asked_for(qtbot: QtBot, page: RelationshipsPage) -> None:
    QTest.mouseClick(page.view.check.begin, Qt.MouseButton.LeftButton)
    dialog = asked(page)
    QTest.keyClicks(dialog.rows["trust"].scale, "8")
    dialog.raise_it.click()
    area = dialog.area.viewport()
    holder = dialog.words.parentWidget()
    assert holder is not None
    qtbot.waitUntil(
        lambda: area.rect().contains(
            dialog.words.geometry().translated(holder.mapTo(area, dialog.words.rect().topLeft()))
        )
    )
    QTest.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert "say what to raise" in dialog.message.text()
    assert page.services.records.all(Question) == ()
    QTest.keyClicks(dialog.words, "Could we meet on Mondays?")
    QTest.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert [item.title for item in page.services.records.all(Question)] == ["Could we meet on Mondays?"]
