"""Where the backups of a journal lie and what their names say; the files themselves are the only list of them."""

from __future__ import annotations

import datetime as dt
import mmap
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final, Literal, get_args

from mentorjournal import settings
from mentorjournal.errors import JournalError
from mentorjournal.storage.backup_copies import meta_of
from mentorjournal.storage.conflicts import conflict_copies
from mentorjournal.storage.keys import PLAIN_HEADER, Key, read_head

Kind = Literal["hourly", "asked", "before"]
Place = Literal["here", "second", "beside"]
ENDING: Final = ".mentorjournal"
IDENTITY: Final = "identity"
"""The key in the journal's own words under which it keeps its identity: eight hexadecimal digits."""

_LONGEST: Final = 100
_NOT_IN_NAMES: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_NAME: Final = re.compile(
    r"(?P<stem>.+) backup (?P<serial>\d{4,9}) (?P<day>\d{4}-\d\d-\d\d) (?P<clock>\d\d\.\d\d\.\d\d) "
    rf"(?P<zone>[+-]\d{{4}}) (?P<kind>{'|'.join(get_args(Kind))})(?P<kept> kept)?{re.escape(ENDING)}",
    re.DOTALL,
)
_IN_BYTES: Final = re.compile(IDENTITY.encode() + rb'"([0-9a-f]{8})"')
"""The identity of a plain journal as its row lies in the file: name and value, one after the other."""
_MOST_BESIDE: Final = 2_000
"""So many files of a folder are looked at for copies; a journal lies among papers, not in an archive."""
_FOLDER: Final = re.compile(r".+ backups (?P<identity>[0-9a-f]{8})", re.DOTALL)
_BESIDE: Final = r"{} \(format \d+, (?P<day>\d{{4}}-\d\d-\d\d)( \d+)?\){}"
_KEPT: Final = r"{} \(kept \d{{4}}-\d\d-\d\d \d\d\.\d\d\.\d\d(, \d+)?\){}"
_DAMAGED: Final = r"{} \(damaged, \d{{4}}-\d\d-\d\d \d\d\.\d\d\.\d\d(, \d+)?\){}"


@dataclass(frozen=True, slots=True)
class Name:
    """What the name of a backup says. `serial` orders backups whatever the clock said; `made_at` is aware."""

    stem: str
    serial: int
    made_at: dt.datetime
    kind: Kind
    kept: bool = False

    @property
    def file(self) -> str:
        """The file's name: `Mentoring backup 0012 2026-11-22 14.03.05 +0100 hourly.mentorjournal`."""
        moment = f"{self.made_at:%Y-%m-%d %H.%M.%S %z}"[:25]
        return (
            f"{self.stem} backup {self.serial:04} {moment} {self.kind}{' kept' if self.kept else ''}{ENDING}"
        )


@dataclass(frozen=True, slots=True)
class Lying:
    """One backup file where it lies."""

    path: Path
    name: Name
    size: int


def read_name(file: str) -> Name | None:
    """What the name of a file says, None where it is no backup of ours."""
    found = _NAME.fullmatch(file)
    if found is None:
        return None
    try:
        made_at = dt.datetime.strptime(
            f"{found['day']} {found['clock']} {found['zone']}", "%Y-%m-%d %H.%M.%S %z"
        )
    except ValueError:
        return None
    kind: Kind = next(kind for kind in get_args(Kind) if kind == found["kind"])
    return Name(found["stem"], int(found["serial"]), made_at, kind, bool(found["kept"]))


def stem_of(journal: Path) -> str:
    """The journal's name as every file system takes it."""
    stem = _NOT_IN_NAMES.sub("_", journal.stem).strip(" .") or "Journal"
    return stem.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore").strip(" .")


def folder_name(journal: Path, identity: str) -> str:
    """The name of the folder that holds a journal's backups, here and in a second place."""
    return f"{stem_of(journal)} backups {identity}"


def shelves(root: Path, identity: str) -> tuple[Path, ...]:
    """The folders of this identity in `root`, under whatever name the journal had. Raises OSError."""
    return tuple(folder for folder, found in _folders(root) if found == identity)


def all_shelves(root: Path) -> tuple[tuple[Path, str], ...]:
    """The folders of every journal in `root`, each with its identity. Raises OSError."""
    return tuple(_folders(root))


def any_shelf(root: Path) -> bool:
    """Whether a folder holds backups of any journal. Raises OSError."""
    return any(True for _ in _folders(root))


def _folders(root: Path) -> Iterator[tuple[Path, str]]:
    try:
        found = sorted(root.iterdir())
    except FileNotFoundError:
        return
    for folder in found:
        named = _FOLDER.fullmatch(folder.name)
        if named and folder.is_dir() and not folder.is_symlink():
            yield folder, named["identity"]


def lying(folder: Path) -> tuple[Lying, ...]:
    """The backups in one folder, newest first by their serial; what else lies there is passed over.

    Raises OSError where the folder is there and cannot be read.
    """
    found = []
    try:
        paths = list(folder.iterdir())
    except FileNotFoundError:
        return ()
    for path in paths:
        name = read_name(path.name)
        # A file may go while the others are looked at.
        with suppress(FileNotFoundError):
            if name is not None and not path.is_symlink() and path.is_file():
                found.append(Lying(path, name, path.stat().st_size))
    return tuple(sorted(found, key=lambda item: (item.name.serial, item.name.made_at), reverse=True))


