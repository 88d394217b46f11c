"""Months that are somebody's name too: "in May" is a month, "May said" is she."""

from __future__ import annotations

import pytest

from mentorjournal.model.types import Person
from mentorjournal.services.reporting.names import Names

NAMES = Names(
    (
        Person(id="01", title="Dr May Young", role_label="Tutor"),
        Person(id="02", title="April Rose", role_label="Nurse"),
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "I will send the draft in May.",
        "Since April I write on Mondays.",
        "The clinic opens on 3 April, and on the 21st May.",
        "We meet in early May, and again May 2026.",
        "Every April, and by April 12 at the latest.",
        "In the last week of May.",
    ],
)
def test_a_month_stays_a_month(text: str) -> None:
    assert NAMES.scrub(text) == text


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("I asked May about it.", "I asked the tutor about it."),
        ("The idea came from April.", "The idea came from the nurse."),
        ("May Young read it in May.", "The tutor read it in May."),
        ("With May in the room it was easy.", "With the tutor in the room it was easy."),
        ("On the advice of May I waited.", "On the advice of the tutor I waited."),
        ("MAY and April came.", "The tutor and the nurse came."),
    ],
)
def test_the_person_of_that_name_does_not_stay(text: str, instead: str) -> None:
    assert NAMES.scrub(text) == instead
