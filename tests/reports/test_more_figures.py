"""Figures of points, coverage, ratings, growth and days: drawn once, with a table behind each."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from itertools import pairwise

import pytest

from mentorjournal.reports.blocks import Document, Prose
from mentorjournal.reports.draw import draw
from mentorjournal.reports.figure_blocks import (
    FIGURES,
    BarFigure,
    DumbbellFigure,
    DumbbellRow,
    Figure,
    GrowthFigure,
    HeatFigure,
    StackFigure,
    StackRow,
    StripFigure,
    StripRow,
    TimelineFigure,
    TimelineRow,
    Trend,
    TrendFigure,
)
from mentorjournal.reports.figure_tables import table_of
from mentorjournal.reports.figures import figure_or_sentence, figure_svg, on_screen
from mentorjournal.reports.paint import colour
from mentorjournal.reports.stacks import SHADES
from mentorjournal.services.reporting.pages import page_texts

DAY = dt.date(2025, 3, 1)
DAYS = tuple(DAY + dt.timedelta(days=40 * number) for number in range(5))
FULL: dict[str, Figure] = {
    "bars": BarFigure(("A", "B", "C"), (1.0, 2.0, 3.0), "Hours", "Hours by kind", unit="h"),
    "timeline": TimelineFigure(
        (TimelineRow("Goal", DAYS[0], DAYS[2], DAYS[0], DAYS[3]),), "Goals", "Goals over time"
    ),
    "stacks": StackFigure(
        ("Authorised", "Planned"),
        (StackRow("Learning", (30.0, 5.0), 75.0, 20.0), StackRow("Community", (0.0, 20.0))),
        "Points by category",
        "Points by category and state",
        "points",
    ),
    "heat": HeatFigure(
        ("Teaching", "Research"), (("Goal one", (3, 1)), ("Goal two", (0, 2))), "Coverage", "Evidence by goal"
    ),
    "trends": TrendFigure(
        (Trend("Trust", tuple(zip(DAYS, (5.0, 6.0, 6.0, 8.0, 9.0), strict=True))),),
        *(0.0, 10.0, "Trust, self-rated", "Trust grew from 5 to 9"),
        ((DAYS[1], "new post"),),
    ),
    "growth": GrowthFigure(
        (("Department", DAYS[:2]), ("Elsewhere", DAYS[2:])), DAYS[-1], "Ties", "Ties grew"
    ),
    "strips": StripFigure(
        (StripRow("Mentor", DAYS[:3], DAYS[3:]),), DAYS[0], DAYS[-1], "Meetings", "Meetings"
    ),
    "dumbbells": DumbbellFigure(
        (
            DumbbellRow("Learning", 1.0, 3.0, 4.0, 2),
            DumbbellRow("Goal one", 2.0, 2.0),
            DumbbellRow("Mentor", None, 4.0, 3.0),
            DumbbellRow("Trust", None, None, 2.0),
        ),
        ((1.0, "New"), (2.0, "Helped"), (3.0, "Alone"), (4.0, "Always")),
        "Skills",
        "Skills",
    ),
}
LITTLE: dict[str, Figure] = {
    "stacks": StackFigure(("Done",), (StackRow("Learning", (4.0,)),), "Points", "Points"),
    "heat": HeatFigure(("Teaching",), (("Goal one", (2,)),), "Coverage", "Coverage"),
    "trends": TrendFigure((Trend("Trust", ((DAY, 5.0),)),), 0.0, 10.0, "Trust", "Trust"),
    "growth": GrowthFigure((("Department", (DAY,)),), DAY, "Ties", "Ties"),
    "strips": StripFigure((StripRow("Mentor", (DAY,)),), DAY, DAY, "Meetings", "Meetings"),
    "dumbbells": DumbbellFigure(
        (DumbbellRow("Learning", 1.0, 2.0),), ((1.0, "New"), (2.0, "Helped")), "Skills", "Skills"
    ),
}


@pytest.mark.parametrize("name", FULL)
def test_each_row_of_a_figure_can_be_pointed_at_within_the_drawing(name: str) -> None:
    spots = on_screen(FULL[name])[1]
    assert {spot.part for spot in spots} == set(range(len(spots)))
    for spot in spots:
        assert -0.01 <= spot.x <= spot.x + spot.width <= 1.01
        assert -0.01 <= spot.y <= spot.y + spot.height <= 1.01


def test_the_time_before_stands_in_the_drawing_and_in_the_table() -> None:
    block = BarFigure(
        ("One", "Two"), (3.0, 1.0), "Hours", "Hours", unit="h", orientation="bars", earlier=(1.0, 2.0)
    )
    assert figure_svg(block) != figure_svg(replace(block, earlier=()))
    table = table_of(block)
    assert [column.title for column in table.columns] == ["", "Value", "Before"]
    assert table.rows == (("One", "3 h", "1 h"), ("Two", "1 h", "2 h"))


def test_every_kind_of_figure_is_tried_here() -> None:
    assert {type(block) for block in FULL.values()} == set(FIGURES)


@pytest.mark.parametrize("name", FULL)
def test_a_figure_is_the_same_drawing_on_paper_and_screen(name: str) -> None:
    block = FULL[name]
    out = io.BytesIO()
    draw(Document("Figures", (block,), dt.datetime(2026, 1, 1, tzinfo=dt.UTC)), out)
    text = page_texts(out.getvalue())[0]
    svg = figure_svg(block).decode()
    assert f"Figure 1. {block.caption}" in text
    assert block.alt in svg
    said = [
        label for label in ("Learning", "Goal one", "Trust", "Department", "Mentor", "Goal") if label in svg
    ]
    assert all(label in text for label in said)


@pytest.mark.parametrize("name", FULL)
def test_behind_each_figure_stands_a_table_of_the_same_numbers(name: str) -> None:
    table = table_of(FULL[name])
    assert table.caption == FULL[name].caption
    assert table.rows
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_the_table_of_points_says_parts_sum_and_cap() -> None:
    table = table_of(FULL["stacks"])
    assert [column.title for column in table.columns] == [
        *("", "Authorised", "Planned", "Together", "Most that counts")
    ]
    assert table.rows[0] == ("Learning", "30", "5", "35 points", "75 points")
    assert table.rows[1][-1] == ""


@pytest.mark.parametrize("name", LITTLE)
def test_fewer_than_three_points_are_said_in_a_sentence(name: str) -> None:
    shown = figure_or_sentence(LITTLE[name])
    assert isinstance(shown, Prose)
    assert LITTLE[name].caption in shown.markdown
    assert shown.markdown.endswith(r"\.")


def test_nothing_recorded_is_said_as_nothing() -> None:
    empty = GrowthFigure((("Department", ()),), DAY, "Ties", "Ties")
    shown = figure_or_sentence(empty)
    assert isinstance(shown, Prose)
    assert "nothing recorded yet" in shown.markdown


def test_parts_can_be_told_apart_without_colour() -> None:
    greys = []
    for shade in SHADES:
        made = colour(shade)
        greys.append(0.299 * made.red + 0.587 * made.green + 0.114 * made.blue)
    assert all(right - left > 0.15 for left, right in pairwise(greys))


def test_numbers_that_are_none_draw_nothing_wrong() -> None:
    odd = StackFigure(
        ("Done",),
        (StackRow("A", (float("nan"),)), StackRow("B", (float("inf"),)), StackRow("C", (-3.0,), 5.0)),
        "Odd",
        "Odd",
    )
    assert b"nan" not in figure_svg(odd)
    assert b"inf" not in figure_svg(odd)
