"""The first letter to somebody who might become a mentor, as far as the journal knows what to say."""

from __future__ import annotations

import re

from mentorjournal.model.types import Person
from mentorjournal.services.called import addressed
from mentorjournal.services.messages import Message, message

_GAP = re.compile(r"\[[^\[\]]+\]")


def first_letter(person: Person | None, purpose: str, me: str, stage: str) -> Message:
    """The letter in the names of both; what is not known stands in [brackets] to be written."""
    who = stage.strip(" .")
    return message(
        "first_contact",
        {
            "name": addressed(person) if person is not None else "",
            "me": me.strip() or "[my name]",
            "my_position": f"I am {_as_noun(who)}." if who else "[Who I am, in one sentence.]",
            "purpose": _one_sentence(purpose) or "[what I want to learn or decide].",
        },
    )


def gaps(letter: Message) -> tuple[str, ...]:
    """What is still to be written, each once, in its brackets."""
    return tuple(dict.fromkeys(_GAP.findall(f"{letter.subject}\n{letter.body}")))


def _one_sentence(text: str) -> str:
    """Words on one line that end with one full stop, or as they ask or call."""
    words = " ".join(text.split())
    plain = words.rstrip(" .;,:")
    return plain if not plain or plain[-1] in "?!…" else f"{plain}."


def _as_noun(stage: str) -> str:
    """Such as "a medical student" for "Medical student"; names and abbreviations keep their capitals."""
    first, _, rest = stage.strip().partition(" ")
    if first[1:].islower():
        first = first.lower()
    words = f"{first} {rest}".strip()
    if first.casefold() in ("a", "an", "the", "in", "at", "on", "doing"):
        return words
    return f"{'an' if first[0] in 'aeiou' else 'a'} {words}"
