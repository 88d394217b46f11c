"""Every figure of Insights from many records, against its own bare queries; and the map of the network."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.opened import queries_of, services_and_raw
from bench.ratio import Ratio, alternate, median, milliseconds
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.fields import Section
from mentorjournal.model.ids import new_id
from mentorjournal.model.record import Record
from mentorjournal.model.types import ActionItem, Activity, Meeting, Person, Pulse, Skill, SkillRating
from mentorjournal.services import figures_made
from mentorjournal.services.bundle import Services
from mentorjournal.services.network_layout import placed, sectors_of
from mentorjournal.services.opening import create_services

AIM = 2.0
MOST_MS = 200.0
MAP_MS = 300.0
ON_THE_MAP = 150
TODAY = dt.date(2026, 4, 15)
DAYS = 3_000
SKILLS = 40
PEOPLE = 40
DRAWN = ("hours", "meetings", "growth", "skills", "pulses")


def measure(folder: Path, records: int, rounds: int, secret: str = "") -> list[Ratio]:
    """`records` of each kind that figures are made of; what it takes to gather each, drawing not counted."""
    path = folder / "insights.mentorjournal"
    services = create_services(path)
    _fill(services, records)
    services.journal.close()
    services, raw = services_and_raw(path, secret)
    try:
        ratios = [_one(services, raw, name, rounds) for name in DRAWN]
    finally:
        raw.close()
        services.journal.close()
    return [*ratios, _map(rounds)]


def _one(services: Services, raw: Any, name: str, rounds: int) -> Ratio:
    make = getattr(figures_made, f"_{name}")
    asked = figures_made.Asked(TODAY - dt.timedelta(days=DAYS), TODAY, lambda key: key)

    def ours() -> None:
        with services.journal.reading() as reader:
            assert list(make(reader, asked))  # noqa: S101 - a figure that is not made takes no time

    queries = queries_of(services, ours)

    def bare() -> None:
        for query in queries:
            raw.execute(query).fetchall()

    ours()
    bare()
    mine, floor = alternate(rounds, lambda: milliseconds(ours), lambda: milliseconds(bare))
    taken = median(mine)
    missed = (f"over {MOST_MS:g} ms",) if taken > MOST_MS else ()
    return Ratio(f"figure of {name}", "its bare queries", taken, median(floor), "ms", AIM, {}, missed)


def _map(rounds: int) -> Ratio:
    """A map has no floor but its aim: it is laid out anew from nothing each time."""
    arenas = tuple(key for key in CHOICES["arena"] if key)
    ties = tuple(CHOICES["tie"])
    people = [(f"p{n}", arenas[n % len(arenas)], ties[n % len(ties)]) for n in range(ON_THE_MAP)]
    counts = {arena: sum(one[1] == arena for one in people) for arena in arenas}
    taken = [milliseconds(lambda: placed(people, sectors_of(arenas, counts))) for _ in range(rounds)]
    return Ratio(f"map of {ON_THE_MAP} people", "the time it may take", median(taken), MAP_MS, "ms", 1.0)


def _fill(services: Services, records: int) -> None:
    chosen = random.Random(5)
    people = [
        Person(title=f"Person {n}", arena=chosen.choice(list(CHOICES["arena"])), tie="new")
        for n in range(PEOPLE)
    ]
    skills = [Skill(title=f"Skill {n}") for n in range(SKILLS)]
    with services.journal.writing("Fill") as change:
        kept = [change.put(one).id for one in people]
        known = [change.put(one).id for one in skills]
        made: list[Record] = []
        for number in range(records):
            day = TODAY - dt.timedelta(days=number * DAYS // records)
            value = str(number % 11)
            made += tuple(
                replace(one, id=new_id())
                for one in (
                    Activity(
                        title="Work",
                        date=day,
                        category=chosen.choice(list(CHOICES["activity_category"])),
                        hours=1.5,
                    ),
                    Meeting(title="Met", date=day, status="held", people=(chosen.choice(kept),)),
                    ActionItem(title="Do", due=day, done_on=day if number % 3 else None),
                    SkillRating(title="3", skill=chosen.choice(known), date=day, level=float(1 + number % 5)),
                    Pulse(
                        title="How sure",
                        date=day,
                        instrument="confidence",
                        scores=(Section("work", "Work", value), Section("writing", "Writing", value)),
                    ),
                )
            )
        for start in range(0, len(made), 2_000):
            change.put_new(made[start : start + 2_000])
