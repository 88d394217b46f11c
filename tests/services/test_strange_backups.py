"""A backup that somebody made to harm is refused before anything of it is read, counted or put in place."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from mentorjournal.errors import JournalError, NotAJournal
from mentorjournal.model.types import Goal
from mentorjournal.services.bundle import Services
from mentorjournal.services.encryption import change_passphrase
from mentorjournal.services.restoring import restore_whole

_ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
HARM = {
    "a trigger": "CREATE TRIGGER evil AFTER INSERT ON meta BEGIN UPDATE record SET title = 'harmed'; END",
    "a view": f"ALTER TABLE link RENAME TO gone; CREATE VIEW link AS {_ENDLESS} "
    "SELECT 'a' AS source, 'b' AS role, 'c' AS target, x AS position FROM n",
}


@pytest.fixture(params=HARM)
def harmful(services: Services, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    services.records.save(Goal(title="Teach"))
    path = Path(shutil.copy(services.backups.make().backup.path, tmp_path / "given.mentorjournal"))
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.executescript(HARM[request.param])
    return path


def test_a_backup_that_does_something_by_itself_is_neither_read_nor_put_in_place(
    services: Services, harmful: Path
) -> None:
    journal, before = services.journal.path, harmful.read_bytes()
    (goal,) = services.records.all(Goal)
    for look in (
        lambda: services.restoring.compare(harmful),
        lambda: services.restoring.preview(harmful, goal.id),
        lambda: services.restoring.take(harmful, [goal.id]),
    ):
        with pytest.raises(NotAJournal, match="never writes"):
            look()
    services.journal.close()
    own = journal.read_bytes()
    with pytest.raises(NotAJournal, match="never writes"):
        restore_whole(journal, None, harmful)
    assert (journal.read_bytes(), harmful.read_bytes()) == (own, before)
    assert sorted(item.name for item in journal.parent.glob(".*part*")) == []


def test_one_among_the_backups_is_listed_as_unread_and_never_counted(
    services: Services, harmful: Path
) -> None:
    (own,) = services.backups.all()
    own.path.write_bytes(harmful.read_bytes())
    (listed,) = services.backups.all()
    assert (listed.counts, bool(listed.unread)) == (None, True)
    assert services.backups.changed()
    assert not services.backups.make().shrunk
    services.journal.close()
    left = change_passphrase(services.journal.path, "", "three quiet herons").left
    assert left == (own.path,)


def test_a_harmful_backup_under_a_passphrase_is_not_called_one_of_another(
    services: Services, harmful: Path
) -> None:
    from mentorjournal.storage.backup_reading import format_of
    from mentorjournal.storage.engine import connect
    from mentorjournal.storage.keys import derive, fresh_salt

    key, target = derive("three quiet herons", fresh_salt()), harmful.with_name("locked.mentorjournal")
    raw = connect(harmful, None, read_only=False)
    raw.execute("ATTACH ? AS fresh KEY ?", (str(target), key.quoted()))
    raw.execute("SELECT sqlcipher_export('fresh')").fetchone()
    for mark in ("application_id", "user_version"):
        raw.execute(f"PRAGMA fresh.{mark} = {raw.execute(f'PRAGMA main.{mark}').fetchone()[0]}")
    raw.close()
    with pytest.raises(JournalError, match="never writes"):
        format_of(target, key)