def beside(journal: Path) -> tuple[tuple[Path, dt.datetime], ...]:
    """The backups that upgrades of the journal left beside it, with the local midnight of the day of each."""
    pattern = re.compile(_BESIDE.format(re.escape(journal.stem), re.escape(journal.suffix)))
    found = []
    with suppress(OSError):
        for path in journal.parent.iterdir():
            named = pattern.fullmatch(path.name)
            if named and path.is_file():
                with suppress(ValueError):
                    found.append((path, dt.datetime.fromisoformat(named["day"]).astimezone()))
    return tuple(sorted(found))


def kept_beside(journal: Path) -> tuple[Path, ...]:
    """The whole copies beside a journal that were made when another file took its name: what was open then, kept
    by this program, and those that a sync client names as only it does. Raises OSError."""
    real, salt = journal.resolve(), read_head(journal).salt
    found = [copy.path for copy in conflict_copies(real, None if salt == PLAIN_HEADER else salt) if copy.sure]
    return (*_named(real, _KEPT), *found)


def left_beside(journal: Path, key: Key | None = None) -> tuple[Path, ...]:
    """What lies beside a journal and is never rewritten: a damaged file that gave way to a backup, and copies that
    a person made, known by the journal's identity or salt. Raises OSError."""
    real, salt = journal.resolve(), read_head(journal).salt
    rewritten = {real, *(path for path, _ in beside(real)), *kept_beside(real)}
    identity = identity_of(journal, key) if salt == PLAIN_HEADER else ""
    found = []
    for path in islice(sorted(real.parent.iterdir()), _MOST_BESIDE):
        with suppress(OSError):
            if path in rewritten or path.is_symlink() or not path.is_file() or read_head(path).salt != salt:
                continue
            if salt != PLAIN_HEADER or (identity and identity_of(path, None) == identity):
                found.append(path)
    damaged = _named(real, _DAMAGED)
    return (*damaged, *(path for path in found if path not in damaged))


def _named(journal: Path, pattern: str) -> list[Path]:
    wanted = re.compile(pattern.format(re.escape(journal.stem), re.escape(journal.suffix)))
    return sorted(path for path in journal.parent.iterdir() if wanted.fullmatch(path.name) and path.is_file())


def identity_of(journal: Path, key: Key | None) -> str:
    """The identity that a closed journal file keeps, or an empty string."""
    try:
        found = meta_of(journal, key, IDENTITY)
    except JournalError:
        return ""
    return found if isinstance(found, str) else ""


def identities_in(path: Path) -> set[str]:
    """Every identity that stands in the bytes of a damaged plain file or its log; none in an encrypted one."""
    found: set[str] = set()
    for file in (path, path.with_name(f"{path.name}-wal")):
        # An empty file cannot be mapped.
        with (
            suppress(OSError, ValueError),
            file.open("rb") as stream,
            mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data,
        ):
            found.update(match.decode() for match in _IN_BYTES.findall(data))
    return found


def likely_identity(journal: Path) -> str:
    """The identity of a journal that cannot say it any more: the only one in its bytes, or of the shelves of its
    name; empty where none or several may be meant. Raises OSError where the folder of all backups cannot be read."""
    found = identities_in(journal) or {
        identity
        for folder, identity in _folders(settings.backup_folder())
        if folder.name == folder_name(journal, identity)
    }
    return found.pop() if len(found) == 1 else ""


def second_place() -> Path | None:
    """The folder for second copies that the settings name."""
    chosen = settings.load().second_place
    return Path(chosen) if chosen else None


def shelf_files(journal: Path, key: Key | None = None) -> tuple[Path, ...]:
    """Every backup file of a journal on this computer, in its second place and beside it, as far as reachable, and
    what was kept beside it when another file took its name.

    The journal need not be open. A shelf is its own where it bears the journal's identity, which is read
    with `key`, or where one file in it was encrypted with the journal's salt. Raises OSError where the journal
    or the folder of all backups cannot be read.
    """
    salt = read_head(journal).salt
    identity = ""
    if key is not None or salt == PLAIN_HEADER:
        identity = identity_of(journal, key)
    found = [*(path for path, _ in beside(journal)), *kept_beside(journal)]
    roots = [(settings.backup_folder(), False), (second_place(), True)]
    for root, may_be_gone in roots:
        if root is None:
            continue
        try:
            for folder, known in _folders(root):
                files = [item.path for item in lying(folder)]
                if known == identity or (salt != PLAIN_HEADER and _has_salt(files, salt)):
                    found += files
        except OSError:
            if not may_be_gone:
                raise
    return tuple(found)


def _has_salt(files: Iterable[Path], salt: bytes) -> bool:
    for path in files:
        with suppress(OSError):
            if read_head(path).salt == salt:
                return True
    return False


def with_name(item: Lying, *, kept: bool) -> Lying:
    """The same backup under a name that says whether it is kept. Raises OSError."""
    name = replace(item.name, kept=kept)
    return Lying(item.path.rename(item.path.with_name(name.file)), name, item.size)


def private_folder(folder: Path) -> None:
    """Make a folder only its owner may look into, as far as its file system knows of owners."""
    if not folder.is_dir():
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
