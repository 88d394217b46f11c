"""The properties at the head of a Markdown note, whatever program wrote them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits, safe_yaml
from mentorjournal.interchange.dates import Stamp, stamp

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_PAIR = re.compile(r"([^\s:#\-'\"\[{][^:\n]{0,80}?)\s*:(?:[ \t]+(.*))?$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)$")

_TITLE = ("title",)
_DAY = (
    "date",
    "created",
    "creation date",
    "date created",
    "created_at",
    "created time",
    "createdat",
    "created-at",
)
_UPDATED = (
    "updated",
    "modified",
    "last modified",
    "date modified",
    "updated_at",
    "lastmod",
    "last_modified_at",
)
_TAGS = ("tags", "tag", "keywords")
_CATEGORIES = ("categories", "category")
_ALIASES = ("aliases", "alias")
_DONE = ("completed?", "completed", "done")
_YES = frozenset({"yes", "true", "on", "1", "x"})


@dataclass(slots=True)
class Properties:
    """What the head of a note says; `extra` keeps in their order the properties with no place of their own.

    `day_written` is the day as written where it could not be read. `unread` counts the lines that made no
    sense, which `extra` then holds under "front matter".
    """

    present: bool = False
    title: str = ""
    stamp: Stamp | None = None
    day_written: str = ""
    updated: Stamp | None = None
    tags: list[str] = field(default_factory=list)
    todo_done: bool | None = None
    due: Stamp | None = None
    extra: list[tuple[str, str]] = field(default_factory=list)
    unread: int = 0


def split(text: str, item: str) -> tuple[Properties, str]:
    """The properties of a note and the text below them; a note without any is all text."""
    block, body = _block(text)
    if block is None:
        return Properties(), text
    unread = 0
    try:
        tree = safe_yaml.load(_spaced(block), item)
    except ImportRefused:
        tree, unread = _line_by_line(block)
    if tree is None:
        return Properties(present=True), body
    if not isinstance(tree, dict) or (unread and len(tree) < unread):
        return Properties(), text
    properties = _properties(tree)
    properties.unread = unread
    if unread:
        properties.extra.append(("front matter", block.strip()))
    return properties, body


def _block(text: str) -> tuple[str | None, str]:
    opening = _OPENING.match(text)
    if not opening:
        return None, text
    closing = _CLOSING.search(text, opening.end(), opening.end() + limits.MAX_FRONT_MATTER_CHARS)
    if not closing:
        return None, text
    return text[opening.end() : closing.start()], text[closing.end() :]


def _spaced(block: str) -> str:
    return re.sub(r"^\t+", lambda tabs: "  " * len(tabs[0]), block, flags=re.MULTILINE)


def _line_by_line(block: str) -> tuple[dict[str, Any], int]:
    """Read `key: value` lines and `- item` lines below them, for what is nearly YAML."""
    tree: dict[str, Any] = {}
    key, unread = "", 0
    for line in block.split("\n"):
        item, pair = _ITEM.match(line), _PAIR.match(line)
        if item and key:
            if not isinstance(tree[key], list):
                tree[key] = []
            tree[key].append(_unquoted(item[1]))
        elif pair:
            key = pair[1]
            tree[key] = _unquoted(pair[2] or "") or None
        elif line.strip() and not line.lstrip().startswith("#"):
            unread += 1
    return tree, unread


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def _properties(tree: dict[str, Any]) -> Properties:
    found = Properties(present=True)
    for key, value in tree.items():
        name = key.strip().lower()
        if not _claimed(found, name, value):
            found.extra.extend((key.strip(), text) for text in _texts(value))
    _choose_day(found, {key.strip().lower(): value for key, value in tree.items()})
    return found


def _claimed(found: Properties, name: str, value: Any) -> bool:
    """Take a property to its own place, if it has one."""
    if name in _TAGS:
        found.tags += _words(value)
    elif name in _CATEGORIES:
        found.extra += [("category", word) for word in _words(value)]
    elif name in _ALIASES:
        found.extra += [("alias", alias) for alias in _flat(value)]
    elif isinstance(value, str):
        return _claimed_text(found, name, value.strip())
    else:
        return False
    return True


def _claimed_text(found: Properties, name: str, value: str) -> bool:
    if name in _TITLE:
        found.title = " ".join(value.split())
    elif name in _DONE:
        found.todo_done = value.lower() in _YES
    elif name == "due" and (due := stamp(value)):
        found.due = due
    elif name in _UPDATED and (updated := stamp(value)):
        found.updated = updated
        if updated.utc is None:
            found.extra.append(("updated", value))
    else:
        return name in _DAY
    return True


def _choose_day(found: Properties, tree: dict[str, Any]) -> None:
    written = [(name, tree[name].strip()) for name in _DAY if isinstance(tree.get(name), str)]
    for name, value in written:
        read = stamp(value)
        if read is None:
            found.day_written = found.day_written or value
            found.extra.append((name, value))
        elif found.stamp is None:
            found.stamp = read
        elif read != found.stamp:
            found.extra.append((name, value))
    if found.stamp is not None:
        found.day_written = ""


def _flat(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(reversed(one))
        elif isinstance(one, str) and one.strip():
            yield one.strip()


def _words(value: Any) -> list[str]:
    """The members of a list, or of a line that separates them by commas or else by spaces."""
    if isinstance(value, str):
        parts = value.split(",") if "," in value else value.split()
        return [part.strip() for part in parts if part.strip()]
    return list(_flat(value))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value.strip():
            yield value.strip()
    elif isinstance(value, list) and all(isinstance(one, (str, type(None))) for one in value):
        if any(value):
            yield ", ".join(one for one in value if one)
    elif value:
        yield json.dumps(value, ensure_ascii=False)
