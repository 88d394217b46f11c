"""What belongs to this computer rather than to a journal: preferences, recent files, places of our own files."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Final, Literal, get_args

from mentorjournal.errors import StorageFailed

Theme = Literal["system", "light", "dark", "high-contrast"]
Paper = Literal["a4", "letter"]

HOME_VARIABLE: Final = "MENTORJOURNAL_HOME"
"""Names the one folder to use for everything of ours, say on a memory stick or in a test."""

SMALLEST_TEXT: Final = 0.75
LARGEST_TEXT: Final = 2.5
MOST_RECENT: Final = 10
_APP: Final = "mentorjournal"
_FILE: Final = "settings.toml"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Preferences of one person on one computer; a journal holds nothing of this.

    `text_scale` multiplies every text size and lies between 0.75 and 2.5. `recent` holds absolute
    paths, newest first, `last_journal` the one to open again, or "". `geometry` is the window's place and
    size as base64 text.

    `lock_minutes` is how long nobody touches the program before an encrypted journal is locked, 0 for never;
    `lock_with_system` locks it with the computer's screen and before it sleeps. `in_keychain` holds the paths
    of journals whose passphrase the system's keychain has. Backups take at most `backup_megabytes`;
    `second_place` is a folder for a second copy of each, or "", and `second_seen` the moment it was last
    written, in ISO format, or ""; `second_copies` holds that moment and the path of each journal copied there.

    Reminders come while the program runs, but for the kinds in `reminders_off`, from `quiet_until` to `quiet_from`
    (whole hours of the day) and, without `remind_weekends`, on weekdays.
    """

    theme: Theme = "system"
    text_scale: float = 1.0
    paper: Paper = "a4"
    last_journal: str = ""
    recent: tuple[str, ...] = ()
    geometry: str = ""
    lock_minutes: int = 15
    lock_with_system: bool = True
    in_keychain: tuple[str, ...] = ()
    backup_megabytes: int = 2_000
    second_place: str = ""
    second_seen: str = ""
    second_copies: tuple[str, ...] = ()
    remind: bool = True
    remind_weekends: bool = False
    quiet_from: int = 20
    quiet_until: int = 8
    reminders_off: tuple[str, ...] = ()

    def opened(self, journal: Path) -> Settings:
        """These settings after a journal was opened."""
        path = str(journal.absolute())
        recent = (path, *(item for item in self.recent if item != path))
        return replace(self, last_journal=path, recent=recent[:MOST_RECENT])

    def copied(self, journal: Path, moment: str) -> Settings:
        """These settings after a backup of a journal was copied to the second place."""
        path = str(journal.absolute())
        others = (item for item in self.second_copies if item.partition(" ")[2] != path)
        return replace(self, second_seen=moment, second_copies=(f"{moment} {path}", *others))

    def seen_by(self, journal: Path) -> Settings:
        """These settings with `second_seen` as one journal knows it: when a copy of its own was made there."""
        path = str(journal.absolute())
        own = [item.partition(" ")[0] for item in self.second_copies if item.partition(" ")[2] == path]
        return replace(self, second_seen=own[0] if own else "")

    def forgotten(self, journal: Path) -> Settings:
        """These settings without any trace of a journal."""
        path = str(journal.absolute())
        last = "" if self.last_journal == path else self.last_journal
        recent, in_keychain = (
            tuple(item for item in items if item != path) for items in (self.recent, self.in_keychain)
        )
        copies = tuple(item for item in self.second_copies if item.partition(" ")[2] != path)
        return replace(self, last_journal=last, recent=recent, in_keychain=in_keychain, second_copies=copies)


def settings_path() -> Path:
    """The settings file, which need not exist."""
    return _folder("user_config_path") / _FILE


def log_path() -> Path:
    """The file that says what went wrong; its folder need not exist."""
    return _folder("user_log_path") / "mentorjournal.log"


def backup_folder() -> Path:
    """Where backups lie, in a folder for each journal; it need not exist."""
    return _folder("user_data_path") / "backups"


