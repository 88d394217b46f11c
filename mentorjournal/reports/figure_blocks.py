"""Figures as plain values, drawn once for page and screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class BarFigure:
    """Values by label as columns (months) or horizontal bars (categories), drawn against a target.

    `unit` is said in the caption's sentence and beside the values ("h"); `highlight` holds indices
    of values that stand out in colour and in greyscale; `earlier` are the values of the time before, each
    marked by a line; `alt` is what a screen reader says.
    """

    labels: tuple[str, ...]
    values: tuple[float, ...]
    caption: str
    alt: str
    target: float | None = None
    target_label: str = ""
    unit: str = ""
    highlight: tuple[int, ...] = ()
    orientation: Literal["columns", "bars"] = "columns"
    record_id: str | None = None
    earlier: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineMilestone:
    """A point of a timeline row: where it was planned and where it was reached."""

    title: str
    planned: date | None = None
    actual: date | None = None


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One goal: the planned stretch, and the actual one as far as it is known."""

    label: str
    planned_start: date | None = None
    planned_end: date | None = None
    actual_start: date | None = None
    actual_end: date | None = None
    milestones: tuple[TimelineMilestone, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineFigure:
    """Goals planned against actual; `today` draws a line and ends what is still going on."""

    rows: tuple[TimelineRow, ...]
    caption: str
    alt: str
    today: date | None = None
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class StackRow:
    """One bar of parts: `cap` is the most that counts, `least` what is asked for; None where there is none."""

    label: str
    values: tuple[float, ...]
    cap: float | None = None
    least: float | None = None


@dataclass(frozen=True, slots=True)
class StackFigure:
    """Bars of parts, as points by category and state; `parts` names the values of each row, darkest first."""

    parts: tuple[str, ...]
    rows: tuple[StackRow, ...]
    caption: str
    alt: str
    unit: str = ""
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class HeatFigure:
    """How often rows meet columns, as numbers on a ground that darkens with them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    caption: str
    alt: str
    unit: str = ""
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """One thing rated over time."""

    label: str
    points: tuple[tuple[date, float], ...]


@dataclass(frozen=True, slots=True)
class TrendFigure:
    """Small multiples of ratings on one fixed scale; `events` are marked by their number and named below."""

    trends: tuple[Trend, ...]
    low: float
    high: float
    caption: str
    alt: str
    events: tuple[tuple[date, str], ...] = ()
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class GrowthFigure:
    """How a number grew, by kind: the days on which one was added; nobody is named."""

    kinds: tuple[tuple[str, tuple[date, ...]], ...]
    until: date
    caption: str
    alt: str
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class StripRow:
    """The days of one row: `days` are marked full, `missed` hollow."""

    label: str
    days: tuple[date, ...]
    missed: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class StripFigure:
    """When something happened: one mark a day on strips below each other, from `since` to `until`."""

    rows: tuple[StripRow, ...]
    since: date
    until: date
    caption: str
    alt: str
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class DumbbellRow:
    """One thing rated twice: hollow at `first`, full at `now`, a line at `wanted`; `shown` counts its evidence."""

    label: str
    first: float | None
    now: float | None
    wanted: float | None = None
    shown: int = 0


@dataclass(frozen=True, slots=True)
class DumbbellFigure:
    """Where each thing began and where it stands, on one fixed scale whose steps are named."""

    rows: tuple[DumbbellRow, ...]
    steps: tuple[tuple[float, str], ...]
    caption: str
    alt: str
    record_id: str | None = None


Figure = (
    BarFigure
    | TimelineFigure
    | StackFigure
    | HeatFigure
    | TrendFigure
    | GrowthFigure
    | StripFigure
    | DumbbellFigure
)
FIGURES: tuple[type, ...] = (
    *(BarFigure, TimelineFigure, StackFigure, HeatFigure),
    *(TrendFigure, GrowthFigure, StripFigure, DumbbellFigure),
)
"""Every kind of figure."""
