"""Every figure of the journal: its key, its title, and by what each of its rows is known again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mentorjournal.model.types import CareerStep, Goal, Person, Scheme
from mentorjournal.services.instruments import MENTOR_SIX, instrument
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.tables import columns

if TYPE_CHECKING:
    from mentorjournal.reports.figure_blocks import Figure, TimelineFigure, TrendFigure

HOURS: Final = "hours"
GOALS: Final = "goals"
MEETINGS: Final = "meetings"
GROWTH: Final = "growth"
PATH: Final = "path"
POINTS: Final = "points-"
COVERAGE: Final = "coverage-"
SKILLS: Final = "skills-"
PULSES: Final = "pulse-"
"""Beginnings of the keys of figures of which there may be several; the id of what they are about follows."""
BETWEEN: Final = ","
MOST_GOALS: Final = 40
MOST_SKILLS: Final = 40
SELF_REPORT: Final = "Self-rated: it says how it felt on that day, and proves nothing."


@dataclass(frozen=True, slots=True)
class Made:
    """One figure. `parts` say for each row what it is made of: a key, or ids with a comma between.

    `total` is what is compared with another time: meetings held, or goals, steps and milestones reached, each once.
    """

    key: str
    title: str
    figure: Figure
    parts: tuple[str, ...]
    self_report: bool = False
    total: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted: days (both included), how a person appears by id, and how titles are cleaned.

    `on_paper` leaves out what is confidential; on the owner's screen it counts.
    """

    since: dt.date
    until: dt.date
    named: Callable[[str], str]
    scrub: Callable[[str], str] = str
    on_paper: bool = False

    def has(self, day: dt.date | None) -> bool:
        """Whether a day is one of those asked for."""
        return day is not None and self.since <= day <= self.until


def made(reader: Reader, asked: Asked) -> Iterator[Made]:
    """Everything there is to draw."""
    for make in (_hours, _goals, _path, _skills, _meetings, _schemes, _growth, _ratings, _pulses):
        yield from make(reader, asked)


def _hours(reader: Reader, asked: Asked) -> Iterator[Made]:
    from mentorjournal.services.figure_sums import hours_figure, in_order
    from mentorjournal.storage.given import read_activity_hours

    rows = read_activity_hours(reader, asked.since, asked.until, open_only=asked.on_paper)
    hours = [(key, value) for key, value, _ in rows]
    if any(value for _, value in hours):
        parts = tuple(key for key, _ in in_order(hours))
        yield Made(HOURS, "Hours by category", hours_figure(hours), parts)


def _goals(reader: Reader, asked: Asked) -> Iterator[Made]:
    from mentorjournal.reports.figure_blocks import TimelineFigure, TimelineMilestone, TimelineRow
    from mentorjournal.storage.goal_progress import read_tracks

    rows, parts, reached = [], [], 0
    hidden = {goal.id for goal in reader.find(Goal, columns(Goal).confidential)}
    for track in read_tracks(reader):
        goal = track.card.goal
        days = [goal.start, goal.target, goal.closed_on, *(p.done_on or p.due for p in track.points)]
        known = [day for day in days if day]
        if goal.id in hidden or not known or min(known) > asked.until or max(known) < asked.since:
            continue
        points = tuple(TimelineMilestone(asked.scrub(p.title), p.planned, p.done_on) for p in track.points)
        rows.append(
            TimelineRow(asked.scrub(goal.title), goal.start, goal.target, goal.start, goal.closed_on, points)
        )
        parts.append(goal.id)
        reached += goal.status == "achieved" and asked.has(goal.closed_on)
        reached += sum(asked.has(p.done_on) for p in track.points)
    if rows:
        rows, parts = rows[:MOST_GOALS], parts[:MOST_GOALS]
        caption = "Goals and milestones as first planned and as reached."
        figure: TimelineFigure = TimelineFigure(
            tuple(rows), caption, f"Timeline of {len(rows)} goals.", today=asked.until
        )
        yield Made(GOALS, "Goals over time", figure, tuple(parts), total=reached)


def _path(reader: Reader, asked: Asked) -> Iterator[Made]:
    """The whole of it, whatever the days: a career is longer than any period."""
    from mentorjournal.services.career_path import dated, done_on, path_figure

    steps = dated(one for one in reader.find(CareerStep) if not one.confidential)
    if steps:
        figure = path_figure(steps, asked.until, asked.scrub)
        reached = sum(asked.has(done_on(one)) for one in steps)
        yield Made(PATH, "Career path", figure, tuple(one.id for one in steps), total=reached)


def _skills(reader: Reader, asked: Asked) -> Iterator[Made]:
    from mentorjournal.services.figure_skills import skill_figures

    for frame, title, figure, parts in skill_figures(reader, asked.scrub, MOST_SKILLS):
        yield Made(f"{SKILLS}{frame}", title, figure, parts, self_report=True)


