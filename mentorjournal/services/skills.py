"""Skills: my own and those of a framework, how far each has come, who noticed it, and what it is good for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.record import Record
from mentorjournal.model.rows import LinkRow
from mentorjournal.model.types import Activity, Framework, Goal, Person, Skill, SkillRating
from mentorjournal.services.frameworks import level_sections, levels_of, shipped_of
from mentorjournal.storage import lists
from mentorjournal.storage.database import Database
from mentorjournal.storage.figure_skills import Rated, read_rated
from mentorjournal.storage.reader import Reader, linked
from mentorjournal.storage.writer import Writer

R = TypeVar("R", bound=Record)
LONGEST = 120
"""Characters of a skill that the title of its rating says."""
OWN = ""
"""The framework of a skill that belongs to none."""


@dataclass(frozen=True, slots=True)
class SkillCard:
    """A skill as the list shows it. `first` and `now` are my own ratings, `other` the newest of somebody else."""

    skill: Skill
    framework: str
    first: int | None
    now: int | None
    other: int | None
    rated_on: dt.date | None
    grows: bool

    @property
    def gap(self) -> bool:
        """Wanted, and not there yet."""
        return self.skill.wanted is not None and (self.now or 0) < self.skill.wanted


@dataclass(frozen=True, slots=True)
class RatingLine:
    """One rating: `who` gave it is "" for myself, and for somebody whose name is gone."""

    rating: SkillRating
    who: str

    @property
    def mine(self) -> bool:
        """Given by myself."""
        return _mine(self.rating)


@dataclass(frozen=True, slots=True)
class SkillPage:
    """A skill with all that its page shows; `levels` are the steps of its scale, from the lowest."""

    skill: Skill
    framework: str
    levels: tuple[tuple[int, str], ...]
    ratings: tuple[RatingLine, ...]
    goals: tuple[tuple[str, str], ...]
    times: float
    noticed: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    linked: tuple[LinkRow, ...]

    def words(self, level: float | None) -> str:
        """What a level is called."""
        return dict(self.levels).get(int(level), "") if level is not None else ""


class Skills:
    """What a person does with skills."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cards(self) -> tuple[SkillCard, ...]:
        """Every skill that is not set aside, nor its set, by framework, domain and place."""
        with self._database.reading() as reader:
            frames = {one.id: one for one in reader.find(Framework)}
            ratings = read_rated(reader)
            aside = {key for key, frame in frames.items() if frame.set_aside}
            found = [one for one in reader.find(Skill) if not one.set_aside and one.framework not in aside]
            goals = reader.find(Goal)
            growing = {key for goal in goals for key in (*goal.skills, *goal.related)}
            ids = {goal.id for goal in goals}
            growing |= {one.id for one in found if ids & set(one.related)}
        made = [
            _card(one, frames.get(one.framework or ""), ratings.get(one.id, Rated()), growing)
            for one in found
        ]
        return tuple(sorted(made, key=_order))

    def page(self, skill_id: str) -> SkillPage:
        """A skill with all that its page shows. Raises NotFound."""
        with self._database.reading() as reader:
            return _page(reader, reader.get(Skill, skill_id))

    def blank(self, skill: Skill) -> SkillPage:
        """The page of one that is not kept yet."""
        with self._database.reading() as reader:
            return _page(reader, skill)

    def rate(
        self,
        skill_id: str,
        level: int,
        day: dt.date,
        *,
        person: str = "",
        note: str = "",
        origin: str = "",
    ) -> SkillRating:
        """Note how far a skill has come, by myself or by the person named; one of the same day and giver gives way.

        Raises NotFound, and InvalidRecord for a level that the scale has not.
        """
        with self._database.writing("Rate a skill", origin=origin) as change:
            skill = change.get(Skill, skill_id)
            words = dict(_levels(change, skill))
            if level not in words:
                raise InvalidRecord(f"There is no level {level} here. Nothing was changed.")
            giver = _person(change, person)
            before = next(
                (
                    one
                    for one in change.find(SkillRating, linked("skill", skill_id))
                    if one.date == day and (one.person == giver.id if giver else _mine(one))
                ),
                SkillRating(skill=skill_id, date=day),
            )
            return change.put(
                replace(
                    before,
                    title=f"{skill.title[:LONGEST]}: {level} {words[level]}",
                    level=float(level),
                    rated_by="self" if giver is None else _by(giver),
                    person=giver.id if giver else None,
                    note=note or before.note,
                )
            )

    def take_up(self, key: str, *, origin: str = "") -> Framework:
        """Follow a set that ships: it and its items become mine, once. Raises NotFound, and InvalidRecord for a set
        that is followed already."""
        new = shipped_of(key)
        with self._database.writing(f"Take up {new.name}", origin=origin) as change:
            known = next((one for one in change.find(Framework) if one.key == key), None)
            if known is not None and change.find(Skill, linked("framework", known.id)):
                raise InvalidRecord(f"“{new.name}” is among your skills already. Nothing was changed.")
            frame = known or change.put(
                Framework(
                    title=new.name,
                    key=new.key,
                    edition=new.edition,
                    source=new.source,
                    levels=level_sections(),
                )
            )
            for place, item in enumerate(new.items):
                change.put(
                    Skill(
                        title=item.label,
                        framework=frame.id,
                        code=item.code,
                        domain=item.domain,
                        kind=new.kind,
                        place=float(place),
                    )
                )
            return frame

    def notice(self, skill_id: str, name: str, *, origin: str = "") -> Skill:
        """Keep who noticed a skill, a new person where there is none of that name. Raises NotFound, InvalidRecord."""
        with self._database.writing("Note who noticed a skill", origin=origin) as change:
            skill = change.get(Skill, skill_id)
            person = _person(change, name)
            if person is None:
                raise InvalidRecord("Say who noticed it. Nothing was changed.")
            names = tuple(dict.fromkeys((*skill.noticed_by, person.id)))
            return change.put(replace(skill, noticed_by=names, strength=True))

    def put_noticed(self, skill_id: str, people: Sequence[str], *, origin: str = "") -> Skill:
        """Let these have noticed it. Raises NotFound."""
        with self._database.writing("Change who noticed a skill", origin=origin) as change:
            return change.put(replace(change.get(Skill, skill_id), noticed_by=tuple(people)))

    def followed(self) -> frozenset[str]:
        """The keys of the sets that are followed: some skill of them is left."""
        with self._database.reading() as reader:
            used = {one.framework for one in reader.find(Skill)}
            return frozenset(one.key for one in reader.find(Framework) if one.key and one.id in used)


