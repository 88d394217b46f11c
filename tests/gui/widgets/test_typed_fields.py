"""Dates, times and numbers as people type them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget

from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.date_words import parse_date, show_date
from mentorjournal.gui.widgets.typed_field import NumberField, TimeField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TODAY = dt.date(2026, 4, 14)  # a Tuesday
BRITISH = QLocale("en_GB")
AMERICAN = QLocale("en_US")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TODAY),
        ("Tomorrow ", dt.date(2026, 4, 15)),
        ("yesterday", dt.date(2026, 4, 13)),
        ("+7", dt.date(2026, 4, 21)),
        ("-3", dt.date(2026, 4, 11)),
        ("+ 2w", dt.date(2026, 4, 28)),
        ("+1m", dt.date(2026, 5, 14)),
        ("-1y", dt.date(2025, 4, 14)),
        ("fri", dt.date(2026, 4, 17)),
        ("Tuesday", dt.date(2026, 4, 21)),
        ("2026-05-02", dt.date(2026, 5, 2)),
        ("2 May 2027", dt.date(2027, 5, 2)),
        ("2 may", dt.date(2026, 5, 2)),
        ("May 2", dt.date(2026, 5, 2)),
        ("March 9, 2024", dt.date(2024, 3, 9)),
        ("28 dec", dt.date(2025, 12, 28)),
        ("02/05/2026", dt.date(2026, 5, 2)),
        ("02/05/26", dt.date(2026, 5, 2)),
        ("31 february", None),
        ("soonish", None),
        ("+99999", None),
        ("2026-13-01", None),
    ],
)
def test_words_mean_days(text: str, day: dt.date | None) -> None:
    assert parse_date(text, TODAY, BRITISH) == day


def test_locale_decides_which_number_is_the_month() -> None:
    assert parse_date("5/2/26", TODAY, AMERICAN) == dt.date(2026, 5, 2)
    assert parse_date("05/02/2026", TODAY, BRITISH) == dt.date(2026, 2, 5)


def test_month_later_than_the_thirty_first_is_the_last_of_the_month() -> None:
    assert parse_date("+1m", dt.date(2026, 1, 31), BRITISH) == dt.date(2026, 2, 28)


def test_weekday_in_the_language_of_the_locale() -> None:
    assert parse_date("freitag", TODAY, QLocale("de_DE")) == dt.date(2026, 4, 17)


@pytest.mark.parametrize("locale", ["en_GB", "en_US", "de_DE", "fr_FR", "cs_CZ"])
@given(day=st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_shown_date_is_read_back(locale: str, day: dt.date) -> None:
    assert parse_date(show_date(day, QLocale(locale)), TODAY, QLocale(locale)) == day


@given(text=st.text(max_size=20))
def test_no_text_is_an_error(text: str) -> None:
    found = parse_date(text, TODAY, BRITISH)
    assert found is None or isinstance(found, dt.date)


@pytest.fixture
def field(qtbot: QtBot) -> DateField:
    made = DateField(name="Due", today=lambda: TODAY)
    made.setLocale(BRITISH)
    qtbot.addWidget(made)
    made.show()
    return made


def test_typed_date_is_told_when_settled(field: DateField, qtbot: QtBot) -> None:
    QTest.keyClicks(field, "fri")
    with qtbot.waitSignal(field.edited) as caught:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert caught.args == [dt.date(2026, 4, 17)]
    assert field.text() == "17 Apr 2026"


def test_what_is_no_date_stays_and_is_marked(field: DateField, qtbot: QtBot) -> None:
    field.set_value(TODAY)
    field.selectAll()
    with qtbot.assertNotEmitted(field.edited):
        QTest.keyClicks(field, "soonish")
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.is_wrong()
    assert field.text() == "soonish"
    assert field.value() == TODAY
    assert "not a date" in field.accessibleDescription()
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert not field.is_wrong()


def test_emptied_field_has_no_date(field: DateField, qtbot: QtBot) -> None:
    field.set_value(TODAY)
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    with qtbot.waitSignal(field.edited) as caught:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert caught.args == [None]
    assert field.value() is None


def test_set_date_tells_nothing(field: DateField, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(field.edited):
        field.set_value(TODAY)
        field.set_value(None)


def test_arrows_step_by_days_and_weeks(field: DateField, qtbot: QtBot) -> None:
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == TODAY
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_PageUp)
    assert field.value() == TODAY + dt.timedelta(days=8)


def test_a_day_that_is_only_read_is_not_changed_by_keys_and_offers_no_calendar(
    field: DateField, qtbot: QtBot
) -> None:
    field.set_value(TODAY)
    field.setReadOnly(True)
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert field.value() == TODAY
    assert field.findChild(QCalendarWidget) is None
    assert field.opener.isHidden()


def test_day_is_picked_in_the_calendar(field: DateField, qtbot: QtBot) -> None:
    field.set_value(TODAY)
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.selectedDate() == QDate(2026, 4, 14)
    with qtbot.waitSignal(field.edited) as caught:
        calendar.activated.emit(QDate(2026, 4, 20))
    assert caught.args == [dt.date(2026, 4, 20)]
    assert not calendar.isVisible()


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("14:30", dt.time(14, 30)),
        ("1430", dt.time(14, 30)),
        ("9", dt.time(9, 0)),
        ("930", dt.time(9, 30)),
        ("2pm", dt.time(14, 0)),
        ("12 am", dt.time(0, 0)),
        ("2:30 PM", dt.time(14, 30)),
        ("25", None),
        ("14pm", None),
        ("noonish", None),
    ],
)
def test_words_mean_times(qtbot: QtBot, text: str, time: dt.time | None) -> None:
    field = TimeField(name="Start")
    qtbot.addWidget(field)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.value() == time
    assert field.is_wrong() is (time is None)


def test_time_steps_by_quarters_round_midnight(qtbot: QtBot) -> None:
    field = TimeField(dt.time(23, 50))
    qtbot.addWidget(field)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == dt.time(0, 5)


@pytest.mark.parametrize(
    ("locale", "text", "number"),
    [
        ("en_GB", "1.5", 1.5),
        ("de_DE", "1,5", 1.5),
        ("de_DE", "1.5", 1.5),
        ("en_GB", "lots", None),
        ("en_GB", "99", None),
    ],
)
def test_numbers_in_the_way_of_the_locale(qtbot: QtBot, locale: str, text: str, number: float | None) -> None:
    field = NumberField(name="Hours", most=24, decimals=2)
    field.setLocale(QLocale(locale))
    qtbot.addWidget(field)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.value() == number


def test_whole_number_refuses_parts_and_stops_at_its_bounds(qtbot: QtBot) -> None:
    field = NumberField(9, name="Trust", least=1, most=10)
    qtbot.addWidget(field)
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == 10
    field.selectAll()
    QTest.keyClicks(field, "7.5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.value() == 10
    assert field.is_wrong()
