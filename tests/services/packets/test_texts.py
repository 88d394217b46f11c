"""Texts merged by words, as properties: nothing is lost, nothing guessed, and the sides are equal."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from mentorjournal.services.packets.texts import Map, changes, merged, tokens

WORDS = st.lists(st.sampled_from(["plan", "team", "lab", "the", "we", "met", ".", "\n\n", "é"]), max_size=12)
TEXTS = WORDS.map(" ".join)
FEW = settings(max_examples=60, deadline=None)


@FEW
@given(TEXTS, TEXTS)
def test_changes_turn_one_text_into_the_other(old: str, new: str) -> None:
    before, made, last = tokens(old), [], 0
    found = changes(before, tokens(new))
    assert found is not None
    for change in found:
        made += [*before[last : change.start], *change.words]
        last = change.stop
    assert "".join([*made, *before[last:]]) == new


@FEW
@given(TEXTS, TEXTS, TEXTS)
def test_merging_is_the_same_from_both_sides(base: str, mine: str, theirs: str) -> None:
    both = merged(base, mine, theirs)
    assert both == merged(base, theirs, mine)
    assert merged(base, mine, base) == merged(base, base, mine) == merged(base, mine, mine) == mine
    if both is not None:
        new = {*tokens(mine), *tokens(theirs)} - set(tokens(base))
        assert new <= set(tokens(both))


def test_changes_of_different_words_are_both_kept() -> None:
    base = "We met the team and spoke of the plan."
    assert merged(
        base, "Today we met the team and spoke of the plan.", "We met the team and spoke of a new plan."
    ) == ("Today we met the team and spoke of a new plan.")


def test_two_changes_of_one_word_are_never_guessed() -> None:
    assert merged("We met the team.", "We met the board.", "We met the group.") is None
    assert merged("We met.", "We met today.", "We met again.") is None


def test_texts_that_have_nothing_in_common_are_refused_soon() -> None:
    begun = time.process_time()
    assert changes(["a", " "] * 20_000, ["b", " ", "c"] * 20_000) is None
    assert merged("a b " * 9_000, "b a " * 9_000, "c a b " * 9_000) is None
    assert time.process_time() - begun < 10


@FEW
@given(TEXTS, TEXTS)
def test_a_place_goes_where_its_words_went(head: str, tail: str) -> None:
    old, new = f"{head} unmistakable {tail}", f"{tail} unmistakable {tail} {head}"
    where = Map(f"{head} unmistakable", f"{tail} more {head} unmistakable")
    assert where.known
    place = len(head) + 1
    assert f"{tail} more {head} unmistakable"[where.to(place) :].startswith("unmistakable")
    assert 0 <= Map(old, new).to(place) <= len(new)
