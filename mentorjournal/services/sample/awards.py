"""The awards' part of the sample: schemes with shipped rules, claims in their parts, own layouts, what was handed out."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from mentorjournal.model.fields import Section
from mentorjournal.model.schemes import SchemeRules, read_rules
from mentorjournal.model.types import RECORD_TYPES
from mentorjournal.resources import resource_path
from mentorjournal.services.schemes import shipped_text


class Written(Protocol):
    """A record as the sample's texts have it."""

    @property
    def type(self) -> str:
        """The key of its type."""

    @property
    def values(self) -> Mapping[str, Any]:
        """What was written about it."""


def adopted(key: str) -> dict[str, Any]:
    """The fields of a scheme that follows the shipped rules of that key."""
    text = shipped_text(key)
    rules = read_rules(text, key)
    return {"title": rules.name, "key": key, "edition": rules.edition, "rules": text}


def copied(document: str) -> dict[str, str]:
    """The fields of an own layout that begins as the shipped one of a document."""
    return {"document": document, "rules": resource_path(f"layouts/{document}.toml").read_text("utf-8")}


def answered(scheme: Mapping[str, Any], texts: Mapping[str, str], kind: str) -> tuple[Section, ...]:
    """Texts for parts of a scheme's rules, with the rules' headings: "final" has all of them, "meets" those written.

    Raises ValueError for a part that the rules have not.
    """
    rules = read_rules(shipped_text(scheme["adopts"]), scheme["adopts"])
    parts = _parts(rules, kind)
    if surplus := set(texts) - set(parts):
        raise ValueError(f"{scheme['adopts']}: there is no part {sorted(surplus)}.")
    return tuple(
        Section(key, heading, texts.get(key, "").strip())
        for key, heading in parts.items()
        if key in texts or kind == "final"
    )


def _parts(rules: SchemeRules, kind: str) -> dict[str, str]:
    if kind == "final":
        return {prompt.key: prompt.heading for prompt in rules.final}
    return {one.key: one.label for one in rules.criteria}


def handed_out(
    keys: Iterable[str], entries: Mapping[str, Written], ids: Mapping[str, str]
) -> tuple[Section, ...]:
    """The records of a manifest, as they were called."""
    return tuple(
        Section(ids[key], RECORD_TYPES[entries[key].type].LABEL, entries[key].values["title"]) for key in keys
    )


def appeared(
    people: Mapping[str, str], entries: Mapping[str, Written], ids: Mapping[str, str]
) -> tuple[Section, ...]:
    """The people of a manifest, and what stood for each."""
    return tuple(Section(ids[key], entries[key].values["title"], shown) for key, shown in people.items())


def file_hash(name: str) -> str:
    """What stands for the hash of a file that an invented person handed out."""
    return hashlib.sha256(name.encode()).hexdigest()


def certificate_lines(name: str) -> tuple[str, tuple[str, ...]]:
    """Heading and lines of the invented certificate of that name. Raises KeyError."""
    table = tomllib.loads(resource_path("sample/paper/certificates.toml").read_text("utf-8"))[name]
    return table["heading"], tuple(table["lines"])
