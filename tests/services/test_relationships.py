"""Relationships: grouped, added up from what was held and promised, and told as a story."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.types import (
    ActionItem,
    Activity,
    Agreement,
    Meeting,
    Person,
    Pulse,
    Relationship,
)
from mentorjournal.services.bundle import Services
from mentorjournal.services.relationship_sums import Kept, months_before
from tests.storage.helpers import Clock

TODAY = dt.date(2026, 4, 14)


def somebody(services: Services, name: str = "Helena Brandt", **fields: object) -> Person:
    return services.records.save(Person(title=name, **fields))  # type: ignore[arg-type]


def tie(services: Services, person: Person | None = None, **fields: object) -> Relationship:
    made = Relationship(person=person.id if person else None, **fields)  # type: ignore[arg-type]
    return services.records.save(made)


def met(services: Services, person: Person, day: dt.date = TODAY, **fields: object) -> Meeting:
    made = Meeting(title="Met", date=day, status="held", people=(person.id,))
    return services.records.save(_with(made, **fields))


def _with(meeting: Meeting, **fields: object) -> Meeting:
    import dataclasses

    return dataclasses.replace(meeting, **fields)  # type: ignore[arg-type]


def test_the_list_has_active_ones_first_then_search_paused_and_closed(services: Services) -> None:
    helena = somebody(services)
    tie(services, helena, title="Old", phase="closed")
    tie(services, helena, title="Resting", paused_until=dt.date(2026, 5, 1))
    tie(services, helena, title="Asked", phase="search")
    tie(services, helena, title="Main mentor")
    tie(services, helena, title="Back again", paused_until=TODAY)
    cards = services.relationships.cards(TODAY)
    assert [(card.heading, card.group) for card in cards] == [
        ("Back again: Helena Brandt", "active"),
        ("Main mentor: Helena Brandt", "active"),
        ("Asked: Helena Brandt", "search"),
        ("Resting: Helena Brandt", "paused"),
        ("Old: Helena Brandt", "closed"),
    ]


def test_a_relationship_with_somebody_archived_is_no_active_one(services: Services) -> None:
    helena = somebody(services)
    tie(services, helena, title="Main mentor")
    tie(services, helena, title="Asked", phase="search")
    tie(services, helena, title="Old", phase="closed")
    services.records.amend(helena.id, {"archived": True})
    cards = services.relationships.cards(TODAY)
    assert [(card.relationship.title, card.group) for card in cards] == [
        ("Asked", "archived"),
        ("Main mentor", "archived"),
        ("Old", "closed"),
    ]
    pages = [services.relationships.page(card.relationship.id, TODAY) for card in cards]
    assert [page.group for page in pages] == ["archived", "archived", "closed"]


def test_a_card_says_when_we_met_and_meet_and_when_the_agreement_is_reviewed(services: Services) -> None:
    helena = somebody(services)
    made = tie(services, helena)
    met(services, helena, dt.date(2026, 3, 12))
    services.records.save(Meeting(title="Next", date=dt.date(2026, 4, 20), people=(helena.id,)))
    services.records.save(
        Agreement(
            relationship=made.id,
            number=1,
            agreed_by_me=TODAY,
            agreed_by_them=TODAY,
            review_on=dt.date(2026, 7, 14),
        )
    )
    (card,) = services.relationships.cards(TODAY)
    assert (card.last_met, card.next_meeting, card.review_on) == (
        dt.date(2026, 3, 12),
        dt.date(2026, 4, 20),
        dt.date(2026, 7, 14),
    )


def test_the_page_has_the_last_three_meetings_and_the_next(services: Services) -> None:
    helena = somebody(services)
    made = tie(services, helena)
    for month in (1, 2, 3, 4):
        met(services, helena, dt.date(2026, month, 9))
    for day in (30, 20):
        services.records.save(Meeting(title=f"On {day}", date=dt.date(2026, 4, day), people=(helena.id,)))
    page = services.relationships.page(made.id, TODAY)
    assert [item.date.month for item in page.last if item.date] == [4, 3, 2]
    assert page.ahead is not None
    assert page.ahead.title == "On 20"


def test_a_meeting_of_another_relationship_with_the_same_person_does_not_count(services: Services) -> None:
    helena = somebody(services)
    here, there = tie(services, helena, title="Thesis"), tie(services, helena, title="Clinic")
    met(services, helena, relationship=there.id, minutes=60)
    met(services, helena, minutes=30)
    assert services.relationships.page(here.id, TODAY).time.total == 0.5
    assert services.relationships.page(there.id, TODAY).time.total == 1.5


def test_hours_spent_are_held_meetings_by_their_timer_or_length_and_activities(services: Services) -> None:
    helena = somebody(services)
    made = tie(services, helena, budget=2, offered=3)
    met(services, helena, dt.date(2026, 4, 1), minutes=60, spent=90)
    met(services, helena, dt.date(2026, 2, 1), minutes=45)
    met(services, helena, dt.date(2025, 2, 1), minutes=60)
    services.records.save(
        Meeting(title="Not held", date=TODAY, minutes=600, people=(helena.id,), status="missed")
    )
    services.records.save(Activity(title="Draft", date=TODAY, hours=2, relationship=made.id))
    services.records.save(Activity(title="Not with her", date=TODAY, hours=50))
    time = services.relationships.page(made.id, TODAY).time
    assert (time.planned, time.offered) == (2, 3)
    assert time.total == pytest.approx(1.5 + 0.75 + 1 + 2)
    assert time.recent == pytest.approx((1.5 + 0.75 + 2) / 3)


def test_a_timer_that_wrote_meeting_and_activity_counts_once(services: Services) -> None:
    helena = somebody(services)
    made = tie(services, helena)
    meeting = met(services, helena, minutes=45, spent=60)
    services.records.save(Activity(title="Meeting", date=TODAY, hours=1, meeting=meeting.id))
    assert services.relationships.page(made.id, TODAY).time.total == 1.0


def test_a_young_relationship_is_counted_over_its_own_months(services: Services) -> None:
    helena = somebody(services)
    made = tie(services, helena, started_on=dt.date(2026, 4, 1))
    met(services, helena, minutes=120)
    assert services.relationships.page(made.id, TODAY).time.recent == 2.0


def test_roles_wanted_and_not_played_are_missing(services: Services) -> None:
    helena = somebody(services, roles=("guide",))
    made = tie(services, helena, roles=("sponsor", "coach"))
    met(services, helena, roles_played=("sponsor", "guide"))
    met(services, helena, roles_played=("sponsor",))
    roles = services.relationships.page(made.id, TODAY).roles
    assert [(role.key, role.times, role.wanted, role.filled) for role in roles] == [
        ("sponsor", 2, True, True),
        ("guide", 1, False, True),
        ("coach", 0, True, False),
    ]


def test_the_roles_of_somebody_i_mentor_are_not_mine(services: Services) -> None:
    jonas = somebody(services, "Jonas", roles=("mentee",))
    made = tie(services, jonas, my_role="mentor", roles=("sponsor",))
    met(services, jonas, roles_played=("coach",))
    roles = services.relationships.page(made.id, TODAY).roles
    assert [(role.key, role.times) for role in roles] == [("coach", 1), ("sponsor", 0)]


def test_support_is_balanced_between_career_and_person(services: Services) -> None:
    helena = somebody(services)
    made = tie(services, helena)
    met(services, helena, support=("sponsorship", "coaching", "friendship"))
    met(services, helena, support=("challenge",))
    assert services.relationships.page(made.id, TODAY).balance == (3, 1)


def test_promises_of_both_sides_and_how_many_were_kept(services: Services) -> None:
    helena = somebody(services)
    made = tie(services, helena)
    meeting = met(services, helena)
    late, ahead = dt.date(2026, 4, 1), dt.date(2026, 5, 1)
    for item in (
        ActionItem(title="Hers, kept", owner=helena.id, done_on=late),
        ActionItem(title="Hers, late", owner=helena.id, due=late),
        ActionItem(title="Mine, agreed", meeting=meeting.id, due=ahead),
        ActionItem(title="Mine, kept", people=(helena.id,), done_on=TODAY),
        ActionItem(title="Mine, let go", people=(helena.id,), due=late, let_go_on=TODAY),
        ActionItem(title="Nothing to do with her", due=late),
    ):
        services.records.save(item)
    page = services.relationships.page(made.id, TODAY)
    assert {action.item.title for action in page.theirs} == {"Hers, kept", "Hers, late"}
    assert {action.item.title for action in page.mine} == {"Mine, agreed", "Mine, kept"}
    assert (page.kept_mine, page.kept_theirs) == (Kept(1, 1), Kept(1, 2))


def test_a_relationship_with_nobody_has_a_page(services: Services) -> None:
    page = services.relationships.page(tie(services, title="Somebody in statistics").id, TODAY)
    assert (page.name, page.last, page.mine, page.theirs) == ("", (), (), ())


def test_the_story_is_told_newest_first(services: Services, clock: Clock) -> None:
    helena = somebody(services)
    made = tie(services, helena, started_on=dt.date(2026, 1, 5), phase="initiation")
    met(services, helena, dt.date(2026, 2, 3))
    services.records.save(
        Agreement(
            relationship=made.id,
            number=1,
            agreed_by_me=dt.date(2026, 2, 4),
            agreed_by_them=dt.date(2026, 2, 6),
        )
    )
    services.records.save(Agreement(relationship=made.id, number=2))
    services.records.save(Pulse(about=made.id, date=dt.date(2026, 3, 1)))
    services.records.save(Pulse(about=made.id, date=dt.date(2026, 1, 4), instrument="fit"))
    services.records.amend(made.id, {"phase": "cultivation"})
    clock.forward(days=3)
    services.relationships.pause(made.id, dt.date(2026, 6, 1), TODAY)
    clock.forward(days=3)
    services.records.amend(made.id, {"paused_until": None, "rough": True})
    story = services.relationships.story(made.id, dt.date(2026, 4, 30))
    assert [(step.day.month, step.day.day, step.kind, step.text) for step in story] == [
        (4, 20, "pause", "Resumed"),
        (4, 20, "rough", "A rough patch"),
        (4, 17, "pause", "Paused until 1 June 2026"),
        (4, 14, "phase", "Cultivation"),
        (3, 1, "check", "Relationship check"),
        (2, 6, "agreement", "Agreement, version 1"),
        (2, 3, "meeting", "Met"),
        (1, 5, "start", "It began"),
        (1, 4, "fit", "Fit check"),
    ]


def test_a_phase_tried_and_undone_leaves_no_trace_in_the_story(services: Services) -> None:
    made = tie(services, somebody(services))
    services.records.amend(made.id, {"phase": "separation"})
    services.history.undo()
    assert services.relationships.story(made.id, TODAY) == ()


def test_a_pause_ends_ahead_and_both_deeds_are_undone_in_one_step(services: Services) -> None:
    made = tie(services, somebody(services))
    with pytest.raises(InvalidRecord, match="day ahead"):
        services.relationships.pause(made.id, TODAY, TODAY)
    services.relationships.pause(made.id, dt.date(2026, 5, 1), TODAY)
    services.relationships.resume(made.id)
    assert services.relationships.cards(TODAY)[0].group == "active"
    assert services.history.undo() == "Resume relationship"
    assert services.relationships.cards(TODAY)[0].group == "paused"
    assert services.history.undo() == "Pause relationship"
    assert services.relationships.cards(TODAY)[0].group == "active"


def test_sides_say_which_pages_are_of_use(services: Services) -> None:
    assert services.relationships.sides() == (False, False)
    tie(services, my_role="mentor")
    tie(services, phase="search")
    assert services.relationships.sides() == (True, True)


def test_a_relationship_is_found_by_its_title_or_the_persons_name(services: Services) -> None:
    helena = somebody(services, short_name="Helena")
    made = tie(services, helena, title="Main mentor")
    tie(services, somebody(services, "Dr Zoë Marchetti"), title="Peer")
    for name in ("main  MENTOR", "helena brandt", "Helena", "Main mentor: Helena Brandt", "brandt"):
        assert services.relationships.named(name) == made.id
    assert services.relationships.named("zoe marchetti") != made.id


def test_a_name_that_is_unknown_or_of_several_lists_the_choices(services: Services) -> None:
    with pytest.raises(NotFound, match="no relationship yet"):
        services.relationships.named("Helena")
    helena = somebody(services)
    tie(services, helena, title="Thesis")
    tie(services, helena, title="Clinic")
    with pytest.raises(NotFound, match=r"no relationship “Bo”.*“Thesis: Helena Brandt”"):
        services.relationships.named("Bo")
    with pytest.raises(NotFound, match="may be “Clinic: Helena Brandt”; “Thesis: Helena Brandt”"):
        services.relationships.named("Helena Brandt")


def test_a_relationship_goes_to_the_trash_with_its_agreements_and_checks_and_comes_back(
    services: Services,
) -> None:
    made = tie(services, somebody(services))
    agreement = services.records.save(Agreement(relationship=made.id, number=1))
    check = services.records.save(Pulse(about=made.id))
    services.records.trash(made.id)
    assert services.records.rows((agreement.id, check.id)) == {}
    services.history.undo()
    assert set(services.records.rows((agreement.id, check.id))) == {agreement.id, check.id}
    services.records.trash(made.id)
    services.records.untrash(made.id)
    assert set(services.records.rows((agreement.id, check.id))) == {agreement.id, check.id}
    services.records.trash(made.id)
    services.records.erase_for_good(made.id)
    assert services.records.peek(agreement.id) is None
    assert services.records.peek(check.id) is None


def test_months_are_counted_back_to_the_last_day_of_shorter_ones() -> None:
    assert months_before(dt.date(2026, 5, 31), 3) == dt.date(2026, 2, 28)
    assert months_before(dt.date(2026, 1, 15), 3) == dt.date(2025, 10, 15)
    assert months_before(dt.date(2026, 11, 30), -3) == dt.date(2027, 2, 28)
    assert months_before(dt.date(2026, 3, 31), 3) == dt.date(2025, 12, 31)
