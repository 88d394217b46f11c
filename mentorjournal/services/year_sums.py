"""A year in numbers and in words: the same for the screen and for paper, whoever counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from mentorjournal.services.reporting.words import capital, counted, hours_of, listed

_SPELT: Final = "no one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
ACADEMIC: Final = 9
"""The month in which an academic year begins, unless another is asked for."""
REACHED: Final = ("achieved",)
LET_GO: Final = ("dropped", "changed")


@dataclass(frozen=True, slots=True, kw_only=True)
class YearNumbers:
    """What is counted of a year; `hours` are of activities, `meeting_hours` of meetings held.

    `people` are those met, `skills` those rated higher at the end of the year than at its start.
    """

    reached: int = 0
    let_go: int = 0
    milestones: int = 0
    meetings: int = 0
    people: int = 0
    meeting_hours: float = 0.0
    activities: int = 0
    hours: float = 0.0
    pages: int = 0
    kept: int = 0
    feedback: int = 0
    answered: int = 0
    skills: int = 0
    applied: int = 0
    accepted: int = 0
    rejected: int = 0
    outcomes: int = 0


def spelt(number: int, one: str, many: str = "") -> str:
    """`one goal`, `twelve goals`, `13 goals`."""
    if not 0 <= number < len(_SPELT):
        return counted(number, one, many)
    return f"{_SPELT[number]} {one if number == 1 else many or one + 's'}"


def headline(numbers: YearNumbers) -> str:
    """The year in one sentence; empty where nothing was counted."""
    n = numbers
    parts = [
        spelt(n.reached, "goal reached", "goals reached") if n.reached else "",
        spelt(n.milestones, "milestone") if n.milestones else "",
        spelt(n.meetings, "meeting") if n.meetings else "",
        f"{hours_of(round(n.hours, 1))} of work" if n.hours else "",
        spelt(n.kept, "sentence worth keeping", "sentences worth keeping") if n.kept else "",
    ]
    said = [part for part in parts if part]
    return f"{capital(listed(said))}." if said else ""


def sentences(numbers: YearNumbers) -> Iterator[str]:
    """The year in sentences, each about one thing; what was not there is not said."""
    n = numbers
    closed = (
        (n.reached, "goal reached", "goals reached"),
        (n.let_go, "let go or changed", "let go or changed"),
    )
    written = ((n.pages, "page written", "pages written"), (n.kept, "sentence kept", "sentences kept"))
    yield from _listed((*closed, (n.milestones, "milestone passed", "milestones passed")))
    if n.meetings:
        people = f" with {spelt(n.people, 'person', 'people')}" if n.people else ""
        yield f"{capital(spelt(n.meetings, 'meeting'))}{people}{_hours(n.meeting_hours)}."
    if n.activities:
        yield f"{capital(spelt(n.activities, 'activity', 'activities'))}{_hours(n.hours)}."
    yield from _listed(written)
    if n.feedback:
        pieces = spelt(n.feedback, "piece of feedback heard", "pieces of feedback heard")
        yield f"{capital(pieces)}, {spelt(n.answered, 'answered', 'answered')}."
    if n.applied:
        yield f"{capital(spelt(n.applied, 'application'))}: {_answers(n)}."
    yield from _listed(((n.skills, "skill rated higher than before", "skills rated higher than before"),))
    yield from _listed(((n.outcomes, "thing reached by others with me", "things reached by others with me"),))


def _listed(parts: Iterable[tuple[int, str, str]]) -> Iterator[str]:
    said = [spelt(*part) for part in parts if part[0]]
    if said:
        yield f"{capital(listed(said))}."


def _hours(hours: float) -> str:
    return f", {hours_of(round(hours, 1))} in all" if hours else ""


def _answers(n: YearNumbers) -> str:
    waiting = n.applied - n.accepted - n.rejected
    parts = ((n.accepted, "accepted"), (n.rejected, "refused"), (waiting, "without an answer yet"))
    return listed(
        [f"{_SPELT[count] if count < len(_SPELT) else count} {said}" for count, said in parts if count]
    )


def span_of(year: int, month: int = 1) -> tuple[dt.date, dt.date]:
    """The first and the last day of the year that begins in this month of `year`."""
    first = dt.date(year, month, 1)
    return first, dt.date(year + 1, month, 1) - dt.timedelta(days=1)


def year_name(since: dt.date, until: dt.date) -> str:
    """`2025`, or `2025/26` where it goes over the new year."""
    return str(since.year) if since.year == until.year else f"{since.year}/{until.year % 100:02}"
