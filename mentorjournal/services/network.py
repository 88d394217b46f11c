"""My developmental network: who is in it, from where, how close, which roles they fill, and what came of whom."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache

from mentorjournal.model.choices import CHOICES, label
from mentorjournal.model.types import Connection, Opportunity, Person
from mentorjournal.resources import resource_path
from mentorjournal.services.network_layout import Placed, Sector, placed, sectors_of
from mentorjournal.storage.database import Database
from mentorjournal.storage.meeting_days import read_days
from mentorjournal.storage.tables import columns

ASKED = tuple(key for key in CHOICES["roles"] if key != "mentee")
"""The roles that a network may lack."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Somebody in my corner. `by` introduced us; `opened` counts whom they introduced and chances found through
    them; `last_met` is a day in the past."""

    id: str
    name: str
    arena: str
    tie: str
    roles: tuple[str, ...]
    champion: bool
    since: dt.date | None
    last_met: dt.date | None
    by: str
    opened: int

    @property
    def roles_said(self) -> str:
        """The roles in words."""
        return ", ".join(label("roles", role) for role in self.roles)


@dataclass(frozen=True, slots=True)
class Role:
    """A role, what it is, and who fills it; nobody is missing it."""

    key: str
    name: str
    means: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of an introduction: who brought whom together, and the chances found through it, by title."""

    id: str
    title: str
    by: str
    met: str
    result: str
    chances: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class NetworkView:
    """Everything the map and its table show; `places` are those of `people`, in the same order."""

    people: tuple[Tie, ...]
    places: tuple[Placed, ...]
    sectors: tuple[Sector, ...]
    roles: tuple[Role, ...]
    opened: tuple[Opened, ...]

    @property
    def missing(self) -> tuple[Role, ...]:
        """The roles that nobody fills."""
        return tuple(role for role in self.roles if not role.people and role.key in ASKED)


class Network:
    """What a person asks of their network."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def view(
        self, today: dt.date, *, arena: str | None = None, role: str = "", champions: bool = False
    ) -> NetworkView:
        """The people who are more than a kept name, of one arena, in one role, or only those who root for me."""
        with self._database.reading() as reader:
            c = columns(Person)
            people = reader.find(Person, c.archived.is_(False), order=(c.title,))
            days = read_days(reader, today)
            introductions = reader.find(Connection)
            chances = reader.find(Opportunity)
        names = {one.id: one.title for one in people}
        brought = {one.introduced: one.introducer for one in introductions if one.introduced}
        brought |= {
            one.to_whom: one.introducer for one in introductions if one.to_whom and one.introduced is None
        }
        opened = Counter(one.introducer for one in introductions if one.introducer)
        opened.update(one.found_through for one in chances if one.found_through)
        ties = tuple(
            Tie(
                one.id,
                one.title,
                one.arena,
                one.tie,
                one.roles,
                one.champion,
                one.met_on,
                days.get(one.id, (None, None))[0],
                names.get(brought.get(one.id) or "", ""),
                opened[one.id],
            )
            for one in people
            if (arena is None or one.arena == arena)
            and (not role or role in one.roles)
            and (one.champion or not champions)
        )
        sectors = sectors_of((*_arenas(), ""), Counter(one.arena for one in ties))
        where = {one.id: one for one in placed(((t.id, t.arena, t.tie) for t in ties), sectors)}
        return NetworkView(
            ties,
            tuple(where[one.id] for one in ties),
            sectors,
            _roles(people),
            tuple(_opened(one, names, chances) for one in introductions),
        )


def _arenas() -> tuple[str, ...]:
    return tuple(key for key in CHOICES["arena"] if key)


def _roles(people: tuple[Person, ...]) -> tuple[Role, ...]:
    """Every role, those most often filled first, the missing ones last."""
    meant = meanings()
    made = [
        Role(key, words, meant[key], tuple(one.title for one in people if key in one.roles))
        for key, words in CHOICES["roles"].items()
    ]
    return tuple(sorted(made, key=lambda role: -len(role.people)))


def _opened(one: Connection, names: dict[str, str], chances: tuple[Opportunity, ...]) -> Opened:
    met = [names.get(key or "", "") for key in (one.introduced, one.to_whom)]
    return Opened(
        one.id,
        one.title,
        names.get(one.introducer or "", ""),
        ", ".join(filter(None, met)),
        one.result,
        tuple(
            (chance.id, chance.title, label("opportunity_stage", chance.stage))
            for chance in chances
            if chance.found_through == one.id
        ),
    )


@cache
def meanings() -> dict[str, str]:
    """What each role is, by its key."""
    return {
        str(key): str(words)
        for key, words in tomllib.loads(resource_path("network/roles.toml").read_text("utf-8")).items()
    }
