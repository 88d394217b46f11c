"""Confidence before and after a challenge is read as numbers out of what was written."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorjournal.model.fields import Section
from mentorjournal.model.types import Reflection
from mentorjournal.services.bundle import Services
from mentorjournal.services.challenges import AFTER, BEFORE, confidence_in


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4, because I know the ward", 4),
        ("Ten would be a lie: 10? No, 6.", 10),
        ("Seven of ten", None),
        ("7/10", 7),
        ("12 people came; I was at 3.", 3),
        ("3.5", None),
        ("", None),
    ],
)
def test_the_first_number_of_the_scale_counts(text: str, number: int | None) -> None:
    assert confidence_in((Section(BEFORE, "", text),)) == (number, None)


def test_entries_with_a_number_come_in_the_order_of_their_days(services: Services) -> None:
    days = [dt.date(2026, 4, 14), dt.date(2026, 2, 1), dt.date(2026, 3, 1)]
    for day, before, after in zip(days, ("3", "none", ""), ("8", "5", ""), strict=True):
        parts = (Section(BEFORE, "Before", before), Section(AFTER, "After", after))
        services.records.save(Reflection(title=f"Of {day}", date=day, sections=parts))
    found = [(one.day, one.before, one.after) for one in services.challenges.all()]
    assert found == [(days[1], None, 5), (days[0], 3, 8)]
