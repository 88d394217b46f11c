"""Joplin's own export: the JEX file, or the RAW folder, which hold the same items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.decode import clean, decode
from mentorjournal.interchange.html_markdown import to_markdown
from mentorjournal.interchange.joplin_items import (
    FOLDER,
    NOTE,
    NOTE_TAG,
    RESOURCE,
    TAG,
    Item,
    parse,
    resource_files,
)
from mentorjournal.interchange.journey import coordinates
from mentorjournal.interchange.local_clock import from_epoch, iso_moment, on_the_wall
from mentorjournal.interchange.media import Attachments, ending_for, known_extension, marker
from mentorjournal.interchange.note_files import report_files
from mentorjournal.interchange.plain import Entry, Reading, Watch
from mentorjournal.interchange.sources import Source
from mentorjournal.interchange.tar_source import TarSource
from mentorjournal.interchange.words import bare_tags

_LINK = re.compile(
    r"(!?)\[([^\[\]\n]{0,1000})\]\(:/([0-9a-f]{32})(?:#[^\s()]{0,500})?(?:[ \t]{1,5}\"[^\"\n]{0,500}\")?\)"
)
_HTML_IMAGE = re.compile(r"<img\s[^<>]{0,1000}?src=[\"']:/([0-9a-f]{32})[\"'][^<>]{0,1000}>")
_HTML: Final = "2"
_MILLISECONDS: Final = 1_000
_MOST_NESTED: Final = 50
_ENCRYPTED: Final = (
    "It is encrypted, and only Joplin can unlock it. Unlock it in Joplin, wait until everything is decrypted, "
    "and export again. It was left out."
)


def read(source: Source, names: Sequence[str], watch: Watch) -> Reading:
    """Read the named items; what is encrypted, damaged or in Joplin's trash is reported one by one."""
    reading = Reading("joplin-jex" if isinstance(source, TarSource) else "joplin-raw")
    book = _Notebook(source, reading)
    total = 0
    for number, name in enumerate(names):
        if number % 50 == 0:
            watch.step(number, 2 * len(names))
        try:
            data = source.read(name, limits.MAX_NOTE_BYTES)
        except ImportRefused as error:
            reading.problem(name, f"{error} It was left out; the other notes were read.")
            continue
        total += len(data)
        if total > limits.MAX_NOTES_BYTES:
            message = (
                f"{source.name} holds more text than can be read at once. Export one notebook at a time."
            )
            raise ImportRefused(message)
        book.take(name, data)
    book.finish(watch, len(names))
    return reading


