"""Challenges with the confidence before and after them, as numbers out of what was written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from mentorjournal.model.fields import Section
from mentorjournal.model.types import Reflection
from mentorjournal.storage.database import Database

BEFORE: Final = "confidence_before"
AFTER: Final = "confidence_after"
HIGHEST: Final = 10
_NUMBER: Final = re.compile(r"(?<![\w.,])(10|\d)(?![\w]|[.,]\d)")


@dataclass(frozen=True, slots=True)
class Challenge:
    """One entry that says how sure its writer was, from 0 to 10; None where no number was written."""

    id: str
    title: str
    day: dt.date | None
    before: int | None
    after: int | None


def confidence_in(sections: Iterable[Section]) -> tuple[int | None, int | None]:
    """(before, after): the first whole number from 0 to 10 in the parts of these tags."""
    texts = {part.tag: part.text for part in sections if part.tag in (BEFORE, AFTER)}
    return _first(texts.get(BEFORE, "")), _first(texts.get(AFTER, ""))


class Challenges:
    """What the entries say of confidence; it is self-report, and never proof."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Challenge, ...]:
        """Every entry with a number before or after, the earliest first."""
        with self._database.reading() as reader:
            found = reader.find(Reflection)
        made = [Challenge(one.id, one.title, one.date, *confidence_in(one.sections)) for one in found]
        told = [one for one in made if one.before is not None or one.after is not None]
        return tuple(sorted(told, key=lambda one: (one.day or dt.date.min, one.id)))


def _first(text: str) -> int | None:
    found = _NUMBER.search(text)
    return int(found[1]) if found else None
