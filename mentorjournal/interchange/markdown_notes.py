"""Markdown notes of Obsidian, Joplin, Jekyll, Logseq or nobody in particular: one file or a folder."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import front_matter, limits, own_notes
from mentorjournal.interchange.dates import Stamp
from mentorjournal.interchange.decode import decode, looks_binary
from mentorjournal.interchange.front_matter import Properties
from mentorjournal.interchange.markdown_links import NOTE_ENDINGS, Index, NoteLinks
from mentorjournal.interchange.own_notes import head_of
from mentorjournal.interchange.plain import Entry, Reading, Watch, fingerprint
from mentorjournal.interchange.sources import Source
from mentorjournal.interchange.tasks import with_check_boxes
from mentorjournal.interchange.words import bare_tags, hash_tags, heading_title

_DATED_NAME = re.compile(r"(\d{4})([-_.]?)(\d{2})\2(\d{2})(?!\d)(.*)", re.DOTALL)
_LOGSEQ_NAME = re.compile(r"\d{4}_\d{2}_\d{2}")
_LOGSEQ_FOLDERS: Final = frozenset({"journals", "pages"})
_NOTE_ENDINGS: Final = tuple(NOTE_ENDINGS)
_FILE_DATE_NOTE: Final = ("date", "taken from the day the file was last changed")


def is_note(name: str) -> bool:
    """Whether a file is named as a Markdown note, outside the hidden folders of editors."""
    return name.lower().endswith(_NOTE_ENDINGS) and not is_hidden(name)


def is_hidden(name: str) -> bool:
    """Whether a file or a folder above it has a name that begins with a dot."""
    return name.startswith(".") or "/." in name


def read_file(source: Source, name: str, watch: Watch) -> Reading:
    """Read one note, with what it shows from its own folder; raises `ImportRefused` if it is no text."""
    reading = Reading("markdown")
    watch.step(0, 1)
    reading.entries.append(_note(source, name, Index(), reading)[0])
    watch.step(1, 1)
    return reading


def read_folder(source: Source, names: list[str], watch: Watch) -> Reading:
    """Read every note below a folder; a file that is neither a note nor shown by one is left alone."""
    reading = Reading("markdown")
    ours = own_notes.is_part_of(names)
    notes = [name for name in names if is_note(name) and not (ours and own_notes.is_no_note(name))]
    visible = [name for name in names if not is_hidden(name)]
    index = Index(visible, [name for name in visible if ours and own_notes.is_no_note(name)])
    used: set[str] = set(notes)
    for number, name in enumerate(notes):
        watch.step(number, len(notes))
        try:
            entry, shown = _note(source, name, index, reading)
        except ImportRefused as error:
            reading.problem(name, f"{error} It was left out; the other notes were read.")
            continue
        reading.entries.append(entry)
        used |= shown
    for name in names:
        if name in used or (ours and own_notes.is_no_note(name)):
            continue
        if name.lower().endswith(".org") and not is_hidden(name):
            reading.problem(
                name, "It is an Org mode note, which cannot be read; save it as Markdown to import it."
            )
        else:
            reading.ignored.append(name)
    watch.step(len(notes), len(notes))
    return reading


@dataclass(frozen=True, slots=True)
class _Named:
    """What a file's name says: a day, and a title if the name is more than a day and a slug."""

    day: date | None
    title: str


def _named(name: str) -> _Named:
    stem = posixpath.splitext(posixpath.basename(name))[0]
    match = _DATED_NAME.match(stem)
    if not match:
        return _Named(None, stem)
    try:
        day = date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError:
        return _Named(None, stem)
    rest = match[5]
    return _Named(day, rest.strip(" -_") if rest.startswith(" ") else "")


def _note(source: Source, name: str, index: Index, reading: Reading) -> tuple[Entry, set[str]]:
    data = source.read(name, limits.MAX_NOTE_BYTES)
    if looks_binary(data):
        message = f"{name} is not a text."
        raise ImportRefused(message)
    text, warning = decode(data)
    if warning:
        reading.problem(name, warning)
    properties, body = front_matter.split(text.lstrip("\n"), name)
    named = _named(name)
    heading, below = heading_title(body)
    title = properties.title or heading or named.title
    if heading and heading == title:
        body = below
    body = _tidy(body, name)
    when, from_file = _when(properties, named, source, name)
    links = NoteLinks(source, name, index)
    shown = links.resolve(body)
    _report(properties, links, name, reading)
    entry = _entry(
        properties, when, name, title=title, raw=body, text=shown, links=links, from_file=from_file
    )
    return entry, set(links.attached.found)


def _tidy(body: str, name: str) -> str:
    """The body without blank lines around it and, from Logseq, without empty bullets at its end."""
    folder, file = posixpath.split(name)
    stem = posixpath.splitext(file)[0]
    if _LOGSEQ_NAME.fullmatch(stem) or posixpath.basename(folder) in _LOGSEQ_FOLDERS:
        lines = body.rstrip().split("\n")
        while lines and lines[-1].strip() in {"", "-"}:
            del lines[-1]
        body = with_check_boxes("\n".join(lines))
    return body.strip("\n").rstrip()


def _when(properties: Properties, named: _Named, source: Source, name: str) -> tuple[Stamp, bool]:
    if properties.stamp is not None:
        return properties.stamp, False
    if named.day is not None:
        return Stamp(named.day), False
    return Stamp(source.modified(name)), True


def _report(properties: Properties, links: NoteLinks, name: str, reading: Reading) -> None:
    if properties.day_written:
        reading.problem(name, f"Its date “{properties.day_written[:40]}” cannot be read; another was taken.")
    if properties.stamp is not None and properties.stamp.either_way:
        reading.problem(
            name, "Its date does not tell day from month; the first number was taken for the day."
        )
    if properties.unread:
        reading.problem(name, "Part of its properties could not be read; they were kept as they are written.")
    for message in links.refused:
        reading.problem(name, message)
    if links.attached.missing:
        reading.problem(name, f"Not in the folder, so left out: {', '.join(links.attached.missing)}.")
    for path in links.attached.empty:
        reading.problem(name, f"{path} is empty (0 bytes). It was kept as it is.")


def _entry(
    properties: Properties,
    when: Stamp,
    name: str,
    *,
    title: str,
    raw: str,
    text: str,
    links: NoteLinks,
    from_file: bool,
) -> Entry:
    tags = [*properties.tags, *(f"#{tag.lstrip('#＃')}" for tag in hash_tags(f"{title}\n{raw}"))]
    head = head_of(properties.extra, name)
    due = properties.due
    return Entry(
        # A date taken from the file changes when the file is copied, so it is no part of the identity.
        source_id=head.source or fingerprint("markdown", None if from_file else when.day, title, raw),
        title=title,
        text=text,
        day=when.day,
        time=when.time,
        time_zone=head.time_zone,
        starred=head.starred,
        confidential=head.confidential,
        created=when.utc,
        updated=properties.updated.utc if properties.updated else None,
        tags=bare_tags(tags),
        tags_as_written=tuple(dict.fromkeys(tags)),
        media=tuple(links.attached.found.values()),
        missing_media=tuple(links.attached.missing),
        item=name,
        extra=(*head.extra, _FILE_DATE_NOTE) if from_file else head.extra,
        todo="" if properties.todo_done is None else ("done" if properties.todo_done else "open"),
        due=due.day if due else None,
        due_time=_due_time(due),
    )


def _due_time(due: Stamp | None) -> time | None:
    return due.time if due else None
