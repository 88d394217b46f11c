"""Turns the editable texts of the sample journal into records with days, ids and links."""

from __future__ import annotations

import datetime as dt
import graphlib
import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mentorjournal.model.fields import Field, Section, fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import RECORD_TYPES, Attachment, OwnTemplate, Tag
from mentorjournal.resources import resource_path
from mentorjournal.services.sample import awards
from mentorjournal.services.sample.files import sample_file
from mentorjournal.services.sample.shapes import asked, listed, planned, rated, written
from mentorjournal.services.sample.when import TIME_ZONE, When

FOLDERS = {"mentee": "sample", "mentor": "sample/mentor"}
"""Where the texts of each sample are; the key is the side it shows."""
CHILDREN = ("milestone", "agenda_item", "action", "brief_line")
"""Types that may be written below another record."""
SHARED = {"brief_line": ("made",)}
"""What a child takes from its parent, where that is not everything in `ALL_SHARED`."""
ALL_SHARED = ("day", "at", "made", "visibility", "confidential")
PARENT_LINKS = {"goal": "goal", "meeting": "meeting", "project": "project"}
"""The field of a child that points to a parent of this type; any other parent is its `origin`."""
WRITING_KEYS = frozenset(
    {"key", "day", "at", "made", "later", "touched", "text", "file", "adopts", "copies", "asked"}
)
"""What a text says about the making of its record; everything else names a field."""
AWARD_TYPES = ("scheme", "claim", "manifest")
"""Types whose headed texts follow a scheme's rules or other records."""
AFTER_WORK = dt.time(17, 20)


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as written; `day_type` is the type whose rhythm its own day follows: a child's parent."""

    type: str
    key: str
    values: Mapping[str, Any]
    day_type: str


def read_profile(side: str) -> dict[str, str]:
    """Who keeps the sample journal of a side, a key of `FOLDERS`."""
    return dict(tomllib.loads(resource_path(f"{FOLDERS[side]}/profile.toml").read_text("utf-8")))


def read_entries(side: str) -> tuple[Entry, ...]:
    """Every record of a side's sample as written, children after their parents."""
    entries: list[Entry] = []
    for path in sorted(resource_path(FOLDERS[side]).glob("*.toml")):
        if path.stem != "profile":
            for type_name, tables in tomllib.loads(path.read_text("utf-8")).items():
                for table in tables:
                    entries.extend(_flatten(type_name, table, f"{path.stem}/{len(entries)}"))
    return tuple(entries)


def _flatten(type_name: str, table: Mapping[str, Any], fallback: str) -> Iterator[Entry]:
    """A record, then the records written below it, which take its day and its visibility unless told otherwise."""
    key = table.get("key", fallback)
    children = {name: table[name] for name in CHILDREN if isinstance(table.get(name), list)}
    yield Entry(
        type_name, key, {name: value for name, value in table.items() if name not in children}, type_name
    )
    for name, tables in children.items():
        shared = {word: table[word] for word in SHARED.get(name, ALL_SHARED) if word in table}
        parent = PARENT_LINKS.get(type_name, "origin")
        for index, child in enumerate(tables, start=1):
            own = {"position": index} if name == "agenda_item" else {}
            values = {parent: key, **shared, **own, **child}
            yield Entry(name, child.get("key", f"{key}/{name}/{index}"), values, type_name)


