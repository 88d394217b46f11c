"""Bringing back from a backup: what it holds and the journal does not, single records, or the whole of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from mentorjournal import settings
from mentorjournal.errors import NotFound, ReadOnlyJournal
from mentorjournal.model.fields import fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import Agreement, Attachment, Manifest
from mentorjournal.services.history import FieldChange, shown, word_diff
from mentorjournal.services.restoring_needs import linked_ids, needed, pointing
from mentorjournal.services.restoring_whole import restore_whole
from mentorjournal.storage.backup_reading import key_of, opened_backup
from mentorjournal.storage.backup_rows import differing, known_ids, pages
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.veil import SHARED
from mentorjournal.storage.whole import count_records, keep_file
from mentorjournal.storage.writer import Writer

__all__ = ["Difference", "Item", "Preview", "Restoring", "Taken", "restore_whole"]

R = TypeVar("R")
Step = Callable[[int, int], bool]
"""Told records done and in all; False stops the work."""


@dataclass(frozen=True, slots=True)
class Item:
    """One record that differs: as it is in the backup, or in the journal where only that has it.

    `in_trash` is whether it lies in the journal's trash now; then restoring takes it out.
    """

    id: str
    type: str
    title: str
    date: dt.date | None = None
    in_trash: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """What a backup and the journal do not have in common, each by type and then oldest first. What lies in the
    trash of the one and is not in the other is no difference."""

    only_there: tuple[Item, ...]
    only_here: tuple[Item, ...]
    changed: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """One record in a backup and now; `changes` go from now to the backup, word by word; `whole` is all that the
    backup says of it. `needs` are the records that would come along, because it points to them or consists of them
    and the journal lacks them."""

    there: Record
    here: Record | None
    changes: tuple[FieldChange, ...]
    whole: tuple[FieldChange, ...]
    needs: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What came back, as one step: `label` is its name in the history, empty where nothing had to change.
    `left` names what was left as it is, and why; `linked` counts the records of the journal that had pointed to
    what came back, and do so again."""

    records: int
    files: int
    label: str
    left: tuple[str, ...] = ()
    linked: int = 0


