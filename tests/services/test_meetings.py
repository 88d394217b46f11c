"""Meetings: what is ahead and past, the agenda in order, lines that become records, and what stays open."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.types import ActionItem, AgendaItem, Feedback, Insight, Meeting, Person
from mentorjournal.services.bundle import Services
from mentorjournal.services.meeting_capture import LineKind, bare_line

TODAY = dt.date(2026, 4, 14)


def day(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


@pytest.fixture
def helena(services: Services) -> Person:
    return services.records.save(Person(title="Dr Helena Brandt"))


def meet(
    services: Services, number: int, *people: Person, status: str = "planned", title: str = "m"
) -> Meeting:
    there = tuple(person.id for person in people)
    return services.records.save(Meeting(title=title, date=day(number), status=status, people=there))


def agenda(services: Services, meeting: Meeting) -> list[str]:
    return [item.title for item in services.meetings.page(meeting.id).agenda]


def test_ahead_is_what_is_planned_from_today_on_and_past_is_the_rest(services: Services) -> None:
    for title, number, status in (
        ("next month", 30, "planned"),
        ("today", 0, "planned"),
        ("forgotten", -3, "planned"),
        ("cancelled", 5, "cancelled"),
        ("held", -20, "held"),
    ):
        meet(services, number, status=status, title=title)
    services.records.save(Meeting(title="no day"))
    services.records.trash(meet(services, 1, title="trashed").id)
    ahead, past = services.meetings.ahead(TODAY), services.meetings.past(TODAY)
    assert [card.meeting.title for card in ahead] == ["today", "next month"]
    assert {card.meeting.title for card in past} == {"cancelled", "no day", "forgotten", "held"}
    assert [card.meeting.title for card in services.meetings.ahead(TODAY, limit=1)] == ["today"]


def test_a_card_counts_its_own_agenda_and_open_actions(services: Services, helena: Person) -> None:
    first, second = meet(services, 1, helena), meet(services, 2)
    for title in ("a", "b"):
        services.meetings.add_agenda_item(first.id, title)
    services.records.trash(services.meetings.add_agenda_item(first.id, "c").id)
    services.actions.add("open", meeting=first.id)
    services.actions.tick(services.actions.add("done", meeting=first.id).id, TODAY)
    one, two = services.meetings.ahead(TODAY)
    assert (one.meeting.id, one.names, one.agenda, one.actions_open) == (
        first.id,
        ("Dr Helena Brandt",),
        2,
        1,
    )
    assert (two.meeting.id, two.names, two.agenda, two.actions_open) == (second.id, (), 0, 0)


def test_the_page_holds_everything_of_the_meeting(services: Services, helena: Person) -> None:
    meeting = meet(services, 1, helena)
    line = services.meetings.add_agenda_item(meeting.id, "Authorship")
    action = services.actions.add("Send it", meeting=meeting.id, owner=helena.id)
    insight = services.records.save(Insight(title="Wait", origin=meeting.id))
    page = services.meetings.page(meeting.id)
    assert (page.people, page.agenda, page.previous, page.open_before) == ((helena,), (line,), None, ())
    assert [(item.item, item.owner) for item in page.actions] == [(action, "Dr Helena Brandt")]
    assert [row.row.id for row in page.linked] == [insight.id]
    with pytest.raises(NotFound):
        services.meetings.page(helena.id)


def test_the_agenda_keeps_its_order_and_each_verb_is_one_step(services: Services) -> None:
    meeting = meet(services, 1)
    first, second, third = (services.meetings.add_agenda_item(meeting.id, text) for text in (" a ", "b", "c"))
    assert agenda(services, meeting) == ["a", "b", "c"]
    services.meetings.move_agenda_item(third.id, -2)
    assert agenda(services, meeting) == ["c", "a", "b"]
    services.meetings.move_agenda_item(third.id, -5)
    assert agenda(services, meeting) == ["c", "a", "b"]
    services.meetings.move_agenda_item(third.id, 99)
    assert agenda(services, meeting) == ["a", "b", "c"]
    assert services.history.undo() == "Reorder agenda"
    assert agenda(services, meeting) == ["c", "a", "b"]
    assert services.meetings.tick_agenda_item(first.id, True).discussed
    assert services.history.undo() == "Tick agenda item"
    services.history.undo()
    assert services.history.undo() == "New agenda item"
    assert agenda(services, meeting) == ["a", "b"]
    assert services.records.get(AgendaItem, second.id).position == 2


@pytest.mark.parametrize("kind", ["action", "insight", "feedback", "agenda"])
def test_a_line_becomes_a_record_of_the_meeting(services: Services, helena: Person, kind: LineKind) -> None:
    meeting = meet(services, 0, helena)
    services.meetings.add_agenda_item(meeting.id, "before")
    made = services.meetings.capture_line(meeting.id, "  - [ ] Send the aims page", kind)
    assert made.title == "Send the aims page"
    page = services.meetings.page(meeting.id)
    if isinstance(made, ActionItem):
        assert [action.item for action in page.actions] == [made]
        assert (made.owner, made.people) == (None, (helena.id,))
    elif isinstance(made, AgendaItem):
        assert [item.title for item in page.agenda] == ["before", "Send the aims page"]
    else:
        assert [row.row.id for row in page.linked] == [made.id]
        assert made.date == TODAY
    if isinstance(made, Feedback):
        assert made.person == helena.id
    assert services.history.undo() == "Capture from meeting"
    assert services.records.peek(made.id) is None


@pytest.mark.parametrize(
    ("line", "hers", "text"),
    [
        ("Helena: comment on it", True, "comment on it"),
        ("- helena : comment on it", True, "comment on it"),
        ("Dr Helena Brandt: comment", True, "comment"),
        ("HB: comment", True, "comment"),
        ("Dr: comment", False, "Dr: comment"),
        ("Okafor: comment", False, "Okafor: comment"),
        ("Aims page: shorten it", False, "Aims page: shorten it"),
        ("Helena:", False, "Helena:"),
        ("Ask Helena", False, "Ask Helena"),
    ],
)
def test_an_action_is_theirs_whose_name_it_begins_with(
    services: Services, helena: Person, line: str, hers: bool, text: str
) -> None:
    services.records.amend(helena.id, {"short_name": "HB"})
    services.records.save(Person(title="R. Okafor"))
    meeting = meet(services, 0, helena)
    made = services.meetings.capture_line(meeting.id, line, "action")
    assert isinstance(made, ActionItem)
    assert (made.owner, made.title) == (helena.id if hers else None, text)
    if not line.startswith("-"):
        added = services.meetings.add_action(meeting.id, line, TODAY)
        assert (added.owner, added.title, added.due) == (made.owner, text, TODAY)
        assert services.history.undo() == "New action item"


def test_a_name_that_two_people_share_is_nobodys(services: Services, helena: Person) -> None:
    other = services.records.save(Person(title="Helena Voss"))
    meeting = meet(services, 0, helena, other)
    assert services.meetings.add_action(meeting.id, "Helena: read it").owner is None
    assert services.meetings.add_action(meeting.id, "Voss: read it").owner == other.id


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("- [x] Done thing", "Done thing"),
        ("* **Bold** words", "**Bold** words"),
        ("**Bold** words", "**Bold** words"),
        ("12. twelfth", "twelfth"),
        ("> said so", "said so"),
        ("### Heading", "Heading"),
        ("• bullet", "bullet"),
        ("-5 °C in the freezer", "-5 °C in the freezer"),
        ("[link](https://example.org)", "[link](https://example.org)"),
        ("#hashtag", "#hashtag"),
        ("2026. A year", "2026. A year"),
        ("- ", ""),
        ("[ ]", ""),
    ],
)
def test_a_line_leaves_its_mark_behind_and_nothing_else(line: str, words: str) -> None:
    assert bare_line(line) == words


def test_a_line_without_words_makes_nothing(services: Services) -> None:
    meeting = meet(services, 0)
    with pytest.raises(InvalidRecord, match="no words"):
        services.meetings.capture_line(meeting.id, " - [ ] ", "action")
    assert services.records.counts() == {"meeting": 1}


def test_holding_with_a_next_day_plans_the_next_one_in_one_step(services: Services, helena: Person) -> None:
    meeting = services.records.save(
        Meeting(
            title="Monthly",
            date=TODAY,
            at=dt.time(10, 30),
            minutes=45,
            place="Her office",
            people=(helena.id,),
        )
    )
    held = services.meetings.hold(meeting.id, next_date=day(28))
    assert (held.status, held.next_date) == ("held", day(28))
    ((following),) = services.meetings.ahead(TODAY)
    after = following.meeting
    assert (after.title, after.date, after.at, after.minutes, after.place, after.people, after.notes) == (
        "Monthly",
        day(28),
        dt.time(10, 30),
        45,
        "Her office",
        (helena.id,),
        "",
    )
    assert services.history.undo() == "Hold meeting"
    assert [card.meeting for card in services.meetings.ahead(TODAY)] == [meeting]


def test_holding_without_a_next_day_plans_nothing_and_keeps_one_noted_before(services: Services) -> None:
    plain, noted = meet(services, 0), meet(services, 0)
    services.records.amend(noted.id, {"next_date": day(7)})
    assert services.meetings.hold(plain.id).next_date is None
    assert services.records.counts() == {"meeting": 2}
    assert services.meetings.hold(noted.id).next_date == day(7)
    assert services.records.counts() == {"meeting": 3}


def test_holding_does_not_plan_twice_for_one_day(services: Services, helena: Person) -> None:
    meeting, planned = meet(services, 0, helena), meet(services, 28, helena)
    services.meetings.hold(meeting.id, next_date=day(28))
    assert [card.meeting.id for card in services.meetings.ahead(day(1))] == [planned.id]
    services.meetings.hold(meet(services, 0).id, next_date=day(28))
    assert len(services.meetings.ahead(day(1))) == 2


def test_holding_does_not_plan_again_what_was_planned_and_moved(services: Services, helena: Person) -> None:
    meeting = meet(services, 0, helena)
    planned = services.follow_up.plan_next(meeting.id, day(30))
    services.records.amend(planned.id, {"date": day(32)})
    services.meetings.hold(meeting.id)
    assert [card.meeting.id for card in services.meetings.ahead(day(1))] == [planned.id]
    services.meetings.set_status(meeting.id, "planned")
    services.follow_up.wrap_up(meeting.id, day(0))
    assert [card.meeting.id for card in services.meetings.ahead(day(1))] == [planned.id]
    services.meetings.hold(meeting.id, next_date=day(60))
    assert [card.meeting.date for card in services.meetings.ahead(day(1))] == [day(32), day(60)]


def test_what_was_agreed_before_stays_open_over_several_meetings(services: Services, helena: Person) -> None:
    tom = services.records.save(Person(title="Tom"))
    first = meet(services, -60, helena, status="held")
    second = meet(services, -30, helena, status="held")
    with_tom = meet(services, -10, tom, status="held")
    cancelled = meet(services, -5, helena, status="cancelled")
    later = meet(services, 2, helena)
    for title, where in (("old", first), ("new", second), ("tom's", with_tom), ("none", cancelled)):
        services.actions.add(title, meeting=where.id)
    for title, done in (("done", 0), ("done long ago", -40)):
        services.actions.tick(services.actions.add(title, meeting=first.id).id, day(done))
    services.actions.add("mine")
    page = services.meetings.page(later.id)
    assert page.previous == second
    assert {action.item.title for action in page.open_before} == {"old", "new"}
    assert [action.item.title for action in page.done_before] == ["done"]
    assert [a.item.title for a in services.meetings.page(second.id).done_before] == ["done long ago"]
    assert services.meetings.page(first.id).previous is None


def test_what_went_both_ways_is_counted_over_the_meetings_before(services: Services, helena: Person) -> None:
    for number, gave, received in ((-3, "Time", ""), (-2, "", "Advice"), (-1, "", "A name")):
        meeting = meet(services, number, helena, status="held")
        services.records.amend(meeting.id, {"gave": gave, "received": received})
    assert services.meetings.page(meet(services, 2, helena).id).both_ways == (3, 1, 2)
    assert services.meetings.page(meet(services, 2).id).both_ways == (0, 0, 0)


def test_a_group_is_compared_with_meetings_of_the_whole_group(services: Services, helena: Person) -> None:
    tom = services.records.save(Person(title="Tom"))
    together = meet(services, -30, tom, helena, status="held")
    meet(services, -10, helena, status="held")
    assert services.meetings.page(meet(services, 2, helena, tom).id).previous == together
    assert services.meetings.page(meet(services, 2).id).previous is None