def _person(change: Writer, name: str) -> Person | None:
    """The person of this name, a new one where there is none; None where no name is given."""
    words = " ".join(name.split())
    known = next((one for one in change.find(Person) if one.title.casefold() == words.casefold()), None)
    return known or (change.put(Person(title=words)) if words else None)


def _by(person: Person) -> str:
    return "mentor" if "mentor" in person.roles else "other"


def _mine(rating: SkillRating) -> bool:
    """A rating of somebody whose record is erased names nobody, and is not mine for that."""
    return rating.rated_by == "self" and rating.person is None


def _card(skill: Skill, frame: Framework | None, rated: Rated, growing: set[str]) -> SkillCard:
    return SkillCard(
        skill,
        frame.title if frame is not None else OWN,
        _number(rated.first),
        _number(rated.now),
        _number(rated.other),
        rated.on,
        skill.id in growing,
    )


def _number(level: float | None) -> int | None:
    return None if level is None else int(level)


def _order(card: SkillCard) -> tuple[bool, str, float, str, str]:
    skill = card.skill
    place = skill.place if skill.place is not None else 1_000.0
    return bool(card.framework), card.framework.casefold(), place, skill.title.casefold(), skill.id


def _levels(reader: Reader, skill: Skill) -> tuple[tuple[int, str], ...]:
    frame = reader.peek(skill.framework) if skill.framework else None
    return levels_of(frame if isinstance(frame, Framework) else None)


def _with(reader: Reader, kind: type[R], skill: Skill) -> tuple[R, ...]:
    """The goals or activities that a skill is connected with, from whichever side."""
    if not skill.id:
        return ()
    found = reader.find(kind, linked("skills", skill.id) | linked("related", skill.id))
    known = {one.id for one in found}
    others = reader.many(key for key in skill.related if key not in known).values()
    live = [one for one in others if isinstance(one, kind) and one.deleted_at is None]
    return (*found, *live)


def _page(reader: Reader, skill: Skill) -> SkillPage:
    ratings = reader.find(SkillRating, linked("skill", skill.id)) if skill.id else ()
    goals, done = _with(reader, Goal, skill), _with(reader, Activity, skill)
    people = reader.named(Person)
    titles = reader.titles([skill.framework] if skill.framework else [])
    inside = {one.id for group in (ratings, goals) for one in group} | {skill.framework, *skill.noticed_by}
    rows = lists.linked(reader, skill.id) if skill.id else ()
    newest = sorted(ratings, key=lambda one: (one.date or dt.date.min, one.id), reverse=True)
    return SkillPage(
        skill,
        titles.get(skill.framework or "", OWN),
        _levels(reader, skill),
        tuple(RatingLine(one, people.get(one.person or "", "")) for one in newest),
        tuple((one.id, one.title) for one in goals),
        sum(one.times if one.times is not None else 1 for one in done),
        tuple((key, people[key]) for key in skill.noticed_by if key in people),
        tuple((key, name) for key, name in people.items() if key not in skill.noticed_by),
        tuple(row for row in rows if row.row.id not in inside),
    )
