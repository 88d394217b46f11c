"""What stands in a text between letters that a page prints beside each other: links, tags, hyphens of a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from urllib.parse import unquote

_SEAM = re.compile(
    r"!?\[(?P<words>[^\]\n]*)\]\([^()\n]*\)|<[^<>\n]*>|(?<=[^\W\d_])-[ \t]*\n[ \t]*(?=[^\W\d_])"
)
_POINTS = re.compile(
    r"!?\[(?P<words>[^\]\n]*)\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)[^()\n]*\)|(?P<bare>\b[A-Za-z][\w+.-]*://[^\s<>\"]+)"
)


def without_addresses(text: str, holds: Callable[[str], bool], instead: str) -> tuple[str, int]:
    """The text without the addresses that hold a name, and how many those were; the words of a link stay.

    A name that is written in an address as everywhere else, outside a link, is left to whoever replaces names.
    """
    count = 0

    def kept(found: re.Match[str]) -> str:
        nonlocal count
        address = found["target"] or found["bare"] or ""
        plain = unicodedata.normalize("NFC", unquote(address))
        if (found["bare"] and plain == address) or not holds(plain):
            return found[0]
        count += 1
        return f"{found['words'] or ''} {instead}".strip()

    return (_POINTS.sub(kept, text), count) if "://" in text or "](" in text else (text, 0)


def across_seams(text: str, replaced: Callable[[str], tuple[str, int]]) -> str:
    """The text with its names replaced and its seams closed, where one of them parts a name; else ""."""
    if not _SEAM.search(text):
        return ""
    joined, found = replaced(_closed(text, ""))
    return joined if found > replaced(_closed(text, " | "))[1] else ""


def _closed(text: str, gap: str) -> str:
    closed = _SEAM.sub(lambda seam: f"{gap}{seam['words'] or ''}{gap}", text)
    return unicodedata.normalize("NFC", closed)
