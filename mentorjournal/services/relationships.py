"""Relationships: what each is for, how it stands, what it adds up to, and its story."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.types import (
    ActionItem,
    Agreement,
    Meeting,
    Person,
    Relationship,
)
from mentorjournal.services.actions import OwnedAction, owned
from mentorjournal.services.relationship_story import Step, story
from mentorjournal.services.relationship_sums import (
    Kept,
    RoleSeen,
    TimeSpent,
    agreed_on,
    kept,
    roles_seen,
    support_balance,
    time_spent,
)
from mentorjournal.storage.database import Database
from mentorjournal.storage.meeting_days import read_days
from mentorjournal.storage.reader import Reader, linked
from mentorjournal.storage.tables import columns
from mentorjournal.storage.ties import Promised, activities_of, meetings_of, promises_of

Group = Literal["active", "search", "paused", "archived", "declined", "closed"]
GROUPS: tuple[Group, ...] = ("active", "search", "paused", "archived", "declined", "closed")
LAST_MEETINGS = 3
LAST_DONE = 3


@dataclass(frozen=True, slots=True)
class TieCard:
    """A relationship as the list shows it; `name` is whose, "" where nobody is named yet."""

    relationship: Relationship
    name: str
    group: Group
    last_met: dt.date | None = None
    next_meeting: dt.date | None = None
    review_on: dt.date | None = None

    @property
    def heading(self) -> str:
        """Such as "Main mentor: Helena Brandt"."""
        return heading(self.relationship, self.name)

    @property
    def lines(self) -> tuple[str, str]:
        """For two lines: whose it is, and what it is called; the title comes first where nobody is named."""
        title = self.relationship.title.strip()
        return (self.name, title) if self.name else (self.heading, "")


@dataclass(frozen=True, slots=True)
class TiePage:
    """Everything the page of one relationship shows. `last` are its latest meetings held, newest first;
    `in_force` is the newest agreement both agreed on, `draft` a newer one that is not."""

    relationship: Relationship
    person: Person | None = None
    group: Group = "active"
    last: tuple[Meeting, ...] = ()
    ahead: Meeting | None = None
    time: TimeSpent = field(default_factory=TimeSpent)
    roles: tuple[RoleSeen, ...] = ()
    balance: tuple[int, int] = (0, 0)
    mine: tuple[OwnedAction, ...] = ()
    theirs: tuple[OwnedAction, ...] = ()
    kept_mine: Kept = field(default_factory=Kept)
    kept_theirs: Kept = field(default_factory=Kept)
    in_force: Agreement | None = None
    draft: Agreement | None = None

    @property
    def name(self) -> str:
        """Whose relationship it is."""
        return self.person.title if self.person else ""


class Relationships:
    """What a person does with a relationship."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cards(self, today: dt.date) -> tuple[TieCard, ...]:
        """Every relationship: active ones first, then in search, paused, with somebody archived, declined,
        and closed; by name in each."""
        with self._database.reading() as reader:
            ties = reader.find(Relationship)
            names = reader.titles(tie.person for tie in ties if tie.person)
            archived = {item.id for item in reader.find(Person, columns(Person).archived.is_(True))}
            days = read_days(reader, today)
            reviews = {key: item.review_on for key, item in in_force(reader.find(Agreement)).items()}
        cards = [
            TieCard(
                tie,
                names.get(tie.person or "", ""),
                group_of(tie, today, archived=tie.person in archived),
                *days.get(tie.person or "", (None, None)),
                reviews.get(tie.id),
            )
            for tie in ties
        ]
        return tuple(
            sorted(cards, key=lambda card: (GROUPS.index(card.group), *map(str.casefold, card.lines)))
        )

    def page(self, relationship_id: str, today: dt.date) -> TiePage:
        """A relationship with all that it adds up to. Raises NotFound."""
        with self._database.reading() as reader:
            tie = reader.get(Relationship, relationship_id)
            person = reader.peek(tie.person) if tie.person else None
            somebody = person if isinstance(person, Person) else None
            near = (tie.id, tie.person or "")
            meetings = meetings_of(reader, *near)
            held = [item for item in meetings if item.status == "held"]
            ahead = [m.id for m in meetings if m.status == "planned" and m.date and m.date >= today]
            last = _as_meetings(reader, [item.id for item in held[:LAST_MEETINGS]])
            promised = promises_of(reader, *near, [item.id for item in meetings])
            sides = [[item for item in promised if item.theirs is theirs] for theirs in (False, True)]
            done = activities_of(reader, *near, [item.id for item in held])
            versions = newest_first(reader.find(Agreement, linked("relationship", tie.id)))
            agreed = in_force(versions).get(tie.id)
            return TiePage(
                tie,
                somebody,
                group_of(tie, today, archived=somebody is not None and somebody.archived),
                last,
                next(iter(_as_meetings(reader, ahead[-1:])), None),
                time_spent(held, done, today, tie.started_on, tie.budget, tie.offered),
                roles_seen(held, _their_roles(tie, somebody), tie.roles),
                support_balance(held),
                _promises(reader, sides[0]),
                _promises(reader, sides[1]),
                kept(sides[0], today),
                kept(sides[1], today),
                agreed,
                next((item for item in versions[:1] if item is not agreed), None),
            )

    def story(self, relationship_id: str, today: dt.date) -> tuple[Step, ...]:
        """What happened between us, newest first: meetings, agreements, checks, phases, pauses."""
        with self._database.reading() as reader:
            tie = reader.get(Relationship, relationship_id)
            return story(reader, tie, meetings_of(reader, tie.id, tie.person or ""), today)

    def pause(
        self, relationship_id: str, until: dt.date, today: dt.date, *, origin: str = ""
    ) -> Relationship:
        """Let a relationship rest until a day ahead. Raises InvalidRecord for a day that is over, NotFound."""
        if until <= today:
            raise InvalidRecord("A pause ends on a day ahead. Nothing was changed; choose a later day.")
        with self._database.writing("Pause relationship", origin=origin) as change:
            return change.put(replace(change.get(Relationship, relationship_id), paused_until=until))

    def resume(self, relationship_id: str, *, origin: str = "") -> Relationship:
        """Go on before the pause is over."""
        with self._database.writing("Resume relationship", origin=origin) as change:
            return change.put(replace(change.get(Relationship, relationship_id), paused_until=None))

    def sides(self) -> tuple[bool, bool]:
        """Whether some relationship has me as the mentor, and whether a search for a mentor is on."""
        with self._database.reading() as reader:
            ties = reader.find(Relationship)
        searching = any(tie.phase == "search" and tie.my_role != "mentor" for tie in ties)
        return any(tie.my_role == "mentor" for tie in ties), searching

    def named(self, name: str) -> str:
        """The id of the one relationship of this title, or with the person of this name, or else with all these
        words in its heading; case and accents do not matter.

        Raises NotFound where there is none or more than one, naming those there are.
        """
        wanted = _plain(name)
        with self._database.reading() as reader:
            ties = reader.find(Relationship)
            people = reader.many(tie.person for tie in ties if tie.person)
        titles = {tie.id: heading(tie, _title(people.get(tie.person or ""))) for tie in ties}
        fitting = (
            [key for key, title in titles.items() if _plain(title) == wanted]
            or [tie.id for tie in ties if wanted in _names(tie, people.get(tie.person or ""))]
            or [key for key, title in titles.items() if wanted and set(_words(wanted)) <= set(_words(title))]
        )
        if len(fitting) == 1:
            return fitting[0]
        known = "; ".join(f"“{title}”" for key, title in titles.items() if not fitting or key in fitting)
        if fitting:
            raise NotFound(f"“{name}” may be {known}. Nothing was written; name one of them in full.")
        if known:
            raise NotFound(f"There is no relationship “{name}”. Nothing was written; there are: {known}.")
        raise NotFound("This journal has no relationship yet. Nothing was written.")


