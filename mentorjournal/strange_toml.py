"""TOML that a person or another program wrote, parsed within limits that the standard library's parser lacks."""

from __future__ import annotations

import re
from typing import Any, Final

LONGEST: Final = 200_000
"""Characters of a text; the longest that is shipped has a tenth of it."""

MOST_PARTS: Final = 100
"""Parts of a dotted key. The parser takes time and memory by the square of them."""

TOO_DOTTED: Final = re.compile(
    r"(?:\.[ \t]*(?:[\w-]{1,60}|\"(?:\\.|[^\"\\\n]){0,60}\"|'[^'\n]{0,60}')[ \t]*)"
    f"{{{MOST_PARTS}}}"
)
"""A key of more parts than anybody writes, or text that looks like one."""


def loads(text: str) -> dict[str, Any]:
    """The table of a TOML text.

    Raises ValueError, which says what is wrong; `tomllib.TOMLDecodeError` is one. RecursionError where lists or
    tables stand too deep within each other.
    """
    import tomllib

    if len(text) > LONGEST:
        raise ValueError(f"it is longer than {LONGEST:,} characters")
    if TOO_DOTTED.search(text):
        raise ValueError(f"a key in it has more than {MOST_PARTS} parts")
    return tomllib.loads(text)
