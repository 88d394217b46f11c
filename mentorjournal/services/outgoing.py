"""Whether something that leaves the journal may be written where the person says."""

from __future__ import annotations

from pathlib import Path

from mentorjournal.errors import ReadOnlyJournal, StorageFailed
from mentorjournal.storage.database import Database
from mentorjournal.whole_file import belongs_to_journal


def refuse_own_files(database: Database, target: Path, kept: str) -> None:
    """Raise StorageFailed where `target` is the open journal itself or a file that belongs to it, and
    ReadOnlyJournal while the screen is shared: then not everything can be read, and nothing can be noted.

    `kept` is a whole sentence that says what became of the work.
    """
    if database.veiled:
        raise ReadOnlyJournal(
            f"Nothing leaves the journal while your screen is shared. {kept} Stop sharing first."
        )
    if belongs_to_journal(database.path, target):
        raise StorageFailed(f"{target.name} belongs to the journal that is open. {kept} Choose another name.")
