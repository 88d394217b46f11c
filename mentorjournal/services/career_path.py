"""The career path: positions, exams, turns and hopes by day, who helped, and a guided look back on all of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mentorjournal.model.choices import label
from mentorjournal.model.rows import LinkRow
from mentorjournal.model.types import CareerStep, Person, Reflection
from mentorjournal.services.clinical import in_mode
from mentorjournal.services.reporting.words import short_date
from mentorjournal.services.templates import template
from mentorjournal.storage import lists
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader

if TYPE_CHECKING:
    from mentorjournal.reports.figure_blocks import TimelineFigure, TimelineRow
    from mentorjournal.services.figures import FigureCard

POINTS = ("exam", "award", "turn", "hope")
"""Kinds that are a day; the others last until they are ended."""
TEMPLATE = "career_path"
DRAWN_FROM = 3
"""Fewer steps with a day make no drawing."""


@dataclass(frozen=True, slots=True)
class StepCard:
    """A step as list and table show it: `day` is when it began (or ended), `ahead` whether that is still to come."""

    step: CareerStep
    day: dt.date | None
    ahead: bool
    helped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepPage:
    """A step with all that its page shows."""

    card: StepCard
    helped: tuple[tuple[str, str], ...]
    people: tuple[str, ...]
    linked: tuple[LinkRow, ...]


class CareerPath:
    """What a person does with the steps of a career."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cards(self, today: dt.date) -> tuple[StepCard, ...]:
        """What lies ahead, then what is past, each from the latest day back; hopes without a day first."""
        with self._database.reading() as reader:
            people = reader.named(Person)
            found = [_card(one, today, people) for one in reader.find(CareerStep)]
        return tuple(sorted(found, key=_order, reverse=True))

    def page(self, step_id: str, today: dt.date) -> StepPage:
        """A step with all that its page shows. Raises NotFound."""
        with self._database.reading() as reader:
            return _page(reader, reader.get(CareerStep, step_id), today)

    def blank(self, step: CareerStep, today: dt.date) -> StepPage:
        """The page of one that is not kept yet."""
        with self._database.reading() as reader:
            return _page(reader, step, today)

    def reflect(self, now: dt.datetime, *, origin: str = "") -> Reflection:
        """A guided look back, dated `now` (local, aware) and linked to every step there is."""
        with self._database.writing("New reflection", origin=origin) as change:
            shape = template(TEMPLATE)
            steps = sorted(change.find(CareerStep), key=lambda one: (begins(one) or dt.date.max, one.id))
            page = Reflection(
                title="My own path",
                date=now.date(),
                at=now.time().replace(second=0, microsecond=0, tzinfo=None),
                template=TEMPLATE,
                sections=shape.blank(),
                related=tuple(one.id for one in steps),
            )
            return change.put(in_mode(change, page))

    def drawing(self, today: dt.date, width: float) -> FigureCard | None:
        """The path drawn `width` points wide, with its table; None while there is too little to draw."""
        from mentorjournal.reports.figures import figure_svg
        from mentorjournal.services.figures import FigureCard

        cards = tuple(reversed(self.cards(today)))
        figure = path_figure((card.step for card in cards), today)
        if len(figure.rows) < DRAWN_FROM:
            return None
        return FigureCard(
            "path",
            "Career path",
            figure_svg(figure, width),
            figure.caption,
            figure.alt,
            ("Step", "Kind", "From", "To", "Who helped"),
            tuple(_line(card) for card in cards),
        )


def begins(step: CareerStep) -> dt.date | None:
    """When a step began or will; of one that has only an end, that."""
    return step.starts_on or step.ends_on


def done_on(step: CareerStep) -> dt.date | None:
    """When a step was over; of one that is a day, that day."""
    return step.ends_on or (step.starts_on if step.kind in POINTS else None)


def dated(steps: Iterable[CareerStep]) -> tuple[CareerStep, ...]:
    """Those that have a day, the first above."""
    pairs = sorted(
        ((day, one) for one in steps if (day := begins(one)) is not None), key=lambda pair: pair[0]
    )
    return tuple(one for _, one in pairs)


def path_figure(
    steps: Iterable[CareerStep], today: dt.date, scrub: Callable[[str], str] = str
) -> TimelineFigure:
    """The steps with a day as a timeline, the first above: what lies ahead is drawn as planned."""
    from mentorjournal.reports.figure_blocks import TimelineFigure

    known = dated(steps)
    rows = tuple(_row(one, today, scrub(one.title)) for one in known)
    ahead = sum((begins(one) or today) > today for one in known)
    alt = f"Timeline of {len(rows)} steps of a career, {ahead} of them ahead."
    return TimelineFigure(rows, "Steps of my career: past ones dark, those ahead pale.", alt, today=today)


def _row(step: CareerStep, today: dt.date, title: str) -> TimelineRow:
    from mentorjournal.reports.figure_blocks import TimelineMilestone, TimelineRow

    start, end = begins(step), step.ends_on
    assert start is not None  # noqa: S101  for the type checker: only dated steps are drawn
    ahead = start > today
    if step.kind in POINTS or (ahead and end is None):
        day = end or start
        point = TimelineMilestone(title, day if ahead else None, None if ahead else day)
        return TimelineRow(title, milestones=(point,))
    if ahead:
        return TimelineRow(title, planned_start=start, planned_end=end)
    if end is not None and end > today:
        return TimelineRow(title, planned_start=today, planned_end=end, actual_start=start, actual_end=today)
    return TimelineRow(title, actual_start=start, actual_end=end)


def _card(step: CareerStep, today: dt.date, people: dict[str, str]) -> StepCard:
    day = begins(step)
    helped = tuple(people[key] for key in step.helped if key in people)
    return StepCard(step, day, day is None or day > today, helped)


def _order(card: StepCard) -> tuple[bool, dt.date, str]:
    return card.ahead, card.day or dt.date.max, card.step.id


def _page(reader: Reader, step: CareerStep, today: dt.date) -> StepPage:
    people = reader.named(Person)
    rows = lists.linked(reader, step.id) if step.id else ()
    return StepPage(
        _card(step, today, people),
        tuple((key, people[key]) for key in step.helped if key in people),
        tuple(name for key, name in people.items() if key not in step.helped),
        tuple(row for row in rows if row.row.id not in step.helped),
    )


def _line(card: StepCard) -> tuple[str, ...]:
    step = card.step
    days = (short_date(day) if day else "" for day in (step.starts_on, step.ends_on))
    title = ", ".join(part for part in (step.title, step.organisation) if part)
    return title, label("career_step_kind", step.kind), *days, ", ".join(card.helped)
