"""Bytes to text and JSON, without trusting either."""

from __future__ import annotations

import codecs
import json
import re
from typing import Any

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange.json_weight import refuse_heavy

_UNWANTED = bytes((*range(9), 11, 12, *range(14, 32), 127))
_SURROGATE = re.compile("[\ud800-\udfff]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ODD = bytes((*range(9), 11, *range(14, 27), *range(28, 32)))
_ODD_PER_TEXT = 50
"""A text with more than one control character in this many is not a text."""


def clean(text: str) -> str:
    """The text with one kind of line end, and without characters no program can show or store."""
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        data = text.encode()
    except UnicodeEncodeError:
        text = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
        data = text.encode()
    kept = data.translate(None, _UNWANTED)
    return text if len(kept) == len(data) else kept.decode()


def decode(data: bytes) -> tuple[str, str | None]:
    """The text of a file, and what the reader should know about how it was read.

    UTF-8 is tried first, then what the byte-order mark says, then Windows-1252, which reads anything.
    """
    text, warning = _decoded(data)
    cleaned = clean(text)
    if warning is None and "\0" in text:
        warning = "It held null characters, which were left out."
    return cleaned, warning


def _decoded(data: bytes) -> tuple[str, str | None]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            body = data[len(mark) :]
            try:
                return body.decode(encoding), None
            except UnicodeDecodeError:
                return body.decode(
                    encoding, "replace"
                ), "Some characters could not be read and show as \N{REPLACEMENT CHARACTER}."
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return (
            data.decode("cp1252", "replace"),
            "It is not in UTF-8; it was read as Western European text, so check its accents.",
        )


def looks_binary(data: bytes) -> bool:
    """Whether these first bytes of a file are no text at all."""
    if data.startswith(tuple(mark for mark, _ in _BOMS)):
        return False
    odd = len(data) - len(data.translate(None, _ODD))
    return odd * _ODD_PER_TEXT > len(data)


def load_json(data: bytes, item: str) -> Any:
    """Parse JSON; raises `ImportRefused` for anything cut short, malformed, absurdly nested or full of values."""
    try:
        text, _ = _decoded(data)
        refuse_heavy(text, item)
        return json.loads(text)
    except RecursionError:
        message = f"{item} is nested too deeply to be a journal. Nothing was imported."
    except ValueError as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        message = (
            f"{item} is damaged or incomplete{where}: it is not whole JSON. Nothing was imported; "
            "export it again and choose the new file."
        )
    raise ImportRefused(message) from None
