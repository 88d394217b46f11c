"""Career options: my own numbers, what they add up to, and the choice of one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.fields import Section
from mentorjournal.model.types import CareerOption, Decision, Goal, Person
from mentorjournal.services.bundle import Services
from mentorjournal.services.career_options import moved
from mentorjournal.services.criteria import Criterion, weighted_share

DAY = dt.date(2026, 4, 14)
TWO = (Criterion("work", "Work", 3), Criterion("mine", "Near the sea", 1), Criterion("out", "Fame", 0))


def test_an_open_criterion_is_never_taken_for_nought(services: Services) -> None:
    options = services.career_options
    options.set_criteria(TWO, DAY)
    key = services.records.save(CareerOption(title="Ward")).id
    options.score(key, "work", 8)
    options.score(key, "out", 0)
    (one,) = options.matrix().options
    assert (one.out_of_ten, one.judged, one.counted, one.whole) == (8.0, 1, 2, False)
    options.score(key, "mine", 4)
    (one,) = options.matrix().options
    assert (one.out_of_ten, one.whole) == (7.0, True)
    options.score(key, "work", None)
    assert options.page(key).judged.out_of_ten == 4.0
    assert [part.heading for part in services.records.get(CareerOption, key).scores] == [
        "Work",
        "Near the sea",
        "Fame",
    ]
    services.history.undo()
    assert options.page(key).judged.out_of_ten == 7.0


@given(st.lists(st.tuples(st.integers(0, 5), st.none() | st.integers(0, 10)), max_size=6))
def test_the_share_lies_between_the_ends_and_knows_nothing_of_open_ones(
    rows: list[tuple[int, int | None]],
) -> None:
    criteria = [Criterion(str(at), "x", weight) for at, (weight, _) in enumerate(rows)]
    found = weighted_share(criteria, lambda key: rows[int(key)][1], 10)
    given_ones = [(weight, value) for weight, value in rows if value is not None and weight]
    assert (found is None) == (not given_ones)
    if found is not None:
        values = [value * 10 for _, value in given_ones]
        assert min(values) - 1e-9 <= found <= max(values) + 1e-9


def test_criteria_are_ones_own_and_numbers_of_one_that_goes_stay(services: Services) -> None:
    options = services.career_options
    assert [one.key for one in options.criteria()][:2] == ["work", "strengths"]
    key = services.records.save(CareerOption(title="Ward")).id
    options.score(key, "life", 9)
    options.set_criteria(TWO, DAY)
    options.score(key, "work", 5)
    kept = services.records.get(CareerOption, key).scores
    assert Section("life", "Room for the rest of life", "9") in kept
    assert options.page(key).judged.out_of_ten == 5.0
    assert services.mentor_search.criteria()[0].key == "field"


@pytest.mark.parametrize(("key", "value"), [("work", 11), ("work", -1), ("none", 5)])
def test_numbers_off_the_scale_and_strange_criteria_are_refused(
    services: Services, key: str, value: int
) -> None:
    one = services.records.save(CareerOption(title="Ward"))
    with pytest.raises(InvalidRecord):
        services.career_options.score(one.id, key, value)
    with pytest.raises(NotFound):
        services.career_options.score("none", "work", 5)
    assert services.records.get(CareerOption, one.id).scores == ()


def test_what_was_stored_by_others_and_is_no_number_counts_as_open(services: Services) -> None:
    odd = (Section("work", "Work", "99"), Section("life", "Life", "many"), Section("doors", "Doors", "4"))
    one = services.records.save(CareerOption(title="Ward", scores=odd))
    assert dict(services.career_options.page(one.id).judged.scores) == {"doors": 4}


def test_options_stand_by_state_and_never_by_their_sum(services: Services) -> None:
    for title, status in (("B", "exploring"), ("A", "set_aside"), ("C", "likely"), ("D", "exploring")):
        services.records.save(CareerOption(title=title, status=status))
    found = services.career_options.matrix().options
    services.career_options.score(found[2].option.id, "work", 10)
    assert [one.option.title for one in services.career_options.matrix().options] == ["C", "B", "D", "A"]
    assert len(services.career_options.matrix(set_aside=False).options) == 3


def test_a_decision_follows_from_the_choice_and_a_goal_from_the_option(services: Services) -> None:
    options = services.career_options
    person = services.records.save(Person(title="Dr Sahin"))
    ward = services.records.save(
        CareerOption(title="Ward", interest="The nurses", fit="Quick", ask=(person.id,))
    )
    services.records.save(CareerOption(title="Laboratory"))
    services.records.save(CareerOption(title="Politics", status="set_aside"))
    options.score(ward.id, "work", 9)
    made = options.decide(ward.id, DAY)
    assert [part.heading for part in made.options] == ["Ward", "Laboratory"]
    assert "9.0 of 10, by 1 of 6 criteria." in made.options[0].text
    assert (made.choice, made.decided_on, made.origin, made.why) == ("Ward", DAY, ward.id, "The nurses")
    kept = services.records.get(CareerOption, ward.id)
    assert (kept.status, kept.decided_on) == ("chosen", DAY)
    goal = services.chain.make("goal", ward.id)
    assert {step.row.id for step in services.chain.of(ward.id).below} == {made.id, goal.id}
    assert isinstance(goal, Goal)
    services.history.undo()
    services.history.undo()
    assert services.records.get(CareerOption, ward.id).status == "exploring"
    assert services.records.all(Decision) == ()
    with pytest.raises(InvalidRecord):
        options.decide(services.records.save(CareerOption(interest="x")).id, DAY)


def test_a_decision_that_tells_of_a_confidential_option_is_confidential(services: Services) -> None:
    ward = services.records.save(CareerOption(title="Ward"))
    assert not services.career_options.decide(ward.id, DAY).confidential
    services.records.save(CareerOption(title="Leaving", fit="Nobody knows", confidential=True))
    assert services.career_options.decide(ward.id, DAY).confidential


def test_the_day_of_a_choice_goes_when_it_is_open_again() -> None:
    chosen = moved(CareerOption(title="Ward"), "chosen", DAY)
    assert chosen.decided_on == DAY
    assert moved(chosen, "likely", DAY).decided_on is None
    assert moved(chosen, "set_aside", DAY).decided_on == DAY
