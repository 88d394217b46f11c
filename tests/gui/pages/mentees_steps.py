"""What the tests of the mentor's view do again and again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.mentees import MenteesPage
from mentorjournal.gui.widgets.fields import ChoiceField
from mentorjournal.gui.widgets.quick_line import QuickLine
from mentorjournal.model.types import Person, Relationship
from mentorjournal.services.bundle import Services

TODAY = dt.date(2026, 4, 14)
LEFT = Qt.MouseButton.LeftButton


def day(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


def mentee(services: Services, name: str = "Amara", **values: Any) -> tuple[str, Relationship]:
    person = services.records.save(Person(title=name))
    tie = Relationship(**{"person": person.id, "my_role": "mentor", "phase": "cultivation"} | values)
    return person.id, services.records.save(tie)


def shown(context: Context, qtbot: QtBot) -> MenteesPage:
    page = MenteesPage(context)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


def section(page: MenteesPage, name: str) -> None:
    """Choose a section as a reader does."""
    button = next(each for each in page.bar.findChildren(QAbstractButton) if each.text() == name)
    QTest.mouseClick(button, LEFT)


def texts(page: QWidget) -> set[str]:
    return {label.text() for label in page.findChildren(QLabel) if label.isVisible()}


def see(qtbot: QtBot, page: QWidget, *wanted: str) -> None:
    qtbot.waitUntil(lambda: set(wanted) <= texts(page))


def button(root: QWidget, name: str) -> QAbstractButton:
    """The one that is seen and called so."""
    found = [each for each in root.findChildren(QAbstractButton) if each.isVisible()]
    return next(each for each in found if name in {each.accessibleName(), each.text()})


def line(page: QWidget, name: str) -> QuickLine:
    return next(each for each in page.findChildren(QuickLine) if each.accessibleName() == name)


def write(into: QuickLine, **words: str) -> None:
    """Type into the controls of a line, or choose where there is a choice."""
    for key, text in words.items():
        control = into.controls[key]
        control.setFocus()
        if isinstance(control, ChoiceField):
            control.setCurrentIndex(control.findText(text))
        else:
            QTest.keyClicks(control, text)
