"""Breaks an upgrade at a certain statement: by an error, by a full disk, or by ending the process at once."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, event

from mentorjournal.storage import engine as engines
from mentorjournal.storage import migrate, schema
from mentorjournal.storage.backup import counts_of
from mentorjournal.storage.journal_file import open_journal
from mentorjournal.storage.keys import Key, derive, read_head
from tests.storage.helpers import ROOT
from tests.storage.sample import PASSPHRASE

DATABASES = Path(__file__).parents[1] / "data" / "databases"


class Statements:
    """Counts the statements of an upgrade, and ends it at the one with number `at`, from 1."""

    def __init__(self, at: int = 0, *, kill: bool = False) -> None:
        self.at, self.kill, self.seen = at, kill, 0

    def __call__(self, *_: Any) -> None:
        """One statement is about to run."""
        self.seen += 1
        if self.seen != self.at:
            return
        if self.kill:
            os.kill(os.getpid(), signal.SIGKILL)
        raise sqlcipher.OperationalError("disk I/O error")


@contextmanager
def broken(statements: Statements, spare_pages: int | None = None) -> Iterator[None]:
    """Upgrades in this process run under `statements`, with room for no more than so many new pages."""
    make = engines.make_engine

    def made(*arguments: Any, **named: Any) -> Engine:
        engine = make(*arguments, **named)
        event.listen(engine, "before_cursor_execute", statements)
        if spare_pages is not None:
            event.listen(engine, "connect", lambda raw, _: _limit(raw, spare_pages))
        return engine

    engines.make_engine = made
    try:
        yield
    finally:
        engines.make_engine = make


def _limit(raw: Any, spare: int) -> None:
    (pages,) = raw.execute("PRAGMA page_count").fetchone()
    raw.execute(f"PRAGMA max_page_count = {pages + spare}")


def stored(folder: Path, version: int, *, encrypted: bool) -> tuple[Path, Key | None]:
    """A copy of a stored journal of an earlier format, and its key."""
    path = folder / "mine.journal"
    shutil.copy(DATABASES / f"schema-{version}{'-encrypted' if encrypted else ''}.journal", path)
    return path, derive(PASSPHRASE, read_head(path).salt) if encrypted else None


def state(path: Path, key: Key | None) -> tuple[int, list[tuple[Any, ...]]]:
    """The format of a journal and everything its tables are, after the engine has recovered it."""
    raw = engines.connect(path, key, read_only=False)
    try:
        (version,) = raw.execute("PRAGMA user_version").fetchone()
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return version, raw.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
    finally:
        raw.close()


def assert_old_or_done(path: Path, key: Key | None, before: tuple[int, list[tuple[Any, ...]]]) -> bool:
    """After whatever happened: as it was before or done, the backup whole, and it opens. True where it was done."""
    now = state(path, key)
    done = now[0] == schema.SCHEMA_VERSION
    assert done or now == before
    for copy in path.parent.glob("mine (format *"):
        assert counts_of(copy, key).total
        assert state(copy, key) == before
    with open_journal(path, key=key.copy() if key else None) as journal:
        assert not journal.read_only_because
    assert state(path, key)[0] == schema.SCHEMA_VERSION
    assert len(list(path.parent.glob("mine (format *"))) == 1
    return done


def upgrade_in_a_process(path: Path, at: int, passphrase: str) -> int:
    """Upgrade in a process of its own that kills itself before statement `at`; how it ended."""
    program = (
        "import sys; from pathlib import Path; from tests.storage.upgrade_steps import Statements, broken; "
        "from mentorjournal.storage.journal_file import open_journal\n"
        "with broken(Statements(int(sys.argv[2]), kill=True)):\n"
        "    open_journal(Path(sys.argv[1]), sys.argv[3]).close()"
    )
    command = [sys.executable, "-c", program, str(path), str(at), passphrase]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


__all__ = ["PASSPHRASE", "Statements", "assert_old_or_done", "broken", "migrate", "state", "stored"]
