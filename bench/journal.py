"""The journal that is measured: thousands of records of believable kinds and lengths, the same every time."""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mentorjournal.model.fields import Section
from mentorjournal.model.record import Record
from mentorjournal.model.types import (
    ActionItem,
    Activity,
    Feedback,
    Goal,
    Insight,
    Meeting,
    Milestone,
    Person,
    Reflection,
    Resource,
    Tag,
)
from mentorjournal.storage.journal_file import create

TODAY = dt.date(2026, 4, 14)
YEARS = 12
FIRST = dt.datetime(2014, 4, 15, 18, 0, tzinfo=dt.UTC)
_POOLS = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
COMMON: tuple[str, ...] = tuple(_POOLS["common"].split())
FIELD: tuple[str, ...] = tuple(_POOLS["field"].split())
DOING: tuple[str, ...] = tuple(_POOLS["doing"].split())
SYLLABLES = ("ba", "co", "di", "fu", "gra", "len", "mor", "ni", "pel", "tu")


class Words:
    """Sentences from a fixed seed: common words, the field's words, and a long tail of rare ones."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._rare = [
            "".join(self._random.choice(SYLLABLES) for _ in range(self._random.randint(2, 4)))
            for _ in range(4000)
        ]

    def sentence(self, length: int) -> str:
        """About `length` words."""
        pick = self._random.choices
        pools = pick((COMMON, FIELD, DOING, self._rare), (50, 30, 15, 5), k=length)
        words = [self._random.choice(pool) for pool in pools]
        return " ".join(words).capitalize() + "."

    def text(self, length: int) -> str:
        """About `length` words in sentences."""
        said: list[str] = []
        while length > 0:
            part = min(length, self._random.randint(6, 18))
            said.append(self.sentence(part))
            length -= part
        return " ".join(said)

    def between(self, low: int, high: int) -> int:
        """A number from `low` to `high`."""
        return self._random.randint(low, high)

    def some(self, ids: list[str], most: int) -> tuple[str, ...]:
        """Up to `most` different ids."""
        return tuple(self._random.sample(ids, self._random.randint(0, most)))


def records(count: int, seed: int = 11) -> Iterator[Record]:
    """`count` records over twelve years up to `TODAY`, oldest first; link targets come before their links."""
    words = Words(seed)
    tags = [Tag(id=_id(0, n), title=f"{FIELD[n]}", **_stamps(0)) for n in range(30)]
    people = [
        Person(id=_id(1, n), title=f"{FIELD[n].title()} {FIELD[-n - 1].title()}", **_stamps(0))
        for n in range(40)
    ]
    yield from tags
    yield from people
    left = max(0, count - len(tags) - len(people))
    goals: list[str] = []
    for number in range(left):
        days = number * 365 * YEARS // max(left, 1)
        made = _make(number, days, words, goals, [p.id for p in people], [t.id for t in tags])
        if isinstance(made, Goal):
            goals.append(made.id)
        yield made


def write(path: Path, count: int) -> None:
    """Make the journal, each record by a change of its own as a person makes them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    with create(part) as journal:
        for record in records(count):
            with journal.writing(f"New {record.LABEL.lower()}") as change:
                change.put(record, keep_stamps=True)
    part.replace(path)


def _id(kind: int, number: int) -> str:
    return f"{0x0145_0000_0000 + number:012x}"[:8] + f"-{kind:04x}-7000-8000-{number:012x}"


def _stamps(days: int) -> dict[str, Any]:
    moment = FIRST + dt.timedelta(days=days)
    return {"created_at": moment, "updated_at": moment}


def _make(
    number: int, days: int, words: Words, goals: list[str], people: list[str], tags: list[str]
) -> Record:
    """One record: two in three are reflections, the rest of every other kind."""
    shared: dict[str, Any] = {
        "id": _id(2, number),
        "date": (FIRST + dt.timedelta(days=days)).date(),
        "title": words.sentence(words.between(3, 8)).rstrip("."),
        "people": words.some(people, 2),
        "tags": words.some(tags, 3),
        "visibility": "exportable" if number % 3 == 0 else "private",
        **_stamps(days),
    }
    goal = goals[-1] if goals else None
    day: dt.date = shared["date"]
    kind = number % 30
    if kind < 20:
        sections = (
            Section("what", "What?", words.text(words.between(30, 120))),
            Section("meaning", "So what?", words.text(words.between(20, 60))),
        )
        return Reflection(**shared, template="what_so_what", sections=sections)
    return _other(kind, shared, words, goal, day)


def _other(kind: int, shared: dict[str, Any], words: Words, goal: str | None, day: dt.date) -> Record:
    due = day + dt.timedelta(days=21)
    over = due < TODAY
    values: dict[str, Any]
    if kind == 20:
        target = day + dt.timedelta(days=300)
        status = "achieved" if target < TODAY else "active"
        values = {"why": words.text(40), "strategies": words.text(30), "start": day, "target": target}
        return Goal(**shared, **values, status=status)
    if kind in (21, 22):
        return Milestone(**shared, goal=goal, due=due, done_on=due if over else None)
    if kind in (23, 24):
        return ActionItem(**shared, goal=goal, due=due, done_on=due if over else None)
    if kind == 25:
        status = "held" if day < TODAY else "planned"
        values = {"notes": words.text(words.between(60, 200)), "status": status, "minutes": 45.0}
        return Meeting(**shared, **values)
    if kind == 26:
        said = (Section("text", "Text", words.text(60)),)
        return Feedback(**shared, sections=said, response=words.text(25))
    if kind == 27:
        return Resource(**shared, authors=words.sentence(3), notes=words.text(30), goal=goal)
    if kind == 28:
        return Insight(**shared, detail=words.text(20))
    return Activity(**shared, hours=float(words.between(1, 8)), detail=words.text(20), goal=goal)
