"""Dated self-ratings: how it is between two people, twice a year, and any other instrument.

They are the reader's own view on one day: private, confidential, and in no report.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Observation, Pulse, Question, Relationship
from mentorjournal.services.instruments import RELATIONSHIP_CHECK, Instrument, instrument
from mentorjournal.storage.coming import checks_due
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader, linked, points_anywhere
from mentorjournal.storage.tables import columns
from mentorjournal.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class Score:
    """One item as rated; None where it was left open."""

    key: str
    label: str
    value: int | None


@dataclass(frozen=True, slots=True)
class Rating:
    """One self-rating of one day; `id` is that of its Pulse."""

    id: str
    day: dt.date
    scores: tuple[Score, ...]
    note: str = ""

    def value(self, key: str) -> int | None:
        """What an item was given, None where it was not rated."""
        return next((score.value for score in self.scores if score.key == key), None)


@dataclass(frozen=True, slots=True)
class Follow:
    """What the reader does about a check, in the same step; empty words and no day do nothing.

    `question` goes to the person, `concern` stays with me until I tick it into a brief.
    """

    question: str = ""
    concern: str = ""
    paused_until: dt.date | None = None


class RelationshipChecks:
    """What a person does with self-ratings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(
        self,
        key: str,
        scores: Mapping[str, int | None],
        about: str | None = None,
        note: str = "",
        *,
        day: dt.date,
        origin: str = "",
    ) -> Pulse:
        """Keep what was rated on `day` with the instrument `key`; items not in `scores` stay open.

        `about` is a relationship's id, None for oneself. Raises NotFound, and InvalidRecord where nothing
        was rated, or with a number that is not on the scale.
        """
        made = pulse_of(instrument(key), scores, about, note, day)
        with self._database.writing(f"Keep {made.title.lower()}", origin=origin) as change:
            return change.put(made)

    def history(self, key: str, about: str | None = None) -> tuple[Rating, ...]:
        """Every rating with one instrument of one relationship, or of oneself, the latest first."""
        with self._database.reading() as reader:
            return history_in(reader, key, about)

    def due(self, day: dt.date) -> tuple[Relationship, ...]:
        """The active relationships whose last check is over 182 days old; without any, those that began
        over 90 days ago. Paused ones wait; the longest due comes first."""
        with self._database.reading() as reader:
            found = reader.many(checks_due(reader, day))
        return tuple(tie for tie in found.values() if isinstance(tie, Relationship))

    def keep_check(
        self,
        relationship_id: str,
        scores: Mapping[str, int | None],
        note: str,
        follow: Follow,
        *,
        day: dt.date,
        origin: str = "",
    ) -> Pulse:
        """Keep a relationship check with what is done about it, as one step. Raises as `record`."""
        made = pulse_of(instrument(RELATIONSHIP_CHECK), scores, relationship_id, note, day)
        with self._database.writing("Keep relationship check", origin=origin) as change:
            tie = change.get(Relationship, relationship_id)
            made = change.put(made)
            _follow(change, tie, made, follow)
            return made


def history_in(reader: Reader, key: str, about: str | None) -> tuple[Rating, ...]:
    """The same inside a transaction."""
    whom = linked("about", about) if about else ~points_anywhere("about")
    found = reader.find(Pulse, columns(Pulse).instrument == key, whom)
    return tuple(rating_of(item) for item in found)


def rating_of(pulse: Pulse) -> Rating:
    """A stored self-rating as plain numbers; what is no number counts as not rated."""
    scores = tuple(Score(part.tag, part.heading, number_of(part.text)) for part in pulse.scores)
    return Rating(pulse.id, pulse.date or dt.date.min, scores, pulse.note)


def number_of(text: str) -> int | None:
    """The whole number a section holds, or None."""
    text = text.strip()
    return int(text) if text.isascii() and text.removeprefix("-").isdigit() else None


def refuse_off_scale(name: str, value: int | None, low: int, high: int) -> None:
    """Raise InvalidRecord for a number that is not on the scale."""
    if value is not None and not low <= value <= high:
        raise InvalidRecord(f"{name} goes from {low} to {high}, not {value}. Nothing was kept yet.")


def pulse_of(
    made: Instrument, scores: Mapping[str, int | None], about: str | None, note: str, day: dt.date
) -> Pulse:
    """A self-rating as it is kept; words alone are one too, of myself. Raises InvalidRecord where nothing is rated or
    said, or off the scale."""
    said = note.strip() and about is None
    if not said and all(scores.get(item.key) is None for item in made.items):
        raise InvalidRecord("Nothing is rated yet. Give at least one number.")
    for item in made.items:
        refuse_off_scale(f"“{item.label}”", scores.get(item.key), made.low, made.high)
    values = ((item, scores.get(item.key)) for item in made.items)
    return Pulse(
        title=made.name,
        date=day,
        instrument=made.key,
        about=about,
        confidential=True,
        note=note.strip(),
        scores=tuple(
            Section(item.key, item.label, "" if value is None else str(value)) for item, value in values
        ),
    )


def _follow(change: Writer, tie: Relationship, check: Pulse, follow: Follow) -> None:
    day = check.date
    if follow.question.strip():
        change.put(Question(title=follow.question.strip(), date=day, for_whom=tie.person, origin=check.id))
    if follow.concern.strip():
        concern = follow.concern.strip()
        change.put(Observation(title=concern, date=day, kind="concern", person=tie.person, origin=check.id))
    if follow.paused_until is not None:
        change.put(replace(tie, paused_until=follow.paused_until))
