"""Which words two texts share and which only one of them has."""

from __future__ import annotations

import re
from typing import Literal

Piece = tuple[Literal["same", "added", "removed"], str]


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The words kept, added and removed between two texts, in reading order."""
    import difflib

    before, after = (re.findall(r"\s+|[^\s]+", text) for text in (old, new))
    pieces: list[Piece] = []
    for operation, i1, i2, j1, j2 in difflib.SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if operation == "equal":
            pieces.append(("same", "".join(before[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(("removed", "".join(before[i1:i2])))
        if j2 > j1:
            pieces.append(("added", "".join(after[j1:j2])))
    return tuple(pieces)
