"""Days and spans in plain words, as every page says them."""

from __future__ import annotations

import datetime as dt

SOON_DAYS = 6


def day_long(day: dt.date) -> str:
    """`Tuesday 14 April`."""
    return f"{day:%A} {day.day} {day:%B}"


def day_full(day: dt.date) -> str:
    """`Tuesday 14 April 2026`."""
    return f"{day_long(day)} {day.year}"


def day_short(day: dt.date, today: dt.date | None = None) -> str:
    """`14 Apr`, with the year where it is not this year's."""
    text = f"{day.day} {day:%b}"
    return text if today is not None and day.year == today.year else f"{text} {day.year}"


def due_words(due: dt.date | None, today: dt.date) -> tuple[str, str]:
    """How a due day is shown, and its state for a badge: late, warn, plain."""
    if due is None:
        return "", "plain"
    days = (due - today).days
    if days < 0:
        return ("1 day late" if days == -1 else f"{-days} days late"), "late"
    if days == 0:
        return "today", "warn"
    if days == 1:
        return "tomorrow", "plain"
    if days <= SOON_DAYS:
        return f"{due:%a}", "plain"
    return day_short(due, today), "plain"


def how_many(count: int, one: str, several: str) -> str:
    """`1 action`, `3 actions`."""
    return f"{count} {one if count == 1 else several}"


def weeks_since(day: dt.date, today: dt.date) -> str:
    """`6 weeks`."""
    return how_many((today - day).days // 7, "week", "weeks")
