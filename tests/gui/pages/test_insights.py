"""Insights: drawn for a period, shown as tables, saved as pages and noted."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.figure_behind import FigureBehindDialog
from mentorjournal.gui.pages.insights import InsightsPage
from mentorjournal.model.types import Activity, Meeting, Person
from mentorjournal.services.bundle import Services


@pytest.fixture
def page(qtbot: QtBot, context: Context, services: Services) -> InsightsPage:
    """The page over a journal with hours of this year and of long ago, and three meetings."""
    today = context.today()
    for days, category, hours in ((1, "teaching", 3.0), (2, "research", 4.0), (3, "service", 5.0)):
        day = today - dt.timedelta(days=days)
        services.records.save(Activity(title="Work", date=day, category=category, hours=hours))
    services.records.save(
        Activity(title="Old", date=today - dt.timedelta(days=900), category="learning", hours=50.0)
    )
    person = services.records.save(Person(title="Helena Brandt"))
    for days in (3, 33, 63):
        day = today - dt.timedelta(days=days)
        services.records.save(Meeting(title="Met", date=day, status="held", people=(person.id,)))
    made = InsightsPage(context)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitUntil(lambda: bool(made.cards))
    return made


def test_every_figure_has_its_title_description_and_table(page: InsightsPage) -> None:
    by_key = {card.key: card for card in page.cards}
    assert {"hours", "meetings", "growth"} <= set(by_key)
    card = by_key["hours"]
    assert card.drawing is not None
    assert "Service to the profession 5" in card.drawing.accessibleDescription()
    assert not card.table.isVisible()
    QTest.mouseClick(card.toggle, Qt.MouseButton.LeftButton)
    assert card.table.isVisible()
    assert card.height() >= card.body.totalHeightForWidth(card.width() - 2)
    QTest.mouseClick(card.toggle, Qt.MouseButton.LeftButton)
    assert not card.table.isVisible()


def test_figures_fit_where_the_room_changed_while_another_place_was_shown(
    page: InsightsPage, qtbot: QtBot
) -> None:
    page.hide()
    page.resize(500, 700)
    page.show()
    qtbot.waitUntil(lambda: all(card.width() <= page._room() for card in page.cards))
    assert page._room() < 500


def test_another_period_draws_other_figures(page: InsightsPage, qtbot: QtBot) -> None:
    def hours() -> str:
        found = [card for card in page.cards if card.key == "hours"]
        return found[0].drawing.accessibleDescription() if found and found[0].drawing else ""

    assert "Training" not in hours()
    page.period.set_value("all")
    page.period.edited.emit("all")
    qtbot.waitUntil(lambda: "Training and learning 50" in hours())


def test_what_is_ticked_is_saved_and_noted(
    page: InsightsPage, qtbot: QtBot, services: Services, tmp_path: Path
) -> None:
    for card in page.cards:
        if card.key != "hours" and card.tick.isChecked():
            QTest.keyClick(card.tick, Qt.Key.Key_Space)
    told: list[tuple[str, str]] = []
    page.context.navigator.message.connect(lambda kind, text: told.append((kind, text)))
    page.save_to(str(tmp_path / "Figures.pdf"))
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0] == "ok"
    noted = services.handing_out.all()
    assert [one.document for one in noted] == ["figures"]


def test_without_a_tick_there_is_nothing_to_save(page: InsightsPage) -> None:
    for card in page.cards:
        card.tick.setChecked(False)
    assert not page.save_button.isEnabled()


def test_an_empty_period_says_what_to_do(qtbot: QtBot, context: Context) -> None:
    made = InsightsPage(context)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    qtbot.waitUntil(made.empty.isVisible)
    assert not made.save_button.isEnabled()


def test_a_row_leads_to_its_records_by_mouse_keys_and_table(
    page: InsightsPage, qtbot: QtBot, services: Services
) -> None:
    card = next(card for card in page.cards if card.key == "hours")
    assert card.drawing is not None
    opened: list[str] = []
    page.context.navigator.record_wanted.connect(opened.append)

    def shown() -> list[FigureBehindDialog]:
        return [one for one in page.findChildren(FigureBehindDialog) if one.isVisible()]

    def listed() -> FigureBehindDialog:
        qtbot.waitUntil(lambda: bool(shown()))
        return shown()[0]

    QTest.mouseClick(card.drawing, Qt.MouseButton.LeftButton, pos=card.drawing.place_of(0).center().toPoint())
    (row,) = listed().list.rows()
    assert "Work" in row.accessibleName()
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert [services.records.get(Activity, key).category for key in opened] == ["service"]
    card.drawing.setFocus()
    QTest.keyClick(card.drawing, Qt.Key.Key_Down)
    assert card.drawing.row == 1
    assert card.drawing.accessibleDescription().startswith("Research.")
    QTest.keyClick(card.drawing, Qt.Key.Key_Return)
    assert len(listed().list.rows()) == 1
    listed().reject()
    QTest.mouseClick(card.toggle, Qt.MouseButton.LeftButton)
    assert len(card.rows) == 3
    QTest.mouseClick(card.rows[2], Qt.MouseButton.LeftButton)
    assert len(listed().list.rows()) == 1
    listed().reject()


def test_a_figure_is_put_beside_the_time_before(page: InsightsPage, qtbot: QtBot, services: Services) -> None:
    today = page.context.today()
    services.records.save(
        Activity(title="Last year", date=today - dt.timedelta(days=500), category="teaching", hours=4.5)
    )
    page.compare.setChecked(True)
    qtbot.waitUntil(lambda: any(card.before.text() for card in page.cards))
    card = next(card for card in page.cards if card.key == "hours")
    assert card.before.text() == "Together 12 h, 7.5 h more than before (4.5 h)."
    page.period.set_value("all")
    page.period.edited.emit("all")
    assert not page.compare.isEnabled()


def test_one_press_puts_a_figure_into_the_report(
    page: InsightsPage, qtbot: QtBot, services: Services
) -> None:
    opened: list[str] = []
    page.context.navigator.record_wanted.connect(opened.append)
    card = next(card for card in page.cards if card.key == "hours")
    QTest.mouseClick(card.to_report, Qt.MouseButton.LeftButton)
    (layout,) = services.layouts.own("progress")
    assert opened == [layout.id]
    keys = [part.key for part in services.layouts.read("progress", layout.id).layout.sections]
    assert keys.index("figure_hours") == keys.index("work") + 1
    meetings = next(card for card in page.cards if card.key == "meetings")
    QTest.mouseClick(meetings.to_report, Qt.MouseButton.LeftButton)
    QTest.mouseClick(card.to_report, Qt.MouseButton.LeftButton)
    assert [one.id for one in services.layouts.own("progress")] == [layout.id]
    assert services.history.next_undo() == "Change a layout"
    growth = next(card for card in page.cards if card.key == "growth")
    QTest.mouseClick(growth.to_report, Qt.MouseButton.LeftButton)
    keys = [part.key for part in services.layouts.read("progress", layout.id).layout.sections]
    assert keys.count("figure_growth") == 1
