"""A meeting that repeats becomes its single meetings, those that were moved among them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mentorjournal.interchange import icalendar_rules as rules
from mentorjournal.interchange.icalendar_plain import Appointment, When
from mentorjournal.interchange.icalendar_times import Zones, at_wall, moved_to
from mentorjournal.interchange.plain import Reading

AHEAD = dt.timedelta(days=366)
"""How far ahead a series is followed."""


@dataclass(frozen=True, slots=True)
class Series:
    """One component: what it is, which meeting of a series it replaces, and what it adds and leaves out."""

    plain: Appointment
    replaces: When | None
    and_later: bool
    added: list[tuple[When, float | None]]
    left_out: list[When]
    zones: Zones

    @property
    def repeats(self) -> bool:
        """Whether it stands for more than one meeting."""
        return bool(self.plain.rule or self.added)


def occurrences(
    group: list[Series], today: dt.date, reading: Reading, budget: list[float]
) -> list[Appointment]:
    """Every meeting of one identifier. `budget` holds the steps that rules may still take."""
    masters = [one for one in group if one.replaces is None or (one.repeats and one.plain.kind == "event")]
    if len(masters) > 1:
        masters.sort(key=lambda one: one.plain.sequence)
        for older in masters[:-1]:
            reading.problem(older.plain.item, "It is there more than once. The latest was taken.")
    master = masters[-1] if masters else None
    taken = set(map(id, masters))  # a comparison by value of each with each takes minutes for a hostile file
    overrides = [one for one in group if id(one) not in taken]
    if master is None:
        return [_orphan(one, reading) for one in _latest(overrides)]
    if master.plain.kind != "event":
        if master.repeats:
            reading.problem(master.plain.item, "It repeats; it came in once.")
        return [master.plain]
    if not master.repeats and not overrides:
        return [_single(master, reading)]
    return _Expansion(master, today, reading, budget).with_overrides(_latest(overrides))


def _latest(overrides: list[Series]) -> list[Series]:
    """One override per replaced start: the one with the highest number."""
    kept: dict[tuple[object, ...], Series] = {}
    for one in sorted(overrides, key=lambda one: one.plain.sequence):
        place = one.replaces
        kept[(place.day, place.time, place.zone) if place else ()] = one
    return list(kept.values())


def _single(master: Series, reading: Reading) -> Appointment:
    if master.plain.start is None:
        reading.problem(master.plain.item, "It has no start. It came in as a meeting without a date.")
    return master.plain


def _orphan(one: Series, reading: Reading) -> Appointment:
    reading.problem(
        one.plain.item,
        "It changes one meeting of a series that is not in the file. It was read as a meeting by itself.",
    )
    where = one.replaces
    start = one.plain.start or where
    return replace(one.plain, start=start, slot=_slot(where.wall, where.time is None) if where else "")


def _slot(wall: dt.datetime, whole_day: bool) -> str:
    year = f"{wall.year:04}"  # which %Y does not give on every system
    return year + (f"{wall:%m%d}" if whole_day else f"{wall:%m%dT%H%M%S}")


class _Expansion:
    """The starts of one series on its own clock."""

    def __init__(self, master: Series, today: dt.date, reading: Reading, budget: list[float]) -> None:
        self._master, self._reading, self._budget = master, reading, budget
        first = master.plain.start
        if first is None and master.added:
            first = min((when for when, _ in master.added), key=lambda when: when.wall)
        self._first = first
        self._whole_day = first is not None and first.time is None
        self._horizon = dt.datetime.combine(today, dt.time.max) + AHEAD
        self._lengths: dict[dt.datetime, float | None] = {}

    def with_overrides(self, overrides: list[Series]) -> list[Appointment]:
        """Every meeting, moved ones where they were moved to."""
        if self._first is None:
            found = [_single(self._master, self._reading)] if self._master.plain.start is None else []
            return [*found, *(_orphan(one, self._reading) for one in overrides)]
        made = {start: self._made(start) for start in self._starts()}
        for one in overrides:
            self._override(one, made)
        return [made[start] for start in sorted(made)]

    def _tell(self, message: str) -> None:
        self._reading.problem(self._master.plain.item, message)

    def _starts(self) -> list[dt.datetime]:
        left_out = {when.wall if when.time or self._whole_day else when.day for when in self._at_home_all()}
        starts = self._ruled()
        if self._master.plain.start is None:
            starts = []
        for when, minutes in self._master.added:
            start = self._at_home(when)
            self._lengths[start] = minutes
            starts.append(start)
        kept = sorted({start for start in starts if start not in left_out and start.date() not in left_out})
        if len(kept) > rules.MOST:
            self._tell(f"It has more than {rules.MOST} meetings. The last {rules.MOST} were read.")
        return kept[-rules.MOST :]

    def _at_home_all(self) -> Iterator[When]:
        for when in self._master.left_out:
            yield (
                when
                if when.time is None
                else replace(when, time=(home := self._at_home(when)).time(), day=home.date())
            )

    def _at_home(self, when: When) -> dt.datetime:
        """A time as the clock of the series shows it."""
        assert self._first is not None  # noqa: S101  nothing repeats without a start
        if self._whole_day or when.time is None:
            return dt.datetime.combine(
                when.day, (self._first.time if when.time is None else None) or dt.time()
            )
        return moved_to(when, self._first.zone, self._master.zones).wall if self._first.zone else when.wall

    def _ruled(self) -> list[dt.datetime]:
        """The starts the rule gives, the first always among them."""
        assert self._first is not None  # noqa: S101  nothing repeats without a start
        start = self._first.wall
        if not self._master.plain.rule:
            return [start]
        try:
            rule = self._on_own_clock(rules.parse(self._master.plain.rule))
            near = max(self._horizon, start + AHEAD)
            last = near if rule.is_endless else max(near, rule.until or rules.LAST)
            if self._budget[0] <= 0:
                raise rules.NoRule("the rules of this file take too long to follow")
            found, total, steps = rules.follow(rule, start, last)
            if total > rules.MOST and last > near:
                last = near
                found, total, steps = rules.follow(rule, start, last)
        except (rules.NoRule, OverflowError) as error:
            why = str(error) if isinstance(error, rules.NoRule) else "its rule leads nowhere"
            self._tell(f"Only its first meeting was read: {why}.")
            return [start]
        self._budget[0] -= steps
        self._say_where_it_ends(rule, last, total)
        return found

    def _on_own_clock(self, rule: rules.Rule) -> rules.Rule:
        if rule.until is None or not rule.in_utc:
            return rule
        home = at_wall(rule.until, "UTC", self._master.zones)
        return replace(rule, until=self._at_home(home) if not self._whole_day else rule.until)

    def _say_where_it_ends(self, rule: rules.Rule, last: dt.datetime, total: int) -> None:
        until = f"{last.day} {last:%B %Y}"
        more = rule.is_endless or (rule.until is not None and rule.until > last)
        most = f", the last {rules.MOST} of them" if total > rules.MOST else ""
        if rule.is_endless:
            self._tell(
                f"It repeats without end. Its meetings up to {until} were read{most}; import it again for later ones."
            )
        elif more or most:
            self._tell(f"It is a long series. Its meetings up to {until} were read{most}.")

    def _made(self, start: dt.datetime) -> Appointment:
        assert self._first is not None  # noqa: S101  nothing repeats without a start
        plain = self._master.plain
        when = When(start.date()) if self._whole_day else at_wall(start, self._first.zone, self._master.zones)
        minutes = self._lengths.get(start) or plain.minutes
        return replace(
            plain, start=when, minutes=minutes, slot=_slot(start, self._whole_day), rule=plain.rule
        )

    def _override(self, one: Series, made: dict[dt.datetime, Appointment]) -> None:
        assert one.replaces is not None  # noqa: S101  only what replaces something is an override
        start = self._at_home(one.replaces)
        if start not in made and one.replaces.time is None:
            start = next((known for known in made if known.date() == one.replaces.day), start)
        if one.and_later:
            self._reading.problem(
                one.plain.item, "It changes this meeting and all later ones. Only this one was changed."
            )
        plain, master = one.plain, self._master.plain
        when = plain.start or (made[start].start if start in made else one.replaces)
        made[start] = replace(
            plain,
            title=plain.title or master.title,
            start=when,
            slot=_slot(start, self._whole_day),
            rule=master.rule,
        )
