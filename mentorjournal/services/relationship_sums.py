"""What the meetings and promises of one relationship add up to: hours, roles, support, promises kept."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from mentorjournal.model.types import Agreement
from mentorjournal.storage.ties import Did, Met, Promised

CAREER = ("sponsorship", "visibility", "coaching", "protection", "challenge")
"""Kinds of support that serve a career; the rest are psychosocial (Kram's two functions of mentoring)."""
RECENT_MONTHS = 3
_DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class TimeSpent:
    """Hours together: planned and offered a month, spent a month over the last three, and all in all.

    A relationship younger than three months is counted over its own time, a month at least.
    """

    planned: float | None = None
    offered: float | None = None
    recent: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class RoleSeen:
    """A role, how many meetings it was played at, and whether it is wanted here; 0 times is missing."""

    key: str
    times: int
    wanted: bool

    @property
    def filled(self) -> bool:
        """Whether somebody plays it."""
        return self.times > 0


@dataclass(frozen=True, slots=True)
class Kept:
    """How many promises were kept, of those kept or due; what was let go on purpose counts on neither side."""

    kept: int = 0
    of: int = 0


def time_spent(
    meetings: Iterable[Met],
    activities: Iterable[Did],
    today: dt.date,
    since: dt.date | None,
    planned: float | None = None,
    offered: float | None = None,
) -> TimeSpent:
    """Hours of held meetings and of activities; a meeting with activities of its own counts the longer of
    the two, for its timer writes both."""
    own: dict[str, float] = {}
    days: list[tuple[dt.date | None, float]] = []
    held = {item.id: item for item in meetings if item.status == "held"}
    for activity in activities:
        if activity.meeting in held:
            own[activity.meeting] = own.get(activity.meeting, 0.0) + activity.hours
        else:
            days.append((activity.date, activity.hours))
    for key, meeting in held.items():
        minutes = meeting.minutes if meeting.spent is None else meeting.spent
        days.append((meeting.date, max((minutes or 0.0) / 60, own.get(key, 0.0))))
    first = months_before(today, RECENT_MONTHS)
    recent = sum(hours for day, hours in days if day is not None and first < day <= today)
    months = float(RECENT_MONTHS)
    if since is not None and since > first:
        months = min(months, max(1.0, (today - since).days / _DAYS_A_MONTH))
    return TimeSpent(planned, offered, recent / months, sum(hours for _day, hours in days))


def roles_seen(meetings: Iterable[Met], has: Iterable[str], wanted: Iterable[str]) -> tuple[RoleSeen, ...]:
    """The roles wanted, then others played; a role the person has on their page counts as played once.

    Those most often played come first, the missing ones last.
    """
    times = Counter(role for item in meetings if item.status == "held" for role in item.roles_played)
    for role in has:
        times[role] = max(times[role], 1)
    asked = tuple(wanted)
    found = [RoleSeen(role, times[role], True) for role in asked]
    found += [RoleSeen(role, count, False) for role, count in times.items() if role not in asked]
    return tuple(sorted(found, key=lambda seen: (-seen.times, not seen.wanted)))


def support_balance(meetings: Iterable[Met]) -> tuple[int, int]:
    """How often support of the career and psychosocial support were given, at held meetings."""
    given = [kind for item in meetings if item.status == "held" for kind in item.support]
    career = sum(1 for kind in given if kind in CAREER)
    return career, len(given) - career


def kept(promises: Iterable[Promised], today: dt.date) -> Kept:
    """The promises done, of those done or overdue."""
    found = tuple(promises)
    done = sum(1 for item in found if item.done_on is not None)
    late = sum(1 for item in found if item.done_on is None and item.due is not None and item.due < today)
    return Kept(done, done + late)


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day so many months earlier (negative: later), or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    following = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)  # noqa: PLR2004  December, from 0
    last = (following - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(day.day, last))


def agreed_on(version: Agreement) -> dt.date | None:
    """The day since which both have agreed, or None."""
    if version.agreed_by_me is None or version.agreed_by_them is None:
        return None
    return max(version.agreed_by_me, version.agreed_by_them)
