"""Words that were commented on are found again where they went, or said to be gone."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mentorjournal.services.packets import anchors
from mentorjournal.services.packets.plain import Anchor

TEXT = "I presented the plan to the team. They asked about the sample size. I had no answer ready."
SENTENCES = st.lists(
    st.sampled_from(["We met.", "It rained all day.", "Nobody asked.", "The grant came."]), max_size=5
)


def of(text: str, words: str) -> Anchor:
    start = text.index(words)
    return anchors.take(text, start, start + len(words))


@settings(max_examples=60, deadline=None)
@given(SENTENCES, SENTENCES, st.data())
def test_words_that_are_still_there_are_found_wherever_they_moved(
    before: list[str], after: list[str], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(TEXT) - 6))
    stop = data.draw(st.integers(start + 5, len(TEXT)))
    text = " ".join((*before, TEXT, *after))
    anchor = anchors.take(TEXT, start, stop)
    place = anchors.find(anchor, text, TEXT)
    assert place is not None
    assert place.exact == bool(anchor.quote.strip())
    assert text[place.start : place.stop] == anchor.quote
    assert place.start == text.index(TEXT) + start


def test_of_equal_words_those_with_the_same_words_around_are_meant() -> None:
    text = "The plan was good. Then the plan changed. In the end the plan held."
    start = text.index("the plan changed")
    anchor = anchors.take(text, start, start + len("the plan"))
    moved = "In the end the plan held. The plan was good. Then the plan changed."
    place = anchors.find(anchor, moved, text)
    assert place is not None
    assert moved[place.start :].startswith("the plan changed")


def test_changed_words_are_found_in_their_place() -> None:
    now = TEXT.replace("about the sample size", "about the small sample size")
    place = anchors.find(of(TEXT, "asked about the sample size"), now, TEXT)
    assert place is not None
    assert not place.exact
    assert now[place.start : place.stop] == "asked about the small sample size"


def test_without_the_text_that_was_read_the_words_around_tell_the_place() -> None:
    now = "Well. " + TEXT.replace("about the sample size", "about the small sample size")
    place = anchors.find(of(TEXT, "They asked about the sample size."), now)
    assert place is not None
    assert now[place.start : place.stop] == "They asked about the small sample size."


def test_words_that_are_gone_are_not_guessed() -> None:
    anchor = of(TEXT, "They asked about the sample size.")
    assert anchors.find(anchor, "I presented the plan to the team. I had no answer ready.", TEXT) is None
    assert (
        anchors.find(
            anchor, TEXT.replace("They asked about the sample size.", "Lunch was served at noon."), TEXT
        )
        is None
    )
    assert anchors.find(anchor, "", TEXT) is None


def test_an_anchor_of_a_hostile_packet_is_answered_soon() -> None:
    text = "a " * 200_000
    assert anchors.find(Anchor("a a", "b" * 80, "c" * 80, 5), text, "x") is not None
    assert anchors.find(Anchor("zz", "a ", " a", 0), text, "zz " + text) is None
