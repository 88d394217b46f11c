"""A brief that gathers itself against the bare queries it asks, in a journal of many meetings with one person."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

from bench.journal import TODAY, Words
from bench.opened import services_and_raw
from bench.ratio import Ratio, alternate, median, milliseconds, percentile
from mentorjournal.model.types import (
    ActionItem,
    Activity,
    Feedback,
    Meeting,
    Observation,
    Person,
    Question,
    Relationship,
)
from mentorjournal.services.preparing import Preparing
from mentorjournal.storage.database import Database
from mentorjournal.storage.prepared import driver

AIM = 3.0
SLOWEST_MS = 150.0
MEETINGS = 300
PERSON = "Prof. Preparing Bench"


def measure(journal: Path, rounds: int, secret: str = "") -> list[Ratio]:
    """A mentee's brief and a mentor's page, of the same years; the floor runs the same SQL and reads its rows."""
    return [_measured(journal, rounds, side, secret) for side in ("mentee", "mentor")]


def fill(database: Database, my_role: str, meetings: int = MEETINGS) -> str:
    """One relationship of many meetings, each with actions, questions, feedback and hours; the next meeting."""
    words, pick = Words(5), random.Random(5)
    with database.writing("Import", kind="import") as change:
        person = change.put(Person(title=f"{PERSON} {my_role}", position="Professor"))
        tie = change.put(
            Relationship(
                title="Bench",
                person=person.id,
                my_role=my_role,
                phase="cultivation",
                started_on=_day(-meetings),
            )
        )
        us: dict[str, Any] = {"people": (person.id,)}
        for number in range(meetings):
            day = _day(number - meetings)
            met = change.put(
                Meeting(
                    title=words.sentence(4),
                    date=day,
                    status="held",
                    notes=words.text(90),
                    relationship=tie.id,
                    **us,
                )
            )
            done = None if pick.random() < 0.03 else day + dt.timedelta(days=9)
            change.put(ActionItem(title=words.sentence(6), meeting=met.id, due=day, done_on=done))
            change.put(
                ActionItem(title=words.sentence(6), meeting=met.id, owner=person.id, due=day, done_on=done)
            )
            answered = None if pick.random() < 0.03 else day
            change.put(Question(title=words.sentence(9), for_whom=person.id, answered_on=answered))
            change.put(Activity(title="Meeting", date=day, hours=1.0, relationship=tie.id, meeting=met.id))
            change.put(Feedback(title=words.sentence(4), date=day, person=person.id, response="Thanks."))
            kind = pick.choice(("win", "concern", "aspiration", "learned", "credit"))
            change.put(
                Observation(
                    kind=kind, title=words.sentence(6), date=day, person=person.id, followed="Said so."
                )
            )
        return change.put(Meeting(title="Next", date=_day(1), relationship=tie.id, **us)).id


def _day(number: int) -> dt.date:
    """Meetings are a fortnight apart, and the last of them was so long ago."""
    return TODAY + dt.timedelta(days=14 * number if number < 0 else number)


def _measured(journal: Path, rounds: int, side: str, secret: str) -> Ratio:
    services, raw = services_and_raw(journal, secret)
    try:
        meeting = fill(services.journal, side)
        prepare = services.preparing
        asked = statements(services.journal, prepare, meeting)

        def bare() -> None:
            for sql in asked:
                raw.execute(sql).fetchall()

        ours, floor = alternate(
            rounds,
            lambda: milliseconds(lambda: prepare.brief(meeting, TODAY)),
            lambda: milliseconds(bare),
        )
    finally:
        raw.close()
        services.journal.close()
    slow = percentile(ours, 0.95)
    more = {"ours_p95": round(slow, 3), "queries": float(len(asked)), "meetings": float(MEETINGS)}
    missed = (f"95th percentile {slow:.1f} ms, aim {SLOWEST_MS:g}",) if slow >= SLOWEST_MS else ()
    name = f"brief of a {side} gathered"
    return Ratio(name, "its bare queries", median(ours), median(floor), "ms", AIM, more, missed)


def statements(database: Database, prepare: Preparing, meeting: str) -> list[str]:
    """The SQL that gathering a brief runs, with its values in it."""
    heard: list[str] = []
    with database.reading() as reader:
        connection = driver(reader.connection)
        connection.set_trace_callback(heard.append)
    try:
        prepare.brief(meeting, TODAY)
    finally:
        connection.set_trace_callback(None)
    return [sql for sql in heard if sql.lstrip().upper().startswith("SELECT")]
