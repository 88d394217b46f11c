"""Dates as people type them: today, +7, fri, 14 apr, 2026-04-14, or as the locale writes them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

_STEP = re.compile(r"([+-])\s*(\d{1,4})\s*([dwmy]?)")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_MONTH = re.compile(r"(\d{1,2})\.?\s+([^\W\d_]{3,})\.?(?:\s+(\d{4}))?")
_MONTH_DAY = re.compile(r"([^\W\d_]{3,})\.?\s+(\d{1,2})(?:,?\s+(\d{4}))?")
_MONTHS_IN_YEAR = 12
_DAYS_IN_WEEK = 7


def parse_date(text: str, today: date, locale: QLocale | None = None) -> date | None:
    """The day that `text` means, seen from `today`; None when it means none.

    A weekday is the next such day after today. A day and month without a year is the nearest one, past
    or future. Two figures for a year mean one within eighty years back.
    """
    locale = locale or QLocale()
    words = " ".join(text.lower().split())
    if words in (near := _near_words()):
        return today + timedelta(days=near[words])
    for reader in (_read_iso, _read_step, _read_weekday, _read_named_month):
        if (found := reader(words, today, locale)) is not None:
            return found
    return _read_locale(" ".join(text.split()), today, locale)


def show_date(day: date | None, locale: QLocale | None = None) -> str:
    """Such as "14 Apr 2026": read the same way everywhere, and readable by `parse_date`."""
    if day is None:
        return ""
    return (locale or QLocale()).toString(QDate(day.year, day.month, day.day), "d MMM yyyy")


def _near_words() -> dict[str, int]:
    """Words in English and in the language of the window."""
    ours = QCoreApplication.translate
    return {
        "today": 0,
        "tomorrow": 1,
        "yesterday": -1,
        ours("DateField", "today").lower(): 0,
        ours("DateField", "tomorrow").lower(): 1,
        ours("DateField", "yesterday").lower(): -1,
    }


def _read_iso(words: str, _today: date, _locale: QLocale) -> date | None:
    found = _ISO.fullmatch(words)
    return _day(int(found[1]), int(found[2]), int(found[3])) if found else None


def _read_step(words: str, today: date, _locale: QLocale) -> date | None:
    found = _STEP.fullmatch(words)
    if not found:
        return None
    count = int(found[2]) * (1 if found[1] == "+" else -1)
    unit = found[3] or "d"
    try:
        if unit in "dw":
            return today + timedelta(days=count * (_DAYS_IN_WEEK if unit == "w" else 1))
        return _months_later(today, count * (_MONTHS_IN_YEAR if unit == "y" else 1))
    except (OverflowError, ValueError):
        return None


def _months_later(start: date, months: int) -> date:
    """The same day of another month, or that month's last."""
    years, month = divmod(start.month - 1 + months, _MONTHS_IN_YEAR)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _read_weekday(words: str, today: date, locale: QLocale) -> date | None:
    for number in range(1, _DAYS_IN_WEEK + 1):
        if words in _names_of_day(number, locale):
            ahead = (number - today.isoweekday()) % _DAYS_IN_WEEK or _DAYS_IN_WEEK
            return today + timedelta(days=ahead)
    return None


def _names_of_day(number: int, locale: QLocale) -> set[str]:
    english = QLocale(QLocale.Language.English)
    forms = (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
    return {own.dayName(number, form).lower().rstrip(".") for own in (english, locale) for form in forms}


def _read_named_month(words: str, today: date, locale: QLocale) -> date | None:
    if found := _DAY_MONTH.fullmatch(words):
        day, name, year = found[1], found[2], found[3]
    elif found := _MONTH_DAY.fullmatch(words):
        name, day, year = found[1], found[2], found[3]
    else:
        return None
    month = _month_called(name, locale)
    if month is None:
        return None
    if year:
        return _day(int(year), month, int(day))
    near = [_day(today.year + offset, month, int(day)) for offset in (-1, 0, 1)]
    return min((one for one in near if one), key=lambda one: abs(one - today), default=None)


def _month_called(name: str, locale: QLocale) -> int | None:
    for own in (locale, QLocale(QLocale.Language.English)):
        for month in range(1, _MONTHS_IN_YEAR + 1):
            if own.monthName(month).lower().startswith(name) or name == own.monthName(
                month, QLocale.FormatType.ShortFormat
            ).lower().rstrip("."):
                return month
    return None


def _read_locale(text: str, today: date, locale: QLocale) -> date | None:
    for form in (QLocale.FormatType.ShortFormat, QLocale.FormatType.LongFormat):
        found = locale.toDate(text, locale.dateFormat(form), today.year - 80)
        if not found.isValid():
            found = locale.toDate(text, locale.dateFormat(form).replace("yyyy", "yy"), today.year - 80)
        if found.isValid():
            return date(found.year(), found.month(), found.day())
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
