"""Files of records whose lines begin with a tag are cut at each record's first line, so that none costs another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.decode import decode
from mentorjournal.interchange.plain import Reading, Watch
from mentorjournal.interchange.sources import Source

MOST_CHARS: Final = 128 * limits.KIB
"""One record: a paper with a thousand authors stays below it."""
_MOST_LINES: Final = 5_000
_MOST_LARGE: Final = 1_000
_STEP: Final = 200


@dataclass(frozen=True, slots=True)
class Cut:
    """One record as it stands in the file, and how messages name it."""

    item: str
    text: str = field(repr=False)


def records(
    source: Source, names: list[str], opening: re.Pattern[str], reading: Reading, watch: Watch
) -> Iterator[Cut]:
    """Every record of every file, each beginning where `opening` matches; one too long to be a record is told."""
    for name in names:
        text, warning = decode(source.read(name, limits.MAX_TEXT_BYTES))
        if warning:
            reading.problem(name, warning)
        yield from _records(text, name, f"{name}, " if len(names) > 1 else "", opening, reading, watch)


def _records(
    text: str, name: str, within: str, opening: re.Pattern[str], reading: Reading, watch: Watch
) -> Iterator[Cut]:
    starts = [found.start() for found in opening.finditer(text)]
    if len(starts) > limits.MAX_LISTED:
        message = f"{name} holds more than {limits.MAX_LISTED:,} references. Nothing was imported."
        raise ImportRefused(message)
    if not starts:
        reading.problem(name, "No reference was found in it.")
    large = 0
    for number, (start, end) in enumerate(pairwise([*starts, len(text)]), start=1):
        if number % _STEP == 0:
            watch.step(number, len(starts))
        item = f"{within}reference {number}"
        if end - start <= MOST_CHARS and text.count("\n", start, end) <= _MOST_LINES:
            yield Cut(item, text[start:end])
            continue
        large += 1
        if large > _MOST_LARGE:
            refusal = f"{name} is no list of references: its records are too long. Nothing was imported."
            raise ImportRefused(refusal)
        reading.problem(item, "It is longer than any reference is, and was left out.")
