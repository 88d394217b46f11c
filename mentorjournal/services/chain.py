"""The chain from an insight over a decision and a plan to what is done, read both ways and made longer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.record import Record
from mentorjournal.model.rows import Row
from mentorjournal.model.types import (
    ActionItem,
    Advice,
    Decision,
    Feedback,
    Goal,
    Insight,
    Meeting,
    Observation,
    Person,
    Question,
)
from mentorjournal.services.capture import first_line
from mentorjournal.storage import chains, lists
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader

DEEP = 6
MOST = 40
OBSERVED = ("win", "concern", "talent", "aspiration", "learned", "encouragement")
"""The kinds of an observation that can be made of words by name."""
MAKES = ("insight", "question", "advice", "decision", "goal", "action", "feedback", *OBSERVED)
"""What a record, or a text marked in it, can be made into."""


@dataclass(frozen=True, slots=True)
class Step:
    """One record of a chain. `depth` counts from 1 away from the record asked about; `parent` is what it
    follows from. `done`: acted, decided, answered or achieved. `day`: due, to be reached, to be looked at."""

    row: Row
    depth: int
    parent: str
    done: bool
    day: dt.date | None


@dataclass(frozen=True, slots=True)
class Links:
    """What a record follows from, the nearest first, and what followed, each step below its parent.

    `more` counts what followed beyond the most that is read.
    """

    above: tuple[Step, ...] = ()
    below: tuple[Step, ...] = ()
    more: int = 0

    @property
    def acted_on(self) -> bool:
        """Whether an action item is among what followed."""
        return any(step.row.type == ActionItem.TYPE for step in self.below)


class Chain:
    """Reads and lengthens the chain of any record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, record_id: str, *, deep: int = DEEP, most: int = MOST) -> Links:
        """What a record came from and what came of it, at most `deep` steps away; records in the trash and
        what hangs on them alone are left out, a circle ends where it began."""
        with self._database.reading() as reader:
            above = _upwards(reader, record_id, deep)
            edges, more = _downwards(reader, record_id, deep, most)
            steps = [*above, *(child for _, child, _ in edges)]
            rows, records = lists.rows_of(reader, steps), reader.many(steps)
        parents = (*above, "")[1:] if above else ()
        return Links(
            tuple(
                _step(rows[key], records[key], place, parent)
                for place, (key, parent) in enumerate(zip(above, parents, strict=True), 1)
            ),
            tuple(_step(rows[key], records[key], depth, parent) for parent, key, depth in edges),
            more,
        )

    def make(
        self, kind: str, source_id: str, text: str = "", *, day: dt.date | None = None, origin: str = ""
    ) -> Record:
        """A new record of one of MAKES that follows from another one, as one step; private, and confidential
        where the source is. `text` are its words (the source's own without any), `day` its day (the source's
        own without one). The source's people come along; a single one is whom it is for, by or about.

        Raises NotFound where the source is gone, InvalidRecord where there are no words.
        """
        if kind not in MAKES:
            raise InvalidRecord(f"Nothing can be made into {kind!r}.")
        label = _LABELS.get(kind, "New observation")
        with self._database.writing(label, origin=origin) as change:
            source = change.peek(source_id)
            if source is None or source.deleted_at is not None:
                raise NotFound("What this follows from is not in the journal any more. Nothing was made.")
            words = text.strip() or _words_of(source)
            if not words:
                raise InvalidRecord("There are no words to make something of. Nothing was made.")
            made = _follower(kind, source, words, day or source.date)
            return change.put(replace(made, confidential=source.confidential))


_LABELS = {
    "insight": "New insight",
    "question": "New question",
    "advice": "New advice",
    "decision": "New decision",
    "goal": "New goal",
    "action": "New action item",
    "feedback": "New feedback",
}


def _upwards(reader: Reader, record_id: str, deep: int) -> list[str]:
    found: list[str] = []
    at = record_id
    while len(found) < deep and (at := chains.source_of(reader, at)) and at not in (record_id, *found):
        found.append(at)
    return found


def _downwards(
    reader: Reader, record_id: str, deep: int, most: int
) -> tuple[list[tuple[str, str, int]], int]:
    """(parent, record, depth) of what follows, each below its parent; and how many more there are."""
    children: dict[str, list[str]] = {}
    known, level = {record_id}, [record_id]
    for _ in range(deep):
        below: list[str] = []
        for parent, child in chains.followers(reader, level):
            if child not in known:
                known.add(child)
                below.append(child)
                children.setdefault(parent, []).append(child)
        if not below:
            break
        level = below
    ordered: list[tuple[str, str, int]] = []
    waiting = [(record_id, child, 1) for child in reversed(children.get(record_id, []))]
    while waiting:
        parent, child, depth = waiting.pop()
        ordered.append((parent, child, depth))
        waiting.extend((child, item, depth + 1) for item in reversed(children.get(child, [])))
    return ordered[:most], max(0, len(ordered) - most)


def _step(row: Row, record: Record, depth: int, parent: str) -> Step:
    done, day = False, None
    if isinstance(record, ActionItem):
        done, day = not record.is_open, record.due
    elif isinstance(record, Goal):
        done, day = record.status in ("achieved", "changed", "dropped"), record.target
    elif isinstance(record, Decision):
        done, day = record.decided_on is not None, record.review_on
    elif isinstance(record, Question):
        done = record.answered_on is not None
    return Step(row, depth, parent, done, day)


def _words_of(source: Record) -> str:
    if isinstance(source, Decision) and source.choice.strip():
        return source.choice.strip()
    return source.title.strip()


def _follower(kind: str, source: Record, words: str, day: dt.date | None) -> Record:
    title, rest = first_line(words)
    people = (source.id,) if isinstance(source, Person) else source.people
    person = people[0] if len(people) == 1 else None
    meeting = source.id if isinstance(source, Meeting) else None
    goal = source.id if isinstance(source, Goal) else getattr(source, "goal", None)
    here: dict[str, Any] = {"title": title, "people": people}
    dated: dict[str, Any] = {**here, "date": day, "origin": source.id}
    placed: dict[str, Any] = {**dated, "meeting": meeting, "goal": goal, "detail": rest}
    if kind in OBSERVED:
        return Observation(**placed, kind=kind, person=person)
    makers: dict[str, Callable[[], Record]] = {
        "insight": lambda: Insight(**dated, detail=rest),
        "question": lambda: Question(**placed, for_whom=person),
        "advice": lambda: Advice(**placed, person=person),
        "decision": lambda: Decision(**dated, why=rest, meeting=meeting, goal=goal),
        "goal": lambda: Goal(**dated, start=day, why=rest),
        "action": lambda: ActionItem(
            **here,
            detail=rest,
            # A goal's own actions go to the trash with it; those that follow from something else stay.
            origin=None if isinstance(source, Goal) else source.id,
            meeting=meeting,
            goal=goal,
        ),
        "feedback": lambda: _feedback(source, here, day, person, rest or title),
    }
    return makers[kind]()


def _feedback(
    source: Record, here: dict[str, Any], day: dt.date | None, person: str | None, text: str
) -> Feedback:
    from mentorjournal.model.fields import Section

    sections = (Section("what", "", text),)
    return Feedback(**here, date=day, person=person, related=(source.id,), sections=sections)
