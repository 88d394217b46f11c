"""Goals in a brief: the personal ones are left out, and others are ticked where they are between us."""

from __future__ import annotations

import pytest

from mentorjournal.model.record import Visibility
from mentorjournal.model.types import (
    Goal,
    Milestone,
    Person,
)
from mentorjournal.services.bundle import Services
from tests.services.preparing_steps import Pair, day, lines, pair, ticked


@pytest.fixture
def two(services: Services) -> Pair:
    return pair(services)


def test_personal_goals_are_left_out_and_named_only_once_ticked(two: Pair) -> None:
    goal = two.save(Goal(title="Learn to swim", scope="personal", visibility="exportable", target=day(9)))
    two.save(Milestone(title="Float", goal=goal.id, due=day(5), visibility="exportable"))
    brief = two.brief()
    line = next(line for line in brief.part("progress").lines)
    assert (line.text, line.ticked) == ("Personal goal, left out", False)
    assert set(lines(brief, "deadlines")) == {"Personal goal, left out"}
    assert ticked(brief, "deadlines") == []
    assert "swim" not in two.paper()
    assert "Float" not in two.paper()
    two.services.preparing.tick(two.next.id, line, True)
    assert ticked(two.brief(), "progress") == ["Learn to swim"]
    assert "Learn to swim" in two.paper()


@pytest.mark.parametrize("visibility", ["private", "shared", "exportable"])
@pytest.mark.parametrize("named", ["nobody", "them", "another"])
def test_a_goal_is_ticked_where_it_may_leave_or_names_them(
    two: Pair, visibility: Visibility, named: str
) -> None:
    other = two.save(Person(title="Somebody else"))
    people = {"nobody": (), "them": (two.person.id,), "another": (other.id,)}[named]
    two.save(Goal(title="Goal", visibility=visibility, people=people))
    (line,) = two.brief().part("progress").lines
    between = visibility == "exportable" or named == "them" or (visibility, named) == ("shared", "nobody")
    assert line.ticked is between
    assert (line.badge == "private") is not between
