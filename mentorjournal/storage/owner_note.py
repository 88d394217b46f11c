"""The note beside a journal that says who writes it: it travels with a synced folder, where a lock does not."""

from __future__ import annotations

import ctypes
import datetime as dt
import getpass
import hashlib
import json
import os
import platform
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

FRESH = dt.timedelta(minutes=10)
"""A machine without a sign of life for longer does not write any more. Signs come every few minutes, and a
sync client takes its time to bring them."""


@dataclass(frozen=True, slots=True)
class Note:
    """Who took the right to write, where and when; `seen` is the last sign of life, in UTC."""

    user: str
    machine: str
    computer: str
    since: str
    seen: dt.datetime | None
    process: int = 0

    @property
    def is_of_this_computer(self) -> bool:
        """Both must agree: names of machines change and repeat, and so do the numbers of copied systems."""
        return self.machine == platform.node() and self.computer in ("", computer())

    def is_alive(self, path: Path, now: dt.datetime) -> bool:
        """Whether its machine gave a sign within FRESH before `now` (aware).

        The clock of the other machine may be wrong, so the moment the note arrived here counts too; what
        lies in the future says nothing.
        """
        signs = [self.seen] if self.seen is not None else []
        with suppress(OSError):
            found = path.stat()
            signs += [dt.datetime.fromtimestamp(at, dt.UTC) for at in (found.st_mtime, found.st_ctime)]
        return any(now - FRESH <= sign <= now + FRESH for sign in signs)


def our_note(now: dt.datetime) -> Note:
    """The note of this process, taken at `now` (aware)."""
    since = now.astimezone().strftime("%H:%M on %d %B")
    return Note(_user(), platform.node(), computer(), since, now.astimezone(dt.UTC), os.getpid())


def read_note(path: Path) -> Note | None:
    """The note, or None where there is none that can be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return Note(
            str(found["user"]),
            str(found["machine"]),
            str(found.get("computer", "")),
            str(found["since"]),
            _moment(found.get("seen")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def write_note(path: Path, note: Note) -> None:
    """Put the note there, whole or not at all. Raises OSError."""
    part = path.with_name(f"{path.name}.part")
    plain = asdict(note) | {"seen": note.seen.isoformat() if note.seen else None}
    try:
        part.write_text(json.dumps(plain), encoding="utf-8")
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def _moment(text: object) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


@cache
def computer() -> str:
    """This computer, told from others of the same name; a digest, for the number itself is nobody's business."""
    return hashlib.blake2s(_number().encode(), digest_size=8).hexdigest()


def _number() -> str:
    if sys.platform == "win32":
        import winreg

        with (
            suppress(OSError),
            winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key,
        ):
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    elif sys.platform == "darwin":
        room = ctypes.create_string_buffer(64)
        size = ctypes.c_size_t(len(room))
        if not ctypes.CDLL(None).sysctlbyname(b"kern.uuid", room, ctypes.byref(size), None, 0):
            return room.value.decode("ascii", "replace")
    else:
        with suppress(OSError):
            return Path("/etc/machine-id").read_text("ascii", "replace").strip()
    return ""
