"""What is made of a confidential meeting is confidential too: it is in no brief, calendar or summary."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from mentorjournal.errors import ReportError
from mentorjournal.model.record import Record
from mentorjournal.model.types import (
    ActionItem,
    AgendaItem,
    Connection,
    Insight,
    Meeting,
    Person,
    Question,
    Relationship,
)
from mentorjournal.services.bundle import Services
from mentorjournal.services.calendar_export import CalendarChoice
from mentorjournal.services.preparing.paper import CONFIDENTIAL
from tests.services.preparing_steps import TODAY, Pair, day, everything, pair

SECRET = "zanzibar"
KINDS: tuple[Any, ...] = ("action", "decision", "advice", "question", "feedback", "insight", "agenda")


@pytest.fixture
def two(services: Services) -> Pair:
    """Helena and I; the last meeting is confidential, the next one is not."""
    found = pair(services)
    services.records.amend(found.last.id, {"confidential": True, "time_zone": "America/New_York"})
    return found


def made_of(two: Pair) -> list[Record]:
    """One of everything that can be made of the last meeting."""
    services, last = two.services, two.last.id
    link = two.save(Connection(title="Statistics", introducer=two.person.id, meeting=last))
    (thanks, *_) = services.follow_up.page(last, TODAY).suggestions
    assert thanks.source == link.id
    action = services.meetings.add_action(last, f"{SECRET} added", day(1))
    return [
        *(services.meetings.capture_line(last, f"{SECRET} {kind}", kind) for kind in KINDS),
        services.meetings.add_agenda_item(last, f"{SECRET} on the agenda"),
        action,
        services.follow_up.take(last, thanks),
        services.follow_up.ask_for_help(action.id, last),
    ]


def test_whatever_is_made_of_a_confidential_meeting_is_confidential(two: Pair) -> None:
    made = made_of(two)
    assert len(made) == len(KINDS) + 4
    assert [record.TYPE for record in made if not record.confidential] == []
    (line,) = [item for item in two.services.records.all(AgendaItem) if item.meeting == two.next.id]
    assert (SECRET in line.title, line.confidential) == (True, True)


def test_nothing_of_it_is_in_the_next_brief_or_the_calendar(two: Pair, tmp_path: Path) -> None:
    made_of(two)
    assert SECRET not in everything(two.brief())
    assert SECRET not in two.paper()
    out = tmp_path / "out.ics"
    two.services.calendar.export(out, CalendarChoice(), TODAY)
    assert SECRET not in out.read_text("utf-8")
    assert "Next time" in out.read_text("utf-8")


def test_what_was_made_before_the_meeting_became_confidential_leaves_the_next_brief(two: Pair) -> None:
    records, last = two.services.records, two.last.id
    records.amend(last, {"confidential": False})
    made_of(two)
    assert SECRET in two.paper()
    records.amend(last, {"confidential": True})
    for kind in ("action", "question", "agenda"):
        assert f"{SECRET} {kind}" not in everything(two.brief())
        assert f"{SECRET} {kind}" not in two.paper()


def test_what_is_made_of_any_other_meeting_is_as_open_as_before(two: Pair) -> None:
    for kind in KINDS:
        assert not two.services.meetings.capture_line(two.next.id, "a line", kind).confidential
    assert not two.services.meetings.add_action(two.next.id, "an action").confidential


def test_help_with_a_confidential_action_is_asked_confidentially(two: Pair) -> None:
    action = two.save(ActionItem(title=SECRET, confidential=True))
    assert two.services.follow_up.ask_for_help(action.id, two.next.id).confidential


def test_an_action_from_a_confidential_introduction_is_confidential(two: Pair) -> None:
    two.save(Connection(title=SECRET, introducer=two.person.id, meeting=two.next.id, confidential=True))
    (thanks, *_) = two.services.follow_up.page(two.next.id, TODAY).suggestions
    assert two.services.follow_up.take(two.next.id, thanks).confidential


def test_an_action_that_follows_from_something_confidential_is_confidential(two: Pair) -> None:
    insight = two.save(Insight(title=SECRET, confidential=True))
    two.save(ActionItem(title=f"{SECRET} kept open", origin=insight.id, people=(two.person.id,)))
    assert SECRET not in everything(two.brief())
    actions = two.services.actions
    assert actions.add(insight.title, source=insight.id).confidential
    assert actions.add("At the meeting", meeting=two.last.id).confidential
    assert not actions.add("Anything").confidential


def test_a_reflection_on_a_confidential_meeting_is_confidential(two: Pair) -> None:
    assert two.services.follow_up.reflect(two.last.id, TODAY).confidential
    assert not two.services.follow_up.reflect(two.next.id, TODAY).confidential


def test_an_answer_from_a_confidential_meeting_is_confidential(two: Pair) -> None:
    asked = [two.save(Question(title="Why?", for_whom=two.person.id)) for _ in range(2)]
    answer = two.services.follow_up.answer
    assert answer(asked[0].id, two.last.id, SECRET, TODAY).confidential
    assert not answer(asked[1].id, two.next.id, "Because", TODAY).confidential


# The next meeting


def test_the_next_meeting_is_as_confidential_and_in_the_same_zone(two: Pair) -> None:
    services = two.services
    services.records.amend(two.last.id, {"visibility": "exportable", "status": "planned"})
    planned = services.follow_up.plan_next(two.last.id, day(30), dt.time(9))
    held = services.meetings.hold(two.last.id, next_date=day(60))
    assert held.next_date == day(60)
    (followed,) = [item for item in services.records.all(Meeting) if item.date == day(60)]
    for made in (planned, followed):
        assert (made.confidential, made.visibility, made.time_zone) == (
            True,
            "exportable",
            "America/New_York",
        )


@pytest.mark.parametrize(("tie", "last"), [(False, False), (True, False), (False, True)])
def test_a_meeting_planned_with_somebody_is_as_confidential_as_the_relationship(
    services: Services, tie: bool, last: bool
) -> None:
    person = services.records.save(Person(title="Dr Helena Brandt"))
    services.records.save(Relationship(title="Us", person=person.id, confidential=tie))
    services.records.save(Meeting(date=day(-9), status="held", people=(person.id,), confidential=last))
    assert services.people.plan_meeting(person.id, TODAY).confidential is tie


# The brief in a confidential relationship


@pytest.mark.parametrize("named", [True, False])
def test_the_brief_in_a_confidential_relationship_stays_in_the_journal(
    services: Services, tmp_path: Path, named: bool
) -> None:
    two = pair(services)
    services.records.amend(two.tie.id, {"confidential": True})
    if not named:
        services.records.amend(two.next.id, {"relationship": None})
    brief = two.brief()
    assert brief.confidential
    with pytest.raises(ReportError, match="relationship"):
        services.preparing.page(brief)
    with pytest.raises(ReportError) as refused:
        services.preparing.save([brief], tmp_path / "brief.pdf")
    assert str(refused.value) == CONFIDENTIAL
    assert not (tmp_path / "brief.pdf").exists()
