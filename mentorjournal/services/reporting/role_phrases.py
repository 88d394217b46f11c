"""A role inside a sentence, in place of a name: people of one role are told apart."""

from __future__ import annotations

import re
from collections.abc import Collection

from mentorjournal.services.reporting.spelling import STARTS

_BEFORE = re.compile(r"\b(?:my|our|the|a|an|his|her|their|your|this|that)\s+$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:my|the|our|an?)\s+")
_NEAR = 200
"""So many characters before a name tell what stands for it."""
_LATER = ("third", "fourth", "fifth", "sixth")


class RolePhrases:
    """The phrases of one text: "the mentor", and for the next person of that role "another mentor".

    `taken` are the roles of those the document is made for, in small letters: who else has one of them is
    "another", so that nothing said of them is read as said of somebody present.
    """

    def __init__(self, taken: Collection[str] = ()) -> None:
        self._taken = taken
        self._said: dict[str, list[str]] = {}

    def phrase(self, person_id: str, role: str, before: str) -> str:
        """What stands for a person behind the text `before`, such as "the trial manager"."""
        before = before[-_NEAR:]
        said = self._said.setdefault(role.casefold(), [])
        again = person_id in said
        if not again:
            said.append(person_id)
        place = said.index(person_id) + (role.casefold() in self._taken)
        words = _uncapped(role)
        if place == 0:
            phrase = words if _ARTICLE.match(words) or _BEFORE.search(before) else f"the {words}"
        else:
            phrase = _further(_ARTICLE.sub("", words), place, before, again=again)
        return phrase[0].upper() + phrase[1:] if STARTS.search(before) else phrase


def another(role: str) -> str:
    """The same in a field: "Another mentor"."""
    return f"Another {_ARTICLE.sub('', _uncapped(role))}"


def _further(words: str, place: int, before: str, *, again: bool) -> str:
    """Somebody else of that role: the second at `place` 1."""
    which = "other" if place == 1 else _LATER[min(place - 2, len(_LATER) - 1)]
    if _BEFORE.search(before):
        return f"{which} {words}"
    if again:
        return f"the {which} {words}"
    return f"another {words}" if place == 1 else f"a {which} {words}"


def _uncapped(role: str) -> str:
    """Without the capital a role begins with; initials keep theirs."""
    first, _, rest = role.partition(" ")
    return f"{first.lower()} {rest}".strip() if first[1:] == first[1:].lower() else role


def letters(number: int) -> str:
    """What tells people of one role apart: A to Z for 0 to 25, then AA."""
    said = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, 26)
        said = chr(ord("A") + digit) + said
    return said
