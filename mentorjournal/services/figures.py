"""Figures of the whole journal for its owner's screen: as SVG, as a table, and as pages to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mentorjournal.model.types import CareerStep, Goal, Person, Scheme
from mentorjournal.services.instruments import MENTOR_SIX, instrument
from mentorjournal.services.profile import Profile
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.tables import columns

if TYPE_CHECKING:
    from mentorjournal.reports.blocks import Document
    from mentorjournal.reports.figure_blocks import Figure, TimelineFigure, TrendFigure
    from mentorjournal.services.reporting.options import Appearance, Paper

FEW = 3
OWN_COPY = "For yourself: made of private records too, never of confidential ones."
SELF_REPORT = "Self-rated: it says how it felt on that day, and proves nothing."


@dataclass(frozen=True, slots=True)
class FigureCard:
    """One figure as the screen shows it: `svg` is empty where `words` say it in a sentence.

    `heads` and `rows` are the table behind it. `self_report`: made of self-ratings, which no report prints.
    """

    key: str
    title: str
    svg: bytes
    words: str
    description: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    self_report: bool = False


class Figures:
    """What a person does with figures. Drawing loads the drawing library, so it is imported when used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cards(self, since: dt.date, until: dt.date, width: float = 560.0) -> tuple[FigureCard, ...]:
        """Every figure of a span of days (both included), those without anything to show left out."""
        with self._database.reading() as reader:
            people = {person.id: person.title for person in reader.find(Person)}
            made = [*_made(reader, since, until, lambda key: people.get(key, ""))]
        return tuple(_card(key, title, figure, width) for key, title, figure in made)

    def save(
        self, keys: Collection[str], since: dt.date, until: dt.date, path: Path, paper: Paper = "a4"
    ) -> int:
        """Save these figures with their tables as pages for the owner, and note it; how many pages there are.

        Raises as `Printing.save`, and ReportError where none of them has anything to show.
        """
        from mentorjournal.reports.blocks import Heading
        from mentorjournal.services.printing import Leaving, Printing

        document, people = self.document(keys, since, until)
        heads = (one.text for one in document.blocks if isinstance(one, Heading) and one.level > 1)
        leaving = Leaving("figures", people=people, counts=tuple(("Figure", head) for head in heads))
        return Printing(self._database).save(document, path, paper, leaving).pages

    def document(
        self, keys: Collection[str], since: dt.date, until: dt.date
    ) -> tuple[Document, tuple[Appearance, ...]]:
        """Those pages, and who stands in them as they agreed. Raises ReportError."""
        from mentorjournal.errors import ReportError
        from mentorjournal.reports.blocks import Block, Document, Heading, Note
        from mentorjournal.reports.figure_tables import table_of
        from mentorjournal.services.printing import names_for
        from mentorjournal.services.reporting.words import long_date

        with self._database.reading() as reader:
            names = names_for(reader)
            made = [
                one for one in _made(reader, since, until, names.shown, names.scrub) if one[0] in set(keys)
            ]
        if not made:
            raise ReportError("Nothing to print: no figure is ticked that has anything to show.")
        blocks: list[Block] = []
        for key, title, figure in made:
            blocks += (Heading(2, title), figure, table_of(figure))
            if key == MENTOR_SIX:
                blocks.append(Note(SELF_REPORT))
        span = f"{long_date(since)} to {long_date(until)}"
        owner = Profile(self._database).owner().name
        pages = Document(
            "Figures",
            (Heading(1, f"Figures, {span}"), Note(OWN_COPY), *blocks),
            self._database.clock(),
            running_head="  ".join(filter(None, (owner, "Figures"))),
            author=owner,
            subject=span,
        )
        return pages, names.appearances()


def _same(words: str) -> str:
    return words


