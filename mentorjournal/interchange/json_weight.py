"""What a JSON text would take in memory once it is parsed, told before it is."""

from __future__ import annotations

from typing import Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits

_OF: Final = {"{": 232, "[": 88, ",": 64}
"""Bytes that CPython takes for an object of few members, a list of few, and one more short value in either."""


def refuse_heavy(text: str, item: str) -> None:
    """Raises `ImportRefused` for a text of so many small values that they would fill the memory.

    Marks within strings count too: a text of ten million commas is no journal either.
    """
    if sum(text.count(mark) * weight for mark, weight in _OF.items()) > limits.MAX_JSON_WEIGHT:
        raise ImportRefused(
            f"{item} holds more single values than a journal of a lifetime does. Nothing was imported; "
            "if it is one, export it in parts, such as year by year."
        )
