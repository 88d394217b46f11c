"""A second copy of the newest backup, in a folder that may be a stick's or a synced one's."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mentorjournal import settings
from mentorjournal.errors import Cancelled, JournalError
from mentorjournal.services import backup_shelf as shelf
from mentorjournal.services.backup_shelf import Lying
from mentorjournal.services.backup_thinning import sweep, thin_out
from mentorjournal.storage.backup import Progress
from mentorjournal.storage.backup_copies import copy_file
from mentorjournal.storage.engine import from_os, plain_errors
from mentorjournal.storage.keys import Key

MEGABYTES: Final = 2_000
"""How much the copies of one journal may take there unless the caller says."""


@dataclass(frozen=True, slots=True)
class SecondCopy:
    """How a second copy went. `copied` is True where the newest backup lies in the second place now; `seen` is
    the moment (ISO) when that was last so, or empty; `missing` how many backups made here since are not there.
    `said` is the sentence for the reader, empty where all is well."""

    reached: bool
    copied: bool
    seen: str
    missing: int
    path: Path | None = None
    said: str = ""


def bring(
    own: tuple[Lying, ...],
    key: Key | None,
    folder: Path,
    now: dt.datetime,
    *,
    last_seen: str = "",
    megabytes: int = MEGABYTES,
    progress: Progress | None = None,
) -> SecondCopy:
    """Copy the newest of `own` (newest first, all in one folder) into a folder of the same name in `folder`, and
    thin out what lies there. Raises Cancelled; all else is an answer."""
    missing = _since(own, last_seen)
    if (gone := _why_gone(folder, last_seen)) or not own:
        said = gone or "There is no backup yet to copy. Make one first."
        return SecondCopy(not gone, False, last_seen, missing, None, said)
    target = folder / own[0].path.parent.name
    try:
        with plain_errors("copying to the second place", "Backups on this computer are as they were."):
            shelf.private_folder(target)
            sweep(target)
            path = _brought(own[0], key, target, progress)
            thin_out(shelf.lying(target), megabytes)
    except Cancelled:
        raise
    except JournalError as error:
        return SecondCopy(_is_there(folder), False, last_seen, missing, None, error.message)
    return SecondCopy(True, True, now.isoformat(), 0, path)


def away() -> Path | None:
    """The second place that the settings name, where it cannot be reached now."""
    chosen = settings.load()
    folder = Path(chosen.second_place) if chosen.second_place else None
    return folder if folder is not None and _why_gone(folder, chosen.second_seen) else None


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:  # a stick that fails as a whole
        return False


def _brought(newest: Lying, key: Key | None, target: Path, progress: Progress | None) -> Path:
    for item in shelf.lying(target):
        same = (item.name.serial, item.name.made_at) == (newest.name.serial, newest.name.made_at)
        if same and item.size == newest.size:
            return item.path
    path = target / newest.path.name
    copy_file(newest.path, key, path, replace=True, progress=progress)
    return path


def _since(own: tuple[Lying, ...], last_seen: str) -> int:
    try:
        seen = dt.datetime.fromisoformat(last_seen).astimezone()
    except ValueError:
        return len(own)
    return sum(item.name.made_at > seen for item in own)


def _why_gone(folder: Path, last_seen: str) -> str:
    """Why a second place cannot be used, or an empty string. It is never made: it may be a stick's."""
    last = f" It was last written {last_seen[:10]}." if last_seen else ""
    try:
        if not folder.is_dir():
            return f"The second place, {folder}, is not there.{last} Backups on this computer go on."
        if last_seen and not shelf.any_shelf(folder):
            return (
                f"{folder} is there, but no backup in it: it may be the place of a stick that is not plugged in."
                f"{last} Choose the folder again in Settings to begin anew there."
            )
    except OSError as error:
        return from_os(error, "looking into the second place", "Backups on this computer go on.").message
    return ""
