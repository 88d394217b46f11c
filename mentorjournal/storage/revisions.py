"""Revisions: the one mechanism behind undo, redo, history and what changed since."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, bindparam, case, delete, func, insert, literal_column, or_, select, update

from mentorjournal.model.plain import from_plain
from mentorjournal.model.record import Record
from mentorjournal.storage import tables as t
from mentorjournal.storage.prepared import Prepared
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.writer import Touched, Writer, dumped

Kind = Literal["edit", "import", "undo", "redo", "purge", "log"]
"""What a change is for history. A log is kept like an edit and passed over by undo: it tells what cannot be
taken back, such as a file that left."""
SITTING = dt.timedelta(minutes=5)
"""Edits of one record closer together than this are one sitting and become one undo step."""
LONGEST_SITTING = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One user action that can be undone or redone."""

    id: int
    label: str


@dataclass(frozen=True, slots=True)
class Version:
    """One revision of one record; `before` and `after` are None where it did not exist."""

    id: int
    at: dt.datetime
    label: str
    kind: str
    type: str
    record: str
    before: Record | None
    after: Record | None


@dataclass(frozen=True, slots=True)
class Summary:
    """How many versions of a record there are, how many of them since a moment, and when the last came."""

    count: int
    recent: int
    last: dt.datetime | None


def record_change(writer: Writer, label: str, kind: Kind, *, sitting: bool) -> None:
    """Write the change row and one revision per touched record; nothing where nothing changed."""
    entries = {key: item for key, item in writer.touched.items() if item.before != item.after}
    if not entries or kind == "purge":
        return
    connection = writer.connection
    last = [_Last(*row) for row in _LAST_CHANGE.rows(connection, {})]
    # What is undone always came after all that is done, so after a done edit nothing is left to redo.
    if kind in ("edit", "import") and not (last and last[0].is_done_edit):
        connection.execute(_LOSE_REDO)
    if writer.final:
        return
    if sitting and len(entries) == len(last) == 1:
        ((record_id, item),) = entries.items()
        if _joins(writer, last[0], label, record_id, item):
            return
    moment = {"at": writer.now, "started_at": writer.now}
    words = {"label": label, "kind": kind, "state": "done"}
    change_id = _ADD_CHANGE.run(connection, {**moment, **words}).lastrowid
    _ADD_REVISIONS.run_many(
        connection,
        [
            {
                "change": change_id,
                "record": key,
                "type": item.type,
                "before": item.before,
                "after": item.after,
            }
            for key, item in entries.items()
        ],
    )


@dataclass(frozen=True, slots=True)
class _Last:
    """The newest change with one of its revisions."""

    id: int
    at: dt.datetime
    started_at: dt.datetime
    label: str
    kind: str
    state: str
    revision: int
    record: str
    before: str | None
    after: str | None

    @property
    def is_done_edit(self) -> bool:
        return self.state == "done" and self.kind in ("edit", "import")


def _joins(writer: Writer, last: _Last, label: str, record_id: str, item: Touched) -> bool:
    """Fold this edit into the newest change where both are one sitting on one record."""
    if (last.kind, last.state, last.record, last.after) != ("edit", "done", record_id, item.before):
        return False
    if writer.now - last.at > SITTING or writer.now - last.started_at > LONGEST_SITTING:
        return False
    if last.label != label and not last.label.startswith("New "):
        return False
    if last.before == item.after:  # typed and taken back: nothing is left to undo
        writer.connection.execute(_DROP_CHANGE, {"of": last.id})
        return True
    _PUT_AFTER.run(writer.connection, {"of": last.revision, "after": item.after})
    _PUT_AT.run(writer.connection, {"of": last.id, "at": writer.now})
    return True


# Written out, for SQLite does not look for a partial index behind a question mark.
_UNDONE = t.change.c.state == literal_column("'undone'")
_LOSE_REDO = update(t.change).where(_UNDONE).values(state="lost")
_ADD_CHANGE = Prepared(insert(t.change))
_ADD_REVISIONS = Prepared(insert(t.revision))
_LAST_CHANGE = Prepared(
    select(
        t.change.c.id,
        t.change.c.at,
        t.change.c.started_at,
        t.change.c.label,
        t.change.c.kind,
        t.change.c.state,
        t.revision.c.id.label("revision"),
        t.revision.c.record,
        t.revision.c.before,
        t.revision.c.after,
    )
    .join_from(t.change, t.revision, t.revision.c.change == t.change.c.id)
    .where(t.change.c.id == select(func.max(t.change.c.id)).scalar_subquery())
    .limit(2)
)
_PUT_AFTER = Prepared(
    update(t.revision).where(t.revision.c.id == bindparam("of")).values(after=bindparam("after"))
)
_DROP_CHANGE = delete(t.change).where(t.change.c.id == bindparam("of"))
_PUT_AT = Prepared(update(t.change).where(t.change.c.id == bindparam("of")).values(at=bindparam("at")))


def next_undo(connection: Connection) -> Step | None:
    """The newest action that is in force."""
    return next((Step(*row) for row in _NEXT_UNDO.rows(connection, {})), None)


