"""An upgrade that is broken off at any statement leaves the journal as it was, or done; soak/damage.py tries all."""

from __future__ import annotations

import shutil
import signal
import sys
from pathlib import Path

import pytest

from mentorjournal.errors import JournalError, NewerJournal, StorageFailed
from mentorjournal.storage import engine as engines
from mentorjournal.storage import schema
from mentorjournal.storage.journal_file import open_journal
from mentorjournal.storage.keys import derive, read_head
from tests.storage.sample import PASSPHRASE
from tests.storage.test_damage import BOTH, everything
from tests.storage.upgrade_steps import (
    DATABASES,
    Statements,
    assert_old_or_done,
    broken,
    state,
    stored,
    upgrade_in_a_process,
)


def statements_of(folder: Path) -> int:
    """How many statements the longest upgrade takes."""
    path, _ = stored(folder, 1, encrypted=False)
    counting = Statements()
    with broken(counting):
        open_journal(path).close()
    return counting.seen


@pytest.mark.parametrize("part", [0.0, 0.3, 0.7, 0.97])
def test_an_error_at_a_statement_leaves_the_journal_as_it_was(tmp_path: Path, part: float) -> None:
    (counted := tmp_path / "counted").mkdir()
    at = 1 + int(statements_of(counted) * part)
    path, key = stored(tmp_path, 1, encrypted=False)
    before = state(path, key)
    statements = Statements(at)
    with broken(statements), pytest.raises(JournalError):
        open_journal(path)
    assert statements.seen >= at
    assert not list(tmp_path.glob("mine (format *"))
    assert state(path, key) == before
    assert not assert_old_or_done(path, key, before)


@pytest.mark.usefixtures("usual_rounds")
@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
@pytest.mark.parametrize(("version", "at", "passphrase"), [(1, 40, ""), (2, 12, PASSPHRASE)])
def test_a_kill_at_a_statement_leaves_the_journal_as_it_was_or_done(
    tmp_path: Path, version: int, at: int, passphrase: str
) -> None:
    path, key = stored(tmp_path, version, encrypted=bool(passphrase))
    before = state(path, key)
    assert upgrade_in_a_process(path, at, passphrase) == -signal.SIGKILL
    assert_old_or_done(path, key, before)


def test_a_full_disk_leaves_the_journal_as_it_was_and_says_so(tmp_path: Path) -> None:
    path, key = stored(tmp_path, 1, encrypted=False)
    before = state(path, key)
    with (
        broken(Statements(), spare_pages=3),
        pytest.raises(StorageFailed, match=r"disk is full.*as it was before"),
    ):
        open_journal(path)
    assert not assert_old_or_done(path, key, before)


@pytest.mark.usefixtures("usual_rounds")
@BOTH
def test_a_newer_file_is_refused_says_why_and_is_not_touched(path: Path, passphrase: str) -> None:
    shutil.copy(DATABASES / f"schema-5{'-encrypted' if passphrase else ''}.journal", path)
    key = derive(passphrase, read_head(path).salt) if passphrase else None
    raw = engines.connect(path, key, read_only=False)
    raw.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
    raw.close()
    before = everything(path)
    with pytest.raises(NewerJournal, match=r"newer version.*format is 6.*Update the program"):
        open_journal(path, passphrase)
    assert everything(path) == before
