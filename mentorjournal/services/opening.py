"""Opening and creating journals, for windows and commands that must not know how they are kept."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from mentorjournal.errors import JournalInUse, NotAJournal
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.storage import journal_file
from mentorjournal.storage.database import Database
from mentorjournal.storage.keys import Key, derive, read_head

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = [
    "ENDING",
    "Database",
    "Key",
    "create",
    "create_services",
    "fits",
    "is_encrypted",
    "open_services",
    "open_to_check",
    "open_to_read",
    "open_to_write",
    "opens",
    "veiled",
]

ENDING = ".mentorjournal"
"""How our files' names end."""


def open_services(path: Path, passphrase: str = "", *, key: Key | None = None) -> Services:
    """Open a journal into a window and empty its old trash; read-only where somebody else writes it.

    A `key` of an earlier opening spares the passphrase while it fits.

    Raises NotAJournal, WrongPassphrase, PassphraseNeeded, NewerJournal or StorageFailed.
    """
    services = services_for(journal_file.open_journal(path, passphrase, key=key))
    try:
        with suppress(
            NotAJournal
        ):  # damage met in doing so has stopped all writing, and the rest can be read
            services.records.empty_old_trash()
    except BaseException:
        services.journal.close()  # or its lock would stay until the program ends
        raise
    return services


def create_services(
    path: Path, passphrase: str = "", fill: Callable[[Services], object] | None = None
) -> Services:
    """Make a new journal. Raises StorageFailed.

    `fill` writes what belongs to it from the start; where that fails, no file is left, and the error goes on.
    """
    made = services_for(journal_file.create(path, passphrase))
    try:
        if fill is not None:
            fill(made)
    except BaseException:
        made.journal.close()
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        raise
    return made


def opens(path: Path, key: Key | None) -> bool:
    """Whether the key of an earlier opening is of the same salt as the file now. Raises OSError."""
    return key is not None and read_head(path).salt == key.salt


def fits(key: Key, passphrase: str) -> bool:
    """Whether a passphrase is the one of this key; about 0.1 s, so not in the window's thread."""
    return bool(key.raw) and derive(passphrase, key.salt) == key


def veiled(services: Services) -> Services:
    """An open journal as it may be shown on a shared screen: without private and confidential text, and not
    to be written. Closing it leaves the journal open."""
    from mentorjournal.storage.veil import VeiledDatabase

    return services_for(VeiledDatabase(services.journal))


def open_to_read(path: Path, passphrase: str = "") -> Database:
    """Open without taking the right to write, so that a window on the same file is not disturbed."""
    return journal_file.open_journal(path, passphrase, read_only=True)


def open_to_check(path: Path, passphrase: str = "") -> Database:
    """Open to look at everything: with the right to write where it is free, for only so can SQLite compare
    its index with the texts, and else for reading. Raises what `open_services` raises."""
    return journal_file.open_journal(path, passphrase)


def open_to_write(path: Path, passphrase: str = "") -> Database:
    """Open for writing. Raises what `open_services` raises, and JournalInUse where writing is refused."""
    opened = journal_file.open_journal(path, passphrase)
    if opened.read_only_because:
        opened.close()
        raise JournalInUse(f"{path.name} cannot be changed: {opened.read_only_because} Nothing was changed.")
    return opened


def create(path: Path, passphrase: str = "") -> Database:
    """A new, empty journal. Raises StorageFailed where the file exists or the folder refuses."""
    return journal_file.create(path, passphrase)


def is_encrypted(path: Path) -> bool:
    """True when a passphrase is needed. Raises NotAJournal where the file is none or not there."""
    return journal_file.is_encrypted(path)
