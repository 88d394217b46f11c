"""How a command opens a journal: for reading alone, or for writing or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from mentorjournal.errors import JournalInUse
from mentorjournal.storage import database
from mentorjournal.storage.database import Database


def open_to_read(path: Path, passphrase: str = "") -> Database:
    """Open without taking the right to write, so that a window on the same file is not disturbed.

    Raises NotAJournal, WrongPassphrase, PassphraseNeeded, NewerJournal or StorageFailed.
    """
    # Where the folder refuses writing anyway, opening finds that out and reads without a log beside the file.
    return database.open_journal(path, passphrase, read_only=os.access(path.parent, os.W_OK))


def open_to_write(path: Path, passphrase: str = "") -> Database:
    """Open for writing. Raises what `open_to_read` raises, and JournalInUse where writing is refused."""
    opened = database.open_journal(path, passphrase)
    if opened.read_only_because:
        opened.close()
        raise JournalInUse(f"{path.name} cannot be changed: {opened.read_only_because} Nothing was changed.")
    return opened


def create(path: Path, passphrase: str = "") -> Database:
    """A new, empty journal. Raises StorageFailed where the file exists or the folder refuses."""
    return database.create(path, passphrase)


def is_encrypted(path: Path) -> bool:
    """True when a passphrase is needed. Raises NotAJournal where the file is none or not there."""
    return database.is_encrypted(path)


__all__ = ["Database", "create", "is_encrypted", "open_to_read", "open_to_write"]
