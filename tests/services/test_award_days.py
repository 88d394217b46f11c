"""What falls due for awards stands on Today: windows that close, days to hand in, statements, letters."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorjournal.model.types import Person, Recommendation, Scheme
from mentorjournal.services.bundle import Services
from tests.services.awards_steps import DAY, claim_of, small_scheme


def due(services: Services) -> list[tuple[dt.date, str, str, str]]:
    found = services.today.view(DAY).deadlines
    return [(item.day, item.kind, item.title, item.view) for item in found]


def day(number: int) -> dt.date:
    return DAY + dt.timedelta(days=number)


def test_a_window_that_closes_within_sixty_days_is_told_until_the_claim_is_handed_in(
    services: Services,
) -> None:
    scheme = small_scheme(services)
    own = claim_of(services, scheme, "Poster", claim_by=day(5))
    claim_of(services, scheme, "Outreach", date=day(18 - 365))
    claim_of(services, scheme, "Far", date=day(61 - 365))
    claim_of(services, scheme, "Missed", date=day(-1 - 365))
    claim_of(services, scheme, "Handed in", status="submitted", claim_by=day(5))
    assert due(services) == [
        (day(5), "Claim for an award", "Poster", ""),
        (day(18), "Claim for an award", "Outreach", ""),
    ]
    services.awards.set_status(own.id, "submitted", DAY)
    assert [title for _day, _kind, title, _view in due(services)] == ["Outreach"]


def test_the_day_to_hand_in_is_told_while_the_scheme_is_worked_on(services: Services) -> None:
    scheme = small_scheme(services, hand_in_by=day(30))
    claim_of(services, scheme, "Poster", claim_by=day(5))
    assert (day(30), "Award to hand in", "Small award", "") in due(services)
    services.awards.set_state(scheme.id, "handed_in", DAY)
    assert due(services) == []


def test_statements_and_letters_wait_also_when_they_are_late(services: Services) -> None:
    scheme = small_scheme(services)
    person = services.records.save(Person(title="Helena Brandt"))
    claim_of(services, scheme, "Course", date=None, statement_expires=day(-3))
    claim_of(services, scheme, "Back", date=None, statement_expires=day(-3), statement_back_on=DAY)
    services.records.save(
        Recommendation(title="For the award", person=person.id, scheme=scheme.id, deadline=day(-1))
    )
    services.records.save(Recommendation(title="In", deadline=day(-1), submitted_on=DAY))
    assert due(services) == [
        (day(-3), "Provider’s statement", "Course", ""),
        (day(-1), "Letter", "For the award, Helena Brandt", "letters"),
    ]


@pytest.mark.parametrize("rules", ["total = = 3", "claim_days = -4"])
def test_rules_that_cannot_be_read_take_nothing_else_off_today(services: Services, rules: str) -> None:
    scheme = small_scheme(services, rules=rules)
    claim_of(services, scheme, "Poster", claim_by=day(5))
    claim_of(services, scheme, "Dated", date=day(18 - 365))
    assert [title for _day, _kind, title, _view in due(services)] == ["Poster"]


def test_what_is_left_counts_the_schemes_that_are_worked_on(services: Services) -> None:
    assert services.today.left(DAY) == 0
    scheme = small_scheme(services)
    assert services.today.left(DAY) == 4
    services.records.amend(scheme.id, {"status": "set_aside"})
    assert services.today.left(DAY) == 0
    assert services.records.all(Scheme)
