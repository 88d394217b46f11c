"""Two texts beside each other: paired paragraphs, marked words, folded agreement, and nothing lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mentorjournal.services.side_by_side import MOST_WORDS, side_by_side
from mentorjournal.services.words_differing import Piece

PARTS = st.lists(
    st.sampled_from(["We met.", "We met late.", "She asked why.", "", "Funding", "Nothing new at all"]),
    max_size=9,
)


def text(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece[1] for piece in pieces)


@settings(max_examples=80, deadline=None)
@given(old=PARTS, new=PARTS)
def test_each_side_is_its_whole_text_but_for_what_is_folded(old: list[str], new: list[str]) -> None:
    lines = side_by_side("\n".join(old), "\n".join(new))
    for wanted, pieces in (
        ([part for part in old if part], [line.old for line in lines]),
        ([part for part in new if part], [line.new for line in lines]),
    ):
        shown = [text(each) for each in pieces if each]
        folded = sum(line.count for line in lines)
        assert len(shown) + folded == len(wanted)
        if not folded:
            assert shown == wanted


def test_a_paragraph_written_anew_stands_beside_what_it_was() -> None:
    (line,) = side_by_side("We met late.", "We met at noon.")
    assert (text(line.old), text(line.new)) == ("We met late.", "We met at noon.")
    assert ("removed", "late.") in line.old


def test_what_is_equal_is_folded_to_a_line_of_context() -> None:
    same = [f"Paragraph number {place}." for place in range(8)]
    lines = side_by_side("\n".join([*same, "Old end"]), "\n".join([*same, "Other words altogether"]))
    assert [(line.kind, line.count) for line in lines[:2]] == [("fold", 7), ("same", 0)]
    assert text(lines[1].old) == "Paragraph number 7."
    (replaced,) = lines[2:]
    assert (text(replaced.old), text(replaced.new)) == ("Old end", "Other words altogether")


def test_a_paragraph_beyond_reading_is_compared_whole() -> None:
    long = " ".join(f"word{place}" for place in range(MOST_WORDS + 1))
    (line,) = side_by_side(long, f"{long} more")
    assert [kind for kind, _ in (*line.old, *line.new)] == ["removed", "added"]
