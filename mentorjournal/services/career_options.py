"""Career options: ways my career could go, side by side by my own weighted criteria, and the choice of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.fields import Section
from mentorjournal.model.rows import LinkRow
from mentorjournal.model.types import CareerOption, Decision, Person
from mentorjournal.services.criteria import (
    Criterion,
    Kept,
    criteria_in,
    put_criteria,
    refuse_criteria,
    weighted_share,
)
from mentorjournal.services.instruments import CAREER_OPTION, OPTION_WEIGHTS
from mentorjournal.services.relationship_checks import number_of, refuse_off_scale
from mentorjournal.storage import lists
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.writer import Writer

LOW, HIGH = 0, 10
KEPT = Kept(CAREER_OPTION, OPTION_WEIGHTS, "What matters to me")
STATES = ("chosen", "likely", "exploring", "set_aside")
"""The order in which options stand."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An option with its numbers by criterion: `out_of_ten` is the weighted mean of the `judged` criteria of the
    `counted` ones (weight above 0), None while none is judged; an open criterion is never taken for 0."""

    option: CareerOption
    scores: Mapping[str, int]
    out_of_ten: float | None
    judged: int
    counted: int
    ask: tuple[tuple[str, str], ...]

    @property
    def whole(self) -> bool:
        """Every criterion that counts is judged."""
        return self.judged == self.counted


@dataclass(frozen=True, slots=True)
class Matrix:
    """The criteria, and the options by state, then by title: the sum of a few criteria ranks nothing."""

    criteria: tuple[Criterion, ...]
    options: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class OptionPage:
    """An option with all that its page shows."""

    judged: Judged
    criteria: tuple[Criterion, ...]
    people: tuple[str, ...]
    linked: tuple[LinkRow, ...]


class CareerOptions:
    """What a person does with career options."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def matrix(self, *, set_aside: bool = True) -> Matrix:
        """All options side by side; those set aside only where wanted."""
        with self._database.reading() as reader:
            criteria = criteria_in(reader, KEPT)
            people = reader.named(Person)
            found = [
                _judged(one, criteria, people)
                for one in reader.find(CareerOption)
                if set_aside or one.status != "set_aside"
            ]
        return Matrix(criteria, tuple(sorted(found, key=_order)))

    def page(self, option_id: str) -> OptionPage:
        """An option with all that its page shows. Raises NotFound."""
        with self._database.reading() as reader:
            return _page(reader, reader.get(CareerOption, option_id))

    def blank(self, option: CareerOption) -> OptionPage:
        """The page of one that is not kept yet."""
        with self._database.reading() as reader:
            return _page(reader, option)

    def criteria(self) -> tuple[Criterion, ...]:
        """The reader's own criteria, or those that ship while there are none."""
        with self._database.reading() as reader:
            return criteria_in(reader, KEPT)

    def set_criteria(self, criteria: Sequence[Criterion], day: dt.date, *, origin: str = "") -> None:
        """Keep these criteria and weights as one step; numbers given for one that goes stay with their options.

        Raises InvalidRecord for a weight that is not 0 to 5, a criterion without a name, or none at all.
        """
        refuse_criteria(criteria)
        with self._database.writing("Change what matters to me", origin=origin) as change:
            put_criteria(change, KEPT, criteria, day)

    def score(self, option_id: str, key: str, value: int | None, *, origin: str = "") -> CareerOption:
        """Judge an option by one criterion, 0 to 10, or take the number back with None.

        Raises NotFound, and InvalidRecord for a number off the scale or a criterion that is none.
        """
        with self._database.writing("Judge a career option", origin=origin) as change:
            criteria = criteria_in(change, KEPT)
            named = next((one.label for one in criteria if one.key == key), None)
            if named is None:
                raise InvalidRecord("There is no such criterion any more. Nothing was changed.")
            refuse_off_scale(f"“{named}”", value, LOW, HIGH)
            option = change.get(CareerOption, option_id)
            return change.put(replace(option, scores=_scored(option, criteria, key, value)))

    def decide(self, option_id: str, day: dt.date, *, origin: str = "") -> Decision:
        """Choose an option: it is chosen since `day`, and a decision follows from it that names what stood beside
        it, by which criteria; it is confidential where one of them is. The others stay as they are.

        Raises NotFound, and InvalidRecord without a title.
        """
        with self._database.writing("Decide on a career option", origin=origin) as change:
            option = change.get(CareerOption, option_id)
            if not option.title.strip():
                raise InvalidRecord("Give the option a name first. Nothing was changed.")
            change.put(replace(option, status="chosen", decided_on=option.decided_on or day))
            return change.put(_decision(change, option, day))


