"""Reading, saving, trashing and connecting records of any type."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.record import Record
from mentorjournal.model.rows import LinkRow, Row
from mentorjournal.model.types import Attachment, Claim, Manifest, Person, Tag
from mentorjournal.services.belongings import FILE_ROLES, erase_whole, trash_whole, untrash_whole
from mentorjournal.services.trash_clock import empty_old, skipped_since
from mentorjournal.services.valid import validate
from mentorjournal.storage import lists
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.revisions import forget
from mentorjournal.storage.tables import columns
from mentorjournal.storage.writer import Writer

R = TypeVar("R", bound=Record)
TRASH_DAYS = 30
MOST_AMOUNT = 1_000_000


@dataclass(frozen=True, slots=True)
class Home:
    """The type and id of the record at whose place another one is shown."""

    type: str
    id: str


_HOMES = ("meeting", "goal", "origin", "relationship", "about", "source", "skill", "opportunity", "project")
_AT_HOME = (
    "reflection",
    "insight",
    "question",
    "advice",
    "decision",
    "observation",
    "connection",
    "sponsorship",
    "outcome",
    "activity",
    "goal",
    "meeting",
    "feedback",
    "person",
    "relationship",
    "agreement",
    "pulse",
    "resource",
    "scheme",
    "claim",
    "recommendation",
    "opportunity",
    "plan",
    "skill",
    "project",
    "career_step",
    "career_option",
    "layout",
    "manifest",
    "packet",
)


class Records:
    """The verbs that every record type shares."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, record_type: type[R], record_id: str) -> R:
        """The record. Raises NotFound."""
        with self._database.reading() as reader:
            return reader.get(record_type, record_id)

    def peek(self, record_id: str) -> Record | None:
        """The record of any type, also out of the trash, or None."""
        with self._database.reading() as reader:
            return reader.peek(record_id)

    def all(self, record_type: type[R]) -> tuple[R, ...]:
        """Every live record of a type, by title."""
        with self._database.reading() as reader:
            return reader.find(record_type, order=(columns(record_type).title,))

    def named(self, record_type: type[Record]) -> dict[str, str]:
        """The titles of every live record of a type, by id, in the order of the titles; people who are
        kept as a name only are left out."""
        with self._database.reading() as reader:
            return reader.people_in_use() if record_type is Person else reader.named(record_type)

    def titles(self, ids: Iterable[str]) -> dict[str, str]:
        """The titles of these ids, by id."""
        with self._database.reading() as reader:
            return reader.titles(ids)

    def rows(self, ids: Iterable[str]) -> dict[str, Row]:
        """The list rows of these ids, by id; trashed records are left out."""
        with self._database.reading() as reader:
            return lists.rows_of(reader, ids)

    def home_of(self, record_id: str) -> Home | None:
        """Where a record is shown: itself, or the record it belongs to (a milestone's goal, an action's
        meeting, goal or source, an agenda item's meeting, an attachment's owner).

        None where it is gone. An action outlives what it belonged to and is then shown by itself."""
        with self._database.reading() as reader:
            record = reader.peek(record_id)
            for _ in range(4):
                if record is None or record.deleted_at is not None or record.TYPE in _AT_HOME:
                    break
                owners = _owners(reader, record)
                alive = (item for item in reader.many(owners).values() if item.deleted_at is None)
                owner = next(alive, None)
                if owner is None and (not owners or record.TYPE == "action"):
                    break
                record = owner
        return None if record is None or record.deleted_at is not None else Home(record.TYPE, record.id)

    def linked(self, record_id: str) -> tuple[LinkRow, ...]:
        """Every record connected to this one, in either direction."""
        with self._database.reading() as reader:
            return lists.linked(reader, record_id)

    def counts(self) -> dict[str, int]:
        """How many live records there are of each type."""
        with self._database.reading() as reader:
            return lists.counts(reader)

    def save(self, record: R, label: str = "", *, origin: str = "", sitting: bool = False) -> R:
        """Add or replace a record, and return it as stored.

        `sitting` folds edits close in time into one undo step (autosave). Raises InvalidRecord.
        """
        validate(record)
        name = record.LABEL.lower()
        wording = label or (f"Edit {name}" if record.id else f"New {name}")
        with self._database.writing(wording, origin=origin, sitting=sitting) as change:
            _keep_noted(known := change.peek(record.id) if record.id else None)
            _refuse_amount(record, known)
            return change.put(record)

    def amend(
        self,
        record_id: str,
        values: Mapping[str, Any],
        label: str = "",
        *,
        origin: str = "",
        sitting: bool = False,
    ) -> Record:
        """Change only these fields of a record as it stands now; what others changed meanwhile stays.

        Raises NotFound or InvalidRecord.
        """
        if not label:
            with self._database.reading() as reader:
                label = f"Edit {_existing(reader, record_id).LABEL.lower()}"
        with self._database.writing(label, origin=origin, sitting=sitting) as change:
            _keep_noted(known := _existing(change, record_id))
            record = dataclasses.replace(known, **values)
            validate(record)
            _refuse_amount(record, known)
            return change.put(record)

    def trash(self, record_id: str, *, origin: str = "") -> str:
        """Move a record to the trash with what belongs to it alone, and return the label of the change."""
        with self._database.reading() as reader:
            _keep_noted(record := _existing(reader, record_id))
        label = f"Delete {record.LABEL.lower()}"
        with self._database.writing(label, origin=origin) as change:
            trash_whole(change, _existing(change, record_id))
        return label

    def untrash(self, record_id: str) -> None:
        """Take a record out of the trash, with what went there with it."""
        with self._database.writing("Take out of the trash") as change:
            untrash_whole(change, _existing(change, record_id))

    def trashed(self) -> tuple[tuple[Row, dt.datetime], ...]:
        """What is in the trash, with the moment each record went there."""
        with self._database.reading() as reader:
            return lists.trashed(reader)

    def erase_for_good(self, record_id: str) -> None:
        """Erase one record of the trash with its history; nothing brings it back.

        Raises NotFound, and InvalidRecord where the record is not in the trash.
        """
        with self._database.writing("Delete for good", kind="purge") as change:
            record = _existing(change, record_id)
            if record.deleted_at is None:
                raise InvalidRecord(f"“{record.title}” is not in the trash. Nothing was deleted.")
            forget(change, erase_whole(change, [record_id]))

    def empty_old_trash(self) -> int:
        """Erase for good what has been in the trash for 30 days, with its history; how many.

        A stretch in which nobody opened the journal counts a week at most. Nothing happens in a journal that
        cannot be written.
        """
        return empty_old(self._database, dt.timedelta(days=TRASH_DAYS))

    def goes_on(self, deleted: dt.datetime) -> dt.datetime:
        """When something that was deleted then goes for good, as far as is known."""
        return deleted + dt.timedelta(days=TRASH_DAYS) + skipped_since(self._database, deleted)

    def set_tags(self, record_id: str, names: Iterable[str], *, origin: str = "") -> None:
        """Make these the tags of a record, as one step; tags not known yet are made."""
        with self._database.writing("Change tags", origin=origin, sitting=False) as change:
            record = _existing(change, record_id)
            change.put(dataclasses.replace(record, tags=_ensure(change, Tag, names, record.tags)))

    def set_people(self, record_id: str, names: Iterable[str], *, origin: str = "") -> None:
        """Make these the people of a record, as one step; people not known yet are made."""
        with self._database.writing("Change people", origin=origin) as change:
            record = _existing(change, record_id)
            change.put(dataclasses.replace(record, people=_ensure(change, Person, names, record.people)))

    def connect(self, record_id: str, other: str, *, origin: str = "") -> None:
        """Relate a record to another one; nothing happens where it already is."""
        with self._database.writing("Link records", origin=origin) as change:
            record = _existing(change, record_id)
            change.put(dataclasses.replace(record, related=tuple(dict.fromkeys((*record.related, other)))))

    def disconnect(self, record_id: str, other: str, *, origin: str = "") -> None:
        """Take back a `related` link in either direction."""
        with self._database.writing("Remove link", origin=origin) as change:
            for here, there in ((record_id, other), (other, record_id)):
                record = _existing(change, here)
                if there in record.related:
                    change.put(
                        dataclasses.replace(
                            record, related=tuple(item for item in record.related if item != there)
                        )
                    )


