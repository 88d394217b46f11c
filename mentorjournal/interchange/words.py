"""What a text says about itself: its title in the first line and its tags among the words."""

from __future__ import annotations

import re
from collections.abc import Iterable

_AT_OR_HASH = re.compile(r"(?<!\S)[@#](?=[-+*/\w])[-+*/\w]+")
_MAY_BE_TAG = re.compile(r"[#＃][\w/-]")
_HASH = re.compile(r"(?<!\S)[#＃][\w/-]+")
_FENCED = re.compile(r"(?ms)^[ \t]{0,3}(```+|~~~+).*?(?:^[ \t]{0,3}\1[ \t]*$|\Z)")
_CODE_SPAN = re.compile(r"`[^`\n]*`")
_TARGET = re.compile(r"\]\([^()\n]*\)|\[\[[^\[\]\n]*\]\]")
_SENTENCE = re.compile(r"[.!?…‼‽⁇⁈⁉。！．？｡]+['’\"”]?[\])]*\s+|[！．？｡]")
_SENTENCE_OR_COLON = re.compile(r"[.!?:…‼‽⁇⁈⁉。！．？｡]+['’\"”]?[\])]*\s+|[！．？｡]")
_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$")
_NO_TITLE = re.compile(r"[-*+>|`~!\[<=]|\d+[.)]\s|\s")
_LONGEST_TITLE = 100
_LONGEST_SENTENCE = 500


def inline_tags(text: str) -> list[str]:
    """The `@name` and `#name` words of a plain text, symbol and case kept, in order."""
    return [word for word in _AT_OR_HASH.findall(text) if any(map(str.isalpha, word))]


def hash_tags(text: str) -> list[str]:
    """The `#name` words of a Markdown text outside code and link targets; numbers alone are no tags."""
    if _MAY_BE_TAG.search(text) is None:
        return []
    prose = _TARGET.sub("] ", _CODE_SPAN.sub("` `", _FENCED.sub("", text)))
    return [
        tag for word in _HASH.findall(prose) if any(map(str.isalpha, word)) and (tag := word.rstrip("/-"))
    ]


def bare_tags(written: Iterable[str]) -> tuple[str, ...]:
    """Tags without their symbol; the first spelling of each is kept."""
    kept: dict[str, str] = {}
    for tag in written:
        bare = tag.strip().lstrip("@#＃").strip()
        if bare:
            kept.setdefault(bare.casefold(), bare)
    return tuple(kept.values())


def split_title(text: str, *, colon_ends: bool = False) -> tuple[str, str]:
    """The first line and the rest; of a single line the first sentence and the rest, as jrnl does.

    With `colon_ends` the first line is cut at a sentence's end or a colon, whichever comes first: where a
    format has joined title and text, that is the best guess. A text that begins with neither a short line nor
    a short sentence has no title.
    """
    text = text.strip()
    first, newline, rest = text.partition("\n")
    if newline and not colon_ends and len(first) <= _LONGEST_SENTENCE:
        return first.strip(), rest.strip()
    match = (_SENTENCE_OR_COLON if colon_ends else _SENTENCE).search(f"{first[:_LONGEST_SENTENCE]} ")
    if match:
        return first[: match.end()].strip(), text[min(match.end(), len(first)) :].strip()
    if len(first) > _LONGEST_SENTENCE:
        return "", text
    return first.strip(), rest.strip()


def heading_title(text: str) -> tuple[str, str]:
    """The heading a Markdown text begins with and what follows; no title if it begins with none."""
    first, _, rest = text.lstrip("\n").partition("\n")
    match = _HEADING.match(first[: _LONGEST_TITLE * 5])
    if not match or not match[1] or not first.startswith("# "):
        return "", text.strip("\n")
    return match[1], rest.strip("\n")


def opening_title(text: str) -> tuple[str, str]:
    """The heading, or the short line standing alone above the rest, that a text begins with."""
    title, rest = heading_title(text)
    if title:
        return title, rest
    first, _, rest = text.strip("\n").partition("\n")
    stands_alone = rest.startswith("\n") and rest.strip()
    if (
        not stands_alone
        or len(first) > _LONGEST_TITLE
        or _NO_TITLE.match(first)
        or first.rstrip()[-1:] in ".,;…"
    ):
        return "", text.strip("\n")
    if first.startswith("#"):
        return "", text.strip("\n")
    return first.strip(), rest.strip("\n")
