"""Backups of the open journal: made while it is in use, known to open, thinned out, and copied to a second place."""

from __future__ import annotations

import datetime as dt
import secrets
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mentorjournal import settings
from mentorjournal.errors import JournalError, NotAJournal, ReadOnlyJournal, StorageFailed
from mentorjournal.services import backup_shelf as shelf
from mentorjournal.services.backup_second import MEGABYTES, SecondCopy, bring
from mentorjournal.services.backup_shelf import Kind, Lying, Place, shelf_files
from mentorjournal.services.backup_surprise import shrunk
from mentorjournal.services.backup_thinning import sweep, thin_out
from mentorjournal.storage import backup_copies as copies
from mentorjournal.storage.backup import Counts, Progress, backup, counts_of
from mentorjournal.storage.database import Database
from mentorjournal.storage.engine import from_os, plain_errors
from mentorjournal.storage.keys import Key
from mentorjournal.whole_file import belongs_to_journal

__all__ = ["Backup", "Backups", "Counts", "Kind", "Made", "Place", "Progress", "SecondCopy", "shelf_files"]

AN_HOUR: Final = dt.timedelta(hours=1)
KEPT: Final = "The backup made after it held surprisingly less, so this one is not thinned out."
UPGRADED: Final = "It was made before the journal was upgraded to a newer format, and lies beside it."


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup on a disk. `made_at` is aware; `size` in bytes; `place` is "here", "second" or, for one made
    before an upgrade, "beside". `counts` is None where it cannot be read, and `unread` then says why.
    `kept_because` says why it is never thinned out, or is empty."""

    path: Path
    made_at: dt.datetime
    kind: Kind
    counts: Counts | None
    size: int
    place: Place
    kept_because: str = ""
    unread: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made, and what it holds; `shrunk` says how it holds surprisingly less than the one before,
    or is empty."""

    backup: Backup
    counts: Counts
    shrunk: str = ""


