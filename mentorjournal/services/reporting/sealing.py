"""Files that may not leave: neither they nor what stands for them in a text, which is mostly their name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from mentorjournal.model.fields import fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import Attachment
from mentorjournal.storage.reader import Reader

FILE_LEFT_OUT = "[file left out]"
_MAY_STAND = re.compile(r"attachment\\?:", re.IGNORECASE)
_ADDRESS = r"<?\s*attachment\\?:(?://)?(?P<id>[^\s()<>]*)"
_INLINE = re.compile(rf"\]\(\s*{_ADDRESS}[^()]*(?:\([^()]*\)[^()]*)?\)", re.IGNORECASE)
_ALONE = re.compile(rf"(?=<){_ADDRESS}>", re.IGNORECASE)
_DEFINED = re.compile(
    rf"^[ >\t]*\[(?P<key>[^\[\]]+)\]:\s*{_ADDRESS}>?[^\n]*\n?", re.IGNORECASE | re.MULTILINE
)
_KNOWN = re.compile(r"[\w.-]+")

Sealed = TypeVar("Sealed", bound=Record)


def may_stand(record: Record, *, own_copy: bool) -> bool:
    """Whether a record may stand in a document; in the owner's own copy all but what is confidential."""
    return record.may_leave or (own_copy and not record.confidential and record.deleted_at is None)


class Seal:
    """Takes the names of files that may not leave out of texts; the own copy leaves out confidential ones."""

    def __init__(self, reader: Reader, *, own_copy: bool = False) -> None:
        self._reader = reader
        self._own_copy = own_copy
        self._known: dict[str, bool] = {}

    def record(self, record: Sealed) -> Sealed:
        """The record with every text sealed; the same where nothing is to be done."""
        changed: dict[str, Any] = {}
        for name, field in fields_of(type(record)).items():
            value = getattr(record, name)
            if field.kind in ("text", "note"):
                done: Any = self.text(value)
            elif field.kind == "sections":
                done = tuple(replace(part, text=self.text(part.text)) for part in value)
            else:
                continue
            if done != value:
                changed[name] = done
        return replace(record, **changed) if changed else record

    def text(self, text: str) -> str:
        """Markdown without what is said of hidden files: a link gives way to a phrase, a picture stays mute."""
        return sealed(text, self._hidden) if _MAY_STAND.search(text) else text

    def _hidden(self, address: str) -> bool:
        found = _KNOWN.match(address)
        key = found[0] if found else ""
        if key not in self._known:
            attachment = self._reader.peek(key) if key else None
            shown = isinstance(attachment, Attachment) and may_stand(attachment, own_copy=self._own_copy)
            self._known[key] = not shown
        return self._known[key]


def sealed(text: str, hidden: Callable[[str], bool]) -> str:
    """The text without the labels of those addresses (what follows `attachment:`) that are hidden."""
    keys = [found["key"] for found in _DEFINED.finditer(text) if hidden(found["id"])]
    text = _DEFINED.sub(lambda found: "" if hidden(found["id"]) else found[0], text)
    for key in keys:
        name = re.escape(key)
        text = re.sub(rf"!?(?:\[[^\[\]]*\]\[{name}\]|\[{name}\](?:\[\])?)", FILE_LEFT_OUT, text, flags=re.I)
    parts: list[str] = []
    end = len(text)
    for start, stop, address in reversed(list(_links(text))):
        # Of a picture that is a link's label only the link counts, which began before it.
        if stop <= end and hidden(address):
            is_picture = text[start] == "!"
            parts += (text[stop:end], f"![](attachment:{address})" if is_picture else FILE_LEFT_OUT)
            end = start
    text = text[:end] + "".join(reversed(parts))
    return _ALONE.sub(lambda found: FILE_LEFT_OUT if hidden(found["id"]) else found[0], text)


def _links(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a link or picture begins (with its "!") and ends, and what follows `attachment:` in it."""
    for found in _INLINE.finditer(text):
        start = _opening(text, found.start())
        if start >= 0:
            yield start - (text[max(start - 1, 0)] == "!" and start > 0), found.end(), found["id"]


def _opening(text: str, closing: int) -> int:
    """The place of the bracket that a closing one belongs to, in the same paragraph; or -1."""
    depth = 0
    for place in range(closing, max(text.rfind("\n\n", 0, closing), -1), -1):
        if text[place] in "[]" and not _escaped(text, place):
            depth += 1 if text[place] == "]" else -1
            if depth == 0:
                return place
    return -1


def _escaped(text: str, place: int) -> bool:
    slashes = 0
    while place > slashes and text[place - slashes - 1] == "\\":
        slashes += 1
    return slashes % 2 == 1
