"""Bring an older journal to the present schema; imported only when a file's version asks for it."""

from __future__ import annotations

import datetime as dt
import glob
from contextlib import suppress
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from mentorjournal.errors import JournalError, StorageFailed
from mentorjournal.storage import engine as engines
from mentorjournal.storage import schema
from mentorjournal.storage.backup import backup, counts_of, remove, verify
from mentorjournal.storage.backup_copies import mark_of
from mentorjournal.storage.keys import Key

MIGRATIONS = Path(__file__).with_name("migrations")


def upgrade(path: Path, key: Key | None) -> Path | None:
    """Run the missing steps in one transaction and return the backup made before, None for an empty file.

    The caller holds the writer's lock. A failure leaves the file as it was, and no copy beside it that was made in
    vain; one left by a process that was killed serves the next upgrade. Raises StorageFailed.
    """
    kept = "The journal is as it was before."
    made, ran = None, False
    with engines.plain_errors("upgrading the journal", kept):
        engine = engines.make_engine(path, key, read_only=False)
        try:
            with engine.connect() as connection:
                tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
                version = connection.exec_driver_sql("PRAGMA user_version").scalar() or 0
            copy = _left_before(path, key, version) if tables else None
            if tables and copy is None:
                copy = made = _backup_name(path, version)
                backup(path, key, copy)
            with engine.connect() as connection:
                # Steps that rebuild a table drop the old one; its links must not cascade away with it.
                # The pragma does nothing inside a transaction, so it goes past SQLAlchemy, which begins one.
                raw: Any = connection.connection.driver_connection
                raw.execute("PRAGMA foreign_keys = OFF")
                with connection.execution_options(begin="BEGIN IMMEDIATE").begin():
                    _run(connection, kept)
                    ran = True  # a commit that fails may have been one all the same
        except BaseException:
            if made is not None and not ran:
                with suppress(OSError):
                    remove(made)
            raise
        finally:
            engine.dispose()
    return copy


def _left_before(path: Path, key: Key | None, version: int) -> Path | None:
    """A copy that an upgrade which was broken off has left, whole and of what the journal holds now."""
    like = f"{glob.escape(path.stem)} (format {version}, *{glob.escape(path.suffix)}"
    found = sorted(path.parent.glob(like))
    now = mark_of(path, key) if found else ""
    for copy in found:
        with suppress(JournalError):
            if mark_of(copy, key) == now:
                verify(copy, key, counts_of(copy, key), "It is not used.")
                return copy
    return None


def _run(connection: Connection, kept: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, schema.REVISIONS[schema.SCHEMA_VERSION])
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if dangling:
        raise StorageFailed(f"The upgrade would have left {len(dangling)} links to nothing. {kept}")
    connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")


def _backup_name(path: Path, version: int) -> Path:
    """A free name beside the journal that says what the file is: `mine (format 1, 2026-04-14).journal`."""
    today = dt.datetime.now(dt.UTC).astimezone().date().isoformat()
    stem = f"{path.stem} (format {version}, {today}"
    number = 1
    while (name := path.with_name(f"{stem}{f' {number}' if number > 1 else ''}){path.suffix}")).exists():
        number += 1
    return name
