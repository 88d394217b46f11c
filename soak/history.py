"""Random edits, undone, redone and restored in any order: every depth of the history is one state, always the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.services.history import History
from mentorjournal.storage.journal_file import create
from soak.part import Ask, Outcome, through_seeds
from tests.storage.helpers import Clock, assert_sound, picture, undo_steps
from tests.storage.test_undo_everything import NOTHING, Editor, Picture

ACTS = 120
"""Things done with one seed."""


class Walk(Editor):
    """An Editor who also undoes, redoes and restores through the service, as the window does.

    After each act the journal is compared with what it was at the same depth of history before.
    """

    counts: Counter[str]

    def begin(self) -> None:
        """Know the empty journal."""
        self.history = History(self.journal)
        self.counts = Counter()
        self.known: dict[int, Picture] = {0: picture(self.journal)}

    def step(self) -> None:
        """Do one thing and look."""
        self.clock.forward(minutes=self.chance.choice((0, 1, 4, 6)))
        edits: list[Callable[[], None]] = [
            self.make,
            self.edit,
            self.bring_in,
            self.trash_or_take_out,
            self.erase,
        ]
        moves: list[Callable[[], None]] = [self.undo_some, self.redo_some]
        act = self.chance.choice([*edits, self.edit, self.restore, self.restore, *moves])
        self.done.append(act.__name__)
        act()
        self.counts[act.__name__] += 1
        if act not in moves:
            self.look(edited=True)

    def look(self, *, edited: bool) -> None:
        """Compare with what was at this depth, or learn it where an edit has just made it."""
        depth, now = len(undo_steps(self.journal)), picture(self.journal)
        if edited and now != self.known.get(depth):
            self.known = {at: kept for at, kept in self.known.items() if at < depth} | {depth: now}
        assert self.known[depth] == now, self.done

    def undo_some(self) -> None:
        """Undo a few steps, looking after each."""
        for _ in range(self.chance.randint(1, 4)):
            if self.history.undo():
                self.look(edited=False)

    def redo_some(self) -> None:
        """Redo a few steps, looking after each."""
        for _ in range(self.chance.randint(1, 4)):
            if self.history.redo():
                self.look(edited=False)

    def restore(self) -> None:
        """Put a record, or one field of it, back to one of its versions; the record may be gone by now."""
        known = [*self.some_ids(5), *self.erased()]
        versions = self.history.versions(self.chance.choice(known)) if known else ()
        if not versions:
            return
        version = self.chance.choice(versions)
        fields = ["", "", "title", "people", "related"]
        try:
            self.history.restore(version.record, version.id, field=self.chance.choice(fields))
            self.counts["restored"] += 1
        except (NotFound, InvalidRecord):
            self.counts["refused"] += 1

    def erased(self) -> list[str]:
        """Some ids of records that only history knows."""
        with self.journal.reading() as reader:
            rows = reader.connection.exec_driver_sql(
                "SELECT DISTINCT record FROM revision WHERE record NOT IN (SELECT id FROM record) ORDER BY record"
            )
            return list(rows.scalars())[:5]


def walk(seed: int, folder: Path, acts: int = ACTS) -> Counter[str]:
    """One seed; AssertionError where a state is not what it was, or the file is not sound."""
    clock = Clock()
    with create(folder / "mine.journal", clock=clock) as journal:
        editor = Walk(journal, clock, seed)
        editor.begin()
        for _ in range(acts):
            editor.step()
        end = editor.known[len(undo_steps(journal))]
        while editor.history.undo():
            editor.look(edited=False)
            editor.counts["undone to the start"] += 1
        assert picture(journal) == NOTHING, editor.done
        assert_sound(journal)
        while len(undo_steps(journal)) < max(editor.known) and editor.history.redo():
            editor.look(edited=False)
        assert end in editor.known.values()
        assert_sound(journal)
    return editor.counts


def run(ask: Ask) -> Outcome:
    """Walk through the history with every seed."""
    return through_seeds(ask, walk)
