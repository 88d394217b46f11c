"""Sets of skills: those that ship and the reader's own, their levels, and the order of what is in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Framework, Skill, SkillRating
from mentorjournal.services.frameworks import LEVELS, level_sections, shipped
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader, linked

FEWEST_LEVELS: Final = 2
MOST_LEVELS: Final = 10
KIND: Final = "other"


@dataclass(frozen=True, slots=True)
class SetLine:
    """One set: `frame` is None for one that ships and was not taken up; `key` is the shipped one's, or the id."""

    key: str
    name: str
    frame: Framework | None


@dataclass(frozen=True, slots=True)
class SetPage:
    """A set of the reader's with its levels from the lowest, and its skills in order, those set aside too."""

    frame: Framework
    levels: tuple[str, ...]
    skills: tuple[Skill, ...]


class SkillSets:
    """What a person does with sets of skills. `origin` is the token of the page that asks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def lines(self) -> tuple[SetLine, ...]:
        """Every set, the reader's first."""
        with self._database.reading() as reader:
            frames = reader.find(Framework)
        mine = sorted(frames, key=lambda one: (one.title.casefold(), one.id))
        taken = {one.key for one in frames if one.key}
        rest = [SetLine(one.key, one.name, None) for one in shipped() if one.key not in taken]
        return (*(SetLine(one.id, one.title, one) for one in mine), *rest)

    def page(self, frame_id: str) -> SetPage:
        """A set with what is in it. Raises NotFound."""
        with self._database.reading() as reader:
            frame = reader.get(Framework, frame_id)
            skills = _skills(reader, frame_id)
        words = tuple(part.heading for part in frame.levels) or tuple(label for _, label in LEVELS)
        return SetPage(frame, words, skills)

    def begin(self, name: str, *, origin: str = "") -> Framework:
        """A set of one's own, with the usual levels and nothing in it yet."""
        with self._database.writing(f"Make “{name}”", origin=origin) as change:
            return change.put(Framework(title=name, levels=level_sections()))

    def put_levels(self, frame_id: str, words: tuple[str, ...], *, origin: str = "") -> Framework:
        """Name the levels, from the lowest. Ratings keep their numbers.

        Raises NotFound, and InvalidRecord for fewer than two, more than ten, or fewer than are in use.
        """
        if not FEWEST_LEVELS <= len(words) <= MOST_LEVELS:
            raise InvalidRecord(
                f"A set has from {FEWEST_LEVELS} to {MOST_LEVELS} levels, one on each line. They are as they were."
            )
        with self._database.writing("Change the levels", origin=origin, sitting=True) as change:
            frame = change.get(Framework, frame_id)
            keys = {skill.id for skill in _skills(change, frame_id)}
            rated = [one.level for one in change.find(SkillRating) if one.skill in keys and one.level]
            wanted = [skill.wanted for skill in _skills(change, frame_id) if skill.wanted]
            used = int(max((*rated, *wanted), default=0))
            if used > len(words):
                raise InvalidRecord(
                    f"Level {used} is in use by a rating or an aim. The levels are as they were; keep at least {used}."
                )
            made = tuple(Section(str(number), label, "") for number, label in enumerate(words, 1))
            return change.put(replace(frame, levels=made))

    def add(self, frame_id: str, title: str, domain: str = "", *, origin: str = "") -> Skill:
        """One more skill at the end. Raises NotFound, and InvalidRecord without a name."""
        words = " ".join(title.split())
        if not words:
            raise InvalidRecord("Write what the skill is called. Nothing was added.")
        with self._database.writing(f"Add “{words}”", origin=origin) as change:
            change.get(Framework, frame_id)
            skills = _skills(change, frame_id)
            last = max((one.place or 0.0 for one in skills), default=-1.0)
            kind = skills[0].kind if skills else KIND
            return change.put(
                Skill(title=words, framework=frame_id, domain=domain.strip(), kind=kind, place=last + 1)
            )

    def move(self, skill_id: str, step: int, *, origin: str = "") -> None:
        """A skill one place up (-1) or down (1); at the end nothing happens. Raises NotFound."""
        with self._database.writing("Move a skill", origin=origin) as change:
            skill = change.get(Skill, skill_id)
            order = list(_skills(change, skill.framework or ""))
            here = next(at for at, one in enumerate(order) if one.id == skill_id)
            if 0 <= here + step < len(order):
                order.insert(here + step, order.pop(here))
                for place, one in enumerate(order):
                    if one.place != place:
                        change.put(replace(one, place=float(place)))


def _skills(reader: Reader, frame_id: str) -> tuple[Skill, ...]:
    found = reader.find(Skill, linked("framework", frame_id))
    return tuple(
        sorted(found, key=lambda one: (one.place if one.place is not None else 1e3, one.title, one.id))
    )
