"""Keys of `meta` under which the program notes its own work with a journal: no change of what stands in it."""

from __future__ import annotations

from typing import Final

CHECKED: Final = "checked_at"
"""The moment when all of it was found sound last."""

COPIES: Final = "copies_mentioned"
"""The names of copies that the reader was told of, for good."""

DRIVE: Final = "drive_mentioned"
"""A digest of the network folder that the reader was warned of."""

TRASH_CLOCK: Final = "trash_clock"
"""How long the journal was in use, for what lies in the trash."""

NOTES: Final = frozenset({CHECKED, COPIES, DRIVE, TRASH_CLOCK})

BROUGHT: Final = "brought_along"
"""What an import set here beside records: a part of the history, which leaves its file in backups only."""
