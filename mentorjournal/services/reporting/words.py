"""Words and numbers as a report writes them."""

from __future__ import annotations

import datetime as dt
import re
from collections import deque
from dataclasses import replace

from mentorjournal.model.counting import count_words
from mentorjournal.model.fields import Section

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’)\]*_]*\s+")
_SENTENCES = re.compile(rf".+?(?:{_SENTENCE.pattern}|$)")


def long_date(day: dt.date | None) -> str:
    """3 March 2026, whatever the computer's locale; "" for no day."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else ""


def short_date(day: dt.date | None) -> str:
    """3 Mar 2026."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}" if day else ""


def counted(number: int, one: str, many: str = "") -> str:
    """`1 goal`, `2 goals`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def capital(words: str) -> str:
    """Words that begin a sentence; the rest stays as it is written."""
    return f"{words[:1].upper()}{words[1:]}"


def amount(number: float) -> str:
    """A number with at most two digits behind the point, as sums are kept, and none where they are 0."""
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def hours_of(number: float) -> str:
    """`1 hour`, `2.5 hours`."""
    shown = amount(number)
    return f"{shown} hour" if shown == "1" else f"{shown} hours"


def listed(items: list[str]) -> str:
    """`a, b and c`."""
    return " and ".join(filter(None, (", ".join(items[:-1]), items[-1]))) if items else ""


word_count = count_words
"""Limits of paper count as the editor does."""


def in_short(title: str, most: int = 70) -> str:
    """A title where another place is pointed to: at most so many characters, ended by "…" where it is cut."""
    if len(title) <= most:
        return title
    kept = title[: most - 1]
    return f"{kept[: kept.rfind(' ') if kept.rfind(' ') > most // 2 else most - 1].rstrip(' ,;:.')}…"


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
    """The sections with at most so many words together, and whether something is left out; 0 is no limit.

    A story keeps its end: every section has its first sentence before one has a second, and what does not fit
    is left out. Where no sentence fits, or a section is more than a paragraph, each has its share of the words.
    """
    told = [section for section in sections if section.text.strip()]
    counts = [word_count(section.text) for section in told]
    if not most or sum(counts) <= most:
        return tuple(told), False
    texts = _first_sentences([section.text.strip() for section in told], most)
    if not any(texts):
        share = _fair_share(counts, most)
        texts = [shortened(section.text, share)[0] for section in told]
    kept = zip(told, texts, strict=True)
    return tuple(replace(section, text=text) for section, text in kept if text), True


def _first_sentences(texts: list[str], most: int) -> list[str]:
    """The beginnings of paragraphs, a sentence of each in turn as long as there is room; "" for none."""
    taken = [""] * len(texts)
    if any("\n" in text for text in texts):
        return taken
    rests = [deque(_SENTENCES.findall(text)) for text in texts]
    while any(rests):
        for place, rest in enumerate(rests):
            if rest and word_count(" ".join((*taken, rest[0]))) > most:
                rest.clear()
            if rest:
                taken[place] += rest.popleft()
    return [text.strip() and _balanced(text.strip()) for text in taken]


def _fair_share(counts: list[int], most: int) -> int:
    """The most words a section may have: what short ones leave goes to the long ones. At least one."""
    left, share = most, most
    for place, count in enumerate(sorted(counts)):
        share = left // (len(counts) - place)
        if count > share:
            break
        left -= count
    return max(share, 1)