def _meetings(reader: Reader, asked: Asked) -> Iterator[Made]:
    from mentorjournal.services.figure_sums import meetings_figure
    from mentorjournal.storage.figure_days import read_actions_kept, read_meeting_days
    from mentorjournal.storage.year_lines import read_held

    days = read_meeting_days(reader, asked.since, asked.until, open_only=asked.on_paper)
    if days:
        called = {key: asked.named(key) or "Others" for key, _, _ in days}
        ids: dict[str, list[str]] = {}
        for key, name in called.items():
            ids.setdefault(name, []).append(key)
        met = [(called[key], day, held) for key, day, held in days]
        kept = read_actions_kept(reader, asked.since, asked.until, open_only=asked.on_paper)
        figure = meetings_figure(met, asked.since, asked.until, kept)
        parts = tuple(BETWEEN.join(ids[row.label]) for row in figure.rows)
        total, _ = read_held(reader, asked.since, asked.until)
        yield Made(MEETINGS, "Meetings and promises", figure, parts, total=total)


def _schemes(reader: Reader, asked: Asked) -> Iterator[Made]:
    """Points and coverage of each scheme that is worked on."""
    from mentorjournal.services.awards import read_standing
    from mentorjournal.services.figure_sums import coverage_figure, points_figure

    c = columns(Scheme)
    for scheme in reader.find(Scheme, c.status == "active", c.confidential.is_(False)):
        standing = read_standing(reader, scheme.id, asked.until, open_only=asked.on_paper)
        if standing.claims and standing.rules:
            title = asked.scrub(scheme.title)
            categories = tuple(item.rule.key for item in standing.categories)
            yield Made(f"{POINTS}{scheme.id}", title, points_figure(standing), categories)
            if criteria := standing.rules.criteria:
                yield Made(
                    f"{COVERAGE}{scheme.id}",
                    f"{title}: criteria",
                    coverage_figure(standing),
                    tuple(one.key for one in criteria),
                )


def _growth(reader: Reader, asked: Asked) -> Iterator[Made]:
    from mentorjournal.services.figure_sums import by_arena, growth_figure
    from mentorjournal.storage.figure_days import read_arenas

    ties = read_arenas(reader, open_only=asked.on_paper)
    if any(day <= asked.until for _, day in ties):
        parts = tuple(arena for arena, _ in by_arena(ties, asked.until))
        yield Made(GROWTH, "Network", growth_figure(ties, asked.until), parts)


def _ratings(reader: Reader, asked: Asked) -> Iterator[Made]:
    figure = _trends(reader, MENTOR_SIX, asked.since, asked.until)
    if figure.trends:
        parts = (MENTOR_SIX,) * len(figure.trends)
        yield Made(MENTOR_SIX, "Myself as a mentor", figure, parts, self_report=True)


def _pulses(reader: Reader, asked: Asked) -> Iterator[Made]:
    """How I rated myself, one figure for each self-rating."""
    from mentorjournal.services.pulse_figures import course_figure
    from mentorjournal.services.pulses import course_in, offered_in

    for one in offered_in(reader):
        if one.last is not None and one.last >= asked.since:
            course = course_in(reader, one.instrument, asked.since, asked.until)
            if course.series:
                figure, title = course_figure(course, asked.scrub), asked.scrub(one.instrument.name)
                yield Made(
                    f"{PULSES}{one.key}", title, figure, (one.key,) * len(figure.trends), self_report=True
                )


def _trends(reader: Reader, key: str, since: dt.date, until: dt.date) -> TrendFigure:
    from mentorjournal.reports.figure_blocks import Trend, TrendFigure
    from mentorjournal.services.relationship_checks import history_in

    asked = instrument(key)
    history = [rating for rating in history_in(reader, key, None) if since <= rating.day <= until]
    history.sort(key=lambda rating: rating.day)
    trends = []
    for item in asked.items:
        points = [
            (rating.day, float(value)) for rating in history if (value := rating.value(item.key)) is not None
        ]
        if points:
            trends.append(Trend(item.label, tuple(points)))
    caption = f"{asked.name}, {asked.low} to {asked.high}. {SELF_REPORT}"
    said = "; ".join(f"{t.label} {t.points[0][1]:.0f} to {t.points[-1][1]:.0f}" for t in trends)
    return TrendFigure(
        tuple(trends), float(asked.low), float(asked.high), caption, f"Small lines of self-ratings: {said}."
    )


def people_named(reader: Reader) -> Callable[[str], str]:
    """How everybody is called on the owner's own screen."""
    names = reader.named(Person)
    return lambda key: names.get(key, "")
