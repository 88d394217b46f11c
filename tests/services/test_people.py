"""People: when we met, who they are to me, what is between us, and how they print."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from mentorjournal.errors import NotFound
from mentorjournal.model.record import Record
from mentorjournal.model.types import Feedback, Goal, Meeting, Person, Relationship, Resource
from mentorjournal.services.bundle import Services
from mentorjournal.storage.reader import Reader

DAY = dt.date(2026, 4, 14)


def day(number: int) -> dt.date:
    return DAY + dt.timedelta(days=number)


def somebody(services: Services, name: str = "Helena", **fields: object) -> Person:
    return services.records.save(Person(title=name, **fields))  # type: ignore[arg-type]


def meet(services: Services, person: Person, number: int | None, status: str = "held") -> Meeting:
    when = None if number is None else day(number)
    return services.records.save(Meeting(title="m", date=when, status=status, people=(person.id,)))


def test_cards_are_by_name_with_the_last_meeting_held_and_the_next_planned(services: Services) -> None:
    zoe, ada = somebody(services, "Zoë"), somebody(services, "Ada")
    for number, status in (
        (-9, "held"),
        (-40, "held"),
        (-2, "cancelled"),
        (-1, "planned"),
        (20, "planned"),
        (5, "planned"),
        (3, "held"),
        (None, "planned"),
    ):
        meet(services, zoe, number, status)
    shown = [(card.person.id, card.last_met, card.next_meeting) for card in services.people.cards(DAY)]
    assert shown == [(ada.id, None, None), (zoe.id, day(-9), day(5))]
    card = services.people.page(zoe.id, DAY).card
    assert (card.last_met, card.next_meeting) == (day(-9), day(5))


def test_cards_read_no_meeting_whole(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    meet(services, somebody(services), -9)
    asked, find = [], Reader.find

    def note(reader: Reader, record_type: type[Record], *where: object, **how: object) -> object:
        asked.append(record_type)
        return find(reader, record_type, *where, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(Reader, "find", note)
    (card,) = services.people.cards(DAY)
    assert card.last_met == day(-9)
    assert asked == [Person]


def test_sides_come_from_roles_and_from_relationships(services: Services) -> None:
    by_role = somebody(services, "A", roles=("mentor", "ally"))
    by_tie = somebody(services, "B")
    for my_role in ("mentor", "peer"):
        services.records.save(Relationship(person=by_tie.id, my_role=my_role))
    sides = {card.person.id: card.sides for card in services.people.cards(DAY)}
    assert sides == {by_role.id: {"mentor"}, by_tie.id: {"mentee", "peer"}}
    assert services.people.page(by_tie.id, DAY).card.sides == {"mentee", "peer"}


def test_a_page_gathers_everything_once(services: Services) -> None:
    person = somebody(services)
    meeting = meet(services, person, -9)
    tie = services.records.save(Relationship(person=person.id))
    feedback = services.records.save(Feedback(title="f", person=person.id, people=(person.id,)))
    resource = services.records.save(Resource(title="r", recommended_by=person.id))
    goal = services.records.save(Goal(title="g", people=(person.id,)))
    theirs = services.people.promise(person.id, " Comments ", day(2), theirs=True)
    mine = services.people.promise(person.id, "Draft", None, theirs=False)
    page = services.people.page(person.id, DAY)
    assert (page.meetings, page.relationships, page.feedback, page.resources) == (
        (meeting,),
        (tie,),
        (feedback,),
        (resource,),
    )
    assert [(item.item.id, item.item.title) for item in page.theirs] == [(theirs.id, "Comments")]
    assert [item.item.id for item in page.mine] == [mine.id]
    assert [link.row.id for link in page.others] == [goal.id]


def test_pointing_finds_a_name_in_any_case_makes_a_new_one_and_takes_it_back(services: Services) -> None:
    person = somebody(services, "Helena Brandt")
    made = services.records.save(Feedback(title="f"))
    assert services.people.point(made.id, "person", " helena  BRANDT ") is False
    assert services.records.get(Feedback, made.id).person == person.id
    assert services.people.point(made.id, "person", "Rosa") is True
    assert services.people.names() == ("Helena Brandt", "Rosa")
    services.history.undo()
    assert services.people.names() == ("Helena Brandt",)
    assert services.people.point(made.id, "person", "") is False
    assert services.records.get(Feedback, made.id).person is None
    with pytest.raises(NotFound):
        services.people.point("nothing", "person", "Rosa")


def test_of_two_people_of_one_name_the_one_pointed_at_stays(services: Services) -> None:
    for person in [somebody(services, "Anna Lee") for _ in range(2)]:
        made = services.records.save(Feedback(title="f", person=person.id))
        assert services.people.point(made.id, "person", "anna  lee") is False
        assert services.records.get(Feedback, made.id).person == person.id


def test_on_paper_answers_for_a_person_as_given_not_as_stored(services: Services) -> None:
    person = somebody(services, "Helena Brandt", roles=("mentor",))
    assert services.people.on_paper(person) == "Mentor"
    changed = dataclasses.replace(person, role_label="my supervisor")
    assert services.people.on_paper(changed) == "my supervisor"
    named = dataclasses.replace(person, display="name")
    assert services.people.on_paper(named) == "Mentor"
    assert services.people.on_paper(dataclasses.replace(named, consent="given")) == "Helena Brandt"
    assert services.people.on_paper(dataclasses.replace(person, display="omit")) == ""
    assert services.people.on_paper(Person(roles=("ally",))) == "Ally"


def test_a_planned_meeting_is_like_the_last_one_and_suits_how_often_we_meet(services: Services) -> None:
    person = somebody(services, "Helena Brandt", short_name="Helena")
    first = services.people.plan_meeting(person.id, DAY)
    assert (first.title, first.date, first.status, first.people) == (
        "Meeting with Helena",
        day(7),
        "planned",
        (person.id,),
    )
    services.records.trash(first.id)
    services.records.save(
        Meeting(title="m", date=day(-9), at=dt.time(10, 30), place="Her office", people=(person.id,))
    )
    tie = services.records.save(Relationship(person=person.id, cadence="monthly", minutes=45))
    second = services.people.plan_meeting(person.id, DAY)
    assert (second.date, second.at, second.place, second.minutes, second.relationship) == (
        day(19),
        dt.time(10, 30),
        "Her office",
        45,
        tie.id,
    )
    assert services.history.next_undo() == "Plan meeting"


def test_a_day_in_the_past_is_never_planned(services: Services) -> None:
    person = somebody(services)
    meet(services, person, -200)
    services.records.save(Relationship(person=person.id, cadence="weekly"))
    assert services.people.plan_meeting(person.id, DAY).date == day(7)


def test_recorded_feedback_is_from_the_person_and_of_the_day(services: Services) -> None:
    person = somebody(services)
    made = services.people.record_feedback(person.id, DAY)
    assert (made.person, made.people, made.date, made.direction) == (
        person.id,
        (person.id,),
        DAY,
        "received",
    )
    with pytest.raises(NotFound):
        services.people.record_feedback("nobody", DAY)
