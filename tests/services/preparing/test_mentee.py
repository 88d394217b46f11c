"""A mentee's brief: the ten items in their order, and what is ticked before anybody ticks anything."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorjournal.errors import NotFound
from mentorjournal.model.fields import Section
from mentorjournal.model.types import (
    ActionItem,
    Activity,
    AgendaItem,
    Decision,
    Feedback,
    Goal,
    Meeting,
    Milestone,
    Outcome,
    Person,
    Question,
)
from mentorjournal.services.bundle import Services
from mentorjournal.services.preparing.brief import MENTEE_PARTS
from tests.services.preparing_steps import TODAY, Pair, day, line_of, lines, pair, ticked
from tests.storage.helpers import Clock


@pytest.fixture
def two(services: Services) -> Pair:
    return pair(services)


def test_the_ten_items_stand_in_their_order(two: Pair) -> None:
    brief = two.brief()
    assert brief.side == "mentee"
    assert [part.key for part in brief.parts] == list(MENTEE_PARTS)
    assert [part.key for part in brief.parts] == [
        "objective",
        "actions",
        "progress",
        "wins",
        "questions",
        "concerns",
        "feedback",
        "deadlines",
        "wellbeing",
        "next",
    ]


def test_it_is_gathered_since_the_last_meeting_held_with_that_person(two: Pair) -> None:
    other = two.save(Person(title="Somebody else"))
    two.save(Meeting(date=day(-5), status="held", people=(other.id,)))
    two.save(Meeting(date=day(-4), status="cancelled", people=(two.person.id,)))
    two.save(Meeting(date=day(9), status="held", people=(two.person.id,)))
    brief = two.brief()
    assert (brief.since, brief.first) == (two.last.date, False)
    later = two.save(Meeting(date=day(-2), status="held", people=(two.person.id, other.id)))
    assert two.brief().since == later.date


def test_a_meeting_earlier_on_the_same_day_is_the_last_one(two: Pair) -> None:
    two.save(Meeting(date=day(2), at=dt.time(8, 0), status="held", people=(two.person.id,)))
    two.save(Meeting(date=day(2), at=dt.time(12, 0), status="held", people=(two.person.id,)))
    assert two.brief().since == day(2)
    first = two.services.preparing.brief(two.last.id, TODAY)
    assert first.first


def test_before_the_first_meeting_it_is_gathered_since_the_relationship_began(services: Services) -> None:
    two = pair(services)
    services.records.trash(two.last.id)
    brief = two.brief()
    assert (brief.since, brief.first) == (two.tie.started_on, True)


def test_a_meeting_with_nobody_has_a_brief_of_what_concerns_nobody_else(services: Services) -> None:
    two = pair(services)
    alone = services.records.save(Meeting(title="Alone", date=day(1)))
    services.records.save(Question(title="For Helena", for_whom=two.person.id))
    services.records.save(Question(title="For anybody"))
    two.action("Agreed with Helena")
    brief = services.preparing.brief(alone.id, TODAY)
    assert brief.people == ()
    assert brief.names == "Alone"
    assert lines(brief, "questions") == ["For anybody"]
    assert ticked(brief, "questions") == []
    assert lines(brief, "actions") == []
    assert lines(brief, "next") == []


def test_a_meeting_in_the_trash_or_gone_has_none(two: Pair) -> None:
    two.services.records.trash(two.next.id)
    with pytest.raises(NotFound):
        two.brief()
    with pytest.raises(NotFound):
        two.services.preparing.brief("nothing", TODAY)


def test_actions_of_both_sides_say_how_they_stand(two: Pair) -> None:
    two.action("Mine late", due=day(-3))
    two.action("Mine ahead", due=day(4))
    two.action("Comments", owner=two.person.id)
    two.action("Comments late", owner=two.person.id, due=day(-1))
    two.action("Done since", done_on=day(-6))
    two.action("Let go since", let_go_on=day(-6))
    two.action("Done long ago", done_on=day(-60))
    brief = two.brief()
    found = {line.text: (line.badge, line.kind, line.ticked) for line in brief.part("actions").lines}
    assert found == {
        "Mine late": ("late", "late", True),
        "Mine ahead": ("due 18 Apr", "plain", True),
        "Helena: Comments": ("theirs, open", "warn", True),
        "Helena: Comments late": ("theirs, late", "late", True),
        "Done since": ("done 8 Apr", "ok", True),
        "Let go since": ("let go 8 Apr", "quiet", True),
    }


def test_what_was_agreed_elsewhere_or_with_nobody_is_no_action_of_ours(two: Pair) -> None:
    other = two.save(Person(title="Somebody else"))
    met = two.save(Meeting(date=day(-9), status="held", people=(other.id,)))
    two.save(ActionItem(title="Theirs", meeting=met.id))
    two.save(ActionItem(title="My own"))
    two.save(ActionItem(title="Between us", people=(two.person.id,)))
    assert lines(two.brief(), "actions") == ["Between us"]


def test_milestones_reached_goals_moved_and_not_moved_make_five_lines(
    services: Services, clock: Clock
) -> None:
    two = pair(services)
    now = clock.now
    clock.now = now - dt.timedelta(days=60)
    goals = [
        services.records.save(Goal(title=f"Goal {number}", visibility="exportable")) for number in range(7)
    ]
    milestone = services.goals.add_milestone(goals[0].id, "Ethics form submitted", day(3))
    moved = services.goals.add_milestone(goals[1].id, "First draft", day(3))
    clock.now = now
    services.goals.tick_milestone(milestone.id, day(-4))
    services.goals.move_milestone(moved.id, day(20))
    services.records.amend(goals[2].id, {"why": "because"})
    found = {line.text: (line.badge, line.kind) for line in two.brief().part("progress").lines}
    assert found["Ethics form submitted"] == ("Goal: Goal 0", "plain")
    assert found["First draft"] == ("was 17 Apr, now 4 May", "warn")
    assert found["Goal 2"] == ("moved", "plain")
    assert found["Goal 3"] == ("8 weeks still", "warn")
    assert "Goal 0" not in found
    assert len(ticked(two.brief(), "progress")) == 5


def test_what_was_undone_did_not_move(services: Services, clock: Clock) -> None:
    two = pair(services)
    now = clock.now
    clock.now = now - dt.timedelta(days=60)
    goal = services.records.save(Goal(title="Goal", visibility="exportable"))
    milestone = services.goals.add_milestone(goal.id, "Draft", day(30))
    clock.now = now
    services.goals.move_milestone(milestone.id, day(50))
    services.history.undo()
    assert lines(two.brief(), "progress") == ["Goal"]
    assert line_of(two.brief(), goal).badge == "8 weeks still"


def test_more_than_five_milestones_reached_go_on_as_wins(two: Pair) -> None:
    goal = two.save(Goal(title="Goal", visibility="exportable"))
    for number in range(8):
        title = f"Reached {number}"
        two.save(Milestone(title=title, goal=goal.id, done_on=day(-number - 1), visibility="exportable"))
    brief = two.brief()
    assert ticked(brief, "progress") == [f"Reached {number}" for number in range(5)]
    assert ticked(brief, "wins") == [f"Reached {number}" for number in range(5, 8)]


def test_wins_are_goals_achieved_outcomes_wins_and_hours_of_ours(two: Pair) -> None:
    two.save(Goal(title="Achieved", status="achieved", closed_on=day(-2), visibility="exportable"))
    two.save(Goal(title="Dropped", status="dropped", closed_on=day(-2), visibility="exportable"))
    two.save(Outcome(title="Poster accepted", date=day(-4), joint=True, person=two.person.id))
    two.save(Outcome(title="Old poster", date=day(-90), joint=True, person=two.person.id))
    two.noticed("win", "She laughed at my joke")
    two.noticed("win", "My own win", person=None)
    other = two.save(Person(title="Somebody else"))
    two.noticed("win", "Another person's win", person=other.id)
    for hours, fields in (
        (2.0, {"relationship": two.tie.id}),
        (1.5, {"people": (two.person.id,)}),
        (4.0, {"people": (other.id,)}),
        (8.0, {"relationship": two.tie.id, "category": "research"}),
        (16.0, {"relationship": two.tie.id, "confidential": True}),
    ):
        two.save(Activity(title="a", date=day(-3), hours=hours, **fields))
    brief = two.brief()
    assert ticked(brief, "wins") == [
        "Achieved",
        "She laughed at my joke",
        "Poster accepted",
        "3.5 mentoring hours logged",
    ]
    assert line_of(brief, "My own win").badge == "private"


def test_three_questions_for_this_person_are_ticked_the_most_important_first(two: Pair) -> None:
    other = two.save(Person(title="Somebody else"))
    for title, importance, whom in (
        ("when there is time", "low", two.person.id),
        ("important", "medium", two.person.id),
        ("most important", "high", two.person.id),
        ("for nobody", "high", None),
        ("for another", "high", other.id),
        ("one more", "low", two.person.id),
    ):
        two.save(Question(title=title, importance=importance, for_whom=whom))
    two.save(Question(title="answered", for_whom=two.person.id, answered_on=day(-1)))
    brief = two.brief()
    assert lines(brief, "questions") == [
        "most important",
        "important",
        "when there is time",
        "one more",
        "for nobody",
    ]
    assert ticked(brief, "questions") == ["most important", "important", "when there is time"]


def test_concerns_and_obstacles_are_never_ticked_by_themselves(two: Pair) -> None:
    two.noticed("concern", "Authorship feels unclear", visibility="exportable")
    two.noticed("concern", "Workload in May", person=None)
    two.noticed("concern", "Settled", followed="We talked about it")
    goal = two.save(Goal(title="Pilot", obstacle="# Why\n- I polish", visibility="exportable"))
    two.save(Goal(title="Home", obstacle="secret", scope="personal"))
    brief = two.brief()
    assert ticked(brief, "concerns") == []
    assert set(lines(brief, "concerns")) == {
        "Authorship feels unclear",
        "Workload in May",
        "Pilot: I polish",
    }
    assert {line.badge for line in brief.part("concerns").lines} == {"private"}
    assert [line.source for line in brief.part("concerns").lines if line.text.startswith("Pilot")] == [
        goal.id
    ]


def test_feedback_wanted_comes_from_actions_from_what_waits_and_from_the_agenda(two: Pair) -> None:
    two.action("Ask Helena for feedback on the aims page")
    two.save(Feedback(title="x", on_what="My talk", person=two.person.id))
    two.save(
        Feedback(title="x", on_what="Given", person=two.person.id, sections=(Section("text", "", "Good"),))
    )
    two.save(AgendaItem(title="Feedback on the poster", meeting=two.next.id, position=1))
    two.save(AgendaItem(title="Authorship", meeting=two.next.id, position=2))
    brief = two.brief()
    assert ticked(brief, "feedback") == [
        "Ask Helena for feedback on the aims page",
        "My talk",
        "Feedback on the poster",
    ]
    assert lines(brief, "actions") == []
    assert ticked(brief, "objective") == ["Authorship"]


def test_open_decisions_stand_with_the_objective(two: Pair) -> None:
    two.services.records.amend(two.next.id, {"objective": "Send it or not"})
    two.save(Decision(title="which clinic", people=(two.person.id,)))
    two.save(Decision(title="made", people=(two.person.id,), decided_on=day(-1)))
    brief = two.brief()
    assert brief.objective == "Send it or not"
    assert lines(brief, "objective") == ["Decide: which clinic"]


def test_deadlines_of_the_next_sixty_days_come_nearest_first(two: Pair) -> None:
    goal = two.save(Goal(title="Study", target=day(60), visibility="exportable"))
    for title, number in (("late", -1), ("far", 61), ("second", 20), ("first", 0)):
        two.save(Milestone(title=title, goal=goal.id, due=day(number), visibility="exportable"))
    two.save(Milestone(title="reached", goal=goal.id, due=day(3), done_on=day(-1), visibility="exportable"))
    two.save(Milestone(title="own", due=day(9)))
    brief = two.brief()
    assert ticked(brief, "deadlines") == ["first, 14 Apr", "second, 4 May", "Study, 13 Jun"]
    assert lines(brief, "deadlines")[-1] == "own, 23 Apr"


def test_the_next_date_is_the_one_planned_or_else_one_by_cadence(two: Pair) -> None:
    assert lines(two.brief(), "next") == ["Perhaps 14 May 2026"]
    two.save(Meeting(date=day(40), at=dt.time(9, 0), people=(two.person.id,)))
    assert lines(two.brief(), "next") == ["24 May 2026, 09:00"]
