"""The newest good backup of a damaged journal is its own, whatever else lies there, and opens with its own salt."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from mentorjournal.errors import NotFound
from mentorjournal.model.types import Goal
from mentorjournal.services.opening import create_services, open_services
from mentorjournal.services.salvaging import restore_newest
from tests.storage.helpers import Clock

PASSPHRASE = "three quiet herons"


def made(path: Path, title: str, passphrase: str = "") -> Path:
    path.parent.mkdir(exist_ok=True)
    services = create_services(path, passphrase)
    services.records.save(Goal(title=title))
    services.backups.make()
    services.journal.close()
    return path


def damage(path: Path, size: int = 4_096) -> None:
    path.write_bytes(b"\xff" * size + path.read_bytes()[size:])


def titles(path: Path, passphrase: str = "") -> list[str]:
    services = open_services(path, passphrase)
    found = sorted(goal.title for goal in services.records.all(Goal))
    services.journal.close()
    return found


@pytest.mark.parametrize("other", ["a/Notes about Ana", "b/Notes"])
def test_the_backup_of_another_journal_is_not_taken(tmp_path: Path, other: str) -> None:
    mine = made(tmp_path / "a" / "Notes.mentorjournal", "Mine")
    made(tmp_path / f"{other}.mentorjournal", "Other")
    damage(mine)
    restore_newest(mine, "")
    assert titles(mine) == ["Mine"]


def test_where_nothing_tells_them_apart_none_is_taken_and_both_are_named(tmp_path: Path) -> None:
    mine = made(tmp_path / "a" / "Notes.mentorjournal", "Mine")
    made(tmp_path / "b" / "Notes.mentorjournal", "Other")
    mine.write_bytes(b"\xff" * 50_000)
    with pytest.raises(NotFound) as said:
        restore_newest(mine, "")
    assert str(said.value).count("Notes backup 0001") == 2
    assert mine.read_bytes() == b"\xff" * 50_000


@pytest.mark.parametrize("size", [16, 4_096])
def test_an_encrypted_journal_whose_start_is_damaged_comes_back(tmp_path: Path, size: int) -> None:
    mine = made(tmp_path / "mine.mentorjournal", "Mine", PASSPHRASE)
    damage(mine, size)
    with pytest.raises(NotFound):
        restore_newest(mine, "another passphrase")
    restore_newest(mine, PASSPHRASE)
    assert titles(mine, PASSPHRASE) == ["Mine"]


def test_a_backup_of_a_clock_that_was_ahead_is_not_the_newest(tmp_path: Path) -> None:
    path = tmp_path / "mine.mentorjournal"
    services = create_services(path)
    services.journal.clock = clock = Clock()
    for title, days in (("old", 300), ("new", -300)):
        services.records.save(Goal(title=title))
        clock.forward(days=days)
        services.backups.make("hourly")
    services.journal.close()
    damage(path)
    restore_newest(path, "")
    assert titles(path) == ["new", "old"]


def test_a_journal_whose_own_words_are_damaged_still_names_its_backups(tmp_path: Path) -> None:
    mine = made(tmp_path / "a" / "Notes.mentorjournal", "Mine")
    made(tmp_path / "b" / "Notes.mentorjournal", "Other")
    data = bytearray(mine.read_bytes())
    with sqlite3.connect(mine) as connection:
        (page,) = connection.execute("select rootpage from sqlite_master where name = 'meta'").fetchone()
        (size,) = connection.execute("pragma page_size").fetchone()
    connection.close()
    start = (page - 1) * size
    data[start : start + 8] = b"\xff" * 8
    mine.write_bytes(data)
    services = open_services(mine, "")
    assert services.journal.read_only_because
    (only,) = services.backups.all()
    assert services.backups.newest_at() == only.made_at
    assert titles(only.path) == ["Mine"]
    services.journal.close()
