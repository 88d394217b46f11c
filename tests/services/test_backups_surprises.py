"""Backups of a journal that shrinks, is damaged or was only copied say what is so and leave nothing behind."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest

from mentorjournal.errors import JournalError, ReadOnlyJournal
from mentorjournal.model.types import Goal
from mentorjournal.services.backups import Backups
from mentorjournal.services.bundle import Services
from mentorjournal.storage.backup import backup
from mentorjournal.storage.journal_file import open_journal


@pytest.mark.parametrize(("records", "erased", "told"), [(6, 6, True), (6, 3, True), (6, 2, False)])
def test_a_small_journal_that_loses_half_of_it_keeps_the_backup_before(
    services: Services, records: int, erased: int, told: bool
) -> None:
    goals = [services.records.save(Goal(title=f"Goal {number}")) for number in range(records)]
    services.backups.make("hourly")
    with services.journal.writing("Erase", kind="purge") as writer:
        for goal in goals[:erased]:
            writer.erase(goal.id)
    assert bool(services.backups.make("hourly").shrunk) == told
    services.backups.rotate(2_000)
    assert len(services.backups.all()) == 1 + told


def test_a_damaged_journal_is_not_called_a_damaged_backup(services: Services) -> None:
    for number in range(9):
        services.records.save(Goal(title=f"Goal {number}"))
    path = services.journal.path
    services.journal.close()
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as raw:
        (at,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'record_by_type'").fetchone()
        (size,) = raw.execute("PRAGMA page_size").fetchone()
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    data = bytearray(path.read_bytes())
    start = (at - 1) * size
    data[start + 3 : start + 5] = (int.from_bytes(data[start + 3 : start + 5], "big") - 1).to_bytes(2, "big")
    path.write_bytes(data)
    target = path.with_name("out.mentorjournal")
    with pytest.raises(JournalError, match=f"{path.name} is damaged itself"):
        backup(path, None, target)
    assert not target.exists()


def test_the_first_backup_of_a_journal_open_elsewhere_says_where_to_make_it(
    services: Services, tmp_path: Path
) -> None:
    with open_journal(services.journal.path) as reading:
        with pytest.raises(ReadOnlyJournal, match="Make the first one there"):
            Backups(reading).make()
        assert Backups(reading).copy_to(tmp_path / "out.mentorjournal").total == 0
        services.backups.make()
        assert Backups(reading).make().counts.total == 0


def test_a_backup_of_a_journal_that_nobody_read_leaves_no_log(services: Services, tmp_path: Path) -> None:
    path = services.journal.path
    services.journal.close()
    with open_journal(path) as journal:
        Backups(journal).copy_to(tmp_path / "out.mentorjournal")
    assert not path.with_name(f"{path.name}-wal").exists()
