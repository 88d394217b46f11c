"""A name changes inside the strings of a TOML text; the text can still be read, and says the same otherwise."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorjournal.model.toml_texts import with_texts

TEXT = '''# For Ada, "who" asked
title = "Ada's rules"
ada = 'C:\\Ada'
lines = """
Ada said "yes".\tAnd
more."""
plain = \'\'\'Ada "x" \\\'\'\'
old = "Ad\\u0061"
[[part]]
of = ["nobody", "Ada"] # Ada
number = 3
'''


@pytest.mark.parametrize(
    "new", ["B", 'The "A" mentor', "back\\slash", "O'''Neil", '"""', "tab\tx\x07", "ü 李"]
)
def test_a_text_stays_readable_whatever_the_new_words_are(new: str) -> None:
    before = tomllib.loads(TEXT)
    after = tomllib.loads(with_texts(TEXT, lambda text: text.replace("Ada", new)))
    assert after == {
        "title": f"{new}'s rules",
        "ada": f"C:\\{new}",
        "lines": before["lines"].replace("Ada", new),
        "plain": f'{new} "x" \\',
        "old": new,
        "part": [{"of": ["nobody", new], "number": 3}],
    }


def test_comments_change_too_and_what_has_no_name_stays_as_it_was_written() -> None:
    after = with_texts(TEXT, lambda text: text.replace("Ada", "Bo")).splitlines()
    assert after[0] == '# For Bo, "who" asked'
    assert after[-1] == "number = 3"
    assert with_texts(TEXT, lambda text: text.replace("Zoe", "Bo")) == TEXT


def test_a_text_that_cannot_be_read_yet_changes_as_far_as_it_goes() -> None:
    assert with_texts('a = "Ada \\q"\nb = "Ada', lambda text: text.replace("Ada", "Bo")) == (
        'a = "Bo \\q"\nb = "Ada'
    )


@given(st.text(max_size=40), st.text(max_size=40))
def test_every_string_can_be_replaced_by_every_other(old: str, new: str) -> None:
    text = f"a = {_written(old)}\nb = 1\n"
    assert tomllib.loads(with_texts(text, lambda _: new))["a"] == new


def _written(text: str) -> str:
    return '"' + "".join(f"\\U{ord(char):08x}" for char in text) + '"'
