"""Numbers, durations, yes and no, as tables of many countries write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import time
from typing import Final, Literal

DecimalMark = Literal[".", ","]

_CLOCK: Final = re.compile(r"(-?)(\d{1,5}):([0-5]?\d)(?::([0-5]?\d)(?:[.,]\d{1,6})?)?$")
_UNITS: Final = re.compile(
    r"(?:(\d{1,5}(?:[.,]\d{1,4})?)\s?h(?:ours?|rs?)?\.?)?\s?(?:(\d{1,5})\s?m(?:in(?:ute)?s?)?\.?)?\s?(?:(\d{1,5})\s?s(?:ec(?:ond)?s?)?\.?)?$",
    re.I,
)
_NUMBER: Final = re.compile(
    r"[-+]?\d{1,12}(?:[.,'\s\u00a0\u202f]\d{3}){0,4}(?:[.,]\d{0,9})?$|[-+]?[.,]\d{1,9}$"
)
_TIME: Final = re.compile(
    r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?\s?(?:([ap])\.?m\.?)?(?:\s?(Z|UTC|[+-]\d{2}:?\d{2}))?$",
    re.I,
)
_YES: Final = frozenset(
    {
        "yes",
        "y",
        "true",
        "1",
        "x",
        "done",
        "completed",
        "ja",
        "wahr",
        "oui",
        "si",
        "sí",
        "✓",
        "✔",
        "☑",
        "checked",
    }
)
_NO: Final = frozenset({"", "no", "n", "false", "0", "nein", "falsch", "non", "-", "☐", "open", "unchecked"})
_MIN: Final = 60
_HOUR: Final = 3600
_HALF_DAY: Final = 12
_DAY_HOURS: Final = 24


def decimal_mark(columns: Iterable[Sequence[str]], separator: str) -> DecimalMark:
    """Whether these numbers have a comma or a point before their decimals; a table cut by semicolons has commas."""
    commas = points = unsure = 0
    for cells in columns:
        for cell in cells:
            comma, point = cell.rfind(","), cell.rfind(".")
            if not _NUMBER.match(cell.strip()) or comma == point:
                continue
            if comma >= 0 and point >= 0:
                commas, points = commas + (comma > point), points + (point > comma)
            elif len(cell.strip()) - max(cell.strip().rfind(","), cell.strip().rfind(".")) == len(",000"):
                unsure += 1 if comma >= 0 else 0
            elif comma >= 0:
                commas += 1
            else:
                points += 1
    if commas != points:
        return "," if commas > points else "."
    return "," if separator == ";" or (unsure and not points) else "."


def number(cell: str, mark: DecimalMark) -> float | None:
    """The number a cell is; None if it is none."""
    cell = cell.strip()
    if not _NUMBER.match(cell):
        return None
    grouped = "." if mark == "," else ","
    bare = re.sub(r"['\s\u00a0\u202f]", "", cell).replace(grouped, "").replace(mark, ".")
    try:
        return float(bare)
    except ValueError:
        return None


def seconds(cell: str, mark: DecimalMark, unit: int = _HOUR) -> float | None:
    """How long a cell says: 1:30, 1:30:05, 1 h 30 min, or a number of `unit` seconds; None if it says no length."""
    cell = cell.strip()
    if found := _CLOCK.match(cell):
        total = int(found[2]) * _HOUR + int(found[3]) * _MIN + int(found[4] or 0)
        return float(-total if found[1] else total)
    plain = number(cell, mark)
    if plain is not None:
        return plain * unit
    found = _UNITS.match(cell)
    if found and any(found.groups()):
        hours = number(found[1] or "0", mark) or 0.0
        return hours * _HOUR + int(found[2] or 0) * _MIN + int(found[3] or 0)
    return None


def clock(cell: str) -> tuple[time, str] | None:
    """A time of day and the zone written behind it; None if the cell is none."""
    found = _TIME.match(cell.strip())
    if not found:
        return None
    hour, half = int(found[1]), (found[4] or "").lower()
    if half and hour <= _HALF_DAY:
        hour = hour % _HALF_DAY + (_HALF_DAY if half == "p" else 0)
    try:
        return time(hour, int(found[2]), int(found[3] or 0)), (found[5] or "").upper()
    except ValueError:
        return None


def is_yes(cell: str) -> bool | None:
    """Whether a cell says yes; None where it says neither yes nor no."""
    word = cell.strip().casefold()
    return True if word in _YES else False if word in _NO else None