@dataclass(slots=True)
class _Notebook:
    """All items but the notes by their identifiers, and the notes in the order of the files."""

    source: Source
    reading: Reading
    notes: list[tuple[str, Item]] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    folders: dict[str, Item] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    tags_of: dict[str, list[str]] = field(default_factory=dict)
    resources: dict[str, Item] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)
    others: Counter[str] = field(default_factory=Counter)

    def take(self, name: str, data: bytes) -> None:
        """Sort one item in."""
        text, warning = decode(data)
        item = parse(text)
        if item is None:
            self.reading.problem(name, "It is no whole item of Joplin and was left out.")
            return
        if warning:
            self.reading.problem(name, warning)
        if item.get("encryption_applied") == "1":
            self.reading.problem(name, _ENCRYPTED)
            return
        self._sort(name, item, item.get("id"), item.get("type_").strip())

    def _sort(self, name: str, item: Item, identifier: str, kind: str) -> None:
        if kind == NOTE:
            self.notes.append((name, item))
            self.titles[identifier] = item.title
        elif kind == FOLDER:
            self.folders[identifier] = item
        elif kind == RESOURCE:
            self.resources[identifier] = item
        elif kind == TAG:
            self.tags[identifier] = item.title
        elif kind == NOTE_TAG:
            self.tags_of.setdefault(item.get("note_id"), []).append(item.get("tag_id"))
        else:
            self.others[kind] += 1

    def finish(self, watch: Watch, items: int) -> None:
        """Make the entries, now that everything they refer to is known."""
        self.files = resource_files(self.source)
        for number, (name, item) in enumerate(self.notes):
            if number % 50 == 0:
                watch.step(items + number * items // len(self.notes), 2 * items)
            if item.is_set("deleted_time"):
                self.reading.problem(name, f"“{item.title[:80]}” is in Joplin's trash and was left out.")
            else:
                self._entry(name, item)
        self.reading.ignored += [file for key, file in self.files.items() if key not in self.shown]
        if self.others:
            count = sum(self.others.values())
            message = f"{count} items are Joplin's own bookkeeping, such as old versions and settings, and were left alone."
            self.reading.problem(self.source.name, message)
        watch.step(2 * items, 2 * items)

    def _entry(self, name: str, item: Item) -> None:
        created = next(
            filter(None, (iso_moment(item.get(key)) for key in ("user_created_time", "created_time"))), None
        )
        if created is None:
            self.reading.problem(name, "Its date is missing or cannot be read. It was left out.")
            return
        attached = Attachments(self.source)
        linked: list[str] = []
        text = self._text(name, item, attached, linked)
        clock = on_the_wall(created)
        updated = iso_moment(item.get("user_updated_time")) or iso_moment(item.get("updated_time"))
        is_todo = item.get("is_todo") == "1"
        due = from_epoch(item.get("todo_due"), _MILLISECONDS) if is_todo else None
        done = from_epoch(item.get("todo_completed"), _MILLISECONDS) if is_todo else None
        due_clock = on_the_wall(due) if due else None
        tags = [self.tags[one] for one in self.tags_of.get(item.get("id"), []) if one in self.tags]
        report_files(attached, name, self.reading)
        entry = Entry(
            source_id=f"joplin:{item.get('id')[:64]}",
            title=item.title,
            text=text,
            day=clock.day,
            time=clock.time,
            created=created,
            updated=updated,
            tags=bare_tags(sorted(tags)),
            tags_as_written=tuple(sorted(tags)),
            media=tuple(attached.found.values()),
            missing_media=tuple(attached.missing),
            item=name,
            extra=tuple(self._extra(item, linked)),
            todo=("done" if item.is_set("todo_completed") else "open") if is_todo else "",
            due=due_clock.day if due_clock else None,
            due_time=due_clock.time if due_clock else None,
            done_on=on_the_wall(done).day if done else None,
        )
        self.reading.entries.append(entry)

    def _text(self, name: str, item: Item, attached: Attachments, linked: list[str]) -> str:
        def link(found: re.Match[str]) -> str:
            return self._linked(found[3], found[2], name, attached, linked)

        body = _HTML_IMAGE.sub(lambda found: f"![](:/{found[1]})", item.body)
        if item.get("markup_language") == _HTML:
            body, kept = to_markdown(re.sub(r"""(["']):/([0-9a-f]{32})""", r"\1attachment:/\2", body))
            body = body.replace("(attachment:/", "(:/")
            if not kept:
                self.reading.problem(name, "Its formatting is too much to be read; its words were kept.")
        return _LINK.sub(link, body).strip()

    def _linked(
        self, identifier: str, label: str, name: str, attached: Attachments, linked: list[str]
    ) -> str:
        if identifier in self.titles:
            title = self.titles[identifier]
            linked.append(title)
            return label if label == title else f"{label} (“{title}”)".strip()
        file, resource = self.files.get(identifier), self.resources.get(identifier)
        called = (resource.title if resource else "") or label or identifier
        locked = resource is not None and resource.get("encryption_blob_encrypted") == "1"
        if file is None or locked:
            attached.lost(called)
            if locked:
                self.shown.add(identifier)
                self.reading.problem(name, f"{called}: {_ENCRYPTED}")
            return f"*({called}: not in the export)*"
        self.shown.add(identifier)
        try:
            media = attached.mention(file, _file_name(called, resource))
        except ImportRefused as error:
            attached.lost(called)
            self.reading.problem(name, str(error))
            return f"*({called}: not kept)*"
        return marker(media.name, "" if label == called else label)

    def _extra(self, item: Item, linked: Sequence[str]) -> Iterator[tuple[str, str]]:
        if path := self._path(item.get("parent_id")):
            yield "notebook", path
        for key, label in (("author", "author"), ("source_url", "source")):
            if said := clean(item.get(key)).strip():
                yield label, said
        if item.is_set("latitude") or item.is_set("longitude"):
            yield from coordinates(_number(item.get("latitude")), _number(item.get("longitude")))
        if item.get("is_conflict") == "1":
            yield "conflict", "Joplin kept this copy because the note was changed in two places"
        yield from (("linked note", title) for title in dict.fromkeys(linked))

    def _path(self, identifier: str) -> str:
        names: list[str] = []
        while identifier in self.folders and len(names) < _MOST_NESTED:
            names.append(self.folders[identifier].title)
            identifier = self.folders[identifier].get("parent_id")
        return "/".join(reversed(names))


def _file_name(called: str, resource: Item | None) -> str:
    if resource is None or known_extension(called):
        return called
    ending = resource.get("file_extension") or ending_for(resource.get("mime"))
    return f"{called}.{ending}" if ending and not called.endswith(f".{ending}") else called


def _number(written: str) -> float | None:
    try:
        return float(written)
    except ValueError:
        return None
