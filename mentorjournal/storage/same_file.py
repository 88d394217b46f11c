"""Which file the connections of an open journal belong to: its name may go to another one meanwhile."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from mentorjournal.errors import StorageFailed

Mark = tuple[int, int]
"""Device and number of a file; zeros where the file system tells none."""


class OtherFile(StorageFailed):
    """The file of an open journal is gone, or its name belongs to another one."""


def mark_of_file(found: os.stat_result) -> Mark:
    """The mark that `os.stat` found."""
    return found.st_dev, found.st_ino


def differ(first: Mark, second: Mark) -> bool:
    """Whether two marks are of two files, as far as the file system tells them apart."""
    return first != second and all((*first, second[1]))


class SameFile:
    """Lets connections be made to one file only, the one that was there first.

    SQLite finds the log by the file's name. A connection to another file of that name would read the log of the
    old one into it, and ruin both.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mark: Mark | None = None
        self.logs: dict[Path, Mark] = {}
        """The logs that were there beside it so far, and which files they are."""

    def refuse_other(self) -> None:
        """Call it after a connection is made and before it reads, for only then it looks for the log.

        Raises OtherFile, or OSError where the folder cannot be reached.
        """
        try:
            found = mark_of_file(self._path.stat())
        except FileNotFoundError:
            raise OtherFile(self._said("removed or renamed")) from None
        if self._mark is None:
            self._mark = found
        elif differ(self._mark, found):
            raise OtherFile(self._said("replaced"))

    def learn_logs(self) -> None:
        """Call it while the file is known to be the one; what SQLite makes later is not known otherwise."""
        real = self._path.resolve()
        for end in ("-wal", "-shm"):
            log = real.with_name(real.name + end)
            with suppress(OSError):
                self.logs[log] = mark_of_file(log.stat())

    def _said(self, what: str) -> str:
        return (
            f"{self._path.name} was {what} by another program while it was open, so this was not done. Nothing was "
            "changed; what is open is kept as soon as the program has looked at it."
        )