def _made(
    reader: Reader,
    since: dt.date,
    until: dt.date,
    named: Callable[[str], str],
    scrub: Callable[[str], str] = _same,
) -> Iterator[tuple[str, str, Figure]]:
    """Key, title and figure of everything there is; `named` says how a person appears, `scrub` cleans titles."""
    from mentorjournal.services import figure_sums as sums
    from mentorjournal.storage.figure_days import read_actions_kept, read_arenas, read_meeting_days
    from mentorjournal.storage.given import read_activity_hours

    hours = read_activity_hours(reader, since, until)
    if any(value for _, value, _ in hours):
        yield "hours", "Hours by category", sums.hours_figure((key, value) for key, value, _ in hours)
    goals = _goals(reader, since, until, scrub)
    if goals.rows:
        yield "goals", "Goals over time", goals
    path = _path(reader, until, scrub)
    if path.rows:
        yield "path", "Career path", path
    days = read_meeting_days(reader, since, until)
    if days:
        met = [(named(key) or "Others", day, held) for key, day, held in days]
        kept = read_actions_kept(reader, since, until)
        yield "meetings", "Meetings and promises", sums.meetings_figure(met, since, until, kept)
    yield from _schemes(reader, until, scrub)
    ties = read_arenas(reader)
    if ties:
        yield "growth", "Network", sums.growth_figure(ties, until)
    trend = _ratings(reader, MENTOR_SIX, since, until)
    if trend.trends:
        yield MENTOR_SIX, "Myself as a mentor", trend


def _schemes(
    reader: Reader, until: dt.date, scrub: Callable[[str], str]
) -> Iterator[tuple[str, str, Figure]]:
    """Points and coverage of each scheme that is worked on."""
    from mentorjournal.services.awards import read_standing
    from mentorjournal.services.figure_sums import coverage_figure, points_figure

    c = columns(Scheme)
    for scheme in reader.find(Scheme, c.status == "active", c.confidential.is_(False)):
        standing = read_standing(reader, scheme.id, until)
        if standing.claims and standing.rules:
            title = scrub(scheme.title)
            yield f"points-{scheme.id}", title, points_figure(standing)
            if standing.rules.criteria:
                yield f"coverage-{scheme.id}", f"{title}: criteria", coverage_figure(standing)


def _goals(reader: Reader, since: dt.date, until: dt.date, scrub: Callable[[str], str]) -> TimelineFigure:
    from mentorjournal.reports.figure_blocks import TimelineFigure, TimelineMilestone, TimelineRow
    from mentorjournal.storage.goal_progress import read_tracks

    rows = []
    hidden = {goal.id for goal in reader.find(Goal, columns(Goal).confidential)}
    for track in read_tracks(reader):
        goal = track.card.goal
        if goal.id in hidden:
            continue
        days = [goal.start, goal.target, goal.closed_on, *(p.done_on or p.due for p in track.points)]
        known = [day for day in days if day]
        if not known or min(known) > until or max(known) < since:
            continue
        points = tuple(TimelineMilestone(scrub(p.title), p.planned, p.done_on) for p in track.points)
        rows.append(
            TimelineRow(scrub(goal.title), goal.start, goal.target, goal.start, goal.closed_on, points)
        )
    caption = "Goals and milestones as first planned and as reached."
    return TimelineFigure(tuple(rows), caption, f"Timeline of {len(rows)} goals.", today=until)


def _path(reader: Reader, until: dt.date, scrub: Callable[[str], str]) -> TimelineFigure:
    from mentorjournal.services.career_path import path_figure

    steps = (one for one in reader.find(CareerStep) if not one.confidential)
    return path_figure(steps, until, scrub)


def _ratings(reader: Reader, key: str, since: dt.date, until: dt.date) -> TrendFigure:
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


def _card(key: str, title: str, figure: Figure, width: float) -> FigureCard:
    from mentorjournal.reports.figure_tables import in_words, table_of
    from mentorjournal.reports.figures import figure_svg, points

    table = table_of(figure)
    enough = points(figure) >= FEW
    return FigureCard(
        key,
        title,
        figure_svg(figure, width) if enough else b"",
        figure.caption if enough else "; ".join(in_words(figure)),
        figure.alt,
        tuple(column.title for column in table.columns),
        table.rows,
        key == MENTOR_SIX,
    )
