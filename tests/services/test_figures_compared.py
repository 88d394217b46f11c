"""A figure beside the time before: each thing counts once, in the time it belongs to."""

from __future__ import annotations

import datetime as dt

from mentorjournal.model.types import Activity, CareerStep, Goal, Meeting, Milestone, Person
from mentorjournal.services.bundle import Services
from mentorjournal.services.figures_compared import span_before

SINCE, UNTIL = dt.date(2026, 1, 1), dt.date(2026, 4, 14)
NOW, THEN = dt.date(2026, 3, 1), dt.date(2025, 11, 1)


def said(services: Services) -> dict[str, str]:
    return {card.key: card.before for card in services.figures.cards(SINCE, UNTIL, compare=True)}


def test_as_many_days_end_on_the_day_before() -> None:
    assert span_before(SINCE, UNTIL) == (dt.date(2025, 9, 19), dt.date(2025, 12, 31))
    assert span_before(dt.date.min + dt.timedelta(1), UNTIL) == (dt.date.min, dt.date.min)


def test_a_meeting_of_three_is_one_and_a_missed_one_none(services: Services) -> None:
    save = services.records.save
    people = tuple(save(Person(title=f"P {number}")).id for number in range(3))
    for day, status in ((NOW, "held"), (NOW, "missed"), (THEN, "held")):
        save(Meeting(title="M", date=day, people=people, status=status))
    assert said(services)["meetings"] == "1 meeting held; before that 1."


def test_what_was_reached_before_counts_though_it_is_not_drawn_any_more(services: Services) -> None:
    save = services.records.save
    save(Goal(title="Then", start=THEN, status="achieved", closed_on=THEN))
    save(Goal(title="Let go", start=NOW, status="dropped", closed_on=NOW))
    goal = save(Goal(title="Now", start=NOW))
    save(Milestone(title="Step", goal=goal.id, done_on=NOW))
    assert said(services)["goals"] == "1 step reached in this time; before that 1."


def test_a_position_that_goes_on_is_not_over(services: Services) -> None:
    days = ((dt.date(2024, 1, 1), dt.date(2028, 1, 1)), (dt.date(2023, 1, 1), THEN))
    for first, last in days:
        services.records.save(CareerStep(title="Job", kind="position", starts_on=first, ends_on=last))
    services.records.save(CareerStep(title="Exam", kind="exam", starts_on=NOW))
    assert said(services)["path"] == "1 step reached in this time; before that 1."


def test_the_same_hours_are_as_many(services: Services) -> None:
    for day, hours in ((NOW, 0.1), (NOW, 0.2), (THEN, 0.3)):
        services.records.save(Activity(title="A", date=day, category="research", hours=hours))
    assert said(services)["hours"] == "Together 0.3 h, as many as before (0.3 h)."
