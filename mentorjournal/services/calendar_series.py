"""The meetings of one series as a rule with its exceptions, as long as they follow it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from mentorjournal.interchange import icalendar_rules as rules
from mentorjournal.interchange.icalendar_plain import When
from mentorjournal.interchange.icalendar_times import in_utc
from mentorjournal.interchange.icalendar_writer import EventOut
from mentorjournal.model.types import Meeting


def series_events(meetings: Sequence[Meeting], single: Callable[[Meeting], EventOut]) -> list[EventOut]:
    """One event with the rule and one for each meeting that differs; without a rule that fits, each by itself.

    `single` makes the event of one meeting, which knows the start it has in the series.
    """
    made = [(meeting, single(meeting)) for meeting in meetings]
    if any(event.slot is None for _, event in made):
        return [event for _, event in made]
    slots = {event.slot.wall: event for _, event in made if event.slot is not None}
    rule = next((meeting.rule for meeting, _ in reversed(made) if meeting.rule), "")
    kinds = {event.slot.time is None for _, event in made if event.slot is not None}
    found = _fitting(rule, sorted(slots)) if rule and len(kinds) == 1 and len(slots) == len(made) else None
    folded = _folded(slots, *found) if found is not None else []
    return folded or [event for _, event in made]


def _fitting(text: str, walls: list[dt.datetime]) -> tuple[rules.Rule, set[dt.datetime]] | None:
    """The rule, and the starts it gives up to the last one known; None where they do not go together."""
    try:
        rule = rules.parse(text)
        bare = replace(rule, count=None, until=None)
        followed, total, _ = rules.follow(bare, walls[0], walls[-1], rules.MOST * 2)
    except (rules.NoRule, OverflowError):
        return None
    starts = set(followed)
    strange = [wall for wall in walls if wall not in starts]
    if total > rules.MOST * 2 or len(strange) * 2 > len(walls) or len(starts) > len(walls) * 3 + 3:
        return None
    return rule, starts


def _folded(slots: dict[dt.datetime, EventOut], rule: rules.Rule, starts: set[dt.datetime]) -> list[EventOut]:
    """The series and its exceptions; nothing where every meeting was moved away from the rule."""
    walls = sorted(slots)
    zone = Counter(event.start.zone for event in slots.values()).most_common(1)[0][0]
    whole_day = next(iter(slots.values())).slot
    timeless = whole_day is not None and whole_day.time is None
    slots = {wall: replace(event, slot=_at(wall, zone, timeless=timeless)) for wall, event in slots.items()}
    in_place = {wall: event for wall, event in slots.items() if event.start == event.slot}
    if not in_place:
        return []
    usual = Counter(_looks(event, wall) for wall, event in in_place.items()).most_common(1)[0][0]
    shown = next(event for wall, event in in_place.items() if _looks(event, wall) == usual)
    latest = max(slots.values(), key=lambda event: event.stamp)
    master = replace(
        shown,
        start=_at(walls[0], zone, timeless=timeless),
        slot=None,
        rule=_until(rule, walls[-1], zone, timeless=timeless),
        added=tuple(_at(wall, zone, timeless=timeless) for wall in walls if wall not in starts),
        left_out=tuple(_at(wall, zone, timeless=timeless) for wall in sorted(starts - slots.keys())),
        stamp=latest.stamp,
        sequence=max(event.sequence for event in slots.values()),
        private=any(event.private for event in slots.values()),
        text=_shared_text(slots.values()),
    )
    moved = [
        event
        for wall, event in sorted(slots.items())
        if _looks(event, wall) != usual or event.text != master.text
    ]
    return [master, *moved]


def _shared_text(events: Collection[EventOut]) -> str:
    """What most of them say, as those do that came with one text for all; notes on one meeting are of that one."""
    text, count = Counter(event.text for event in events).most_common(1)[0]
    return text if count > 1 and count * 2 > len(events) else ""


def _looks(event: EventOut, wall: dt.datetime) -> tuple[object, ...]:
    """What a meeting of a series shares with the others; how far it was moved is part of it."""
    moved = event.start.wall - wall
    zone = event.start.zone
    return (event.title, event.minutes, event.place, event.cancelled, event.people, moved, zone)


def _at(wall: dt.datetime, zone: str, *, timeless: bool) -> When:
    return When(wall.date()) if timeless else When(wall.date(), wall.time(), zone)


def _until(rule: rules.Rule, last: dt.datetime, zone: str, *, timeless: bool) -> str:
    """The rule with its end as a moment: one that counts would count wrong once a meeting was taken out."""
    if rule.is_endless:
        return rule.text
    if rule.until is not None and not timeless and rule.in_utc:
        return f"{rule.text};UNTIL={rule.until:%Y%m%dT%H%M%S}Z"
    end = max(last, rule.until) if rule.until is not None else last
    if timeless:
        return f"{rule.text};UNTIL={end:%Y%m%d}"
    if not zone:
        return f"{rule.text};UNTIL={end:%Y%m%dT%H%M%S}"
    # “Until the last second of 9999” is how some programs say that there is no end.
    moment = in_utc(end, ZoneInfo(zone)) or end
    return f"{rule.text};UNTIL={moment:%Y%m%dT%H%M%S}Z"
