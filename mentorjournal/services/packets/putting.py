"""A file of a packet takes its place once the journal has kept that it left, never before."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from mentorjournal.errors import JournalError, StorageFailed
from mentorjournal.storage.engine import plain_errors
from mentorjournal.whole_file import whole_file

KEPT: Final = "Nothing was written, and nothing left the journal."
STILL_LISTED: Final = (
    "The file was not written, but the journal lists it as sent and could not take that back: {0}"
)
T = TypeVar("T")


def put_file(target: Path, data: bytes, keep: Callable[[], T], take_back: Callable[[], object]) -> T:
    """Write a file whose leaving `keep` notes as one commit, and give what that gave.

    The bytes lie on the disk before `keep` is called, and take the name of the file after it: where it fails, a
    file that had the name stays. Where the file cannot take its name any more, `take_back` is called. Raises
    StorageFailed, and what `keep` raises.
    """
    kept: list[T] = []
    try:
        with plain_errors(f"writing {target.name}", KEPT), whole_file(target) as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
            kept.append(keep())
    except BaseException:
        if kept:
            _take_back(take_back)
        raise
    return kept[0]


def _take_back(take_back: Callable[[], object]) -> None:
    try:
        take_back()
    except JournalError as error:
        raise StorageFailed(STILL_LISTED.format(error.message)) from error
