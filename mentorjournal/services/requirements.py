"""What an opportunity asks for, line by line: open, needed by a day, or ready since one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from mentorjournal.model.fields import Section
from mentorjournal.model.ids import new_id

_MARK = re.compile(r"(?P<word>ready|by) (?P<day>\d{4}-\d{2}-\d{2})")


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
    day = None
    if found is not None:
        try:
            day = dt.date.fromisoformat(found["day"])
        except ValueError:
            found = None
    ready = found is not None and found["word"] == "ready"
    return Requirement(section.tag, section.heading, None if ready else day, day if ready else None)


def sections_of(lines: Iterable[Requirement]) -> tuple[Section, ...]:
    """The lines as they are stored."""
    return tuple(Section(line.key, line.words, _mark(line)) for line in lines)


def _mark(line: Requirement) -> str:
    if line.ready_on is not None:
        return f"ready {line.ready_on.isoformat()}"
    return f"by {line.due.isoformat()}" if line.due is not None else ""


def added(lines: Iterable[Requirement], words: str, due: dt.date | None) -> tuple[Requirement, ...]:
    """The lines and a new one."""
    return (*lines, Requirement(new_id(), words.strip(), due))
