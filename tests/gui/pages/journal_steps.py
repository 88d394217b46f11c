"""What the tests of the journal's page do again and again."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.journal import JournalPage
from mentorjournal.gui.pages.journal_entry import EntryView
from mentorjournal.model.fields import Section
from mentorjournal.model.rows import Filter
from mentorjournal.model.types import Reflection
from mentorjournal.services.bundle import Services

DAY = dt.date(2026, 4, 14)
LEFT = Qt.MouseButton.LeftButton


def shown(context: Context, qtbot: QtBot) -> JournalPage:
    page = JournalPage(context)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


def entry_of(page: JournalPage) -> EntryView:
    assert isinstance(page.desk.view, EntryView)
    return page.desk.view


def newest(services: Services) -> Reflection:
    rows = services.timeline.page(Filter(types=("reflection",)), None, 1)
    return services.records.get(Reflection, rows[0].id)


def write(services: Services, title: str, text: str = "", day: dt.date = DAY) -> Reflection:
    return services.records.save(
        Reflection(title=title, date=day, template="free_page", sections=(Section("what", "", text),))
    )


def click_row(page: JournalPage, record_id: str, qtbot: QtBot) -> None:
    view = page.list.view
    index = page.list.model.row_of(record_id)
    view.scrollTo(index)
    QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())
