"""How many words a text has: the one count of editors, of limits and of what is cut for paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mentorjournal.model.fields import Section

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_MARKUP = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_INSIDE = {"Mn", "Mc", "Me", "Cf"}
"""Vowel signs, accents of their own and joiners stand within a word and end none."""


def count_words(text: str) -> int:
    """Words as a reader counts them: marks of Markdown and addresses of links are none."""
    if not text.isascii():
        text = "".join(sign for sign in text if unicodedata.category(sign) not in _INSIDE)
    return len(_WORD.findall(_MARKUP.sub(r"\1", text)))


def count_sections(sections: Iterable[Section]) -> int:
    """Words in all these sections, their headings not counted."""
    return sum(count_words(section.text) for section in sections)