class Backups:
    """The backups of one open journal."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.making = threading.Lock()
        """Held by whoever makes one and thins out after it, where two threads may."""
        self._counted: dict[tuple[str, int, int], tuple[Counts | None, str]] = {}

    def all(self) -> tuple[Backup, ...]:
        """Every backup, newest first: on this computer, in the second place where it is there, and those made
        before an upgrade. Each is opened and counted, so this may take seconds. Raises StorageFailed."""
        key = self._database.copy_key()
        with plain_errors("looking for backups", "Nothing was changed."):
            own = self._lying(settings.backup_folder())
        second: tuple[Lying, ...] = ()
        with suppress(OSError):
            if (root := shelf.second_place()) is not None:
                second = self._lying(root)
        listed = [(item.name.serial, self._seen(item, "here", key)) for item in own]
        listed += [(item.name.serial, self._seen(item, "second", key)) for item in second]
        for path, made_at in shelf.beside(self._database.path):
            # It bears no serial: it goes where its day belongs.
            older = [serial for serial, known in listed if known.made_at <= made_at]
            with suppress(FileNotFoundError):
                size = path.stat().st_size
                counts, unread = self._count(path, key)
                found = Backup(path, made_at, "before", counts, size, "beside", UPGRADED, unread)
                listed.append((max(older, default=0), found))
        listed.sort(key=lambda item: (item[0], item[1].place == "here", item[1].made_at), reverse=True)
        return tuple(found for _, found in listed)

    def newest_at(self) -> dt.datetime | None:
        """When the newest backup on this computer was made (aware); None where there is none or it cannot be
        told. Opens no file."""
        try:
            own = self._own()
        except OSError:
            return None
        return own[0].name.made_at if own else None

    def due(self, now: dt.datetime) -> bool:
        """Whether it is time for one: an hour since the newest, and something changed.

        `now` is aware. A newest one from the future, after a clock was set back, does not hold the next one
        up. Never in a journal that cannot be written, which its writer backs up. Raises StorageFailed.
        """
        if self._database.read_only_because:
            return False
        with plain_errors("looking for backups", "Nothing was changed."):
            own = self._own()
        if not own:
            return True
        if dt.timedelta(0) <= now - own[0].name.made_at < AN_HOUR:
            return False
        return self.changed()

    def changed(self) -> bool:
        """Whether anything in the journal is another than in the newest backup on this computer, or that one
        cannot be read. Raises StorageFailed."""
        key = self._database.copy_key()
        with plain_errors("looking for backups", "Nothing was changed."):
            own = self._own()
        try:
            kept = copies.mark_of(own[0].path, key) if own else ""
        except JournalError:
            kept = ""
        return kept != copies.mark_of(self._database.path, key, same=self._database.same)

    def make(self, kind: Kind = "asked", progress: Progress | None = None) -> Made:
        """Make one now, also while somebody types, and open and count it. `progress` is told pages done and
        in all, and stops it by False.

        Where it holds surprisingly less than the one before, that one is kept for good. Raises StorageFailed,
        NotAJournal or Cancelled; then nothing is left of it, and the older ones are as they were.
        """
        key, folder = self._database.copy_key(), self._folder()
        with plain_errors("making a backup", "The journal is unchanged and no backup was kept."):
            before = self._own()
            shelf.private_folder(folder)
            sweep(folder)
            made_at = self._database.clock().astimezone().replace(microsecond=0)
            name = shelf.Name(shelf.stem_of(self._database.path), self._next_serial(), made_at, kind)
            path = folder / name.file
            counts = backup(self._database.path, key, path, progress=progress, same=self._database.same)
            size = path.stat().st_size
        made = Backup(path, made_at, kind, counts, size, "here")
        return Made(made, counts, shrunk(before[0], path, key) if before else "")

    def encrypt_plain(self, progress: Progress | None = None) -> tuple[Path, ...]:
        """Encrypt what lies there unencrypted from before the journal had a passphrase, say on a stick that was
        away then; those that could not be. Nothing where the journal is not encrypted, or is only read.

        Raises Cancelled, or StorageFailed where they cannot be looked for.
        """
        from mentorjournal.services.encryption import bring_plain_copies

        key = None if self._database.read_only_because else self._database.copy_key()
        return () if key is None else bring_plain_copies(self._database.path, key, progress)

    def copy_to(self, target: Path, *, replace: bool = False, progress: Progress | None = None) -> Counts:
        """Make a backup at a place of one's own choosing; no rotation ever touches it.

        Raises StorageFailed (also where `target` exists and `replace` is False, or is the journal), NotAJournal
        or Cancelled; an older `target` is then as it was.
        """
        if belongs_to_journal(self._database.path, target):
            raise StorageFailed(
                "A backup cannot lie where the journal lies. Nothing was written; name another."
            )
        if not target.parent.is_dir():
            raise StorageFailed(
                f"There is no folder {target.parent}. Nothing was written; make the folder first, or name another."
            )
        journal = self._database
        with journal.reading() as reader:
            reader.meta(shelf.IDENTITY)  # a connection that may write, closed last, leaves no log behind
        return backup(
            journal.path, journal.copy_key(), target, replace=replace, progress=progress, same=journal.same
        )

    def rotate(self, megabytes: int) -> tuple[Path, ...]:
        """Thin the backups on this computer out and return what was let go: hourly for a day, daily for a
        month, monthly for ever, then the oldest beyond `megabytes`; never the newest, nor one kept for a
        reason. What the system refuses to remove stays. Raises StorageFailed."""
        with plain_errors("thinning out the backups", "The backups are as they were."):
            return thin_out(shelf.lying(self._folder()), megabytes)

    def let_go(self, path: Path) -> Path:
        """Let a backup that was kept for a reason be thinned out like the others; its new path.

        Raises StorageFailed where it is none of ours, or the system refuses.
        """
        with plain_errors("letting a backup go", "It is kept as before."):
            found = next((item for item in shelf.lying(path.parent) if item.path == path), None)
            if found is None:
                raise StorageFailed(f"{path.name} is no backup made here. It was left as it is.")
            return shelf.with_name(found, kept=False).path

    def to_second(
        self,
        folder: Path,
        *,
        last_seen: str = "",
        megabytes: int = MEGABYTES,
        progress: Progress | None = None,
    ) -> SecondCopy:
        """Bring the newest backup to a second place, verified byte by byte and opened there, and thin out the
        journal's own backups there by the same rules; what else lies there is never touched.

        A place that is not there, is full or is pulled out while it is written is an answer, not an error;
        no half file ever bears a backup's name. `last_seen` is the moment (ISO) of the last copy, or empty.
        Raises Cancelled, and StorageFailed where the backups on this computer cannot be read.
        """
        with plain_errors("looking for backups", "Nothing was changed."):
            own = self._own()
        key, now = self._database.copy_key(), self._database.clock()
        return bring(own, key, folder, now, last_seen=last_seen, megabytes=megabytes, progress=progress)

    def _identity(self) -> str:
        """What a journal's shelf is known by; kept in the journal from the first backup on."""
        if known := self._known():
            return known
        if because := self._database.read_only_because:
            raise ReadOnlyJournal(
                "No backup was made: the first one notes in the journal which backups are its own, and that cannot be "
                f"written now: {because} Make the first one there, or name a file for a backup of your own (--out)."
            )
        made = secrets.token_hex(4)
        with self._database.writing("Make the first backup") as writer:
            writer.set_meta(shelf.IDENTITY, made)
        return made

    def _known(self) -> str:
        """The identity that the journal keeps, empty before its first backup; of a damaged one what still tells it."""
        try:
            with self._database.reading() as reader:
                known = reader.meta(shelf.IDENTITY)
        except NotAJournal:
            return shelf.likely_identity(self._database.path)
        return known if isinstance(known, str) else ""

    def _folder(self) -> Path:
        return settings.backup_folder() / shelf.folder_name(self._database.path, self._identity())

    def _own(self) -> tuple[Lying, ...]:
        """The backups of the journal under its present name on this computer, newest first."""
        known = self._known()
        if not known:
            return ()
        return shelf.lying(settings.backup_folder() / shelf.folder_name(self._database.path, known))

    def _lying(self, root: Path) -> tuple[Lying, ...]:
        """The backups of this journal in a place, whatever its name was when they were made."""
        known = self._known()
        if not known:
            return ()
        return tuple(item for folder in shelf.shelves(root, known) for item in shelf.lying(folder))

    def _next_serial(self) -> int:
        """Higher than that of any backup in reach, so that a shelf that was emptied does not begin anew."""
        found = list(self._lying(settings.backup_folder()))
        with suppress(OSError):
            if (root := shelf.second_place()) is not None:
                found += self._lying(root)
        return max((item.name.serial for item in found), default=0) + 1

    def _seen(self, item: Lying, place: Place, key: Key | None) -> Backup:
        counts, unread = self._count(item.path, key)
        because = KEPT if item.name.kept else ""
        return Backup(item.path, item.name.made_at, item.name.kind, counts, item.size, place, because, unread)

    def _count(self, path: Path, key: Key | None) -> tuple[Counts | None, str]:
        """What a backup holds, or why it cannot be read; opened once as long as it stays the same file."""
        try:
            state = path.stat()
        except OSError as error:
            return None, from_os(error, f"reading {path.name}", "Nothing was changed.").message
        known = (str(path), state.st_size, state.st_mtime_ns)
        if known not in self._counted:
            try:
                self._counted[known] = counts_of(path, key), ""
            except JournalError:
                self._counted[known] = None, "It is damaged, or has another passphrase than the journal now."
        return self._counted[known]
