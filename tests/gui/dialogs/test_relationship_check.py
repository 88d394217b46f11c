"""The check of a relationship is begun from its page, by the card's button and by command."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.relationship_check import RelationshipCheckDialog
from mentorjournal.gui.pages.relationships import RelationshipsPage
from mentorjournal.model.types import Person, Relationship
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
    qtbot.mouseClick(page.view.check.begin, Qt.MouseButton.LeftButton)
    dialog = asked(page)
    qtbot.keyClicks(dialog.rows["trust"].scale, "8")
    qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert page.view.check.title.text() == "Relationship check, April"


def test_the_palette_begins_it(page: RelationshipsPage) -> None:
    next(command for command in page.commands() if command.key == "tie-check").run()
    asked(page).reject()
