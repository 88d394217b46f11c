"""How hard a passphrase is to guess, and what would make it harder, in our own words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

LOOKED_AT: Final = 72
"""Characters from the start: estimating takes longer with each, and so many are hard to guess by themselves."""

LABELS: Final = (
    "Guessed at once",
    "Easy to guess",
    "Guessed with some patience",
    "Hard to guess",
    "Very hard to guess",
)
"""By score, for somebody who has the file and a fast computer."""

ENOUGH: Final = 3
"""From this score on nothing more is asked for."""
WEAK: Final = 1
"""Up to this score it is asked whether it shall be used all the same."""
_WORDS: Final = "Take four or five uncommon words that do not belong together."
_WHY: Final = {
    "spatial": "Neighbouring keys are tried early.",
    "repeat": "Repeating something adds little.",
    "sequence": "Runs such as abc or 6543 are tried early.",
    "regex": "Years are tried early.",
    "date": "Dates are tried early, those of your life first.",
}
_LISTS: Final = {
    "passwords": "It is, or is close to, a password that many people use.",
    "english_wikipedia": "One common word is not enough.",
    "us_tv_and_film": "One common word is not enough.",
    "surnames": "Names are tried early.",
    "male_names": "Names are tried early.",
    "female_names": "Names are tried early.",
    "user_inputs": "Your name and the name of the file are what somebody tries first.",
}


@dataclass(frozen=True, slots=True)
class Strength:
    """`score` from 0 (guessed at once) to 4 (very hard to guess), `label` says it; `hint` is "" from 3 on."""

    score: int
    label: str
    hint: str


def strength(passphrase: str, known: Iterable[str] = ()) -> Strength:
    """Estimate a passphrase by the method of zxcvbn: words, names, keys and dates that are tried first.

    `known` are words that somebody who knows the person tries: the owner's name, the name of the file. The
    first call takes a tenth of a second, for it reads the lists of words.
    """
    if not passphrase:
        return Strength(0, "", _WORDS)
    from zxcvbn import zxcvbn

    words = sorted({part.lower() for text in known for part in (text, *re.findall(r"\w{3,}", text)) if part})
    found = zxcvbn(passphrase[:LOOKED_AT], user_inputs=words)
    score = int(found["score"])
    return Strength(score, LABELS[score], "" if score >= ENOUGH else _hint(found["sequence"]))


def _hint(parts: list[dict[str, Any]]) -> str:
    """Why the longest part of it that is known falls early, and what to take instead."""
    known = [part for part in parts if part["pattern"] != "bruteforce"]
    if not known:
        return f"It is short. {_WORDS}"
    longest = max(known, key=lambda part: len(part["token"]))
    if longest["pattern"] == "dictionary":
        why = _LISTS.get(longest["dictionary_name"], "")
        if longest.get("l33t") or longest.get("reversed"):
            why = "Swapped signs and words read backwards are tried too."
    else:
        why = _WHY.get(longest["pattern"], "")
    return f"{why} {_WORDS}".strip()
