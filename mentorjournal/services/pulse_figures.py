"""How self-ratings went, as one figure for screen and paper, and where on it each rating stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from mentorjournal.reports.figure_blocks import Trend, TrendFigure
from mentorjournal.reports.figures import SCREEN_WIDTH, long_date
from mentorjournal.reports.trends import trend_marks
from mentorjournal.services.figures import FigureCard, card_of
from mentorjournal.services.figures_made import PULSES, Made
from mentorjournal.services.pulses import Course

LABEL = "Self-report: how it felt on the day, and no proof."
NUMBERS = 12
"""So many numbers have room below a small line."""


class Mark(NamedTuple):
    """A rating in a drawing: the parts (0 to 1) of its width and height, from the upper left corner, where it
    stands, the id of its Pulse, and what it says."""

    x: float
    y: float
    record_id: str
    words: str


class Row(NamedTuple):
    """A line of the table behind: a day, the id of its last rating, and what each item was given, or None."""

    day: dt.date
    record_id: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A self-rating over time: its figure, the marks to press, and its table, the latest first."""

    key: str
    figure: FigureCard
    marks: tuple[Mark, ...]
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def _same(words: str) -> str:
    return words


def course_figure(course: Course, scrub: Callable[[str], str] = _same) -> TrendFigure:
    """The figure of a course that has a series; `scrub` cleans titles and the reader's own labels."""
    scale = course.instrument
    trends = tuple(
        Trend(scrub(one.label), tuple((point.day, float(point.value)) for point in one.points))
        for one in course.series
    )
    said = "; ".join(f"{t.label} {t.points[0][1]:.0f} to {t.points[-1][1]:.0f}" for t in trends)
    low, high = (
        f"{number} ({scrub(words)})" if words else str(number)
        for number, words in ((scale.low, scale.low_label), (scale.high, scale.high_label))
    )
    events = _together(course, scrub)
    meanwhile = "; ".join(f"{long_date(day)}, {words}" for day, words in events)
    return TrendFigure(
        trends,
        float(scale.low),
        float(scale.high),
        f"{scrub(scale.name)}, {low} to {high}. {LABEL}",
        f"Small lines of self-ratings, {scale.low} to {scale.high}: {said}."
        + (f" Meanwhile: {meanwhile}." if meanwhile else ""),
        events,
    )


def _together(course: Course, scrub: Callable[[str], str]) -> tuple[tuple[dt.date, str], ...]:
    """What happened meanwhile; what lies too near to the one before to be told apart stands under its number."""
    days = [point.day for one in course.series for point in one.points]
    apart = (max(days) - min(days)) / NUMBERS
    found: list[tuple[dt.date, str]] = []
    for day, words in course.events:
        if found and day - found[-1][0] < apart:
            found[-1] = (found[-1][0], f"{found[-1][1]}; {scrub(words)}")
        else:
            found.append((day, scrub(words)))
    return tuple(found)


def picture_of(course: Course, width: float = SCREEN_WIDTH) -> Picture:
    """The picture of a course that has a series, its figure so many points wide."""
    figure = course_figure(course)
    made = Made(f"{PULSES}{course.instrument.key}", course.instrument.name, figure, (), self_report=True)
    card = card_of(made, width)
    marks = tuple(
        Mark(x, y, point.record_id, f"{one.label}: {point.value}, {long_date(point.day)}")
        for one, places in zip(course.series, trend_marks(figure, width), strict=True)
        for point, (x, y) in zip(one.points, places, strict=True)
    )
    return Picture(
        course.instrument.key,
        card,
        marks if card.svg else (),
        tuple(one.label for one in course.series),
        _rows(course),
    )


def _rows(course: Course) -> tuple[Row, ...]:
    by_day = [{point.day: point for point in one.points} for one in course.series]
    rows = []
    for day in sorted({day for known in by_day for day in known}, reverse=True):
        given = [known.get(day) for known in by_day]
        newest = max(point.record_id for point in given if point is not None)
        rows.append(Row(day, newest, tuple(None if point is None else point.value for point in given)))
    return tuple(rows)
