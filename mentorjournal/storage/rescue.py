"""Whether the file under an open journal is still the one that was opened, and a copy of what is open where not."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Literal

from mentorjournal.errors import StorageFailed
from mentorjournal.storage import engine as engines
from mentorjournal.storage.backup import counts_of, flush, remove
from mentorjournal.storage.beside import make_private
from mentorjournal.storage.database import Database
from mentorjournal.storage.same_file import Mark, SameFile, differ, mark_of_file

Happened = Literal["", "removed", "replaced", "cut"]


class FileWatch:
    """Remembers which file was opened. A journal only grows while it is open, so a smaller one was cut."""

    def __init__(self, path: Path, same: SameFile) -> None:
        self._path, self._same = path.resolve(), same
        self._mark: Mark = (0, 0)
        self._size = 0
        with suppress(OSError):
            found = self._path.stat()
            self._mark, self._size = mark_of_file(found), found.st_size
        same.learn_logs()

    def look(self) -> Happened:
        """What became of the file since it was opened. A folder that cannot be reached tells nothing."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return "removed" if self._path.parent.is_dir() else ""
        except OSError:
            return ""
        if differ(self._mark, mark_of_file(found)):
            return "replaced"
        if found.st_size < self._size:
            return "cut"
        self._size = found.st_size
        self._same.learn_logs()
        return ""

    def remove_our_logs(self) -> None:
        """Remove the log of the file that has no name any more, once all of it is kept elsewhere.

        SQLite leaves it when the file was moved, and would read it into the file that has the name now, and
        ruin that. A log that came with the new file stays.
        """
        for log, mark in self._same.logs.items():
            with suppress(OSError):
                if mark_of_file(log.stat()) == mark:
                    log.unlink()


def rescue(database: Database, stamp: str) -> Path:
    """Copy what is open, whatever became of its file, into a new journal beside it under the same key.

    The connections of an open journal keep the file they opened, also where its name went to another one. The
    copy is opened and counted before it gets its name. Raises StorageFailed.
    """
    path = database.path.resolve()
    target = _free_name(path, stamp)
    part = path.with_name(f".{target.name}.part")
    kept = "It is open here still: leave this window open and copy the text elsewhere."
    try:
        with engines.plain_errors("keeping what is open", kept):
            remove(part)
            with database.reading() as reader:
                count = reader.connection.exec_driver_sql("SELECT count(*) FROM revision").scalar_one()
                make_private(part)
                copy = engines.connect(part, database.key, read_only=False, fresh=True)
                try:
                    reader.connection.connection.driver_connection.backup(copy)  # type: ignore[union-attr]
                finally:
                    copy.close()
            if counts_of(part, database.key).revisions != count:
                raise StorageFailed(f"The copy of what is open is not whole. {kept}")
            flush(part)
            part.replace(target)
            flush(target.parent)
    except BaseException:
        with suppress(OSError):
            remove(part)
        raise
    return target


def _free_name(path: Path, stamp: str) -> Path:
    target, number = path.with_name(f"{path.stem} (kept {stamp}){path.suffix}"), 1
    while target.exists():
        number += 1
        target = path.with_name(f"{path.stem} (kept {stamp}, {number}){path.suffix}")
    return target
