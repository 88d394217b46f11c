"""A first look for damage, a few milliseconds long, before anything is written to a journal."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import exc

from mentorjournal.errors import Damaged, StorageFailed
from mentorjournal.storage.engine import DAMAGE, connect
from mentorjournal.storage.keys import PAGE_BYTES, Key
from mentorjournal.storage.same_file import SameFile
from mentorjournal.storage.seals import Seals, is_tree_page, pages_of, was_plain

ADVICE = (
    "Nothing is written to it any more, so that nothing gets worse. “Check this journal…” in the menu, or `check` "
    "on the command line, finds the newest good backup; what can still be read can be saved into a new journal."
)
TRIES = 3
"""A page that another program writes just now may be read half old, half new."""
LOG_HEAD, FRAME_HEAD = 32, 24
_ENOUGH = 64
"""Pages whose seals are tried to tell a wrong key from a damaged start."""

_SAMPLES = (
    "SELECT * FROM record WHERE sort = (SELECT max(sort) FROM record)",
    "SELECT * FROM record WHERE sort = (SELECT min(sort) FROM record)",
    "SELECT * FROM change WHERE id = (SELECT max(id) FROM change)",
    "SELECT * FROM revision WHERE id = (SELECT max(id) FROM revision)",
    "SELECT * FROM meta",
)


def first_look(path: Path, key: Key | None, raw: Any) -> str:
    """Why the journal must not be written, or an empty string: cut off, roots damaged, rows unreadable, or
    found damaged before by the full check.

    `raw` is a connection that only reads. What this passes over, the full check finds.
    """
    if _is_remembered(path):
        return found_by_check(path)
    problem = _look(path, key, raw)
    return f"{path.name} is damaged: {problem}. {ADVICE}" if problem else ""


def met_later(path: Path) -> str:
    """The same, where damage was met while somebody worked."""
    return f"{path.name} is damaged: a part of it could not be read just now. {ADVICE}"


def met_once(path: Path) -> str:
    """What is said where a second look found the file sound."""
    return (
        f"{path.name} could not be read for a moment, and a second look found it sound: perhaps its disk fails. "
        "This was not done, and nothing was changed. Try again, and make a backup to another disk."
    )


def remember(path: Path) -> None:
    """Note beside a file that it is damaged: the next to open it knows, though nothing can be noted inside."""
    with suppress(OSError):
        _note_of(path).write_text(_state_of(path), "ascii")


def forget(path: Path) -> None:
    """Take that note away, where all of the file was read again and found sound."""
    with suppress(OSError):
        _note_of(path).unlink(missing_ok=True)


def _is_remembered(path: Path) -> bool:
    """Whether the note stands for the file as it is; one about an earlier file is removed."""
    note = _note_of(path)
    try:
        if note.read_text("ascii", "replace") == _state_of(path):
            return True
        note.unlink()
    except OSError:
        pass
    return False


def _note_of(path: Path) -> Path:
    real = path.resolve()
    return real.with_name(f".{real.name}.damaged")


def _state_of(path: Path) -> str:
    """What changes when a file is written, replaced or restored."""
    found = path.stat()
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ino}"


def found_by_check(path: Path) -> str:
    """The same, where the full check found it."""
    return f"{path.name} is damaged: some of its pages cannot be read. {ADVICE}"


def _look(path: Path, key: Key | None, raw: Any) -> str:
    try:
        said = raw.execute("PRAGMA page_count").fetchone()[0]
        roots = [row[0] for row in raw.execute("SELECT rootpage FROM sqlite_master WHERE rootpage > 0")]
        there = path.stat().st_size // PAGE_BYTES
        in_log = path.resolve().with_name(path.resolve().name + "-wal")
        if said > there and not (in_log.exists() and in_log.stat().st_size):
            return f"{said - there:,} of its {said:,} pages are missing"
        bad = _bad_pages(path, key, sorted({1, *roots} - _in_log(in_log)))
        if bad:
            return f"{len(bad)} of the {len(roots)} pages that its tables begin with cannot be read"
        for statement in _SAMPLES:
            raw.execute(statement).fetchall()
    except sqlcipher.Error as error:
        if not is_damage(error):
            raise
        return f"rows cannot be read ({error})"
    return ""


def _in_log(log: Path) -> set[int]:
    """The pages that stand in the log (https://sqlite.org/fileformat2.html#walformat): those are the ones that
    count, and bringing one into the file may have broken off half way."""
    found = set()
    with suppress(FileNotFoundError), log.open("rb") as stream:
        stream.seek(LOG_HEAD)
        while head := stream.read(FRAME_HEAD):
            found.add(int.from_bytes(head[:4], "big"))
            stream.seek(PAGE_BYTES, os.SEEK_CUR)
    return found


def _bad_pages(path: Path, key: Key | None, numbers: list[int]) -> list[int]:
    seals = Seals(key) if key is not None else None
    bad = []
    with path.open("rb") as stream:
        for number in numbers:
            for _ in range(TRIES):
                stream.seek((number - 1) * PAGE_BYTES)
                page = stream.read(PAGE_BYTES)
                # A page that only the log has so far is not there, and no damage.
                if not page or (seals.hold(page, number) if seals else is_tree_page(page, number)):
                    break
            else:
                bad.append(number)
    return bad


def is_damage(error: BaseException | None) -> bool:
    """Whether an error of the engine says that the file is damaged."""
    if isinstance(error, exc.DBAPIError):
        error = error.orig
    text = str(error).lower()
    return isinstance(error, sqlcipher.Error) and any(words in text for words in DAMAGE)


def is_confirmed(path: Path, key: Key | None, same: SameFile, error: BaseException) -> bool:
    """Whether a connection of its own finds the damage too that an error tells of.

    After one failing read SQLCipher calls a sound file damaged for as long as a connection lives. A file that
    cannot be looked at just now is not called damaged. Text that is none needs no second look.
    """
    if "decode" in str(error).lower():
        return True
    try:
        raw = connect(path, key, read_only=True, same=same)
        with closing(raw):
            found: tuple[str] = raw.execute("PRAGMA quick_check(1)").fetchone()
            return found[0] != "ok"
    except sqlcipher.Error as again:
        return is_damage(again)
    except (OSError, StorageFailed):
        return False


def opens_nothing(path: Path, key: Key) -> str:
    """Why a key opens nothing though it is the right one: the file is damaged. Else empty."""
    seals = Seals(key)
    whole = {number for number, page in pages_of(path, _ENOUGH) if seals.hold(page, number)}
    if not whole:
        return ""
    where = "" if 1 in whole else " at its start"
    return f"{path.name} is damaged{where} and cannot be opened. {_AS_IT_IS}"


def refuse_damaged_start(path: Path) -> None:
    """Raise Damaged where a plain journal's start is damaged, instead of asking for a passphrase that it
    never had. Raises OSError."""
    if was_plain(path) and path.stat().st_size >= 2 * PAGE_BYTES:
        raise Damaged(f"{path.name} is damaged at its start, or no journal. {_AS_IT_IS}")


_AS_IT_IS = (
    "It was not touched. Restore the newest good backup, or save into a new journal what can still be read."
)