def _refuse_amount(record: Record, before: Record | None) -> None:
    """Raise InvalidRecord where a claim is given an amount without sense; one that came in so is left as it is."""
    if not isinstance(record, Claim) or record.amount is None or 0 <= record.amount <= MOST_AMOUNT:
        return
    if not (isinstance(before, Claim) and before.amount == record.amount):
        raise InvalidRecord(f"Claim: Amount is a number from 0 to {MOST_AMOUNT:,}. Nothing was changed.")


def _keep_noted(record: Record | None) -> None:
    """Raise InvalidRecord for a note of what left: a file that is out cannot be taken back."""
    if isinstance(record, Manifest):
        raise InvalidRecord("What left the journal stays noted as it was. Nothing was changed.")


def _existing(reader: Reader, record_id: str) -> Record:
    record = reader.peek(record_id)
    if record is None:
        raise NotFound("This record is not in the journal any more. Nothing was changed.")
    return record


def _owners(reader: Reader, record: Record) -> list[str]:
    """The ids of what a record may be shown with, the best first."""
    if isinstance(record, Attachment):
        return [source for role, source in reader.sources_of(record.id) if role in FILE_ROLES]
    return [value for name in _HOMES if (value := getattr(record, name, None))]


def _ensure(
    change: Writer, record_type: type[Tag] | type[Person], names: Iterable[str], had: tuple[str, ...]
) -> tuple[str, ...]:
    """The ids of tags or people by name, made in this change where missing.

    A name already on the record keeps the id it `had` there, for two people may share a name.
    """
    kept: dict[str, list[str]] = {}
    titles = change.titles(had)
    for key in had:
        kept.setdefault(titles[key].casefold(), []).append(key)
    known = {title.casefold(): [key] for key, title in change.named(record_type).items()} | kept
    ids: list[str] = []
    for name in (name.strip() for name in names):
        if name:
            same = known.setdefault(name.casefold(), [])
            if not same:
                same.append(change.put(record_type(title=name)).id)
            ids.append(next((key for key in same if key not in ids), same[0]))
    return tuple(dict.fromkeys(ids))
