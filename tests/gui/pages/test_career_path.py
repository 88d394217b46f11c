"""The career path in the window: written step by step, drawn, looked back on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.career_path import CareerPathPage
from mentorjournal.model.types import CareerStep, Reflection
from tests.gui.pages.place_steps import cards, headings, saved, shown, unnamed_controls, wait_until_it_fits


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[CareerPathPage]:
    made = shown(CareerPathPage, context, qtbot)
    yield made
    made.flush()


def begin(page: CareerPathPage, qtbot: QtBot, title: str = "Medical school") -> None:
    page.new_record()
    QTest.keyClicks(page.view.title, title)
    saved(page, qtbot)


def test_a_step_goes_to_its_year_and_names_who_helped(page: CareerPathPage, qtbot: QtBot) -> None:
    begin(page, qtbot)
    assert headings(page) == ["Ahead"]
    page.view.fields["starts_on"].edited.emit(dt.date(2021, 9, 1))
    page.view.helped.added.emit("Efua Mensah")
    assert headings(page) == ["2021"]
    assert cards(page)[0].second == "Efua Mensah"
    kept = page.services.records.get(CareerStep, page.saver.record_id)
    assert len(kept.helped) == 1
    row = page.view.helped.rows.rows()[0]
    row.remove.click()  # type: ignore[attr-defined]
    assert page.services.records.get(CareerStep, kept.id).helped == ()


def test_the_path_is_drawn_with_its_table_and_looked_back_on(
    page: CareerPathPage, context: Context, qtbot: QtBot
) -> None:
    page.toggle_drawn()
    assert (page.drawn.card, page.drawn.none.isHidden()) == (None, False)
    for at in range(3):
        context.services.records.save(CareerStep(title=f"Step {at}", starts_on=dt.date(2015 + at, 1, 1)))
    qtbot.waitUntil(lambda: page.drawn.card is not None)
    assert page.drawn.card is not None
    assert page.drawn.card.drawing is not None
    assert page.drawn.card.drawing.accessibleName() == "Career path"
    page.drawn.card.toggle.click()
    assert not page.drawn.card.table.isHidden()
    with qtbot.waitSignal(context.navigator.record_wanted):
        page.drawn.reflect.click()
    (made,) = context.services.records.all(Reflection)
    assert len(made.related) == 3


def test_every_control_has_a_name_and_fits_at_twice_the_size(
    page: CareerPathPage, context: Context, qtbot: QtBot
) -> None:
    begin(page, qtbot)
    assert unnamed_controls(page) == []
    wait_until_it_fits(page, 2.0, qtbot)
