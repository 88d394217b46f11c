"""What an importer hands over: entries, what went wrong, and what was left alone."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal

from mentorjournal.errors import Cancelled

if TYPE_CHECKING:
    from mentorjournal.interchange.csv_mapping import ColumnMapping
    from mentorjournal.interchange.csv_table import Table
    from mentorjournal.interchange.icalendar_plain import Appointment
    from mentorjournal.model.record import Record

Todo = Literal["", "open", "done"]
OWN: Final = "mentor-journal:"
"""What stands before the id of a record that our own tables and notes name."""
_RECORD_ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Media:
    """A file that belongs to an entry.

    `name` is unique within its entry and holds no folder. `parts` fetches the bytes when they are wanted, up to
    1 MiB at a time, and raises `ImportRefused`, perhaps in the middle, when the file has gone, is too large or
    is damaged. `in_text` is the address that
    stands for the file in the entry's text, as `![](attachment:NAME)` or `[NAME](attachment:NAME)`: the part
    between the round brackets, with spaces and brackets percent-encoded. It is None where the text does not
    mention the file.
    """

    name: str
    media_type: str
    size: int
    parts: Callable[[], Iterator[bytes]] = field(repr=False, compare=False)
    in_text: str | None = None

    def read(self) -> bytes:
        """All bytes at once; raises as `parts` does."""
        return b"".join(self.parts())


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a foreign journal.

    `source_id` is the same each time the same file is read: the format's own identifier, or a fingerprint of
    the date, title and text. `text` is Markdown and does not repeat the title. `day` and `time` are on the
    writer's wall clock, `created` and `updated` are aware and in UTC, and None where the file does not say
    which zone it means. `tags` have lost their symbol and their doubles; `tags_as_written` has not. `extra`
    holds whatever has no place of its own, in the order it was written. `item` names the entry in messages.
    """

    source_id: str
    title: str = field(repr=False)
    text: str = field(repr=False)
    day: dt.date
    time: dt.time | None = None
    time_zone: str | None = None
    created: dt.datetime | None = None
    updated: dt.datetime | None = None
    tags: tuple[str, ...] = field(default=(), repr=False)
    tags_as_written: tuple[str, ...] = field(default=(), repr=False)
    starred: bool = False
    pinned: bool = False
    all_day: bool = False
    media: tuple[Media, ...] = ()
    missing_media: tuple[str, ...] = ()
    item: str = ""
    extra: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    todo: Todo = ""
    due: dt.date | None = None
    due_time: dt.time | None = None
    done_on: dt.date | None = None
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Incoming:
    """One record of a foreign file that is no journal entry: a person, a resource, an activity, a goal.

    `record` has its fields and its `source_id` (the format's own identifier, or a fingerprint), and neither id
    nor links: tags are words, files are `media`, and `links` names a link field of the record and the
    `source_id` of what it points to among the entries and records of the same reading. `extra` holds whatever
    has no place of its own; it is written below the record's notes.
    """

    record: Record = field(repr=False)
    item: str
    tags: tuple[str, ...] = field(default=(), repr=False)
    media: tuple[Media, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    extra: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def source_id(self) -> str:
        """What tells that the same file was read before."""
        return self.record.source_id


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the reader should be told about one item; the item itself may still have been read."""

    item: str
    message: str


@dataclass(slots=True)
class Reading:
    """Everything one import found. A calendar gives `appointments`; `parts` counts what it is made of. A table
    gives itself and the mapping it was read with."""

    format: str
    entries: list[Entry] = field(default_factory=list)
    records: list[Incoming] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    appointments: list[Appointment] = field(default_factory=list)
    parts: dict[str, int] = field(default_factory=dict)
    table: Table | None = field(default=None, repr=False)
    mapping: ColumnMapping | None = None

    def problem(self, item: str, message: str) -> None:
        """Note something the reader should be told."""
        self.problems.append(Problem(item, message))


def never() -> bool:
    """The answer of a task nobody stops."""
    return False


def unheard(done: int, total: int) -> None:
    """A listener who does not care how far a task has come."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Who may stop a reading, who follows it, and which day it is, for what has no end of its own."""

    cancelled: Callable[[], bool] = never
    progress: Callable[[int, int], None] = unheard
    today: dt.date = field(default_factory=lambda: dt.datetime.now(dt.UTC).date())

    def step(self, done: int, total: int) -> None:
        """Report that `done` of `total` items are behind us; raises `Cancelled` when asked to stop."""
        if self.cancelled():
            message = "The import was stopped. Nothing was added to your journal."
            raise Cancelled(message)
        self.progress(done, total)


def fingerprint(format_name: str, *parts: object) -> str:
    """An identifier for an entry whose format has none: equal parts, equal identifier."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    digest = hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{format_name}:{digest[:32]}"


def own_source(record_id: str) -> str:
    """The identifier of what an export of ours wrote, by the id in it; empty for what is no id of ours."""
    return f"{OWN}{record_id}" if _RECORD_ID.fullmatch(record_id) else ""


def with_distinct_records(records: list[Incoming]) -> list[Incoming]:
    """Number the second and later records of one identifier, in the order of the file."""
    seen: dict[str, int] = {}
    result = []
    for incoming in records:
        count = seen.get(incoming.source_id, 0) + 1
        seen[incoming.source_id] = count
        if count > 1:
            numbered = replace(incoming.record, source_id=f"{incoming.source_id}#{count}")
            result.append(replace(incoming, record=numbered))
        else:
            result.append(incoming)
    return result


def with_distinct_ids(entries: list[Entry]) -> list[Entry]:
    """Number the second and later entries of one identifier, in the order of the file."""
    seen: dict[str, int] = {}
    result = []
    for entry in entries:
        count = seen.get(entry.source_id, 0) + 1
        seen[entry.source_id] = count
        result.append(entry if count == 1 else replace(entry, source_id=f"{entry.source_id}#{count}"))
    return result
