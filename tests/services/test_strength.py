"""The strength of a passphrase is estimated as an attacker would try, and told in plain words."""

from __future__ import annotations

import subprocess
import sys

import pytest

from mentorjournal.services.strength import LABELS, strength


@pytest.mark.parametrize(
    ("passphrase", "most", "says"),
    [
        ("sunshine", 0, "many people use"),
        ("p4ssw0rd!", 1, "Swapped signs"),
        ("1987-04-12", 1, "Dates"),
        ("aaaaaaaaaaaa", 1, "Repeating"),
        ("abcdefgh", 1, "Runs"),
        ("zaq1xsw2", 1, ""),
        ("x9", 0, "short"),
    ],
)
def test_what_is_tried_first_is_weak_and_the_hint_says_why(passphrase: str, most: int, says: str) -> None:
    found = strength(passphrase)
    assert found.score <= most
    assert found.label == LABELS[found.score]
    assert says in found.hint
    assert "uncommon words" in found.hint
    assert passphrase not in found.hint


def test_several_uncommon_words_are_strong_and_need_no_hint() -> None:
    found = strength("walnut quarrel lantern osmosis")
    assert (found.score, found.hint) == (4, "")


def test_the_owners_name_and_the_files_name_count_as_known() -> None:
    passphrase = "nkemelu-voss"
    alone = strength(passphrase)
    known = strength(passphrase, ("Amara Nkemelu-Voss", "mentoring-northfield"))
    assert known.score < alone.score
    assert "Your name" in known.hint
    assert strength(passphrase) == alone


def test_an_empty_one_has_no_label_but_advice() -> None:
    found = strength("")
    assert (found.score, found.label) == (0, "")
    assert found.hint


def test_a_very_long_one_is_estimated_by_its_beginning() -> None:
    assert strength("walnut quarrel lantern osmosis " * 1_000).score == 4
    assert strength("a" * 100_000).score <= 1


def test_signs_of_every_script_are_taken() -> None:
    assert strength("Ωμέγα 井戸 ﷽ \U0001f9ea \x00").score >= 3


def test_the_lists_of_words_are_not_read_at_the_start() -> None:
    program = "import sys, mentorjournal.services.strength; sys.exit('zxcvbn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
