"""The chosen journal as a Word document (DOCX) for editing: styled headings, contents, lists, pictures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import BinaryIO, Final

from docx import Document

from mentorjournal.interchange import docx_fields
from mentorjournal.interchange.docx_text import Body, printable
from mentorjournal.interchange.portable import Left, Portable, by_due
from mentorjournal.model.choices import label
from mentorjournal.model.fields import Field, Section, fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import (
    RECORD_TYPES,
    ActionItem,
    AgendaItem,
    Attachment,
    Goal,
    Meeting,
    Milestone,
    Person,
)

_CONTENTS: Final = "The contents fill in when you open this file and agree to update its fields."
_FIRST: Final = ("goal", "meeting", "reflection")
_NO_CHAPTER: Final = frozenset(
    {"attachment", "tag", "brief_line", "scheme", "layout", "manifest", "packet", "comment", "agenda_item"}
)
"""What belongs to another record, or says how the program prints and what left it."""
_NEVER: Final = frozenset(
    {"title", "at", "time_zone", "visibility", "confidential", "starred", "source_id", "tags", "attachments"}
    | {"template", "consent"}
)
_OF_A_PERSON: Final = frozenset(
    {"display", "role_label", "pseudonym", "consent", "consent_on", "consent_for", "archived"}
)
_TEXTS: Final = frozenset({"note", "sections"})
_KIB: Final = 1024


def write(portable: Portable, out: BinaryIO) -> Left:
    """Write every chosen record, chapter by chapter; `Left` says what only its name stands for."""
    return _Writer(portable).write(out)


class _Writer:
    """Builds one document."""

    def __init__(self, portable: Portable) -> None:
        self._portable = portable
        self._left = Left()
        self._body = Body(Document(), portable, self._left)
        self._done: set[str] = set()

    def write(self, out: BinaryIO) -> Left:
        self._front()
        chapters = (*_FIRST, *(name for name in RECORD_TYPES if name not in _FIRST))
        for name in chapters:
            if name not in _NO_CHAPTER:
                self._chapter(RECORD_TYPES[name])
        self._files()
        docx_fields.fill_fields_when_opened(self._body.document)
        self._body.document.save(out)
        return self._left

    def _front(self) -> None:
        document, owner = self._body.document, printable(" ".join(self._portable.owner().split()))
        title = f"The mentoring journal of {owner}" if owner else "A mentoring journal"
        properties = document.core_properties
        properties.title, properties.author, properties.comments = title, owner, ""
        properties.created = properties.modified = dt.datetime.now(dt.UTC)
        self._body.line(title, "Title")
        self._body.line("Contents", "TOC Heading")
        docx_fields.add_contents(self._body.paragraph(), _CONTENTS)
        docx_fields.add_page_number(document.sections[0].footer.paragraphs[0])

    def _chapter(self, record_type: type[Record]) -> None:
        opened = False
        for record in self._portable.of(record_type):
            if record.id in self._done:
                continue
            if not opened:
                self._body.heading(record_type.PLURAL, 1)
                opened = True
            self._record(record)

    def _record(self, record: Record) -> None:
        self._count(record)
        if isinstance(record, Person):
            self._person(record)
            return
        self._body.heading(record.title or self._day(record) or record.LABEL, 2)
        self._about(record)
        if isinstance(record, Meeting):
            self._agenda(record)
        self._texts(record)
        if isinstance(record, Goal):
            self._milestones(record)
        if isinstance(record, Meeting):
            self._actions(record)
        self._attached(record)

    def _count(self, record: Record) -> None:
        self._done.add(record.id)
        self._left.records += 1
        self._portable.check(self._left.records)

    def _person(self, person: Person) -> None:
        """Who may be named with what is known, anybody else by role or pseudonym alone."""
        name = self._portable.name(person.id)
        self._body.heading(name or "Somebody", 2)
        if name == person.title:
            self._about(person)
            self._texts(person)
            self._attached(person)

    def _about(self, record: Record) -> None:
        """Day, tags and every short field that says something."""
        if record.title and (day := self._day(record)):
            self._body.line(day, "Subtitle")
        for name, field in fields_of(type(record)).items():
            if (
                name in _NEVER
                or name == "date"
                or field.kind in _TEXTS
                or not self._is_told(record, name, field)
            ):
                continue
            if said := self._said(getattr(record, name), field):
                self._body.fact(field.label, said)
        if tags := self._portable.tags(record):
            self._body.fact("Tags", ", ".join(tags))

    @staticmethod
    def _is_told(record: Record, name: str, field: Field) -> bool:
        if isinstance(record, Person) and name in _OF_A_PERSON:
            return False
        return field.kind != "text" or field.searchable

    def _said(self, value: object, field: Field) -> str:
        """A short value in words; a link only where what it points to is chosen too."""
        if field.kind == "link":
            ids = value if isinstance(value, tuple) else (value,) if value else ()
            return ", ".join(filter(None, (self._named(str(one)) for one in ids)))
        if field.kind == "choice" and field.choices:
            keys = value if isinstance(value, tuple) else (value,) if value else ()
            return ", ".join(label(field.choices, str(key)) for key in keys)
        if isinstance(value, dt.date):
            return _in_words(value)
        if isinstance(value, bool):
            return "yes" if value else ""
        if isinstance(value, float):
            return f"{value:g}"
        return " ".join(str(value).split()) if value else ""

    def _named(self, record_id: str) -> str:
        record = self._portable.get(record_id)
        if record is None or isinstance(record, Person):
            return self._portable.name(record_id)
        return record.title

    def _texts(self, record: Record) -> None:
        for name, field in fields_of(type(record)).items():
            value = getattr(record, name)
            if field.kind == "note" and value.strip():
                self._body.labelled(field.label, value)
            elif field.kind == "sections":
                for section in value:
                    if isinstance(section, Section) and section.text.strip():
                        self._body.labelled(section.heading, section.text)

    def _milestones(self, goal: Goal) -> None:
        milestones = sorted(self._portable.pointing_at(goal, Milestone, "goal"), key=by_due)
        if milestones:
            self._body.heading("Milestones", 3)
        for milestone in milestones:
            self._count(milestone)
            self._body.line(_ticked(milestone.title, milestone.done_on, milestone.due), "List Bullet")
            if milestone.slipped:
                self._body.line(milestone.slipped, "List Continue")
            self._attached(milestone)

    def _agenda(self, meeting: Meeting) -> None:
        items = sorted(
            self._portable.pointing_at(meeting, AgendaItem, "meeting"), key=lambda item: item.position or 0
        )
        if items:
            self._body.heading("Agenda", 3)
        for item in items:
            self._count(item)
            self._body.line(f"{'☑' if item.discussed else '☐'} {item.title}", "List Bullet")

    def _actions(self, meeting: Meeting) -> None:
        actions = sorted(self._portable.pointing_at(meeting, ActionItem, "meeting"), key=by_due)
        if actions:
            self._body.heading("Action items", 3)
        for action in actions:
            self._count(action)
            words = _ticked(action.title, action.done_on, action.due)
            owner = self._portable.name(action.owner) if action.owner else ""
            self._body.line(f"{words} – {owner}" if owner else words, "List Bullet")
            if action.detail.strip():
                self._body.markdown(action.detail)
            self._attached(action)

    def _attached(self, record: Record) -> None:
        """The record's pictures that its text has not shown, and the names of its other files."""
        for attachment in self._attachments(record):
            if self._body.picture(attachment):
                continue
            self._left.lost("an attached file, which stands in the document by its name only")
            self._body.fact("Attached", _file(attachment))

    def _attachments(self, record: Record) -> Iterator[Attachment]:
        for attachment_id in record.attachments:
            attachment = self._portable.get(attachment_id)
            if isinstance(attachment, Attachment):
                yield attachment

    def _files(self) -> None:
        """A list of every attached file at the end."""
        files = list(self._portable.of(Attachment))
        if not files:
            return
        self._body.heading("Attached files", 1)
        for attachment in files:
            shown = "" if self._body.was_shown(attachment) else ", not in this document"
            self._body.line(f"{_file(attachment)}{shown}", "List Bullet")
            self._left.records += 1

    @staticmethod
    def _day(record: Record) -> str:
        if record.date is None:
            return ""
        return _in_words(record.date) + (f", {record.at:%H:%M}" if record.at else "")


def _in_words(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _ticked(title: str, done: dt.date | None, due: dt.date | None) -> str:
    """A thing to do with its tick and its day."""
    when = f" (done {_in_words(done)})" if done else f" (by {_in_words(due)})" if due else ""
    return f"{'☑' if done else '☐'} {title}{when}"


def _file(attachment: Attachment) -> str:
    size = f", {max(1, round(attachment.size / _KIB)):,} KB" if attachment.size else ""
    return f"{attachment.title} ({attachment.media_type or 'a file'}{size})"
