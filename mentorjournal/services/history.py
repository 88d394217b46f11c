"""Undo, redo, the versions of a record, and what changed since."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.choices import label
from mentorjournal.model.fields import Field, fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import Agreement
from mentorjournal.services.brought_along import followed
from mentorjournal.services.words_differing import Piece, word_diff
from mentorjournal.storage import revisions
from mentorjournal.storage.database import Database
from mentorjournal.storage.revisions import Summary, Version

GONE = "a record that is gone"
"""What a link leads to that nobody has any more."""

__all__ = ["FieldChange", "FieldTexts", "History", "Piece", "Summary", "Version", "shown", "word_diff"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs between two versions, word by word."""

    name: str
    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FieldTexts:
    """One field that differs between two versions, as two texts; `said` is a sentence where links differ."""

    name: str
    label: str
    old: str
    new: str
    said: str = ""


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
            with followed(change):
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
        titles = self._titles(old, new)
        changes = []
        for name, field in fields_of(type(new)).items():
            before, after = (shown(field, getattr(record, name), titles) for record in (old, new))
            if before != after:
                changes.append(FieldChange(name, field.label, word_diff(before, after)))
        return tuple(changes)

    def differences(self, old: Record, new: Record) -> tuple[FieldTexts, ...]:
        """As `compare`, both texts whole: of several links one on each line, and what came and went in words."""
        titles = self._titles(old, new)
        found = []
        for name, field in fields_of(type(new)).items():
            values = [getattr(record, name) for record in (old, new)]
            before, after = (shown(field, value, titles) for value in values)
            said = ""
            if field.kind == "link" and field.many:
                were, are = ([titles.get(item, GONE) for item in _ids(value)] for value in values)
                before, after, said = "\n".join(were), "\n".join(are), _came_and_went(were, are)
            if before != after:
                found.append(FieldTexts(name, field.label, before, after, said))
        return tuple(found)

    def _titles(self, *records: Record) -> dict[str, str]:
        ids = {
            item
            for record in records
            for name, field in fields_of(type(record)).items()
            if field.kind == "link"
            for item in _ids(getattr(record, name))
        }
        with self._database.reading() as reader:
            return reader.titles(ids)

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


def _came_and_went(before: list[str], after: list[str]) -> str:
    """`Added: Ada, Ben. Removed: Cleo.`; the order alone changes nothing that needs words."""
    parts = (("Added", after, before), ("Removed", before, after))
    said = [(word, [name for name in of if name not in other]) for word, of, other in parts]
    return " ".join(f"{word}: {', '.join(names)}." for word, names in said if names) or "The order changed."


def _ids(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return value if isinstance(value, tuple) else ()


def shown(field: Field, value: object, titles: dict[str, str]) -> str:
    """A field's value as a reader sees it, in plain text."""
    if field.kind == "link":
        return ", ".join(titles.get(item, GONE) for item in _ids(value))
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
