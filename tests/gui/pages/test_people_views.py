"""The views of People: those of use are offered, and records go to the one that shows them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.people import PeoplePage
from mentorjournal.gui.pages.relationships import RelationshipsPage
from mentorjournal.gui.widgets.segmented import SegmentButton
from mentorjournal.model.types import Agreement, Person, Pulse, Relationship
from mentorjournal.services.bundle import Services
from mentorjournal.services.profile import Owner
from tests.gui.pages.place_steps import DAY, cards, shown

LEFT = Qt.MouseButton.LeftButton
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[PeoplePage]:
    made = shown(PeoplePage, context, qtbot)
    yield made
    made.flush()


def relationships(page: PeoplePage) -> RelationshipsPage:
    found = page.views.page("relationships")
    assert isinstance(found, RelationshipsPage)
    return found


def offered(page: PeoplePage) -> set[str]:
    seen = {button.text() for button in page.views.bar.findChildren(SegmentButton) if button.isVisible()}
    return {view.key for view in page.VIEWS if view.title in seen}


@pytest.mark.parametrize(
    ("role", "views"),
    [
        ("mentee", {"everybody", "relationships", "network", "search"}),
        ("mentor", {"everybody", "relationships", "network", "mentees"}),
        ("both", {"everybody", "relationships", "network", "search", "mentees"}),
    ],
)
def test_the_views_follow_whose_journal_it_is(
    services: Services, context: Context, qtbot: QtBot, role: str, views: set[str]
) -> None:
    services.profile.save(Owner("Amara", role))
    assert offered(shown(PeoplePage, context, qtbot)) == views


def test_a_mentee_who_begins_to_mentor_gets_the_mentees_too(page: PeoplePage, services: Services) -> None:
    assert "mentees" not in offered(page)
    services.records.save(Relationship(my_role="mentor"))
    assert "mentees" in offered(page)
    services.history.undo()
    assert "mentees" not in offered(page)


def test_what_is_offered_follows_a_change_made_in_another_view(page: PeoplePage, services: Services) -> None:
    tie = services.records.save(Relationship(title="Main mentor"))
    page.show_record(tie.id)
    relationships(page).view.form.choices["my_role"].edited.emit("mentor")
    assert "mentees" in offered(page)


def test_a_mentor_who_searches_for_a_mentor_gets_the_search(
    services: Services, context: Context, qtbot: QtBot
) -> None:
    services.profile.save(Owner("Amara", "mentor"))
    services.records.save(Relationship(phase="search"))
    assert "search" in offered(shown(PeoplePage, context, qtbot))


def test_relationships_agreements_and_checks_are_shown_in_their_view(
    page: PeoplePage, services: Services
) -> None:
    helena = services.records.save(Person(title="Helena Brandt"))
    tie = services.records.save(Relationship(person=helena.id, title="Main mentor"))
    version = services.records.save(Agreement(relationship=tie.id, number=1))
    check = services.records.save(Pulse(about=tie.id, date=DAY))
    for key in (tie.id, version.id, check.id):
        assert page.show_record(helena.id)
        assert page.views.current == "everybody"
        assert page.show_record(key)
        assert page.views.current == "relationships"
        assert relationships(page).saver.record_id == tie.id


def test_a_relationships_card_opens_its_page_and_the_page_opens_the_person(
    page: PeoplePage, services: Services, context: Context, qtbot: QtBot
) -> None:
    helena = services.records.save(Person(title="Helena Brandt"))
    tie = services.records.save(Relationship(person=helena.id, title="Main mentor"))
    page.show_record(helena.id)
    QTest.mouseClick(page.view.ties[tie.id].open, LEFT)
    assert page.views.current == "relationships"
    assert relationships(page).view.heading.text() == "Main mentor: Helena Brandt"
    with qtbot.waitSignal(context.navigator.view_wanted) as asked:
        QTest.mouseClick(relationships(page).view.who, LEFT)
    assert asked.args == [helena.id, "everybody"]


def test_the_keys_of_the_place_act_in_the_view_that_is_shown(page: PeoplePage, services: Services) -> None:
    services.records.save(Person(title="Helena Brandt"))
    tie = services.records.save(Relationship(title="Main mentor"))
    page.show_record(tie.id)
    QTest.keyClick(page, Qt.Key.Key_Backspace, CTRL_SHIFT)
    assert cards(relationships(page)) == []
    assert len(services.records.all(Person)) == 1
    QTest.keyClick(page, Qt.Key.Key_N, CTRL_SHIFT)
    assert page.views.current == "relationships"
    assert relationships(page).view.form.person.hasFocus()


def test_what_is_typed_in_a_view_is_saved_with_the_place(page: PeoplePage, services: Services) -> None:
    tie = services.records.save(Relationship(title="Main mentor"))
    page.show_record(tie.id)
    QTest.keyClicks(relationships(page).view.purpose, "Finish the pilot")
    assert page.flush()
    assert services.records.get(Relationship, tie.id).purpose == "Finish the pilot"
