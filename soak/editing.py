"""A random editing script over the services: the same seed does the same, ids and moments included."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import uuid
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.fields import Section
from mentorjournal.model.record import Record
from mentorjournal.model.types import ActionItem, Goal, Insight, Milestone, Person, Reflection
from mentorjournal.services import importing
from mentorjournal.services.bundle import Services
from mentorjournal.storage.backup import backup
from mentorjournal.storage.database import Database
from mentorjournal.storage.prepared import driver

WORDS = [
    "grant",
    "draft",
    "figure",
    "mentor",
    "cohort",
    "naïve",
    "Übung",
    "review",
    "deadline",
    "実験",
    "protocol",
    "funding",
    "talk",
    "rotation",
]
FIRST_DAY = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
LARGEST_FILE = 300_000


class Editing:
    """One person at work in one journal; `step` does one random thing."""

    def __init__(self, services: Services, seed: int, folder: Path) -> None:
        self.services = services
        self.dice = random.Random(seed)
        self.done: Counter[str] = Counter()
        """How often each kind of edit was done."""
        self._folder = folder
        self._now = FIRST_DAY
        services.journal.clock = self._clock
        self._actions: tuple[tuple[str, int, Callable[[], object]], ...] = (
            ("new record", 24, self._new),
            ("autosave", 30, self._autosave),
            ("attachment", 8, self._attach),
            ("link", 5, self._link),
            ("tags and people", 6, self._name),
            ("trash", 5, self._trash),
            ("untrash", 3, self._untrash),
            ("erase", 2, self._erase),
            ("undo", 9, services.history.undo),
            ("redo", 6, services.history.redo),
            ("restore", 4, self._restore),
            ("import", 3, self._import),
            ("backup", 2, self._back_up),
        )

    def step(self) -> str:
        """Do one thing at random, and say of what kind it was. Raises what the services raise."""
        weights = [weight for _, weight, _ in self._actions]
        ((name, _, act),) = self.dice.choices(self._actions, weights)
        self._now += dt.timedelta(seconds=self.dice.choice((2, 2, 2, 40, 400)))
        # A person may ask for what cannot be done any more, and is told so.
        with suppress(InvalidRecord, NotFound):
            act()
        self.done[name] += 1
        return name

    def words(self, most: int = 12) -> str:
        """Some words."""
        return " ".join(self.dice.choices(WORDS, k=self.dice.randint(1, most)))

    def _clock(self) -> dt.datetime:
        return self._now

    def _ids(self) -> list[str]:
        kinds: tuple[type[Record], ...] = (Goal, Reflection, Insight, ActionItem, Milestone, Person)
        return sorted(key for kind in kinds for key in self.services.records.named(kind))

    def _any(self) -> str:
        found = self._ids()
        return self.dice.choice(found) if found else self._new().id

    def _new(self) -> Record:
        title, body, known = self.words(), self.words(200), self._ids()
        other = self.dice.choice(known) if known else None
        related = (other,) if other else ()
        made: list[Callable[[], Record]] = [
            lambda: Goal(title=title, why=body, related=related),
            lambda: Reflection(title=title, sections=(Section("what", "What happened", body),)),
            lambda: Insight(title=title, detail=body, origin=other),
            lambda: ActionItem(title=title, due=self._now.date()),
            lambda: Milestone(title=title, related=related),
            lambda: Person(title=title),
        ]
        return self.services.records.save(self.dice.choice(made)())

    def _autosave(self) -> None:
        self.services.records.amend(self._any(), {"title": self.words()}, sitting=True)

    def _attach(self) -> None:
        size = self.dice.choice((10, 5_000, 60_000, LARGEST_FILE))
        self.services.attachments.add_bytes(self._any(), "notes.bin", self.dice.randbytes(size))

    def _link(self) -> None:
        self.services.records.connect(self._any(), self._any())

    def _name(self) -> None:
        names = self.dice.choices(WORDS, k=3)
        verb = self.dice.choice((self.services.records.set_tags, self.services.records.set_people))
        verb(self._any(), names)

    def _trash(self) -> None:
        self.services.records.trash(self._any())

    def _trashed(self) -> str:
        found = sorted(row.id for row, _ in self.services.records.trashed())
        if not found:
            raise NotFound("Nothing is in the trash.")
        return self.dice.choice(found)

    def _untrash(self) -> None:
        self.services.records.untrash(self._trashed())

    def _erase(self) -> None:
        self.services.records.erase_for_good(self._trashed())

    def _restore(self) -> None:
        chosen = self._any()
        kept = [version for version in self.services.history.versions(chosen) if version.after is not None]
        if kept:
            self.services.history.restore(chosen, self.dice.choice(kept).id)

    def _import(self) -> None:
        source = self._folder / "entries.txt"
        day = self._now.strftime("%Y-%m-%d %H:%M")
        lines = [f"[{day}] {self.words()}.\n{self.words(40)}\n" for _ in range(self.dice.randint(1, 6))]
        source.write_text("\n".join(lines), "utf-8")
        importing.run(self.services.journal, source, format="jrnl-text")

    def _back_up(self) -> None:
        journal = self.services.journal
        backup(journal.path, journal.key, self._folder / "copy.journal", replace=True)


def same_ids(seed: int) -> None:
    """Let every id made from now on in this process follow from `seed`, for good."""
    import uuid6

    dice = random.Random(seed)

    def made() -> uuid.UUID:
        return uuid.UUID(int=dice.getrandbits(128), version=4)

    vars(uuid6)["uuid7"] = made


def print_of(journal: Database) -> str:
    """A short hash of every row of every table, the history and the searchable texts included."""
    made = hashlib.sha256()
    with journal.reading() as reader:
        run = driver(reader.connection).execute
        for (table,) in run(_TABLES).fetchall():
            made.update(repr((table, run(f'SELECT * FROM "{table}"').fetchall())).encode())
        made.update(
            repr(run("SELECT sha256, part, length(data) FROM blob ORDER BY 1, 2").fetchall()).encode()
        )
    return made.hexdigest()[:16]


# How the engine divides its index of words into segments may differ, and a file's bytes are known by their hash.
_TABLES = """
SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('search', 'blob')
AND name NOT GLOB 'sqlite_*' AND (name = 'search_doc' OR name NOT GLOB 'search_*') ORDER BY name
"""


def begin(services: Services, folder: Path, steps: int = 40) -> None:
    """Fill a new journal, so that a script has something to work on."""
    editing = Editing(services, 20260301, folder)
    for _ in range(steps):
        editing.step()
    services.records.save(replace(Goal(), title="A first goal"))
