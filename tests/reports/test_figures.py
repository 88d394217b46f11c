"""Figures: vectors and SVG from one drawing, a sentence where there is too little to draw."""

from __future__ import annotations

import math
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from mentorjournal.reports.blocks import BarFigure, Prose, TimelineFigure, TimelineMilestone, TimelineRow
from mentorjournal.reports.figures import drawn, figure_or_sentence, figure_svg, long_date
from mentorjournal.reports.look import PALE, TEAL
from tests.reports.reading import made, text_of

HOURS = BarFigure(
    ("Sep", "Oct", "Nov", "Dec"), (18, 34, 41, 24), "Hours by month.", "Four columns.", 40, "aim", "h", (2,)
)
GOALS = TimelineFigure(
    (
        TimelineRow("Publish", date(2025, 1, 5), date(2025, 9, 1), date(2025, 2, 1), None),
        TimelineRow(
            "Teach",
            date(2025, 3, 1),
            date(2025, 6, 1),
            date(2025, 3, 1),
            date(2025, 7, 1),
            (TimelineMilestone("First class", date(2025, 4, 1), date(2025, 5, 1)),),
        ),
    ),
    "Goals.",
    "Two goals.",
    date(2025, 10, 1),
)


def test_a_figure_is_vectors_with_its_labels_as_text() -> None:
    data = made(HOURS)
    text = text_of(data)
    for words in ("Sep", "Dec", "aim, 40 h", "Figure 1. Hours by month."):
        assert words in text
    assert b"/Subtype /Image" not in data


def test_figures_and_tables_count_apart() -> None:
    assert "Figure 2. Goals." in text_of(made(HOURS, GOALS))


def test_the_svg_has_the_same_labels() -> None:
    for figure, words in (
        (HOURS, {"Sep", "Oct", "Nov", "Dec", "aim, 40 h"}),
        (GOALS, {"Publish", "Teach", "planned"}),
    ):
        root = ET.fromstring(figure_svg(figure))
        labels = {
            "".join(element.itertext()).strip() for element in root.iter() if element.tag.endswith("text")
        }
        assert words <= labels


def test_hostile_labels_are_text_in_the_svg_too() -> None:
    figure = BarFigure(("<script>", '"&', "\x00a"), (1, 2, 3), "c", 'alt "<&')
    root = ET.fromstring(figure_svg(figure))
    assert not [element for element in root.iter() if element.tag.endswith("script")]
    assert "<script>" in "".join(root.itertext())
    assert root.attrib["aria-label"] == 'alt "<&'


def test_fewer_than_three_points_become_a_sentence() -> None:
    two = BarFigure(("Sep", "O_c*t"), (3, 4.5), "Meetings by month.", "", 4, "aim", "h")
    assert isinstance(figure_or_sentence(two), Prose)
    text = text_of(made(two, HOURS))
    assert "Meetings by month: Sep 3 h; O_c*t 4.5 h; aim 4 h." in text
    assert "Figure 1. Hours" in text
    nothing = BarFigure((), (), "Meetings", "")
    assert "Meetings: nothing recorded yet." in text_of(made(nothing))
    one = TimelineFigure((TimelineRow("Publish", planned_end=date(2026, 3, 9)),), "Goals", "")
    assert "Goals: Publish planned for 9 March 2026." in text_of(made(one))
    assert figure_or_sentence(HOURS) is HOURS


def test_long_labels_turn_columns_into_bars_and_many_are_thinned_out() -> None:
    long = BarFigure(
        tuple(f"Outreach in schools of the region {n}" for n in "abcde"), (1, 2, 3, 4, 5), "c", "a"
    )
    assert drawn(long, 400.0, set()).height != drawn(HOURS, 400.0, set()).height
    weeks = BarFigure(tuple(f"Week {n}" for n in range(60)), tuple(range(60)), "c", "a")
    text = text_of(made(weeks))
    assert "Week 0" in text
    assert "Week 1 " not in text


def test_a_target_stands_out_without_colour() -> None:
    lines = [
        shape for shape in drawn(HOURS, 400.0, set()).contents if getattr(shape, "strokeDashArray", None)
    ]
    assert len(lines) == 1


def test_dark_and_pale_differ_in_grey() -> None:
    def grey(rgb: int) -> float:
        return 0.299 * (rgb >> 16) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255)

    assert grey(PALE) - grey(TEAL) > 60


@pytest.mark.parametrize(
    "values", [(0, 0, 0), (1e9, 1, 2), (math.nan, 2, 3), (-4, 1, math.inf), (0.001, 0.002, 0.003)]
)
@pytest.mark.parametrize("orientation", ["columns", "bars"])
def test_odd_values_are_drawn(values: tuple[float, ...], orientation: str) -> None:
    figure = BarFigure(("a", "b", "c"), values, "c", "a", 2.0, orientation=orientation)  # type: ignore[arg-type]
    assert made(figure)


@pytest.mark.parametrize(
    "last", [date(2025, 1, 6), date(2026, 1, 1), date(2031, 1, 1), date(2400, 1, 1), date.max]
)
def test_a_timeline_spans_days_or_centuries(last: date) -> None:
    row = TimelineRow("Goal", date(2025, 1, 5), last, date(2025, 1, 5), last)
    assert "Goal" in text_of(made(TimelineFigure((row,), "c", "a")))


def test_dates_are_said_in_english_whatever_the_locale() -> None:
    assert long_date(date(2026, 3, 9)) == "9 March 2026"
