"""The chosen journal as a Leap2A portfolio: a zip that Mahara reads, and this program again."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO, BinaryIO, Final

from mentorjournal.interchange import telling
from mentorjournal.interchange.leap2a_entry import Telling, Written, rfc3339, stamp, urn
from mentorjournal.interchange.leap2a_feed import OURS, Category, Link
from mentorjournal.interchange.portable import Left, Portable
from mentorjournal.interchange.xml_out import text
from mentorjournal.model.ids import new_id
from mentorjournal.model.record import Record
from mentorjournal.model.types import (
    ActionItem,
    Activity,
    Attachment,
    Feedback,
    Goal,
    Milestone,
    Person,
    Reflection,
    Resource,
)

FILE: Final = "leap2a.xml"
BYTES_OUT: Final = "a file whose bytes stay behind, or are not in the journal"
PEOPLE: Final = "a person: people are names where they are mentioned"
OTHER_KIND: Final = "a record of a kind that portfolios do not know, which is an entry there"
_VERSION: Final = "http://www.leapspecs.org/2010-07/2A/"
_SPACES: Final = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns:rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmlns:leap2": "http://terms.leapspecs.org/",
    "xmlns:categories": "http://wiki.leapspecs.org/2A/categories/",
    "xmlns:mahara": "http://wiki.mahara.org/Developer_Area/Import%2F%2FExport/LEAP_Extensions#",
}
"""The names every Mahara knows; those of web.archive.org are known by the newer ones alone."""
_KINDS: Final[dict[type[Record], str]] = {
    Goal: "plan",
    Milestone: "plan",
    ActionItem: "plan",
    Activity: "activity",
    Resource: "resource",
}
_POSTS: Final = tuple(cls for cls in telling.TOLD if cls is not Person and _KINDS.get(cls) != "plan")


def write(portable: Portable, out: BinaryIO) -> Left:
    """Write a zip of one feed and its files; `Left` says what stands in words only."""
    return _Writer(portable).write(out)


class _Writer:
    """Writes one portfolio: entries first, then the lists that hold them, then files."""

    def __init__(self, portable: Portable) -> None:
        self._portable = portable
        self._left = Left()
        self._telling = Telling(portable, self._left)
        self._now = dt.datetime.now(dt.UTC)
        self._files: dict[str, str] = {}
        """The path of every file that leaves, by the id of its attachment; "" for one that cannot."""
        self._posts: list[str] = []
        self._tasks: list[str] = []

    def write(self, out: BinaryIO) -> Left:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            with archive.open(self._info(FILE), "w", force_zip64=True) as stream:
                for part in self._feed():
                    stream.write(part.encode("utf-8"))
            for attachment_id, path in self._files.items():
                if path:
                    with archive.open(self._info(path), "w", force_zip64=True) as stream:
                        self._copy(attachment_id, stream)
        return self._left

    def _info(self, name: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, self._now.timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED
        return info

    def _copy(self, attachment_id: str, stream: IO[bytes]) -> None:
        attachment = self._portable.get(attachment_id)
        parts = self._portable.bytes_of(attachment.sha256) if isinstance(attachment, Attachment) else None
        for part in parts or ():
            stream.write(part)
        self._left.files += 1

    def _feed(self) -> Iterator[str]:
        owner = " ".join(self._portable.owner().split())
        names = "\n  ".join(f'{key}="{value}"' for key, value in _SPACES.items())
        title = f"Mentoring journal of {owner}" if owner else "Mentoring journal"
        yield f'<?xml version="1.0" encoding="utf-8"?>\n<feed {names}>\n  <leap2:version>{_VERSION}</leap2:version>\n'
        yield f"  <id>urn:uuid:{new_id()}</id>\n  <title>{text(title)}</title>\n"
        yield f"  <updated>{rfc3339(self._now)}</updated>\n  <generator>Mentor Journal</generator>\n"
        yield f"  <author><name>{text(owner or 'Unknown')}</name></author>\n"
        for record_type in (Goal, Milestone, ActionItem):
            yield from self._all(record_type, self._plan)
        for other in _POSTS:
            yield from self._all(other, self._post)
        for _ in self._portable.of(Person):
            self._left.lost(PEOPLE)
        yield from self._lists(title)
        for attachment_id, path in self._files.items():
            attachment = self._portable.get(attachment_id)
            if path and isinstance(attachment, Attachment):
                yield self._file(attachment, path)
        yield "</feed>\n"

    def _all(self, record_type: type[Record], make: Callable[[Record, Written], None]) -> Iterator[str]:
        for record in self._portable.of(record_type):
            files = [one for one in record.attachments if self._path_of(one)]
            made = self._telling.written(record, _KINDS.get(record_type, "entry"), files)
            made.links += [Link("related", urn(one)) for one in files]
            made.links += [Link("leap2:relation", urn(one)) for one in record.related if self._is_entry(one)]
            make(record, made)
            self._left.records += 1
            self._portable.check(self._left.records)
            yield made.xml()

    def _is_entry(self, record_id: str) -> bool:
        """Whether a record has an entry in the portfolio."""
        found = self._portable.get(record_id)
        return isinstance(found, telling.TOLD) and not isinstance(found, Person)

    def _plan(self, record: Record, made: Written) -> None:
        """A goal holds its milestones and action items; what has no goal here is held by a list."""
        made.made_as = ("plan" if isinstance(record, Goal) else "task", "plans")
        if isinstance(record, Goal):
            made.stage = {"planned": "planned", "achieved": "completed", "dropped": "abandoned"}.get(
                record.status, ""
            )
            parts: list[Record] = [
                *self._portable.pointing_at(record, Milestone, "goal"),
                *self._portable.pointing_at(record, ActionItem, "goal"),
            ]
            made.links += [Link("leap2:has_part", urn(part.id)) for part in parts]
        elif isinstance(record, Milestone | ActionItem):
            goal = self._portable.get(record.goal) if record.goal else None
            if goal is None:
                self._tasks.append(record.id)
            made.links.append(Link("leap2:is_part_of", urn(goal.id) if goal else self._list("tasks")))
            made.stage = "completed" if record.done_on else "planned"

    def _post(self, record: Record, made: Written) -> None:
        about = [link for link in made.links if link.rel == "leap2:relation"]
        if isinstance(record, Feedback) and len(about) == 1:
            # Mahara takes an entry for a comment where it reflects on one other.
            made.links.remove(about[0])
            made.links.append(Link("leap2:reflects_on", about[0].href))
            made.made_as = ("comment", "comment")
            return
        if isinstance(record, Resource) and record.url.startswith(("http://", "https://")):
            made.links.append(Link("alternate", record.url))
        if not isinstance(record, Reflection | Activity | Resource | Feedback):
            self._left.lost(OTHER_KIND)
        made.links.append(Link("leap2:is_part_of", self._list("journal")))
        self._posts.append(record.id)

    @staticmethod
    def _list(name: str) -> str:
        return f"{OURS}{name}"

    def _lists(self, title: str) -> Iterator[str]:
        """The blog of all entries, and the plan of what belongs to no goal."""
        lists = (
            ("journal", title, "selection", self._posts, (Category("Blog", "categories:selection_type#"),)),
            ("tasks", "Action items", "plan", self._tasks, ()),
        )
        now = rfc3339(self._now)
        for name, called, kind, ids, categories in lists:
            if ids:
                made = Written(self._list(name), called, kind, now, now, plain=True)
                made.made_as = ("blog", "blog") if kind == "selection" else ("plan", "plans")
                made.categories = [Category("list", f"{OURS}type"), *categories]
                made.links = [Link("leap2:has_part", urn(one)) for one in ids]
                yield made.xml()

    def _path_of(self, attachment_id: str) -> str:
        if attachment_id not in self._files:
            attachment = self._portable.get(attachment_id)
            there = (
                isinstance(attachment, Attachment) and self._portable.bytes_of(attachment.sha256) is not None
            )
            if not there:
                self._left.lost(BYTES_OUT)
            self._files[attachment_id] = (
                self._path(attachment, len(self._files)) if attachment and there else ""
            )
        return self._files[attachment_id]

    @staticmethod
    def _path(attachment: Record, number: int) -> str:
        """A path that needs no quoting in any language."""
        ending = PurePosixPath(attachment.title).suffix.lower()
        plain = ending.isascii() and ending[1:].isalnum() and len(ending) <= len(".sqlite3")
        return f"files/{number:05d}{ending if plain else ''}"

    def _file(self, attachment: Attachment, path: str) -> str:
        made = Written(
            urn(attachment.id), attachment.title or "File", "resource", stamp(attachment), "", plain=True
        )
        made.updated = rfc3339(attachment.updated_at or attachment.created_at) or made.published
        made.made_as = ("file", "file")
        made.links = [Link("enclosure", path, attachment.media_type)]
        made.categories = [
            Category("Offline", "categories:resource_type#", "File"),
            *(Category(word) for word in self._portable.tags(attachment)),
        ]
        return made.xml()
