"""Writes the properties at the head of a Markdown note: YAML that people read and every reader understands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, TypeAlias

Value: TypeAlias = str | tuple[str, ...]


class Bare(str):
    """A day, a number, or yes and no: what stands there without quotation marks on purpose."""

    __slots__ = ()


_PLAIN: Final = re.compile(r"[^\W\d_][\w ,.()'’/+–-]*[\w)]|[^\W\d_]")
"""What YAML reads as itself: it begins with a letter and holds neither colon nor number sign."""
_WORDS: Final = frozenset({"yes", "no", "true", "false", "on", "off", "null", "y", "n"})
"""What YAML takes for something else than words."""
_LAST_OF_FOUR: Final = 0xFFFF
"""Characters up to this one are escaped by four digits."""
_ESCAPED: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_KEPT: Final = re.compile(
    r"[^\x20-\x21\x23-\x5b\x5d-\x7e\xa0-\u2027\u202f-\u205f\u2070-\ud7ff\ue000-\ufefe\uff00-\uffef\U00010000-\U0010fffd]"
)


def key(label: str) -> str:
    """A label as the key of a property."""
    return " ".join(re.sub(r"[^\w ()’'-]", " ", label).split()).lower()


def block(properties: Iterable[tuple[str, Value]]) -> str:
    """The head of a note, dashes and all. A key that was there before is not written again."""
    lines = ["---"]
    seen: set[str] = set()
    for name, value in properties:
        if name in seen:
            continue
        seen.add(name)
        if isinstance(value, str):
            lines.append(f"{name}: {_scalar(value)}")
        else:
            lines.append(f"{name}:")
            lines += (f"  - {_scalar(one)}" for one in value)
    return "\n".join((*lines, "---", ""))


def _scalar(value: str) -> str:
    if isinstance(value, Bare):
        return value
    if _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        return value
    return f'"{_KEPT.sub(_escape, value)}"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    if character in _ESCAPED:
        return _ESCAPED[character]
    code = ord(character)
    return f"\\U{code:08x}" if code > _LAST_OF_FOUR else f"\\u{code:04x}"
