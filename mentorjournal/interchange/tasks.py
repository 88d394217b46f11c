"""The check boxes of a Markdown text, as Obsidian's, Logseq's and everybody's notes have them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_BOX = re.compile(r"^[ \t>]{0,40}(?:[-*+]|\d{1,9}[.)])[ \t]+\[([ xX/-])\][ \t]+(\S.*)$")
_LOGSEQ = re.compile(
    r"^([ \t]{0,40}[-*] )(TODO|DOING|LATER|NOW|WAITING|DONE|CANCELL?ED) (?=\S)", re.MULTILINE
)
_DUE = re.compile(r"(?:📅|🗓️?|📆)\ufe0f?[ ]?(\d{4}-\d{2}-\d{2})")
_DONE_ON = re.compile(r"✅\ufe0f?[ ]?(\d{4}-\d{2}-\d{2})")
_FENCE = re.compile(r"[ \t]{0,3}(```|~~~)")


@dataclass(frozen=True, slots=True)
class Task:
    """One check box: its words, whether it is ticked, and the days written behind Obsidian's signs."""

    text: str
    done: bool
    due: date | None = None
    done_on: date | None = None


def with_check_boxes(text: str) -> str:
    """The text with Logseq's `TODO` and `DONE` bullets as check boxes."""
    return _LOGSEQ.sub(
        lambda found: f"{found[1]}[{'x' if found[2] in {'DONE', 'CANCELED', 'CANCELLED'} else ' '}] ", text
    )


def tasks_in(text: str) -> Iterator[Task]:
    """The check boxes of a Markdown text outside fenced code, in order."""
    in_fence = False
    for line in text.split("\n"):
        if _FENCE.match(line):
            in_fence = not in_fence
        found = None if in_fence else _BOX.match(line)
        if found:
            yield Task(found[2].strip(), found[1] in "xX-", _day(_DUE, line), _day(_DONE_ON, line))


def _day(sign: re.Pattern[str], line: str) -> date | None:
    found = sign.search(line)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
