"""Confidence before and after a challenge is read as numbers out of what was written."""

from __future__ import annotations

import pytest

from mentorjournal.model.fields import Section
from mentorjournal.services.confidence import AFTER, BEFORE, confidence_in


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
    parts = (Section(BEFORE, "", text), Section(AFTER, "", "8"))
    assert confidence_in(parts) == (number, 8)
