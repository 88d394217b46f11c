"""The text of a scheme's rules: what is read, and that every mistake names its line and its reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorjournal.model.schemes import SchemeMistake, SchemeRules, read_rules

WHOLE = """\
# Rules for the tests.
key = "own"
name = "An award"
edition = "rules of 2026"
unit = "points"
unit_one = "point"
about = ""
source = ""
check = ""
total = 100
story_words = 200
final_words = 500

[story_limits]
situation = 50
action = 80

[[categories]]
key = "learning"
label = "Learning"
cap = 75
rate = 0.5

[[categories]]
key = "giving"
label = "Giving"
minimum = 20

[[together]]
label = "Both"
categories = [
    "learning",
    "giving",
]
least = 30

[[criteria]]
key = "growth"
label = "Growth"
required = false

[[final]]
key = "after"
heading = "After it"
prompt = "What goes on?"
words = 300
"""


def mistake(text: str) -> SchemeMistake:
    with pytest.raises(SchemeMistake) as raised:
        read_rules(text, "An award")
    return raised.value


def test_every_part_is_read() -> None:
    rules = read_rules(WHOLE, "An award")
    assert (rules.total, rules.story_limits) == (100, (("situation", 50), ("action", 80)))
    assert [one.key for one in rules.categories] == ["learning", "giving"]
    assert rules.together[0].categories == ("learning", "giving")
    assert not rules.criteria[0].required
    assert rules.final[0].words == 300


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("cap = 75", "capp = 75", 21, "“capp” is not known in [[categories]]. Is “cap” meant?"),
        ("cap = 75", 'cap = "75"', 21, "is a number, not the text “75”"),
        ("cap = 75", "cap = true", 21, "is a number, not true"),
        ("cap = 75", "cap = -1", 21, "cannot be less than 0"),
        ("cap = 75", "cap = nan", 21, "nan and inf"),
        ("cap = 75", "cap = 1e400", 21, "nan and inf"),
        ("cap = 75", "cap = 1e9", 21, "cannot be more than"),
        ("cap = 75", "cap = 2026-01-01", 21, "not a date"),
        ("cap = 75", "cap = 10\nminimum = 20", 21, "below the minimum"),
        ("cap = 75", "cap = 75\ncap = 75", 22, "written twice"),
        ("cap = 75", "cap = 75\ntotal = 100", 22, "above the first heading"),
        ("total = 100", "total = 10", 10, "minimums add up to 20"),
        ("total = 100", "total = 100\ncap_days = 3", 11, "not known in the rules"),
        ("story_words = 200", "story_words = 20.5", 11, "a whole number"),
        ("action = 80", "deed = 80", 16, "no part “deed”"),
        ("action = 80", "action = 800", 16, "more than the 200"),
        ('    "giving",', '    "taking",', 31, "no category “taking”"),
        ('    "giving",', '    "learning",', 31, "named twice"),
        ("least = 30", "least = 101", 35, "more than the total"),
        ("least = 30", "least = 30\nany = 1", 36, "true or false"),
        ("required = false", 'required = "no"', 40, "true or false"),
        ('key = "giving"', 'key = "learning"', 25, "another “learning”"),
        ('key = "giving"', 'key = "two words"', 25, "one word"),
        ('label = "Growth"', "", 37, "must have “label”"),
        ('label = "Growth"', 'label = "  "', 39, "may not be empty"),
        ("words = 300", "words = 600", 46, "more than the 500"),
        ("[story_limits]", "[[story_limits]]", 14, "has to be a table"),
        ("[[together]]", "[together]", 29, "has to be written as [[together]]"),
        ('name = "An award"', 'name = "An award', 3, "does not end on its line"),
        ('about = ""', 'about = """', 7, "does not end"),
        ('about = ""', "about", 7, "“=”"),
        ("total = 100", "total = " + "9" * 5000, 10, "longer than any number"),
        ("total = 100", "total = " + "[" * 5000, 10, "far deeper"),
        ("total = 100", "total = 100 points", 10, "something left after the value"),
    ],
)
def test_a_mistake_names_its_line_and_its_reason(old: str, new: str, line: int, reason: str) -> None:
    assert old in WHOLE
    found = mistake(WHOLE.replace(old, new, 1))
    assert (found.line, reason in found.reason) == (line, True), (found.line, found.reason)
    assert f"“An award”, line {line}: " in found.message
    assert "The claims are as they were" in found.message


def test_a_key_that_is_missing_above_all_tables_is_named() -> None:
    found = mistake(WHOLE.replace('unit = "points"\n', ""))
    assert (found.line, found.reason) == (1, "the rules must have “unit”.")


def test_caps_that_cannot_reach_the_total_are_named() -> None:
    found = mistake(WHOLE.replace("minimum = 20", "cap = 20"))
    assert (found.line, "add up to 95" in found.reason) == (10, True)


def test_lines_are_counted_the_same_after_the_breaks_of_windows() -> None:
    assert mistake(WHOLE.replace("cap = 75", "cap = -1").replace("\n", "\r\n")).line == 21


def test_a_text_of_a_megabyte_is_refused_without_being_read() -> None:
    assert "longer than rules can be" in mistake("# " + "x" * 1_000_000).reason


def test_a_thousand_categories_are_refused() -> None:
    more = "".join(f'\n[[categories]]\nkey = "k{n}"\nlabel = "L"\n' for n in range(1000))
    assert "more than 200" in mistake(WHOLE + more).reason


FRAGMENTS = st.sampled_from(
    [
        *WHOLE.splitlines(keepends=True),
        *(
            "[",
            "]",
            "[[",
            "]]",
            "{",
            "}",
            '"""',
            "'''",
            '"',
            "'",
            "=",
            ".",
            "\\",
            "\r",
            "\x00",
            "\n",
            "# ",
            ",",
        ),
        *("nan", "1e999", "9" * 5000, "a." * 3000, "[" * 2000, "2026-02-30", "\ud800", "key = [{a = 1}]\n"),
    ]
)


@given(st.one_of(st.text(), st.lists(FRAGMENTS, max_size=60).map("".join)))
def test_any_text_is_rules_or_a_mistake(text: str) -> None:
    found = attempt(text)
    if isinstance(found, SchemeMistake):
        assert found.reason.endswith((".", "?"))
        assert 0 <= found.line <= text.count("\n") + 1


def attempt(text: str) -> SchemeRules | SchemeMistake:
    try:
        return read_rules(text, "x")
    except SchemeMistake as error:
        return error
