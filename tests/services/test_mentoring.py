"""The mentor's side: every mentee at a glance, what was noticed, what became of them, hours, my own craft."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.types import (
    ActionItem,
    Activity,
    Goal,
    Meeting,
    Milestone,
    Observation,
    Outcome,
    Person,
    Question,
    Relationship,
)
from mentorjournal.services.bundle import Services
from mentorjournal.services.instruments import MENTOR_SIX, instrument
from mentorjournal.services.mentoring import Mentee, Promises, term_start
from tests.storage.helpers import Clock

TODAY = dt.date(2026, 4, 14)
FULL = {item.key: 5 for item in instrument(MENTOR_SIX).items}


def day(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


def mentee(services: Services, name: str = "Amara", **values: Any) -> tuple[str, Relationship]:
    person = services.records.save(Person(title=name))
    tie = Relationship(**{"person": person.id, "my_role": "mentor", "phase": "cultivation"} | values)
    return person.id, services.records.save(tie)


def met(services: Services, person: str, number: int, **values: Any) -> Meeting:
    fields: dict[str, Any] = {"date": day(number), "status": "held", "people": (person,)} | values
    return services.records.save(Meeting(**fields))


def only(services: Services) -> Mentee:
    (found,) = services.mentoring.mentees(TODAY)
    return found


# At a glance


def test_an_empty_journal_has_no_mentor_side(services: Services) -> None:
    mentoring = services.mentoring
    assert (mentoring.mentees(TODAY), mentoring.people()) == ((), ())
    assert mentoring.legacy().lines == ()
    assert mentoring.given(dt.date.min, TODAY).meetings == 0
    assert mentoring.craft().why == ""


def test_only_those_i_mentor_now_are_mentees(services: Services) -> None:
    mentee(services, "Amara")
    mentee(services, "My mentor", my_role="mentee")
    mentee(services, "Peer", my_role="peer")
    mentee(services, "Over", phase="closed")
    mentee(services, "Sought", phase="search")
    _, gone = mentee(services, "Gone")
    services.records.trash(gone.id)
    assert [item.tie.name for item in services.mentoring.mentees(TODAY)] == ["Amara"]
    assert [name for _, name in services.mentoring.people()] == ["Amara", "Over"]


def test_the_gap_is_held_against_the_cadence_until_a_meeting_is_planned(services: Services) -> None:
    amara, _ = mentee(services, cadence="monthly")
    assert (only(services).gap, only(services).overdue) == (None, 0)
    met(services, amara, -28)
    assert (only(services).gap, only(services).every, only(services).overdue) == (28, 28, 0)
    assert only(services).needs == ("no_date",)
    services.records.save(Meeting(date=day(-40), status="held", people=(amara,)))
    (item,) = services.mentoring.mentees(day(5))
    assert (item.gap, item.overdue, item.needs) == (33, 5, ("overdue",))
    ahead = services.records.save(Meeting(date=day(9), at=dt.time(10, 30), people=(amara,)))
    services.records.save(Meeting(date=day(8), status="cancelled", people=(amara,)))
    (item,) = services.mentoring.mentees(day(5))
    assert item.next == (ahead.id, day(9), dt.time(10, 30))
    assert (item.overdue, item.needs) == (0, ())


def test_promises_count_on_both_sides_once(services: Services) -> None:
    amara, _ = mentee(services)
    other = services.records.save(Person(title="Other")).id
    meeting = met(services, amara, -20)
    put = services.records.save
    put(ActionItem(title="kept", meeting=meeting.id, people=(amara,), due=day(-9), done_on=day(-8)))
    put(ActionItem(title="late", meeting=meeting.id, due=day(-1)))
    put(ActionItem(title="not due", meeting=meeting.id, due=TODAY))
    put(ActionItem(title="let go", meeting=meeting.id, due=day(-1), let_go_on=TODAY))
    put(ActionItem(title="theirs", owner=amara, meeting=meeting.id, done_on=day(-3)))
    put(ActionItem(title="theirs late", owner=amara, due=day(-3)))
    put(ActionItem(title="of somebody else", owner=other, meeting=meeting.id, due=day(-3)))
    put(ActionItem(title="elsewhere", due=day(-3)))
    assert (only(services).mine, only(services).theirs) == (Promises(1, 2, 1), Promises(1, 2, 1))
    kept = services.relationships.page(only(services).tie.id, TODAY)
    assert (kept.kept_mine.kept, kept.kept_theirs.kept) == (1, 1)


def test_goals_stand_still_by_people_and_by_what_belongs_to_them(services: Services, clock: Clock) -> None:
    amara, _ = mentee(services)
    services.records.save(Goal(title="named", people=(amara,)))
    by_action = services.records.save(Goal(title="by an action"))
    services.records.save(ActionItem(title="hers", owner=amara, goal=by_action.id))
    services.records.save(Goal(title="not hers"))
    moving = services.records.save(Goal(title="moving", people=(amara,)))
    clock.now += dt.timedelta(days=42)
    assert services.mentoring.mentees(day(41))[0].stalled == 0
    services.records.save(Milestone(title="m", goal=moving.id))
    assert services.mentoring.mentees(day(42))[0].stalled == 2
    assert {goal.title for goal in services.today.view(day(42)).stalled} == {
        *("named", "by an action"),
        "not hers",
    }


def test_hours_of_the_half_year_stand_against_the_plan(services: Services) -> None:
    amara, tie = mentee(services, budget=2.0, started_on=dt.date(2026, 2, 10))
    first = met(services, amara, -30, minutes=60.0)
    met(services, amara, -20, minutes=60.0, spent=90.0)
    met(services, amara, -150, minutes=60.0)
    met(services, amara, -5, minutes=60.0, status="missed")
    put = services.records.save
    put(Activity(title="timer", date=day(-30), hours=1.5, meeting=first.id, relationship=tie.id))
    put(Activity(title="reading", date=day(-3), hours=0.5, relationship=tie.id))
    assert (only(services).hours, only(services).planned) == (3.5, 6.0)
    assert term_start(dt.date(2026, 7, 1)) == dt.date(2026, 7, 1)
    assert term_start(dt.date(2026, 6, 30)) == dt.date(2026, 1, 1)


def test_who_needs_attention_stands_first_and_a_pause_last(services: Services) -> None:
    calm, _ = mentee(services, "Calm")
    services.records.save(Meeting(date=day(3), people=(calm,)))
    mentee(services, "Asking")
    mentee(services, "Rough", rough=True)
    mentee(services, "Paused", rough=True, paused_until=day(1))
    back, _ = mentee(services, "Back", paused_until=TODAY)
    services.records.save(Question(title="How?", for_whom=back))
    services.records.save(Question(title="Done", for_whom=back, answered_on=TODAY))
    found = services.mentoring.mentees(TODAY)
    assert [item.tie.name for item in found] == ["Rough", "Back", "Asking", "Calm", "Paused"]
    assert [item.questions for item in found] == [0, 1, 0, 0, 0]
    assert (found[-1].needs, found[-1].paused) == ((), True)


@pytest.mark.parametrize(("number", "ahead"), [(-1, False), (0, True), (14, True), (15, False)])
def test_a_hard_date_asks_for_two_lines_in_the_fortnight_before(
    services: Services, number: int, ahead: bool
) -> None:
    amara, _ = mentee(services)
    other = services.records.save(Person(title="Other")).id
    mentoring = services.mentoring
    mentoring.note("hard_date", amara, "Viva", day=day(number))
    mentoring.note("hard_date", other, "Not mine to mentor", day=day(3))
    assert [item.title for item in mentoring.hard_dates(TODAY)] == ["Viva"] * ahead
    assert ("hard_date" in only(services).needs) == ahead
    if ahead:
        mentoring.note("encouragement", amara, "Long before", day=day(number - 15))
        assert not mentoring.hard_dates(TODAY)[0].encouraged
        mentoring.note("encouragement", amara, "You know this", day=min(TODAY, day(number)))
        assert mentoring.hard_dates(TODAY)[0].encouraged
        assert "hard_date" not in only(services).needs


# Notes


def test_a_note_is_private_about_somebody_and_one_step(services: Services) -> None:
    amara, _ = mentee(services)
    made = services.mentoring.note("talent", amara, "  Sees the\nflaw ", " Let her review ", day=TODAY)
    assert (made.title, made.followed, made.visibility, made.people) == (
        *("Sees the flaw", "Let her review"),
        *("private", (amara,)),
    )
    (note,) = services.mentoring.notes("talent")
    assert (note.record.id, note.name) == (made.id, "Amara")
    assert services.mentoring.notes("learned") == ()
    assert services.history.undo() == "New note: talent"
    assert services.records.all(Observation) == ()


@pytest.mark.parametrize(("kind", "words"), [("talent", " \n"), ("concern", "words")])
def test_a_note_without_words_or_of_no_kind_is_refused(services: Services, kind: str, words: str) -> None:
    with pytest.raises(InvalidRecord):
        services.mentoring.note(kind, None, words, day=TODAY)
    assert services.records.all(Observation) == ()


# What became of them


def test_the_legacy_counts_people_kinds_and_years(services: Services) -> None:
    amara, tie = mentee(services, "Amara", started_on=dt.date(2024, 3, 1))
    sofia, _ = mentee(
        services, "Sofia", phase="closed", started_on=dt.date(2020, 1, 1), closed_on=dt.date(2023, 6, 1)
    )
    add = services.mentoring.add_outcome
    made = add(amara, Outcome(title=" Paper ", date=dt.date(2026, 1, 5), kind="publication", joint=True))
    add(sofia, Outcome(title="Talk", date=dt.date(2021, 1, 5), kind="presentation", position="PhD student"))
    add(sofia, Outcome(title="Chair", date=dt.date(2025, 1, 5), kind="position", position="Professor"))
    add(None, Outcome(title="Our group", date=dt.date(2025, 1, 6), kind="award"))
    assert (made.title, made.relationship, made.people, made.visibility) == (
        *("Paper", tie.id),
        *((amara,), "private"),
    )
    legacy = services.mentoring.legacy()
    assert [(line.record.title, line.name) for line in legacy.lines] == [
        ("Paper", "Amara"),
        ("Our group", ""),
        ("Chair", "Sofia"),
        ("Talk", "Sofia"),
    ]
    assert (legacy.joint, legacy.years) == (1, ((2026, 1), (2025, 2), (2021, 1)))
    assert dict(legacy.kinds) == {"publication": 1, "award": 1, "position": 1, "presentation": 1}
    first, second = legacy.people
    assert (first.name, first.until, first.outcomes, first.joint) == ("Amara", None, 1, 1)
    assert (second.position, second.until, second.outcomes) == ("Professor", dt.date(2023, 6, 1), 2)
    assert services.history.undo() == "New outcome"


def test_an_outcome_without_words_or_of_no_kind_is_refused(services: Services) -> None:
    for outcome in (Outcome(title=" "), Outcome(title="x", kind="nonsense")):
        with pytest.raises(InvalidRecord):
            services.mentoring.add_outcome(None, outcome)
    assert services.records.all(Outcome) == ()


# Hours by kind


def test_hours_are_told_by_contribution_and_by_kind_of_activity(services: Services) -> None:
    amara, _ = mentee(services)
    mentor, _ = mentee(services, "My mentor", my_role="mentee")
    met(services, amara, -3, minutes=60.0, contributions=("guidance", "advice"))
    met(services, amara, -2, minutes=30.0, contributions=("guidance",))
    met(services, amara, -90, minutes=30.0, contributions=("contact",))
    met(services, mentor, -2, minutes=45.0, contributions=("teaching",))
    for category, hours in (("service", 2.0), ("community", 1.5), ("service", None), ("clinical", 9.0)):
        services.records.save(Activity(title="x", category=category, hours=hours, date=day(-1)))
    given = services.mentoring.given(day(-30), TODAY)
    assert [(part.key, part.hours, part.times) for part in given.contributions] == [
        ("guidance", 1.5, 2),
        ("advice", 1.0, 1),
    ]
    assert [(part.key, part.hours, part.times) for part in given.activities] == [
        ("clinical", 9.0, 1),
        ("service", 2.0, 2),
        ("community", 1.5, 1),
    ]
    assert (given.meetings, given.meeting_hours, given.service) == (2, 1.5, 3.5)
    assert services.mentoring.given(dt.date.min, TODAY).meetings == 3


# My own craft


def test_a_craft_has_ratings_trainings_and_goals(services: Services) -> None:
    mentoring = services.mentoring
    with pytest.raises(NotFound):
        mentoring.add_goal("Interrupt less", day=TODAY)
    first = mentoring.rate(FULL, "Somebody did it for me", day=day(-200))
    assert (first.visibility, first.confidential) == ("private", True)
    latest = mentoring.rate(FULL | {"listening": 7}, "", day=TODAY)
    goal = mentoring.add_goal("Interrupt less", day=TODAY)
    assert goal.origin == latest.id
    mentoring.add_training("Across difference", 3.0, "Graduate school", day=day(-9))
    mentoring.add_training("Peer group", None, "", day=day(-1))
    services.records.save(Activity(title="Statistics", category="learning", hours=8.0, date=TODAY))
    craft = mentoring.craft()
    assert [rating.value("listening") for rating in craft.ratings] == [7, 5]
    assert craft.why == "Somebody did it for me"
    assert [item.title for item in craft.trainings] == ["Peer group", "Across difference"]
    assert (craft.hours, [item.id for item in craft.goals]) == (3.0, [goal.id])
    assert [services.history.undo() for _ in range(3)] == ["New activity", "New training", "New training"]
    assert services.mentoring.craft().trainings == ()


def test_a_rating_of_nothing_or_off_the_scale_is_refused(services: Services) -> None:
    for scores in ({}, {"listening": 11}):
        with pytest.raises(InvalidRecord):
            services.mentoring.rate(scores, "", day=TODAY)
    assert services.mentoring.craft().ratings == ()
