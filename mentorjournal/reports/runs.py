"""Stretches of text in one manner, cleaned of what cannot be printed."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

BREAK = "\u2028"
"""A line break that was asked for."""

_BLANKS = re.compile("[ \t\r\n\x0b\x0c\x1c-\x1f\x85\u1680\u2000-\u200a\u2029\u205f\u3000]+")
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_JOINERS = re.compile("(?<![\u0600-\u0dff])[\u200c\u200d]+|[\u200c\u200d]+(?![\u0600-\u0dff])")
"""Joiners mean something inside words of Arabic and Indic scripts only."""
_ALIKE = str.maketrans({"\u2010": "-", "\u2011": "-", "\u202f": "\xa0"})


class Run(NamedTuple):
    """Text in one manner; `link` is an address that may be opened, `quiet` is small and grey."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    strike: bool = False
    link: str = ""
    quiet: bool = False


def clean(text: str) -> str:
    """Text with single spaces, composed, without control, format and surrogate characters.

    A line separator (U+2028) stays: it is the one way to ask for a new line.
    """
    if text.isascii():
        text = _BLANKS.sub(" ", text)
        return text if text.isprintable() else _DROPPED.sub("", text)
    text = unicodedata.normalize("NFC", _JOINERS.sub("", _DROPPED.sub("", text))).translate(_ALIKE)
    return _BLANKS.sub(" ", text)


def lines_kept(text: str) -> str:
    """Plain text whose line ends are asked for, as in a table's cell."""
    if "\n" not in text and "\r" not in text:
        return text
    return BREAK.join(text.splitlines())


def one_line(text: str) -> str:
    """Plain text for a head, a bookmark or a property: on one line, nothing at its ends."""
    return clean(text.replace(BREAK, " ")).strip()
