"""How I am doing: which self-ratings are offered and due, kept ones, and how they move over time.

They are the reader's own view on one day: private, confidential, and in no report.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.types import OwnTemplate, Pulse
from mentorjournal.services.instruments import (
    BEHIND,
    Instrument,
    instruments,
    known_instruments,
    own_ratings,
)
from mentorjournal.services.relationship_checks import Rating, pulse_of, rating_of
from mentorjournal.storage.database import Database
from mentorjournal.storage.pulse_series import (
    PulsePoint,
    read_events,
    read_last_rated,
    read_series,
)
from mentorjournal.storage.reader import Reader

if TYPE_CHECKING:
    from mentorjournal.services.pulse_figures import Picture

LATER = "pulses_later"
"""Where the journal keeps until when one is put off, by its key; no record, no undo step."""
A_WEEK = dt.timedelta(days=7)
MOST_RHYTHM = 366
MOST_EVENTS = 8


@dataclass(frozen=True, slots=True)
class Offered:
    """A self-rating that is offered. `rhythm` is in days, 0 asks never; `due` is the day it asks, or None."""

    instrument: Instrument
    rhythm: int
    last: dt.date | None
    due: dt.date | None

    @property
    def key(self) -> str:
        """Of the instrument."""
        return self.instrument.key


@dataclass(frozen=True, slots=True)
class Series:
    """What one item was given over time, oldest first."""

    key: str
    label: str
    points: tuple[PulsePoint, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """How a self-rating went in a span of days, and the (day, words) that may have moved it."""

    instrument: Instrument
    series: tuple[Series, ...]
    events: tuple[tuple[dt.date, str], ...]


class Pulses:
    """What a person does with self-ratings of their own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def offered(self) -> tuple[Offered, ...]:
        """Those for the owner's role, and any that was rated before, in order; what is put off is due later."""
        with self._database.reading() as reader:
            return offered_in(reader)

    def due(self, day: dt.date) -> tuple[Offered, ...]:
        """Those that ask on a day, the longest due first."""
        with self._database.reading() as reader:
            return due_in(reader, day)

    def keep(
        self,
        key: str,
        scores: Mapping[str, int | None],
        note: str = "",
        *,
        day: dt.date,
        origin: str = "",
    ) -> Pulse:
        """Keep what was rated on `day`; items not in `scores` stay open.

        Raises NotFound, and InvalidRecord where nothing was rated, or with a number that is not on the scale.
        """
        with self._database.writing("Keep how I am doing", origin=origin) as change:
            return change.put(pulse_of(_known(change, key), scores, None, note, day))

    def correct(
        self,
        record_id: str,
        scores: Mapping[str, int | None],
        note: str,
        *,
        day: dt.date,
        origin: str = "",
    ) -> Pulse:
        """Put other numbers, words or another day in a kept one. Raises as `keep`; items its instrument has no more
        keep their numbers."""
        with self._database.writing("Correct a self-rating", origin=origin) as change:
            before = change.get(Pulse, record_id)
            if before.deleted_at is not None:
                raise NotFound("This self-rating is in the trash. Take it out first; nothing was changed.")
            scale = _known(change, before.instrument)
            new = pulse_of(scale, scores, None, note, day)
            items = {item.key for item in scale.items}
            old = tuple(part for part in before.scores if part.tag not in items)
            return change.put(replace(before, date=day, note=new.note, scores=(*new.scores, *old)))

    def later(self, key: str, day: dt.date) -> None:
        """Ask again in a week; no undo step, for no record changes."""
        with self._database.writing("Ask later") as change:
            until = (day + A_WEEK).isoformat()
            change.set_meta(LATER, {**_later(change, day), key: until})

    def set_rhythm(self, key: str, days: int, *, origin: str = "") -> None:
        """Ask every so many days, 0 for never. It is kept as the reader's template of this key, so it is undone,
        has a history and goes where the journal goes. Raises NotFound and InvalidRecord."""
        if not 0 <= days <= MOST_RHYTHM:
            raise InvalidRecord(
                f"It can be asked every 1 to {MOST_RHYTHM} days, or never. Nothing was changed."
            )
        with self._database.writing("Change how often I am asked", origin=origin) as change:
            scale = _known(change, key)
            own = own_ratings(change).get(key)
            if own is None:
                own = OwnTemplate(kind="pulse", key=key, based_on=key, title=scale.name)
            change.put(replace(own, rhythm=float(days)))

    def of_record(self, record_id: str) -> tuple[Instrument, Rating] | None:
        """A kept self-rating of mine and its instrument; None for one that is gone, of somebody, or of no known
        instrument."""
        with self._database.reading() as reader:
            found = reader.peek(record_id)
            if not isinstance(found, Pulse) or found.deleted_at is not None or found.about:
                return None
            scale = known_instruments(reader).get(found.instrument)
            if scale is None or scale.key not in {one.key for one in offered_in(reader)}:
                return None
            return scale, rating_of(found)

    def course(self, key: str, since: dt.date, until: dt.date) -> Course:
        """How each item went in a span of days (both included). Raises NotFound."""
        with self._database.reading() as reader:
            return course_in(reader, _known(reader, key), since, until)

    def pictures(self, since: dt.date, until: dt.date) -> tuple[Picture, ...]:
        """How each went that was rated in a span of days, drawn. It loads the drawing library."""
        from mentorjournal.services.pulse_figures import picture_of

        with self._database.reading() as reader:
            courses = [
                course_in(reader, one.instrument, since, until) for one in offered_in(reader) if one.last
            ]
        return tuple(picture_of(course) for course in courses if course.series)


