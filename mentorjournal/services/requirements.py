"""What an opportunity asks for, line by line: open, needed by a day, or ready since one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from mentorjournal.model.fields import Section
from mentorjournal.model.ids import new_id

_DAY = r"\d{4}-\d{2}-\d{2}"
_MARK = re.compile(rf"(?:ready (?P<ready>{_DAY}))?(?:(?(ready), )by (?P<due>{_DAY}))?")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that is asked for; `ready_on` is None while it is open, `due` the day it is needed by."""

    key: str
    words: str
    due: dt.date | None = None
    ready_on: dt.date | None = None


def requirements_of(sections: Iterable[Section]) -> tuple[Requirement, ...]:
    """The lines of the stored sections; a text that is neither mark is left out of account."""
    return tuple(_one(section) for section in sections)


def _one(section: Section) -> Requirement:
    found = _MARK.fullmatch(section.text.strip())
    days = found.groupdict() if found is not None else {}
    return Requirement(section.tag, section.heading, _day(days.get("due")), _day(days.get("ready")))


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def sections_of(lines: Iterable[Requirement]) -> tuple[Section, ...]:
    """The lines as they are stored."""
    return tuple(Section(line.key, line.words, _mark(line)) for line in lines)


def _mark(line: Requirement) -> str:
    ready = f"ready {line.ready_on.isoformat()}" if line.ready_on is not None else ""
    due = f"by {line.due.isoformat()}" if line.due is not None else ""
    return ", ".join(filter(None, (ready, due)))


def added(lines: Iterable[Requirement], words: str, due: dt.date | None) -> tuple[Requirement, ...]:
    """The lines and a new one."""
    return (*lines, Requirement(new_id(), words.strip(), due))
