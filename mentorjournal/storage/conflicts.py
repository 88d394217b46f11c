"""Copies that sync clients leave beside a journal when two machines wrote it, told from copies made by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from mentorjournal.storage import schema
from mentorjournal.storage.keys import read_head

_APPLICATION_ID = slice(68, 72)
"""Where an SQLite file that is not encrypted keeps its application id (the database header, bytes 68 to 71)."""


@dataclass(frozen=True, slots=True)
class ConflictCopy:
    """A journal beside the open one; `made_by` is the program that names copies so.

    Where `sure` is False a person may have made it, for people name copies alike.
    """

    path: Path
    made_by: str
    sure: bool


_NAMES: tuple[tuple[str, bool, str], ...] = (
    ("Syncthing", True, r"\.sync-conflict-\d{8}-\d{6}(-\w+)?"),
    ("Dropbox or Nextcloud", True, r" \([^()]*\bconflicted copy\b[^()]*\)( \(\d+\))?"),
    ("ownCloud", True, r"_conflict-\d{8}-\d{6}"),
    ("Dropbox", True, r" \([^()]*\b(case|selective sync|unicode encoding) conflict\b[^()]*\)"),
    ("Seafile", True, r" \(SFConflict [^()]*\)"),
    ("Google Drive", True, r" ?\[conflict\]"),
    ("Google Drive", False, r" \(\d{1,3}\)"),
    ("iCloud", False, r" \d{1,3}"),
    ("OneDrive", False, r"-[\w .-]{1,63}"),
)
"""What each of them puts between the name of a file and its ending."""


def conflict_name(journal: str, other: str) -> tuple[str, bool] | None:
    """Who names a conflict copy of `journal` like `other`, and whether nobody else would; None where none does."""
    stem, dot, ending = journal.rpartition(".")
    if not dot:
        stem, ending = journal, ""
    for made_by, sure, between in _NAMES:
        wanted = re.escape(stem) + between + re.escape(dot + ending)
        if re.fullmatch(wanted, other, flags=re.IGNORECASE):
            return made_by, sure
    return None


def conflict_copies(journal: Path, salt: bytes | None) -> tuple[ConflictCopy, ...]:
    """The copies beside an open journal, by name; `salt` is that of its key, None for a plain one.

    Only what is a journal by its head counts: of an encrypted one, a file of the same salt, which only a copy
    has, or, where the name leaves no doubt, one that may be encrypted. Raises OSError where the folder cannot
    be read.
    """
    found = []
    for path in sorted(journal.resolve().parent.iterdir()):
        named = conflict_name(journal.resolve().name, path.name)
        if named is not None and _is_copy(path, salt, sure=named[1]):
            found.append(ConflictCopy(path, *named))
    return tuple(found)


def _is_copy(path: Path, salt: bytes | None, *, sure: bool) -> bool:
    try:
        if not path.is_file():
            return False
        head = read_head(path)
        if head.is_plain_database:
            with path.open("rb") as stream:
                number = stream.read(_APPLICATION_ID.stop)[_APPLICATION_ID]
            return int.from_bytes(number, "big") == schema.APPLICATION_ID
    except OSError:
        return False
    return head.may_be_encrypted and (sure or head.salt == salt)
