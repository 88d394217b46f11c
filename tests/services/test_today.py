"""Today: the next meeting, what is due, what comes, what stands still, and this day in earlier years."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorjournal.model.types import Goal, Insight, Meeting, Milestone, Person, Reflection
from mentorjournal.services.bundle import Services
from mentorjournal.services.sample import write_sample

TODAY = dt.date(2026, 4, 14)


def day(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


def test_an_empty_journal_has_an_empty_day(services: Services) -> None:
    view = services.today.view(TODAY)
    assert (view.day, view.next_meeting, view.next_page, view.late, view.due) == (TODAY, None, None, 0, 0)
    assert (view.mine, view.waiting, view.stalled, view.deadlines, view.insights, view.on_this_day) == (
        (),
        (),
        (),
        (),
        (),
        (),
    )
    assert services.today.counts(TODAY) == {"goals": 0, "meetings": 0}


def test_the_sample_fills_the_day(services: Services) -> None:
    write_sample(services.journal, TODAY)
    view = services.today.view(TODAY)
    assert view.next_meeting is not None
    assert view.next_page is not None
    assert view.next_page.meeting == view.next_meeting.meeting
    assert view.next_meeting.names
    assert view.next_page.previous is not None
    assert (view.late, view.due) == (1, 2)
    dues = [action.item.due for action in view.mine if action.item.due]
    assert dues == sorted(dues)
    assert all(action.owner for action in view.waiting)
    assert all(TODAY <= item.day <= day(60) for item in view.deadlines)
    assert [item.day for item in view.deadlines] == sorted(item.day for item in view.deadlines)
    assert all(card.stalled(TODAY) for card in view.stalled)
    assert services.today.counts(TODAY)["goals"] == sum(
        card.goal.status == "active" for card in services.goals.cards()
    )


def test_late_and_due_count_my_open_actions_only(services: Services) -> None:
    helena = services.records.save(Person(title="Helena"))
    for number in (-2, -1, 0, 1):
        services.actions.add(f"{number}", due=day(number))
    services.actions.add("no day")
    services.actions.add("hers", due=day(-9), owner=helena.id)
    services.actions.tick(services.actions.add("done", due=day(-3)).id, TODAY)
    view = services.today.view(TODAY)
    assert (view.late, view.due) == (2, 3)
    assert [action.item.title for action in view.done_today] == ["done"]
    assert [action.item.title for action in view.waiting] == ["hers"]


@pytest.mark.parametrize(("number", "shown"), [(-1, False), (0, True), (60, True), (61, False)])
def test_deadlines_reach_sixty_days_ahead(services: Services, number: int, shown: bool) -> None:
    goal = services.records.save(Goal(title="Goal", target=day(number)))
    mark = services.records.save(Milestone(title="Mark", goal=goal.id, due=day(number)))
    found = [(item.kind, item.record_id) for item in services.today.view(TODAY).deadlines]
    assert found == ([("Goal", goal.id), ("Milestone", mark.id)] if shown else [])


def test_what_is_done_or_let_go_is_no_deadline(services: Services) -> None:
    services.records.save(Goal(title="Let go", target=day(5), status="dropped"))
    services.records.save(Milestone(title="Reached", due=day(5), done_on=TODAY))
    assert services.today.view(TODAY).deadlines == ()


def test_this_day_in_earlier_years_shows_three_and_at_most_two_of_one(services: Services) -> None:
    for year, count in ((2025, 3), (2024, 1), (2015, 1)):
        for number in range(count):
            services.records.save(Reflection(title=f"{year} {number}", date=dt.date(year, 4, 14)))
    services.records.save(Insight(title="other day", date=dt.date(2025, 4, 15)))
    services.records.save(Insight(title="today", date=TODAY))
    services.records.save(Goal(title="goal", date=dt.date(2025, 4, 14)))
    rows = services.today.view(TODAY).on_this_day
    assert [row.title for row in rows] == ["2025 2", "2025 1", "2024 0"]


def test_the_leap_day_looks_back_at_leap_days(services: Services) -> None:
    services.records.save(Insight(title="leap", date=dt.date(2024, 2, 29)))
    services.records.save(Insight(title="not", date=dt.date(2027, 2, 28)))
    rows = services.today.view(dt.date(2028, 2, 29)).on_this_day
    assert [row.title for row in rows] == ["leap"]


def test_counts_are_of_active_goals_and_planned_meetings(services: Services) -> None:
    for status in ("active", "active", "paused"):
        services.records.save(Goal(title="g", status=status))
    for number, status in ((0, "planned"), (3, "planned"), (-1, "planned"), (3, "cancelled")):
        services.records.save(Meeting(title="m", date=day(number), status=status))
    assert services.today.counts(TODAY) == {"goals": 2, "meetings": 2}
