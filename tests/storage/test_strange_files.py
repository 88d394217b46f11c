"""A journal file that somebody made to harm, or that another program wrote into."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from mentorjournal.errors import JournalError, NotAJournal
from mentorjournal.services.checking import check
from mentorjournal.storage import engine, schema
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import open_journal
from mentorjournal.storage.whole import all_meta, all_records
from tests.storage.make_databases import DATA

FOREIGN = [
    "CREATE TRIGGER more AFTER INSERT ON record BEGIN DELETE FROM blob; END",
    "CREATE TRIGGER more INSTEAD OF INSERT ON shown BEGIN DELETE FROM blob; END",
    "CREATE TEMP VIEW unseen AS SELECT 1; CREATE VIEW shown AS SELECT * FROM record",
    "CREATE VIRTUAL TABLE other USING fts5(title)",
    "ALTER TABLE meta ADD COLUMN more AS (hex(zeroblob(100)))",
    "DROP TRIGGER search_doc_added; CREATE TRIGGER search_doc_added AFTER INSERT ON search_doc BEGIN SELECT 1; END",
    "; ".join(f"CREATE TABLE t{number}(a)" for number in range(schema.MOST_PARTS)),
]


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return Path(shutil.copy(DATA / f"schema-{schema.SCHEMA_VERSION}.journal", tmp_path / "x.journal"))


def change(journal: Path, script: str) -> None:
    with contextlib.closing(sqlite3.connect(journal, isolation_level=None)) as raw:
        if "shown BEGIN" in script:
            raw.execute("CREATE VIEW shown AS SELECT * FROM record")
        raw.executescript(f"BEGIN; {script}; COMMIT" if "t0" in script else script)


def read_whole(journal: Database) -> None:
    with journal.reading() as reader:
        all_meta(reader)
        list(all_records(reader))
        reader.many(row[0] for row in reader.connection.exec_driver_sql("SELECT id FROM record"))


@pytest.mark.parametrize("script", FOREIGN, ids=lambda script: script[:40])
def test_a_file_that_does_something_by_itself_is_not_opened(journal: Path, script: str) -> None:
    change(journal, script)
    before = journal.read_bytes()
    with pytest.raises(NotAJournal, match="never writes"):
        open_journal(journal)
    assert journal.read_bytes() == before
    assert [item.name for item in journal.parent.iterdir()] == [journal.name]


@pytest.mark.parametrize("version", range(1, schema.SCHEMA_VERSION + 1))
def test_every_released_schema_is_ours(version: int) -> None:
    raw = engine.connect(DATA / f"schema-{version}.journal", None, read_only=True, immutable=True)
    with contextlib.closing(raw):
        assert schema.strange_in(raw) == ""


def test_the_schema_of_a_file_is_not_trusted_with_functions(journal: Path) -> None:
    raw = engine.connect(journal, None, read_only=True)
    with contextlib.closing(raw):
        assert raw.execute("PRAGMA trusted_schema").fetchone() == (0,)
        assert raw.execute("PRAGMA cell_size_check").fetchone() == (1,)


@pytest.mark.parametrize(
    "script",
    [
        "UPDATE record SET date = 'yesterday'",
        "UPDATE record SET date = 7",
        "UPDATE record SET created_at = X'00'",
        "UPDATE record SET created_at = '2026-99-99'",
        "UPDATE record SET type = 'spell'",
        "UPDATE reflection SET sections = '[1]'",
        f"UPDATE reflection SET sections = '{'[' * 200_000}'",
        f"UPDATE meta SET value = '{'[' * 1_000_000}'",
        "UPDATE meta SET value = 'NaNa'",
        "UPDATE record SET title = CAST(X'FFFE' AS TEXT)",
    ],
    ids=lambda script: script[:50],
)
def test_a_value_that_makes_no_sense_is_told_and_crashes_nothing(journal: Path, script: str) -> None:
    change(journal, f"PRAGMA foreign_keys = OFF; {script}")
    with pytest.raises(JournalError), open_journal(journal, read_only=True) as opened:
        read_whole(opened)


def test_a_check_does_not_say_that_every_text_is_there_where_a_record_cannot_be_read(journal: Path) -> None:
    change(journal, "PRAGMA foreign_keys = OFF; UPDATE record SET created_at = 'x' WHERE type = 'goal'")
    with open_journal(journal, read_only=True) as opened:
        report = check(opened)
    assert not report.ok
    assert not report.texts_whole
    assert not [said for said in report.sentences if "Every text is there" in said]


def test_a_check_says_that_every_text_is_there_where_only_the_index_is_wrong(journal: Path) -> None:
    change(journal, "DELETE FROM search_doc WHERE type = 'goal'")
    with open_journal(journal, read_only=True) as opened:
        report = check(opened)
    assert report.texts_whole
    assert "Every text is there." in report.sentences
