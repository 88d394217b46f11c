"""The newest good backup for a journal too damaged to open, found by whatever of its identity can still be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mentorjournal import settings
from mentorjournal.errors import JournalError, NotFound
from mentorjournal.services import backup_shelf as shelf
from mentorjournal.services.backup_shelf import Lying
from mentorjournal.services.restoring_whole import restore_whole
from mentorjournal.storage.backup import counts_of
from mentorjournal.storage.backup_reading import key_of
from mentorjournal.storage.engine import plain_errors
from mentorjournal.storage.keys import Key, derive, read_head
from mentorjournal.storage.rekeying import opens_with


@dataclass(frozen=True, slots=True)
class Found:
    """A backup that opens and holds something: `records` of them."""

    item: Lying
    records: int


def newest_backup(path: Path, key: Key | None, passphrase: str = "") -> Path | None:
    """The newest backup on this computer that opens, with its own salt, and holds something; None where there is
    none.

    Of journals of the same name only its own counts, told by its identity or salt as far as the damaged file
    still says it. Raises NotFound where it does not and there are several, with the newest of each; OSError where
    the folder of backups cannot be read.
    """
    found = [good for group in _shelves(path, key) if (good := _good(group, key, passphrase))]
    if len(found) > 1:
        named = "; ".join(f"{good.item.path} ({good.records:,} records)" for good in found)
        raise NotFound(
            f"{path.name} is too damaged to say which backups are its own, and there are those of {len(found)} "
            f"journals of that name. Nothing was changed. The newest of each: {named}. Open them to see which is "
            "yours, and put that one in its place: mentorjournal restore --backup FILE --journal FILE."
        )
    return found[0].item.path if found else None


def _shelves(path: Path, key: Key | None) -> Iterator[list[Lying]]:
    """The backups of each journal that may be this one, newest first by their serial."""
    root, stem = settings.backup_folder(), shelf.stem_of(path)
    known = {identity} if (identity := shelf.identity_of(path, key)) else shelf.identities_in(path)
    groups: dict[str, list[Lying]] = {}
    for folder, identity in shelf.all_shelves(root):
        if identity in known or (not known and folder.name == f"{stem} backups {identity}"):
            groups.setdefault(identity, []).extend(shelf.lying(folder))
    own = [group for group in groups.values() if key is not None and _has_salt(group, key.salt)]
    for group in own or groups.values():
        yield sorted(group, key=lambda item: item.name.serial, reverse=True)


def _has_salt(group: list[Lying], salt: bytes) -> bool:
    return any(read_head(item.path).salt == salt for item in group)


def _good(group: list[Lying], key: Key | None, passphrase: str) -> Found | None:
    keys = {} if key is None else {key.salt: key}
    for item in group:
        with suppress(JournalError):
            salt = read_head(item.path).salt
            own = keys.get(salt) or key_of(item.path, key, passphrase)
            if own is not None:
                keys[salt] = own
            if records := counts_of(item.path, own).total:
                return Found(item, records)
    return None


def restore_newest(path: Path, passphrase: str, progress: Callable[[int, int], bool] | None = None) -> str:
    """Put the newest good backup in the place of a journal that does not open, which is set aside; a sentence
    for the reader. Raises NotFound where there is none or it cannot be told, and what `restore_whole` raises."""
    with plain_errors("looking for backups", "Nothing was changed."):
        key = derive(passphrase, read_head(path).salt) if passphrase else None
        found = newest_backup(path, key, passphrase)
    if found is None:
        raise NotFound(
            f"No backup of {path.name} that opens was found on this computer. Nothing was changed; look on the "
            "second place where you keep copies, or save what can be read."
        )
    # Where its first bytes are damaged they are no salt, and the backup keeps its own.
    fits = key is not None and opens_with(path, key)
    return restore_whole(path, key if fits else None, found, progress, passphrase=passphrase)