class Restoring:
    """What a person brings back into the open journal."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def compare(self, backup: Path, passphrase: str = "", progress: Step | None = None) -> Difference:
        """What the backup holds and the journal does not, and the other way round; a few hundred records of
        each are in memory at a time. `passphrase` is that of the backup where it is another.

        Raises NotAJournal, PassphraseNeeded, WrongPassphrase, NewerJournal, StorageFailed, Cancelled.
        """
        with self._both(backup, passphrase) as (there, here):
            step = _Steps(count_records(there) + count_records(here), progress)
            gone, changed, new = [], [], []
            for name, ids in pages(there):
                step.on(len(ids))
                lacking, other = differing(there, here, name, ids)
                gone += [_item(record) for record in there.many(lacking).values() if not record.deleted_at]
                now = here.many(other)
                changed += [
                    _item(record, in_trash=now[record.id].deleted_at is not None)
                    for record in there.many(other).values()
                    if not _same(record, now[record.id])
                ]
            for _, ids in pages(here):
                step.on(len(ids))
                known = known_ids(there, ids)
                found = here.many(key for key in ids if key not in known)
                new += [_item(record) for record in found.values() if not record.deleted_at]
        return Difference(tuple(gone), tuple(new), tuple(changed))

    def preview(self, backup: Path, record_id: str, passphrase: str = "") -> Preview:
        """One record as it would come back. Raises NotFound, and what `compare` raises."""
        with self._both(backup, passphrase) as (there, here):
            record = there.peek(record_id)
            if record is None:
                raise NotFound("This record is not in the backup.")
            now = here.peek(record_id)
            ids = {key for item in (record, now) if item is not None for key in linked_ids(item)}
            titles = here.titles(ids) | there.titles(ids)
            needs = tuple(_item(item) for item in needed(there, here, [record_id]) if item.id != record_id)
        changes, whole = [], []
        for name, field in fields_of(type(record)).items():
            before = "" if now is None else shown(field, getattr(now, name), titles)
            after = shown(field, getattr(record, name), titles)
            if before != after:
                changes.append(FieldChange(name, field.label, word_diff(before, after)))
            if after:
                whole.append(FieldChange(name, field.label, (("same", after),)))
        return Preview(record, now, tuple(changes), tuple(whole), needs)

    def take(self, backup: Path, ids: Iterable[str], passphrase: str = "", *, origin: str = "") -> Taken:
        """Bring single records back as they are in the backup, under their own ids, with the files, tags,
        people and other records they need that the journal lacks: one step, which undo takes back.

        Raises NotFound where none of the ids is in the backup, ReadOnlyJournal, and what `compare` raises;
        then nothing was changed.
        """
        self._database.refuse_read_only("Restore from a backup")
        wanted = list(dict.fromkeys(ids))
        with self._opened(backup, passphrase) as source, source.reading() as there:
            found = there.many(wanted)
            if not found:
                raise NotFound("None of these records is in the backup. Nothing was changed.")
            label = f"Restore {_counted(len(found))} from a backup"
            with self._database.writing(label, origin=origin) as writer:
                taken = _Taking(there, writer).take(list(found))
        return replace(taken, label=label if taken.records else "")

    @contextmanager
    def _both(self, backup: Path, passphrase: str) -> Iterator[tuple[Reader, Reader]]:
        if self._database.read_only_because == SHARED:
            raise ReadOnlyJournal(f"The backup was not looked into: {SHARED}")
        with (
            self._opened(backup, passphrase) as source,
            source.reading() as there,
            self._database.reading() as here,
        ):
            yield there, here

    @contextmanager
    def _opened(self, backup: Path, passphrase: str) -> Iterator[Database]:
        key = key_of(backup, self._database.copy_key(), passphrase)
        with opened_backup(backup, key, settings.backup_folder()) as source:
            yield source


class _Taking:
    """Copies records of a backup into the journal inside one change."""

    def __init__(self, there: Reader, writer: Writer) -> None:
        self._there = there
        self._writer = writer
        self._left: list[str] = []
        self._put = 0
        self._files = 0
        self._new: set[str] = set()

    def take(self, ids: list[str]) -> Taken:
        """Everything that is needed for these ids, the ids themselves first."""
        wanted = set(ids)
        again = []
        for record in needed(self._there, self._writer, ids):
            stored = self._one(record, chosen=record.id in wanted)
            if stored is not None and stored != record:
                again.append(record)
        # Links to records that came later find them only now.
        for record in again:
            self._writer.put(_stamped(self._writer, record), keep_stamps=True)
        linked = self._point_again()
        return Taken(self._put, self._files, "", tuple(self._left), linked)

    def _point_again(self) -> int:
        """Put the links back that went when a record was erased for good; how many records have theirs again."""
        linked = 0
        for record in pointing(self._there, self._writer, self._new):
            if because := _must_stay(record):
                self._left.append(f"“{record.title}” pointed to what is back: {because}")
            else:
                self._writer.put(record)
                linked += 1
        return linked

    def _one(self, record: Record, *, chosen: bool) -> Record | None:
        now = self._writer.peek(record.id)
        if now is not None:
            if not chosen:
                self._put += 1
                return self._writer.untrash(now)
            if _same(record, now):
                return None
            if because := _must_stay(now):
                self._left.append(f"“{now.title}”: {because}")
                return None
        if isinstance(record, Attachment):
            self._file(record)
        if now is None:
            self._new.add(record.id)
        self._put += 1
        return self._writer.put(_stamped(self._writer, record), keep_stamps=True)

    def _file(self, record: Attachment) -> None:
        if not record.sha256:
            return
        try:
            good = keep_file(self._writer, record.sha256, self._there.blob(record.sha256))
        except NotFound:
            good = False
        self._files += good
        if not good:
            self._left.append(f"“{record.title}”: its content is not in the backup either.")


class _Steps:
    def __init__(self, whole: int, progress: Step | None) -> None:
        self._done, self._whole, self._progress = 0, whole, progress

    def on(self, count: int) -> None:
        from mentorjournal.errors import Cancelled

        self._done += count
        if self._progress is not None and not self._progress(self._done, self._whole):
            raise Cancelled("The comparison was stopped. Nothing was changed.")


def _stamped(writer: Writer, record: Record) -> Record:
    """What is changed by being restored is changed now; what comes back keeps its moments."""
    now = writer.peek(record.id)
    return record if now is None else replace(record, created_at=now.created_at, updated_at=writer.now)


def _must_stay(now: Record) -> str:
    if isinstance(now, Manifest):
        return "what left the journal stays noted as it was."
    if isinstance(now, Agreement) and (now.agreed_by_me or now.agreed_by_them):
        return "somebody agreed to it, so it stays as it is. Start a new version to change it."
    return ""


def _same(one: Record, other: Record) -> bool:
    """Whether two versions say the same; when they were last saved, and in the trash since when, is no matter."""
    if one == other:
        return True
    if (one.deleted_at is None) != (other.deleted_at is None):
        return False
    return (
        replace(one, created_at=other.created_at, updated_at=other.updated_at, deleted_at=other.deleted_at)
        == other
    )


def _item(record: Record, *, in_trash: bool = False) -> Item:
    return Item(record.id, record.TYPE, record.title, record.date, in_trash)


def _counted(number: int) -> str:
    return "1 record" if number == 1 else f"{number:,} records"