def next_redo(connection: Connection) -> Step | None:
    """The action undone last."""
    return next((Step(*row) for row in _NEXT_REDO.rows(connection, {})), None)


_STEP = select(t.change.c.id, t.change.c.label).limit(1)
_NEXT_UNDO = Prepared(
    _STEP.where(
        t.change.c.state == "done", or_(t.change.c.kind == "edit", t.change.c.kind == "import")
    ).order_by(t.change.c.id.desc())
)
_NEXT_REDO = Prepared(_STEP.where(_UNDONE).order_by(t.change.c.id))


def apply(writer: Writer, step: Step, side: Literal["before", "after"]) -> None:
    """Put every record of a change back as it was before (undo) or after (redo)."""
    rows = list(
        writer.connection.execute(
            select(t.revision).where(t.revision.c.change == step.id).order_by(t.revision.c.id)
        )
    )
    if side == "before":
        rows.reverse()
    wanted = [(row.record, getattr(row, side)) for row in rows]
    for _, payload in wanted:
        if payload is not None:
            writer.put(_without_links(from_plain(json.loads(payload))), keep_stamps=True)
    for record_id, payload in wanted:
        if payload is None:
            writer.erase(record_id)
        else:
            writer.put(from_plain(json.loads(payload)), keep_stamps=True)
    state = "undone" if side == "before" else "done"
    writer.connection.execute(update(t.change).where(t.change.c.id == step.id).values(state=state))


def _without_links(record: Record) -> Record:
    """The record without links: a batch is put in two rounds, so that its members may point both ways."""
    from mentorjournal.storage.reader import link_fields

    blank = {name: (() if many else None) for name, many in link_fields(type(record)).items()}
    return dataclasses.replace(record, **blank)  # type: ignore[arg-type]


def versions(reader: Reader, record_id: str, limit: int = 200) -> tuple[Version, ...]:
    """The revisions of one record, newest first."""
    return _versions(reader, t.revision.c.record == record_id, limit)


def summary(reader: Reader, record_id: str, moment: dt.datetime) -> Summary:
    """The revisions of one record counted, `recent` those at or after `moment`; no text of any is read."""
    count, recent, last = _SUMMARY.rows(reader.connection, {"of": record_id, "moment": moment})[0]
    return Summary(count, recent, last)


_SUMMARY = Prepared(
    select(
        func.count().label("count"),
        func.count(case((t.change.c.at >= bindparam("moment", type_=t.change.c.at.type), 1))).label("recent"),
        func.max(t.change.c.at).label("last"),
    )
    .join_from(t.revision, t.change, t.change.c.id == t.revision.c.change)
    .where(t.revision.c.record == bindparam("of"))
)


def since(reader: Reader, moment: dt.datetime, limit: int = 5_000) -> tuple[Version, ...]:
    """Every revision after a moment, newest first: what changed since."""
    return _versions(reader, t.change.c.at > moment, limit)


def _versions(reader: Reader, condition: object, limit: int) -> tuple[Version, ...]:
    rows = reader.connection.execute(
        select(t.revision, t.change.c.at, t.change.c.label, t.change.c.kind)
        .join(t.change, t.change.c.id == t.revision.c.change)
        .where(condition)  # type: ignore[arg-type]
        .order_by(t.revision.c.id.desc())
        .limit(limit)
    )
    return tuple(
        Version(
            row.id,
            row.at,
            row.label,
            row.kind,
            row.type,
            row.record,
            _read(row.before),
            _read(row.after),
        )
        for row in rows
    )


def _read(payload: str | None) -> Record | None:
    return None if payload is None else from_plain(json.loads(payload))


def forget(writer: Writer, record_ids: list[str]) -> None:
    """Remove every revision of these records, the changes left empty, and the bytes nothing names any more.

    Emptying the trash is final: the transaction that forgets leaves no revisions either, or it would keep
    the texts it removes, and the index is merged, which alone takes removed words out of it.
    """
    writer.final = True
    for record_id in record_ids:
        writer.connection.execute(delete(t.revision).where(t.revision.c.record == record_id))
    left = select(func.count()).where(t.revision.c.change == t.change.c.id).scalar_subquery()
    writer.connection.execute(delete(t.change).where(left == 0))
    writer.connection.exec_driver_sql(_DROP_BYTES)
    writer.connection.exec_driver_sql("INSERT INTO search(search) VALUES ('optimize')")


_DROP_BYTES = """
DELETE FROM blob WHERE sha256 NOT IN (SELECT sha256 FROM attachment) AND NOT EXISTS (
    SELECT 1 FROM revision WHERE type = 'attachment'
    AND (instr(coalesce(before, ''), blob.sha256) OR instr(coalesce(after, ''), blob.sha256)))
"""


__all__ = [
    "Kind",
    "Step",
    "Summary",
    "Version",
    "apply",
    "dumped",
    "forget",
    "next_redo",
    "next_undo",
    "record_change",
    "since",
    "summary",
    "versions",
]
