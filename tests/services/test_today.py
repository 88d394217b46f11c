"""Today: the next meeting, what is due, what comes, what stands still, and this day in earlier years."""

from __future__ import annotations

import datetime as dt
from contextlib import AbstractContextManager
from typing import Any

import pytest

from mentorjournal.model.types import (
    ActionItem,
    Agreement,
    Connection,
    Decision,
    Goal,
    Insight,
    Meeting,
    Milestone,
    Observation,
    Person,
    Question,
    Reflection,
    Relationship,
)
from mentorjournal.services.bundle import Services
from mentorjournal.services.profile import Owner
from mentorjournal.services.sample import write_sample
from mentorjournal.services.today import Between
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader
from tests.storage.helpers import Clock

TODAY = dt.date(2026, 4, 14)


def day(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


def test_an_empty_journal_has_an_empty_day(services: Services) -> None:
    view = services.today.view(TODAY)
    assert (view.day, view.role, view.running, view.ahead, view.late, view.due) == (
        *(TODAY, "mentee", None, ()),
        *(0, 0),
    )
    assert (view.mine, view.waiting, view.stalled, view.deadlines, view.insights, view.on_this_day) == (
        *((), (), ()),
        *((), (), ()),
    )
    assert (view.wrap_up, view.mentees) == ((), ())
    assert services.today.counts(TODAY) == {"goals": 0, "meetings": 0}


def test_the_sample_fills_the_day(services: Services) -> None:
    write_sample(services.journal, TODAY)
    view = services.today.view(TODAY)
    (first, *_) = view.ahead
    assert first.meeting.names
    assert first.between.last_met is not None
    assert first.between.last_met < TODAY
    assert view.mine
    dues = [action.due for action in view.mine if action.due]
    assert dues == sorted(dues)
    assert all(action.owner and action.since for action in view.waiting)
    assert all(item.day <= day(60) for item in view.deadlines)
    assert [item.day for item in view.deadlines] == sorted(item.day for item in view.deadlines)
    cards = {card.goal.id: card for card in services.goals.cards() if card.stalled(TODAY)}
    assert {goal.id: goal.moved for goal in view.stalled} == {key: card.moved for key, card in cards.items()}
    assert services.today.counts(TODAY)["goals"] == sum(
        card.goal.status == "active" for card in services.goals.cards()
    )


def test_the_whole_day_is_one_read(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    write_sample(services.journal, TODAY)
    services.profile.save(Owner("Amara", role="both"))
    opened = count_reads(monkeypatch)
    services.today.view(TODAY)
    assert len(opened) == 1


def count_reads(monkeypatch: pytest.MonkeyPatch) -> list[Database]:
    """A list that grows with every read transaction."""
    opened: list[Database] = []
    usual = Database.reading

    def counted(self: Database) -> AbstractContextManager[Reader]:
        opened.append(self)
        return usual(self)

    monkeypatch.setattr(Database, "reading", counted)
    return opened


def add_tie(services: Services, name: str, **values: Any) -> tuple[Person, Relationship]:
    person = services.records.save(Person(title=name))
    return person, services.records.save(Relationship(person=person.id, **values))


# Meetings


def test_todays_meetings_are_all_there_and_else_the_next_one(services: Services) -> None:
    for number, hour in ((2, 9), (0, 15), (0, 10), (1, 8)):
        services.records.save(Meeting(title=f"{number} {hour}", date=day(number), at=dt.time(hour)))
    assert [item.meeting.title for item in services.today.view(TODAY).ahead] == ["0 10", "0 15"]
    assert [item.meeting.title for item in services.today.view(day(1)).ahead] == ["1 8"]
    assert services.today.view(day(3)).ahead == ()


def test_a_meeting_without_a_day_is_not_ahead(services: Services) -> None:
    person, _ = add_tie(services, "Amara", my_role="mentor")
    services.records.save(Meeting(title="some day", people=(person.id,)))
    services.records.save(Meeting(title="held some day", status="held"))
    view = services.today.view(TODAY)
    assert (view.ahead, view.wrap_up) == ((), ())
    assert services.mentoring.mentees(TODAY)[0].next is None
    assert services.today.counts(TODAY)["meetings"] == 0


def test_what_is_between_us_before_a_meeting(services: Services, clock: Clock) -> None:
    helena = services.records.save(Person(title="Helena"))
    other = services.records.save(Person(title="Other"))
    alone = services.records.save(Meeting(date=day(-40), status="held", people=(helena.id,)))
    services.records.save(Goal(title="from before"))
    clock.now += dt.timedelta(days=30)
    today = day(30)
    services.records.save(Goal(title="new since"))
    services.records.save(Insight(title="secret", confidential=True))
    services.records.save(Reflection(title="mine alone"))
    services.actions.add("late", meeting=alone.id, due=today - dt.timedelta(days=1))
    services.actions.add("not yet", meeting=alone.id, due=today)
    services.actions.add("hers", meeting=alone.id, owner=helena.id, due=day(0))
    services.records.save(ActionItem(title="late too", people=(helena.id,), due=day(0)))
    services.records.save(ActionItem(title="let go", people=(helena.id,), due=day(0), let_go_on=day(1)))
    services.records.save(Question(title="How?", for_whom=helena.id))
    services.records.save(Question(title="Answered", for_whom=helena.id, answered_on=day(1)))
    services.records.save(Question(title="Elsewhere", for_whom=other.id))
    services.records.save(Meeting(date=day(20), status="held", people=(other.id,)))
    services.records.save(Meeting(title="m", date=day(31), people=(helena.id,)))
    (item,) = services.today.view(today).ahead
    # The two goals; the actions are of no goal, and what is confidential is not told.
    assert item.between == Between(day(-40), 2, 2, 1, 0)
    services.actions.add("part of it", goal=services.records.all(Goal)[0].id)
    assert services.today.view(today).ahead[0].between.changed == 2
    services.records.save(Meeting(date=today - dt.timedelta(days=1), status="held", people=(helena.id,)))
    assert services.today.view(today).ahead[0].between.changed == 2
    services.records.save(Meeting(title="both", date=today, people=(helena.id, other.id)))
    (first,) = services.today.view(today).ahead
    assert (first.between.last_met, first.between.changed) == (None, None)


def test_a_running_timer_is_told_before_all(services: Services) -> None:
    meeting = services.records.save(Meeting(title="Now", date=TODAY, timer_from="2026-04-14T08:31:00+00:00"))
    view = services.today.view(TODAY)
    assert view.running is not None
    assert (view.running.id, view.ahead) == (meeting.id, ())


@pytest.mark.parametrize(
    ("number", "wrapped", "waits"), [(0, None, True), (-14, None, True), (-15, None, False), (-1, -1, False)]
)
def test_a_meeting_held_waits_two_weeks_to_be_wrapped_up(
    services: Services, number: int, wrapped: int | None, waits: bool
) -> None:
    meeting = services.records.save(
        Meeting(date=day(number), status="held", wrapped_on=None if wrapped is None else day(wrapped))
    )
    assert [item.id for item in services.today.view(TODAY).wrap_up] == [meeting.id] * waits
    assert [card.meeting.id for card in services.follow_up.waiting(TODAY)] == [meeting.id] * waits


def test_planning_takes_the_person_given_or_nobody(services: Services) -> None:
    helena, _ = add_tie(services, "Helena", cadence="monthly", minutes=45)
    add_tie(services, "Sought", phase="search")
    assert services.today.partners() == ((helena.id, "Helena"),)
    assert services.today.plan_meeting(helena.id, TODAY).people == (helena.id,)
    assert services.today.plan_meeting("", TODAY).date == day(7)
    assert services.history.undo() == "Plan meeting"


# What I wait for


def test_what_others_owe_is_since_it_was_agreed(services: Services) -> None:
    helena = services.records.save(Person(title="Dr Helena Brandt", short_name="Helena"))
    meeting = services.records.save(Meeting(date=day(-12), status="held", people=(helena.id,)))
    services.actions.add("agreed there", owner=helena.id, meeting=meeting.id)
    services.records.save(ActionItem(title="dated", owner=helena.id, date=day(-3)))
    services.actions.add("written", owner=helena.id)
    found = {item.title: (item.owner, item.since) for item in services.today.view(TODAY).waiting}
    assert found == {
        "agreed there": ("Helena", day(-12)),
        "dated": ("Helena", day(-3)),
        "written": ("Helena", TODAY),
    }


# What falls due


def kinds(services: Services) -> list[tuple[str, dt.date, str]]:
    return [(item.kind, item.day, item.title) for item in services.today.view(TODAY).deadlines]


def test_every_kind_of_day_comes_up(services: Services) -> None:
    sam, tie = add_tie(services, "Sam", started_on=day(-80), planned_end=day(50))
    services.records.save(
        Agreement(relationship=tie.id, number=1, agreed_by_me=TODAY, agreed_by_them=TODAY, review_on=day(-9))
    )
    services.records.save(
        Agreement(relationship=tie.id, number=2, agreed_by_me=TODAY, agreed_by_them=TODAY, review_on=day(5))
    )
    services.records.save(Agreement(relationship=tie.id, number=3, review_on=day(2)))
    services.records.save(Observation(title="Viva", kind="hard_date", date=day(20), person=sam.id))
    services.records.save(Connection(title="Statistics", introduced=sam.id, follow_up=day(-2)))
    services.records.save(Connection(title="Done", follow_up=day(-2), followed_on=TODAY))
    services.records.save(Decision(title="Stay clinical", review_on=day(7)))
    services.records.save(Decision(title="Judged", review_on=day(7), outcome="Good"))
    assert kinds(services) == [
        ("Follow up", day(-2), "Statistics, Sam"),
        ("Agreement to review", day(5), "Sam"),
        ("Decision to look at again", day(7), "Stay clinical"),
        ("Relationship check", day(11), "Sam"),
        ("Hard date", day(20), "Viva, Sam"),
        ("Planned end", day(50), "Sam"),
    ]
    services.records.amend(tie.id, {"phase": "closed"})
    assert [kind for kind, *_ in kinds(services)] == ["Follow up", "Decision to look at again", "Hard date"]


@pytest.mark.parametrize("number", [-200, -100, -91, -90, -89])
@pytest.mark.parametrize("paused", [None, -1, 0, 9])
@pytest.mark.parametrize("checked", [None, -182, -183])
def test_a_check_is_due_past_half_a_year_or_the_first_three_months_and_after_a_pause(
    services: Services, number: int, paused: int | None, checked: int | None
) -> None:
    pause = None if paused is None else day(paused)
    _, tie = add_tie(services, "Sam", started_on=day(number), paused_until=pause)
    if checked is not None:
        services.relationship_checks.record("relationship_check", {"trust": 5}, tie.id, day=day(checked))
    due = [when for kind, when, _ in kinds(services) if kind == "Relationship check" and when <= TODAY]
    waited = checked < -182 if checked is not None else number < -90
    expected = 1 if waited and (paused is None or paused <= 0) else 0
    assert (len(due), len(services.relationship_checks.due(TODAY))) == (expected, expected)


def test_a_fit_to_judge_comes_up_once_somebody_was_met(services: Services) -> None:
    _, tie = add_tie(services, "Sam", phase="search", stage="met")
    (item,) = services.today.view(TODAY).deadlines
    assert (item.kind, item.title, item.record_id, item.view) == (
        *("How well do we fit?", "Sam"),
        *(tie.id, "search"),
    )
    assert [found.id for found in services.mentor_search.fit_due(TODAY)] == [tie.id]


# The mentor's side


@pytest.mark.parametrize(("role", "seen"), [("mentee", 0), ("mentor", 1), ("both", 1)])
def test_mentees_are_seen_by_who_says_to_be_a_mentor(services: Services, role: str, seen: int) -> None:
    services.profile.save(Owner("Me", role=role))
    add_tie(services, "Amara", my_role="mentor", rough=True)
    view = services.today.view(TODAY)
    assert view.role == role
    assert [item.tie.name for item in view.mentees] == ["Amara"] * seen


# What is mine


def test_late_and_due_count_my_open_actions_only(services: Services) -> None:
    helena = services.records.save(Person(title="Helena"))
    for number in (-2, -1, 0, 1):
        services.actions.add(f"{number}", due=day(number))
    services.actions.add("no day")
    services.actions.add("hers", due=day(-9), owner=helena.id)
    services.actions.tick(services.actions.add("done", due=day(-3)).id, TODAY)
    view = services.today.view(TODAY)
    assert (view.late, view.due) == (2, 3)
    assert [action.title for action in view.done_today] == ["done"]
    assert [action.title for action in view.waiting] == ["hers"]


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
