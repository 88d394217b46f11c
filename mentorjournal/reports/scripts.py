"""The order in which characters stand: lines that hold right-to-left scripts, and breaks of scripts without spaces.

Levels are those of the Unicode bidirectional algorithm (UAX 9) without explicit embeddings, which never
reach the page. Each line is ordered by itself, in the direction of its paragraph's first strong character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uf900-\ufaff\uff00-\uff60"
    "\U00020000-\U0003fffd]"
)
_NOT_FIRST = frozenset(
    "、。，．：；！？）」』】〉》〕］｝・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%,.:;!?)]}"
)
_NOT_LAST = frozenset("（「『【〈《〔［｛([{")
_PAIRS = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "«": "»"}
MOST_OPEN = 63
"""Brackets open at once that are kept in mind (UAX 9, BD16)."""
_STRONG = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}


def runs_rightwards(text: str) -> bool:
    """True where a text holds nothing that runs from right to left."""
    return text.isascii() or not _RTL.search(text)


def base_level(text: str) -> int:
    """1 where the first strong character runs from right to left, else 0 (UAX 9, P2 and P3)."""
    from bidi.algorithm import get_base_level

    return int(get_base_level(text))


def levels(text: str, base: int) -> list[int]:
    """The embedding level of each character of a line; odd ones run from right to left."""
    from bidi import algorithm as steps

    storage: dict[str, Any] = steps.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    steps.get_embedding_levels(text, storage)
    steps.explicit_embed_and_overrides(storage)
    if len(storage["chars"]) != len(text):
        return [base] * len(text)
    steps.resolve_weak_types(storage)
    _resolve_brackets(storage["chars"], "LR"[base])
    steps.resolve_neutral_types(storage, False)
    steps.resolve_implicit_levels(storage, False)
    found = [int(char["level"]) for char in storage["chars"]]
    for at in range(len(text) - 1, -1, -1):
        if text[at] != " ":
            break
        found[at] = base
    return found


def _resolve_brackets(chars: list[dict[str, Any]], base: str) -> None:
    """A pair of brackets takes the direction of what it holds (UAX 9, N0)."""
    before, reached = base, 0
    for opening, closing in sorted(_pairs(chars)):
        for char in chars[reached:opening]:
            before = _STRONG.get(char["type"], before)
        reached = opening
        inside = {_STRONG[char["type"]] for char in chars[opening + 1 : closing] if char["type"] in _STRONG}
        if not inside:
            continue
        chosen = base if base in inside else before
        chars[opening]["type"] = chars[closing]["type"] = chosen


def _pairs(chars: Sequence[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    """Brackets that belong together; behind more than 63 that are open at once, no more are looked for (BD16)."""
    open_ones: list[tuple[str, int]] = []
    for at, char in enumerate(chars):
        if char["ch"] in _PAIRS:
            if len(open_ones) == MOST_OPEN:
                return
            open_ones.append((_PAIRS[char["ch"]], at))
        elif any(wanted == char["ch"] for wanted, _ in open_ones):
            while open_ones:
                wanted, opening = open_ones.pop()
                if wanted == char["ch"]:
                    yield opening, at
                    break


def visual(spans: Sequence[int]) -> list[int]:
    """The order from left to right of stretches of one level each, as their numbers (UAX 9, L2)."""
    order = list(range(len(spans)))
    if not spans:
        return order
    for level in range(max(spans), 0, -1):
        done: list[int] = []
        for high, group in groupby(order, key=partial(_reaches, spans, level)):
            some = list(group)
            done += some[::-1] if high else some
        order = done
    return order


def _reaches(spans: Sequence[int], level: int, at: int) -> bool:
    return spans[at] >= level


def mirrored(text: str) -> str:
    """A text from right to left for a face that is not shaped: reversed, brackets turned round."""
    from bidi.mirror import MIRRORED

    return "".join(MIRRORED.get(char, char) for char in reversed(text))


def between_ideographs(word: str) -> Iterable[str]:
    """The parts of a word between which a line may end: scripts that write no spaces end lines between signs."""
    if word.isascii() or not _WIDE.search(word):
        return (word,)
    parts: list[str] = []
    for char in word:
        ties = parts and (
            char in _NOT_FIRST
            or parts[-1][-1] in _NOT_LAST
            or not (_WIDE.match(char) or _WIDE.match(parts[-1][-1]))
        )
        if ties:
            parts[-1] += char
        else:
            parts.append(char)
    return parts
