"""The year on the screen: its lines lead to their records, another year is chosen, and paper is a press away."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.reports import ReportsPage
from mentorjournal.gui.pages.year import YearPage
from mentorjournal.gui.widgets.linked_rows import LinkedRows
from mentorjournal.gui.widgets.rows import ListRow
from mentorjournal.model.types import Insight
from mentorjournal.services.bundle import Services
from tests.gui.conftest import SessionMaker


@pytest.fixture
def page(context: Context, services: Services, qtbot: QtBot) -> YearPage:
    today = context.today()
    for years, title in ((0, "Ask first."), (1, "Wait longer.")):
        services.records.save(Insight(title=title, date=dt.date(today.year - years, 1, 2)))
    made = YearPage(context)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def lines(page: YearPage) -> list[ListRow]:
    shown = [stop for stop in page.lines.stops.values() if isinstance(stop, LinkedRows)]
    return [row for stop in shown for row in stop.rows.rows() if isinstance(row, ListRow)]


def rows(page: YearPage) -> list[str]:
    return [row.accessibleName() for row in lines(page)]


def test_another_year_is_chosen_and_its_lines_lead_to_their_records(
    page: YearPage, context: Context, qtbot: QtBot
) -> None:
    today = context.today()
    assert page.year.value() == str(today.year)
    assert any("Ask first." in name for name in rows(page))
    assert page.empty.isHidden()
    page.year.set_value(str(today.year - 1))
    page.year.edited.emit(page.year.value())
    assert any("Wait longer." in name for name in rows(page))
    assert not any("Ask first." in name for name in rows(page))
    with qtbot.waitSignal(context.navigator.record_wanted) as asked:
        QTest.mouseClick(lines(page)[0], Qt.MouseButton.LeftButton)
    found = page.services.records.peek(asked.args[0])
    assert found is not None
    assert found.title == "Wait longer."


def test_print_asks_for_the_document_of_the_year_that_is_shown(
    page: YearPage, context: Context, qtbot: QtBot
) -> None:
    page.kind.edited.emit("academic")
    page.kind.set_value("academic")
    page.refresh()
    with qtbot.waitSignal(context.navigator.document_wanted) as asked:
        QTest.mouseClick(page.print_button, Qt.MouseButton.LeftButton)
    first = int(page.year.value())
    assert asked.args == ["year", f"{first}-09-01/{first + 1}-08-31"]


def test_the_window_leads_from_the_palette_and_the_view_to_the_document(
    make_session: SessionMaker, services: Services, context: Context
) -> None:
    path = services.journal.path
    services.journal.close()
    session = make_session()
    assert session.open(path)
    window = session.window
    assert "document-year" in {command.key for command in window.commands()}
    window.open_view("", "year")
    window.open_document("year", "2025-01-01/2025-12-31")
    reports = window.page("reports")
    assert isinstance(reports, ReportsPage)
    choices = reports.form.choices
    assert (choices.document, choices.own_copy) == ("year", False)
    assert (choices.since, choices.until) == (dt.date(2025, 1, 1), dt.date(2025, 12, 31))
