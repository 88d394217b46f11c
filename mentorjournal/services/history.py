"""Undo, redo, the versions of a record, and what changed since."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Literal

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.choices import label
from mentorjournal.model.fields import Field, fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import Agreement
from mentorjournal.storage import revisions
from mentorjournal.storage.database import Database
from mentorjournal.storage.revisions import Summary, Version

__all__ = ["FieldChange", "History", "Piece", "Summary", "Version", "shown", "word_diff"]

Piece = tuple[Literal["same", "added", "removed"], str]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs between two versions, word by word."""

    name: str
    label: str
    pieces: tuple[Piece, ...]


class History:
    """One history for the whole journal; pages add nothing to it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def next_undo(self) -> str:
        """The label of what undo would take back, or an empty string."""
        return self.next_steps()[0]

    def next_redo(self) -> str:
        """The label of what redo would do again, or an empty string."""
        return self.next_steps()[1]

    def next_steps(self) -> tuple[str, str]:
        """The labels of what undo and redo would do; empty where there is nothing."""
        with self._database.reading() as reader:
            steps = revisions.next_undo(reader.connection), revisions.next_redo(reader.connection)
        undo, redo = ("" if step is None else step.label for step in steps)
        return undo, redo

    def undo(self) -> str:
        """Take the newest action back, whole; its label, or an empty string where there is none."""
        return self._apply("undo")

    def redo(self) -> str:
        """Do the action undone last again; its label, or an empty string where there is none."""
        return self._apply("redo")

    def _apply(self, kind: Literal["undo", "redo"]) -> str:
        find = revisions.next_undo if kind == "undo" else revisions.next_redo
        with self._database.reading() as reader:
            if find(reader.connection) is None:
                return ""
        with self._database.writing(kind.capitalize(), kind=kind) as change:
            step = find(change.connection)
            if step is None:
                return ""
            revisions.apply(change, step, "before" if kind == "undo" else "after")
            return step.label

    def versions(self, record_id: str) -> tuple[Version, ...]:
        """The newest 200 versions of a record, newest first."""
        with self._database.reading() as reader:
            return revisions.versions(reader, record_id)

    def summary(self, record_id: str, now: dt.datetime) -> Summary:
        """How many versions a record has, how many of them of the local day of `now`, and when the last came."""
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        with self._database.reading() as reader:
            return revisions.summary(reader, record_id, midnight)

    def since(self, moment: dt.datetime) -> tuple[Version, ...]:
        """Everything that changed after a moment, newest first."""
        with self._database.reading() as reader:
            return revisions.since(reader, moment)

    def compare(self, old: Record, new: Record) -> tuple[FieldChange, ...]:
        """The fields in which two versions of a record differ, links by the titles of their targets."""
        ids = {
            item
            for record in (old, new)
            for name, field in fields_of(type(record)).items()
            if field.kind == "link"
            for item in _ids(getattr(record, name))
        }
        with self._database.reading() as reader:
            titles = reader.titles(ids)
        changes = []
        for name, field in fields_of(type(new)).items():
            before, after = (shown(field, getattr(record, name), titles) for record in (old, new))
            if before != after:
                changes.append(FieldChange(name, field.label, word_diff(before, after)))
        return tuple(changes)

    def restore(self, record_id: str, version_id: int, *, field: str = "", origin: str = "") -> Record:
        """Put a record, or one field of it, back to how it was after a version; itself undoable.

        Raises NotFound, and InvalidRecord for an agreement that somebody agreed to.
        """
        with self._database.writing("Restore version", origin=origin) as change:
            found = next((v for v in revisions.versions(change, record_id) if v.id == version_id), None)
            if found is None or found.after is None:
                raise NotFound("This version is not kept any more. Nothing was changed.")
            current = change.peek(record_id)
            if isinstance(current, Agreement) and (current.agreed_by_me or current.agreed_by_them):
                raise InvalidRecord(
                    "Somebody agreed to this version, so it stays as it is. Start a new version to change it."
                )
            if field and current is not None:
                return change.put(replace(current, **{field: getattr(found.after, field)}))
            return change.put(found.after)


def _ids(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return value if isinstance(value, tuple) else ()


def shown(field: Field, value: object, titles: dict[str, str]) -> str:
    """A field's value as a reader sees it, in plain text."""
    if field.kind == "link":
        return ", ".join(titles.get(item, "a record that is gone") for item in _ids(value))
    if field.kind == "sections":
        parts = value if isinstance(value, tuple) else ()
        return "\n\n".join(f"{part.heading}\n{part.text}".strip() for part in parts)
    if field.choices:
        keys = value if isinstance(value, tuple) else (value,)
        return ", ".join(label(field.choices, str(key)) for key in keys if key)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        return f"{value:.15g}"
    return "" if value is None else str(value)


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The words kept, added and removed between two texts, in reading order."""
    import difflib

    before, after = (re.findall(r"\s+|[^\s]+", text) for text in (old, new))
    pieces: list[Piece] = []
    for operation, i1, i2, j1, j2 in difflib.SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if operation == "equal":
            pieces.append(("same", "".join(before[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(("removed", "".join(before[i1:i2])))
        if j2 > j1:
            pieces.append(("added", "".join(after[j1:j2])))
    return tuple(pieces)
