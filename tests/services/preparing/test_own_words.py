"""Words of the reader's own stay under the tick they were written under, and go with their record."""

from __future__ import annotations

import pytest

from mentorjournal.model.types import BriefLine, Goal, Observation
from mentorjournal.services.bundle import Services
from tests.services.preparing_steps import Pair, everything, line_of, lines, pair, ticked
from tests.services.trash_steps import time_passes
from tests.storage.helpers import Clock

SECRET = "zanzibar"


@pytest.fixture
def two(services: Services) -> Pair:
    return pair(services)


def reworded_concern(two: Pair) -> Observation:
    """A private concern, unticked, in other words; another one below it, only moved."""
    two.noticed("concern", f"{SECRET} first")
    concern = two.noticed("concern", f"{SECRET} second")
    prepare = two.services.preparing
    prepare.reword(two.next.id, line_of(two.brief(), concern), f"{SECRET} in my words")
    prepare.move(two.next.id, two.brief().part("concerns").lines, 0, 1)
    return concern


@pytest.mark.parametrize("emptied", [False, True])
def test_a_reworded_line_is_erased_with_its_record(two: Pair, clock: Clock, emptied: bool) -> None:
    reworded_concern(two)
    records = two.services.records
    for concern in records.all(Observation):
        records.trash(concern.id)
        if not emptied:
            records.erase_for_good(concern.id)
    if emptied:
        assert time_passes(two.services, clock, days=30) == 2
    assert two.brief().part("concerns").lines == ()
    assert SECRET not in two.paper()
    assert records.all(BriefLine) == ()


def test_own_words_left_without_a_record_are_not_ticked_and_empty_lines_are_none(two: Pair) -> None:
    for title in (SECRET, ""):
        two.save(BriefLine(title=title, meeting=two.next.id, part="concerns", position=0.0))
    brief = two.brief()
    assert (lines(brief, "concerns"), ticked(brief, "concerns")) == ([SECRET], [])


def test_private_words_stay_unticked_when_their_record_is_not_gathered_any_more(two: Pair) -> None:
    concern = reworded_concern(two)
    two.services.records.amend(concern.id, {"kind": "encouragement"})
    line = line_of(two.brief(), concern)
    assert (line.text, line.ticked) == (f"{SECRET} in my words", False)
    assert SECRET not in two.paper()
    two.services.preparing.tick(two.next.id, line, True)
    assert SECRET in two.paper()
    two.services.preparing.tick(two.next.id, line_of(two.brief(), concern), False)
    assert not line_of(two.brief(), concern).ticked
    assert SECRET in everything(two.brief())


def test_a_line_that_was_only_ticked_goes_when_it_is_not_gathered_any_more(services: Services) -> None:
    """What it said is gone: nothing else of its record may stand for it."""
    mentor = pair(services, "mentor", dual_role="I mark her year.")
    goal = pair_goal(mentor)
    prepare = services.preparing
    prepare.tick(mentor.next.id, line_of(mentor.brief(), "I mark her year."), True)
    services.records.amend(mentor.tie.id, {"dual_role": "", "title": SECRET})
    assert lines(mentor.brief(), "boundaries") == []
    mentee = pair(services)
    prepare.tick(mentee.next.id, line_of(mentee.brief(), f"{SECRET} goal: no data"), True)
    services.records.amend(goal.id, {"scope": "personal"})
    assert lines(mentee.brief(), "concerns") == []
    assert SECRET not in mentee.paper()
    assert SECRET not in mentor.paper()


def pair_goal(two: Pair) -> Goal:
    """A goal with an obstacle."""
    made: Goal = two.save(Goal(title=f"{SECRET} goal", obstacle="no data"))
    return made


@pytest.mark.parametrize("belongs", ["goal", "meeting"])
def test_own_words_about_what_became_confidential_are_not_shown(two: Pair, belongs: str) -> None:
    goal = two.save(Goal(title="g", people=(two.person.id,)))
    action = two.action("Draft", goal=goal.id)
    two.services.preparing.reword(two.next.id, line_of(two.brief(), action), SECRET)
    assert SECRET in two.paper()
    two.services.records.amend(goal.id if belongs == "goal" else two.last.id, {"confidential": True})
    assert SECRET not in everything(two.brief())
    assert SECRET not in two.paper()


def test_what_was_changed_about_a_brief_is_no_connected_record(two: Pair) -> None:
    concern = reworded_concern(two)
    two.services.preparing.add(two.next.id, "wins", "I slept")
    kept = {item.id for item in two.services.records.all(BriefLine)}
    connected = {
        row.row.id for key in (two.next.id, concern.id) for row in two.services.records.linked(key)
    } | {row.row.id for row in two.services.meetings.page(two.next.id).linked}
    assert two.person.id in connected
    assert not kept & connected
