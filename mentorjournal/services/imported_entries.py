"""Entries of other programs' journals become reflections, action items, tags and attachments."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange.local_clock import on_the_wall
from mentorjournal.interchange.plain import Entry, Incoming, Media, Problem, Reading, Watch
from mentorjournal.model.fields import Section
from mentorjournal.model.ids import new_id
from mentorjournal.model.record import Record, Visibility
from mentorjournal.model.types import ActionItem, Attachment, Reflection, Tag
from mentorjournal.services.capture import first_line
from mentorjournal.services.imported_matches import there_already
from mentorjournal.services.measured import Measured
from mentorjournal.services.pictures import is_picture
from mentorjournal.services.templates import DEFAULT_TEMPLATE
from mentorjournal.storage.reader import CHUNK, Reader
from mentorjournal.storage.writer import Writer

TEXT_TAG: Final = "what"
DETAILS_TAG: Final = "imported"
DETAILS_HEADING: Final = "Imported details"
LEFT_ALONE: Final = "Left alone: it is no part of the journal in this format."
LONGEST_TAG: Final = 120
NO_PICTURE: Final = "{name} is named as a picture but is none. It was kept as a file."


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as a dry run shows it. `date` is an ISO day, `new` False where the journal has it already,
    `changed` True where what the journal has would be brought up to date."""

    item: str
    title: str
    date: str
    new: bool
    changed: bool = False


class Look(NamedTuple):
    """What a dry run found: how many entries, how many of them new, the first rows, what is wrong, and how
    many the journal has in an older state."""

    found: int
    new: int
    rows: list[Row]
    problems: list[Problem]
    changed: int = 0


class Written(NamedTuple):
    """What an import did: how many it wrote, how many were there already, what is wrong, how many it updated."""

    written: int
    skipped: int
    problems: list[Problem]
    updated: int = 0


@dataclass(frozen=True, slots=True)
class ForeignJournal:
    """What was read of another program's journal, ready to be written."""

    reading: Reading
    path: Path

    @property
    def format(self) -> str:
        """The name of its format."""
        return self.reading.format

    def look(self, reader: Reader, most_rows: int) -> Look:
        """How many entries there are, how many are new, the first rows, and what is wrong."""
        found: tuple[Entry | Incoming, ...] = (*self.reading.entries, *self.reading.records)
        if not found:
            raise ImportRefused(nothing_in(self.path, self.reading.problems))
        known = reader.known_sources(one.source_id for one in found)
        known |= there_already(reader, self.reading.records, self.reading.entries).keys()
        new = sum(one.source_id not in known for one in found)
        rows = [_row(one, one.source_id not in known) for one in found[:most_rows]]
        return Look(len(found), new, rows, self._told())

    def write(self, writer: Writer, watch: Watch, visibility: Visibility) -> Written:
        """Write the new entries: how many were written and how many were there, and what is wrong."""
        from mentorjournal.services.imported_records import RecordWriter, wanted_sources

        found: tuple[Entry | Incoming, ...] = (*self.reading.entries, *self.reading.records)
        same = there_already(writer, self.reading.records, self.reading.entries)
        known = writer.known_sources(one.source_id for one in found) | same.keys()
        desk = EntryWriter(writer, visibility)
        records = RecordWriter(writer, visibility, desk, ids=dict(same))
        written = refused = 0
        for number, one in enumerate(found):
            watch.step(number, len(found))
            if one.source_id in known:
                continue
            if isinstance(one, Entry):
                records.ids[one.source_id] = desk.write(one)
            elif not records.write(one):
                refused += 1
                continue
            written += 1
        desk.finish()
        records.tie(writer.ids_of_sources(wanted_sources(self.reading.records)))
        watch.step(len(found), len(found))
        return Written(written, len(found) - written - refused, [*self._told(), *desk.problems])

    def _told(self) -> list[Problem]:
        """What was wrong while reading, then what was not read at all."""
        return [*self.reading.problems, *(Problem(name, LEFT_ALONE) for name in self.reading.ignored)]


def nothing_in(path: Path, problems: Sequence[Problem]) -> str:
    """The refusal of a file without one entry."""
    why = f" {problems[0].item}: {problems[0].message}" if problems else ""
    return f"{path.name} holds no entries, so nothing was imported.{why}"