def lock_folder() -> Path:
    """Where the windows of this computer see which files are open for writing; it need not exist."""
    return _folder("user_state_path") / "open"


def journal_folder() -> Path:
    """Where a new journal is offered a place: the person's documents."""
    return _folder("user_documents_path", own=False)


def load(path: Path | None = None) -> Settings:
    """The settings as kept; the defaults where there are none.

    A file that is damaged is renamed, never deleted, and the defaults stand. A single value that makes no
    sense gives way to its default.
    """
    from mentorjournal.strange_toml import LONGEST, loads

    path = path or settings_path()
    try:
        with path.open("rb") as stream:
            table = loads(stream.read(4 * LONGEST).decode("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, RecursionError) as error:
        log.warning("The settings could not be read: %s", type(error).__name__)
        return Settings()
    except ValueError:
        kept = _set_aside(path)
        log.warning("The settings file was damaged; it was kept as %s", kept)
        return Settings()
    return _from_table(table)


def save(settings: Settings, path: Path | None = None) -> None:
    """Keep the settings, whole or not at all. Raises StorageFailed; the old file then still stands."""
    import tomli_w

    from mentorjournal.whole_file import whole_file

    path = path or settings_path()
    values = {field.name: getattr(settings, field.name) for field in fields(Settings)}
    text = tomli_w.dumps(
        {name: list(item) if isinstance(item, tuple) else item for name, item in values.items()}
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as stream:
            stream.write(text.encode())
    except OSError as error:
        raise StorageFailed(
            f"The settings could not be kept in {path} ({error.strerror or error}). The earlier ones still stand; "
            "free some space there, or allow writing."
        ) from error


def _folder(place: str, *, own: bool = True) -> Path:
    chosen = os.environ.get(HOME_VARIABLE)
    if chosen:
        return Path(chosen)
    import platformdirs

    find = getattr(platformdirs, place)
    found: Path = find(_APP, appauthor=False) if own else find()
    return found


def _set_aside(path: Path) -> str:
    """Rename a damaged file to a name nobody has; its new name, or its old one where that is refused."""
    number = 1
    aside = path.with_name(f"{path.name}.damaged")
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.damaged-{number}")
    try:
        path.rename(aside)
    except OSError:
        return path.name
    return aside.name


def _from_table(table: Mapping[str, Any]) -> Settings:
    values: dict[str, Any] = {}
    for field in fields(Settings):
        value = _fitting(field.name, table.get(field.name))
        if value is not None:
            values[field.name] = value
    return Settings(**values)


def _fitting(name: str, value: Any) -> Any:
    """A value of the file as its setting wants it, or None where it makes no sense."""
    if name == "text_scale":
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return float(value) if number and SMALLEST_TEXT <= value <= LARGEST_TEXT else None
    if name in _TEXTS:
        texts = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return tuple(value[: _TEXTS[name]]) if texts else None
    if name in _NUMBERS:
        least, most = _NUMBERS[name]
        whole = isinstance(value, int) and not isinstance(value, bool)
        return value if whole and least <= value <= most else None
    if name in _FLAGS:
        return value if isinstance(value, bool) else None
    if name in _ONE_OF:
        return value if value in _ONE_OF[name] else None
    return value if isinstance(value, str) else None


_FLAGS: Final = ("lock_with_system", "remind", "remind_weekends")
_TEXTS: Final = {"recent": MOST_RECENT, "in_keychain": 100, "second_copies": 100, "reminders_off": 20}
"""Lists of texts, and how many of each are read."""
_NUMBERS: Final = {
    "lock_minutes": (0, 1_440),
    "backup_megabytes": (50, 1_000_000),
    "quiet_from": (0, 24),
    "quiet_until": (0, 24),
}
"""Whole numbers, with the least and the most that makes sense."""
_ONE_OF: Final[dict[str, tuple[str, ...]]] = {"theme": get_args(Theme), "paper": get_args(Paper)}
