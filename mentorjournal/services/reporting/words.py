"""Words and numbers as a report writes them."""

from __future__ import annotations

import datetime as dt
import re

from mentorjournal.model.fields import Section

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’)\]*_]*\s+")
_HEADING_WORDS = re.compile(r"\S+")


def long_date(day: dt.date | None) -> str:
    """3 March 2026, whatever the computer's locale; "" for no day."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else ""


def short_date(day: dt.date | None) -> str:
    """3 Mar 2026."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}" if day else ""


def counted(number: int, one: str, many: str = "") -> str:
    """`1 goal`, `2 goals`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def amount(number: float) -> str:
    """A number with at most one digit behind the point, and none where it is 0."""
    return f"{number:,.1f}".removesuffix(".0")


def hours_of(number: float) -> str:
    """`1 hour`, `2.5 hours`."""
    shown = amount(number)
    return f"{shown} hour" if shown == "1" else f"{shown} hours"


def listed(items: list[str]) -> str:
    """`a, b and c`."""
    return " and ".join(filter(None, (", ".join(items[:-1]), items[-1]))) if items else ""


def word_count(text: str) -> int:
    """How many words a text has."""
    return len(_HEADING_WORDS.findall(text))


def shortened(markdown: str, most: int) -> tuple[str, bool]:
    """At most so many words, ending with a sentence where one fits, and whether something is left out."""
    if most <= 0 or word_count(markdown) <= most:
        return markdown, False
    kept: list[str] = []
    left = most
    for paragraph in re.split(r"\n\s*\n", markdown):
        if word_count(paragraph) <= left:
            kept.append(paragraph)
            left -= word_count(paragraph)
            continue
        part = _sentences(paragraph, left)
        if part:
            kept.append(part)
        elif not kept:
            kept.append(" ".join(paragraph.split()[:left]) + " …")
        break
    return _balanced("\n\n".join(kept)), True


def _sentences(paragraph: str, most: int) -> str:
    end = 0
    for found in _SENTENCE.finditer(paragraph):
        if word_count(paragraph[: found.start()]) > most:
            break
        end = found.end()
    return paragraph[:end].strip()


def _balanced(markdown: str) -> str:
    """Emphasis that the cut left open loses its mark."""
    for mark in ("**", "`"):
        if markdown.count(mark) % 2:
            place = markdown.rindex(mark)
            markdown = markdown[:place] + markdown[place + len(mark) :]
    return markdown


def excerpt(sections: tuple[Section, ...], most: int) -> tuple[tuple[Section, ...], bool]:
    """The sections up to a number of words, and whether something is left out."""
    taken: list[Section] = []
    left = most
    for section in sections:
        if not section.text.strip():
            continue
        if most and left <= 0:
            return tuple(taken), True
        text, cut = shortened(section.text, left if most else 0)
        taken.append(Section(section.tag, section.heading, text))
        left -= word_count(text)
        if cut:
            return tuple(taken), True
    return tuple(taken), False
