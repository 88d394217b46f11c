"""Reminders: what comes up is said once, puts itself off when asked, and names nothing private."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorjournal.model.types import ActionItem, Meeting, Milestone, Observation, Person, Relationship
from mentorjournal.services.bundle import Services
from mentorjournal.services.profile import Owner
from mentorjournal.services.reminders import KINDS

NOW = dt.datetime(2026, 4, 15, 9, 30, tzinfo=dt.UTC)
DAY = NOW.date()


@pytest.fixture
def busy(services: Services) -> Services:
    """A meeting in an hour, one later, two actions of today, a milestone of tomorrow."""
    helena = services.records.save(Person(title="Helena Brandt"))
    for at, status in ((dt.time(10, 30), "planned"), (dt.time(16, 0), "planned")):
        services.records.save(Meeting(title="Aims", date=DAY, at=at, status=status, people=(helena.id,)))
    services.records.save(ActionItem(title="Send the secret draft", due=DAY))
    services.records.save(ActionItem(title="Book the room", due=DAY, visibility="exportable"))
    services.records.save(ActionItem(title="Next week", due=DAY + dt.timedelta(days=7)))
    services.records.save(Milestone(title="Ethics form", due=DAY + dt.timedelta(days=1)))
    return services


def test_what_comes_up_is_told_and_only_what_may_be_seen_is_named(busy: Services) -> None:
    found = busy.reminders.unsaid(NOW)
    texts = [one.text for one in found]
    assert "A meeting at 10:30" in texts
    assert "Due today: Book the room" in texts
    assert "An action is due today" in texts
    assert not any("16:00" in text or "secret" in text or "Helena" in text for text in texts)
    full = " ".join(one.full for one in found)
    assert "Helena Brandt" in full
    assert "Send the secret draft" in full
    assert "Ethics form" in full
    assert "Next week" not in full
    assert [KINDS.index(one.kind) for one in found] == sorted(KINDS.index(one.kind) for one in found)


def test_nothing_is_said_twice_not_even_after_closing(busy: Services) -> None:
    found = busy.reminders.unsaid(NOW)
    busy.reminders.say([one.key for one in found], NOW)
    assert busy.reminders.unsaid(NOW) == ()
    assert busy.reminders.unsaid(NOW + dt.timedelta(minutes=20)) == ()
    assert {one.key for one in busy.reminders.due(NOW)} == {one.key for one in found}
    later = busy.reminders.unsaid(NOW + dt.timedelta(hours=5))
    assert [one.text for one in later] == ["A meeting at 16:00"]
    tomorrow = busy.reminders.unsaid(NOW + dt.timedelta(days=1))
    assert any("today" in one.text or "today" in one.full for one in tomorrow)


def test_what_is_put_off_waits_and_comes_again(busy: Services) -> None:
    one = next(one for one in busy.reminders.due(NOW) if "Book the room" in one.full)
    busy.reminders.say([one.key], NOW)
    busy.reminders.later(one.key, NOW + dt.timedelta(hours=1))
    assert one.key not in {other.key for other in busy.reminders.due(NOW)}
    assert one.key in {other.key for other in busy.reminders.unsaid(NOW + dt.timedelta(hours=2))}
    assert busy.history.next_undo() != "Put off a reminder"


def test_kinds_are_switched_off_and_an_empty_journal_says_nothing(busy: Services) -> None:
    assert {one.kind for one in busy.reminders.due(NOW, ("action", "meeting"))} == {"deadline"}


def test_an_empty_journal_reminds_of_nothing(services: Services) -> None:
    assert services.reminders.due(NOW) == ()


def test_a_hard_date_of_a_mentee_and_a_self_rating_that_asks(services: Services) -> None:
    services.profile.save(Owner("Helena", role="mentor"))
    amara = services.records.save(Person(title="Amara Osei"))
    services.records.save(Relationship(person=amara.id, my_role="mentor", phase="cultivation"))
    day = DAY + dt.timedelta(days=3)
    services.records.save(Observation(title="The first exam", kind="hard_date", person=amara.id, date=day))
    services.pulses.keep("workload", {"amount": 4}, day=DAY - dt.timedelta(days=40))
    services.pulses.set_rhythm("workload", 14)
    found = {one.kind: one for one in services.reminders.due(NOW)}
    assert found["encourage"].text == "Somebody you mentor has a hard date ahead"
    assert "The first exam" in found["encourage"].full
    assert (found["pulse"].view, found["pulse"].text) == ("pulses", "A self-rating asks today")
