"""The timeline and the search: newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable

from mentorjournal.model.choices import label
from mentorjournal.model.rows import Filter, Hit, Row
from mentorjournal.model.types import RECORD_TYPES, TIMELINE_TYPES
from mentorjournal.storage import lists
from mentorjournal.storage.database import Database

FOUND_TYPES = tuple(name for name in RECORD_TYPES if name not in ("tag", "attachment", "agenda_item"))

WITH_WHOM = ("question", "advice", "feedback", "observation", "connection", "sponsorship", "outcome")
"""Types whose rows say whom they concern."""


class Timeline:
    """Everything in order of its day, and everything by its words."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, wanted: Filter, before: int | None = None, limit: int = 60) -> tuple[Row, ...]:
        """The next rows older than the sort key `before`; fewer than `limit` means the end."""
        with self._database.reading() as reader:
            return lists.timeline(reader, wanted, before, limit)

    def said(self, rows: Iterable[Row]) -> dict[str, str]:
        """What some rows are in more than their type: `Question for Helena Brandt`, `Win: Tom Okafor`."""
        wanted = [row.id for row in rows if row.type in WITH_WHOM]
        found: dict[str, str] = {}
        if wanted:
            with self._database.reading() as reader:
                for key, kind, detail, role, name in lists.with_whom(reader, wanted):
                    found[key] = _said(found.get(key, ""), kind, detail, role, name)
        return found

    def months(self) -> tuple[tuple[int, int, int], ...]:
        """(year, month, how many) over the timeline's types, newest first."""
        with self._database.reading() as reader:
            return lists.months(reader, TIMELINE_TYPES)

    def search(self, words: str, types: tuple[str, ...] = FOUND_TYPES, limit: int = 50) -> tuple[Hit, ...]:
        """The newest records in which every word occurs; words match from their start."""
        with self._database.reading() as reader:
            return lists.search(reader, words, types, limit)

    def latest(self, limit: int = 8) -> tuple[Row, ...]:
        """The records changed last, for the palette before anything is typed."""
        with self._database.reading() as reader:
            return lists.latest(reader, FOUND_TYPES, limit)


def _said(before: str, kind: str, detail: str, role: str, name: str) -> str:
    """The words of a row with one more of its people."""
    what = before or (
        label("observation_kind", detail) if kind == "observation" else RECORD_TYPES[kind].LABEL
    )
    if not name:
        return what
    if kind in ("observation", "outcome"):
        return f"{what}: {name}"
    if kind == "sponsorship":
        return f"{what} {'of' if detail == 'by_me' else 'by'} {name}"
    if kind in ("advice", "feedback"):
        return f"{what} {_SIDES.get(detail, 'from')} {name}"
    return f"{what} {_BEFORE.get(role, 'for')} {name}"


_SIDES = {"given": "to", "asked": "asked of"}
_BEFORE = {"for_whom": "for", "introducer": "by", "to_whom": "to"}
