"""The chosen part of a journal as the writers of every format read it: paged, named, and default deny."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, Final, TypeVar

from mentorjournal.errors import Cancelled, NotFound
from mentorjournal.model.record import Record
from mentorjournal.model.types import RECORD_TYPES, Attachment, Person, Tag
from mentorjournal.services.confidences import Secrets
from mentorjournal.services.pictures import PICTURE_HEAD, is_picture
from mentorjournal.services.reporting.gather import read_owner
from mentorjournal.services.reporting.options import Appearance
from mentorjournal.services.taking_away.choice import EVERYTHING, Choice
from mentorjournal.services.taking_away.picture_bytes import MOST_BYTES, bare_picture
from mentorjournal.services.taking_away.showing import Showing
from mentorjournal.services.taking_away.shown import OWN_NOTES, SHOWN, STAYS
from mentorjournal.storage.by_pages import Head, heads, pages
from mentorjournal.storage.reader import Reader

R = TypeVar("R", bound=Record)

OTHER_KIND: Final = "of a kind that was not chosen"
OTHER_DAY: Final = "of another time"
NEVER: Final = "of a kind that is never shown to others"
CONFIDENTIAL: Final = "confidential"
BELONGS: Final = "part of something confidential"
NOT_NAMED: Final = "people who did not agree to be named"
_BESIDE: Final = frozenset({Attachment.TYPE, Tag.TYPE})
"""What comes with the records that have it, whatever kinds and days were chosen."""
_REMEMBERED: Final = 512


class Portion:
    """Reads one chosen part of a journal, within one reading of it. `stayed` counts what stays, by reason.

    `types` are the only ones the format has a place for, empty for all. Memory holds the ids of what leaves and one page of records.
    """

    def __init__(
        self,
        reader: Reader,
        choice: Choice,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
        types: tuple[str, ...] = (),
    ) -> None:
        self.reader, self._choice = reader, choice
        self._held = frozenset(types)
        self._progress, self._cancelled = progress, cancelled
        self._open = choice.scope == EVERYTHING
        self._owner = read_owner(reader).name
        self.stayed: dict[str, int] = {}
        self._ids: dict[str, str] = {}
        self._showing = None if self._open else Showing(reader, self._ids.__contains__)
        self._names: dict[str, str] = {}
        self._tags: dict[str, str] = {}
        self._known: dict[str, Record | None] = {}
        self._bare: dict[str, tuple[str, int] | None] = {}
        self._originals: dict[str, str] = {}
        self._types: frozenset[str] = frozenset()
        self._choose()

    @property
    def total(self) -> int:
        """How many records leave."""
        return len(self._ids)

    def kinds(self) -> dict[str, int]:
        """How many records of each type leave."""
        found: dict[str, int] = {}
        for name in self._ids.values():
            found[name] = found.get(name, 0) + 1
        return {name: found[name] for name in RECORD_TYPES if name in found}

    def ids(self) -> Iterable[str]:
        """Of everything that leaves."""
        return self._ids.keys()

    def appearances(self) -> tuple[Appearance, ...]:
        """Everybody met so far in what is shown to others."""
        return self._showing.names.appearances() if self._showing else ()

    def of(self, record_type: type[R]) -> Iterator[R]:
        """Every chosen record of a type, oldest first."""
        if record_type.TYPE in self._types:
            for page in pages(self.reader, record_type):
                for record in page:
                    if record.id in self._ids:
                        yield self._as_shown(record)

    def named(self, record_type: type[R]) -> Iterator[R]:
        """The same with title and day alone."""
        if self._showing is None:
            yield from self.of(record_type)
        elif record_type.TYPE in self._types:
            for page in pages(self.reader, record_type):
                for record in page:
                    if record.id in self._ids:
                        title = (
                            record.title if isinstance(record, Person) else self._showing.text(record.title)
                        )
                        yield record_type(id=record.id, title=title, date=record.date, at=record.at)

    def get(self, record_id: str) -> Record | None:
        """One chosen record, or None."""
        if record_id not in self._ids:
            return None
        if record_id not in self._known:
            found = self.reader.peek(record_id)
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[record_id] = None if found is None else self._as_shown(found)
        return self._known[record_id]

    def name(self, person_id: str) -> str:
        """A person as they may appear."""
        if self._showing is not None:
            return self._showing.names.shown(person_id)
        if not self._names:
            self._names = dict(self.reader.named(Person))
        return self._names.get(person_id, "")

    def tags(self, record: Record) -> tuple[str, ...]:
        """The words of a record's tags."""
        unknown = [key for key in record.tags if key not in self._tags]
        for key, title in self.reader.titles(unknown).items() if unknown else ():
            self._tags[key] = title if self._showing is None else self._showing.text(title)
        return tuple(words for key in record.tags if (words := self._tags.get(key)))

    def pointing_at(self, record: Record, record_type: type[R], role: str) -> tuple[R, ...]:
        """The chosen records of a type that name this one in a field."""
        wanted = [key for held, key in self.reader.sources_of(record.id) if held == role and key in self._ids]
        found = self.reader.many(wanted).values()
        return tuple(self._as_shown(one) for one in found if isinstance(one, record_type))

    def bytes_of(self, sha256: str) -> Iterator[bytes] | None:
        """The bytes of an attached file of a chosen record; None where the journal has them not."""
        original = self._originals.get(sha256, sha256)
        parts = self.reader.blob(original)
        try:
            first = next(parts)
        except NotFound:
            return None
        if original == sha256:
            return _after(first, parts)
        bare = bare_picture(b"".join(_after(first, parts)))
        return None if bare is None else iter((bare,))

    def owner(self) -> str:
        """The name of whom the journal belongs to."""
        return self._owner

    def check(self, done: int) -> None:
        """Say how many records are written. Raises Cancelled."""
        self._progress(min(done, self.total), self.total)
        if self._cancelled():
            raise Cancelled("The export was stopped. Nothing was exported; the journal is unchanged.")

    def _choose(self) -> None:
        beside: dict[str, str] = {}
        for head in heads(self.reader):
            if self._is_nothing(head):
                continue
            if why := self._why_not(head):
                self._stay(why)
                self._tags[head.id] = ""
            elif head.type in _BESIDE:
                beside[head.id] = head.type
            else:
                self._ids[head.id] = head.type
        if not self._open:
            self._leave_out_what_belongs()
        self._bring_along(beside)
        self._types = frozenset(self._ids.values())

    def _is_nothing(self, head: Head) -> bool:
        """Whether a record is none that anybody would miss: the program's own notes, or of no use to the format."""
        if self._held and head.type not in _BESIDE:
            return head.type not in self._held
        return not self._open and head.type in OWN_NOTES

    def _why_not(self, head: Head) -> str:
        """Why a record stays behind; "" where it may leave."""
        if head.type in _BESIDE:
            word = head.type == Tag.TYPE and not head.confidential  # of the records that have it
            return "" if self._open or word else _hidden(head)
        choice = self._choice
        if choice.kinds and head.type not in choice.kinds:
            return OTHER_KIND
        if not _within(head.day, choice) and head.type != Person.TYPE:
            return OTHER_DAY
        return "" if self._open else self._why_not_shown(head)

    def _why_not_shown(self, head: Head) -> str:
        if head.type in STAYS or head.type not in SHOWN:
            return NEVER
        if why := _hidden(head):
            return why
        if head.type == Person.TYPE and self._showing and not self._showing.names.by_name(head.id):
            return NOT_NAMED
        return ""

    def _leave_out_what_belongs(self) -> None:
        """What is part of a confidential relationship, meeting or goal stays, whatever it is marked as."""
        secrets, present = Secrets(self.reader), set(self._ids.values())
        for record_type in RECORD_TYPES.values():
            if record_type.TYPE not in present:
                continue
            for page in pages(self.reader, record_type):
                for key in secrets.among([record for record in page if record.id in self._ids]):
                    del self._ids[key]
                    self._stay(BELONGS)
                self.check(0)

    def _bring_along(self, beside: dict[str, str]) -> None:
        """Files and tags of the records that leave; where nothing was chosen, all of them."""
        if self._held or not self._choice.is_whole:
            wanted: set[str] = set()
            for name in set(self._ids.values()):
                for page in pages(self.reader, RECORD_TYPES[name]):
                    for record in page:
                        if record.id in self._ids:
                            wanted.update(record.tags, record.attachments, _files(record))
            beside = {key: name for key, name in beside.items() if key in wanted}
        self._ids.update(beside)

    def _stay(self, why: str) -> None:
        self.stayed[why] = self.stayed.get(why, 0) + 1

    def _as_shown(self, record: R) -> R:
        if self._showing is None:
            return record
        shown: Any = self._showing.record(record)
        if isinstance(shown, Attachment):
            shown = self._bared(shown)
        done: R = shown
        return done

    def _bared(self, attachment: Attachment) -> Attachment:
        """A picture whose bytes leave without what the camera wrote has another hash."""
        if not attachment.media_type.startswith("image/") and not self._looks_like_one(attachment):
            return attachment
        if attachment.sha256 not in self._bare:
            self._bare[attachment.sha256] = self._bare_hash(attachment)
        found = self._bare[attachment.sha256]
        if found is None:
            # Bytes that cannot be looked through stay behind: nothing has this hash.
            return replace(attachment, sha256="", size=None)
        return replace(attachment, sha256=found[0], size=float(found[1]))

    def _looks_like_one(self, attachment: Attachment) -> bool:
        """Whether the bytes are a picture, whatever they are called."""
        try:
            return is_picture(next(self.reader.blob(attachment.sha256))[:PICTURE_HEAD])
        except NotFound:
            return False

    def _bare_hash(self, attachment: Attachment) -> tuple[str, int] | None:
        try:
            data = b"".join(self.reader.blob(attachment.sha256)) if _fits(attachment) else b""
        except NotFound:
            return None
        bare = bare_picture(data)
        if bare is None:
            return None
        new = hashlib.sha256(bare).hexdigest()
        self._originals[new] = attachment.sha256
        return new, len(bare)


def _fits(attachment: Attachment) -> bool:
    return (attachment.size or 0) <= MOST_BYTES


def _hidden(head: Head) -> str:
    if head.confidential:
        return CONFIDENTIAL
    return "" if head.visibility == "exportable" else head.visibility


def _within(day: dt.date | None, choice: Choice) -> bool:
    if day is None:
        return True
    return (choice.since is None or choice.since <= day) and (choice.until is None or day <= choice.until)


def _files(record: Record) -> tuple[str, ...]:
    """What a claim names as evidence, and its signed statement."""
    found = getattr(record, "evidence", ()), getattr(record, "statement", None)
    return (*found[0], *((found[1],) if found[1] else ()))


def _after(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
