"""Setting, changing and removing the passphrase of a closed journal, and of every copy that belongs to it."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from mentorjournal.errors import Cancelled, InvalidRecord, JournalError, JournalInUse
from mentorjournal.services.backup_second import away
from mentorjournal.services.backup_shelf import left_beside
from mentorjournal.storage import rekeying
from mentorjournal.storage.backup import backup
from mentorjournal.storage.beside import kept_of, remove_left_over
from mentorjournal.storage.engine import plain_errors
from mentorjournal.storage.keys import Key, derive, fresh_salt, read_head
from mentorjournal.storage.lock import WriterLock
from mentorjournal.storage.rekeying import Progress, Unsettled

Kind = Literal["set", "changed", "removed"]

_SAID: Final[dict[Kind, str]] = {
    "set": "The journal is encrypted now, and only its passphrase opens it.",
    "changed": "The passphrase was changed. The old one does not open the journal any more.",
    "removed": "The journal is not encrypted any more: whoever has its file can read it.",
}
_LEFT: Final[dict[Kind, str]] = {
    "set": "were not encrypted and can still be read by anybody",
    "changed": "were not changed and still open with the passphrase of their time",
    "removed": "were not changed and still need the passphrase of their time",
}
_AWAY: Final[dict[Kind, str]] = {
    "set": "can be read by anybody until it is there again and a backup is made",
    "changed": "still open with the old passphrase. Delete them when it is there again; the next backup is copied anew",
    "removed": "still need the old passphrase",
}
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PassphraseChange:
    """What became of it: how many copies came along, and which could not (`left`, they are as before).

    `said` tells it to the reader, with the names of those.
    """

    kind: Kind
    brought: int
    left: tuple[Path, ...]
    said: str


def change_passphrase(
    path: Path, old: str, new: str, *, progress: Progress | None = None
) -> PassphraseChange:
    """Put a closed journal under another passphrase and a fresh salt; "" is no encryption.

    A verified copy is made first, and removed when the new file stands. At any moment the old file or the new one
    stands in its place, whole. Then the backups and what upgrades left beside it follow, each in the same way;
    those that a killed process did not come to are taken up by the next change, and by `bring_plain_copies`.

    `progress` is told bytes done and bytes in all; its False is heard until the file gives way. Raises Cancelled,
    WrongPassphrase, PassphraseNeeded, JournalInUse, StorageFailed, NotAJournal or NewerJournal, after which the
    old file stands; only `rekeying.Unsettled` says that the new one does.
    """
    if not old and not new:
        raise InvalidRecord("No passphrase was given. Nothing was changed.")
    with ExitStack() as held:
        old_key = _known_to_open(path, old)
        held.callback(_wipe, old_key)
        held.enter_context(_alone(path, old_key))
        new_key = derive(new, fresh_salt()) if new else None
        held.callback(_wipe, new_key)
        return _change(path, old, (old_key, new_key), progress)


def _change(
    path: Path, old: str, keys: tuple[Key | None, Key | None], progress: Progress | None
) -> PassphraseChange:
    kind: Kind = "removed" if keys[1] is None else "set" if keys[0] is None else "changed"
    copies = _copies(path, keys[0])
    with plain_errors("looking for copies beside it", "Nothing was changed."):
        stay = left_beside(path, keys[0])
    meter = _Meter(progress, 2 * _size(path) + sum(_size(copy) for copy in copies))
    unsettled = _rewrite(path, keys, meter)
    meter.deaf = True
    brought, left = _bring(copies, old, keys, meter)
    if unsettled is not None:
        raise unsettled
    remove_left_over(path)
    left += tuple(copy for copy in stay if keys[1] is not None or not _is_plain(copy))
    return PassphraseChange(kind, brought, left, _told(kind, brought, left))


def _wipe(key: Key | None) -> None:
    if key is not None:
        key.wipe()


def bring_plain_copies(path: Path, key: Key, progress: Progress | None = None) -> tuple[Path, ...]:
    """Encrypt the copies of a journal that anybody could read, and return those that could not be.

    For what a killed process left undone, or lay on a stick that was away; `key` is that of the journal, which
    may be open. `progress` is told bytes done and in all. Raises Cancelled, and StorageFailed where the copies
    cannot be looked for; each copy is whole whatever happens.
    """
    plain = plain_copies(path, key)
    meter = _Meter(progress, sum(_size(copy) for copy in plain))
    return _bring(plain, "", (None, key), meter)[1] if plain else ()


def plain_copies(path: Path, key: Key) -> tuple[Path, ...]:
    """The copies of an encrypted journal that are not encrypted. Raises JournalError."""
    return tuple(copy for copy in _copies(path, key) if _is_plain(copy))


def _known_to_open(path: Path, passphrase: str) -> Key | None:
    """The key that opens the file, which has the present format afterwards and nothing in its log."""
    from mentorjournal.services.opening import open_to_write

    with open_to_write(path, passphrase) as journal:
        return journal.copy_key()


@contextmanager
def _alone(path: Path, key: Key | None) -> Iterator[None]:
    """Hold the right to write for as long as it takes."""
    lock = WriterLock(path)
    with plain_errors("taking the right to write", "Nothing was changed."):
        holder = lock.acquire(dt.datetime.now(dt.UTC))
        if holder is not None:
            raise JournalInUse(
                f"{holder} has {path.name} open for writing. Nothing was changed. Close it there, and try again."
            )
    try:
        if (None if key is None else key.salt) != _salt(path):
            raise JournalInUse(f"{path.name} was replaced meanwhile. Nothing was changed; open it again.")
        yield
    finally:
        lock.release()


def _rewrite(path: Path, keys: tuple[Key | None, Key | None], meter: _Meter) -> Unsettled | None:
    kept = kept_of(path)
    try:
        remove_left_over(path)
        backup(path.resolve(), keys[0], kept, replace=True, progress=meter.stage(_size(path)))
        rekeying.rewrite(path, *keys, progress=meter.stage(_size(path)))
    except Unsettled as error:
        return error
    except BaseException:
        remove_left_over(path)
        raise
    return None


def _bring(
    copies: Iterable[Path], old: str, keys: tuple[Key | None, Key | None], meter: _Meter
) -> tuple[int, tuple[Path, ...]]:
    """Put each copy under the second of the keys, and say how many came along and which did not."""
    brought, left = 0, []
    for copy in copies:
        try:
            told = meter.stage(_size(copy))
            if (key := _key_of(copy, old, keys)) == keys[1]:
                continue
            rekeying.rewrite(copy, key, keys[1], keep_times=True, progress=told)
            brought += 1
        except FileNotFoundError:
            continue
        except Unsettled:
            brought += 1
        except Cancelled:
            raise
        except (JournalError, OSError) as error:
            log.warning("A copy was not encrypted anew: %s", type(error).__name__)
            left.append(copy)
    return brought, tuple(left)


def _key_of(copy: Path, old: str, keys: tuple[Key | None, Key | None]) -> Key | None:
    """The key a copy has now. Raises OSError; a wrong one is noticed when it is used."""
    salt = _salt(copy)
    for key in keys:
        if key is not None and key.salt == salt:
            return key
    return derive(old, salt) if salt is not None else None


def _copies(path: Path, key: Key | None) -> tuple[Path, ...]:
    from mentorjournal.services.backups import shelf_files

    with plain_errors("looking for the backups", "Nothing was changed."):
        return shelf_files(path, key)


def _salt(path: Path) -> bytes | None:
    """The salt of an encrypted file, None for a plain one. Raises OSError."""
    head = read_head(path)
    return None if head.is_plain_database else head.salt


def _is_plain(copy: Path) -> bool:
    with suppress(OSError):
        return _salt(copy) is None
    return False


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0


class _Meter:
    """One measure for several stages; deaf to a wish to stop once the journal's file is the new one."""

    def __init__(self, progress: Progress | None, whole: int) -> None:
        self._progress = progress
        self._whole = max(whole, 1)
        self._before = 0
        self.deaf = False

    def stage(self, size: int) -> Progress:
        """What a stage of `size` bytes is to tell; whatever it counts is taken as a share of them."""
        start = self._before
        self._before += size

        def told(done: int, total: int) -> bool:
            if self._progress is None:
                return True
            reached = start + size * done // max(total, 1)
            return self._progress(min(reached, self._whole), self._whole) or self.deaf

        return told


def _told(kind: Kind, brought: int, left: tuple[Path, ...]) -> str:
    said = [_SAID[kind]]
    if brought:
        said.append(f"{brought} of its backups came along." if brought > 1 else "Its backup came along.")
    open_to_all = tuple(copy for copy in left if kind != "removed" and _is_plain(copy))
    others = tuple(copy for copy in left if copy not in open_to_all)
    for how, copies in ((_LEFT["set"], open_to_all), (_LEFT[kind], others)):
        if copies:
            said.append(f"These {how}: {', '.join(map(str, copies))}.")
    if left:
        said.append("Delete what you do not need of them, or bring it back into reach and do it again.")
    if (place := away()) is not None:
        said.append(f"Copies in {place}, which could not be reached, {_AWAY[kind]}.")
    return " ".join(said)
