"""How lines of Markdown go on, move in and out, and are counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorjournal.gui.widgets.markdown_lines import (
    attachment_link,
    box_span,
    indented,
    next_prefix,
    outdented,
    take_apart,
    toggled_box,
    wrapped,
)


@pytest.mark.parametrize(
    ("line", "prefix"),
    [
        ("- one", "- "),
        ("* one", "* "),
        ("    - deep", "    - "),
        ("9. nine", "10. "),
        ("2) two", "3) "),
        ("- [x] done", "- [ ] "),
        ("> said", "> "),
        ("> - said", "> - "),
        ("plain", ""),
        ("-not a list", ""),
        ("1.5 mg", ""),
    ],
)
def test_next_line_starts_like_this_one(line: str, prefix: str) -> None:
    assert next_prefix(line) == prefix


def test_items_move_in_and_out_and_other_lines_do_not() -> None:
    assert indented("- one") == "    - one"
    assert outdented("    - one") == "- one"
    assert indented("> - one") == ">     - one"
    assert outdented("- one") is None
    assert indented("plain") is None
    assert indented(" " * 20 + "- deepest") is None


def test_box_is_ticked_and_cleared() -> None:
    assert toggled_box("  - [ ] write") == "  - [x] write"
    assert toggled_box("- [X] write") == "- [ ] write"
    assert toggled_box("- write") is None
    assert box_span("- [ ] write") == (2, 5)


@pytest.mark.parametrize(
    ("text", "mark", "result"),
    [
        ("word", "**", "**word**"),
        ("**word**", "**", "word"),
        (" word ", "*", " *word* "),
        ("**word**", "*", "***word***"),
        ("***word***", "*", "**word**"),
    ],
)
def test_marks_are_put_around_and_taken_away(text: str, mark: str, result: str) -> None:
    assert wrapped(text, mark) == result


@given(st.text(alphabet=st.characters(exclude_characters="\n\r"), max_size=60))
def test_no_character_of_a_line_is_lost(line: str) -> None:
    parts = take_apart(line)
    assert line[parts.prefix_length :] == parts.text
    after = indented(line)
    if after is not None:
        assert outdented(after) == line


def test_name_of_an_attachment_cannot_break_its_link() -> None:
    assert attachment_link("a]b[\nc.png", "0190", is_picture=True) == "![a b c.png](attachment:0190)"
    assert attachment_link("notes.pdf", "0191", is_picture=False) == "[notes.pdf](attachment:0191)"
