"""Saves what can be read of a damaged journal into a new one, and says in sentences what could not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from mentorjournal.errors import JournalInUse, NotAJournal, StorageFailed, WrongPassphrase
from mentorjournal.model.types import RECORD_TYPES
from mentorjournal.services.restoring_newest import newest_backup, restore_newest
from mentorjournal.storage.database import Database
from mentorjournal.storage.keys import Key, derive, read_head
from mentorjournal.storage.lock import WriterLock
from mentorjournal.storage.mending import Lost
from mentorjournal.storage.salvaging import Read
from mentorjournal.storage.salvaging import salvage as read_pages
from mentorjournal.storage.seals import Seals, pages_of, was_plain

__all__ = ["Lost", "Salvaged", "needs_passphrase", "newest_backup", "restore_newest", "salvage"]

NAMED = 5
"""How many lost records of one kind a sentence names."""

_WHAT = {
    "all": "Not one line could be read of",
    "text": "Only what stands in its heading could be read of",
    "part": "A part could not be read of",
    "letters": "Some letters could not be read of",
    "file": "The attached file could not be read of",
}


_NOTHING = "Nothing is known to be missing."


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A new journal at `path`. `records` counts what it holds, trashed ones too; `lost` names what could not be
    read, as far as names are known; `said` says all of it to the reader."""

    path: Path
    records: int
    links: int
    files: int
    lost: tuple[Lost, ...]
    said: str


def needs_passphrase(path: Path) -> bool:
    """Whether a file that may be too damaged to open was encrypted. Raises NotAJournal where it is not there."""
    try:
        head = read_head(path)
        return not (head.is_plain_database or was_plain(path))
    except OSError as error:
        raise NotAJournal(f"{path.name} cannot be read ({error.strerror or error}).") from error


def salvage(
    path: Path,
    passphrase: str,
    target: Path,
    progress: Callable[[int, int], bool] | None = None,
    *,
    key: Key | None = None,
    open_here: Database | None = None,
) -> Salvaged:
    """Make a new journal at `target`, with the passphrase of the old one, of what can be read of it.

    The damaged file is only read. A `key` of an earlier opening spares the passphrase; `open_here` is it where
    this very window has it open, and no file that has its name by now is read instead. `progress` is told how
    much is done, and stops the work by False.
    Raises WrongPassphrase, JournalInUse, NotAJournal, StorageFailed, Cancelled; then no file is made.
    """
    if not path.is_file():
        raise NotAJournal(f"There is no file at {path}. Nothing was made; check the name.")
    key = _key_of(path, passphrase, key) if needs_passphrase(path) else None
    same = None if open_here is None else open_here.same
    with _alone(path) if same is None else nullcontext():
        read = read_pages(path, key, target, progress, same=same)
    return Salvaged(
        target, read.records, read.links, read.files, read.lost, " ".join(_sentences(path, target, read))
    )


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Nobody else writes the file meanwhile. A folder that refuses the lock lets nobody write it, either."""
    lock = WriterLock(path)
    try:
        holder = lock.acquire(dt.datetime.now(dt.UTC))
    except OSError:
        yield
        return
    if holder is not None:
        raise JournalInUse(
            f"{holder} has {path.name} open for writing. Close it there first; nothing was made."
        )
    try:
        yield
    finally:
        lock.release()


def _key_of(path: Path, passphrase: str, known: Key | None) -> Key:
    try:
        key = known or derive(passphrase, read_head(path).salt)
        seals = Seals(key)
        fits = any(seals.hold(page, number) for number, page in pages_of(path))
    except OSError as error:
        raise StorageFailed(f"{path.name} cannot be read ({error.strerror or error}).") from error
    if not fits:
        raise WrongPassphrase(
            f"This passphrase opens no page of {path.name}, or its first 16 bytes are damaged, without which no "
            "passphrase does. Nothing was made; try again, or restore a backup."
        )
    return key


def _sentences(path: Path, target: Path, read: Read) -> Iterator[str]:
    records = "1 record" if read.records == 1 else f"{read.records:,} records"
    files = "1 attached file" if read.files == 1 else f"{read.files:,} attached files"
    yield f"Saved into {target.name}: {records} and {files} of {path.name}."
    if read.unread_pages:
        yield f"{read.unread_pages:,} of its {read.pages:,} pages could not be read."
    if read.log_broken:
        yield "Its log broke off: what was written last, after that place, is not there."
    if read.words_lost:
        yield "Its owner and its own settings were not found; enter them anew."
    if not read.lost:
        yield "Of its records nothing is known to be missing." if read.words_lost else _NOTHING
    else:
        for what, start in _WHAT.items():
            lost = [item for item in read.lost if item.what == what]
            if lost:
                yield f"{start} {_listed(lost)}."
    if read.lost or read.unread_pages:
        yield "Single tags and other links between records may be missing, too."
    yield f"{path.name} was not touched; keep it until you have looked through the new journal."


def _listed(lost: list[Lost]) -> str:
    named = list(dict.fromkeys(_named(item) for item in lost if item.title))
    left = len(lost) - min(len(named), NAMED)
    shown = ", ".join(named[:NAMED])
    if not left:
        return shown
    others = "1 record" if left == 1 else f"{left:,} records"
    return f"{shown} and {others} more" if shown else f"{others} whose name is lost, too"


def _named(item: Lost) -> str:
    label = RECORD_TYPES[item.type].LABEL.lower() if item.type in RECORD_TYPES else "record"
    return f"“{item.title}” ({label})"
