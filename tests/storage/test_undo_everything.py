"""Random edits of any kind, all undone, then all redone: the journal is the same again each time."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from mentorjournal.model.fields import Field, Section, fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import RECORD_TYPES
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import create
from tests.storage.helpers import Clock, assert_sound, picture, redo, undo

WORDS = ("clinic", "résumé", "grant", "doubt", "Ada", "ward round", "")
Picture = dict[str, list[tuple[Any, ...]]]
NOTHING: Picture = {"records": [], "link": [], "search_doc": []}


class Editor:
    """Somebody who makes, edits, links, trashes and erases records, and has second thoughts.

    One seed gives one course of events; links are likely, and to few records, so that they meet.
    """

    def __init__(self, journal: Database, clock: Clock, seed: int) -> None:
        self.journal = journal
        self.clock = clock
        self.chance = random.Random(seed)
        self.done: list[str] = []

    def act(self) -> None:
        """Do one thing."""
        acts: list[Callable[[], None]] = [
            self.make,
            self.make,
            self.bring_in,
            self.edit,
            self.edit,
            self.edit,
        ]
        acts += [self.trash_or_take_out, self.erase, self.think_again]
        self.clock.forward(minutes=self.chance.choice((0, 1, 4, 6)))
        act = self.chance.choice(acts)
        self.done.append(act.__name__)
        act()

    def make(self) -> None:
        with self.journal.writing("New", sitting=True) as writer:
            writer.put(self.record())

    def bring_in(self) -> None:
        with self.journal.writing("Import", kind="import") as writer:
            made = [writer.put(self.record()) for _ in range(3)]
            for record in made:
                related = tuple(self.chance.sample([item.id for item in made], 2))
                writer.put(dataclasses.replace(record, related=related))

    def edit(self) -> None:
        record = self.pick()
        if record is None:
            return
        with self.journal.writing("Edit", sitting=self.chance.random() < 0.7) as writer:
            for name in self.chance.sample(sorted(fields_of(type(record))), 3):
                field = fields_of(type(record))[name]
                record = writer.put(dataclasses.replace(record, **{name: self.value(field)}))

    def trash_or_take_out(self) -> None:
        record = self.pick()
        if record is None:
            return
        with self.journal.writing("Trash") as writer:
            _ = writer.trash(record) if record.deleted_at is None else writer.untrash(record)

    def erase(self) -> None:
        with self.journal.writing("Erase") as writer:
            for record_id in self.some_ids(2):
                writer.erase(record_id)

    def think_again(self) -> None:
        before = picture(self.journal)
        undone = sum(bool(undo(self.journal)) for _ in range(self.chance.randint(1, 4)))
        if self.chance.random() < 0.5:
            for _ in range(undone):
                assert redo(self.journal)
            assert picture(self.journal) == before

    def record(self) -> Record:
        record_type = self.chance.choice(list(RECORD_TYPES.values()))
        fields = {name: field for name, field in fields_of(record_type).items() if self.chance.random() < 0.6}
        return record_type(**{name: self.value(field) for name, field in fields.items()})

    def value(self, field: Field) -> Any:
        if field.kind == "link":
            ids = self.some_ids(3)
            return tuple(ids) if field.many else next(iter(ids), None)
        word = self.chance.choice(WORDS)
        return {
            "text": word,
            "note": word * 2,
            "choice": (word,) if field.many else word,
            "date": dt.date(2026, 4, self.chance.randint(1, 3)),
            "time": self.chance.choice((None, dt.time(9, 30))),
            "flag": self.chance.random() < 0.5,
            "number": float(self.chance.randint(0, 3)),
            "sections": (Section("what", "", word),),
        }[field.kind]

    def some_ids(self, most: int) -> list[str]:
        with self.journal.reading() as reader:
            ids = list(reader.connection.exec_driver_sql("SELECT id FROM record ORDER BY sort").scalars())
        return self.chance.sample(ids, min(len(ids), self.chance.randint(0, most)))

    def pick(self) -> Record | None:
        ids = self.some_ids(5)
        with self.journal.reading() as reader:
            return reader.peek(ids[0]) if ids else None


@settings(max_examples=4, deadline=None, phases=[Phase.reuse, Phase.generate])
@given(seed=st.integers(0, 2**32))
def test_all_undone_is_the_start_and_all_redone_is_the_end(seed: int) -> None:
    clock = Clock()
    with (
        tempfile.TemporaryDirectory() as folder,
        create(Path(folder) / "mine.journal", clock=clock) as journal,
    ):
        editor = Editor(journal, clock, seed)
        for _ in range(30):
            editor.act()
        while redo(journal):
            pass
        end = picture(journal)
        undone = 0
        while undo(journal):
            undone += 1
        assert picture(journal) == NOTHING, editor.done
        assert_sound(journal)
        while redo(journal):
            undone -= 1
        assert undone == 0
        assert picture(journal) == end, editor.done
        assert_sound(journal)