def course_in(reader: Reader, scale: Instrument, since: dt.date, until: dt.date) -> Course:
    """`Pulses.course`, for whoever reads already."""
    found = read_series(reader, scale.key, since, until)
    series = tuple(
        Series(item.key, item.label, tuple(found[item.key])) for item in scale.items if item.key in found
    )
    days = [point.day for one in series for point in (one.points[0], one.points[-1])]
    events = read_events(reader, min(days), max(days)) if days else []
    return Course(scale, series, tuple((day, title) for day, title, _ in events[-MOST_EVENTS:]))


def offered_in(reader: Reader) -> tuple[Offered, ...]:
    """`Pulses.offered`, for whoever reads already."""
    role = str((reader.meta("owner") or {}).get("role") or "mentee")
    own, last = own_ratings(reader), read_last_rated(reader)
    apart = {one.key for one in instruments() if not one.place}
    hidden = {one.key or one.based_on or one.id for one in own.values() if one.hidden}
    later = _later(reader)
    made = []
    for key, scale in known_instruments(reader).items():
        mine = role == "both" or scale.role in (role, "both") or key in last
        if mine and key not in hidden and key not in apart:
            made.append(_offered(scale, own.get(key), last.get(key), later.get(key, "")))
    places = {one.key: float(at) for at, one in enumerate(instruments())}
    places |= {key: one.place for key, one in own.items() if one.place is not None}
    return tuple(sorted(made, key=lambda one: (places.get(one.key, BEHIND), one.instrument.name, one.key)))


def due_in(reader: Reader, day: dt.date) -> tuple[Offered, ...]:
    """`Pulses.due`, for whoever reads already."""
    found = [one for one in offered_in(reader) if one.due is not None and one.due <= day]
    return tuple(sorted(found, key=lambda one: one.due or day))


def _offered(scale: Instrument, own: OwnTemplate | None, last: dt.date | None, later: str) -> Offered:
    """What was never rated asks only where the reader gave it a rhythm: nobody is asked for what they never began."""
    chosen = own is not None and own.rhythm is not None
    rhythm = int(own.rhythm) if own is not None and own.rhythm is not None else scale.rhythm_days
    due = None
    if rhythm > 0 and last is not None:
        due = last + dt.timedelta(days=min(rhythm, (dt.date.max - last).days))
    elif rhythm > 0 and chosen:
        due = dt.date.min
    if due is not None and later:
        due = max(due, dt.date.fromisoformat(later))
    return Offered(scale, max(rhythm, 0), last, due)


def _known(reader: Reader, key: str) -> Instrument:
    found = known_instruments(reader).get(key)
    if found is None:
        raise NotFound(
            "This self-rating is not offered any more. What was rated with it stays in the journal."
        )
    return found


def _later(reader: Reader, day: dt.date = dt.date.min) -> dict[str, str]:
    """Until when each is put off, those that still are."""
    kept = reader.meta(LATER)
    return {key: until for key, until in (kept or {}).items() if until > day.isoformat()}
