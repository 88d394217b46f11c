"""Skills and their ratings: by myself and by others, taken up from a set, wanted and grown by goals."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.types import Activity, Framework, Goal, Person, Skill, SkillRating
from mentorjournal.services.bundle import Services
from mentorjournal.services.frameworks import LEVELS, shipped, shipped_from, shipped_of

TODAY = dt.date(2026, 4, 14)


def test_every_set_that_ships_says_where_it_comes_from() -> None:
    assert {one.key: len(one.items) for one in shipped()} == {
        "clinical_six": 6,
        "career_eight": 8,
        "graduate_attributes": 7,
        "teaching_fifteen": 15,
        "credit_roles": 14,
        "mentoring_own": 7,
    }
    assert all(one.source.endswith(".") and one.edition for one in shipped())
    roles = {item.code: item.label for item in shipped_of("credit_roles").items}
    assert roles == CHOICES["credit"]
    with pytest.raises(NotFound):
        shipped_of("none")
    wrongs: tuple[dict[str, Any], ...] = (
        {"kind": "none", "items": [{"code": "1", "label": "a"}]},
        {"items": []},
        {"items": [{"code": "1", "label": "a"}] * 2},
    )
    for wrong in wrongs:
        table = {"key": "x", "name": "X", "edition": "1", "source": "", "kind": "other", "items": [], **wrong}
        with pytest.raises(ValueError, match="The set 'x'"):
            shipped_from(table)


def test_a_set_is_taken_up_once_and_undone_as_one_step(services: Services) -> None:
    frame = services.skills.take_up("clinical_six")
    assert len(services.skills.cards()) == 6
    assert {card.framework for card in services.skills.cards()} == {frame.title}
    with pytest.raises(InvalidRecord, match="already"):
        services.skills.take_up("clinical_six")
    assert services.skills.followed() == {"clinical_six"}
    services.history.undo()
    assert services.skills.cards() == ()
    assert services.skills.followed() == frozenset()
    assert services.records.all(Framework) == ()


def test_ratings_of_mine_and_of_others_stand_apart(services: Services) -> None:
    skill = services.records.save(Skill(title="Statistics", wanted=4))
    services.records.save(Person(title="Dr Lim", roles=("mentor",)))
    services.skills.rate(skill.id, 1, TODAY - dt.timedelta(days=90))
    services.skills.rate(skill.id, 2, TODAY)
    services.skills.rate(skill.id, 3, TODAY, note="Simulated it")
    given = services.skills.rate(skill.id, 4, TODAY, person="dr lim")
    new = services.skills.rate(skill.id, 2, TODAY, person="Ruth Lind")
    assert (given.rated_by, new.rated_by) == ("mentor", "other")
    (card,) = services.skills.cards()
    assert (card.first, card.now, card.rated_on, card.gap) == (1, 3, TODAY, True)
    assert card.other in {2, 4}
    page = services.skills.page(skill.id)
    assert len(page.ratings) == 4
    assert {line.who for line in page.ratings} == {"", "Dr Lim", "Ruth Lind"}
    assert page.words(3) == dict(LEVELS)[3]
    assert all(one.visibility == "private" for one in services.records.all(SkillRating))
    with pytest.raises(InvalidRecord):
        services.skills.rate(skill.id, 6, TODAY)
    with pytest.raises(NotFound):
        services.skills.rate("none", 1, TODAY)


def test_a_goal_that_grows_it_and_how_often_it_was_done_are_told(services: Services) -> None:
    skill = services.records.save(Skill(title="Cannula", wanted=3, counted=True))
    goal = services.records.save(Goal(title="Thirty", skills=(skill.id,)))
    services.records.save(Activity(title="Ward", skills=(skill.id,), times=4))
    services.records.save(Activity(title="Ward again", related=(skill.id,)))
    other = services.records.save(Skill(title="Rounds", related=(goal.id,)))
    card, second = services.skills.cards()
    assert (second.grows, services.skills.page(other.id).goals) == (True, ((goal.id, "Thirty"),))
    page = services.skills.page(skill.id)
    assert (card.grows, card.gap, page.goals, page.times) == (True, True, ((goal.id, "Thirty"),), 5)
    services.records.save(replace(services.records.get(Skill, skill.id), set_aside=True))
    assert [one.skill.id for one in services.skills.cards()] == [other.id]


def test_who_noticed_it_makes_it_a_strength(services: Services) -> None:
    skill = services.records.save(Skill(title="Listening"))
    kept = services.skills.notice(skill.id, "Helena Brandt")
    assert kept.strength
    assert [name for _, name in services.skills.page(skill.id).noticed] == ["Helena Brandt"]
    services.skills.put_noticed(skill.id, ())
    assert services.skills.page(skill.id).noticed == ()
    with pytest.raises(InvalidRecord):
        services.skills.notice(skill.id, " ")


def test_a_rating_stays_somebody_elses_when_who_gave_it_is_erased(services: Services) -> None:
    skill = services.records.save(Skill(title="Statistics"))
    lim = services.records.save(Person(title="Dr Lim", roles=("mentor",)))
    services.skills.rate(skill.id, 5, TODAY, person="Dr Lim")
    services.records.trash(lim.id)
    assert [line.mine for line in services.skills.page(skill.id).ratings] == [False]
    services.records.erase_for_good(lim.id)
    services.skills.rate(skill.id, 3, TODAY)
    assert [(card.now, card.other) for card in services.skills.cards()] == [(3, 5)]
    lines = services.skills.page(skill.id).ratings
    assert {(line.mine, line.rating.level) for line in lines} == {(True, 3.0), (False, 5.0)}
