"""Older files: upgraded once, after a backup, to exactly what a new file is."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic import command

from mentorjournal.errors import StorageFailed
from mentorjournal.model.plain import from_plain
from mentorjournal.model.types import RECORD_TYPES, Attachment, Goal
from mentorjournal.storage import engine as engines
from mentorjournal.storage import migrate, revisions, schema
from mentorjournal.storage.journal_file import create, open_journal
from mentorjournal.storage.keys import Key, derive, fresh_salt
from tests.storage.helpers import ROOT, assert_sound, hits, undo
from tests.storage.sample import BYTES, PASSPHRASE, sample_id

DATABASES = Path(__file__).parents[1] / "data" / "databases"


def _schema_of(path: Path, key: Key | None = None) -> dict[str, Any]:
    raw = engines.connect(path, key, read_only=True)
    found: dict[str, Any] = {}
    for name, sql in raw.execute("SELECT name, sql FROM sqlite_master").fetchall():
        found[name] = (
            None if sql is None else re.sub(r"\s+", " ", sql).replace("( ", "(").replace(" )", ")").strip()
        )
        found[f"{name}: columns"] = raw.execute(f"PRAGMA table_xinfo('{name}')").fetchall()
        found[f"{name}: links"] = raw.execute(f"PRAGMA foreign_key_list('{name}')").fetchall()
    for pragma in ("application_id", "user_version", "page_size", "journal_mode"):
        found[pragma] = raw.execute(f"PRAGMA {pragma}").fetchone()
    found["alembic"] = raw.execute("SELECT * FROM alembic_version").fetchall()
    raw.close()
    return found


def _empty(path: Path, key: Key | None = None) -> None:
    raw = engines.connect(path, key, read_only=False, fresh=True)
    raw.execute("PRAGMA journal_mode = WAL")
    raw.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    raw.close()


def test_a_file_migrated_from_nothing_equals_a_fresh_one(tmp_path: Path) -> None:
    fresh, migrated = tmp_path / "fresh.journal", tmp_path / "migrated.journal"
    create(fresh).close()
    _empty(migrated)
    assert migrate.upgrade(migrated, None) is None
    assert _schema_of(migrated) == _schema_of(fresh)


def test_opening_an_older_file_upgrades_it(path: Path) -> None:
    key = derive(PASSPHRASE, fresh_salt())
    _empty(path, key)
    with open_journal(path, PASSPHRASE) as journal:
        with journal.writing("New goal") as writer:
            writer.put(Goal(title="Teach"))
        assert hits(journal, "teach") == ["Teach"]
        assert_sound(journal)
    assert _schema_of(path, key)["user_version"] == (schema.SCHEMA_VERSION,)


@pytest.mark.usefixtures("usual_rounds")
@pytest.mark.parametrize("version", range(1, schema.SCHEMA_VERSION + 1))
@pytest.mark.parametrize("passphrase", ["", PASSPHRASE], ids=["plain", "encrypted"])
def test_a_journal_of_every_released_schema_opens_and_reads_right(
    path: Path, version: int, passphrase: str
) -> None:
    name = f"schema-{version}"
    shutil.copy(DATABASES / f"{name}{'-encrypted' if passphrase else ''}.journal", path)
    expected = json.loads((DATABASES / f"{name}.json").read_text("utf-8"))
    with open_journal(path, passphrase) as journal:
        with journal.reading() as reader:
            for plain in expected["records"]:
                record = from_plain(plain)
                assert reader.get(type(record), record.id) == record
            attachment = reader.get(Attachment, sample_id("attachment"))
            assert attachment.sha256 == expected["sha256"]
            assert b"".join(reader.blob(attachment.sha256)) == BYTES
            assert reader.meta("owner") == {"name": "Amara Okafor"}
            history = revisions.versions(reader, sample_id("tag"))
        assert [version.label for version in history] == ["Edit tag", "Everything at once"]
        assert "Goal: title naïvely" in hits(journal, "goal naively resume")
        assert_sound(journal)
        assert undo(journal) == "Edit tag"
        assert undo(journal) == "Everything at once"
        with journal.reading() as reader:
            assert reader.many(sample_id(name) for name in RECORD_TYPES) == {}


def test_the_stored_database_has_the_schema_its_migration_makes(path: Path, tmp_path: Path) -> None:
    shutil.copy(DATABASES / "schema-1.journal", path)
    migrated = tmp_path / "migrated.journal"
    _empty(migrated)
    raw = engines.connect(migrated, None, read_only=False, fresh=True)
    first = migrate.MIGRATIONS / "versions" / "0001_first.sql"
    for statement in first.read_text("utf-8").split("\n;\n"):
        raw.execute(statement)
    made = raw.execute("SELECT name FROM sqlite_master ORDER BY name").fetchall()
    raw.close()
    stored = engines.connect(path, None, read_only=True)
    assert (
        stored.execute(
            "SELECT name FROM sqlite_master WHERE name NOT LIKE '%alembic%' ORDER BY name"
        ).fetchall()
        == made
    )
    stored.close()


def _as_version_0_with_a_goal(path: Path) -> None:
    with create(path) as journal, journal.writing("New goal") as writer:
        writer.put(Goal(title="Kept"))
    raw = engines.connect(path, None, read_only=False, fresh=True)
    raw.execute("PRAGMA user_version = 0")
    raw.close()


def test_a_backup_is_made_before_the_first_step(path: Path) -> None:
    _as_version_0_with_a_goal(path)
    copy = migrate.upgrade(path, None)
    assert copy is not None
    assert copy.parent == path.parent
    assert copy.name.startswith("mine (format 0, ")
    assert copy.suffix == ".journal"
    raw = engines.connect(copy, None, read_only=True)
    assert raw.execute("PRAGMA user_version").fetchone() == (0,)
    assert raw.execute("SELECT title FROM record").fetchall() == [("Kept",)]
    raw.close()
    raw = engines.connect(path, None, read_only=False)
    raw.execute("PRAGMA user_version = 0")
    assert migrate.upgrade(path, None) == copy  # which is of what it holds
    raw.execute("PRAGMA user_version = 0")
    raw.execute("DELETE FROM record")
    raw.close()
    again = migrate.upgrade(path, None)
    assert again is not None
    assert again != copy


@pytest.mark.parametrize("fault", ["step", "links"])
def test_a_failed_upgrade_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    _as_version_0_with_a_goal(path)
    before = _schema_of(path)

    def fail(_config: Any, _revision: str) -> None:
        connection = _config.attributes["connection"]
        connection.exec_driver_sql("CREATE TABLE halfway (id TEXT)")
        connection.exec_driver_sql("INSERT INTO goal (id) VALUES ('nobody')")
        if fault == "step":
            connection.exec_driver_sql("SELECT * FROM nowhere")

    monkeypatch.setattr(command, "upgrade", fail)
    with pytest.raises(StorageFailed, match="as it was before"):
        open_journal(path)
    assert _schema_of(path) == before
    monkeypatch.undo()
    with open_journal(path) as journal, journal.reading() as reader:
        assert not journal.read_only_because
        assert [goal.title for goal in reader.find(Goal)] == ["Kept"]


def test_alembic_is_not_imported_to_open_a_journal_of_today(path: Path) -> None:
    create(path).close()
    program = (
        "import sys; from pathlib import Path; from mentorjournal.storage.journal_file import open_journal; "
        "open_journal(Path(sys.argv[1])).close(); assert not any(name.startswith('alembic') for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, str(path)], cwd=ROOT, check=True)


def test_every_schema_version_has_its_revision() -> None:
    assert list(schema.REVISIONS) == list(range(1, schema.SCHEMA_VERSION + 1))
    names = {path.name[:4] for path in (migrate.MIGRATIONS / "versions").glob("0*.py")}
    assert names == set(schema.REVISIONS.values())