def moved(option: CareerOption, status: str, day: dt.date) -> CareerOption:
    """The option in another state; the day of a choice comes along, and goes when it is open again."""
    if status == "chosen":
        return replace(option, status=status, decided_on=option.decided_on or day)
    return replace(option, status=status, decided_on=option.decided_on if status == "set_aside" else None)


def _decision(change: Writer, option: CareerOption, day: dt.date) -> Decision:
    criteria = criteria_in(change, KEPT)
    weighed = [one for one in change.find(CareerOption) if one.id == option.id or one.status != "set_aside"]
    sections = (
        Section(f"option{number}", one.title, _for_and_against(one, criteria))
        for number, one in enumerate(sorted(weighed, key=lambda one: (one.id != option.id, one.title)), 1)
    )
    counted = sorted((one for one in criteria if one.weight), key=lambda one: -one.weight)
    return Decision(
        title=f"Which way to go: {option.title}",
        date=day,
        why=option.interest,
        options=tuple(sections),
        criteria="\n".join(f"- {one.label}, weight {one.weight}" for one in counted),
        choice=option.title,
        decided_on=day,
        review_on=option.review_on if option.review_on is not None and option.review_on > day else None,
        origin=option.id,
        confidential=any(one.confidential for one in weighed),
    )


def _for_and_against(option: CareerOption, criteria: Sequence[Criterion]) -> str:
    found = _judged(option, criteria, {})
    said = (
        f"{found.out_of_ten:.1f} of {HIGH}, by {found.judged} of {found.counted} criteria."
        if found.out_of_ten is not None
        else "Not judged by any criterion."
    )
    return "\n\n".join(part for part in (said, option.fit.strip(), option.open_points.strip()) if part)


def _scores(option: CareerOption) -> dict[str, int]:
    """The numbers given; what is no number of the scale counts as not judged."""
    found = ((part.tag, number_of(part.text)) for part in option.scores)
    return {key: value for key, value in found if value is not None and LOW <= value <= HIGH}


def _scored(
    option: CareerOption, criteria: Sequence[Criterion], key: str, value: int | None
) -> tuple[Section, ...]:
    """Every criterion in its order, then the numbers of those that are gone."""
    texts = {part.tag: part.text for part in option.scores} | {key: "" if value is None else str(value)}
    known = {one.key for one in criteria}
    gone = (part for part in option.scores if part.tag not in known)
    return (*(Section(one.key, one.label, texts.get(one.key, "")) for one in criteria), *gone)


def _judged(option: CareerOption, criteria: Sequence[Criterion], people: Mapping[str, str]) -> Judged:
    scores = _scores(option)
    counted = [one for one in criteria if one.weight]
    share = weighted_share(counted, scores.get, HIGH)
    return Judged(
        option,
        scores,
        None if share is None else share * HIGH / 100,
        sum(one.key in scores for one in counted),
        len(counted),
        tuple((key, people[key]) for key in option.ask if key in people),
    )


def _page(reader: Reader, option: CareerOption) -> OptionPage:
    criteria, people = criteria_in(reader, KEPT), reader.named(Person)
    rows = lists.linked(reader, option.id) if option.id else ()
    return OptionPage(
        _judged(option, criteria, people),
        criteria,
        tuple(name for key, name in people.items() if key not in option.ask),
        tuple(row for row in rows if row.row.id not in option.ask),
    )


def _order(item: Judged) -> tuple[int, str, str]:
    option = item.option
    return STATES.index(option.status) if option.status in STATES else 0, option.title.casefold(), option.id
