"""Keeps what is typed on a record's page until it is saved: only the fields that were typed."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from mentorjournal.errors import JournalError
from mentorjournal.gui.autosave import Autosaver
from mentorjournal.gui.context import Context
from mentorjournal.model.changes import ChangeSet
from mentorjournal.model.record import Record


class RecordSaver(QObject):
    """What waits to be saved for the record of one page, and for the records shown along with it.

    A record without an id is a draft: it comes into the journal with the first text typed on it. Fields
    that were not typed are never written, so that what others change meanwhile stays.
    """

    made = Signal(str)
    """The id of a draft that came into the journal just now."""

    def __init__(self, context: Context, origin: str, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._origin = origin
        self.record: Record | None = None
        self._fields: dict[str, Any] = {}
        self._others: dict[str, dict[str, Any]] = {}
        self.saving: frozenset[str] = frozenset()
        """The fields typed that are being saved just now; a page asks when it hears of its own change."""
        self.autosaver = Autosaver(self._save, self)

    @property
    def record_id(self) -> str:
        """The id of the record shown; empty for a draft or for nothing."""
        return self.record.id if self.record is not None else ""

    @property
    def pending(self) -> bool:
        """True while something typed is not saved."""
        return self.autosaver.pending

    def open(self, record: Record | None) -> None:
        """Save for another record from now on; what waited and could not be saved is dropped."""
        self.autosaver.drop()
        self._fields, self._others = {}, {}
        self.record = record

    def type_field(self, name: str, value: object) -> None:
        """A field of the record is being typed."""
        self._fields[name] = value
        self.autosaver.touch()

    def type_other(self, record_id: str, name: str, value: object) -> None:
        """A field of a record shown along with it is being typed."""
        self._others.setdefault(record_id, {})[name] = value
        self.autosaver.touch()

    def pick(self, values: Mapping[str, Any], label: str) -> bool:
        """A choice is a step of its own, saved at once; on a draft it waits for the first text."""
        if self.record is None or not self.flush():
            return False
        if not self.record.id:
            self.record = dataclasses.replace(self.record, **values)
            return True
        return self.pick_other(self.record.id, values, label)

    def pick_other(self, record_id: str, values: Mapping[str, Any], label: str) -> bool:
        """The same for a record shown along with it; False where the journal refused, which is told."""
        try:
            saved = self._context.services.records.amend(record_id, values, label, origin=self._origin)
        except JournalError as error:
            self._context.navigator.tell("error", error.message)
            return False
        if self.record is not None and saved.id == self.record.id:
            self.record = saved
        return True

    def over(self, record: Record) -> Any:
        """The record with what is typed and not saved yet."""
        return dataclasses.replace(record, **self._fields)

    def words_of(self, record_id: str) -> dict[str, Any]:
        """What is typed for a record shown along with it and not saved yet."""
        return self._others.get(record_id, {})

    def only_saves(self, changes: ChangeSet, texts: Mapping[str, frozenset[str]]) -> bool:
        """Whether a change of one's own is nothing but these texts, by type of record, being saved as typed."""
        quiet = all(
            item.how == "changed" and self.saving <= texts.get(item.type, frozenset())
            for item in changes.items
        )
        return bool(self.saving) and quiet

    def flush(self) -> bool:
        """Save what waits; False where the journal refused."""
        return self.autosaver.flush()

    def ensure(self) -> str:
        """The record's id, kept now where it is a draft; empty where the journal refused, which is told."""
        try:
            if self.record is not None and not self.record.id:
                self._keep_draft(self.record)
        except JournalError as error:
            self._context.navigator.tell("error", error.message)
            return ""
        return self.record_id if self.flush() else ""

    def rescue(self) -> bool:
        """The record is gone: what was typed since outlives it as a new one, True where there was any."""
        if self.record is None or not (self._fields and self.pending):
            return False
        self.record = dataclasses.replace(self.record, id="", created_at=None, deleted_at=None)
        return self.flush()

    def _save(self) -> None:
        record = self.record
        if record is not None and not record.id:
            if any(_says_something(value) for value in self._fields.values()):
                self._keep_draft(record)
        elif record is not None and self._fields:
            self.record = self._amend(record.id, self._fields, f"Edit {record.LABEL.lower()}")
            self._fields = {}
        for key in tuple(self._others):
            self._amend(key, self._others[key], "")
            self._others.pop(key, None)

    def _amend(self, record_id: str, values: Mapping[str, Any], label: str) -> Record:
        self.saving = frozenset(values)
        try:
            return self._context.services.records.amend(
                record_id, dict(values), label, origin=self._origin, sitting=True
            )
        finally:
            self.saving = frozenset()

    def _keep_draft(self, record: Record) -> None:
        self.record = self._context.services.records.save(
            self.over(record), origin=self._origin, sitting=True
        )
        self._fields = {}
        self.made.emit(self.record.id)


def _says_something(value: object) -> bool:
    if isinstance(value, tuple):
        return any(part.text.strip() for part in value)
    return bool(value.strip()) if isinstance(value, str) else value is not None
