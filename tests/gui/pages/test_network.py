"""The network's page: map and table show the same people, by mouse and by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.network import NetworkPage
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.types import Connection, Person
from mentorjournal.services.bundle import Services

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot: QtBot, context: Context, services: Services) -> NetworkPage:
    """A page of 150 people, the first three of them close."""
    arenas = [key for key in CHOICES["arena"] if key]
    for number in range(150):
        services.records.save(
            Person(
                title=f"{chr(65 + number % 26)}. Person {number:03}",
                arena=arenas[number % len(arenas)],
                tie="strong" if number < 3 else ("medium", "new")[number % 2],
                roles=("coach",) if number == 1 else (),
                champion=number == 2,
                confidential=number == 5,
            )
        )
    made = NetworkPage(context)
    qtbot.addWidget(made)
    made.resize(1300, 900)
    made.show()
    return made


def test_a_map_of_150_people_names_the_close_ones_and_no_name_lies_on_another(page: NetworkPage) -> None:
    close = {one.id for one in page.services.network.view(page.context.today()).people if one.tie == "strong"}
    named = page.map.named()
    assert close <= set(named)
    assert 20 < len(named) < 150
    boxes = [box for _, box in page.map._labels()]
    assert not any(a.intersects(b) for at, a in enumerate(boxes) for b in boxes[:at])
    grabbed = page.map.grab().toImage()
    assert len({grabbed.pixelColor(x, y).name() for x in range(0, 700, 7) for y in range(0, 700, 7)}) > 2
    assert "150 people" in page.map.accessibleDescription()


def test_keys_go_from_person_to_person_find_open_and_zoom(page: NetworkPage) -> None:
    opened: list[str] = []
    page.context.navigator.record_wanted.connect(opened.append)
    page.map.setFocus()
    QTest.keyClick(page.map, Qt.Key.Key_Right)
    first = page.map.current
    assert first
    assert page.side.name.text() in {
        one.name for one in page.services.network.view(page.context.today()).people
    }
    QTest.keyClick(page.map, Qt.Key.Key_Up)
    assert page.map.current != first
    assert page.map.point_of(page.map.current).y() < page.map.point_of(first).y()
    assert page.table.id_at(page.table.currentRow()) == page.map.current
    QTest.keyClicks(page.map, "q")
    assert page.side.name.text().startswith("Q.")
    QTest.keyClick(page.map, Qt.Key.Key_Plus)
    assert page.map.zoom == 1
    assert page.map.rect().contains(page.map.point_of(page.map.current).toPoint())
    QTest.keyClick(page.map, Qt.Key.Key_0)
    assert page.map.zoom == 0
    QTest.keyClick(page.map, Qt.Key.Key_Return)
    assert opened == [page.map.current]


def test_a_press_chooses_and_the_table_has_the_same_people(page: NetworkPage) -> None:
    person = page.map.named()[4]
    QTest.mouseClick(page.map, LEFT, pos=page.map.point_of(person).toPoint())
    assert page.map.current == person
    page.turn()
    assert page.faces.currentWidget() is page.table
    assert page.table.rowCount() == 150
    page.table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    ties = [item.text() for row in range(3) if (item := page.table.item(row, 2)) is not None]
    assert ties == ["Strong"] * 3
    page.table.setCurrentCell(0, 0)
    assert page.map.current == page.table.id_at(0)


def test_filters_narrow_both_and_say_when_nobody_fits(page: NetworkPage) -> None:
    page.champions.setChecked(True)
    assert page.table.rowCount() == 1
    page.role.set_value("mentor")
    page.role.edited.emit("mentor")
    assert page.table.rowCount() == 0
    assert page.none.isVisible()
    assert "Nobody" in page.none.text()


def test_what_is_missing_and_brought_stands_beside_or_where_it_is_narrow_behind(
    page: NetworkPage, services: Services
) -> None:
    people = services.network.view(page.context.today()).people
    services.records.save(Connection(title="Alerts", introducer=people[0].id, introduced=people[1].id))
    texts = [row.accessibleName() for row in page.side.roles.rows()]
    assert "Mentor missing" in texts
    assert any(text.startswith("Coach: ") for text in texts)
    QTest.mouseClick(next(r for r in page.side.roles.rows() if r.accessibleName() == "Mentor missing"), LEFT)
    assert page.side.name.text() == "Mentor"
    assert "longer stretch" in page.side.facts.text()
    assert people[1].name in page.side.brought.rows()[0].accessibleName()
    page.resize(600, 800)
    assert page.faces.indexOf(page.side) >= 0
    page.face.set_value("side")
    page.face.edited.emit("side")
    assert page.side.isVisible()
    page.resize(1300, 900)
    assert page.faces.currentWidget() is page.map
    assert page.side.isVisible()


def test_an_empty_network_says_what_to_do(qtbot: QtBot, context: Context) -> None:
    made = NetworkPage(context)
    qtbot.addWidget(made)
    made.show()
    assert made.empty.isVisible()
    assert QColor(made.map.grab().toImage().pixelColor(1, 1)).isValid()
