"""Lines: their width, their breaks, and the characters that a face lacks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorjournal.reports.blocks import Note, Prose
from mentorjournal.reports.faces import face, shown
from mentorjournal.reports.look import CELL, HEADINGS, TEXT, sheet_for
from mentorjournal.reports.runs import BREAK, Run, clean
from mentorjournal.reports.setting import Line, Setter
from tests.reports.reading import drawn, squashed, text_of

ENGLISH = (
    "We agreed to meet every second week for an hour, to read one paper before each meeting, and to end with one "
    "thing that either of us would do before the next. When a meeting had to be moved, whoever moved it proposed two "
    "other times on the same day, so that nothing was lost between us for long. "
)


def said(lines: list[Line]) -> list[str]:
    return ["".join(stretch.text for stretch in line.stretches) for line in lines]


def test_lines_of_text_hold_sixty_to_seventy_five_characters() -> None:
    lines = said(Setter().lines(ENGLISH * 5, TEXT, sheet_for("a4").measure))[:-1]
    mean = sum(map(len, lines)) / len(lines)
    assert 60 <= mean <= 75


@given(st.text(max_size=80), st.floats(3.0, 300.0))
def test_no_line_is_wider_than_it_may_be_and_no_word_is_lost(text: str, width: float) -> None:
    setter = Setter()
    for runs in (text, (Run(text[:9], bold=True), Run(text[9:]))):
        lines = setter.lines(runs, TEXT, width)
        widest = max((max(stretch.ink.size for stretch in line.stretches) for line in lines), default=0.0)
        assert all(
            line.width <= max(width, widest * 1.5) + 0.01 or len(squashed("".join(said([line])))) == 1
            for line in lines
        )
        if not setter.missing:
            whole = clean("".join(run.text for run in runs)) if not isinstance(runs, str) else clean(runs)
            assert squashed("".join(said(lines))) == squashed(whole)


def test_the_quick_way_breaks_like_the_general_one() -> None:
    setter = Setter()
    quick = setter.lines(ENGLISH, TEXT, 200.0)
    general = setter.lines((Run(ENGLISH[:50]), Run(ENGLISH[50:])), TEXT, 200.0)
    assert said(quick) == said(general)
    assert [line.width for line in quick] == pytest.approx([line.width for line in general])


@pytest.mark.parametrize("bold", [False, True])
def test_no_paragraph_ends_with_a_scrap_on_a_line_of_its_own(*, bold: bool) -> None:
    words = [f"word{number}" for number in range(10)]
    for width in range(150, 250, 7):
        runs = (Run(" ".join(words[:5]), bold=bold), Run(f" {' '.join(words[5:])} at all."))
        assert said(Setter().lines(runs, TEXT, width))[-1].count(" ") >= 1
        assert said(Setter().lines(f"{' '.join(words)} at all.", TEXT, width))[-1].count(" ") >= 1


def test_an_address_is_broken_behind_its_slashes() -> None:
    lines = said(
        Setter().lines("see https://example.org/guides/mentoring/agreements/first-year", CELL, 120.0)
    )
    assert lines[0].endswith(("/", "."))
    assert "".join(lines).replace(" ", "") == "seehttps://example.org/guides/mentoring/agreements/first-year"


def test_a_word_without_end_is_cut_to_fit() -> None:
    lines = Setter().lines("x" * 1000, TEXT, 100.0)
    assert len(lines) > 10
    assert all(line.width <= 100.01 for line in lines)
    assert "".join(said(lines)) == "x" * 1000


def test_line_breaks_that_were_asked_for_are_kept() -> None:
    assert said(Setter().lines(f"a{BREAK}b{BREAK}{BREAK}c", TEXT, 100.0)) == ["a", "b", "", "c"]


def test_characters_that_must_not_print_are_gone() -> None:
    assert clean("a\x00b\u200bc\u202ed\ufefe\ud800f".replace("\ufefe", "e")) == "abcdef"
    assert clean("e\u0301 \t\n x") == "é x"


@pytest.mark.parametrize("style", [TEXT, CELL, *HEADINGS])
def test_our_faces_hold_latin_greek_and_cyrillic(style: object) -> None:
    setter = Setter()
    setter.lines("Žižek Đặng Ελένη Анна → ✓ ½ ≥ “quoted” – 5 µM", style, 400.0)  # type: ignore[arg-type]
    assert setter.missing == set()


def test_a_character_no_face_has_is_named_and_reported() -> None:
    data, result = drawn(Prose("plan \U000e0041\U00013000\U00013001 done"), Note("\ue123 x"))
    text = text_of(data)
    assert "[2 characters: Egyptian]" in text
    assert "[U+E123] x" in text
    assert set(result.missing_glyphs) == {"\U00013000", "\U00013001", "\ue123"}
    assert "\x00" not in text


def test_a_face_that_has_everything_is_used_alone() -> None:
    missing: set[str] = set()
    serif = face("serif")
    assert list(shown("Анна", serif, missing)) == [("Анна", serif)]
    italic = face("serif", italic=True)
    assert [part for part, _ in shown("to Анна", italic, missing)] == ["to ", "Анна"]
    assert missing == set()