def heading(tie: Relationship, name: str) -> str:
    """What a relationship is called: its title and whose it is, as far as they are known."""
    return ": ".join(part for part in (tie.title.strip(), name.strip()) if part) or "New relationship"


def group_of(tie: Relationship, today: dt.date, *, archived: bool) -> Group:
    """Where the list shows a relationship; a pause is over on its last day. What is closed stays closed
    where the person is archived, all else rests with them."""
    if tie.phase == "closed" or archived:
        return "closed" if tie.phase == "closed" else "archived"
    if tie.phase == "search":
        return "declined" if tie.stage == "declined" else "search"
    return "paused" if tie.paused_until is not None and tie.paused_until > today else "active"


def newest_first(versions: Iterable[Agreement]) -> tuple[Agreement, ...]:
    """Versions of agreements by their number, the latest first."""
    return tuple(sorted(versions, key=lambda item: (item.number or 0, item.id), reverse=True))


def in_force(versions: Iterable[Agreement]) -> dict[str, Agreement]:
    """The newest version that both agreed on, by the id of its relationship."""
    found: dict[str, Agreement] = {}
    for item in newest_first(versions):
        if item.relationship and agreed_on(item):
            found.setdefault(item.relationship, item)
    return found


def _their_roles(tie: Relationship, person: Person | None) -> tuple[str, ...]:
    """What the person is to me; where I am the mentor, the roles are mine and meetings alone tell them."""
    return person.roles if person is not None and tie.my_role != "mentor" else ()


def _title(person: object) -> str:
    return person.title if isinstance(person, Person) else ""


def _names(tie: Relationship, person: object) -> set[str]:
    names = [tie.title]
    if isinstance(person, Person):
        names += [person.title, person.short_name]
    return {_plain(name) for name in names if name.strip()}


def _plain(text: str) -> str:
    """A text in small letters on single spaces, without accents."""
    bare = (letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return " ".join("".join(bare).casefold().split())


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", _plain(text))


def _promises(reader: Reader, promised: Iterable[Promised]) -> tuple[OwnedAction, ...]:
    """Those open and the latest done, as whole records."""
    found = tuple(promised)
    done = sorted(
        (item for item in found if item.done_on), key=lambda item: (item.done_on or dt.date.min, item.id)
    )
    shown = [item.id for item in found if item.done_on is None]
    shown += [item.id for item in reversed(done[-LAST_DONE:])]
    records = reader.many(shown)
    return owned(reader, [item for key in shown if isinstance(item := records.get(key), ActionItem)])


def _as_meetings(reader: Reader, ids: Iterable[str]) -> tuple[Meeting, ...]:
    wanted = tuple(ids)
    records = reader.many(wanted)
    return tuple(item for key in wanted if isinstance(item := records.get(key), Meeting))
