"""Sets of skills: made, taken up, their levels named, their skills added and put in order."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.types import Framework
from mentorjournal.services.bundle import Services
from mentorjournal.services.frameworks import LEVELS, shipped

DAY = dt.date(2026, 4, 14)


def titles(services: Services, frame: str) -> list[str]:
    return [skill.title for skill in services.skill_sets.page(frame).skills]


def test_own_sets_stand_before_those_that_were_not_taken_up(services: Services) -> None:
    assert [line.frame for line in services.skill_sets.lines()] == [None] * len(shipped())
    own = services.skill_sets.begin("On the ward")
    taken = services.skills.take_up("clinical_six")
    lines = services.skill_sets.lines()
    assert {line.key for line in lines[:2]} == {own.id, taken.id}
    assert len(lines) == len(shipped()) + 1
    page = services.skill_sets.page(own.id)
    assert (page.skills, page.levels) == ((), tuple(label for _, label in LEVELS))
    with pytest.raises(NotFound):
        services.skill_sets.page("none")


def test_skills_are_added_moved_and_set_aside(services: Services) -> None:
    own = services.skill_sets.begin("On the ward")
    for title in ("Listening", "  Handing   over ", "Cannulas"):
        last = services.skill_sets.add(own.id, title)
    services.skill_sets.move(last.id, -1)
    services.skill_sets.move(last.id, -1)
    services.skill_sets.move(last.id, -1)
    assert titles(services, own.id) == ["Cannulas", "Listening", "Handing over"]
    assert [card.skill.title for card in services.skills.cards()] == titles(services, own.id)
    services.history.undo()
    assert titles(services, own.id) == ["Listening", "Cannulas", "Handing over"]
    with pytest.raises(InvalidRecord, match="Write what"):
        services.skill_sets.add(own.id, " ")
    services.records.amend(last.id, {"set_aside": True})
    assert len(services.skills.cards()) == 2
    services.records.amend(own.id, {"set_aside": True})
    assert services.skills.cards() == ()
    assert len(titles(services, own.id)) == 3


def test_levels_are_named_and_none_in_use_is_taken_away(services: Services) -> None:
    own = services.skill_sets.begin("On the ward")
    skill = services.skill_sets.add(own.id, "Listening")
    services.skill_sets.put_levels(own.id, ("not yet", "sometimes", "always"))
    assert services.skills.page(skill.id).levels == ((1, "not yet"), (2, "sometimes"), (3, "always"))
    services.skills.rate(skill.id, 3, DAY)
    with pytest.raises(InvalidRecord, match="Level 3 is in use"):
        services.skill_sets.put_levels(own.id, ("no", "yes"))
    with pytest.raises(InvalidRecord, match="from 2 to 10"):
        services.skill_sets.put_levels(own.id, ("no",))
    assert len(services.records.get(Framework, own.id).levels) == 3
