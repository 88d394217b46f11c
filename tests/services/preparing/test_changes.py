"""What the reader changes about a brief: ticks, words, order, added lines; each is one step, all survive."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.types import BriefLine, Question
from mentorjournal.services.bundle import Services
from tests.services.preparing_steps import Pair, day, line_of, lines, pair, ticked


@pytest.fixture
def two(services: Services) -> Pair:
    return pair(services)


def kept(two: Pair) -> int:
    return len(two.services.records.all(BriefLine))


def test_lines_left_as_gathered_have_no_record(two: Pair) -> None:
    two.action("Draft")
    two.brief()
    assert kept(two) == 0


def test_a_tick_is_one_step_and_taking_it_back_leaves_nothing(two: Pair) -> None:
    action = two.action("Draft")
    prepare, history = two.services.preparing, two.services.history
    prepare.tick(two.next.id, line_of(two.brief(), action), False)
    assert ticked(two.brief(), "actions") == []
    assert kept(two) == 1
    assert history.next_undo() == "Untick a line of the brief"
    history.undo()
    assert ticked(two.brief(), "actions") == ["Draft"]
    history.redo()
    prepare.tick(two.next.id, line_of(two.brief(), action), True)
    assert kept(two) == 0
    history.undo()
    assert ticked(two.brief(), "actions") == []


def test_a_concern_comes_along_once_it_is_ticked(two: Pair) -> None:
    concern = two.noticed("concern", "Authorship feels unclear")
    assert "Authorship" not in two.paper()
    two.services.preparing.tick(two.next.id, line_of(two.brief(), concern), True)
    assert "Authorship feels unclear" in two.paper()


def test_other_words_stay_when_the_record_changes_and_none_bring_its_own_back(two: Pair) -> None:
    action = two.action("Draft")
    prepare = two.services.preparing
    prepare.reword(two.next.id, line_of(two.brief(), action), "  My   words ")
    two.services.records.amend(action.id, {"title": "Another draft"})
    line = line_of(two.brief(), action)
    assert (line.text, line.edited, line.ticked) == ("My words", True, True)
    prepare.reword(two.next.id, line, "")
    assert line_of(two.brief(), action).text == "Another draft"
    assert kept(two) == 0


def test_typing_the_gathered_words_again_changes_nothing(two: Pair) -> None:
    action = two.action("Draft")
    two.services.preparing.reword(two.next.id, line_of(two.brief(), action), "Draft")
    assert kept(two) == 0


def test_typing_in_one_sitting_is_one_step(two: Pair) -> None:
    action = two.action("Draft")
    prepare = two.services.preparing
    line = line_of(two.brief(), action)
    for words in ("My", "My own", "My own words"):
        prepare.reword(two.next.id, line, words, sitting=True)
    two.services.history.undo()
    assert line_of(two.brief(), action).text == "Draft"
    assert kept(two) == 0


def test_a_line_can_be_added_unticked_worded_and_taken_away(two: Pair) -> None:
    prepare = two.services.preparing
    key = prepare.add(two.next.id, "wins", " I slept ")
    line = two.brief().line(key)
    assert line is not None
    assert (line.text, line.added, line.ticked) == ("I slept", True, True)
    prepare.tick(two.next.id, line, False)
    assert ticked(two.brief(), "wins") == []
    prepare.reword(two.next.id, line, "I slept well")
    assert lines(two.brief(), "wins") == ["I slept well"]
    prepare.reword(two.next.id, line, " ")
    assert lines(two.brief(), "wins") == []
    two.services.history.undo()
    assert lines(two.brief(), "wins") == ["I slept well"]


def test_a_line_needs_words_and_a_part(two: Pair) -> None:
    for part, words in (("wins", "  "), ("nowhere", "words")):
        with pytest.raises(InvalidRecord, match="Nothing was added"):
            two.services.preparing.add(two.next.id, part, words)


def test_moving_a_line_keeps_those_behind_it_unkept_and_is_one_step(two: Pair) -> None:
    for number in range(5):
        two.action(f"Action {number}", due=day(number + 1))
    prepare = two.services.preparing
    prepare.move(two.next.id, two.brief().part("actions").lines, 2, 1)
    assert lines(two.brief(), "actions") == [f"Action {number}" for number in (0, 2, 1, 3, 4)]
    assert kept(two) == 3
    two.action("Action 9", due=day(9))
    assert lines(two.brief(), "actions")[-1] == "Action 9"
    two.services.history.undo()
    two.services.history.undo()
    assert lines(two.brief(), "actions") == [f"Action {number}" for number in range(5)]
    prepare.move(two.next.id, two.brief().part("actions").lines, 0, -1)
    assert kept(two) == 0


def test_changes_survive_gathering_anew_even_when_the_line_is_not_gathered_any_more(two: Pair) -> None:
    question = two.save(Question(title="Why?", for_whom=two.person.id))
    prepare = two.services.preparing
    prepare.reword(two.next.id, line_of(two.brief(), question), "Why now?")
    two.services.records.amend(question.id, {"answered_on": day(-1)})
    assert lines(two.brief(), "questions") == ["Why now?"]
    two.services.records.trash(question.id)
    assert lines(two.brief(), "questions") == []


def test_an_unticked_line_that_is_not_gathered_any_more_goes(two: Pair) -> None:
    question = two.save(Question(title="Why?", for_whom=two.person.id))
    two.services.preparing.tick(two.next.id, line_of(two.brief(), question), False)
    two.services.records.amend(question.id, {"answered_on": day(-1)})
    assert lines(two.brief(), "questions") == []


def test_a_stale_line_changes_what_is_kept_and_makes_no_second_record(two: Pair) -> None:
    action = two.action("Draft")
    prepare = two.services.preparing
    old = line_of(two.brief(), action)
    prepare.tick(two.next.id, old, False)
    prepare.reword(two.next.id, old, "My words")
    assert kept(two) == 1
    line = line_of(two.brief(), action)
    assert (line.text, line.ticked) == ("My words", False)


def test_changes_of_one_meeting_are_not_those_of_another(two: Pair) -> None:
    action = two.action("Draft")
    two.services.preparing.tick(two.next.id, line_of(two.brief(), action), False)
    other = two.save(dataclasses.replace(two.next, id="", date=day(9)))
    brief = two.services.preparing.brief(other.id, day(0))
    assert ticked(brief, "actions") == ["Draft"]


def test_a_meeting_erased_for_good_takes_its_lines_with_it(two: Pair) -> None:
    two.services.preparing.add(two.next.id, "wins", "I slept")
    two.services.records.trash(two.next.id)
    two.services.records.erase_for_good(two.next.id)
    assert kept(two) == 0


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 5), st.integers(-2, 8)), max_size=6))
def test_any_moves_give_the_order_they_would_give_a_list(
    services: Services, moves: list[tuple[int, int]]
) -> None:
    two = pair(services)
    for number in range(4):
        two.action(f"Action {number}", due=day(number + 1))
    services.preparing.add(two.next.id, "actions", "Added")
    services.preparing.add(two.next.id, "actions", "Added too")
    expected = lines(two.brief(), "actions")
    for at, to in moves:
        services.preparing.move(two.next.id, two.brief().part("actions").lines, at, to)
        expected.insert(max(0, min(to, len(expected) - 1)), expected.pop(at))
        assert lines(two.brief(), "actions") == expected
