"""Text in XML: escaped, and without what XML cannot hold."""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import escape

from mentorjournal.interchange.decode import clean

_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def text(words: str) -> str:
    """Words that stand as they are, in an element or between the quotation marks of an attribute."""
    return escape(_NOT_XML.sub("", clean(words)), {'"': "&quot;", "\r": "&#13;"})


def attribute(words: str) -> str:
    """Words as the value of an attribute: XML would make blanks of its line ends."""
    return text(words).replace("\n", "&#10;").replace("\t", "&#9;")


def element(name: str, words: str, **attributes: str) -> str:
    """An element of nothing but words, or "" where there are none."""
    named = "".join(
        f' {key.rstrip("_").replace("__", ":")}="{attribute(value)}"'
        for key, value in attributes.items()
        if value
    )
    return f"<{name}{named}>{text(words)}</{name}>" if words else ""
