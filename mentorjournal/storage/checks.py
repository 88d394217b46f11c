"""Looks for damage in an open journal: pages, links, search index and the bytes of attachments."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, exc, func, select

from mentorjournal.errors import JournalError, NotAJournal
from mentorjournal.model.types import Person, Tag
from mentorjournal.storage import tables as t
from mentorjournal.storage.database import Database
from mentorjournal.storage.prepared import driver
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.search_index import texts_of
from mentorjournal.storage.whole import all_records

MOST = 20
"""How many problems of one kind are named; a badly damaged file has thousands."""

OPERATIONS_A_STEP = 50_000
"""Of the engine's own, some milliseconds."""

UNREAD = "some records cannot be read to compare it with them"
"""Of the index, where texts may be lost."""

Step = Callable[[str], None]
"""Told what is being looked at; may raise Cancelled."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found; every list is empty in a sound journal. `missing`, `damaged` and `orphans` are
    SHA-256 names; `missing` and `damaged` come with the attachment's title. `words_unseen` says why the words
    of the index were not compared, or is empty."""

    pages: tuple[str, ...]
    links: tuple[str, ...]
    search: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]
    damaged: tuple[tuple[str, str], ...]
    orphans: tuple[str, ...]
    records: dict[str, int]
    trashed: int
    words_unseen: str = ""


def look(database: Database, step: Step = lambda _: None) -> Findings:
    """Read everything once. The index is compared with its texts only where the journal can be written:
    SQLite counts that command as a write, though it changes nothing.

    Raises NotAJournal where the file cannot be read at all, and whatever `step` raises.
    """
    with database.reading() as reader:
        connection = reader.connection
        pages = _pages(connection, step)
        step("links")
        links = _dangling(connection)
        step("search")
        search = _index_counts(connection) or _stale_texts(reader)
        missing, damaged, orphans = _blobs(connection, step)
        records = _records(connection)
        trashed = connection.scalar(select(func.count()).where(t.record.c.deleted_at.is_not(None))) or 0
    if not database.read_only_because and not search and pages == ("ok",):
        step("search texts")
        search = _index_texts(database)
    return Findings(
        () if pages == ("ok",) else pages,
        links,
        search,
        missing,
        damaged,
        orphans,
        records,
        trashed,
        database.read_only_because,
    )


def _pages(connection: Connection, step: Step) -> tuple[str, ...]:
    """What the engine says of its pages. It asks `step` all the while, for a large file takes a minute."""
    raised: list[JournalError] = []

    def stop() -> int:
        try:
            step("pages")
        except JournalError as error:
            raised.append(error)
        return len(raised)

    raw = driver(connection)
    raw.set_progress_handler(stop, OPERATIONS_A_STEP)
    try:
        step("pages")
        return tuple(row[0] for row in connection.exec_driver_sql(f"PRAGMA integrity_check({MOST})"))
    except exc.DBAPIError as error:
        if raised:
            raise raised[0] from None
        if isinstance(error, exc.OperationalError):  # the disk, not what is written on it
            raise
        raise NotAJournal(
            f"The file is damaged: the engine could not read it to its end ({error.orig})."
        ) from error
    finally:
        raw.set_progress_handler(None, 0)


def _dangling(connection: Connection) -> tuple[str, ...]:
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(MOST)
    return tuple(f"{row[0]} points to a missing {row[2]}" for row in rows)


def _index_counts(connection: Connection) -> tuple[str, ...]:
    """Compare who is in the index with who should be: every record that is not in the trash."""
    unlisted, stale, texts, indexed = connection.exec_driver_sql(
        "SELECT (SELECT count(*) FROM record WHERE deleted_at IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM search_doc d WHERE d.record = record.id AND d.sort = record.sort)), "
        "(SELECT count(*) FROM search_doc d LEFT JOIN record r ON r.id = d.record "
        "WHERE r.id IS NULL OR r.deleted_at IS NOT NULL), "
        "(SELECT count(*) FROM search_doc), (SELECT count(*) FROM search_docsize)"
    ).one()
    problems = []
    if unlisted:
        problems.append(f"{unlisted} records are not in it" if unlisted > 1 else "1 record is not in it")
    if stale:
        problems.append(f"{stale} of its entries {'belong' if stale > 1 else 'belongs'} to no record")
    if texts != indexed:
        problems.append(f"it counts {indexed} texts instead of {texts}")
    return tuple(problems)


def _stale_texts(reader: Reader) -> tuple[str, ...]:
    """Compare the texts given to the index with what the records say now."""
    doc, r = t.search_doc.c, t.record.c
    texts = select(doc.record, doc.type, doc.title, doc.body, doc.people, doc.tags)
    # Hashes, for the texts of a whole journal are large.
    kept = {key: hash(tuple(words)) for key, *words in reader.connection.execute(texts)}
    named = select(r.id, r.title).where(r.type.in_((Person.TYPE, Tag.TYPE)))
    names = {row[0]: row[1] for row in reader.connection.execute(named)}
    try:
        stale = sum(
            record.deleted_at is None and kept.get(record.id) != hash(texts_of(record, names))
            for record in all_records(reader)
        )
    except (ValueError, TypeError, NotAJournal):
        return (UNREAD,)
    are = "is not that of its record" if stale == 1 else "are not those of the records"
    return (f"{stale} of its texts {are}",) if stale else ()


def _index_texts(database: Database) -> tuple[str, ...]:
    with database.writing("Check") as writer:
        try:
            writer.connection.exec_driver_sql(
                "INSERT INTO search(search, rank) VALUES ('integrity-check', 1)"
            )
        except exc.DBAPIError as error:
            if not any(word in str(error.orig) for word in ("malformed", "checksum mismatch")):
                raise
            return ("its words differ from the texts",)
    return ()


def _blobs(
    connection: Connection, step: Step
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...], tuple[str, ...]]:
    attachment = t.own["attachment"]
    named = connection.execute(
        select(attachment.c.sha256, t.record.c.title).join(t.record, t.record.c.id == attachment.c.id)
    )
    titles: dict[str, str] = {row[0]: row[1] for row in named}
    kept = list(connection.scalars(select(t.blob.c.sha256).distinct().order_by(t.blob.c.sha256)))
    damaged = []
    for sha256 in kept:
        step(titles.get(sha256, "attachments"))
        if digest_of(connection, sha256) != sha256:
            damaged.append((sha256, titles.get(sha256, "")))
    missing = tuple((sha256, title) for sha256, title in titles.items() if sha256 and sha256 not in set(kept))
    return missing, tuple(damaged), tuple(sha256 for sha256 in kept if sha256 not in titles)


def digest_of(connection: Connection, sha256: str) -> str:
    """Hash one kept file a part of up to 1 MiB at a time; a lost part shows as a different hash."""
    digest = hashlib.sha256()
    numbers = connection.scalars(
        select(t.blob.c.part).where(t.blob.c.sha256 == sha256).order_by(t.blob.c.part)
    ).all()
    for expected, part in enumerate(numbers):
        if part != expected:
            return ""
        data = connection.scalar(
            select(t.blob.c.data).where(t.blob.c.sha256 == sha256, t.blob.c.part == part)
        )
        digest.update(data or b"")
    return digest.hexdigest()


def _records(connection: Connection) -> dict[str, int]:
    rows = connection.execute(select(t.record.c.type, func.count()).group_by(t.record.c.type))
    return {row[0]: row[1] for row in rows}
