"""The chosen journal as a folder of Markdown files, one for each record, that Obsidian or any editor opens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote

from mentorjournal.interchange import front_matter_out as head
from mentorjournal.interchange.file_names import Taken, fit_stem
from mentorjournal.interchange.own_notes import ATTACHMENTS, README
from mentorjournal.interchange.portable import Left, Portable, by_due
from mentorjournal.interchange.telling import TOLD, called, facts, texts
from mentorjournal.interchange.words import heading_title
from mentorjournal.model.fields import fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import ActionItem, AgendaItem, Attachment, Goal, Meeting, Milestone
from mentorjournal.whole_file import private

"""No note, so that nobody imports it as one."""
_ABOUT: Final = """\
This is {whose}, taken away from Mentor Journal as plain text. Every record is a file of its own, in a folder \
named after its kind. Between the lines of dashes at the top of each file stand its title, day, tags and other \
short facts; below them stand its texts. Attached files are in the folder "attachments".

Any editor opens these files. To have the links work, open the folder as a vault in Obsidian.
"""
_CODE: Final = re.compile(r"(?ms)^[ \t]{0,3}(```+|~~~+).*?(?:^[ \t]{0,3}\1[ \t]*$|\Z)|`[^`\n]*`")
_ADDRESS: Final = re.compile(r"<?attachment\\?:(?://)?([\w.-]+)>?", re.IGNORECASE)
_SHOWN_NOT: Final = re.compile(
    r"!\[([^\[\]]*)\]\(\s*<?attachment\\?:[^\s()<>]*>?(?:\s[^()]*)?\)", re.IGNORECASE
)
_BARE: Final = frozenset({"date", "time", "number", "flag"})
_EVERY: Final = 200


def write(portable: Portable, folder: Path) -> Left:
    """Write a file for every chosen record, and the attached files, into an empty folder. Raises OSError."""
    return _Folder(portable, folder).write()


class _Folder:
    """Writes one folder; it holds the path of every record, and one record at a time."""

    def __init__(self, portable: Portable, folder: Path) -> None:
        self._portable, self._folder = portable, folder
        self._left = Left()
        self._paths: dict[str, str] = {}

    def write(self) -> Left:
        self._attachments()
        for record_type in TOLD:
            self._name(record_type)
        for record_type in TOLD:
            for record in self._portable.of(record_type):
                self._record(record)
        self._lonely_agenda()
        owner = self._portable.owner().strip()
        about = _ABOUT.format(whose=f"the mentoring journal of {owner}" if owner else "a mentoring journal")
        self._put(README, about)
        return self._left

    def _attachments(self) -> None:
        """Every file under its own name; a record whose bytes are not there has no path."""
        taken = Taken()
        for attachment in self._portable.of(Attachment):
            self._left.records += 1
            self._portable.check(self._left.records)
            parts = self._portable.bytes_of(attachment.sha256) if attachment.sha256 else None
            if parts is None:
                self._left.lost("a file whose bytes stay behind, or are not in the journal")
                continue
            ending = fit_stem(PurePosixPath(attachment.title).suffix.lstrip("."), "")[:16]
            stem = fit_stem(PurePosixPath(attachment.title).stem, "file")
            # A note of somebody's is a file here: nothing reads it as one of ours.
            name = taken.name(stem, f".{ending}" if ending else "")
            (self._folder / ATTACHMENTS).mkdir(mode=0o700, exist_ok=True)
            with open(self._folder / ATTACHMENTS / name, "wb", opener=private) as stream:
                stream.writelines(parts)
            self._paths[attachment.id] = f"{ATTACHMENTS}/{name}"
            self._left.files += 1

    def _name(self, record_type: type[Record]) -> None:
        taken = Taken()
        for number, record in enumerate(self._portable.named(record_type)):
            if number % _EVERY == 0:
                self._portable.check(self._left.records)
            words = " ".join(record.title.split())
            dated = record.IN_TIMELINE and record.date is not None
            stem = fit_stem(f"{record.date} {words}" if dated else words, record.LABEL)
            self._paths[record.id] = f"{record_type.PLURAL}/{taken.name(stem, '.md')}"

    def _record(self, record: Record) -> None:
        self._left.records += 1
        self._portable.check(self._left.records)
        body = "\n\n".join(filter(None, (part.strip("\n").rstrip() for part in self._body(record))))
        title = " ".join(record.title.split())
        if title and heading_title(body)[0] == title:
            # Whoever reads it takes a first heading that says the title for the title itself.
            body = f"# {title}\n\n{body}"
        self._put(self._paths[record.id], f"{head.block(self._properties(record))}\n{body}\n")

    def _properties(self, record: Record) -> Iterator[tuple[str, head.Value]]:
        """What stands at the top of a file, in its order."""
        if title := " ".join(record.title.split()):
            yield "title", title
        if record.date:
            yield "date", head.Bare(f"{record.date} {record.at:%H:%M}" if record.at else record.date)
        yield "type", record.LABEL
        if tags := self._portable.tags(record):
            yield "tags", tags
        if isinstance(record, ActionItem):
            yield "completed", head.Bare("yes" if record.done_on else "no")
        for told in facts(record, self._portable):
            ids = told.ids or ("",) * len(told.words)
            words = tuple(self._wiki(key, word) for word, key in zip(told.words, ids, strict=True))
            if fields_of(type(record))[told.name].kind in _BARE:
                yield head.key(told.label), head.Bare(words[0])
            else:
                yield head.key(told.label), words if len(words) > 1 or told.ids else words[0]
        yield from _kept(record)

    def _wiki(self, record_id: str, words: str) -> str:
        """A link of Obsidian's, which finds a file by its path from the top; plain words where there is none."""
        path = self._paths.get(record_id)
        if path is None:
            return words
        return f"[[{path.removesuffix('.md')}|{re.sub(r'[][|]', ' ', words)}]]"

    def _body(self, record: Record) -> Iterator[str]:
        mentioned: set[str] = set()
        for heading, text in texts(record):
            yield f"## {' '.join(heading.split())}" if heading.strip() else ""
            yield self._linked(text, mentioned)
        if isinstance(record, Meeting):
            yield from self._agenda(record)
            yield from self._list("Action items", self._portable.pointing_at(record, ActionItem, "meeting"))
        if isinstance(record, Goal):
            yield from self._list("Milestones", self._portable.pointing_at(record, Milestone, "goal"))
        for key in record.attachments:
            if key not in mentioned and (path := self._paths.get(key)):
                yield _marker(self._portable.get(key), path)

    def _agenda(self, meeting: Meeting) -> Iterator[str]:
        items = sorted(
            self._portable.pointing_at(meeting, AgendaItem, "meeting"), key=lambda item: item.position or 0
        )
        if items:
            yield "## Agenda"
            yield "\n".join(f"- [{'x' if one.discussed else ' '}] {_flat(called(one))}" for one in items)
            self._left.records += len(items)

    def _list(self, heading: str, records: Sequence[ActionItem | Milestone]) -> Iterator[str]:
        if records:
            yield f"## {heading}"
            yield "\n".join(
                f"- [{'x' if one.done_on else ' '}] [{_flat(called(one))}]({_relative(self._paths[one.id])})"
                f"{f' (by {one.due})' if one.due and not one.done_on else ''}"
                for one in sorted(records, key=by_due)
                if one.id in self._paths
            )

    def _lonely_agenda(self) -> None:
        for item in self._portable.of(AgendaItem):
            if item.meeting is None or item.meeting not in self._paths:
                self._left.lost("a line of an agenda without its meeting")

    def _linked(self, text: str, mentioned: set[str]) -> str:
        """A text in which the address of each file is its path; code stays as it was typed."""
        pieces: list[str] = []
        at = 0
        for code in _CODE.finditer(text):
            pieces += self._prose(text[at : code.start()], mentioned), code[0]
            at = code.end()
        return "".join((*pieces, self._prose(text[at:], mentioned)))

    def _prose(self, text: str, mentioned: set[str]) -> str:
        def path(found: re.Match[str]) -> str:
            where = self._paths.get(found[1])
            if where is None:
                return "#"
            mentioned.add(found[1])
            return _relative(where)

        def picture(found: re.Match[str]) -> str:
            address = _ADDRESS.search(found[0])
            return found[0] if address and address[1] in self._paths else found[1]

        if "ttachment" not in text.lower():
            return text
        return _ADDRESS.sub(path, _SHOWN_NOT.sub(picture, text))

    def _put(self, name: str, text: str) -> None:
        path = self._folder / name
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with open(path, "wb", opener=private) as stream:
            stream.write(text.encode())


def _kept(record: Record) -> Iterator[tuple[str, head.Value]]:
    """What the journal knows of a record beside what it says."""
    if record.starred:
        yield "starred", head.Bare("yes")
    yield "visibility", "confidential" if record.confidential else record.visibility
    if record.time_zone:
        yield "time zone", record.time_zone
    if record.updated_at:
        yield "updated", head.Bare(record.updated_at.isoformat(timespec="seconds").replace("+00:00", "Z"))
    yield "id", record.id


def _relative(path: str) -> str:
    """The address of a file from the folder of a record."""
    return f"../{quote(path, safe='/!$&,;=@~')}"


def _marker(attachment: Record | None, path: str) -> str:
    """A picture in place, anything else as a link."""
    is_picture = isinstance(attachment, Attachment) and attachment.media_type.startswith("image/")
    words = "" if is_picture else _flat(PurePosixPath(path).name)
    return f"{'!' if is_picture else ''}[{words}]({_relative(path)})"


def _flat(words: str) -> str:
    """Words that are no markup within a link or a line."""
    return re.sub(r"([\\`*_\[\]<>#|~!])", r"\\\1", words)