class Builder:
    """Builds the records of one sample journal."""

    def __init__(self, when: When, entries: tuple[Entry, ...]) -> None:
        self.when = when
        self.entries = {entry.key: entry for entry in entries}
        if len(self.entries) != len(entries):
            raise ValueError("Two records of the sample journal have the same key.")
        self.created = {entry.key: self._created(entry) for entry in entries}
        self.ids = {key: when.id(key, moment) for key, moment in self.created.items()}
        self.blobs: dict[str, bytes] = {}
        self._own = {
            entry.key: entry.values["sections"] for entry in entries if entry.type == OwnTemplate.TYPE
        }

    def records(self) -> tuple[Record, ...]:
        """Every record, link targets before their sources."""
        records = {record.id: record for record in (*map(self.record, self.entries.values()), *self._tags())}
        order = sorted(records, key=lambda key: (records[key].created_at, key))
        graph = graphlib.TopologicalSorter({key: sorted(_targets(records[key])) for key in order})
        return tuple(records[key] for key in graph.static_order())

    def record(self, entry: Entry) -> Record:
        """The record of one entry."""
        record_type = RECORD_TYPES[entry.type]
        fields = fields_of(record_type)
        values: dict[str, Any] = {
            name: self._value(fields[name], raw, entry)
            for name, raw in entry.values.items()
            if name not in WRITING_KEYS
        }
        values.update(self._made_of(entry))
        if values.get("template") in self._own:
            values["template"] = self.ids[values["template"]]
        values["time_zone"] = TIME_ZONE
        values["date"] = self._day(entry) if "day" in entry.values else None
        if record_type.IN_TIMELINE:
            values["at"] = self._at(entry) if entry.type in ("reflection", "meeting") else None
        if "text" in entry.values:
            values["sections"] = written(entry.type, entry.key, entry.values, self._own)
        if record_type is Attachment:
            values.update(self._file(entry))
        if "asked" in entry.values:
            values["requirements"] = asked(
                entry.values["asked"], lambda days: self.when.day(days, entry.type)
            )
        created = self.created[entry.key]
        updated = max(created, self._touched(entry, values))
        return record_type(id=self.ids[entry.key], created_at=created, updated_at=updated, **values)

    def _value(self, field: Field, raw: Any, entry: Entry) -> Any:
        if field.kind == "link":
            return tuple(self._id(field, key) for key in raw) if field.many else self._id(field, raw)
        if field.kind == "date":
            return self.when.day(raw, entry.type)
        if field.kind == "sections":
            if entry.type in AWARD_TYPES:
                return self._sections(raw, entry)
            if entry.type == OwnTemplate.TYPE:
                return tuple(Section(**part) for part in raw)
            if entry.type == "plan":
                return planned(field.label, entry.key, raw)
            if isinstance(raw, list):
                return listed(raw)
            return rated(entry.key, entry.values.get("instrument", entry.type), raw)
        return tuple(raw) if field.many else raw

    def _made_of(self, entry: Entry) -> dict[str, Any]:
        """What a record takes from a file that ships, or from another part of the sample."""
        if "adopts" in entry.values:
            return awards.adopted(entry.values["adopts"])
        if "copies" in entry.values:
            return awards.copied(entry.values["copies"])
        return {"sha256": awards.file_hash(entry.values["file_name"])} if entry.type == "manifest" else {}

    def _sections(self, raw: Any, entry: Entry) -> tuple[Section, ...]:
        if isinstance(raw, list):
            return awards.handed_out(raw, self.entries, self.ids)
        if entry.type == "manifest":
            return awards.appeared(raw, self.entries, self.ids)
        scheme = entry if entry.type == "scheme" else self.entries[entry.values["scheme"]]
        return awards.answered(scheme.values, raw, "final" if scheme is entry else "meets")

    def _id(self, field: Field, key: str) -> str:
        if field.target == Tag.TYPE:
            return self._tag_id(key)
        target = self.entries[key]
        if field.target not in (None, target.type):
            raise ValueError(
                f"{key!r} is a {target.type}, and a {field.target} is wanted for {field.label!r}."
            )
        return self.ids[key]

    def _tag_id(self, word: str) -> str:
        return self.when.id(f"tag/{word}", self._first_use(word))

    def _first_use(self, word: str) -> dt.datetime:
        return min(self.created[e.key] for e in self.entries.values() if word in e.values.get("tags", ()))

    def _tags(self) -> Iterator[Tag]:
        for word in sorted(
            {word for entry in self.entries.values() for word in entry.values.get("tags", ())}
        ):
            moment = self._first_use(word)
            yield Tag(id=self._tag_id(word), title=word, created_at=moment, updated_at=moment)

    def _day(self, entry: Entry) -> dt.date:
        return self.when.day(entry.values["day"], entry.day_type)

    def _at(self, entry: Entry) -> dt.time:
        return entry.values.get("at") or self.when.evening(entry.key)

    def _created(self, entry: Entry) -> dt.datetime:
        """Within the hour after the event and its minutes, or as many days `later` as the text says."""
        day = self.when.day(entry.values.get("made", entry.values.get("day")), entry.day_type)
        day += dt.timedelta(days=entry.values.get("later", 0))
        length = 0 if "made" in entry.values else int(entry.values.get("minutes", 0))
        return self.when.moment(day, self._at(entry), length + self.when.soon("created", entry.key))

    def _touched(self, entry: Entry, values: Mapping[str, Any]) -> dt.datetime:
        """The last change: a little polishing, or the day it was done, closed or `touched`."""
        days = [values[name] for name in ("done_on", "closed_on") if name in values]
        if "touched" in entry.values:
            days.append(self.when.day(entry.values["touched"], entry.type))
        if days:
            return self.when.moment(max(days), AFTER_WORK, self.when.soon("touched", entry.key))
        polish = dt.timedelta(minutes=self.when.pick("polish", entry.key, 0, 9))
        return min(self.created[entry.key] + polish, self.when.moment(self.when.today, AFTER_WORK, 0))

    def _file(self, entry: Entry) -> dict[str, Any]:
        data = sample_file(entry.values["file"])
        digest = hashlib.sha256(data).hexdigest()
        self.blobs[digest] = data
        return {"title": entry.values["file"], "sha256": digest, "size": len(data)}


def _targets(record: Record) -> Iterator[str]:
    for name, field in fields_of(type(record)).items():
        if field.kind == "link":
            value = getattr(record, name)
            yield from value if field.many else filter(None, (value,))