class EntryWriter:
    """Writes entries inside one transaction and makes each tag once."""

    def __init__(self, writer: Writer, visibility: Visibility) -> None:
        self.problems: list[Problem] = []
        self._writer = writer
        self._waiting: list[Record] = []
        self._visibility = visibility
        self._tags = {tag.title.casefold(): tag.id for tag in writer.find(Tag)}

    def write(self, entry: Entry, *, confidential: bool = False) -> str:
        """Put an entry with its tags and files, and return its id; a file that fails is reported, the text is
        kept. Entries are written a page at a time: `finish` writes those that still wait.
        """
        text, attachments = self._with_files(entry)
        title, rest = _title(entry)
        record: Reflection | ActionItem
        if entry.todo:
            record = ActionItem(
                title=title or first_line(_one_line(text))[0],
                due=entry.due,
                done_on=(entry.done_on or (on_the_wall(entry.updated).day if entry.updated else entry.day))
                if entry.todo == "done"
                else None,
                detail="\n\n".join(part for part in (rest, text, _details(entry, heading=True)) if part),
                **self._shared(entry, attachments),  # type: ignore[arg-type]
            )
        else:
            details = _details(entry)
            record = Reflection(
                title=title,
                template=DEFAULT_TEMPLATE,
                sections=(
                    Section(TEXT_TAG, "", "\n\n".join(filter(None, (rest, text)))),
                    *((Section(DETAILS_TAG, DETAILS_HEADING, details),) if details else ()),
                ),
                **self._shared(entry, attachments),  # type: ignore[arg-type]
            )
        self._waiting.append(
            replace(record, confidential=True) if confidential or entry.confidential else record
        )
        if len(self._waiting) == CHUNK:
            self.finish()
        return record.id

    def finish(self) -> None:
        """Write what still waits to be written."""
        self._writer.put_new(self._waiting)
        self._waiting = []

    def _shared(self, entry: Entry, attachments: tuple[str, ...]) -> dict[str, object]:
        return {
            "id": new_id(),
            "date": entry.day,
            "at": entry.time,
            "time_zone": entry.time_zone or "",
            "visibility": self._visibility,
            "starred": entry.starred or entry.pinned,
            "source_id": entry.source_id,
            "created_at": entry.created,
            "updated_at": entry.updated or entry.created,
            "tags": self.tag_ids(entry.tags),
            "attachments": attachments,
        }

    def tag_ids(self, names: Sequence[str]) -> tuple[str, ...]:
        """The ids of tags by name, each made once; names too long for a tag are left out."""
        ids = []
        for name in filter(_fits, map(_one_line, names)):
            key = name.casefold()
            if key not in self._tags:
                self._tags[key] = self._writer.put(Tag(title=name)).id
            ids.append(self._tags[key])
        return tuple(dict.fromkeys(ids))

    def _with_files(self, entry: Entry) -> tuple[str, tuple[str, ...]]:
        text, ids = entry.text, []
        for media in entry.media:
            try:
                attachment = self.keep(entry.item, media, entry.day)
            except ImportRefused as error:
                self.problems.append(Problem(entry.item, f"{media.name} was left out: {error}"))
                text = _without_marker(text, media)
                continue
            ids.append(attachment.id)
            shown = attachment.media_type.startswith("image/")
            text = _with_address(text, media, attachment.id, shown=shown)
        return text, tuple(ids)

    def keep(self, item: str, media: Media, day: dt.date | None) -> Attachment:
        """Keep a file. Raises ImportRefused where it is damaged; none of it is kept then."""
        measured = Measured(media.parts())
        # A file that turns out damaged in its middle leaves none of its parts.
        with self._writer.connection.begin_nested():
            sha256 = self._writer.put_blob(measured)
        media_type = media.media_type
        if media_type.startswith("image/") and not is_picture(measured.head):
            media_type = "application/octet-stream"
            if measured.size:
                self.problems.append(Problem(item, NO_PICTURE.format(name=media.name)))
        attachment = Attachment(
            title=media.name, date=day, sha256=sha256, size=measured.size, media_type=media_type
        )
        return self._writer.put(attachment)


_LOOKED_AT = 1_000
"""Characters of an entry without a title in which its first words are looked for."""


def _row(one: Entry | Incoming, new: bool) -> Row:
    if isinstance(one, Entry):
        called = _title(one)[0] or first_line(_one_line(one.text[:_LOOKED_AT]))[0]
        return Row(one.item, called, one.day.isoformat(), new)
    day = one.record.date
    return Row(one.item, one.record.title, day.isoformat() if day else "", new)


def _title(entry: Entry) -> tuple[str, str]:
    """The entry's title, and all of it again for the text where it is too long for one line."""
    return first_line(_one_line(entry.title))


def _fits(name: str) -> bool:
    return 0 < len(name) <= LONGEST_TAG


def _marker(media: Media) -> re.Pattern[str]:
    return re.compile(r"(!?)\[([^\[\]]*)\]\(" + re.escape(media.in_text or "") + r"(\s[^()]*)?\)")


def _with_address(text: str, media: Media, attachment_id: str, *, shown: bool) -> str:
    """The text with the file's own address in it; what cannot be shown becomes a link."""
    if media.in_text is None:
        return text
    return _marker(media).sub(
        lambda found: (
            f"{found[1] if shown else ''}[{found[2] or ('' if shown else media.name)}]"
            f"(attachment:{attachment_id}{found[3] or ''})"
        ),
        text,
    )


def _without_marker(text: str, media: Media) -> str:
    if media.in_text is None:
        return text
    return _marker(media).sub(lambda found: f"*({found[2] or media.name}: not kept)*", text)


def _details(entry: Entry, *, heading: bool = False) -> str:
    """What has no place of its own, as a Markdown list, so that nothing is lost."""
    said = details_of(_leftovers(entry))
    return f"{DETAILS_HEADING}\n\n{said}" if said and heading else said


def details_of(extra: Iterable[tuple[str, str]]) -> str:
    """Names and values as a Markdown list; empty where there are none."""
    return "\n".join(f"- {_one_line(key)}: {_one_line(value)}" for key, value in extra)


def _leftovers(entry: Entry) -> Iterator[tuple[str, str]]:
    yield from entry.extra
    yield from (("tag", tag) for tag in entry.tags if len(_one_line(tag)) > LONGEST_TAG)
    if entry.pinned:
        yield "pinned", "yes"
    if entry.due_time is not None:
        yield "due at", entry.due_time.isoformat("minutes")


def _one_line(text: str) -> str:
    return " ".join(text.split())
