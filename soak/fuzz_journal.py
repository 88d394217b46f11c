"""A sound journal with bytes or values changed as the fuzzer says: opened, read whole, searched, or refused."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

SOUND = Path(__file__).parent.parent / "tests/data/databases/schema-5.journal"
_VALUES: tuple[Any, ...] = (
    *(None, -1, 2**62, 1.5, float("inf"), b"", b"\xff\x00", "", "x", "0000-00-00", "9999-99-99", "\0"),
    *("[" * 200_000, '["a"]', "[[1,2,3]]", '{"a":' * 50_000, "x" * 100_000, "NaN", "24:61", "[null]"),
)


def damaged_journal() -> Callable[[bytes], None]:
    """The target: an even first byte changes bytes of the file, an odd one values in its rows."""
    from mentorjournal.errors import JournalError
    from mentorjournal.storage import checks
    from mentorjournal.storage.journal_file import open_journal
    from mentorjournal.storage.whole import all_meta, all_records

    sound = SOUND.read_bytes()

    def read(data: bytes) -> None:
        with tempfile.TemporaryDirectory(prefix="fuzz-", ignore_cleanup_errors=True) as name:
            path = Path(name) / "x.mentorjournal"
            if data and data[0] % 2:
                path.write_bytes(sound)
                _change_values(path, data[1:])
            else:
                path.write_bytes(_changed(sound, data[1:]))
            with contextlib.suppress(JournalError), open_journal(path, read_only=True) as journal:
                with contextlib.suppress(JournalError), journal.reading() as reader:
                    for record in all_records(reader):
                        assert record.id
                with contextlib.suppress(JournalError), journal.reading() as reader:
                    all_meta(reader)
                with contextlib.suppress(JournalError):
                    checks.look(journal)

    return read


def _changed(sound: bytes, data: bytes) -> bytes:
    """Six bytes a change: where (4), how many, what."""
    made = bytearray(sound)
    for at in range(0, len(data) - 5, 6):
        place = int.from_bytes(data[at : at + 4], "big") % len(made)
        made[place : place + 1 + data[at + 4] % 16] = bytes([data[at + 5]]) * (1 + data[at + 4] % 16)
    return bytes(made[: len(sound)])


def _change_values(path: Path, data: bytes) -> None:
    """Four bytes a change: table, column, row, value. What SQLite itself refuses stays undone."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as raw:
        places = list(_places(raw))
        for at in range(0, len(data) - 3, 4):
            table, columns = places[data[at] % len(places)]
            column, value = columns[data[at + 1] % len(columns)], _VALUES[data[at + 3] % len(_VALUES)]
            with contextlib.suppress(sqlite3.Error):
                raw.execute(
                    f'UPDATE "{table}" SET "{column}" = ? WHERE rowid IN '
                    f'(SELECT rowid FROM "{table}" LIMIT 1 OFFSET ?)',
                    (value, data[at + 2] % 8),
                )


def _places(raw: sqlite3.Connection) -> Iterator[tuple[str, list[str]]]:
    names = raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' ORDER BY name"
    )
    for (table,) in names.fetchall():
        yield table, [row[1] for row in raw.execute(f'PRAGMA table_info("{table}")')]
