"""Action items: mine, theirs, from wherever they follow."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from mentorjournal.model.types import ActionItem, Connection
from mentorjournal.services.goals import due_order
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader, linked, points_anywhere
from mentorjournal.storage.tables import columns
from mentorjournal.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class OwnedAction:
    """An action item with the name of who owns it; an empty name is the journal's owner."""

    item: ActionItem
    owner: str


class Actions:
    """What a person does with action items."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, *, mine: bool) -> tuple[OwnedAction, ...]:
        """Open action items of mine, or of others that I wait for, the earliest due first."""
        with self._database.reading() as reader:
            theirs = points_anywhere("owner")
            items = reader.find(ActionItem, *still_open(), ~theirs if mine else theirs)
            return owned(reader, list(items))

    def following(self, record_id: str) -> tuple[OwnedAction, ...]:
        """The action items that follow from a record."""
        with self._database.reading() as reader:
            return owned(reader, list(reader.find(ActionItem, linked("origin", record_id))))

    def add(
        self,
        title: str,
        *,
        due: dt.date | None = None,
        owner: str | None = None,
        goal: str | None = None,
        meeting: str | None = None,
        source: str | None = None,
        origin: str = "",
    ) -> ActionItem:
        """A new action item, confidential where what it belongs to is; `source` is the record it follows from,
        `origin` the page's token."""
        item = ActionItem(
            title=title.strip(), due=due, owner=owner, goal=goal, meeting=meeting, origin=source
        )
        with self._database.writing("New action item", origin=origin) as change:
            belongs = change.many(key for key in (goal, meeting, source) if key)
            secret = any(record.confidential for record in belongs.values())
            return change.put(replace(item, confidential=secret))

    def tick(self, action_id: str, done_on: dt.date | None, *, origin: str = "") -> ActionItem:
        """Mark an action item as done on a day, or, with None, as open again; an introduction it gives thanks
        for is thanked for on that day, or not any more."""
        with self._database.writing(
            "Finish action item" if done_on else "Reopen action item", origin=origin
        ) as change:
            item = change.get(ActionItem, action_id)
            _thank(change, item, done_on)
            return change.put(replace(item, done_on=done_on))


def _thank(change: Writer, item: ActionItem, done_on: dt.date | None) -> None:
    """Note the day of thanks on the introduction that an action follows from, where the action is related to
    its introducer; a day that somebody noted there by hand stays."""
    link = change.peek(item.origin) if item.origin else None
    if not isinstance(link, Connection) or link.deleted_at or link.introducer not in item.related:
        return
    if link.thanked_on == item.done_on:
        change.put(replace(link, thanked_on=done_on))


def still_open() -> tuple[Any, ...]:
    """The conditions of an action item that is neither done nor let go."""
    c = columns(ActionItem)
    return (c.done_on.is_(None), c.let_go_on.is_(None))


def owned(reader: Reader, items: list[ActionItem]) -> tuple[OwnedAction, ...]:
    """Action items with their owners' names, open ones by due day first."""
    names = reader.titles(item.owner for item in items if item.owner)
    ordered = sorted(items, key=lambda item: (not item.is_open, due_order(item.due)))
    return tuple(OwnedAction(item, names.get(item.owner or "", "")) for item in ordered)
