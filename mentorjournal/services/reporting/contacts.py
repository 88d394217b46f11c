"""Addresses of people inside texts: e-mail of anybody, telephone numbers of those the journal knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mentorjournal.model.types import Person
from mentorjournal.services.reporting.spelling import fold, folded

ADDRESS = "[address left out]"
_AT = r"(?:@|\s?[\[(]\s?at\s?[\])]\s?)"
_EMAIL = rf"[\w.+%'-]+{_AT}(?:[\w-]+\.)+[^\W\d_]{{2,}}"
_LINKED = re.compile(rf"\[([^\[\]]*)\]\(\s*<?mailto:{_EMAIL}[^()]*\)", re.IGNORECASE)
_ANY = re.compile(rf"<?(?:mailto:)?(?<![\w@.+%'-]){_EMAIL}>?")
_SPELLED_AT = re.compile(r"[\[(]\s?at\s?[\])]")
_RUN = re.compile(r"(?<![\w+])[+(]{0,2}\d[\d\s().\-/]{5,}\d(?!\d)")
_BETWEEN = r"[\s().\-/]{0,3}"
_APART = re.compile(r"[^\W\d_]+|[,;]")
_TOLD_APART = 7
"""The last digits of a telephone number that tell it apart, however its country is written."""


class Contacts:
    """What is known of the addresses of a journal's people; without `anybody` those of others stand."""

    def __init__(self, people: Iterable[Person], *, anybody: bool = True) -> None:
        self._anybody = anybody
        everybody = list(people)
        numbers = (_by_digits(number) for person in everybody for number in _numbers(person.phone))
        self._phones = re.compile("|".join(numbers) or "(?!)")
        known = {fold(item.strip()) for p in everybody for item in (p.email, p.phone) if item.strip()}
        self._known = {item: re.compile(rf"(?<![^\W_]){re.escape(item)}(?![^\W_])") for item in known}

    def left_out(self, text: str) -> tuple[str, int]:
        """The text without addresses, and how many there were."""
        text, count = (
            _LINKED.subn(lambda found: f"{found[1]} {ADDRESS}", text) if self._anybody else (text, 0)
        )
        end = len(text)
        parts: list[str] = []
        for start, stop in sorted(self._places(text), key=lambda place: place[1], reverse=True):
            if stop <= end:
                parts += (text[stop:end], ADDRESS)
                end = start
                count += 1
        return text[:end] + "".join(reversed(parts)), count

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        low, places = folded(text)
        patterns = [pattern for item, pattern in self._known.items() if item in low]
        if self._anybody and ("@" in low or _SPELLED_AT.search(low)):
            patterns.append(_ANY)
        for pattern in patterns:
            for found in pattern.finditer(low):
                yield places[found.start()], places[found.end()]
        for run in _RUN.finditer(low):
            for found in self._phones.finditer(low, run.start(), run.end()):
                yield places[found.start()], places[found.end()]


def _numbers(phone: str) -> Iterator[str]:
    """The digits of each telephone number of a field, extensions apart."""
    for part in _APART.split(phone):
        digits = "".join(filter(str.isdecimal, part))
        if len(digits) >= _TOLD_APART:
            yield digits


def _by_digits(digits: str) -> str:
    """A number by its last digits, whatever stands between them, with the digits before them."""
    tail = _BETWEEN.join(digits[-_TOLD_APART:])
    before = rf"(?:\+?\(?\d(?:{_BETWEEN}\d){{0,8}}{_BETWEEN})?"
    return rf"(?<![\w+]){before}{tail}(?!\d)"
