"""What a captured text says it is: `question for Helena: …`, `win: …`, or a bare link."""

from __future__ import annotations

import re
from dataclasses import dataclass

LEADING = {
    "note": "reflection",
    "reflection": "reflection",
    "insight": "insight",
    "learned": "insight",
    "question": "question",
    "ask": "question",
    "todo": "action",
    "action": "action",
    "do": "action",
    "advice": "advice",
    "advised": "advice",
    "decision": "decision",
    "decide": "decision",
    "decided": "decision",
    "observation": "observation",
    "noticed": "observation",
    "win": "observation",
    "concern": "observation",
    "talent": "observation",
    "aspiration": "observation",
    "encouragement": "observation",
    "encouraged": "observation",
    "intro": "connection",
    "introduction": "connection",
    "introduced": "connection",
    "spoke": "sponsorship",
    "sponsor": "sponsorship",
    "sponsored": "sponsorship",
    "chance": "opportunity",
    "opportunity": "opportunity",
    "apply": "opportunity",
    "option": "career_option",
    "project": "project",
    "hope": "career_step",
    "goal": "goal",
    "meeting": "meeting",
    "meet": "meeting",
    "feedback": "feedback",
    "read": "resource",
    "resource": "resource",
    "hours": "activity",
    "activity": "activity",
    "person": "person",
}
"""The kind that a first word before a colon names."""

_WITH_NAME: dict[str, tuple[str, ...]] = {
    "question": ("for",),
    "advice": ("from", "by", "to", "for"),
    "observation": ("about", "of", "for", "from", "in", "with", "to"),
    "connection": ("by", "from", "to"),
    "decision": ("for", "with"),
    "sponsorship": ("by", "for"),
}
"""The words between the first word and a name, by kind."""
_BARE_NAME = {"ask", "encouraged", "noticed"}
"""First words that a name may follow at once: `ask Helena: …`."""
_DETAIL = {
    "win": "win",
    "concern": "concern",
    "talent": "talent",
    "aspiration": "aspiration",
    "encouragement": "encouragement",
    "encouraged": "encouragement",
    "decided": "decided",
}
MOST_OF_A_NAME = 60
_URL = re.compile(r"https?://\S+|\b10\.\d{4,9}/\S+")


@dataclass(frozen=True, slots=True)
class Guess:
    """What a captured text seems to be, and the text without its leading words.

    `whom` is a name that stood there, `how` the word before it (for, from, by, to), and `detail` what kind
    of observation it is, or `decided` for a decision that is made.
    """

    kind: str
    text: str
    whom: str = ""
    how: str = ""
    detail: str = ""


def guess(text: str) -> Guess:
    """The kind named by leading words before a colon, or a bare link as a resource, else a reflection."""
    stripped = text.strip()
    head, colon, rest = stripped.partition(":")
    found = _led(head.strip(), rest.strip()) if colon and len(head) <= MOST_OF_A_NAME else None
    if found is not None:
        return found
    if _URL.match(stripped):
        return Guess("resource", stripped)
    return Guess("reflection", stripped)


def _led(head: str, rest: str) -> Guess | None:
    word, _, named = head.partition(" ")
    word, named = word.casefold(), named.strip()
    kind = LEADING.get(word)
    if kind is None or "\n" in head:
        return None
    detail = _DETAIL.get(word, "")
    if not named:
        return Guess(kind, rest, detail=detail)
    how, _, name = named.partition(" ")
    if word == "learned":
        kind, detail = "observation", "learned"
    if how.casefold() in _WITH_NAME.get(kind, ()) and name.strip():
        return Guess(kind, rest, name.strip(), how.casefold(), detail)
    return Guess(kind, rest, named, "", detail) if word in _BARE_NAME else None
