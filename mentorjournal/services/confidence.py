"""The confidence before and after a challenge, as numbers out of what was written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from mentorjournal.model.fields import Section

BEFORE: Final = "confidence_before"
AFTER: Final = "confidence_after"
_NUMBER: Final = re.compile(r"(?<![\w.,])(10|\d)(?![\w]|[.,]\d)")


def confidence_in(sections: Iterable[Section]) -> tuple[int | None, int | None]:
    """(before, after): the first whole number from 0 to 10 in the parts of these tags."""
    texts = {part.tag: part.text for part in sections if part.tag in (BEFORE, AFTER)}
    return _first(texts.get(BEFORE, "")), _first(texts.get(AFTER, ""))


def _first(text: str) -> int | None:
    found = _NUMBER.search(text)
    return int(found[1]) if found else None
