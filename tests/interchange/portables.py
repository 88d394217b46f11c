"""The chosen part of a journal as plain lists, for the tests of what writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from mentorjournal.model.record import Record
from mentorjournal.model.types import Person

R = TypeVar("R", bound=Record)


class Chosen:
    """Records in the order given; `words` are the tags of each id, `files` the bytes of each hash."""

    def __init__(
        self,
        *records: Record,
        words: Mapping[str, tuple[str, ...]] | None = None,
        files: Mapping[str, bytes] | None = None,
        named: Mapping[str, str] | None = None,
    ) -> None:
        self._records = {record.id: record for record in records}
        self._words, self._files, self._named = words or {}, files or {}, named or {}
        self.steps = 0

    def of(self, record_type: type[R]) -> Iterator[R]:
        return (record for record in self._records.values() if isinstance(record, record_type))

    def named(self, record_type: type[R]) -> Iterator[R]:
        return self.of(record_type)

    def get(self, record_id: str) -> Record | None:
        return self._records.get(record_id)

    def name(self, person_id: str) -> str:
        person = self._records.get(person_id)
        return self._named.get(person_id, person.title if isinstance(person, Person) else "")

    def tags(self, record: Record) -> tuple[str, ...]:
        return self._words.get(record.id, ())

    def pointing_at(self, record: Record, record_type: type[R], role: str) -> tuple[R, ...]:
        def points(one: R) -> bool:
            value = getattr(one, role, None)
            return record.id in value if isinstance(value, tuple) else value == record.id

        return tuple(one for one in self.of(record_type) if points(one))

    def bytes_of(self, sha256: str) -> Iterator[bytes] | None:
        return iter([self._files[sha256]]) if sha256 in self._files else None

    def owner(self) -> str:
        return "Ilse Okafor"

    def check(self, done: int) -> None:
        self.steps = done
