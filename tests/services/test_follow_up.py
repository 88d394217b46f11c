"""After a meeting: what was agreed, the next date, what was carried over, thanks, and each deed one step."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.types import (
    ActionItem,
    AgendaItem,
    Connection,
    Meeting,
    Person,
    Question,
    Reflection,
    Relationship,
)
from mentorjournal.services.bundle import Services
from mentorjournal.services.next_date import proposed

TODAY = dt.date(2026, 4, 14)  # a Tuesday


def day(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


@pytest.fixture
def helena(services: Services) -> Person:
    return services.records.save(Person(title="Dr Helena Brandt", short_name="Helena"))


@pytest.fixture
def tie(services: Services, helena: Person) -> Relationship:
    return services.records.save(Relationship(title="Primary mentor", person=helena.id))


@pytest.fixture
def meeting(services: Services, helena: Person, tie: Relationship) -> Meeting:
    return services.records.save(
        Meeting(
            title="Monthly",
            date=TODAY,
            at=dt.time(10, 30),
            minutes=45,
            place="Her office",
            people=(helena.id,),
            relationship=tie.id,
        )
    )


# What was agreed


def test_the_page_holds_what_was_agreed(services: Services, meeting: Meeting, helena: Person) -> None:
    for line, kind in (
        ("Helena: read the draft", "action"),
        ("Send the aims page", "action"),
        ("Tom is second author", "decision"),
        ("Start with the figures", "advice"),
        ("Who may see the data?", "question"),
        ("When do I submit?", "question"),
    ):
        services.meetings.capture_line(meeting.id, line, kind)  # type: ignore[arg-type]
    asked = next(q for q in services.records.all(Question) if q.title == "When do I submit?")
    services.follow_up.answer(asked.id, meeting.id, "In June.", TODAY)
    page = services.follow_up.page(meeting.id, TODAY)
    assert sorted((a.item.title, a.owner) for a in page.actions) == [
        ("Send the aims page", ""),
        ("read the draft", "Dr Helena Brandt"),
    ]
    assert [item.title for item in page.decisions] == ["Tom is second author"]
    assert [(item.title, item.person, item.direction) for item in page.advice] == [
        ("Start with the figures", helena.id, "received")
    ]
    assert [(item.answer, item.answered_on) for item in page.answered] == [("In June.", TODAY)]
    assert [(item.title, item.for_whom) for item in page.open_questions] == [
        ("Who may see the data?", helena.id)
    ]
    assert services.history.undo() == "Answer question"
    assert len(services.follow_up.page(meeting.id, TODAY).open_questions) == 2


def test_advice_and_feedback_of_a_mentor_are_given(
    services: Services, helena: Person, tie: Relationship
) -> None:
    services.records.amend(tie.id, {"my_role": "mentor"})
    meeting = services.records.save(Meeting(title="m", date=TODAY, people=(helena.id,)))
    for kind in ("advice", "feedback"):
        made = services.meetings.capture_line(meeting.id, "Helena: slow down", kind)
        assert (made.title, made.person, made.direction) == ("slow down", helena.id, "given")  # type: ignore[attr-defined]


def test_a_selection_of_several_lines_becomes_one_record(services: Services, meeting: Meeting) -> None:
    made = services.meetings.capture_line(meeting.id, "- Two aims\n\n- not three\n- as agreed", "decision")
    assert (made.title, made.why) == ("Two aims", "not three\nas agreed")  # type: ignore[attr-defined]


# The next date


@pytest.mark.parametrize(
    ("cadence", "expected"),
    [
        ("weekly", dt.date(2026, 4, 21)),
        ("fortnightly", dt.date(2026, 4, 28)),
        ("monthly", dt.date(2026, 5, 12)),
        ("quarterly", dt.date(2026, 7, 14)),
        ("half_yearly", dt.date(2026, 10, 13)),
    ],
)
def test_the_next_date_keeps_weekday_and_time(meeting: Meeting, cadence: str, expected: dt.date) -> None:
    found = proposed(meeting, Relationship(cadence=cadence), TODAY)
    assert (found.day, found.at) == (expected, dt.time(10, 30))
    assert expected.weekday() == TODAY.weekday()


@pytest.mark.parametrize("cadence", ["weekly", "fortnightly", "monthly", "quarterly", "half_yearly"])
def test_a_meeting_of_long_ago_proposes_a_day_ahead_in_its_rhythm(cadence: str) -> None:
    for back in range(0, 900, 13):
        old = Meeting(date=day(-back))
        found = proposed(old, Relationship(cadence=cadence), TODAY).day
        assert found is not None
        assert found > TODAY
        assert found.weekday() == day(-back).weekday()
        assert (found - TODAY).days <= 190


def test_a_pause_is_waited_for_and_what_has_no_rhythm_proposes_nothing(meeting: Meeting) -> None:
    paused = proposed(meeting, Relationship(cadence="weekly", paused_until=dt.date(2026, 6, 2)), TODAY)
    assert paused.day == dt.date(2026, 6, 2)
    assert "paused until 2 Jun" in paused.why
    over = proposed(meeting, Relationship(cadence="weekly", paused_until=dt.date(2026, 4, 1)), TODAY)
    assert over.day == dt.date(2026, 4, 21)
    assert proposed(meeting, Relationship(cadence=""), TODAY).day is None
    assert proposed(meeting, Relationship(phase="closed"), TODAY).day is None
    assert proposed(meeting, None, TODAY).day == dt.date(2026, 5, 12)


def test_one_click_plans_the_next_meeting(services: Services, meeting: Meeting, helena: Person) -> None:
    page = services.follow_up.page(meeting.id, TODAY)
    assert page.proposal.day is not None
    made = services.follow_up.plan_next(meeting.id, page.proposal.day, page.proposal.at)
    assert (made.title, made.date, made.at, made.minutes, made.place, made.people, made.status) == (
        "Monthly",
        dt.date(2026, 5, 12),
        dt.time(10, 30),
        45,
        "Her office",
        (helena.id,),
        "planned",
    )
    assert services.follow_up.page(meeting.id, TODAY).planned == made
    with pytest.raises(InvalidRecord, match="already"):
        services.follow_up.plan_next(meeting.id, page.proposal.day)
    services.follow_up.wrap_up(meeting.id, TODAY)
    assert services.records.counts()["meeting"] == 2
    services.history.undo()
    assert services.history.undo() == "Plan next meeting"
    assert services.records.get(Meeting, meeting.id) == meeting
    assert services.follow_up.page(meeting.id, TODAY).planned is None


def test_a_second_meeting_is_not_called_the_first_and_is_as_long_as_agreed(
    services: Services, helena: Person
) -> None:
    services.records.amend(helena.id, {"short_name": "Helena"})
    tie = services.records.save(Relationship(person=helena.id, phase="initiation", minutes=60))
    first = services.mentor_search.plan_first_meeting(tie.id, TODAY)
    assert first.title == "First meeting with Helena"
    made = services.follow_up.plan_next(first.id, day(40))
    assert (made.title, made.minutes) == ("Meeting with Helena", 60)
    services.meetings.hold(first.id, next_date=day(70))
    assert sorted(item.title for item in services.records.all(Meeting)) == [
        "First meeting with Helena",
        "Meeting with Helena",
        "Meeting with Helena",
    ]


# Wrapping up


def test_wrapping_up_holds_the_meeting_in_one_step(services: Services, meeting: Meeting) -> None:
    wrapped = services.follow_up.wrap_up(meeting.id, day(1))
    assert (wrapped.status, wrapped.wrapped_on) == ("held", day(1))
    assert services.records.counts()["activity"] == 1
    assert services.history.undo() == "Wrap up meeting"
    assert services.records.get(Meeting, meeting.id) == meeting
    assert "activity" not in services.records.counts()


def test_a_missed_meeting_is_not_held_by_wrapping_it_up(services: Services, meeting: Meeting) -> None:
    services.meetings.set_status(meeting.id, "missed")
    assert services.follow_up.wrap_up(meeting.id, TODAY).status == "missed"


def test_what_waits_was_held_in_the_last_two_weeks(services: Services, meeting: Meeting) -> None:
    for number, status in ((-14, "held"), (-15, "held"), (-1, "held"), (-1, "missed"), (1, "planned")):
        services.records.save(Meeting(title=f"{status} {number}", date=day(number), status=status))
    assert [card.meeting.title for card in services.follow_up.waiting(TODAY)] == ["held -1", "held -14"]
    services.follow_up.wrap_up(services.follow_up.waiting(TODAY)[0].meeting.id, TODAY)
    assert [card.meeting.title for card in services.follow_up.waiting(TODAY)] == ["held -14"]


# Carried over


def carried(
    services: Services, meeting: Meeting, title: str, times: int, owner: str | None = None
) -> ActionItem:
    item = services.actions.add(title, due=day(-3), meeting=meeting.id, owner=owner)
    for _ in range(times):
        item = services.follow_up.carry_over(item.id, day(-1))
    return item


@pytest.fixture
def earlier(services: Services, helena: Person) -> Meeting:
    return services.records.save(
        Meeting(title="Last time", date=day(-30), status="held", people=(helena.id,))
    )


def test_carried_twice_asks_and_once_does_not(
    services: Services, meeting: Meeting, earlier: Meeting, helena: Person
) -> None:
    once = carried(services, earlier, "once", 1)
    mine = carried(services, earlier, "twice", 2)
    theirs = carried(services, earlier, "theirs", 3, helena.id)
    elsewhere = services.records.save(Meeting(title="With others", date=day(-9)))
    carried(services, elsewhere, "not here", 2)
    page = services.follow_up.page(meeting.id, TODAY)
    assert {action.item.id for action in page.carried_often} == {mine.id, theirs.id}
    assert [action.item.id for action in page.left_open] == [once.id]
    services.actions.tick(mine.id, TODAY)
    services.follow_up.drop(theirs.id, TODAY)
    assert services.follow_up.page(meeting.id, TODAY).carried_often == ()


def test_carrying_over_gives_a_later_day_and_counts(services: Services, earlier: Meeting) -> None:
    item = services.actions.add("Send it", due=day(-3), meeting=earlier.id)
    again = services.follow_up.carry_over(item.id, day(28))
    assert (again.due, again.carried) == (day(28), 1)
    assert services.history.undo() == "Carry over action item"
    assert services.records.get(ActionItem, item.id) == item


def test_dropping_and_shrinking_are_one_step_each(
    services: Services, meeting: Meeting, earlier: Meeting
) -> None:
    item = carried(services, earlier, "Write the whole paper", 2)
    dropped = services.follow_up.drop(item.id, TODAY)
    assert (dropped.let_go_on, dropped.is_open) == (TODAY, False)
    assert services.history.undo() == "Let go of action item"
    small = services.follow_up.shrink(item.id, " Write the first paragraph ", day(2))
    assert (small.title, small.due, small.carried) == ("Write the first paragraph", day(2), None)
    assert services.follow_up.page(meeting.id, TODAY).carried_often == ()
    with pytest.raises(InvalidRecord, match="no words"):
        services.follow_up.shrink(item.id, "  ", None)
    assert services.history.undo() == "Shrink action item"
    assert services.records.get(ActionItem, item.id) == item


def test_help_is_a_question_and_a_line_of_the_next_agenda(
    services: Services, meeting: Meeting, earlier: Meeting, helena: Person
) -> None:
    item = carried(services, earlier, "Write the paper", 2)
    following = services.follow_up.plan_next(meeting.id, day(28))
    question = services.follow_up.ask_for_help(item.id, meeting.id)
    assert (question.for_whom, question.origin, question.importance) == (helena.id, item.id, "high")
    assert "Write the paper" in question.title
    (line,) = services.records.all(AgendaItem)
    assert (line.meeting, line.title) == (following.id, question.title)
    page = services.follow_up.page(meeting.id, TODAY)
    assert page.carried_often == ()
    assert question in page.open_questions
    assert services.history.undo() == "Ask for help"
    assert (services.records.all(Question), services.records.all(AgendaItem)) == ((), ())
    services.follow_up.ask_for_help(item.id, meeting.id)
    services.follow_up.answer(services.records.all(Question)[0].id, meeting.id, "Dictate it.", TODAY)
    assert [action.item.id for action in services.follow_up.page(meeting.id, TODAY).carried_often] == [
        item.id
    ]


def test_an_answer_leaves_where_the_question_was_asked(
    services: Services, meeting: Meeting, earlier: Meeting, helena: Person
) -> None:
    asked, anywhere = (
        services.records.save(Question(title="Why?", for_whom=helena.id, meeting=place))
        for place in (earlier.id, None)
    )
    answered = services.follow_up.answer(asked.id, meeting.id, "Because", TODAY)
    assert (answered.meeting, answered.answered_on) == (earlier.id, TODAY)
    assert services.follow_up.answer(anywhere.id, meeting.id, "So", TODAY).meeting == meeting.id
    assert {item.id for item in services.follow_up.page(meeting.id, TODAY).answered} == {
        asked.id,
        anywhere.id,
    }


def test_on_the_last_day_there_is_nothing_is_proposed_and_everything_works(
    services: Services, helena: Person
) -> None:
    for cadence in ("weekly", "monthly"):
        tie = services.records.save(Relationship(title="Us", person=helena.id, cadence=cadence))
        last = services.records.save(
            Meeting(date=dt.date.max, status="held", people=(helena.id,), relationship=tie.id)
        )
        page = services.follow_up.page(last.id, TODAY)
        assert (page.proposal.day, [item.due for item in page.suggestions]) == (None, [dt.date.max])
        services.preparing.brief(last.id, TODAY)


# Thanks, introductions, reflection


def test_thanks_and_introductions_become_actions_by_one_click(
    services: Services, meeting: Meeting, helena: Person
) -> None:
    tom = services.records.save(Person(title="Tom Okafor", short_name="Tom"))
    ines = services.records.save(Person(title="Ines Vale"))
    services.records.save(
        Connection(title="Statistics", introducer=helena.id, to_whom=tom.id, meeting=meeting.id)
    )
    services.records.save(
        Connection(
            title="Rotation", introduced=helena.id, to_whom=ines.id, meeting=meeting.id, follow_up=day(9)
        )
    )
    found = services.follow_up.page(meeting.id, TODAY).suggestions
    assert [(item.title, item.due) for item in found] == [
        ("Thank Helena for the introduction to Tom", day(2)),
        ("Write to Tom", day(2)),
        ("Introduce Helena to Ines Vale", day(9)),
    ]
    made = services.follow_up.take(meeting.id, found[0])
    assert (made.title, made.due, made.meeting, made.origin) == (
        found[0].title,
        day(2),
        None,
        found[0].source,
    )
    assert services.follow_up.take(meeting.id, found[1]).meeting == meeting.id
    page = services.follow_up.page(meeting.id, TODAY)
    assert [item.title for item in page.suggestions] == ["Introduce Helena to Ines Vale"]
    assert {action.item.title for action in page.actions} == {found[0].title, "Write to Tom"}
    assert services.history.undo() == "New action item"
    assert services.history.undo() == "New action item"
    services.records.amend(meeting.id, {"received": "A contact"})
    assert "Thank Helena" in [s.title for s in services.follow_up.page(meeting.id, TODAY).suggestions]


@pytest.mark.parametrize("reworded", ["", "Bring her flowers"])
def test_thanks_that_are_done_are_noted_on_the_introduction(
    services: Services, meeting: Meeting, helena: Person, reworded: str
) -> None:
    tom = services.records.save(Person(title="Tom Okafor", short_name="Tom"))
    link = services.records.save(
        Connection(title="Statistics", introducer=helena.id, to_whom=tom.id, meeting=meeting.id)
    )
    thank, write = (
        services.follow_up.take(meeting.id, wanted)
        for wanted in services.follow_up.page(meeting.id, TODAY).suggestions
    )
    if reworded:
        services.records.amend(thank.id, {"title": reworded})
    services.actions.tick(write.id, day(1))
    assert services.records.get(Connection, link.id).thanked_on is None
    services.actions.tick(thank.id, day(2))
    assert services.records.get(Connection, link.id).thanked_on == day(2)
    titles = [item.title for item in services.follow_up.page(meeting.id, TODAY).suggestions]
    assert titles == []
    assert services.history.undo() == "Finish action item"
    assert services.records.get(Connection, link.id).thanked_on is None
    services.history.redo()
    services.actions.tick(thank.id, None)
    assert services.records.get(Connection, link.id).thanked_on is None
    services.records.amend(link.id, {"thanked_on": day(-4)})
    services.actions.tick(thank.id, day(3))
    services.actions.tick(thank.id, None)
    assert services.records.get(Connection, link.id).thanked_on == day(-4)


def test_a_reflection_begins_with_the_prompts_for_after_a_meeting(
    services: Services, meeting: Meeting, helena: Person
) -> None:
    made = services.follow_up.reflect(meeting.id, TODAY)
    assert (made.template, made.related, made.people, made.date) == (
        "after_meeting",
        (meeting.id,),
        (helena.id,),
        TODAY,
    )
    assert len(made.sections) > 2
    assert services.follow_up.page(meeting.id, TODAY).reflection == made
    assert services.history.undo() == "New reflection"
    assert services.records.all(Reflection) == ()


def test_a_meeting_with_nobody_works_everywhere(services: Services) -> None:
    alone = services.records.save(Meeting(title="Alone", date=TODAY))
    for kind in ("action", "decision", "advice", "question", "feedback", "insight", "agenda"):
        services.meetings.capture_line(alone.id, "Tom: a line", kind)
    carried(services, alone, "carried", 2)
    page = services.follow_up.page(alone.id, TODAY)
    assert (page.people, page.tie, page.planned, page.suggestions) == ((), None, None, ())
    assert len(page.carried_often) == 1
    assert len(page.open_questions) == 1
    assert services.follow_up.ask_for_help(page.carried_often[0].item.id, alone.id).for_whom is None
    assert page.proposal.day is not None
    services.follow_up.plan_next(alone.id, page.proposal.day)
    services.follow_up.wrap_up(alone.id, TODAY)
    assert "Dear" not in services.follow_up.text(alone.id)
