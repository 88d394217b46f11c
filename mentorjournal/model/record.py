"""The base of every record: identity, day, visibility, and the links that all types share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Literal, get_args

from mentorjournal.model import fields as f

Visibility = Literal["private", "shared", "exportable"]
VISIBILITIES: tuple[str, ...] = get_args(Visibility)


@dataclass(frozen=True, kw_only=True)
class Record:
    """What every record has; a record type adds its own fields.

    `date` and `at` are local to `time_zone` (an IANA name, or empty when unknown). `created_at`,
    `updated_at` and `deleted_at` are UTC. `confidential` can never be lifted by an export, whatever
    `visibility` says. Links never pass visibility on.
    """

    TYPE: ClassVar[str] = ""
    LABEL: ClassVar[str] = ""
    PLURAL: ClassVar[str] = ""
    IN_TIMELINE: ClassVar[bool] = True

    id: str = ""
    title: str = f.text("Title")
    date: dt.date | None = f.date_field("Date")
    at: dt.time | None = f.time_field("Time")
    time_zone: str = f.text("Time zone", searchable=False)
    visibility: Visibility = f.choice("Who may see this", "visibility", "private")
    confidential: bool = f.flag("Confidential")
    starred: bool = f.flag("Starred")
    source_id: str = f.text("Imported as", searchable=False)
    created_at: dt.datetime | None = None
    updated_at: dt.datetime | None = None
    deleted_at: dt.datetime | None = None

    tags: tuple[str, ...] = f.links("Tags", "tag")
    people: tuple[str, ...] = f.links("People", "person")
    attachments: tuple[str, ...] = f.links("Attachments", "attachment")
    related: tuple[str, ...] = f.links("Related")

    @property
    def may_leave(self) -> bool:
        """True when a report or export may show this record at all."""
        return self.visibility == "exportable" and not self.confidential and self.deleted_at is None


STAMPS = ("created_at", "updated_at", "deleted_at")
"""The moments kept by storage, never typed."""
