"""Figures as plain values, drawn once for page and screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class BarFigure:
    """Values by label as columns (months) or horizontal bars (categories), drawn against a target.

    `unit` is said in the caption's sentence and beside the values ("h"); `highlight` holds indices
    of values that stand out in colour and in greyscale; `alt` is what a screen reader says.
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


Figure = BarFigure | TimelineFigure
