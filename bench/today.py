"""Today drawn from one read: gathering the page of a mentor and mentee against its own bare queries."""

from __future__ import annotations

from pathlib import Path

from bench.journal import TODAY
from bench.opened import queries_of, services_and_raw
from bench.ratio import Ratio, alternate, median, milliseconds
from mentorjournal.model.types import Person, Relationship
from mentorjournal.services.bundle import Services
from mentorjournal.services.profile import Owner

AIM = 3.0
MENTEES = 6


def measure(journal: Path, rounds: int, secret: str = "") -> Ratio:
    """The whole view of a day in the middle of the journal; the floor runs what SQL that took, and no more."""
    services, raw = services_and_raw(journal, secret)
    try:
        _mentor(services)
        asked = queries_of(services, lambda: services.today.view(TODAY))

        def bare() -> None:
            for statement in asked:
                raw.execute(statement).fetchall()

        def ours() -> None:
            services.today.view(TODAY)

        for _ in range(2):
            ours()
            bare()
        mine, floor = alternate(rounds, lambda: milliseconds(ours), lambda: milliseconds(bare))
    finally:
        raw.close()
        services.journal.close()
    more = {"queries": float(len(asked))}
    return Ratio("Today, read", "its bare queries", median(mine), median(floor), "ms", AIM, more)


def _mentor(services: Services) -> None:
    """Somebody who has mentees among the people of the journal, so that they are read as well."""
    services.profile.save(Owner("Somebody", role="both"))
    for person in services.records.all(Person)[:MENTEES]:
        services.records.save(Relationship(person=person.id, my_role="mentor", phase="cultivation"))
