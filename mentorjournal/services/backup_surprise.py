"""Whether a new backup holds surprisingly less than the one before, which is then kept for good."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from mentorjournal.errors import JournalError
from mentorjournal.services import backup_shelf as shelf
from mentorjournal.services.backup_shelf import Lying
from mentorjournal.storage import backup_copies as copies
from mentorjournal.storage.keys import Key

FEWEST_LOST: Final = 20
"""So many records gone, and a tenth of all, are a surprise, and so is half of fewer; else it may be one tidy
afternoon."""


def shrunk(older: Lying, newer: Path, key: Key | None) -> str:
    """How a new backup holds surprisingly less than the one before, which then is kept; or an empty string."""
    try:
        lost = copies.losses(older.path, newer, key)
    except JournalError:
        return ""  # it has another passphrase, or is damaged: nothing to compare with
    share = 10 if lost.records >= FEWEST_LOST else 2
    many = lost.records > 0 and lost.records * share >= lost.of
    if not (many or lost.files):
        return ""
    with suppress(OSError):
        if not older.name.kept:
            shelf.with_name(older, kept=True)
    parts = []
    if many:
        parts.append(f"{lost.records:,} of {lost.of:,} records of the backup before are not in it")
    if lost.files:
        lose = "file lost its" if lost.files == 1 else "files lost their"
        parts.append(f"{lost.files:,} attached {lose} content")
    return (
        f"The new backup holds surprisingly less: {', and '.join(parts)}. Both are kept. Compare them with the "
        "journal before you go on."
    )
