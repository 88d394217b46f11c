"""Career options in the window: judged in the table and on the page, weighed, decided."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.models.options_model import OptionsModel
from mentorjournal.gui.pages.options import OptionsPage
from mentorjournal.model.types import CareerOption, Decision, Goal
from tests.gui.pages.place_steps import (
    DAY,
    RETURN,
    cards,
    headings,
    saved,
    shown,
    unnamed_controls,
    wait_until_it_fits,
)


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[OptionsPage]:
    made = shown(OptionsPage, context, qtbot)
    yield made
    made.flush()


def stored(page: OptionsPage) -> CareerOption:
    return page.services.records.get(CareerOption, page.saver.record_id)


def begin(page: OptionsPage, qtbot: QtBot, title: str = "Ward in a small town") -> None:
    page.new_record()
    QTest.keyClicks(page.view.title, title)
    saved(page, qtbot)


def spoken(model: OptionsModel, row: int, column: int = 0) -> str:
    return str(model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole))


def test_an_option_is_written_judged_and_decided_for(page: OptionsPage, qtbot: QtBot) -> None:
    begin(page, qtbot)
    page.view.ask.added.emit("Dr Sahin")
    page.view.rows["work"].scale.setFocus()
    QTest.keyClicks(page.view.rows["work"].scale, "8")
    assert page.view.sum.text() == "8.0 of 10, weighted, by 1 of 6 criteria."
    assert len(stored(page).ask) == 1
    page.view.decide.click()
    (made,) = page.services.records.all(Decision)
    assert (made.origin, stored(page).decided_on) == (page.saver.record_id, DAY)
    assert "Chosen on 14 Apr." in page.view.sum.text()
    assert page.view.decide.isHidden()
    page.view.chain.buttons["goal"].click()
    assert [goal.origin for goal in page.services.records.all(Goal)] == [page.saver.record_id]
    assert headings(page) == ["Chosen"]
    page.view.state.edited.emit("likely")
    assert (stored(page).status, stored(page).decided_on) == ("likely", None)


def test_the_table_takes_digits_and_says_what_it_refuses(
    page: OptionsPage, context: Context, qtbot: QtBot
) -> None:
    for title in ("Ward", "Laboratory"):
        context.services.records.save(CareerOption(title=title))
    page.toggle_board()
    table, model = page.board.table, page.model
    assert spoken(model, 0).endswith("Laboratory: not judged")
    table.setCurrentIndex(model.index(0, 0))
    QTest.keyClick(table, RETURN)
    field = table.viewport().findChild(QLineEdit)
    assert field is not None
    assert "Laboratory" in field.accessibleName()
    QTest.keyClicks(field, "7")
    QTest.keyClick(field, RETURN)
    qtbot.waitUntil(lambda: "7.0 of 10, by 1 of 6" in spoken(model, len(model.matrix.criteria)))
    with qtbot.waitSignal(model.refused):
        model.setData(model.index(0, 1), "eleven")
    assert spoken(model, 0, 1).endswith("Ward: not judged")
    table.setCurrentIndex(model.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert "not judged yet" in spoken(model, len(model.matrix.criteria))
    table.setCurrentIndex(model.index(len(model.matrix.criteria) + 1, 1))
    QTest.keyClick(table, RETURN)
    assert page.faces.currentWidget() is page.frame
    assert stored(page).title == "Ward"
    assert [card.title for card in cards(page)] == ["Laboratory", "Ward"]


def test_every_control_has_a_name_and_fits_at_twice_the_size(
    page: OptionsPage, context: Context, qtbot: QtBot
) -> None:
    begin(page, qtbot)
    assert unnamed_controls(page) == []
    wait_until_it_fits(page, 2.0, qtbot)
