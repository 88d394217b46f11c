"""Evernote's notes become entries, its tasks action items; a damaged place hides as little as it can."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import PurePosixPath
from typing import Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.enex import Note, NoteStream, Resource, bytes_of
from mentorjournal.interchange.enml import EnmlReader
from mentorjournal.interchange.journey import coordinates
from mentorjournal.interchange.local_clock import iso_moment, on_the_wall
from mentorjournal.interchange.media import Attachments, ending_for, known_extension, marker
from mentorjournal.interchange.plain import Entry, Reading, Watch, fingerprint
from mentorjournal.interchange.sources import Source
from mentorjournal.interchange.words import bare_tags
from mentorjournal.interchange.xml_stream import XmlDamage

MAX_BYTES: Final = 2 * limits.GIB - 1
"""Places in a larger file cannot be told on every system."""

_MOST_RESTARTS: Final = 50
_NEXT_NOTE: Final = b"<note>"
_ROOT: Final = b"<en-export>"
_WORDS: Final = (("author", "author"), ("source-url", "source"), ("place-name", "location"))
_REMINDERS: Final = (("reminder-time", "reminder"), ("reminder-done-time", "reminder done"))


def read(source: Source, names: list[str], watch: Watch) -> Reading:
    """Read the named exports; raises `ImportRefused` for more text than can be held."""
    reading = Reading("enex")
    for name in names:
        if source.size(name) > MAX_BYTES:
            reading.problem(name, "It is larger than 2 GB. Export one notebook at a time.")
        else:
            _Export(source, name, reading).read(watch)
    return reading


@dataclass(slots=True)
class _Export:
    """One file while it is read."""

    source: Source
    name: str
    reading: Reading
    count: int = 0
    held: int = 0
    size: int = field(default=0, init=False)

    def read(self, watch: Watch) -> None:
        """Read every note; behind a damaged place go on with the next."""
        self.size = self.source.size(self.name)
        at = 0
        for _ in range(_MOST_RESTARTS):
            found = self._from(at, watch)
            if found is None:
                break
            at = found
        else:
            self.reading.problem(self.name, "It is damaged in too many places; what follows was not read.")
        watch.step(self.size, self.size)

    def _from(self, start: int, watch: Watch) -> int | None:
        """Read on from a place; where the next note begins behind a damaged place, None at the end."""
        stream = NoteStream(self.name, start - len(_ROOT) if start else 0)
        done = start
        try:
            if start:
                stream.feed(_ROOT)
            for part in self.source.between(self.name, start, self.size):
                watch.step(done, self.size)
                done += len(part)
                stream.feed(part)
                self._take(stream)
            stream.feed(b"", last=True)
        except XmlDamage as damage:
            self._take(stream)
            where = start + damage.at - (len(_ROOT) if start else 0)
            self.reading.problem(
                self.name,
                f"It is damaged or cut short behind note {self.count}. That note may be missing; "
                "what stands before was read, and what follows as far as it is whole.",
            )
            return self._next_note(max(where, start + 1))
        self._take(stream)
        return None

    def _next_note(self, start: int) -> int | None:
        at, rest = start, b""
        for part in self.source.between(self.name, start, self.size):
            found = (rest + part).find(_NEXT_NOTE)
            if found >= 0:
                return at - len(rest) + found
            at += len(part)
            rest = (rest + part)[-len(_NEXT_NOTE) + 1 :]
        return None

    def _take(self, stream: NoteStream) -> None:
        for note in stream.notes:
            self.count += 1
            self.held += len(note.values.get("content", ""))
            if self.held > limits.MAX_NOTES_BYTES or self.count > limits.MAX_ENTRIES:
                message = (
                    f"{self.name} holds more text than can be read at once. Export one notebook at a time."
                )
                raise ImportRefused(message)
            _NoteReader(self.source, self.name, f"{self.name}, note {self.count}", self.reading).read(note)
        stream.notes.clear()


class _NoteReader:
    """Makes one note an entry and its tasks action items."""

    def __init__(self, source: Source, name: str, item: str, reading: Reading) -> None:
        self._source = source
        self._name = name
        self._item = item
        self._reading = reading

    def read(self, note: Note) -> None:
        """Add the entry, and tell what could not be read."""
        title = note.values.get("title", "")
        if title:
            self._item = f"{self._item} (“{title[:60]}”)"
        created, updated = self._stamp(note.values, "created"), self._stamp(note.values, "updated")
        when = created or updated
        if when is None:
            self._say("It has no date that can be read; the day the file was last changed was taken.")
        files = _Files(self._source, self._name)
        attached = self._attached(note, files)
        enml = EnmlReader(partial(self._shown, attached, files), _groups(note))
        text, kept = enml.read(note.values.get("content", ""))
        self._tell(note, attached, enml, kept)
        clock = on_the_wall(when) if when else None
        source_id = fingerprint("enex", note.values.get("created"), title, note.values.get("content"))
        entry = Entry(
            source_id=source_id,
            title=title,
            text=text,
            day=clock.day if clock else self._source.modified(self._name),
            time=clock.time if clock else None,
            created=when,
            updated=updated,
            tags=bare_tags(note.tags),
            tags_as_written=tuple(note.tags),
            media=tuple(attached.found.values()),
            missing_media=tuple(attached.missing),
            item=self._item,
            extra=tuple(_extra(note.values, enml.links)),
        )
        self._reading.entries.append(entry)
        for number, task in enumerate(note.tasks, 1):
            self._task(task, entry, number)

    def _say(self, message: str) -> None:
        self._reading.problem(self._item, message)

    def _stamp(self, values: Mapping[str, str], key: str, of: str = "") -> datetime | None:
        written = values.get(key, "")
        found = iso_moment(written) if written else None
        if written and found is None:
            self._say(f"{of}“{written[:40]}” ({key}) is no date and was left out.")
        return found

    def _attached(self, note: Note, files: _Files) -> Attachments:
        attached = Attachments(files)  # type: ignore[arg-type]
        for number, resource in enumerate(note.resources, 1):
            name = _file_name(resource)
            if resource.damaged:
                attached.lost(name)
                self._say(f"{name} is damaged and was left out.")
                continue
            try:
                attached.add(files.put(resource, number), name)
            except ImportRefused:
                attached.lost(name)
                self._say(
                    f"{name} is larger than {limits.MAX_MEDIA_BYTES // limits.MIB} MB and was left out."
                )
        return attached

    @staticmethod
    def _shown(attached: Attachments, files: _Files, md5: str) -> str:
        path = files.by_md5.get(md5)
        if path is None or path not in attached.found:
            attached.lost(md5 or "an attachment without a checksum")
            return "*(attachment not in the export)*"
        return marker(attached.mention(path).name)

    def _tell(self, note: Note, attached: Attachments, enml: EnmlReader, kept: bool) -> None:
        if note.too_long:
            self._say("Its text is longer than can be read; the end was left out.")
        if not kept:
            self._say("Its formatting is too much to be read; its words were kept without it.")
        if enml.locked:
            self._say("Part of its text is locked and was left out; unlock it in Evernote and export again.")
        for path in attached.empty:
            self._say(f"{attached.found[path].name} is empty (0 bytes). It was kept as it is.")
        if attached.missing:
            self._say(f"Not in the export, so left out: {', '.join(attached.missing)}. The text was kept.")

    def _task(self, task: Mapping[str, str], note: Entry, number: int) -> None:
        title = task.get("title", "") or f"Task {number}"
        of = f"Task “{title[:60]}”: "
        created = self._stamp(task, "created", of)
        due = self._stamp(task, "dueDate", of)
        ended = self._stamp(task, "statusUpdated", of)
        done = task.get("taskStatus") == "completed"
        due_clock = on_the_wall(due) if due else None
        clock = on_the_wall(created) if created else None
        self._reading.entries.append(
            Entry(
                source_id=fingerprint("enex-task", note.source_id, task.get("noteLevelID") or number),
                title=title,
                text=task.get("description", ""),
                day=clock.day if clock else note.day,
                time=clock.time if clock else None,
                created=created or note.created,
                updated=self._stamp(task, "updated", of),
                item=f"{self._item}, task {number}",
                extra=(("note", note.title),) if note.title else (),
                todo="done" if done else "open",
                due=due_clock.day if due_clock else None,
                due_time=due_clock.time if due_clock else None,
                done_on=on_the_wall(ended).day if done and ended else None,
            )
        )


class _Files:
    """The attachments of one note, as if they were files."""

    def __init__(self, source: Source, name: str) -> None:
        self.by_md5: dict[str, str] = {}
        self._source = source
        self._name = name
        self._resources: dict[str, Resource] = {}

    def put(self, resource: Resource, number: int) -> str:
        """The name it is found by."""
        path = f"{_file_name(resource)} {number}"
        self._resources[path] = resource
        self.by_md5.setdefault(resource.md5, path)
        return path

    def size(self, name: str) -> int:
        """How many bytes it holds."""
        return self._resources[name].size

    def parts(self, name: str, limit: int) -> Iterator[bytes]:
        """Its bytes; `Attachments` has compared their number with the limit."""
        return bytes_of(self._source, self._name, self._resources[name])


def _file_name(resource: Resource) -> str:
    name, ending = resource.values.get("file-name", ""), ending_for(resource.values.get("mime", ""))
    if not name:
        return f"attachment.{ending}" if ending else "attachment"
    return f"{name}.{ending}" if ending and not known_extension(PurePosixPath(name).name) else name


def _groups(note: Note) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for task in note.tasks:
        groups.setdefault(task.get("taskGroupNoteLevelID", ""), []).append(task.get("title", ""))
    return groups


def _extra(values: Mapping[str, str], links: list[str]) -> Iterator[tuple[str, str]]:
    yield from ((label, values[key]) for key, label in _WORDS if values.get(key))
    yield from coordinates(_number(values.get("latitude", "")), _number(values.get("longitude", "")))
    for key, label in _REMINDERS:
        if (moment := iso_moment(values.get(key, "") or "-")) is not None:
            clock = on_the_wall(moment)
            yield label, f"{clock.day.isoformat()} {clock.time.isoformat('minutes')}"
    yield from (("linked note", title) for title in dict.fromkeys(links) if title)


def _number(written: str) -> float | None:
    try:
        return float(written)
    except ValueError:
        return None
