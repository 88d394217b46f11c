"""Two relationships with one person: what belongs to the one is neither shown nor counted in the other."""

from __future__ import annotations

import datetime as dt

from mentorjournal.model.types import ActionItem, Activity, Meeting, Person, Relationship
from mentorjournal.services.bundle import Services
from mentorjournal.services.relationship_sums import Kept

TODAY = dt.date(2026, 4, 14)


def pair(services: Services, **fields: object) -> tuple[Person, Relationship, Relationship]:
    """Somebody with whom there are a thesis and a clinic."""
    helena = services.records.save(Person(title="Helena Brandt"))
    thesis, clinic = (
        services.records.save(Relationship(title=title, person=helena.id, **fields))  # type: ignore[arg-type]
        for title in ("Thesis", "Clinic")
    )
    return helena, thesis, clinic


def met(services: Services, person: Person, tie: Relationship | None, minutes: float) -> Meeting:
    return services.records.save(
        Meeting(
            date=TODAY,
            status="held",
            people=(person.id,),
            minutes=minutes,
            relationship=tie.id if tie else None,
        )
    )


def test_promises_and_entries_of_another_relationship_with_the_same_person_stay_there(
    services: Services,
) -> None:
    helena, here, there = pair(services)
    clinic = met(services, helena, there, 0)
    put = services.records.save
    put(ActionItem(title="Clinic plan", people=(helena.id,), meeting=clinic.id))
    put(ActionItem(title="Rota", owner=helena.id, meeting=clinic.id, done_on=TODAY))
    put(ActionItem(title="Chapter", people=(helena.id,), done_on=TODAY))
    put(Activity(title="Rounds", hours=8, date=TODAY, people=(helena.id,), meeting=clinic.id))
    page, other = (services.relationships.page(key.id, TODAY) for key in (here, there))
    assert [item.item.title for item in (*page.mine, *page.theirs)] == ["Chapter"]
    assert (page.kept_mine, page.kept_theirs, page.time.total) == (Kept(1, 1), Kept(), 0)
    assert [item.item.title for item in other.theirs] == ["Rota"]
    assert "Clinic plan" in [item.item.title for item in other.mine]
    assert other.time.total == 8


def test_hours_with_a_mentee_count_to_the_relationship_that_the_meeting_names(services: Services) -> None:
    amara, thesis, clinic = pair(services, my_role="mentor", phase="cultivation")
    met(services, amara, thesis, 60)
    met(services, amara, clinic, 120)
    met(services, amara, None, 30)
    cards = services.mentoring.mentees(TODAY)
    assert {card.tie.id: card.hours for card in cards} == {thesis.id: 1.5, clinic.id: 2.5}
