"""Opening and creating journals, for windows that must not know how they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorjournal.services.bundle import Services, services_for
from mentorjournal.storage import database

if TYPE_CHECKING:
    from pathlib import Path

ENDING = ".mentorjournal"
"""How our files' names end."""


def open_services(path: Path, passphrase: str = "") -> Services:
    """Open a journal and empty its old trash.

    Raises what `storage.database.open_journal` raises: NotAJournal, WrongPassphrase, PassphraseNeeded, ...
    """
    services = services_for(database.open_journal(path, passphrase))
    services.records.empty_old_trash()
    return services


def create_services(path: Path, passphrase: str = "") -> Services:
    """Make a new, empty journal. Raises StorageFailed."""
    return services_for(database.create(path, passphrase))


def is_encrypted(path: Path) -> bool:
    """True when a passphrase is needed. Raises NotAJournal where the file is none or not there."""
    return database.is_encrypted(path)
