"""YAML read as text, lists and mappings only: no types, no objects, no depth, no multiplying aliases."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.decode import clean

Node: TypeAlias = "str | list[Any] | dict[str, Any] | None"

# libyaml is several times faster; a wheel for an unusual machine may lack it.
_Loader: Any = getattr(yaml, "CLoader", yaml.SafeLoader)


_ENDS = frozenset({yaml.SequenceEndEvent, yaml.MappingEndEvent})


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being read."""

    value: list[Any] | dict[str, Any]
    anchor: str | None
    key: str | None = None
    awaits_value: bool = False


@dataclass(slots=True)
class _Builder:
    """Builds a tree from events without recursion, so no document is too deep to refuse."""

    item: str
    roots: list[Any] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    anchors: dict[str, Any] = field(default_factory=dict)
    nodes: int = 0
    aliases: int = 0

    def feed(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > limits.MAX_YAML_NODES:
            raise _refused(self.item, "holds more than a journal can")
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._place(_scalar(event), event.anchor)
        elif kind is yaml.SequenceStartEvent:
            self._begin([], event.anchor)
        elif kind is yaml.MappingStartEvent:
            self._begin({}, event.anchor)
        elif kind in _ENDS:
            done = self.open.pop()
            self._place(done.value, done.anchor)
        elif kind is yaml.AliasEvent:
            self._alias(event.anchor)

    def _begin(self, value: list[Any] | dict[str, Any], anchor: str | None) -> None:
        if len(self.open) >= limits.MAX_YAML_DEPTH:
            raise _refused(self.item, "is nested too deeply")
        self.open.append(_Open(value, anchor))

    def _alias(self, anchor: str | None) -> None:
        self.aliases += 1
        value = self.anchors.get(anchor or "")
        if self.aliases > limits.MAX_YAML_ALIASES or isinstance(value, (list, dict)):
            raise _refused(self.item, "repeats parts of itself, as a harmful file does")
        self._place(value, None)

    def _place(self, value: Any, anchor: str | None) -> None:
        if anchor:
            self.anchors[anchor] = value
        if not self.open:
            self.roots.append(value)
            return
        into = self.open[-1]
        if isinstance(into.value, list):
            into.value.append(value)
        elif into.awaits_value:
            into.value[into.key or ""] = value
            into.awaits_value = False
        else:
            into.key = value if isinstance(value, str) else ""
            into.awaits_value = True


def _scalar(event: Any) -> str | None:
    # Only a plain scalar can stand for nothing; "null" in quotes is the word.
    if not event.style and event.value in {"", "~", "null", "Null", "NULL"}:
        return None
    # An escape such as "\\0" makes characters that the text itself could not hold.
    return clean(str(event.value))


def _refused(item: str, why: str) -> ImportRefused:
    return ImportRefused(f"{item} {why}. It was left out.")


def load(text: str, item: str) -> Node:
    """The first document of a YAML text, its scalars as they are written.

    Tags such as `!!python/unicode` are passed over, never obeyed. Raises `ImportRefused` for malformed YAML,
    and for documents made to exhaust their reader.
    """
    builder = _Builder(item)
    try:
        loader = _Loader(text)
        try:
            while loader.check_event():
                event = loader.get_event()
                builder.feed(event)
                if isinstance(event, yaml.DocumentEndEvent):
                    break
        finally:
            loader.dispose()
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" near line {mark.line + 1}" if mark is not None else ""
        raise _refused(item, f"is not valid YAML{where}") from None
    root: Node = builder.roots[0] if builder.roots else None
    return root
