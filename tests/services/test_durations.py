"""How long it took is read from what people write, and from nothing else."""

from __future__ import annotations

import pytest

from mentorjournal.services.durations import hours_in


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("90 min peer mentoring with Aisha", 1.5),
        ("45 minutes", 0.75),
        ("a 20-minute talk", 0.3333),
        ("1 h 30", 1.5),
        ("1 h 30 peer mentoring", 1.5),
        ("1h30", 1.5),
        ("1h30m", 1.5),
        ("1 hr 5 min", 1.0833),
        ("2 hours and 15 minutes", 2.25),
        ("2 h", 2),
        ("2h, then 5 min", 2),
        ("Taught suturing, 2,5 hours", 2.5),
        ("1.5h", 1.5),
        ("3 HOURS", 3),
        ("a 2-hour workshop", 2),
        ("2 h 20 students", 2),
        ("2 h 15 people", 2),
        ("2 h 30% of it online", 2),
        ("2 h 3 rooms", 2),
    ],
)
def test_hours_and_minutes_are_read(text: str, hours: float) -> None:
    assert hours_in(text) == hours


@pytest.mark.parametrize(
    "text",
    ["", "at 14:30 h", "2 hospitals", "5 minor points", "9" * 400 + " h", "1.2.3 h", "12345 min", "3 m"],
)
def test_other_numbers_are_no_time(text: str) -> None:
    assert hours_in(text) is None
