"""How long something took, as people write it in a sentence: `2 h`, `1 h 30`, `90 min`."""

from __future__ import annotations

import re

_MINUTES = r"(?:m|mins?|minutes?)\b"
_TIME = re.compile(
    r"(?<![\d.,:])(?P<number>\d{1,4}(?:[.,]\d{1,4})?)[\s-]{0,2}"
    r"(?:(?P<minutes>mins?|minutes?)\b|(?:h|hrs?|hours?)(?:"
    rf"(?:,|\s+and)?\s*(?P<said>[0-5]?\d)[\s-]?{_MINUTES}"
    r"|(?P<joined>[0-5]\d)\b"
    # A number alone is minutes, unless it counts what stands behind it: "2 h 20 students".
    r"|\s+(?P<alone>[0-5][05])\b(?![.,:/-]?\d|\s*%|\s+(?:[^\W\d_]+s|people)\b)"
    r"|\b))",
    re.IGNORECASE,
)


def hours_in(text: str) -> float | None:
    """The first length of time in a text, in hours; None where it says none."""
    found = _TIME.search(text)
    if found is None:
        return None
    number = float(found["number"].replace(",", "."))
    if found["minutes"]:
        return round(number / 60, 4)
    return round(number + int(found["said"] or found["joined"] or found["alone"] or 0) / 60, 4)
