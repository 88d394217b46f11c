"""Tags and people are picked by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mentorjournal.gui.widgets.buttons import IconButton
from mentorjournal.gui.widgets.chips import TagChip
from mentorjournal.gui.widgets.tag_field import TagField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PEOPLE = (("p1", "Helena Brandt"), ("p2", "Dr Lim"), ("p3", "R. Okafor"))


@pytest.fixture
def people(qtbot: QtBot) -> TagField:
    field = TagField(PEOPLE, ("p1",), name="People", placeholder="Add a person")
    qtbot.addWidget(field)
    field.show()
    return field


def _shown(field: TagField) -> list[str]:
    return [chip.text() for chip in field.findChildren(TagChip) if not chip.isHidden()]


def test_typed_name_becomes_a_chip(people: TagField, qtbot: QtBot) -> None:
    QTest.keyClicks(people.input, "dr lim")
    with qtbot.waitSignal(people.edited) as caught:
        QTest.keyClick(people.input, Qt.Key.Key_Return)
    assert caught.args == [("p1", "p2")]
    assert _shown(people) == ["Helena Brandt", "Dr Lim"]
    assert people.input.text() == ""


def test_part_of_a_name_is_enough_when_only_one_fits(people: TagField, qtbot: QtBot) -> None:
    QTest.keyClicks(people.input, "oka")
    QTest.keyClick(people.input, Qt.Key.Key_Tab)
    assert people.value() == ("p1", "p3")


def test_unknown_name_stays_and_is_marked(people: TagField, qtbot: QtBot) -> None:
    QTest.keyClicks(people.input, "Nobody")
    with qtbot.assertNotEmitted(people.edited):
        QTest.keyClick(people.input, Qt.Key.Key_Return)
    assert people.input.text() == "Nobody"
    assert people.input.property("wrong") == "true"


def test_backspace_in_the_empty_field_takes_the_last_chip(people: TagField, qtbot: QtBot) -> None:
    people.set_value(("p1", "p2"))
    with qtbot.waitSignal(people.edited) as caught:
        QTest.keyClick(people.input, Qt.Key.Key_Backspace)
    assert caught.args == [("p1",)]


def test_cross_takes_its_own_chip(people: TagField, qtbot: QtBot) -> None:
    people.set_value(("p1", "p2"))
    cross = next(b for b in people.findChildren(IconButton) if b.accessibleName() == "Remove Helena Brandt")
    with qtbot.waitSignal(people.edited) as caught:
        QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert caught.args == [("p2",)]
    assert _shown(people) == ["Dr Lim"]


def test_same_name_twice_is_one_chip(people: TagField, qtbot: QtBot) -> None:
    QTest.keyClicks(people.input, "Helena Brandt")
    with qtbot.assertNotEmitted(people.edited):
        QTest.keyClick(people.input, Qt.Key.Key_Return)
    assert people.value() == ("p1",)


def test_set_value_tells_nothing(people: TagField, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(people.edited):
        people.set_value(("p2", "p3"))
    assert _shown(people) == ["Dr Lim", "R. Okafor"]


def test_completion_offers_what_is_not_there_yet_and_becomes_a_chip(people: TagField, qtbot: QtBot) -> None:
    completer = people.input.completer()
    completer.setCompletionPrefix("r")
    offered = [completer.completionModel().index(row, 0).data() for row in range(completer.completionCount())]
    assert offered == ["Dr Lim", "R. Okafor"]
    people.input.setText("R. Okafor")
    with qtbot.waitSignal(people.edited) as caught:
        completer.activated.emit("R. Okafor")
    assert caught.args == [("p1", "p3")]


def test_comma_makes_a_new_tag_where_tags_can_be_made(qtbot: QtBot) -> None:
    made: list[str] = []

    def create(word: str) -> str:
        made.append(word)
        return f"id-{word}"

    field = TagField((), name="Tags", create=create)
    qtbot.addWidget(field)
    QTest.keyClicks(field.input, "ward,")
    assert made == ["ward"]
    assert field.value() == ("id-ward",)
    assert _shown(field) == ["ward"]


def test_name_is_on_the_place_to_type(people: TagField) -> None:
    assert people.input.accessibleName() == "People"


def test_people_who_cannot_be_changed_have_no_cross(people: TagField, qtbot: QtBot) -> None:
    people.setEnabled(False)
    people.set_value(("p1", "p2"))
    assert not [cross for cross in people.findChildren(IconButton) if cross.isVisibleTo(people)]
    people.setEnabled(True)
    assert len([cross for cross in people.findChildren(IconButton) if cross.isVisibleTo(people)]) == 2
