"""What stands in a text between letters that a page prints beside each other: links, tags, hyphens of a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_SEAM = re.compile(
    r"!?\[(?P<words>[^\]\n]*)\]\([^()\n]*\)|<[^<>\n]*>|(?<=[^\W\d_])-[ \t]*\n[ \t]*(?=[^\W\d_])"
)


def across_seams(text: str, replaced: Callable[[str], tuple[str, int]]) -> str:
    """The text with its names replaced and its seams closed, where one of them parts a name; else ""."""
    if not _SEAM.search(text):
        return ""
    joined, found = replaced(_closed(text, ""))
    return joined if found > replaced(_closed(text, " | "))[1] else ""


def _closed(text: str, gap: str) -> str:
    closed = _SEAM.sub(lambda seam: f"{gap}{seam['words'] or ''}{gap}", text)
    return unicodedata.normalize("NFC", closed)
