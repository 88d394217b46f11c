"""Self-ratings of a relationship: kept, compared, due twice a year, and never on paper."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.types import Observation, Person, Pulse, Question, Relationship
from mentorjournal.services.bundle import Services
from mentorjournal.services.instruments import RELATIONSHIP_CHECK, instrument, instrument_from
from mentorjournal.services.relationship_checks import Follow

DAY = dt.date(2026, 4, 14)
ALL_SEVEN = {item.key: 7 for item in instrument(RELATIONSHIP_CHECK).items}


def tie_of(services: Services, **values: object) -> Relationship:
    person = services.records.save(Person(title="Helena Brandt"))
    facts = {"person": person.id, "phase": "cultivation", "started_on": dt.date(2025, 5, 1)} | values
    return services.records.save(Relationship(**facts))  # type: ignore[arg-type]


def test_a_check_has_six_items_from_nought_to_ten() -> None:
    check = instrument(RELATIONSHIP_CHECK)
    assert [item.key for item in check.items] == ["trust", "honesty", "respect", "comfort", "clarity", "time"]
    assert (check.low, check.high) == (0, 10)


def test_an_instrument_nobody_ships_is_a_plain_sentence() -> None:
    with pytest.raises(NotFound, match="stays in the journal"):
        instrument("horoscope")


def test_an_instrument_with_an_item_twice_is_refused() -> None:
    item = {"key": "trust", "label": "Trust", "prompt": "…"}
    table = dict.fromkeys(("key", "name", "low_label", "high_label", "intro"), "x")
    scale = {"low": 0, "high": 5, "rhythm_days": 30}
    with pytest.raises(ValueError, match="twice"):
        instrument_from({**table, **scale, "items": [item, item]})
    with pytest.raises(ValueError, match="steps"):
        instrument_from({**table, **scale, "high": 0, "items": [item]})


def test_the_latest_rating_comes_first_and_open_items_stay_open(services: Services) -> None:
    tie = tie_of(services)
    services.relationship_checks.record(RELATIONSHIP_CHECK, ALL_SEVEN, tie.id, day=dt.date(2025, 9, 1))
    services.relationship_checks.record(RELATIONSHIP_CHECK, {"trust": 9}, tie.id, "Better.", day=DAY)
    now, before = services.relationship_checks.history(RELATIONSHIP_CHECK, tie.id)
    assert (now.day, now.value("trust"), now.value("time"), now.note) == (DAY, 9, None, "Better.")
    assert before.value("time") == 7
    assert now.scores[0].label == "Trust"


def test_ratings_of_oneself_and_of_a_relationship_stay_apart(services: Services) -> None:
    tie = tie_of(services)
    services.relationship_checks.record(RELATIONSHIP_CHECK, ALL_SEVEN, tie.id, day=DAY)
    assert services.relationship_checks.history(RELATIONSHIP_CHECK) == ()
    services.relationship_checks.record(RELATIONSHIP_CHECK, {"trust": 1}, day=DAY)
    assert len(services.relationship_checks.history(RELATIONSHIP_CHECK)) == 1
    assert len(services.relationship_checks.history(RELATIONSHIP_CHECK, tie.id)) == 1


@pytest.mark.parametrize("scores", [{"trust": 11}, {"trust": -1}, {}, {"trust": None}, {"unknown": 3}])
def test_what_is_not_on_the_scale_is_refused_and_nothing_is_kept(
    services: Services, scores: dict[str, int | None]
) -> None:
    with pytest.raises(InvalidRecord):
        services.relationship_checks.record(RELATIONSHIP_CHECK, scores, day=DAY)
    assert services.records.all(Pulse) == ()


def test_a_check_and_what_follows_from_it_are_one_step(services: Services) -> None:
    tie = tie_of(services)
    follow = Follow("Could we meet in person again?", "Meetings feel rushed", dt.date(2026, 6, 1))
    check = services.relationship_checks.keep_check(tie.id, {"time": 3}, "", follow, day=DAY)
    (question,) = services.records.all(Question)
    (concern,) = services.records.all(Observation)
    assert (question.for_whom, question.origin) == (tie.person, check.id)
    assert (concern.kind, concern.person, concern.visibility) == ("concern", tie.person, "private")
    assert services.records.get(Relationship, tie.id).paused_until == dt.date(2026, 6, 1)
    services.history.undo()
    kept = (services.records.all(kind) for kind in (Pulse, Question, Observation))
    assert list(kept) == [(), (), ()]
    assert services.records.get(Relationship, tie.id).paused_until is None


def test_a_check_alone_leaves_nothing_else_behind(services: Services) -> None:
    tie = tie_of(services)
    services.relationship_checks.keep_check(tie.id, {"time": 3}, "", Follow(), day=DAY)
    assert (services.records.all(Question), services.records.all(Observation)) == ((), ())
    assert services.records.get(Relationship, tie.id) == tie


def test_a_check_is_due_half_a_year_after_the_last_one(services: Services) -> None:
    tie = tie_of(services)
    services.relationship_checks.record(RELATIONSHIP_CHECK, ALL_SEVEN, tie.id, day=DAY)
    assert services.relationship_checks.due(DAY + dt.timedelta(days=182)) == ()
    (due,) = services.relationship_checks.due(DAY + dt.timedelta(days=183))
    assert due.id == tie.id


def test_the_first_check_waits_ninety_days(services: Services) -> None:
    tie = tie_of(services, started_on=DAY)
    assert services.relationship_checks.due(DAY + dt.timedelta(days=90)) == ()
    assert services.relationship_checks.due(DAY + dt.timedelta(days=91))[0].id == tie.id


@pytest.mark.parametrize(
    "values",
    [
        {"phase": "closed"},
        {"phase": "search"},
        {"paused_until": DAY + dt.timedelta(days=1)},
        {"started_on": None},
    ],
)
def test_what_is_over_paused_or_not_begun_is_never_due(services: Services, values: dict[str, object]) -> None:
    tie_of(services, **values)
    assert services.relationship_checks.due(DAY) == ()


def test_a_check_can_never_leave_the_journal(services: Services) -> None:
    tie = tie_of(services)
    check = services.relationship_checks.record(RELATIONSHIP_CHECK, ALL_SEVEN, tie.id, day=DAY)
    assert check.confidential
    assert not services.records.amend(check.id, {"visibility": "exportable"}).may_leave
